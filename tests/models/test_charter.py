"""A charter: what people wrote, what the matrix gives the team, and what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.authority.grants import Delegation
from models.authority.remits import remit_of
from models.charter import charter_of, outcome_words
from models.decisions import Decision
from models.document import Document
from models.escalation import EscalationLink
from models.quantities import Money
from models.strategy import Quarter, Theme
from models.targets import Outcome
from models.teams import Charter, Membership, Person, Role, Team
from tests.models.authority.gitlab import gitlab
from tests.models.authority.small import ON, approve, band, matrix, risk, row

TEAM = Team(id="ops", name="Operations")
OURS = Role(id="lead", name="Lead", team="ops")
QUARTER = Quarter(id="q2", name="Q2 2026", starts=date(2026, 4, 1), ends=date(2026, 6, 30), status="current")
THEME = Theme(id="renew", quarter="q2", name="Renewals without effort")
OUTCOME = Outcome(
    id="rate",
    quarter="q2",
    theme="renew",
    name="Customers who renew by themselves",
    unit="%",
    baseline=40,
    target=62.5,
    due=date(2026, 6, 30),
    owner_team="ops",
)
CHARTER = Charter(
    id="charter",
    team="ops",
    purpose="Renewals that need no call.\n\nNothing else.",
    customer="Customers with a contract",
    in_scope="Renewals",
    out_of_scope="Pricing",
    budget=Money(minor=25_000_050, currency="EUR"),
    version="2",
    signed_on=date(2026, 4, 1),
    review_on=date(2026, 7, 1),
    authority_note="We use it.",
    private_note="Nobody may read this",
)


def full() -> Document:
    return matrix(
        TEAM,
        OURS,
        CHARTER,
        QUARTER,
        THEME,
        OUTCOME,
        Person(id="ann", name="Ann"),
        Person(id="bob", name="Bob"),
        Membership(id="m1", team="ops", person="ann", part="Lead", allocation=80),
        Membership(id="m2", team="ops", person="bob", ends=date(2026, 1, 1)),
        Decision(id="buy", name="Buy", clause="3.1"),
        Decision(id="hire", name="Hire", position=1),
        row("small", band(None, 100)),
        row("middle", band(100, 1000), by=(approve("Lead", "CFO"), approve("Head", right="consult"))),
        row("large", band(1000, "unlimited"), by="CEO"),
        row(
            "hire-risky",
            risk("high"),
            by=(approve("Lead", right="recommend"), approve("CEO", stage=2)),
            decision="hire",
        ),
        row("hire-plain", risk("low", "medium"), by=(approve("CEO"), approve("Lead", right="notify")), decision="hire"),
        EscalationLink(id="l1", from_role="lead", to_role="head", triggers=("disagreement",), hours=24),
        EscalationLink(id="l2", from_role="lead", to_role="ceo", hours=1, decision="buy"),
    )


def test_what_people_wrote_is_there_and_private_notes_are_not() -> None:
    text = charter_of(full(), "ops", ON)
    assert text.title == "Operations"
    assert text.subtitle == "Team charter · version 2 · signed on 1 April 2026 · as of 4 May 2026"
    assert text.section("purpose").paragraphs == ("Renewals that need no call.", "Nothing else.")
    assert text.section("budget").paragraphs == ("250,000.50 EUR",)
    assert text.section("review").paragraphs == ("1 July 2026",)
    members = text.section("members").grid
    assert members is not None
    assert members.rows == (("Ann", "Lead", "80 %"),)
    assert "Nobody may read this" not in repr(text)
    assert [section.missing for section in text.sections if section.missing] == []


def test_the_authority_is_that_of_the_matrix() -> None:
    section = charter_of(full(), "ops", ON).section("authority")
    assert section.paragraphs == ("We use it.",)
    lists = {found.title: found for found in section.lists}
    assert lists["We decide alone"].items == ("Buy: Amount below 100 EUR.",)
    assert lists["We decide alone"].clauses == ("3.1",)
    assert lists["We decide with others"].items == (
        "Buy: Amount from 100 and below 1,000 EUR, with CFO, after hearing Head.",
    )
    assert lists["We must be consulted"].items == ("Hire: Risk: high: we recommend; CEO approves.",)
    assert lists["We must escalate"].items == (
        "Buy goes to CEO within 1 hour: Amount from 1,000 EUR.",
        "On disagreement we go to Head within 24 hours.",
        "On a case above the limit of “Buy” we go to CEO within 1 hour.",
    )


def test_a_change_of_the_matrix_changes_the_charter() -> None:
    document = full()
    wider = document.rules["small"].changed(box=(band(None, 200),))
    (line,) = remit_of(document.with_rows({"rule": {"small": wider}}), "ops", ON).alone
    assert line.text == "Buy: Amount below 200 EUR."
    assert (line.decision, line.rule) == ("buy", "small")


def test_outcomes_stand_under_their_theme() -> None:
    (listing,) = charter_of(full(), "ops", ON).section("strategy").lists
    assert listing.title == "Renewals without effort (Q2 2026)"
    assert listing.items == ("Customers who renew by themselves: from 40 to 62.5 % by 30 June 2026.",)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "keep_above"}, "Customers who renew by themselves: keep at or above 62.5 % by 30 June 2026."),
        ({"baseline": None, "due": None}, "Customers who renew by themselves: reach 62.5 %."),
        ({"target": None, "due": None}, "Customers who renew by themselves: not measured yet."),
    ],
)
def test_outcomes_in_words(fields: dict[str, object], words: str) -> None:
    assert outcome_words(OUTCOME.changed(**fields)) == words


def test_what_is_missing_is_said() -> None:
    text = charter_of(matrix(TEAM), "ops", ON)
    missing = {section.key: section.missing for section in text.sections}
    assert set(missing) == {
        "purpose",
        "customer",
        "scope",
        "not_ours",
        "members",
        "budget",
        "authority",
        "strategy",
        "review",
    }
    assert all(missing.values())
    assert missing["authority"] == "No role belongs to the team yet, so the matrix gives it nothing to decide."
    assert text.subtitle == "Team charter · not signed yet · as of 4 May 2026"


def test_a_team_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        charter_of(matrix(), "ops", ON)


def test_a_team_of_a_real_matrix(shared_data: Path) -> None:
    document = gitlab(shared_data / "authority" / "gitlab_2018.csv")
    ours = document.roles["Exec Team"].changed(team="exec")
    document = document.with_rows({"team": {"exec": Team(id="exec", name="Executives")}, "role": {ours.id: ours}})
    remit = remit_of(document, "exec", ON)
    assert [line.text for line in remit.alone] == [
        "Standard Terms.",
        "NDA - GitLab Template.",
        "Initial hiring Budgeted.",
    ]
    assert "Bad debt write-off: Amount up to and including 10,000 USD, with CFO." in {
        line.text for line in remit.together
    }
    escalated = {line.decision: line.text for line in remit.escalated}
    debt = next(row for row in document.decisions if row.name == "Bad debt write-off")
    assert escalated[debt.id] == "Bad debt write-off goes to CEO (no time limit set): Amount above 10,000 USD."


GROUP = Role(id="leads", name="Team Leads", kind="group", members=("lead", "head"))


def test_a_team_decides_also_through_a_group_of_which_its_role_is_a_member() -> None:
    document = matrix(
        TEAM,
        OURS,
        GROUP,
        row("small", band(None, 100), by="Leads"),
        row("middle", band(100, 1000), by=(approve("Leads", "CFO"),)),
        row("large", band(1000, "unlimited"), by=(approve("Leads", right="recommend"), approve("CEO", stage=2))),
        EscalationLink(id="up", from_role="leads", to_role="cfo", triggers=("novelty",), hours=1),
    )
    remit = remit_of(document, "ops", ON)
    assert [line.text for line in remit.alone] == ["Buy: Amount below 100 EUR, as Team Leads."]
    assert [line.text for line in remit.together] == [
        "Buy: Amount from 100 and below 1,000 EUR, as Team Leads, with CFO."
    ]
    assert [line.text for line in remit.consulted] == [
        "Buy: Amount from 1,000 EUR, as Team Leads: we recommend; CEO approves."
    ]
    assert [line.text for line in remit.escalated] == [
        "Buy goes to CEO (no time limit set): Amount from 1,000 EUR.",
        "On a novel case we go, as Team Leads, to CFO within 1 hour.",
    ]


def test_a_vote_in_a_body_is_not_its_power() -> None:
    body = Role(id="board", name="Board", kind="body", members=("lead",))
    remit = remit_of(matrix(TEAM, OURS, body, row("all", by="Board")), "ops", ON)
    assert (remit.alone, remit.together) == ((), ())


def test_what_is_delegated_to_the_team_is_told_with_its_limits_and_its_end() -> None:
    grant = Delegation(
        id="grant",
        from_role="head",
        to_role="lead",
        decisions=("buy",),
        limits=(band(None, 500),),
        ends=date(2026, 6, 1),
    )
    rows = (row("small", band(None, 100), by="CFO"), row("large", band(100, "unlimited"), by="Head"))
    (line,) = remit_of(matrix(TEAM, OURS, grant, *rows), "ops", ON).delegated
    assert line.text == "Buy: Amount from 100 EUR, Amount below 500 EUR, for Head until 1 June 2026."
    assert remit_of(matrix(TEAM, OURS, grant, *rows), "ops", date(2026, 6, 2)).delegated == ()

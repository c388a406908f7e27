"""What real schemes ask beyond the conventions: several thresholds, compound limits, roles that the case tells."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from models.authority.expressions import OneRole, Vote
from models.authority.facts import Case
from models.authority.proof import coverage_of
from models.authority.routing import route
from models.authority.rules import BandCondition, Step
from models.decisions import Dimension
from models.document import Document
from models.entity import Entity
from models.quantities import UNLIMITED, Band
from models.teams import Holding, Membership, Person, Role, Team
from tests.models.authority.small import ON, band, matrix, row

TERM = Dimension(id="term", name="Term", key="term", kind="number", unit="months", position=9)
SHARE = Dimension(id="share", name="Share of plan", key="share", kind="percent", step=Decimal("0.1"), position=9)
MATCH = Dimension(id="match", name="Match", key="match", kind="money", unit="EUR", step=Decimal("0.01"), position=9)


def people(**roles: str) -> list[Entity]:
    """Persons by name, each with the role that they hold."""
    rows: list[Entity] = []
    for name, held in roles.items():
        rows += [Person(id=name, name=name.title()), Holding(id=f"{name}-holds", role=held, person=name)]
    return rows


def approved_by(role: str) -> tuple[Step, ...]:
    return (Step(right="approve", who=OneRole(role=role)),)


def holders(document: Document, case: Case) -> set[str]:
    return {holder.name for holder in route(document, case, ON).steps[0].holders}


def test_two_thresholds_must_both_be_kept() -> None:
    """Below 50,000 and three years or less."""
    both = row("both", band(None, 50_000), band(None, 37, "term"), by="Head")
    document = matrix(TERM, both, row("else", by="Board", priority=-1))
    assert route(document, Case("buy", {"amount": 49_999_99, "term": 36}), ON).rules == ("both",)
    assert route(document, Case("buy", {"amount": 50_000_00, "term": 36}), ON).rules == ("else",)
    assert route(document, Case("buy", {"amount": 1, "term": 37}), ON).rules == ("else",)


def test_either_of_two_thresholds_is_enough() -> None:
    """Above two million or a match above 100,000, without a case that is covered twice."""
    above = BandCondition(dimension="match", band=Band(lower=100_000_01, upper=UNLIMITED))
    below = BandCondition(dimension="match", band=Band(upper=100_000_01))
    rows = (
        row("amount", band(2_000_001, "unlimited"), by="Board"),
        row("match", band(None, 2_000_001), above, by="Board"),
        row("rest", band(None, 2_000_001), below, by="CFO"),
    )
    document = matrix(MATCH, *rows)
    coverage = coverage_of(document, document.decisions["buy"], document.rules, ON)
    assert (coverage.gaps, coverage.overlaps) == ((), ())
    assert route(document, Case("buy", {"amount": 3_000_000_00, "match": 0}), ON).rules == ("amount",)
    assert route(document, Case("buy", {"amount": 1_00, "match": 100_000_01}), ON).rules == ("match",)
    assert route(document, Case("buy", {"amount": 1_00, "match": 100_000_00}), ON).rules == ("rest",)


def test_the_lower_of_an_amount_and_a_percentage() -> None:
    """The lower of 5,000 or 10 %: within both."""
    lower = row("lower", band(None, 5001), band(None, 101, "share"), by="Head")
    document = matrix(SHARE, lower, row("above", by="Board", priority=-1))
    assert route(document, Case("buy", {"amount": 5_000_00, "share": 100}), ON).rules == ("lower",)
    assert route(document, Case("buy", {"amount": 5_000_00, "share": 101}), ON).rules == ("above",)
    assert route(document, Case("buy", {"amount": 5_001_00, "share": 1}), ON).rules == ("above",)


def test_the_requesters_manager_is_known_once_somebody_asks() -> None:
    manager = Role(id="manager", name="Requester’s manager", kind="runtime", resolver="requester_manager", position=30)
    lead = Role(id="lead", name="Lead", reports_to="head")
    document = matrix(manager, lead, *people(lea="lead", hal="head"), row("one", by=approved_by("manager")))
    answer = route(document, Case("buy", requester="lea"), ON)
    assert answer.kind == "decided"
    assert holders(document, Case("buy", requester="lea")) == {"Hal"}
    assert "Hal" in answer.sentence
    unknown = route(document, Case("buy"), ON)
    assert unknown.kind == "decided"
    assert unknown.steps[0].holders == ()


def test_the_head_of_the_leavers_function() -> None:
    head = Role(id="function", name="Head of function", kind="runtime", resolver="subject_head", position=30)
    roles = (
        Role(id="lead", name="Lead", reports_to="head"),
        Role(id="head", name="Head", reports_to="cfo"),
        Role(id="cfo", name="CFO", reports_to="ceo", heads_function=True),
    )
    document = matrix(head, *roles, *people(lea="lead", hal="head", fay="cfo"), row("one", by=approved_by("function")))
    assert holders(document, Case("buy", subject="lea")) == {"Fay"}


def test_whoever_is_on_call_that_day() -> None:
    duty = Role(id="duty", name="On call", kind="runtime", resolver="on_call", position=30)
    roster = (
        Person(id="ann", name="Ann"),
        Person(id="bob", name="Bob"),
        Holding(id="today", role="duty", person="ann", starts=ON, ends=ON),
        Holding(id="tomorrow", role="duty", person="bob", starts=ON + timedelta(1), ends=ON + timedelta(1)),
    )
    document = matrix(duty, *roster, row("one", by=approved_by("duty")))
    assert holders(document, Case("buy")) == {"Ann"}
    later = route(document, Case("buy"), ON + timedelta(1))
    assert {holder.name for holder in later.steps[0].holders} == {"Bob"}


def test_a_reviewer_from_another_team() -> None:
    other = Role(id="reviewer", name="Reviewer of another team", kind="runtime", resolver="other_team", position=30)
    teams = (
        Team(id="red", name="Red"),
        Team(id="blue", name="Blue"),
        Membership(id="m1", team="red", person="lea"),
        Membership(id="m2", team="red", person="hal"),
        Membership(id="m3", team="blue", person="bea"),
    )
    document = matrix(other, *teams, *people(lea="lead", hal="head", bea="cfo"), row("one", by=approved_by("reviewer")))
    assert holders(document, Case("buy", requester="lea")) == {"Bea"}


def test_a_vote_without_whom_it_concerns() -> None:
    vote = Vote(body="board", majority="simple", quorum=2, excluded=("cfo",))
    members = (Role(id="board", name="Board", kind="body", members=("ceo", "cfo", "head")),)
    motion = row("motion", by=(Step(right="approve", who=vote),))
    three = matrix(*members, *people(cy="ceo", fay="cfo", hal="head"), motion)
    answer = route(three, Case("buy"), ON)
    assert answer.kind == "decided"
    assert {holder.name for holder in answer.steps[0].holders} == {"Cy", "Hal"}
    assert route(matrix(*members, *people(cy="ceo", fay="cfo"), motion), Case("buy"), ON).kind == "nobody"

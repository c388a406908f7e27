"""Examples of findings about what charters claim, what outcomes need, and what records say was decided."""

from __future__ import annotations

from datetime import date

from models.authority.expressions import AnyOf, OneRole
from models.authority.rules import Edition, Step
from models.cases import Fact
from models.decisions import Decision, Section
from models.document import Document
from models.entity import Entity
from models.records import Record
from models.strategy import Quarter, Theme
from models.targets import Outcome
from models.teams import Charter, Claim, Role, Team
from tests.models.authority.small import approve, band, matrix, risk, row
from tests.models.findings.example import LARGE, PEOPLE, RESIDUAL, SMALL, TEAM, Example, grant, held

OURS = Role(id="lead", name="Lead", team="ops")
THEIRS = Role(id="head", name="Head", team="two")
TWO = Team(id="two", name="Two")
PRICES = Section(id="prices", name="Prices")
RETAIL = Section(id="retail", name="Retail", parent="prices")
PRICED = Decision(id="buy", name="Buy", section="retail")
LIBRARY = (PRICES, RETAIL, PRICED)
EITHER = (Step(right="approve", who=AnyOf(parts=(OneRole(role="lead"), OneRole(role="head")))),)
QUARTER = Quarter(id="q2", name="Q2 2026", starts=date(2026, 4, 1), ends=date(2026, 6, 30), status="current")
AIM = Outcome(id="aim", quarter="q2", name="Fewer stops", owner_team="ops", needs=("buy",))
PAST = Quarter(id="q1", name="Q1 2026", starts=date(2026, 1, 1), ends=date(2026, 3, 31), status="past")
PLEDGE = Theme(id="pledge", quarter="q1", name="Fewer forms", status="kept")
RECORD = Record(
    id="record",
    name="Two suppliers",
    decision="buy",
    facts=(Fact(dimension="amount", value="80 EUR"),),
    decided_by="lead",
    decided_on=date(2026, 4, 1),
    status="accepted",
)


def charter(team: str = "ops", *limits: object) -> Charter:
    claim = Claim.model_validate({"decision": "buy", "limits": limits})
    return Charter(id=f"charter-{team}", team=team, claims=(claim,))


def domain(team: str, *sections: str) -> Charter:
    return Charter(id=f"charter-{team}", team=team, owns=sections)


def teams(*rows: Entity) -> Document:
    return matrix(TEAM, TWO, OURS, THEIRS, *rows)


def small(limit: int) -> tuple[Entity, ...]:
    return row("small", band(None, limit)), row("large", band(limit, "unlimited"), by="Head")


EXAMPLES = (
    Example(
        "F61",
        teams(charter("ops", band(None, 200)), SMALL, LARGE),
        teams(charter("ops", band(None, 100)), SMALL, LARGE),
        words=("By its charter “Operations” decides “Buy” (Amount below 200 EUR), but by the matrix Head approves."),
        case="“Buy” with Amount 100 EUR",
    ),
    Example(
        "F61",
        teams(charter(), row("all", by=(approve("Lead", "Head"),))),
        teams(charter(), row("all", by=EITHER)),
        words="but by the matrix Lead and Head approve",
        note="Jointly with others is not alone; as one of several who may is.",
    ),
    Example(
        "F61",
        teams(charter("ops", band(None, 200)), SMALL, LARGE, grant(limits=(band(None, 150),))),
        teams(charter("ops", band(None, 200)), SMALL, LARGE, grant(limits=(band(None, 200),))),
        case="“Buy” with Amount 150 EUR",
        note="A delegation counts as far as it goes.",
    ),
    Example(
        "F61",
        teams(charter(), row("high", risk("high"))),
        teams(charter("ops", risk("high")), row("high", risk("high"))),
        words="but by the matrix nobody does",
        case="“Buy” with Risk: low",
    ),
    Example(
        "F61",
        teams(RESIDUAL, charter(), row("high", risk("high"))),
        teams(Edition(id="matrix", name="Matrix", residual="lead"), charter(), row("high", risk("high"))),
        words="CEO decides what no row covers",
    ),
    Example(
        "F66",
        teams(*LIBRARY, domain("ops", "prices"), domain("two", "retail")),
        teams(*LIBRARY, domain("ops", "prices"), domain("two")),
        words="Both “Operations” and “Two” call “Buy” their domain.",
    ),
    Example(
        "F66",
        teams(*LIBRARY, PRICED.changed(owner_team="two"), domain("ops", "prices")),
        teams(*LIBRARY, PRICED.changed(owner_team="ops"), domain("ops", "prices")),
    ),
    Example(
        "F66",
        teams(*LIBRARY, PRICED.changed(owner_team="two"), domain("ops", "prices")),
        teams(*LIBRARY, PRICED.changed(owner_team="two"), domain("ops", "prices"), TWO.changed(parent="ops")),
        note="A team inside another has a part of its domain.",
    ),
    Example(
        "F66",
        teams(charter("ops", band(None, 200)), charter("two", band(100, "unlimited")), *small(100)),
        teams(charter("ops", band(None, 100)), charter("two", band(100, "unlimited")), *small(100)),
        words="By their charters both “Operations” and “Two” decide “Buy”, and the matrix does not give it to both.",
        case="“Buy” with Amount 100 EUR",
    ),
    Example(
        "F66",
        teams(charter(), charter("two"), row("all")),
        teams(charter(), charter("two"), row("all", by=EITHER)),
        note="What the matrix lets either decide both may claim.",
    ),
    Example(
        "F73",
        teams(QUARTER, AIM, row("all", by="Head")),
        teams(QUARTER, AIM, SMALL, LARGE),
        words="“Fewer stops” needs “Buy”, of which its owner, Operations, decides no case; Head does.",
    ),
    Example(
        "F73",
        teams(QUARTER, AIM, row("all", by="Head")),
        teams(QUARTER, AIM, row("all", by="Head"), grant()),
        note="What is delegated to the owner it can decide.",
    ),
    Example(
        "F73",
        teams(QUARTER, AIM.changed(owner_team=None, owner_role="cfo"), row("all", by="Head")),
        teams(
            *(QUARTER, AIM.changed(owner_team=None, owner_role="cfo"), row("all", by="Head")),
            THEIRS.changed(reports_to="cfo"),
        ),
        note="Who stands above the decider can decide.",
    ),
    Example(
        "F76",
        matrix(RECORD.changed(facts=(Fact(dimension="amount", value="120 EUR"),)), SMALL, LARGE),
        matrix(RECORD, SMALL, LARGE),
        words=(
            "“Two suppliers” was decided on 1 April 2026 by Lead, but by the matrix of that day it was for Head to "
            "decide."
        ),
        case="“Buy” with Amount 120 EUR",
    ),
    Example(
        "F76",
        matrix(RECORD, row("small", band(None, 50)), row("large", band(50, "unlimited"), by="Head")),
        matrix(
            *(RECORD, row("small", band(None, 50)), row("large", band(50, "unlimited"), by="Head")),
            grant(starts=date(2026, 4, 1), ends=date(2026, 4, 1)),
        ),
        note="A delegation that was in force on the day, though it is over now.",
    ),
    Example(
        "F76",
        matrix(
            Edition(id="matrix", name="Matrix", effective=date(2026, 4, 15)),
            Edition(id="old", name="Old", expires=date(2026, 4, 14)),
            *(RECORD, SMALL, LARGE, row("before", by="CFO").changed(edition="old")),
        ),
        matrix(Edition(id="matrix", name="Matrix", effective=date(2026, 4, 2)), RECORD, row("all", by="CFO")),
        words="it was for CFO to decide",
        note="By the matrix of that day, not of today; of a day without a matrix nothing can be said.",
    ),
    Example(
        "F76",
        matrix(*PEOPLE, *held("p1", "lead"), RECORD.changed(decided_by_person="p2"), SMALL, LARGE),
        matrix(*PEOPLE, *held("p1", "lead"), RECORD.changed(decided_by_person="p1"), SMALL, LARGE),
        words="was decided on 1 April 2026 by Person 2, Lead",
    ),
    Example(
        "F76",
        matrix(RECORD.changed(facts=()), row("all", by="Head")),
        matrix(RECORD.changed(facts=()), SMALL, LARGE),
        note="What is not known of the case may have made it theirs.",
    ),
    Example(
        "F76",
        matrix(RECORD, LARGE),
        matrix(RECORD.changed(status="proposed"), LARGE),
        words="and by the matrix of that day nobody could decide it",
    ),
    Example(
        "F77",
        matrix(PAST, PLEDGE.changed(status="active")),
        matrix(PAST, PLEDGE),
        words="The theme “Fewer forms” was for Q1 2026, which ended on 31 March 2026, and nothing says what became of",
    ),
)

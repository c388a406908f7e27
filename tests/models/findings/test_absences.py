"""The absence test: each role and each person away in turn."""

from __future__ import annotations

from models.authority.expressions import OneRole
from models.authority.grants import Delegation
from models.authority.rules import Edition, Step
from models.decisions import Decision
from models.document import Document
from models.entity import Entity
from models.findings import Checker
from models.findings.absences import Away, absence_test, summary
from models.teams import Holding, Person, Role
from tests.models.authority.small import ON, approve, band, matrix, row
from tests.models.findings.example import held, link

SMALL, LARGE = row("small", band(None, 100)), row("large", band(100, "unlimited"), by="CEO")
PEOPLE = (Person(id="p1", name="Ann"), Person(id="p2", name="Bo"), *held("p1", "lead"), *held("p2", "ceo"))


def away(document: Document, name: str) -> Away:
    return next((found for found in absence_test(document, ON) if found.id == name), Away("role", name))


def of(*rows: Entity) -> Document:
    return matrix(*rows)


def test_a_decision_moves_where_somebody_is_above_and_stops_where_nobody_is() -> None:
    document = of(SMALL, LARGE, Role(id="lead", name="Lead", level=1), Role(id="ceo", name="CEO", level=4))
    assert away(document, "lead").moves == {"buy": "ceo"}
    assert list(away(document, "ceo").stops) == ["buy"]
    assert summary(document, away(document, "ceo")) == "While CEO is away, one decision stops."
    linked = of(SMALL, LARGE, link("up", "ceo", "board", triggers=("absence",)))
    # Nothing says that the Board is high enough to decide what the CEO decides.
    assert list(away(linked, "ceo").stops) == ["buy"]
    above = of(SMALL, LARGE, Role(id="ceo", name="CEO", reports_to="board"))
    assert away(above, "ceo").moves == {"buy": "board"}


def test_a_deputy_covers_with_people_named_or_without() -> None:
    deputy = Delegation(id="g", from_role="ceo", to_role="lead", only_when_absent=True)
    assert away(of(SMALL, LARGE, deputy), "ceo").covered == {"buy": "Lead"}
    document = of(SMALL, LARGE, deputy, *PEOPLE)
    assert away(document, "ceo").covered == {"buy": "Ann"}
    assert not away(document, "ceo").stops
    limited = deputy.changed(limits=(band(None, 5),))
    assert list(away(of(SMALL, LARGE, limited), "ceo").stops) == ["buy"]


def test_who_is_named_beside_somebody_decides_without_them() -> None:
    both = row("all", by=(approve("CFO", "CEO"),))
    assert list(away(of(both), "cfo").stops) == ["buy"]
    either = row("all", by=(approve("CFO"),))
    group = Role(id="cfo", name="CFO", kind="group", members=("lead", "head"))
    people = (*PEOPLE, Holding(id="h3", role="head", person="p2"))
    document = of(group, either, *people)
    assert not away(document, "lead").stops


def test_who_is_only_heard_holds_a_decision_up() -> None:
    document = of(row("all", by=(approve("Head", right="agree"), approve("CEO", stage=2))))
    assert list(away(document, "head").waits) == ["buy"]
    assert summary(document, away(document, "head")) == "While Head is away, one decision waits for what it says."
    later = Step(right="ratify", who=OneRole(role="board"), stage=3, within_days=30)
    document = of(row("all", by=(approve("CEO"), later)))
    assert not away(document, "board")
    assert summary(document, away(document, "board")) == "While Board is away, no decision stops."


def test_a_person_away_is_what_the_finding_says() -> None:
    rows = [row(f"r{at}", by="Head", decision=f"d{at}") for at in range(3)]
    decisions = [Decision(id=f"d{at}", name=f"Decision {at}") for at in range(3)]
    document = of(Edition(id="matrix", name="Matrix"), *decisions, *rows, *PEOPLE, *held("p1", "head"))
    found = {f.id for f in Checker().check(document, ON)}
    assert "F47" in found
    assert list(away(document, "p1").stops) == ["d0", "d1", "d2"]
    # Two holders: nothing stops while one of them is away.
    two = document.with_rows({"holding": {"h9": Holding(id="h9", role="head", person="p2")}})
    assert not away(two, "p1").stops
    assert list(away(two, "head").stops) == ["d0", "d1", "d2"]


def test_the_gravest_comes_first_and_stands_alone() -> None:
    first, *_ = absence_test(of(SMALL, LARGE), ON)
    assert first.id == "ceo"
    data = first.to_json(of(SMALL, LARGE))
    assert data == {
        "role": "ceo",
        "name": "CEO",
        "stops": ["buy"],
        "moves": {},
        "covered": {},
        "waits": [],
        "decisions": {"buy": "Buy"},
    }

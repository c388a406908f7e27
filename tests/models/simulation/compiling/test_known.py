"""Decisions that were compiled before are taken from there, and the model is the one that would have come out anew."""

from __future__ import annotations

from datetime import date

import pytest

from models.authority.answers import Answer
from models.authority.facts import Case
from models.authority.routing import route
from models.authority.rules import Rule
from models.decisions import Decision
from models.document import Document
from models.entity import Entity
from models.escalation import Capacity, EscalationLink, Volume
from models.simulation.assumptions import Assumptions
from models.simulation.compile import compile_model
from models.simulation.compiling.known import CompiledParts
from models.teams import Absence, Holding, Person
from tests.bench.organisations import Scale, organisation
from tests.models.authority.small import ON, band, matrix, row

SELL = Decision(id="sell", name="Sell", position=1)
ROWS = (
    row("small", band(None, 1_000), by="Lead"),
    row("large", band(1_000, "unlimited"), by="Head"),
    row("sale", by="Lead", decision="sell"),
)
ANN = Person(id="ann", name="Ann")
DOCUMENT = matrix(SELL, *ROWS, ANN, Holding(id="h", role="lead", person="ann"))


def put(*rows: Entity) -> Document:
    found = DOCUMENT
    for one in rows:
        found = found.with_rows({one.table: {one.id: one}})
    return found


EDITS: dict[str, Document] = {
    "a threshold of the other decision, to which cases of this one go": put(
        row("small", band(None, 1_000), by="Head"), row("large", band(1_000, "unlimited"), by="CFO")
    ),
    "a volume": put(Volume(id="v", decision="sell", cases_a_quarter=7, rework_probability=0.1)),
    "a capacity": put(Capacity(id="c", role="lead", hours_a_week=3, holders=2)),
    "a link": put(EscalationLink(id="l", from_role="lead", to_role="board")),
    "an absence": put(Absence(id="a", person="ann", starts=ON, ends=ON)),
    "a further decision": put(Decision(id="rent", name="Rent"), row("rented", by="CEO", decision="rent")),
    "a decision that goes": DOCUMENT.with_rows({"decision": {"buy": None}, "rule": {"small": None, "large": None}}),
    "a level": put(DOCUMENT.roles["lead"].changed(level=3)),
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_the_model_is_as_if_compiled_anew(edit: str) -> None:
    known = CompiledParts()
    for document in (DOCUMENT, EDITS[edit], DOCUMENT):
        one = compile_model(document, Assumptions(), on=ON, known=known)
        other = compile_model(document, Assumptions(), on=ON)
        assert one.layout.digest() == other.layout.digest()
        assert (one.notes, one.roles, one.branches) == (other.notes, other.roles, other.branches)


def test_other_assumptions_and_days_are_other_models() -> None:
    known = CompiledParts()
    for assumptions in (Assumptions(), Assumptions(minutes_to_decide=50), Assumptions(deadline_hours=9)):
        one = compile_model(DOCUMENT, assumptions, on=ON, known=known)
        assert one.layout.digest() == compile_model(DOCUMENT, assumptions, on=ON).layout.digest()


def test_only_the_decision_of_a_changed_row_is_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    document = organisation(Scale(decisions=12, rows=6, roles=20))
    routed: list[str] = []

    def counted(found: Document, case: Case, on: date) -> Answer:
        routed.append(case.decision)
        return route(found, case, on)

    monkeypatch.setattr("models.simulation.compiling.routes.route", counted)
    known = CompiledParts()
    compile_model(document, Assumptions(), on=ON, known=known)
    assert len(routed) == 12
    rule: Rule = next(iter(document.rules))
    routed.clear()
    changed = document.with_rows({"rule": {rule.id: rule.changed(priority=rule.priority + 1)}})
    compile_model(changed, Assumptions(), on=ON, known=known)
    assert routed == [rule.decision]

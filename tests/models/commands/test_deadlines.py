"""Deadlines of decisions, and deputies."""

from __future__ import annotations

from datetime import date

import pytest

from models.authority.procedures import deciding_steps
from models.changes import EditRefused, apply
from models.commands.deadlines import deadline_of, set_deadline
from models.commands.delegations import add_deputy
from models.document import Document
from tests.views.matrix.samples import small

TODAY = date(2026, 5, 15)


def of(document: Document, table: str, name: str) -> str:
    return str(next(row.id for row in document.table(table) if row.name == name))


def test_a_deadline_is_that_of_every_row_and_goes_with_its_time_out() -> None:
    document = small()
    decision = of(document, "decision", "Operating Expenses")
    assert deadline_of(document, decision, TODAY) == (None,)
    changes = set_deadline(document, decision, 48, TODAY)
    assert changes.label == "Give “Operating Expenses” a deadline of 48 hours"
    after = apply(document, changes)
    assert apply(after, changes.inverted()) == document
    assert deadline_of(after, decision, TODAY) == (48,)
    for rule in after.rules.by("decision", decision):
        for step in rule.procedure:
            decides = step in deciding_steps(rule.procedure)
            assert (step.hours, step.on_timeout) == ((48, "escalate") if decides else (None, None))
    silent = apply(after, set_deadline(after, decision, 1, TODAY, "approve"))
    steps = [s for rule in silent.rules.by("decision", decision) for s in deciding_steps(rule.procedure)]
    # What was said of a passed deadline stays said.
    assert {(step.hours, step.on_timeout) for step in steps} == {(1, "escalate")}
    without = apply(silent, set_deadline(silent, decision, None, TODAY))
    assert without.rules == document.rules


@pytest.mark.parametrize(
    ("name", "hours", "said"),
    [
        ("Close a branch", 24, "No row of “Close a branch” in force says who decides"),
        ("Bonuses", 0, "more than 0 hours and at most a year"),
        ("Bonuses", 10_000, "more than 0 hours and at most a year"),
    ],
)
def test_a_deadline_that_cannot_be_is_refused(name: str, hours: float, said: str) -> None:
    document = small()
    with pytest.raises(EditRefused, match=said):
        set_deadline(document, of(document, "decision", name), hours, TODAY)


def test_a_deputy_decides_only_while_nobody_there_can() -> None:
    document = small()
    ceo, cfo = of(document, "role", "CEO"), of(document, "role", "CFO")
    changes = add_deputy(document, ceo, cfo, TODAY)
    assert changes.label == "Make CFO the deputy of CEO"
    (grant,) = apply(document, changes).delegations
    assert (grant.from_role, grant.to_role, grant.only_when_absent, grant.kind) == (ceo, cfo, True, "acting")
    with pytest.raises(EditRefused, match="CEO cannot delegate to itself"):
        add_deputy(document, ceo, ceo)

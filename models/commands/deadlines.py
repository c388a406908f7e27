"""Edits of the hours within which a decision is to be taken, in all its rows at once."""

from datetime import date
from typing import Literal

from models.authority.force import rules_in_force
from models.authority.procedures import deciding_steps
from models.changes import ChangeSet, Edit, EditRefused
from models.commands.rows import find
from models.document import Document

TimeOut = Literal["escalate", "approve", "reject"]
MOST_HOURS = 24 * 366


def deadline_of(document: Document, decision: str, on: date) -> tuple[float | None, ...]:
    """Return the hours that the deciding steps of a decision's rows in force have, each once; None: without end."""
    rules = rules_in_force(document, decision, on)
    return tuple(dict.fromkeys(step.hours for rule in rules for step in deciding_steps(rule.procedure)))


def set_deadline(
    document: Document, decision: str, hours: float | None, on: date, on_timeout: TimeOut = "escalate"
) -> ChangeSet:
    """Have whoever decides a decision do so within hours by the clock, in every row in force; None: without end.

    A step that says already what a passed deadline means keeps that; the others do as `on_timeout` says. Raises
    EditRefused where no row in force decides, and for hours that are none.
    """
    row = find(document, "decision", decision)
    if hours is not None and not 0 < hours <= MOST_HOURS:
        raise EditRefused("A deadline is more than 0 hours and at most a year; leave it blank for none.")
    edit, found = Edit(document), False
    for rule in rules_in_force(document, decision, on):
        deciding = deciding_steps(rule.procedure)
        found = found or bool(deciding)
        procedure = tuple(
            step.changed(hours=hours, on_timeout=None if hours is None else step.on_timeout or on_timeout)
            if step in deciding
            else step
            for step in rule.procedure
        )
        edit.set(rule, procedure=procedure)
    if not found:
        raise EditRefused(f"No row of “{row.name}” in force says who decides; it has no deadline to change.")
    within = "no deadline" if hours is None else f"a deadline of {hours:g} hour{'s' if hours != 1 else ''}"
    return edit.done(f"Give “{row.name}” {within}")

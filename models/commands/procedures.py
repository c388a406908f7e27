"""Edits of a row's procedure: its steps, their stages, and who acts in each."""

from typing import Literal

from models.authority.expressions import Expression, OneRole
from models.authority.rules import RIGHTS, Right, Rule, Step
from models.authority.words import who_words
from models.changes import ChangeSet, Edit, EditRefused, sentence_of
from models.commands.matrix import row_name
from models.commands.rows import find
from models.document import Document

Where = Literal["before", "beside", "after"]


def in_order(procedure: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return steps by stage with the stages counted 1, 2, 3; inside a stage in the order of a procedure."""
    stages = {stage: number for number, stage in enumerate(sorted({step.stage for step in procedure}), 1)}
    numbered = [
        step if step.stage == stages[step.stage] else step.changed(stage=stages[step.stage]) for step in procedure
    ]
    return tuple(sorted(numbered, key=lambda step: (step.stage, RIGHTS.index(step.right))))


def with_step_moved(procedure: tuple[Step, ...], at: int, where: Where, stage: int) -> tuple[Step, ...]:
    """Return steps with one of them at another stage: beside those of a stage, or alone before or after it."""
    place = {"before": stage * 2 - 1, "beside": stage * 2, "after": stage * 2 + 1}[where]
    doubled = [step.changed(stage=step.stage * 2) for step in procedure]
    doubled[at] = procedure[at].changed(stage=max(1, place))
    return in_order(tuple(doubled))


def with_step_shifted(procedure: tuple[Step, ...], at: int, by: int) -> tuple[Step, ...]:
    """Return steps with one of them earlier (-1) or later (1).

    One of several in its stage gets a stage of its own; one that stands alone joins the stage before or after.
    """
    stage = procedure[at].stage
    if any(step.stage == stage for number, step in enumerate(procedure) if number != at):
        return with_step_moved(procedure, at, "before" if by < 0 else "after", stage)
    beyond = [step.stage for step in procedure if (step.stage < stage if by < 0 else step.stage > stage)]
    if not beyond:
        return procedure
    return with_step_moved(procedure, at, "beside", max(beyond) if by < 0 else min(beyond))


def move_step(document: Document, rule: str, at: int, where: Where, stage: int) -> ChangeSet:
    """Move a step beside those of a stage, or to a stage of its own before or after it."""
    row, step = _step(document, rule, at)
    return _put(document, row, with_step_moved(row.procedure, at, where, stage), f"Move the step “{step.right}”")


def shift_step(document: Document, rule: str, at: int, by: int) -> ChangeSet:
    """Move a step one place earlier (-1) or later (1)."""
    row, step = _step(document, rule, at)
    return _put(document, row, with_step_shifted(row.procedure, at, by), f"Move the step “{step.right}”")


def add_step(document: Document, rule: str, right: Right, role: str) -> ChangeSet:
    """Add a step in which a role has a right, at a stage of its own behind the others."""
    row: Rule = find(document, "rule", rule)
    find(document, "role", role)
    last = max((step.stage for step in row.procedure), default=0)
    step = Step(right=right, who=OneRole(role=role), stage=last + 1)
    return _put(document, row, in_order((*row.procedure, step)), f"Add the step “{right}”")


def drop_step(document: Document, rule: str, at: int) -> ChangeSet:
    """Take a step out of a procedure."""
    row, step = _step(document, rule, at)
    left = (*row.procedure[:at], *row.procedure[at + 1 :])
    return _put(document, row, in_order(left), f"Take out the step “{step.right}”")


def set_step(document: Document, rule: str, at: int, **fields: object) -> ChangeSet:
    """Change fields of a step: right, strand, hours, on_timeout, binding, within_days, cadence, note.

    Without a deadline there is no time-out, so it goes with the hours. Raises EditRefused when a value does not fit.
    """
    from pydantic import ValidationError

    row, step = _step(document, rule, at)
    if fields.get("hours", step.hours) is None and "hours" in fields:
        fields["on_timeout"] = None
    if fields.get("on_timeout") is not None and step.hours is None and fields.get("hours") is None:
        raise EditRefused("Say first within how many hours; without a deadline there is no time-out.")
    try:
        changed = step.changed(**fields)
    except ValidationError as error:
        raise EditRefused(sentence_of(error)) from None
    procedure = (*row.procedure[:at], changed, *row.procedure[at + 1 :])
    named = ", ".join(field.replace("_", " ") for field in fields)
    return _put(document, row, procedure, f"Change the {named} of the step “{changed.right}”")


def set_who(document: Document, rule: str, at: int, who: Expression) -> ChangeSet:
    """Change who acts in a step."""
    row, step = _step(document, rule, at)
    procedure = (*row.procedure[:at], step.changed(who=who), *row.procedure[at + 1 :])
    return _put(document, row, procedure, f"Let {who_words(document, who)} {step.right}")


def _step(document: Document, rule: str, at: int) -> tuple[Rule, Step]:
    row: Rule = find(document, "rule", rule)
    if not 0 <= at < len(row.procedure):
        raise EditRefused("That step is no longer in the row.")
    return row, row.procedure[at]


def _put(document: Document, row: Rule, procedure: tuple[Step, ...], what: str) -> ChangeSet:
    edit = Edit(document)
    edit.set(row, procedure=procedure)
    return edit.done(f"{what} in “{row_name(document, row)}”")

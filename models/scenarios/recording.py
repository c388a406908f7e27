"""Edits of what a scenario makes of a document, as changes of the scenario: any command can build one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec

from pydantic import ValidationError

from models import constraints
from models.changes import Change, ChangeSet, EditRefused, apply, difference, sentence_of
from models.document import Document
from models.escalation import ScenarioChange
from models.scenarios.applying import UNCHANGEABLE, chain_of, overlaid, underneath
from models.scenarios.values import adding, json_text, removing

P = ParamSpec("P")


@dataclass(frozen=True)
class Recording:
    """The changes of a scenario after a command was run on the document that it makes."""

    changes: tuple[ScenarioChange, ...]
    label: str
    """What the command calls itself."""


def recorded(
    document: Document,
    scenario: str,
    command: Callable[Concatenate[Document, P], ChangeSet],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Recording:
    """Return the changes that a scenario has once a command has been run on its document.

    What the command takes back is no change any more; what the scenario changes elsewhere stays as it is. Raises
    EditRefused where the command is refused, or edits what is no part of a scenario, and DoesNotFit.
    """
    below = underneath(document, scenario)
    row = chain_of(document, scenario)[-1]
    there = overlaid(below, row)
    try:
        made = command(there, *args, **kwargs)
    except ValidationError as error:
        raise EditRefused(sentence_of(error)) from None
    if made.touches(*UNCHANGEABLE):
        raise EditRefused("A scenario tries changes of the organisation; do this outside of it.")
    after = apply(there, made)
    constraints.check(after, made)
    return Recording(_merged(row.changes, changes_between(below, after), made), made.label)


def changes_between(before: Document, after: Document) -> tuple[ScenarioChange, ...]:
    """Return the changes by which a scenario over one document is the other."""
    return tuple(found for one in difference(before, after, "").changes for found in _as_changes(one))


def _as_changes(one: Change) -> list[ScenarioChange]:
    if one.after is None:
        return [removing(one.before)] if one.before is not None else []
    if one.before is None:
        return [adding(one.after)]
    old, new = one.before.model_dump(mode="json"), one.after.model_dump(mode="json")
    return [
        ScenarioChange(table=one.entity, row=one.id, field=field, value=json_text(value))
        for field, value in new.items()
        if value != old[field]
    ]


def _merged(
    had: tuple[ScenarioChange, ...], wanted: tuple[ScenarioChange, ...], made: ChangeSet
) -> tuple[ScenarioChange, ...]:
    """Return what is wanted of the rows that a command touched and what was there of the others, in that order."""
    touched = {(one.entity, one.id) for one in made.changes}
    now = {change.key: change for change in wanted if (change.table, change.row) in touched}
    kept = []
    for change in had:
        new = now.pop(change.key, None)
        if new is not None or (change.table, change.row) not in touched:
            kept.append(new or change)
    return (*kept, *now.values())

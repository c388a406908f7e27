"""What a document would be with the changes of a scenario."""

from __future__ import annotations

from pydantic import ValidationError

from models import constraints
from models.changes import ChangeSet, Edit, EditRefused, apply, difference, sentence_of
from models.document import TYPES, Document
from models.entity import Entity
from models.escalation import Scenario, ScenarioChange
from models.scenarios.values import GONE, exchanged, row_of
from models.scenarios.wording import change_words

UNCHANGEABLE = frozenset(("scenario", "certificate"))
"""Tables of which a scenario changes nothing: what it tries is the organisation, not the file's book-keeping."""


class DoesNotFit(EditRefused):
    """The file does not take a change of a scenario any more; the message names both and says why."""

    def __init__(self, scenario: Scenario, change: ScenarioChange | None, why: str) -> None:
        self.scenario = scenario.id
        self.change = change
        super().__init__(why)


def chain_of(document: Document, scenario: str) -> tuple[Scenario, ...]:
    """Return a scenario behind those that it stands on, the lowest first. Raises EditRefused where it is gone."""
    found: list[Scenario] = []
    at: str | None = scenario
    while at is not None:
        row = document.scenarios.get(at)
        if row is None:
            raise EditRefused("That scenario is no longer in the file.")
        if row in found:
            raise EditRefused(f"The scenario “{row.name}” stands on itself; let it stand on the file or another one.")
        found.append(row)
        at = row.base
    return tuple(reversed(found))


def applied(document: Document, scenario: str) -> Document:
    """Return the document as it would be with a scenario, and with those that it stands on.

    Raises DoesNotFit where a change does not fit the file any more, naming the change and why.
    """
    for row in chain_of(document, scenario):
        document = overlaid(document, row)
    return document


def underneath(document: Document, scenario: str) -> Document:
    """Return what a scenario stands on: the document as it is, or with the scenarios below. Raises DoesNotFit."""
    for row in chain_of(document, scenario)[:-1]:
        document = overlaid(document, row)
    return document


def changes_of(document: Document, scenario: str, label: str) -> ChangeSet:
    """Return the edit that makes a document as a scenario has it. Raises DoesNotFit."""
    return difference(document, applied(document, scenario), label)


def overlaid(document: Document, scenario: Scenario) -> Document:
    """Return a document with just the changes of one scenario. Raises DoesNotFit.

    Rows are put in first and taken out last, so that the order of the changes makes no difference.
    """
    edit = Edit(document)
    carried: dict[tuple[str, str], ScenarioChange] = {}
    for change in _in_order(scenario):
        try:
            _carry_out(edit, change)
        except ValidationError as error:
            raise _refused(document, scenario, change, sentence_of(error)) from None
        except (EditRefused, ValueError) as refused:
            raise _refused(document, scenario, change, str(refused)) from None
        carried[change.table, change.row] = change
    changes = edit.done(f"Try “{scenario.name}”")
    after = apply(document, changes)
    for one in changes.changes:
        try:
            constraints.check(after, ChangeSet(changes.label, (one,)))
        except EditRefused as refused:
            raise _refused(document, scenario, carried.get((one.entity, one.id)), str(refused)) from None
    return after


def _in_order(scenario: Scenario) -> list[ScenarioChange]:
    return sorted(scenario.changes, key=lambda change: 1 if change.field else 2 if change.value == GONE else 0)


def _carry_out(edit: Edit, change: ScenarioChange) -> None:
    if change.table not in TYPES or change.table in UNCHANGEABLE:
        raise EditRefused(f"a scenario cannot change “{change.table}”")
    row: Entity | None = edit.document.table(change.table).get(change.row)
    what = TYPES[change.table].what()
    if not change.field:
        wanted = row_of(change)
        if wanted is None:
            if row is not None:
                edit.delete(row)
        elif row is None:
            edit.create(wanted)
        else:
            edit.set(row, **{name: getattr(wanted, name) for name in type(row).model_fields})
        return
    if row is None:
        raise EditRefused(f"the {what} is no longer in the file")
    if change.field == "id" or change.field not in type(row).model_fields:
        raise EditRefused(f"a {what} has no “{change.field}”")
    edit.set(row, **{change.field: getattr(exchanged(row, change), change.field)})


def _refused(document: Document, scenario: Scenario, change: ScenarioChange | None, why: str) -> DoesNotFit:
    what = f"“{change_words(document, change)}”" if change is not None else "what it takes away"
    reason = why[:1].lower() + why[1:] if why.startswith(("The ", "A ", "That ", "There ", "Rows ")) else why
    return DoesNotFit(
        scenario,
        change,
        f"The scenario “{scenario.name}” does not fit the file any more, in {what}: {reason.rstrip('.')}.",
    )

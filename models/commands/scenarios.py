"""Edits of scenarios: named changes over the file, built by any other command, tried, and made the file's own."""

from collections.abc import Callable, Iterable
from typing import Concatenate, ParamSpec

from models.changes import ChangeSet, Edit, EditRefused, name_of
from models.commands.rows import find, last_position, place_before
from models.document import Document
from models.entity import Name
from models.escalation import Scenario, ScenarioChange
from models.ids import fresh
from models.scenarios.applying import DoesNotFit, applied, chain_of, changes_of
from models.scenarios.recording import recorded

P = ParamSpec("P")


def add_scenario(
    document: Document,
    name: Name,
    base: str | None = None,
    note: str = "",
    changes: tuple[ScenarioChange, ...] = (),
) -> ChangeSet:
    """Add a scenario behind the others, over the file or over another one. Raises EditRefused where it does not fit."""
    if base is not None:
        find(document, "scenario", base)
    edit = Edit(document)
    position = last_position(document, "scenario")
    row = Scenario(id=fresh("scenario"), name=name, base=base, note=note, changes=changes, position=position)
    edit.create(row)
    applied(edit.document, row.id)
    return edit.done(f"Add the scenario “{row.name}”")


def rename_scenario(document: Document, scenario: str, name: str) -> ChangeSet:
    """Call a scenario something else."""
    row: Scenario = find(document, "scenario", scenario)
    edit = Edit(document)
    changed = edit.set(row, name=name)
    return edit.done(f"Rename the scenario “{row.name}” to “{changed.name}”")


def set_note(document: Document, scenario: str, note: str) -> ChangeSet:
    """Say what a scenario is for."""
    row: Scenario = find(document, "scenario", scenario)
    edit = Edit(document)
    edit.set(row, note=note)
    return edit.done(f"Change the note of the scenario “{row.name}”")


def stand_on(document: Document, scenario: str, base: str | None) -> ChangeSet:
    """Have a scenario stand on another one, or (None) on the file. Raises EditRefused where it does not fit there."""
    row: Scenario = find(document, "scenario", scenario)
    below = find(document, "scenario", base) if base is not None else None
    edit = Edit(document)
    edit.set(row, base=base)
    applied(edit.document, scenario)
    return edit.done(f"Have “{row.name}” stand on {f'“{below.name}”' if below is not None else 'the file as it is'}")


def copy_scenario(document: Document, scenario: str, name: str | None = None) -> ChangeSet:
    """Add a copy of a scenario behind it."""
    row: Scenario = find(document, "scenario", scenario)
    edit = Edit(document)
    copy = row.changed(id=fresh("scenario"), name=name or _free_name(document, f"{row.name} (copy)"))
    edit.create(copy)
    ids = [other.id for other in document.scenarios]
    behind = ids[ids.index(row.id) + 1 :]
    place_before(edit, copy, behind[0] if behind else None)
    return edit.done(f"Copy the scenario “{row.name}”")


def _free_name(document: Document, wanted: str) -> str:
    taken = {row.name.casefold() for row in document.scenarios}
    number, name = 2, wanted
    while name.casefold() in taken:
        name, number = f"{wanted} {number}", number + 1
    return name


def delete_scenario(document: Document, scenario: str) -> ChangeSet:
    """Delete a scenario with those that stand on it."""
    row: Scenario = find(document, "scenario", scenario)
    edit = Edit(document)
    edit.delete(row)
    more = len(document.scenarios) - len(edit.document.scenarios) - 1
    also = f" and {more} that {'stands' if more == 1 else 'stand'} on it" if more else ""
    return edit.done(f"Delete the scenario “{row.name}”{also}")


def move_scenario(document: Document, scenario: str, before: str | None) -> ChangeSet:
    """Move a scenario in front of another one, or (None) behind all."""
    row: Scenario = find(document, "scenario", scenario)
    edit = Edit(document)
    place_before(edit, row, before)
    return edit.done(f"Move the scenario “{row.name}”")


def try_in(
    document: Document,
    scenario: str,
    command: Callable[Concatenate[Document, P], ChangeSet],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> ChangeSet:
    """Run any command on the document that a scenario makes: what it changes becomes changes of the scenario.

    Raises EditRefused where the command is refused there, and DoesNotFit where the scenario does not fit the file.
    """
    row: Scenario = find(document, "scenario", scenario)
    made = recorded(document, scenario, command, *args, **kwargs)
    edit = Edit(document)
    edit.set(row, changes=made.changes)
    return edit.done(f"Try in “{row.name}”: {made.label}")


def drop_changes(document: Document, scenario: str, keys: Iterable[tuple[str, str, str]]) -> ChangeSet:
    """Take changes out of a scenario, by their keys.

    Raises EditRefused where others of it, or of those that stand on it, cannot be without them.
    """
    row: Scenario = find(document, "scenario", scenario)
    gone = set(keys)
    edit = Edit(document)
    edit.set(row, changes=tuple(change for change in row.changes if change.key not in gone))
    for other in document.scenarios:
        if row in chain_of(document, other.id):
            _refuse_where_it_breaks(document, edit.document, other)
    number = len(row.changes) - len(edit.document.scenarios[scenario].changes)
    return edit.done(f"Take {'a change' if number == 1 else f'{number} changes'} out of “{row.name}”")


def _refuse_where_it_breaks(before: Document, after: Document, scenario: Scenario) -> None:
    """Raise EditRefused where a scenario fitted and fits no more: what fitted badly before may always be mended."""
    try:
        applied(after, scenario.id)
    except DoesNotFit as broken:
        try:
            applied(before, scenario.id)
        except DoesNotFit:
            return
        raise EditRefused(f"Other changes need this one. {broken}") from None


def apply_scenario(document: Document, scenario: str) -> ChangeSet:
    """Make the file as a scenario has it, with those that it stands on, in one step. The scenario stays.

    Raises EditRefused where it changes nothing, DoesNotFit where it does not fit the file any more.
    """
    row: Scenario = find(document, "scenario", scenario)
    changes = changes_of(document, scenario, f"Apply the scenario “{row.name}”")
    if not changes:
        raise EditRefused(f"The file is as the scenario “{name_of(row)}” has it already.")
    return changes

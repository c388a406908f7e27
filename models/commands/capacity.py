"""Edits of the time that roles have for decisions: hours, holders, calendar, cost."""

from collections.abc import Mapping

from models.authority.words import role_words
from models.changes import ChangeSet, Edit, EditRefused
from models.commands.rows import find
from models.document import Document
from models.escalation import HOURS_OF_A_WEEK, Capacity
from models.ids import fresh
from models.quantities import group

FIELDS = ("holders", "hours_a_week", "calendar", "cost_an_hour")
MOST_HOLDERS = 1_000_000
_SAID = {
    "holders": "number of holders",
    "hours_a_week": "hours a week",
    "calendar": "calendar",
    "cost_an_hour": "cost an hour",
}


def capacity_of(document: Document, role: str) -> Capacity | None:
    """Return what is known about the time of a role, or None."""
    return next(iter(document.capacities.by("role", role)), None)


def set_capacity(document: Document, /, role: str, **fields: object) -> ChangeSet:
    """Say how much time a role has; None for what is not known. Raises EditRefused where it cannot be."""
    return set_capacities(document, {role: fields})


def set_capacities(document: Document, cells: Mapping[str, Mapping[str, object]]) -> ChangeSet:
    """Say how much time roles have, in one step: the fields of each by the role's id.

    A row begins with the first thing that is known of a role, and ends with the last. Raises EditRefused, naming the
    role, where it cannot be; nothing is changed then.
    """
    edit = Edit(document)
    for role, fields in cells.items():
        find(document, "role", role)
        _set_one(edit, role, fields)
    return edit.done(_label(document, cells))


def _set_one(edit: Edit, role: str, fields: Mapping[str, object]) -> None:
    document = edit.document
    for field, value in fields.items():
        _possible(document, role, field, value)
    row = capacity_of(document, role)
    known = {field: getattr(row, field) if row is not None else None for field in FIELDS} | dict(fields)
    if all(known[field] is None for field in FIELDS):
        if row is not None:
            edit.delete(row)
        return
    for other in document.capacities.by("role", role)[1:]:
        edit.delete(other)
    edit.set(row if row is not None else edit.create(Capacity(id=fresh("capacity"), role=role)), **fields)


def _possible(document: Document, role: str, field: str, value: object) -> None:
    name = role_words(document, role)
    if field not in FIELDS:
        raise EditRefused(f"The capacity of {name} has no “{field}”.")
    if value is None:
        return
    if field == "calendar":
        find(document, "calendar", str(value))
        return
    number = float(str(value))
    if field == "hours_a_week" and not 0 < number <= HOURS_OF_A_WEEK:
        raise EditRefused(
            f"A week has {HOURS_OF_A_WEEK} hours; give {name} more than 0 and no more than that, or leave it blank."
        )
    if field == "holders" and not (1 <= number <= MOST_HOLDERS and number == int(number)):
        raise EditRefused(
            f"Between 1 and {group(MOST_HOLDERS)} people can hold {name}, each of them whole; where nobody does, leave "
            "it blank and say who is absent."
        )
    if field == "cost_an_hour" and not number >= 0:
        raise EditRefused(f"An hour of {name} costs 0 or more; leave it blank where nobody knows.")


def _label(document: Document, cells: Mapping[str, Mapping[str, object]]) -> str:
    if len(cells) != 1:
        return f"Change the capacity of {len(cells)} roles"
    ((role, fields),) = cells.items()
    named = " and ".join(_SAID[field] for field in FIELDS if field in fields)
    return f"Change the {named} of {role_words(document, role)}"

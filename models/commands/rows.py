"""Edits that every row knows: change a field, move, delete."""

from typing import Any

from models.changes import ChangeSet, Edit, EditRefused, name_of
from models.document import TYPES, Document
from models.entity import Entity


def find(document: Document, table: str, row_id: str) -> Any:
    """Return a row. Raises EditRefused when it is gone."""
    row = document.table(table).get(row_id)
    if row is None:
        raise EditRefused(f"That {TYPES[table].what()} is no longer in the file.")
    return row


def set_fields(document: Document, /, table: str, row_id: str, **fields: object) -> ChangeSet:
    """Change fields of a row. Raises EditRefused, naming the field, when a value does not fit."""
    row = find(document, table, row_id)
    edit = Edit(document)
    edit.set(row, **fields)
    named = ", ".join(field.replace("_", " ") for field in fields)
    return edit.done(f"Change the {named} of the {row.what()} “{name_of(row)}”")


def delete_row(document: Document, table: str, row_id: str) -> ChangeSet:
    """Delete a row with all that cannot be without it. Raises EditRefused when something else needs it."""
    row = find(document, table, row_id)
    edit = Edit(document)
    edit.delete(row)
    return edit.done(f"Delete the {row.what()} “{name_of(row)}”")


def delete_rows(document: Document, table: str, row_ids: tuple[str, ...]) -> ChangeSet:
    """Delete several rows of a table in one step. Raises EditRefused when something else needs one of them."""
    edit = Edit(document)
    for row_id in row_ids:
        # An earlier one may have taken this one with it.
        if row_id in edit.document.table(table):
            edit.delete(edit.document.table(table)[row_id])
    return edit.done(f"Delete {len(row_ids)} {TYPES[table].what()}s")


def add_row(document: Document, row: Entity) -> ChangeSet:
    """Add a row as it is. Raises EditRefused when its identifier is taken."""
    edit = Edit(document)
    edit.create(row)
    return edit.done(f"Add the {row.what()} “{name_of(row)}”")


def move_row(document: Document, table: str, row_id: str, before: str | None) -> ChangeSet:
    """Move a row in front of another one of its table, or to the end."""
    row = find(document, table, row_id)
    edit = Edit(document)
    place_before(edit, row, before)
    return edit.done(f"Move the {row.what()} “{name_of(row)}”")


def place_before(edit: Edit, row: Entity, before: str | None) -> None:
    """Give a row the position in front of another row (None: the end), counting all anew where no room is left.

    Rows of other versions of the matrix stand in an order of their own.
    """
    others = [other for other in fellows(edit.document, row) if other.id != row.id]
    at = next((i for i, other in enumerate(others) if other.id == before), len(others))
    low = others[at - 1].position if at else (others[0].position - 2 if others else 0.0)
    high = others[at].position if at < len(others) else low + 2
    middle = (low + high) / 2
    if low < middle < high:
        edit.set(row, position=middle)
        return
    ordered = [*others[:at], row, *others[at:]]
    for number, each in enumerate(ordered, 1):
        edit.set(each, position=float(number))


def fellows(document: Document, row: Entity) -> tuple[Any, ...]:
    """Return the rows among which a row has its place: those of its table, rows of the matrix in their edition."""
    edition = getattr(row, "edition", None) if row.table == "rule" else None
    return document.rules.by("edition", edition) if edition is not None else tuple(document.table(row.table))


def last_position(document: Document, table: str) -> float:
    """Return a position behind every row of a table."""
    return max((row.position for row in document.table(table)), default=0.0) + 1

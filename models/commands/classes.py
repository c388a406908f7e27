"""Edits of the classes of a dimension: a new name goes along wherever a class is used."""

from pydantic import BaseModel

from models.authority.rules import ClassCondition
from models.cases import Fact
from models.changes import ChangeSet, Edit, EditRefused
from models.commands.rows import find
from models.commands.uses import called, parts_inside, put_rewritten, rows_with_values, some
from models.decisions import Dimension
from models.document import Document
from models.escalation import MixShare


def add_class(document: Document, dimension: str, name: str) -> ChangeSet:
    """Add a class behind the others. Raises EditRefused when there is one of that name."""
    row: Dimension = find(document, "dimension", dimension)
    name = _new_class(row, name)
    edit = Edit(document)
    edit.set(row, classes=(*row.classes, name))
    return edit.done(f"Add the class “{name}” to “{row.name}”")


def rename_class(document: Document, dimension: str, old: str, new: str) -> ChangeSet:
    """Give a class another name, also wherever it is used. Raises EditRefused when there is one of that name."""
    row: Dimension = find(document, "dimension", dimension)
    if old not in row.classes:
        raise EditRefused(f"“{row.name}” has no class “{old}” any more.")
    new = _new_class(row, new, old)
    edit = Edit(document)
    edit.set(row, classes=tuple(new if name == old else name for name in row.classes))

    def renamed(part: BaseModel) -> BaseModel:
        if isinstance(part, ClassCondition) and part.dimension == row.id:
            return part.changed(among=tuple(new if name == old else name for name in part.among))
        if isinstance(part, MixShare) and part.dimension == row.id:
            return part.changed(classes=tuple(new if name == old else name for name in part.classes))
        if isinstance(part, Fact) and part.dimension == row.id and part.value.strip().casefold() == old.casefold():
            return part.changed(value=new)
        return part

    for user in rows_with_values(document):
        put_rewritten(edit, user, renamed)
    return edit.done(f"Rename the class “{old}” of “{row.name}” to “{new}”")


def move_class(document: Document, dimension: str, name: str, at: int) -> ChangeSet:
    """Move a class to a place among the others, counted without it."""
    row: Dimension = find(document, "dimension", dimension)
    others = [other for other in row.classes if other != name]
    edit = Edit(document)
    edit.set(row, classes=(*others[:at], name, *others[at:]))
    return edit.done(f"Move the class “{name}” of “{row.name}”")


def delete_class(document: Document, dimension: str, name: str) -> ChangeSet:
    """Delete a class. Raises EditRefused, naming where, while anything uses it, and for the last one."""
    row: Dimension = find(document, "dimension", dimension)
    left = tuple(other for other in row.classes if other != name)
    if not left:
        raise EditRefused(f"“{row.name}” needs at least one class.")
    used = [called(document, user) for user in rows_with_values(document) if _names_class(user, row.id, name)]
    if used:
        raise EditRefused(f"“{name}” is still used by {some(used)}; take it out there first.")
    edit = Edit(document)
    edit.set(row, classes=left)
    return edit.done(f"Delete the class “{name}” of “{row.name}”")


def _new_class(row: Dimension, name: str, old: str = "") -> str:
    name = " ".join(name.split())
    if not name:
        raise EditRefused("A class needs a name.")
    if any(other.casefold() == name.casefold() and other != old for other in row.classes):
        raise EditRefused(f"“{row.name}” has a class “{name}” already.")
    return name


def _names_class(row: BaseModel, dimension: str, name: str) -> bool:
    return any(
        (isinstance(part, ClassCondition) and part.dimension == dimension and name in part.among)
        or (isinstance(part, MixShare) and part.dimension == dimension and name in part.classes)
        for part in parts_inside(row)
    )

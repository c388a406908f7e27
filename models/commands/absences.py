"""Edits of absences: who is away, from which day until which, and who stands in."""

from datetime import date

from models.authority.force import day_words
from models.changes import ChangeSet, Edit, EditRefused
from models.commands.rows import find
from models.document import Document
from models.ids import fresh
from models.teams import Absence

_WORDS = {
    "starts": "first day",
    "ends": "last day",
    "substitute": "substitute",
    "authorised_before": "authorisation",
    "reason": "reason",
    "person": "person",
}


def add_absence(document: Document, person: str, starts: date, ends: date, substitute: str | None = None) -> ChangeSet:
    """Have a person be away from a day until a day, included. Raises EditRefused where it ends before it starts."""
    find(document, "person", person)
    row = Absence(id=fresh("absence"), person=person, starts=starts, ends=ends, substitute=substitute)
    _sound(document, row)
    edit = Edit(document)
    edit.create(row)
    return edit.done(f"Note that {_name(document, row)} is away from {day_words(starts)} to {day_words(ends)}")


def set_absence(document: Document, /, absence: str, **fields: object) -> ChangeSet:
    """Change fields of an absence.

    Raises EditRefused where it ends before it starts, or where somebody would stand in while away.
    """
    row: Absence = find(document, "absence", absence)
    edit = Edit(document)
    changed = edit.set(row, **fields)
    _sound(edit.document, changed)
    named = " and ".join(_WORDS.get(field, field) for field in fields)
    return edit.done(f"Change the {named} of the absence of {_name(document, changed)}")


def delete_absence(document: Document, absence: str) -> ChangeSet:
    """Have a person not be away after all."""
    row: Absence = find(document, "absence", absence)
    edit = Edit(document)
    edit.delete(row)
    return edit.done(f"Delete the absence of {_name(document, row)}")


def _sound(document: Document, row: Absence) -> None:
    name = _name(document, row)
    if row.ends < row.starts:
        raise EditRefused(
            f"The absence of {name} would end on {day_words(row.ends)}, before it starts on {day_words(row.starts)}."
        )
    if row.substitute == row.person:
        raise EditRefused(f"{name} cannot stand in while away; choose somebody else.")


def _name(document: Document, row: Absence) -> str:
    person = document.people.get(row.person)
    return person.name if person is not None else "somebody"

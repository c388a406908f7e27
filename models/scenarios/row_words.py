"""Rows and fields that scenarios change, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from models.authority.force import day_words
from models.authority.grants import Delegation
from models.authority.words import listed, role_words
from models.changes import name_of
from models.document import Document
from models.entity import Entity, references
from models.escalation import Capacity, EscalationLink, Volume
from models.teams import Absence, Holding

ARROW = "→"
_LONGEST = 60


def plural(number: float, word: str) -> str:
    """Return a number with what it counts: "1 holder", "2 holders", "2.5 hours"."""
    return f"{number:g} {word}{'' if number == 1 else 's'}"


def row_words(document: Document, row: Entity) -> str:
    """Return what a row is called, also one without a name of its own."""
    match row:
        case Capacity():
            return role_words(document, row.role)
        case Volume():
            return _decision(document, row.decision)
        case EscalationLink():
            return f"{role_words(document, row.from_role)} to {role_words(document, row.to_role)}"
        case Delegation():
            return f"{role_words(document, row.from_role)} to {role_words(document, row.to_role)}"
        case Holding():
            return f"{_person(document, row.person)} as {role_words(document, row.role)}"
        case Absence():
            return f"{_person(document, row.person)} away"
    decision = getattr(row, "decision", None)
    if isinstance(decision, str):
        return f"a {row.what()} of {_decision(document, decision)}"
    return f"{row.what()} “{name_of(row)}”"


def added_words(document: Document, row: Entity) -> str:
    """Return a row that is put in or taken away in words."""
    match row:
        case Capacity():
            said = [plural(row.hours_a_week, "hour") + " a week for decisions"] if row.hours_a_week is not None else []
            said += [plural(row.holders, "holder")] if row.holders is not None else []
            return f"{role_words(document, row.role)}: {', '.join(said) or 'time for decisions'}"
        case Volume():
            return f"{_decision(document, row.decision)}: {row.cases_a_quarter:g} cases a quarter"
        case EscalationLink():
            why = listed([trigger.replace("_", " ") for trigger in row.triggers], "or")
            within = f" within {plural(row.hours, 'hour')}" if row.hours is not None else ""
            return f"cases from {row_words(document, row)}{within} ({why})"
        case Delegation():
            return f"{role_words(document, row.from_role)} delegates to {_delegate(document, row)}{_days(row)}"
        case Holding():
            acting = "acts as" if row.acting else "holds"
            return f"{_person(document, row.person)} {acting} “{role_words(document, row.role)}”{_days(row)}"
        case Absence():
            deputy = f", {_person(document, row.substitute)} stands in" if row.substitute else ""
            return f"{_person(document, row.person)} is away{_days(row)}{deputy}"
    decision = getattr(row, "decision", None)
    if isinstance(decision, str):
        return row_words(document, row)
    return f"the {row_words(document, row)}"


def field_words(document: Document, old: Entity, new: Entity, field: str) -> str:
    """Return in words that a field of a row is another one."""
    before, after = getattr(old, field), getattr(new, field)
    if (type(old), field) in _COUNTED:
        word, rest = _COUNTED[type(old), field]
        ends = ["none" if value is None else f"{value:,.10g}" for value in (before, after)]
        return f"{row_words(document, old)}: {ends[0]} {ARROW} {ends[1]} {word}{'' if after == 1 else 's'}{rest}"
    tables = {use.id: use.table for row in (old, new) for use in references(row)}
    values = [value_words(document, value, tables) for value in (before, after)]
    name = f"{row_words(document, old)}: {field.replace('_', ' ')}"
    if any(len(value) > _LONGEST for value in values) or values[0] == values[1]:
        return f"{name} changed"
    return f"{name} {values[0]} {ARROW} {values[1]}"


def value_words(document: Document, value: object, tables: Mapping[str, str]) -> str:
    """Return a value of a field in words; `tables` says in which table each row that it names is."""
    if value is None or value in ("", ()):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        return f"{value:,.10g}"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, tuple):
        return listed([value_words(document, one, tables) for one in value])
    if isinstance(value, str) and value in tables:
        found = document.table(tables[value]).get(value)
        return f"“{name_of(found)}”" if found is not None else value
    return str(value).replace("_", " ")


_COUNTED: dict[tuple[type[Entity], str], tuple[str, str]] = {
    (Capacity, "hours_a_week"): ("hour", " a week for decisions"),
    (Capacity, "holders"): ("holder", ""),
    (Volume, "cases_a_quarter"): ("case", " a quarter"),
    (EscalationLink, "hours"): ("hour", " before a case goes on"),
}


def _decision(document: Document, decision: str) -> str:
    row = document.decisions.get(decision)
    return f"“{row.name if row else decision}”"


def _person(document: Document, person: str) -> str:
    row = document.people.get(person)
    return row.name if row else person


def _delegate(document: Document, row: Delegation) -> str:
    role = role_words(document, row.to_role)
    return f"{_person(document, row.to_person)} as {role}" if row.to_person else role


def _days(row: Holding | Absence | Delegation) -> str:
    first = f" from {day_words(row.starts)}" if row.starts is not None else ""
    return f"{first} until {day_words(row.ends)}" if row.ends is not None else first

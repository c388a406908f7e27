"""Edits of quarters, themes, outcome targets and signals."""

from datetime import date, timedelta

from models.changes import ChangeSet, Edit
from models.commands.rows import find, last_position, place_before
from models.document import Document
from models.ids import fresh
from models.signals import Signal
from models.strategy import Quarter, Theme
from models.targets import CheckIn, Outcome


def quarter_containing(day: date, fiscal_start_month: int) -> Quarter:
    """Return the fiscal quarter that a day lies in, named for the year in which its fiscal year starts."""
    months = (day.month - fiscal_start_month) % 12
    number = months // 3
    year = day.year if day.month >= fiscal_start_month else day.year - 1
    first = _month(year, fiscal_start_month + number * 3)
    following = _month(year, fiscal_start_month + number * 3 + 3)
    ends = following - timedelta(days=1)
    return Quarter(id=fresh("quarter"), name=f"Q{number + 1} {year}", starts=first, ends=ends, status="current")


def _month(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def add_quarter(document: Document, day: date, status: str = "current") -> ChangeSet:
    """Add the fiscal quarter that a day lies in."""
    edit = Edit(document)
    quarter = quarter_containing(day, document.workspace.fiscal_start_month)
    edit.create(quarter.changed(status=status))
    return edit.done(f"Add the quarter {quarter.name}")


def begin_quarter(document: Document, quarter: str) -> ChangeSet:
    """Make a quarter the current one; the one that was becomes past."""
    row = find(document, "quarter", quarter)
    edit = Edit(document)
    for other in document.quarters.by("status", "current"):
        edit.set(other, status="past")
    edit.set(row, status="current")
    return edit.done(f"Begin the quarter {row.name}")


def add_theme(document: Document, /, quarter: str, name: str, **fields: object) -> ChangeSet:
    """Add a theme at the end of a quarter."""
    edit = Edit(document)
    row = Theme(id=fresh("theme"), quarter=quarter, name=name, position=last_position(document, "theme"))
    edit.create(row.changed(**fields) if fields else row)
    return edit.done(f"Add the theme “{row.name}”")


def add_outcome(
    document: Document, /, quarter: str, name: str, theme: str | None = None, **fields: object
) -> ChangeSet:
    """Add an outcome target at the end of a theme, or of those without one."""
    edit = Edit(document)
    position = last_position(document, "outcome")
    row = Outcome(id=fresh("outcome"), quarter=quarter, theme=theme, name=name, position=position)
    edit.create(row.changed(**fields) if fields else row)
    return edit.done(f"Add the outcome target “{row.name}”")


def move_outcome(document: Document, outcome: str, theme: str | None, before: str | None) -> ChangeSet:
    """Move an outcome target to a theme (None: to no theme), in front of another one or to the end."""
    row = find(document, "outcome", outcome)
    edit = Edit(document)
    moved = edit.set(row, theme=theme) if row.theme != theme else row
    place_before(edit, moved, before)
    if row.theme == theme:
        return edit.done(f"Move the outcome target “{row.name}”")
    where = f"to “{find(document, 'theme', theme).name}”" if theme else "out of its theme"
    return edit.done(f"Move the outcome target “{row.name}” {where}")


def check_in(
    document: Document, outcome: str, on: date, value: float, confidence: float | None = None, note: str = ""
) -> ChangeSet:
    """Add a reading of an outcome target; a second one of the same day corrects the first."""
    target = find(document, "outcome", outcome)
    edit = Edit(document)
    same_day = [reading for reading in document.check_ins.by("outcome", outcome) if reading.on == on]
    if same_day:
        edit.set(same_day[0], value=value, confidence=confidence, note=note)
        return edit.done(f"Correct the check-in on “{target.name}”")
    edit.create(CheckIn(id=fresh("checkin"), outcome=outcome, on=on, value=value, confidence=confidence, note=note))
    return edit.done(f"Check in on “{target.name}”")


def add_signal(document: Document, name: str, noticed: date, team: str | None, kind: str) -> ChangeSet:
    """Add a signal that a team noticed."""
    edit = Edit(document)
    row = Signal(id=fresh("signal"), name=name, noticed=noticed, team=team).changed(kind=kind)
    edit.create(row)
    return edit.done(f"Add the signal “{row.name}”")

"""Edits of working calendars: the hours of each day of the week, and the days off."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from models.authority.force import day_words
from models.changes import ChangeSet, Edit
from models.commands.rows import find
from models.document import Document
from models.escalation import WorkCalendar
from models.ids import fresh

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(
    r"(?P<iso>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})"
    r"|(?P<day>\d{1,2})(?P<mark>[./])\s?(?P<month>\d{1,2})(?P=mark)\s?(?P<year>\d{4})"
    r"|(?P<spelt_day>\d{1,2})\.?\s+(?P<spelt>[A-Za-z]{3,9})\.?,?\s+(?P<spelt_year>\d{4})"
    r"|(?P<first>[A-Za-z]{3,9})\.?\s+(?P<first_day>\d{1,2}),?\s+(?P<first_year>\d{4})"
)
_UNTIL = re.compile(r"\s*(?:–|—|-|to|until|bis)\s*", re.IGNORECASE)
MOST_DAYS = 5_000
_LONGEST = 366


def add_calendar(document: Document, name: str) -> ChangeSet:
    """Add a calendar of eight hours from Monday to Friday. Raises EditRefused for a name that is taken."""
    edit = Edit(document)
    edit.create(WorkCalendar(id=fresh("calendar"), name=name))
    return edit.done(f"Add the calendar “{name}”")


def set_calendar(document: Document, /, calendar: str, **fields: object) -> ChangeSet:
    """Change fields of a calendar. Raises EditRefused where a day would be longer than it is."""
    row: WorkCalendar = find(document, "calendar", calendar)
    edit = Edit(document)
    edit.set(row, **fields)
    words = {"opens_at": "opening hour", "holidays": "days off"}
    named = " and ".join(words.get(field, field) for field in fields)
    return edit.done(f"Change the {named} of the calendar “{row.name}”")


def set_day(document: Document, calendar: str, weekday: int, hours: float) -> ChangeSet:
    """Set the hours of a day of the week, 0 for Monday. Raises EditRefused where it would end after midnight."""
    row: WorkCalendar = find(document, "calendar", calendar)
    changed = tuple(hours if at == weekday else each for at, each in enumerate(row.hours))
    edit = Edit(document)
    edit.set(row, hours=changed)
    return edit.done(f"Change the hours of {WEEKDAYS[weekday]} in the calendar “{row.name}”")


def add_holidays(document: Document, calendar: str, days: Iterable[date]) -> ChangeSet:
    """Add days off, each once, in their order."""
    row: WorkCalendar = find(document, "calendar", calendar)
    new = set(days) - set(row.holidays)
    edit = Edit(document)
    edit.set(row, holidays=tuple(sorted({*row.holidays, *new})))
    which = f"{day_words(min(new))} as a day" if len(new) == 1 else f"{len(new)} days"
    return edit.done(f"Add {which} off to the calendar “{row.name}”")


def remove_holiday(document: Document, calendar: str, day: date) -> ChangeSet:
    """Have a day off be worked again."""
    row: WorkCalendar = find(document, "calendar", calendar)
    edit = Edit(document)
    edit.set(row, holidays=tuple(each for each in row.holidays if each != day))
    return edit.done(f"Take {day_words(day)} out of the days off of “{row.name}”")


def delete_calendar(document: Document, calendar: str) -> ChangeSet:
    """Delete a calendar; roles that work by it then work by the calendar that is assumed."""
    row: WorkCalendar = find(document, "calendar", calendar)
    edit = Edit(document)
    edit.delete(row)
    return edit.done(f"Delete the calendar “{row.name}”")


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class DaysUnclear(ValueError):
    """A text that is no list of days; the message names the line and says what to write."""


def read_days(text: str) -> tuple[date, ...]:
    """Return the days that a pasted list names, in order: one or several a line, or from one to another.

    Read are 2026-12-25, 25.12.2026, 25/12/2026 (the day first), 25 December 2026 and December 25, 2026; whatever else
    stands in a line, such as the name of the holiday, is passed over. Raises DaysUnclear for a line without a day.
    """
    found: set[date] = set()
    for number, line in enumerate(re.split(r"[\r\n;]+", text), 1):
        if not line.strip():
            continue
        marks = list(_DAY.finditer(line))
        if not marks:
            where = f"Line {number}, “{_short(line)}”, has" if "\n" in text.strip() else f"“{_short(line)}” has"
            raise DaysUnclear(f"{where} no day in it; write days like 2026-12-25 or 25 December 2026.")
        days = [_day(mark) for mark in marks]
        between = len(days) == 2 and _UNTIL.fullmatch(line[marks[0].end() : marks[1].start()])
        found.update(_span(days[0], days[1]) if between else days)
        if len(found) > MOST_DAYS:
            raise DaysUnclear(f"These are more than {MOST_DAYS:,} days; paste those of a few years.")
    return tuple(sorted(found))


def _span(first: date, last: date) -> list[date]:
    length = (last - first).days
    if not 0 <= length < _LONGEST:
        raise DaysUnclear(f"From {day_words(first)} to {day_words(last)} is not a stretch of up to a year.")
    return [first + timedelta(days) for days in range(length + 1)]


def _day(mark: re.Match[str]) -> date:
    part = mark.groupdict()
    try:
        if part["iso"]:
            return date(int(part["iso"]), int(part["iso_month"]), int(part["iso_day"]))
        if part["year"]:
            return date(int(part["year"]), int(part["month"]), int(part["day"]))
        if part["spelt"]:
            return date(int(part["spelt_year"]), _month(part["spelt"]), int(part["spelt_day"]))
        return date(int(part["first_year"]), _month(part["first"]), int(part["first_day"]))
    except ValueError:
        raise DaysUnclear(f"There is no day “{mark[0]}”; write days like 2026-12-25 or 25 December 2026.") from None


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].casefold()) + 1


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 40 else f"{plain[:39]}…"

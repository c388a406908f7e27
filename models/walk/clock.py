"""Working time on a calendar: when a role is at work next, and what lies so many working hours after a moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.authority.force import day_words
from models.document import Document
from models.escalation import WorkCalendar
from models.simulation.hours import OFFICE

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# Nobody waits longer; a calendar without an open hour in ten years has none.
_MOST_DAYS = 3653


@dataclass(frozen=True)
class Clock:
    """The hours at which a role works: Monday to Friday 9 to 17 o'clock, where the file has no calendar for it."""

    calendar: WorkCalendar

    def next_open(self, moment: datetime) -> datetime | None:
        """Return the first moment from one on at which the role works; None where it never does."""
        for opens, closes in self._shifts(moment):
            if closes > moment:
                return max(opens, moment)
        return None

    def after(self, moment: datetime, hours: float) -> datetime | None:
        """Return the moment by which so many hours have been worked since another; None where they never are."""
        left = timedelta(hours=hours)
        for opens, closes in self._shifts(moment):
            begins = max(opens, moment)
            if closes <= begins:
                continue
            if closes - begins >= left:
                return begins + left
            left -= closes - begins
        return None

    def between(self, start: datetime, end: datetime) -> float:
        """Return the hours worked from one moment to another."""
        worked = timedelta()
        for opens, closes in self._shifts(start):
            if opens >= end:
                break
            worked += max(timedelta(), min(closes, end) - max(opens, start))
        return worked / timedelta(hours=1)

    def _shifts(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield when the role works, from the day before a moment on: a shift may go on after midnight."""
        hours, holidays = self.calendar.hours, frozenset(self.calendar.holidays)
        first = moment.date() - timedelta(days=1) if moment.date() > date.min else moment.date()
        for number in range(min(_MOST_DAYS, (date.max - first).days - 1)):
            day = first + timedelta(days=number)
            length = hours[day.weekday()] if day.weekday() < len(hours) else 0.0
            if length > 0 and day not in holidays:
                opens = datetime.combine(day, time()) + timedelta(hours=self.calendar.opens_at)
                yield opens, opens + timedelta(hours=length)


STANDARD = Clock(OFFICE)


def clock_of(document: Document, role: str) -> Clock:
    """Return the clock of a role: by the calendar of its capacity, or else the standard one."""
    capacity = next(iter(document.capacities.by("role", role)), None)
    calendar = document.calendars.get(capacity.calendar) if capacity else None
    return Clock(calendar) if calendar is not None else STANDARD


def later(moment: datetime, hours: float) -> datetime | None:
    """Return the moment so many hours later by the clock; None where no calendar reaches that far."""
    try:
        return moment + timedelta(hours=hours)
    except OverflowError:
        return None


def working_moment(day: date, hour: int = 9) -> datetime:
    """Return an hour of a day in office hours; of a day off, when the office opens next."""
    moment = datetime.combine(day, time(hour))
    return STANDARD.next_open(moment) or moment


def moment_words(moment: datetime) -> str:
    """Return a moment in words: "Mon 4 May 2026, 9:20"."""
    return f"{_WEEKDAYS[moment.weekday()]} {day_words(moment.date())}, {hour_words(moment)}"


def hour_words(moment: datetime) -> str:
    """Return the time of the day of a moment: "9:20"; seconds are rounded down."""
    return f"{moment.hour}:{moment.minute:02}"

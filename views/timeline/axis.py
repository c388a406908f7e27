"""Days on a line: from which day to which it goes, where a day stands, and which days carry a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

_ROOM = timedelta(days=45)
_LONGEST = timedelta(days=365 * 12)
_MONTHS = (1, 3, 6, 12, 24, 60)
_APART = 56.0


@dataclass(frozen=True)
class DayAxis:
    """The days from `first` to `last`, over a width in pixels."""

    first: date
    last: date
    width: float

    def place(self, day: date) -> float:
        """Return where a day begins, in pixels."""
        return (day - self.first).days / self._days * self.width

    def day_at(self, place: float) -> date:
        """Return the day at a place; the first of a month where that is within two pixels."""
        wanted = self.first + timedelta(days=round(place / self.width * self._days))
        wanted = min(max(wanted, self.first), self.last)
        for month in (wanted.replace(day=1), next_month(wanted)):
            if self.first <= month <= self.last and abs(self.place(month) - place) <= 2:
                return month
        return wanted

    @property
    def _days(self) -> int:
        return max(1, (self.last - self.first).days)

    def ticks(self, apart: float = _APART) -> list[date]:
        """Return the first days of months, quarters or years that are far enough apart to be named."""
        days: list[date] = []
        for months in _MONTHS:
            days = list(self._firsts(months))
            if all(self.place(later) - self.place(earlier) >= apart for earlier, later in pairwise(days)):
                break
        return days

    def _firsts(self, months: int) -> Iterator[date]:
        """Yield the first days of every so many months, counted from January, or from a round year."""
        number = self.first.year * 12 + self.first.month - 1
        number += -number % months
        while (day := date(number // 12, number % 12 + 1, 1)) <= self.last:
            if day >= self.first:
                yield day
            number += months


def next_month(day: date) -> date:
    """Return the first day of the next month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def tick_words(day: date) -> str:
    """Return what a tick is called: the year in January, else the month."""
    return f"{day.year}" if day.month == 1 else f"{day:%b}"


def axis_for(days: Iterable[date], today: date, width: float) -> DayAxis:
    """Return an axis on which each of some days stands, and today, with some room around.

    Days very far away are left to the rim, so that what is near can be told apart.
    """
    known = list(days)
    first = max(min([*known, today]) - _ROOM, today - _LONGEST)
    last = min(max([*known, today + timedelta(days=120)]) + _ROOM, today + _LONGEST)
    return DayAxis(first.replace(day=1), next_month(last), max(width, 1.0))

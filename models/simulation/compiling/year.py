"""The 364 days of a model: from a Monday on, which days are meant by dates, and when a calendar is open on each."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from models.escalation import WorkCalendar
from models.simulation.hours import OFFICE
from models.simulation.model.layout import DAYS
from models.simulation.model.pieces import Calendar

Days = NDArray[np.bool_]
"""[364] whether a day is meant."""

LONGEST_MEETING = 12.0
"""Hours that a body sits in a day at most."""


@dataclass(frozen=True)
class Year:
    """The days of a model, the first of which is a Monday."""

    first: date

    @classmethod
    def around(cls, day: date) -> Year:
        """Return the year that begins with the Monday of a day's week."""
        return cls(day - timedelta(days=min(day.weekday(), day.toordinal() - 1)))

    @property
    def starts(self) -> datetime:
        """The moment that is hour 0 of the model."""
        return datetime.combine(self.first, time())

    def number(self, day: date) -> int:
        """Return the number of a day: 0 is the first, negative ones lie before it."""
        return day.toordinal() - self.first.toordinal()

    def day(self, number: int) -> date:
        """Return the day with a number, or the last that there is."""
        return date.fromordinal(min(self.first.toordinal() + number, date.max.toordinal()))

    def hour(self, moment: datetime) -> float:
        """Return the hours from the start to a moment, both by the clock on the wall."""
        return (moment.replace(tzinfo=None) - self.starts) / timedelta(hours=1)

    def days(self, starts: date | None, ends: date | None) -> Days:
        """Return the days from a first to a last one, both included; None leaves that side open."""
        meant = np.zeros(DAYS, dtype=np.bool_)
        low = 0 if starts is None else max(self.number(starts), 0)
        high = DAYS if ends is None else min(self.number(ends) + 1, DAYS)
        meant[low : max(high, low)] = True
        return meant

    def calendar(self, row: WorkCalendar | None, away: Days | None = None) -> Calendar:
        """Return when a calendar of the file (None: an office) is open, closed on its holidays and the days away."""
        chosen = row or OFFICE
        week = [chosen.hours[day] if day < len(chosen.hours) else 0.0 for day in range(7)]
        hours = np.array(week * (DAYS // 7), dtype=np.float64)
        for holiday in chosen.holidays:
            number = self.number(holiday)
            if 0 <= number < DAYS:
                hours[number] = 0.0
        if away is not None:
            hours[away] = 0.0
        opens = min(chosen.opens_at, 24.0 - max(week))
        return Calendar((opens,) * DAYS, tuple(hours.tolist()))

    def meetings(self, on: date, every_days: int, hours: float, row: WorkCalendar | None, cancelled: Days) -> Calendar:
        """Return when a body meets: every so many days after a day, moved to the next working day.

        At the end of the year it is moved to the last one. Meetings of more than twelve hours take as many working
        days as they need, one after the other. A cancelled meeting does not take place.
        """
        works = np.array(self.calendar(row).hours) > 0
        if not works.any():
            works[:] = True
        needed = max(math.ceil(hours / LONGEST_MEETING - 1e-9), 1)
        open_for = np.zeros(DAYS)
        for planned in self._every(on, every_days):
            later = np.flatnonzero(works[planned:])
            first = planned + int(later[0]) if len(later) else int(np.flatnonzero(works)[-1])
            if not cancelled[first]:
                sitting = first + np.flatnonzero(works[first : first + every_days])[:needed]
                open_for[sitting] = hours / needed
        opens = min((row or OFFICE).opens_at, 24.0 - min(hours / needed, 24.0))
        return Calendar((opens,) * DAYS, tuple(open_for.tolist()))

    def _every(self, on: date, every_days: int) -> Iterable[int]:
        first = self.number(on) + every_days
        if first >= DAYS:
            return (DAYS - 1,)
        return range(first % every_days, DAYS, every_days)


def open_hours_a_week(calendar: Calendar) -> float:
    """Return the mean hours a week that a calendar is open."""
    return sum(calendar.hours) * 7 / DAYS

"""When cases come and when roles answer: hours of the week, days without work, and working time between two moments."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from models.calibration.log import Floats, moment
from models.calibration.passes import micros_of

WEEK = 168
_DAYS_BEFORE, _DAYS_AFTER = 14, 1500
_WEEKEND = 0.04
"""A role works at weekends from this share of its answers on."""
_TAIL = 0.03
"""The share of answers early and late in the day that do not make it open then."""
_QUIET = 0.2
"""A working day with less than this share of the usual cases is a day without work."""


def day_of(hours: float) -> date:
    """Return the day of a moment in hours since Monday, 29 December 1969."""
    return moment(micros_of(hours)).date()


def hour_of(day: date) -> float:
    """Return the first moment of a day, in those hours."""
    return (day - date(1969, 12, 29)).days * 24.0


@dataclass(frozen=True)
class WorkingHours:
    """The hours of a role: from `opens` for `hours` a day, Monday to Sunday, except on days without work."""

    opens: float
    hours: tuple[float, ...]
    holidays: tuple[date, ...] = ()

    @property
    def week(self) -> float:
        """Open hours in a week."""
        return sum(self.hours)

    @property
    def always(self) -> bool:
        """Whether it is open day and night."""
        return self.week >= WEEK

    def over(self, begin: float, end: float) -> OpenTime:
        """Return working time between two moments and long after."""
        return OpenTime(self, int(begin // 24) - _DAYS_BEFORE, int(end // 24) + _DAYS_AFTER)


class OpenTime:
    """Working time as a function of the clock, and back."""

    def __init__(self, working: WorkingHours, first_day: int, last_day: int) -> None:
        days = np.arange(first_day, last_day)
        lengths = np.array(working.hours)[days % 7]
        off = {(day - date(1969, 12, 29)).days for day in working.holidays}
        lengths = np.where(np.isin(days, list(off)), 0.0, lengths)
        open_days = lengths > 0
        self._opens = days[open_days] * 24.0 + working.opens
        self._until = np.concatenate([[0.0], np.cumsum(lengths[open_days])])
        self._lengths = lengths[open_days]

    def worked(self, clock: Floats) -> Floats:
        """Return the open hours from the first day on to these moments."""
        at = np.clip(np.searchsorted(self._opens, clock, side="right") - 1, 0, None)
        found: Floats = self._until[at] + np.clip(clock - self._opens[at], 0.0, self._lengths[at])
        return found

    def clock(self, worked: Floats) -> Floats:
        """Return the first moments by which so many open hours have passed."""
        at = np.clip(np.searchsorted(self._until, worked, side="left") - 1, 0, len(self._opens) - 1)
        found: Floats = self._opens[at] + (worked - self._until[at])
        return found

    def after(self, clock: Floats, hours: Floats) -> Floats:
        """Return the moments at which so many open hours have passed since these."""
        found: Floats = np.maximum(self.clock(self.worked(clock) + hours), clock)
        return found


def profile(came: Floats) -> tuple[float, ...]:
    """Return how many of these moments lie in each of the 168 hours of the week, from Monday at midnight."""
    return tuple(np.bincount((came % WEEK).astype(np.int64), minlength=WEEK).astype(float).tolist())


def working_hours(left: Floats, holidays: Collection[date] = ()) -> WorkingHours:
    """Return the hours in which a role answers, from the moments of its answers: the shortest stretch of the day that
    holds nearly all of them, and the days of the week on which it does."""
    hour, day = left % 24, (left // 24).astype(np.int64) % 7
    by_day = np.bincount(day, minlength=7)
    weekend = by_day[5:].sum() > _WEEKEND * len(left)
    weekdays = hour[day < 5] if (day < 5).any() else hour
    opens = float(np.floor(2 * np.quantile(weekdays, _TAIL)) / 2)
    closes = float(np.ceil(2 * np.quantile(weekdays, 1 - _TAIL)) / 2)
    length = max(1.0, min(24.0 - opens, closes - opens))
    usual = np.median(by_day[:5]) if len(left) else 0
    hours = tuple(
        length if (by_day[k] > 0.1 * usual if k < 5 else weekend and by_day[k] > 0.02 * len(left)) else 0.0
        for k in range(7)
    )
    return WorkingHours(opens, hours if any(hours) else (length,) * 5 + (0.0, 0.0), tuple(sorted(holidays)))


def at_any_hour() -> WorkingHours:
    """Return the hours of what never closes."""
    return WorkingHours(0.0, (24.0,) * 7)


def quiet_days(moments: Floats, begin: float, end: float) -> tuple[date, ...]:
    """Return the working days of a stretch on which next to nothing happened: public holidays and closures."""
    first, last = int(begin // 24), int(np.ceil(end / 24))
    days = np.arange(first, last)
    moments = moments[(moments >= begin) & (moments < end)]
    counts = np.bincount((moments // 24).astype(np.int64) - first, minlength=len(days))[: len(days)]
    found = []
    for weekday in range(5):
        here = days % 7 == weekday
        usual = float(np.median(counts[here])) if here.any() else 0.0
        if usual >= 5:
            found += [date(1969, 12, 29) + timedelta(int(day)) for day in days[here & (counts < _QUIET * usual)]]
    return tuple(sorted(found))

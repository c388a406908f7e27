"""An event log as arrays: one row an event, ordered by case and time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

Longs = NDArray[np.int64]
Words = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

EPOCH = datetime.fromisoformat("1970-01-01")
MICRO = timedelta(microseconds=1)
HOUR = 3_600_000_000
"""Microseconds in an hour."""


class CalibrationRefused(ValueError):
    """A log from which nothing can be fitted; the message is one plain sentence that says why and what to do."""


@dataclass(frozen=True)
class EventLog:
    """Events of cases. Rows are ordered by case (in order of first event) and, within a case, by time.

    Times are microseconds since 1970 on the clock of the place (no time zone).
    """

    cases: tuple[str, ...]
    activities: tuple[str, ...]
    roles: tuple[str, ...]
    case: Words
    """[events] index into `cases`"""
    activity: Words
    """[events] index into `activities`"""
    role: Words
    """[events] index into `roles`; -1 where none is said"""
    time: Longs
    """[events]"""
    starts: Flags
    """[events] whether the event tells that work began, not that it was done"""
    amount: Floats
    """[cases] NaN where none is said"""
    notes: tuple[str, ...] = ()
    """What had to be decided to read it, in sentences."""

    def __len__(self) -> int:
        return len(self.case)

    @property
    def first_row(self) -> Longs:
        """[cases + 1] where the rows of each case begin."""
        return np.searchsorted(self.case, np.arange(len(self.cases) + 1)).astype(np.int64)

    def having(self, rows: Flags) -> EventLog:
        """Return the log of just these events; cases that are left without any are dropped."""
        kept = np.unique(self.case[rows])
        number = np.full(len(self.cases), -1, dtype=np.int32)
        number[kept] = np.arange(len(kept), dtype=np.int32)
        return replace(
            self,
            cases=tuple(self.cases[i] for i in kept.tolist()),
            case=number[self.case[rows]],
            activity=self.activity[rows],
            role=self.role[rows],
            time=self.time[rows],
            starts=self.starts[rows],
            amount=self.amount[kept],
        )


def event_log(
    cases: Sequence[str],
    activities: Sequence[str],
    roles: Sequence[str],
    *,
    case: Any,
    activity: Any,
    role: Any,
    time: Any,
    starts: Any,
    amount: Any,
    notes: Sequence[str] = (),
) -> EventLog:
    """Return a log from columns in any order of rows. Says so in its notes where a case's events were out of order.

    Raises CalibrationRefused where there are no events.
    """
    codes = np.asarray(case, dtype=np.int32)
    when = np.asarray(time, dtype=np.int64)
    if not len(codes):
        raise CalibrationRefused("The log has no events; nothing can be fitted to it.")
    said = list(notes)
    by_case = np.argsort(codes, kind="stable")
    ordered = when[by_case]
    back = (np.diff(ordered) < 0) & (np.diff(codes[by_case]) == 0)
    if back.any():
        out = len(np.unique(codes[by_case][1:][back]))
        said.append(
            f"In {count(out, 'case')} events were out of order; they were put in the order of their times, "
            f"the first in the case “{cases[int(codes[by_case][1:][back][0])]}”."
        )
    first = np.full(len(cases), np.iinfo(np.int64).max)
    np.minimum.at(first, codes, when)
    rank = np.empty(len(cases), dtype=np.int32)
    by_first = np.argsort(first, kind="stable")
    rank[by_first] = np.arange(len(cases), dtype=np.int32)
    # By case in order of arrival, then time; what happened at the same moment stays as it was written.
    rows = np.lexsort((when, rank[codes]))
    return EventLog(
        cases=tuple(cases[i] for i in by_first.tolist()),
        activities=tuple(activities),
        roles=tuple(roles),
        case=rank[codes[rows]],
        activity=np.asarray(activity, dtype=np.int32)[rows],
        role=np.asarray(role, dtype=np.int32)[rows],
        time=when[rows],
        starts=np.asarray(starts, dtype=np.bool_)[rows],
        amount=np.asarray(amount, dtype=np.float64)[by_first],
        notes=tuple(said),
    )


def moment(time: float) -> datetime:
    """Return the time of an event as a date and time on the clock of the place."""
    return EPOCH + timedelta(microseconds=int(time))


def micros(when: datetime) -> int:
    """Return a date and time on the clock of the place as events have it."""
    return (when - EPOCH) // MICRO


def count(number: int, noun: str, plural: str = "") -> str:
    """Return "1 case" or "2,000 cases"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"

"""The log of a mapping: each case as visits to roles, one after the other, and what came of each visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isnan, nan

import numpy as np

from models.authority.rules import Right
from models.calibration.log import HOUR, CalibrationRefused, EventLog, Flags, Floats, Longs, count
from models.calibration.mapping import Activity, LogMapping, unknown
from models.effort import Halt, go_on

BEGIN = -1
"""The step before the first: submission."""
_MONDAY = 3 * 24 * HOUR
"""1970 began on a Thursday; hours here count from the Monday before."""
_ASKED_EVERY = 20_000


def hours_of(micros: Longs | int) -> Floats:
    """Return hours since Monday, 29 December 1969, so that `hours % 168` is the hour of the week."""
    found: Floats = (np.asarray(micros, dtype=np.int64) + _MONDAY) / float(HOUR)
    return found


def micros_of(hours: float) -> int:
    """Return microseconds since 1970 for hours since that Monday."""
    return round(hours * HOUR) - _MONDAY


@dataclass(frozen=True)
class StepName:
    """A step of the decision: whose it is and which right it uses."""

    role: str
    right: Right


@dataclass(frozen=True)
class Visits:
    """One row for each time that a case came to a role and left it. Hours are those of `hours_of`."""

    case: Longs
    step: Longs
    before: Longs
    """The step from which it came, or `BEGIN`."""
    came: Floats
    left: Floats
    worked: Floats
    """Hours from when the work began to its end, where the log says so; NaN elsewhere."""
    passed: Flags
    back: Floats
    """When a case that was sent back came again; NaN where it was passed or never came again."""

    def having(self, rows: Flags | Longs) -> Visits:
        """Return just these rows."""
        return Visits(**{name: column[rows] for name, column in vars(self).items()})


@dataclass(frozen=True)
class Passes:
    """The cases of a log, in the order in which they came."""

    steps: tuple[StepName, ...]
    """In the order in which cases come to them."""
    visits: Visits
    came: Floats
    """[cases] when each was submitted first"""
    approved: Floats
    """[cases] when each was approved first; NaN where it never was"""
    amount: Floats
    way: Longs
    """[cases] the steps that it took after it was submitted last, as bits"""
    path: Longs
    """[cases] index into `paths`"""
    paths: tuple[str, ...]
    requester: str
    until: float
    """The time of the last event of the log."""
    notes: tuple[str, ...] = ()

    @property
    def cycle(self) -> Floats:
        """[cases] hours by the clock from first submission to approval."""
        found: Floats = self.approved - self.came
        return found

    def between(self, begin: float, end: float) -> Flags:
        """[cases] whether it was first submitted in these hours"""
        found: Flags = (self.came >= begin) & (self.came < end)
        return found


@dataclass
class _Case:
    came: float = nan
    approved: float = nan
    way: int = 0
    path: list[str] = field(default_factory=list)


@dataclass
class _Columns:
    case: list[int] = field(default_factory=list)
    step: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    came: list[float] = field(default_factory=list)
    left: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    passed: list[bool] = field(default_factory=list)
    back: list[float] = field(default_factory=list)

    def add(self, case: int, step: int, before: int, came: float, left: float, worked: float, *, passed: bool) -> None:
        """Put down a visit."""
        self.case.append(case)
        self.step.append(step)
        self.before.append(before)
        self.came.append(came)
        self.left.append(left)
        self.worked.append(worked)
        self.passed.append(passed)
        self.back.append(nan)

    def visits(self) -> Visits:
        kinds = {"case": np.int64, "step": np.int64, "before": np.int64, "passed": np.bool_}
        return Visits(**{name: np.array(rows, dtype=kinds.get(name, np.float64)) for name, rows in vars(self).items()})


def passes_of(log: EventLog, mapping: LogMapping, halt: Halt | None = None) -> Passes:
    """Return the visits and cases of a log. What the mapping does not know, and cases that never came in, are said.

    Raises CalibrationRefused where no case comes in or none is approved, and Stopped.
    """
    notes: list[str] = []
    counts = Counter({log.activities[k]: int(n) for k, n in enumerate(np.bincount(log.activity)) if n})
    said = unknown(mapping, log.activities, counts)
    if said:
        notes.append(said)
    known = mapping.by_activity
    steps = _steps(log, known)
    number = {step: k for k, step in enumerate(steps)}
    columns = _Columns()
    cases: list[_Case] = []
    amounts: list[float] = []
    names = [known.get(name) for name in log.activities]
    for case, events in _by_case(log, halt):
        found = _read(events, names, number, columns, len(cases))
        if found is not None:
            cases.append(found)
            amounts.append(float(log.amount[case]))
    left_out = len(log.cases) - len(cases)
    if left_out:
        notes.append(f"{count(left_out, 'case')} never came in as far as the log tells; they are left out.")
    if not cases:
        raise CalibrationRefused("No case comes in by this mapping; say which activity means “submitted”.")
    paths = Counter(" → ".join(case.path) for case in cases)
    order = {path: k for k, (path, _) in enumerate(paths.most_common())}
    approved = np.array([case.approved for case in cases])
    if np.isnan(approved).all():
        raise CalibrationRefused("No case is ever approved by this mapping; say which activity approves it.")
    came = np.array([case.came for case in cases])
    by_arrival = np.argsort(came, kind="stable")
    rank = np.empty(len(cases), dtype=np.int64)
    rank[by_arrival] = np.arange(len(cases))
    visits = columns.visits()
    return Passes(
        steps=steps,
        visits=Visits(**{**vars(visits), "case": rank[visits.case]}),
        came=came[by_arrival],
        approved=approved[by_arrival],
        amount=np.array(amounts)[by_arrival],
        way=np.array([case.way for case in cases], dtype=np.int64)[by_arrival],
        path=np.array([order[" → ".join(case.path)] for case in cases], dtype=np.int64)[by_arrival],
        paths=tuple(order),
        requester=mapping.requester,
        until=float(hours_of(int(log.time.max()))),
        notes=tuple(notes),
    )


Event = tuple[int, float, bool]
"""Activity, hour, whether it tells that work began."""


def _by_case(log: EventLog, halt: Halt | None) -> Iterator[tuple[int, list[Event]]]:
    first = log.first_row.tolist()
    activities, times, starts = log.activity.tolist(), hours_of(log.time).tolist(), log.starts.tolist()
    for case in range(len(log.cases)):
        if case % _ASKED_EVERY == 0:
            go_on(halt)
        rows = range(first[case], first[case + 1])
        yield case, [(activities[row], times[row], starts[row]) for row in rows]


def _read(
    events: list[Event], names: list[Activity | None], number: dict[StepName, int], columns: _Columns, case: int
) -> _Case | None:
    """Put the visits of a case down; None where it never comes in."""
    found = _Case()
    came, before, sent, begun = nan, BEGIN, -1, {}
    inside, idle = False, nan
    for entry, time, starts in _meant(events, names):
        if entry.means == "taken back":
            idle = idle if starts else time
            continue
        if entry.means == "submitted" or (not inside and sent >= 0):
            if (starts and entry.means == "submitted") or inside:
                continue
            # Where nobody tells that a case came again, it came when it was revised, or at once.
            came = time if entry.means == "submitted" else idle
            if sent >= 0:
                columns.back[sent] = came
            elif isnan(found.came):
                found.came = came
            before, sent, inside, found.way = BEGIN, -1, True, 0
            if entry.means == "submitted":
                continue
        if not inside or entry.right is None:
            continue
        step = number[StepName(entry.role, entry.right)]
        if starts:
            begun[step] = time
            continue
        passed = entry.means == "passed"
        columns.add(case, step, before, came, time, time - begun.pop(step, nan), passed=passed)
        found.path.append(entry.role if passed else f"sent back by {entry.role}")
        found.way |= 1 << step
        if not passed:
            sent, inside, idle = len(columns.case) - 1, False, time
        elif entry.right == "approve":
            found.approved = time
            return found
        came, before = time, step
    if isnan(found.came):
        return None
    found.path.append("not approved")
    return found


def _meant(events: list[Event], names: list[Activity | None]) -> Iterator[tuple[Activity, float, bool]]:
    """The events that say something about the decision, with what they mean."""
    for activity, time, starts in events:
        entry = names[activity]
        if entry is not None and entry.means not in {"after", "ignored"}:
            yield entry, time, starts


def _steps(log: EventLog, known: dict[str, Activity]) -> tuple[StepName, ...]:
    """The steps that occur, in the order in which cases come to them on average; approval is the last."""
    first = log.first_row
    place = np.arange(len(log)) - first[log.case]
    sums: dict[StepName, list[float]] = {}
    for k, name in enumerate(log.activities):
        entry = known.get(name)
        if entry is None or entry.right is None or entry.means not in {"passed", "sent back"}:
            continue
        rows = log.activity == k
        if rows.any():
            total = sums.setdefault(StepName(entry.role, entry.right), [0.0, 0.0])
            total[0] += float(place[rows].sum())
            total[1] += float(rows.sum())
    ordered = sorted(sums, key=lambda step: (step.right == "approve", sums[step][0] / sums[step][1]))
    if len(ordered) > 60:
        raise CalibrationRefused(
            f"The mapping makes {len(ordered)} steps of the activities; say in a mapping file which of them belong to "
            "the decision."
        )
    return tuple(ordered)

"""Desks: a step of the decision as one role answers it, with its hours, its waits, and how its cases end there."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from models.calibration.log import Flags, Floats, Longs
from models.calibration.passes import BEGIN, Passes, StepName, Visits
from models.calibration.rhythm import WorkingHours, at_any_hour, working_hours
from models.calibration.waits import (
    AT_ONCE,
    Lognormal,
    TimeOut,
    TwoWays,
    lognormal_of,
    time_out_of,
    two_ways_of,
)

_ENOUGH = 100
_APART = math.log(1.5)
_FEW = 20
_MOST_ENDED = 0.95


@dataclass(frozen=True)
class Answers:
    """How a desk answers in one of its ways: open hours, and how often it sends back or refuses for good."""

    wait: Lognormal
    rework: float
    refusal: float
    share: float
    """Of the desk's answers."""


@dataclass(frozen=True)
class Desk:
    """One step as one kind of role answers it. `before` are the steps from which its cases come."""

    name: str
    step: int
    before: tuple[int, ...]
    hours: WorkingHours
    answers: int
    quick: Answers
    slow: Answers | None = None
    parting: TwoWays | None = None
    time_out: TimeOut | None = None
    holders: int | None = None
    """How many hold the role, where the log tells; None where more of them would change nothing."""
    works: bool = False
    """Whether the log says when work began, so that `wait` is time at work alone."""
    clock: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Hours by the clock from coming to leaving: median, 90 % and mean, as observed."""


@dataclass(frozen=True)
class Revision:
    """From being sent back to coming again, in hours by the clock."""

    wait: Lognormal
    cases: int


def desks_of(passes: Passes, rows: Flags, holidays: Collection[date]) -> tuple[Desk, ...]:
    """Return the desks of the visits in these rows: a step is one desk, or several where roles behave differently.

    The log names no persons. Where a step takes half as long again after one step than after another (100 answers
    of each), those who answer are taken to be others, and so are the desks.
    """
    visits = passes.visits
    found: list[Desk] = []
    for number, step in enumerate(passes.steps):
        here = rows & (visits.step == number)
        if here.sum() < _FEW:
            continue
        for before in _groups(visits, here):
            chosen = here & np.isin(visits.before, before)
            name = step.role
            if any(desk.step == number for desk in found):
                name = f"{step.role} (after {_named(passes.steps, before)})"
            found.append(_desk(name, number, before, visits.having(chosen), holidays, decides=step.right == "approve"))
    return tuple(found)


def _named(steps: tuple[StepName, ...], before: tuple[int, ...]) -> str:
    return " or ".join("submission" if k == BEGIN else steps[k].role for k in before)


def _groups(visits: Visits, here: Flags) -> list[tuple[int, ...]]:
    """The steps before, in groups after which the wait is much the same; the group with most visits first."""
    wait = np.log(np.maximum(visits.left - visits.came, 1 / 60))
    kinds, numbers = np.unique(visits.before[here], return_counts=True)
    order = [int(kinds[k]) for k in np.argsort(-numbers, kind="stable")]
    groups: list[tuple[list[int], float]] = []
    for before in order:
        rows = here & (visits.before == before)
        middle = float(np.median(wait[rows]))
        near = min(groups, key=lambda group: abs(group[1] - middle), default=None)
        if near is not None and (rows.sum() < _ENOUGH or abs(near[1] - middle) < _APART):
            (groups[0] if rows.sum() < _ENOUGH else near)[0].append(before)
        else:
            groups.append(([before], middle))
    return [tuple(members) for members, _ in groups]


def _desk(
    name: str, step: int, before: tuple[int, ...], visits: Visits, holidays: Collection[date], *, decides: bool
) -> Desk:
    clock = visits.left - visits.came
    works = bool(np.isfinite(visits.worked).mean() > 0.9)
    time_out = None if works else time_out_of(clock, visits.passed)
    awake = visits.left[clock < time_out.first] if time_out else visits.left
    at_once = not works and float(np.median(clock)) < AT_ONCE
    hours = at_any_hour() if at_once else working_hours(awake, holidays)
    desk = Desk(
        name=name,
        step=step,
        before=before,
        hours=hours,
        answers=len(clock),
        quick=Answers(Lognormal(0.0, 1.0), 0.0, 0.0, 1.0),
        time_out=time_out,
        works=works,
        clock=(float(np.median(clock)), float(np.quantile(clock, 0.9)), float(clock.mean())),
        # Whoever decides does so in one way: a procedure has no second step that approves.
        parting=two_ways_of(open_hours(hours, visits)) if at_once and not decides else None,
    )
    return estimated(desk, visits)


def open_hours(hours: WorkingHours, visits: Visits) -> Floats:
    """[visits] how many open hours lie between coming and leaving"""
    if hours.always:
        return visits.left - visits.came
    time = hours.over(float(visits.came.min()), float(visits.left.max()))
    found: Floats = time.worked(visits.left) - time.worked(visits.came)
    return found


def estimated(desk: Desk, visits: Visits, known: Floats | None = None) -> Desk:
    """Return the desk with its waits and ends estimated from these visits; its hours and ways stay as they are."""
    if desk.works:
        told = np.isfinite(visits.worked)
        began = np.where(told, visits.left - np.nan_to_num(visits.worked), visits.left)
        worked = open_hours(desk.hours, replace(visits, came=began))[told]
        return replace(desk, quick=_answers(worked, visits, np.ones(len(visits.case), bool), math.inf))
    open_ = open_hours(desk.hours, visits) if known is None else known
    below = math.inf
    if desk.time_out is not None:
        # In open hours the limit differs with the day of the week; the shortest is safe.
        late = (visits.left - visits.came) >= desk.time_out.first
        below = float(np.quantile(open_[late], 0.05)) if late.any() else math.inf
        desk = replace(desk, time_out=replace(desk.time_out, share=float(late.mean())))
    if desk.parting is None:
        return replace(desk, quick=_answers(open_, visits, np.ones(len(open_), bool), below))
    slow = open_ > desk.parting.limit
    if slow.sum() < 5:
        return replace(desk, quick=_answers(open_, visits, ~slow, below), slow=None)
    return replace(
        desk,
        quick=_answers(open_[~slow], visits, ~slow, below),
        slow=_answers(open_[slow], visits, slow, below),
        parting=replace(desk.parting, share=float(slow.mean())),
    )


def _answers(hours: Floats, visits: Visits, rows: Flags, below: float) -> Answers:
    no, again = ~visits.passed[rows], np.isfinite(visits.back[rows])
    number = max(int(rows.sum()), 1)
    # Somebody passes something: a role that never does could keep a case for ever.
    ended = max(number, int(no.sum() / _MOST_ENDED))
    return Answers(
        wait=lognormal_of(hours, below),
        rework=float((no & again).sum() / ended),
        refusal=float((no & ~again).sum() / ended),
        share=number / max(len(rows), 1),
    )


def revision_of(visits: Visits) -> Revision | None:
    """Return how long cases that were sent back take to come again; None where too few did."""
    again = np.isfinite(visits.back)
    if again.sum() < 5:
        return None
    return Revision(lognormal_of(visits.back[again] - visits.left[again]), int(again.sum()))


def desk_numbers(desks: tuple[Desk, ...], visits: Visits) -> Longs:
    """[visits] the number of the desk of each; -1 where it is too rare to have one"""
    found = np.full(len(visits.case), -1, dtype=np.int64)
    for number, desk in enumerate(desks):
        found[(visits.step == desk.step) & np.isin(visits.before, desk.before)] = number
    return found

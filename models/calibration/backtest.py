"""A stretch that was not fitted, predicted from its arrivals, and held against what happened and against no change."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from models.calibration.desks import desk_numbers, open_hours
from models.calibration.log import CalibrationRefused, Floats, count
from models.calibration.matching import simulated, tuned
from models.calibration.parameters import Figures, Fit, Stretch, figures
from models.calibration.passes import Passes
from models.calibration.queueing import kernel_figures
from models.calibration.resampling import open_of, resampled
from models.calibration.rhythm import hour_of, quiet_days
from models.calibration.waits import LEAST
from models.effort import Halt, Progress, go_on

REPLICATIONS = 200
"""Drawn parameters, each with its own luck, for an interval."""
_LEVEL = 0.95
_WALKED = 160_000
_TELLING = 2.0


@dataclass(frozen=True)
class Estimate:
    """A figure with the interval in which it lies in 95 of 100 cases."""

    value: float
    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Return whether a value lies in the interval."""
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Change:
    """How a desk (or revision) did otherwise than it was fitted: by which factor, and how far beyond chance."""

    name: str
    factor: float
    """Geometric mean of the open hours there, by that of the fitted stretch."""
    z: float
    at_once: tuple[float, float]
    """Share answered within four hours by the clock, then and now."""
    late: tuple[float, float]
    """Share that takes longer than 100 hours by the clock, then and now."""


@dataclass(frozen=True)
class Clearing:
    """Cases that came in the week before several days without work: how long nine of ten took, predicted and seen."""

    closed: date
    cases: int
    predicted: float
    observed: float


@dataclass(frozen=True)
class Prediction:
    """What was predicted for a stretch from its arrivals, what was observed, and what no change would have meant."""

    stretch: Stretch
    arrivals: int
    pace: float
    """What waits are multiplied by, because more or fewer cases come than in the fitted stretch."""
    p50: Estimate
    p90: Estimate
    observed: Figures
    carried: Figures
    """The observed figures of the fitted stretch, carried forward."""
    changes: tuple[Change, ...]
    """What did otherwise than it was fitted, the most telling first; no part of the prediction."""
    sent_back: tuple[float, float]
    """Share of cases that were sent back at least once, fitted and observed."""
    clearings: tuple[Clearing, ...]
    """Found after the fact, too."""

    @property
    def error(self) -> tuple[float, float]:
        """How far the predicted median and 90 % quantile are from the observed, as shares of these."""
        return _errors(self.p50.value, self.p90.value, self.observed)

    @property
    def carried_error(self) -> tuple[float, float]:
        """The same of the figures that are carried forward."""
        return _errors(self.carried.p50, self.carried.p90, self.observed)

    @property
    def better(self) -> bool:
        """Whether the mean of both errors is below that of carrying forward."""
        return sum(self.error) < sum(self.carried_error)


def _errors(p50: float, p90: float, observed: Figures) -> tuple[float, float]:
    return abs(p50 / observed.p50 - 1), abs(p90 / observed.p90 - 1)


def predict(
    passes: Passes,
    fitted: Fit,
    stretch: Stretch,
    *,
    seed: int = 1,
    replications: int = REPLICATIONS,
    progress: Progress | None = None,
    halt: Halt | None = None,
) -> Prediction:
    """Return the prediction of a stretch from the moments at which its cases came; nothing else of it is looked at.

    Days on which none came are days without work. The interval covers what the weeks of the fitted stretch leave
    open about a stretch of this length (weeks drawn anew), how waits answer to the volume, and the luck of the
    cases. Raises CalibrationRefused where no case comes there or takes any time, and Stopped.
    """
    inside = passes.between(stretch.begin, stretch.end)
    came = passes.came[inside]
    if len(came) < 2:
        raise CalibrationRefused(
            f"Between {stretch.first} and {stretch.last} {count(len(came), 'case')} came; there is nothing to predict."
        )
    observed = figures(passes.cycle[inside])
    if not observed.p50 > 0:
        what = "half of them were approved at once" if observed.p50 == 0 else "none was approved"
        raise CalibrationRefused(
            f"Of the {len(came):,} cases that came from {stretch.first} to {stretch.last} {what}; there is nothing to "
            "hold a prediction against."
        )
    there = for_arrivals(fitted, came, stretch)
    holidays = quiet_days(came, stretch.begin, stretch.end)
    pace = fitted.response.pace(came) if fitted.response else 1.0
    repeated = np.tile(came, max(1, round(_WALKED / len(came))))
    walked = simulated(there, repeated, np.random.default_rng(seed)).cycle
    middle = (kernel_figures(there, came, seed=seed, replications=8) if fitted.queues else None) or figures(walked)
    draws = np.empty((replications, 2))
    opened = open_of(passes, fitted)
    for number in range(replications):
        go_on(halt)
        random = np.random.default_rng([seed, 77, number])
        drawn = _with_holidays(resampled(passes, fitted, random, opened, weeks=_weeks(fitted, stretch)), holidays)
        luck = _drawn_pace(fitted, came, random)
        queued = (
            kernel_figures(_paced(drawn, luck), came, seed=seed + number, replications=2) if fitted.queues else None
        )
        found = queued or figures(simulated(drawn, came, random, pace=luck).cycle)
        draws[number] = np.log([found.p50, found.p90])
        if progress is not None:
            progress(number + 1, replications)
    return Prediction(
        stretch=stretch,
        arrivals=len(came),
        pace=pace,
        p50=_estimate(middle.p50, draws[:, 0]),
        p90=_estimate(middle.p90, draws[:, 1]),
        observed=observed,
        carried=fitted.observed,
        changes=changes(passes, fitted, stretch),
        sent_back=(_sent_back(passes, fitted.stretch), _sent_back(passes, stretch)),
        clearings=_clearings(holidays, repeated, walked, came, passes.cycle[inside]),
    )


def for_arrivals(fitted: Fit, came: Floats, stretch: Stretch) -> Fit:
    """Return the fit for a stretch in which cases come at these moments: its days without work, and its pace."""
    there = _with_holidays(fitted, quiet_days(came, stretch.begin, stretch.end))
    return _paced(there, fitted.response.pace(came) if fitted.response else 1.0)


def _paced(fitted: Fit, pace: float) -> Fit:
    """The fit with waits multiplied, but for desks whose holders are known: what their queues do is simulated."""
    there = tuned(fitted, pace, 1.0)
    desks = tuple(new if old.holders is None else old for old, new in zip(fitted.desks, there.desks, strict=True))
    return replace(there, desks=desks)


def _clearings(
    holidays: Sequence[date], repeated: Floats, walked: Floats, came: Floats, cycle: Floats
) -> tuple[Clearing, ...]:
    """The weeks before three days or more without work in a row, weekends between them not counted."""
    found = []
    for at, day in enumerate(holidays):
        if at and (day - holidays[at - 1]).days <= 3:
            continue
        run = 1
        while at + run < len(holidays) and (holidays[at + run] - holidays[at + run - 1]).days <= 3:
            run += 1
        closed = hour_of(day)
        before, there = ((moments >= closed - 168) & (moments < closed) for moments in (came, repeated))
        if run < 3 or np.isfinite(cycle[before]).sum() < 20:
            continue
        found.append(
            Clearing(
                day,
                int(before.sum()),
                float(np.nanquantile(walked[there], 0.9)),
                float(np.nanquantile(cycle[before], 0.9)),
            )
        )
    return tuple(found)


def _weeks(fitted: Fit, stretch: Stretch) -> int:
    """How many drawn weeks vary as the difference between two stretches of these lengths does."""
    return max(2, round(1 / (1 / fitted.stretch.weeks + 1 / stretch.weeks)))


def _drawn_pace(fitted: Fit, came: Floats, random: np.random.Generator) -> float:
    response = fitted.response
    if response is None:
        return 1.0
    return response.pace(came, response.used + response.error * float(random.standard_normal()))


def _with_holidays(fitted: Fit, holidays: Sequence[date]) -> Fit:
    desks = tuple(
        desk if desk.hours.always else replace(desk, hours=replace(desk.hours, holidays=tuple(holidays)))
        for desk in fitted.desks
    )
    return replace(fitted, desks=desks)


def _estimate(value: float, logs: Floats) -> Estimate:
    """The interval around a value, as wide as the draws are scattered (on the scale of ratios)."""
    tail = (1 - _LEVEL) / 2
    known = logs[np.isfinite(logs)]
    low, high = np.quantile(known, [tail, 1 - tail]) if len(known) else (-math.inf, math.inf)
    shift = math.log(value) - float(np.median(known)) if len(known) else 0.0
    return Estimate(value, math.exp(low + shift), math.exp(high + shift))


def _sent_back(passes: Passes, stretch: Stretch) -> float:
    inside = passes.between(stretch.begin, stretch.end)
    cases = np.unique(passes.visits.case[~passes.visits.passed])
    back = np.zeros(len(inside), dtype=bool)
    back[cases] = True
    return float(back[inside].mean()) if inside.any() else 0.0


def changes(passes: Passes, fitted: Fit, stretch: Stretch) -> tuple[Change, ...]:
    """Return how desks and revision did in a stretch, held against the fitted one; only what is beyond chance.

    z compares the mean logarithms of open hours; its standard error takes the weeks of both as what varies.
    """
    visits = passes.visits
    numbers = desk_numbers(fitted.desks, visits)
    whole = np.isfinite(visits.back)
    groups = [
        (desk.name, numbers == k, open_hours(desk.hours, visits.having(np.flatnonzero(numbers == k))))
        for k, desk in enumerate(fitted.desks)
    ]
    groups.append(("Revision", whole, (visits.back - visits.left)[whole]))
    found = []
    for name, rows, hours in groups:
        came = passes.came[visits.case[rows]]
        clock = hours if name == "Revision" else (visits.left - visits.came)[rows]
        parts = [_weekly(came, np.log(np.maximum(hours, LEAST) + 0.5), one) for one in (fitted.stretch, stretch)]
        if None in parts:
            continue
        (before, error), (after, other) = (part for part in parts if part is not None)
        z = (after - before) / math.hypot(error, other)
        then, now = ((came >= one.begin) & (came < one.end) for one in (fitted.stretch, stretch))
        if abs(z) >= _TELLING:
            found.append(
                Change(
                    name,
                    math.exp(after - before),
                    z,
                    (float((clock[then] < 4).mean()), float((clock[now] < 4).mean())),
                    (float((clock[then] > 100).mean()), float((clock[now] > 100).mean())),
                )
            )
    return tuple(sorted(found, key=lambda change: -abs(change.z)))


def _weekly(came: Floats, y: Floats, stretch: Stretch) -> tuple[float, float] | None:
    """The mean of a stretch, and its standard error from the scatter of its weeks."""
    use = (came >= stretch.begin) & (came < stretch.end)
    if use.sum() < 20:
        return None
    week = ((came[use] - stretch.begin) // 168).astype(np.int64)
    weight = np.bincount(week).astype(float)
    sums = np.bincount(week, weights=y[use])
    mean = float(sums.sum() / weight.sum())
    some = weight > 0
    if some.sum() < 3:
        return None
    rest = sums[some] - weight[some] * mean
    return mean, float(np.sqrt((rest**2).sum() * some.sum() / (some.sum() - 1)) / weight.sum())

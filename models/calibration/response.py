"""Whether waits answer to how many cases come: longer in busy weeks (a queue) or in quiet ones (people away)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.calibration.desks import Desk, desk_numbers, open_hours
from models.calibration.log import Floats
from models.calibration.passes import Visits
from models.calibration.rhythm import WEEK
from models.calibration.waits import LEAST

_LEAST_WEEKS = 10
_LEAST_ANSWERS = 5


@dataclass(frozen=True)
class Response:
    """By how much waits change with the cases of the week: `elasticity` of -0.2 is 2 % longer waits for 10 % fewer.

    Estimated over the weeks of the fitted stretch, desk by desk, and weighed by how sure each is.
    """

    elasticity: float
    error: float
    weeks: int
    desks: int
    usual: float
    """Mean logarithm of the cases in the week around each case of the fitted stretch."""

    @property
    def used(self) -> float:
        """The elasticity drawn towards 0 by as much as it is unsure (James and Stein, positive part)."""
        if not self.elasticity:
            return 0.0
        return self.elasticity * max(0.0, 1.0 - (self.error / self.elasticity) ** 2)

    def pace(self, came: Floats, elasticity: float | None = None) -> float:
        """Return what waits are multiplied by in a stretch with these arrivals."""
        if not len(came):
            return 1.0
        shift = mean_volume(came) - self.usual
        return float(np.exp(np.clip((self.used if elasticity is None else elasticity) * shift, -1.0, 1.0)))


def mean_volume(came: Floats) -> float:
    """Return the mean over cases of the logarithm of how many come in the week around each."""
    ordered = np.sort(came)
    half = WEEK / 2
    begin, end = ordered[0], ordered[-1]
    around = np.searchsorted(ordered, ordered + half) - np.searchsorted(ordered, ordered - half)
    # At the ends of a stretch a part of the week is outside it.
    seen = np.minimum(ordered + half, end) - np.maximum(ordered - half, begin)
    return float(np.log(np.maximum(around * WEEK / np.maximum(seen, 24.0), 1.0)).mean())


def response_of(desks: Sequence[Desk], visits: Visits, came: Floats) -> Response | None:
    """Return how waits answer to the volume in a stretch; None where it has too few weeks to tell.

    For each desk the weekly mean logarithm of its open hours over the logarithm of the cases that came in the week,
    by least squares weighed with the answers; its standard error is from the scatter of the weeks.
    """
    if not len(came):
        return None
    first = came.min() // WEEK
    arrivals = np.bincount((came // WEEK - first).astype(np.int64))
    numbers, week = desk_numbers(tuple(desks), visits), (visits.came // WEEK - first).astype(np.int64)
    found: list[tuple[float, float]] = []
    most = 0
    for number, desk in enumerate(desks):
        rows = (numbers == number) & (week >= 0) & (week < len(arrivals))
        if not rows.any():
            continue
        y = np.log(np.maximum(open_hours(desk.hours, visits.having(rows)), LEAST) + 0.5)
        count = np.bincount(week[rows], minlength=len(arrivals)).astype(float)
        sums = np.bincount(week[rows], weights=y, minlength=len(arrivals))
        use = (count >= _LEAST_ANSWERS) & (arrivals >= 0.1 * np.median(arrivals))
        if use.sum() < _LEAST_WEEKS:
            continue
        slope = _slope(np.log(arrivals[use].astype(float)), sums[use] / count[use], count[use])
        if slope is not None:
            found.append(slope)
            most = max(most, int(use.sum()))
    if not found:
        return None
    weights = np.array([1 / error**2 for _, error in found])
    elasticity = float(np.array([slope for slope, _ in found]) @ weights / weights.sum())
    return Response(elasticity, float(1 / math.sqrt(weights.sum())), most, len(found), mean_volume(came))


def _slope(x: Floats, y: Floats, weight: Floats) -> tuple[float, float] | None:
    """The slope of a straight line and its standard error."""
    x0, y0 = np.average(x, weights=weight), np.average(y, weights=weight)
    spread = float((weight * (x - x0) ** 2).sum())
    if spread <= 0 or len(x) < 4:
        return None
    slope = float((weight * (x - x0) * (y - y0)).sum() / spread)
    rest = y - y0 - slope * (x - x0)
    variance = float((weight * rest**2).sum() / (len(x) - 2))
    error = math.sqrt(variance / spread)
    return (slope, error) if error > 0 else None

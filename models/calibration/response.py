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
class Slope:
    """By how much the logarithm of waits changes with that of the cases of a week, with its standard error."""

    value: float
    error: float
    weeks: int


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

    Desks whose holders are known are left out: what their queues do is simulated.
    """
    slopes = slopes_of(desks, visits, came)
    found = [slope for number, slope in slopes.items() if desks[number].holders is None]
    if not found:
        return None
    weights = np.array([1 / slope.error**2 for slope in found])
    elasticity = float(np.array([slope.value for slope in found]) @ weights / weights.sum())
    most = max(slope.weeks for slope in found)
    return Response(elasticity, float(1 / math.sqrt(weights.sum())), most, len(found), mean_volume(came))


def slopes_of(desks: Sequence[Desk], visits: Visits, came: Floats) -> dict[int, Slope]:
    """Return by desk how its waits answer to the volume, where enough weeks tell."""
    if not len(came):
        return {}
    numbers = desk_numbers(tuple(desks), visits)
    found = {}
    for number, desk in enumerate(desks):
        rows = np.flatnonzero(numbers == number)
        chosen = visits.having(rows)
        slope = slope_of(chosen.came, open_hours(desk.hours, chosen), came) if len(rows) else None
        if slope is not None:
            found[number] = slope
    return found


def slope_of(asked: Floats, hours: Floats, came: Floats) -> Slope | None:
    """Return by how much open hours change with the cases of the week; None where too few weeks tell.

    The weekly mean logarithm of the hours of what was asked in it, over the logarithm of the cases that came in the
    week, by least squares weighed with the answers; the standard error is from the scatter of the weeks.
    """
    first = came.min() // WEEK
    arrivals = np.bincount((came // WEEK - first).astype(np.int64))
    week = (asked // WEEK - first).astype(np.int64)
    rows = (week >= 0) & (week < len(arrivals))
    y = np.log(np.maximum(hours[rows], LEAST) + 0.5)
    count = np.bincount(week[rows], minlength=len(arrivals)).astype(float)
    sums = np.bincount(week[rows], weights=y, minlength=len(arrivals))
    use = (count >= _LEAST_ANSWERS) & (arrivals > 0) & (arrivals >= 0.1 * np.median(arrivals))
    if use.sum() < _LEAST_WEEKS:
        return None
    line = _slope(np.log(arrivals[use].astype(float)), sums[use] / count[use], count[use])
    return None if line is None else Slope(line[0], line[1], int(use.sum()))


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

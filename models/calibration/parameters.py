"""The parameters that a stretch of a log is taken to follow, and the figures that they are held against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from models.calibration.desks import Desk, Revision
from models.calibration.log import Floats
from models.calibration.response import Response
from models.calibration.rhythm import WEEK, day_of
from models.calibration.walk import Way


@dataclass(frozen=True)
class Stretch:
    """A part of a log, in hours since Monday, 29 December 1969: from `begin` until before `end`."""

    begin: float
    end: float

    @property
    def first(self) -> date:
        """Its first day."""
        return day_of(self.begin)

    @property
    def last(self) -> date:
        """Its last day."""
        return day_of(self.end - 1.0)

    @property
    def weeks(self) -> float:
        """How long it is."""
        return (self.end - self.begin) / WEEK


@dataclass(frozen=True)
class Figures:
    """Cases, and the hours by the clock from first submission to approval: median, 90 % and mean."""

    cases: int
    approved: float
    """The share that is approved."""
    p50: float
    p90: float
    mean: float


@dataclass(frozen=True)
class MixShare:
    """The share of the cases that take a way and whose amount lies in a band (number of its lower edge)."""

    band: int
    way: int
    weight: float


@dataclass(frozen=True)
class Fit:
    """What a stretch of the log is taken to follow."""

    stretch: Stretch
    desks: tuple[Desk, ...]
    ways: tuple[Way, ...]
    revision: Revision | None
    response: Response | None
    profile: tuple[float, ...]
    cases_a_week: float
    holidays: tuple[date, ...]
    amounts: tuple[float, ...]
    """Edges of bands of amounts; none where the log has no amounts."""
    mix: tuple[MixShare, ...]
    """Shares of the cases by band and way."""
    observed: Figures
    simulated: Figures
    paths: tuple[tuple[str, float, float], ...]
    """Path, share observed, share simulated; the most frequent first."""
    waits: tuple[tuple[float, float], ...]
    """By desk: median and 90 % of the simulated hours by the clock from coming to leaving; without queues."""
    factors: tuple[float, float]
    """What all waits, and the spread of their logarithms, were multiplied by to match the moments."""
    unmatched: tuple[float, float]
    """Median and 90 % before they were matched."""
    notes: tuple[str, ...]

    @property
    def queues(self) -> bool:
        """Whether cases wait for each other somewhere, because the log tells how many hold a role."""
        return any(desk.holders is not None for desk in self.desks)


def figures(cycle: Floats) -> Figures:
    """Return the figures of cases; NaN stands for one that was never approved."""
    known = cycle[np.isfinite(cycle)]
    if not len(known):
        return Figures(len(cycle), 0.0, float("nan"), float("nan"), float("nan"))
    p50, p90 = np.quantile(known, [0.5, 0.9])
    return Figures(len(cycle), len(known) / len(cycle), float(p50), float(p90), float(known.mean()))

"""A mean over independent replications and how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.simulation.arrays import Floats
from models.simulation.results.student import student_t

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Estimate:
    """A mean with its 95 % interval."""

    mean: float
    low: float
    high: float

    @property
    def half_width(self) -> float:
        """Half the length of the interval."""
        return (self.high - self.low) / 2

    def contains(self, value: float) -> bool:
        """Whether the value lies in the interval, edges included."""
        return self.low <= value <= self.high


def estimate(values: Floats) -> Estimate | None:
    """Return the mean of one value per replication with its Student-t interval.

    Replications in which there was nothing to observe are NaN and left out; None where fewer than two saw anything.
    Source: Law, "Simulation modeling and analysis", 5th ed. (2015), section 4.5.
    """
    seen = values[~np.isnan(values)]
    if len(seen) < 2:
        return None
    mean = float(seen.mean())
    half = float(student_t(len(seen) - 1, 0.5 + CONFIDENCE / 2) * seen.std(ddof=1) / np.sqrt(len(seen)))
    return Estimate(mean, mean - half, mean + half)


def certain(values: Floats) -> Estimate:
    """Return the estimate of something that every replication observes."""
    found = estimate(values)
    if found is None:
        raise ValueError("fewer than two replications")
    return found

"""Where the start, when every queue is still empty, stops to colour the result."""

from __future__ import annotations

import numpy as np

from models.simulation.arrays import Floats

BATCH = 5


def mser5(series: Floats) -> int:
    """Return how many observations to leave out at the start of a series by the rule MSER-5.

    The series is cut into batches of five; the cut that minimises the squared standard error of the mean of the
    batches that remain is taken. At most half the series is left out: where the minimum lies at that edge the
    series has not settled. Source: White, "An effective truncation heuristic for bias reduction in simulation output",
    Simulation 69 (1997); White, Cobb and Spratt, "A comparison of five steady-state truncation heuristics", WSC 2000.
    """
    batches = len(series) // BATCH
    if batches < 4:
        return 0
    means = series[: batches * BATCH].reshape(batches, BATCH).mean(axis=1)
    remaining = np.arange(batches, 0, -1)
    sums = np.cumsum(means[::-1])[::-1]
    squares = np.cumsum(means[::-1] ** 2)[::-1]
    spread = (squares - sums**2 / remaining) / remaining**2
    return int(np.argmin(spread[: batches // 2 + 1])) * BATCH

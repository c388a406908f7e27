"""How long roles take to answer: the distribution in their own open hours, time-outs, and a second, slower way."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from models.calibration.log import Flags, Floats

AT_ONCE = 5 / 60
"""A role whose median answer takes less than these hours answers by itself, at any hour."""
LEAST = 1e-4
"""No answer is taken to take less open hours than this (0.36 seconds), so that it has a logarithm."""
_QUANTILES = (0.25, 0.5, 0.75, 0.9)
_BIN = 12.0
_LEAST_SPIKE = 0.03
_MANY = 100
_MOST_SPREAD = 4.0
"""Of a logarithm: nine of ten answers then lie between a 700th and the 700-fold of the median."""


@dataclass(frozen=True)
class Lognormal:
    """Open hours whose logarithm is normal with this mean and standard deviation."""

    mu: float
    sigma: float

    @property
    def median(self) -> float:
        """The median, in hours."""
        return math.exp(self.mu)

    @property
    def mean(self) -> float:
        """The mean, in hours."""
        return math.exp(self.mu + self.sigma**2 / 2)

    @property
    def variation(self) -> float:
        """The coefficient of variation."""
        return math.sqrt(math.expm1(min(self.sigma**2, 700.0)))

    def scaled(self, factor: float, spread: float = 1.0) -> Lognormal:
        """Return it with its median multiplied, and its spread."""
        return Lognormal(self.mu + math.log(factor), self.sigma * spread)


def lognormal_of(hours: Floats, below: float = math.inf) -> Lognormal:
    """Return the lognormal through the quantiles of these hours that lie below a limit.

    A straight line through their logarithms over the normal quantiles: single extremes, and what a time-out cuts
    off, do not pull at it.
    """
    from scipy.special import ndtri

    levels = np.array(_QUANTILES)
    values = np.quantile(np.maximum(hours, LEAST), levels)
    use = values < below
    if use.sum() < 2:
        use[:2] = True
    z, y = ndtri(levels[use]), np.log(values[use])
    slope = float(((z - z.mean()) * (y - y.mean())).sum() / ((z - z.mean()) ** 2).sum())
    sigma = float(np.clip(slope, 0.01, _MOST_SPREAD))
    return Lognormal(float(y.mean() - sigma * z.mean()), sigma)


@dataclass(frozen=True)
class TimeOut:
    """Answers that pile up after so many hours by the clock, which is what silence for so long then means."""

    hours: float
    first: float
    last: float
    share: float
    """Of all answers."""


def time_out_of(clock: Floats, passed: Flags) -> TimeOut | None:
    """Return where answers pile up late, if they do; None elsewhere.

    Looked for in steps of half a day beyond a day and a half: a pile holds 3 % of the answers or more, is three times
    as high as the steps a day before and after it, nearly all of it consents, and little comes later.
    """
    if len(clock) < _MANY:
        return None
    most = float(np.quantile(clock, 0.995))
    if most < 3 * _BIN:
        return None
    counts = np.bincount((clock // _BIN).astype(np.int64), minlength=int(most // _BIN) + 4).astype(float)
    best: TimeOut | None = None
    for at in range(3, len(counts) - 3):
        near = max(counts[at - 2], counts[at + 2], counts[at - 3], counts[at + 3], 1.0)
        later = counts[at + 2 :].sum()
        pile = (clock >= (at - 0.5) * _BIN) & (clock < (at + 1.5) * _BIN)
        share = float(pile.mean())
        if share < _LEAST_SPIKE or counts[at] < 3 * near or later > 0.5 * pile.sum() or passed[pile].mean() < 0.9:
            continue
        middle = float(np.median(clock[pile]))
        close = pile & (np.abs(clock - middle) <= 0.75 * _BIN)
        low, high = np.quantile(clock[close], [0.02, 0.98])
        if best is None or share > best.share:
            best = TimeOut(middle, float(low), float(high), float(close.mean()))
    return best


@dataclass(frozen=True)
class TwoWays:
    """Answers of two kinds: nearly all at once, some much later. `limit` parts them, in open hours."""

    share: float
    """Of the slow ones."""
    limit: float


def two_ways_of(hours: Floats) -> TwoWays | None:
    """Return what parts quick answers from slow ones where there are clearly two kinds; None elsewhere.

    Two normal distributions are fitted to the logarithms (expectation and maximisation); they count where the slow
    one has 2 to 50 % of the answers and lies further off than three spreads of both on average.
    """
    if len(hours) < 2 * _MANY:
        return None
    y = np.log(np.maximum(hours, LEAST))
    mean = np.array([np.median(y), np.quantile(y, 0.97)])
    spread = np.array([max(y.std() / 2, 0.1)] * 2)
    weight = np.array([0.9, 0.1])
    for _ in range(60):
        density = weight * np.exp(-0.5 * ((y[:, None] - mean) / spread) ** 2) / spread
        part = density / np.maximum(density.sum(axis=1, keepdims=True), 1e-300)
        total = np.maximum(part.sum(axis=0), 1e-9)
        weight = total / len(y)
        mean = (part * y[:, None]).sum(axis=0) / total
        spread = np.maximum(np.sqrt((part * (y[:, None] - mean) ** 2).sum(axis=0) / total), 0.05)
    slow = int(np.argmax(mean))
    if not 0.02 <= weight[slow] <= 0.5 or mean.max() - mean.min() < 1.5 * spread.sum():
        return None
    between = np.linspace(mean.min(), mean.max(), 400)
    density = weight * np.exp(-0.5 * ((between[:, None] - mean) / spread) ** 2) / spread
    limit = float(np.exp(between[np.argmin(np.abs(density[:, 0] - density[:, 1]))]))
    return TwoWays(float((hours > limit).mean()), limit)

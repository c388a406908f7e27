"""When the way or the pace of cases changed for good, so that nothing is fitted across it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from models.calibration.fitting import LEAST_CASES
from models.calibration.log import CalibrationRefused, Floats, Longs
from models.calibration.parameters import Stretch
from models.calibration.passes import Passes
from models.calibration.rhythm import day_of, hour_of
from models.calibration.shares import percent

_CLASSES = 12
"""The most frequent paths are looked at each by itself, the others together."""
_LEAST_MONTHS = 6
_LEAST_PERIODS = 2
_MOVED = 0.15
"""The way has changed where this share of the cases takes another path than before."""
_PACE = 2.0
"""The pace has changed where cases take, on geometric average, this much longer or shorter."""
_SURE = 4.0
"""How many standard errors a change must be from none. They come from the scatter of the periods on both sides."""


@dataclass(frozen=True)
class PathShare:
    """A path and the shares of cases that take it before and after a change."""

    path: str
    before: float
    after: float


@dataclass(frozen=True)
class Change:
    """A day from which on cases go another way, or take another time."""

    on: date
    monthly: bool
    moved: float
    """The share of the cases that takes another path than before."""
    paths: tuple[PathShare, ...]
    """What changed most, the largest difference first."""
    medians: tuple[float, float]
    """Hours by the clock from first submission to approval, before and after."""

    @property
    def of_way(self) -> bool:
        """Whether it is the way that changed; else it is the pace alone."""
        return self.moved >= _MOVED

    @property
    def when(self) -> str:
        """Return the period from which on it holds, such as 2018-01 or 2018-03-05."""
        return f"{self.on:%Y-%m}" if self.monthly else self.on.isoformat()

    @property
    def sentence(self) -> str:
        """Return what changed in one sentence."""
        before, after = self.medians
        pace = f"the median from first submission to approval goes from {before:,.1f} to {after:,.1f} hours"
        if not self.of_way:
            return f"From {self.when} on cases take another time: {pace}. Nothing is fitted across it."
        shares = ", ".join(
            f"“{share.path}” {percent(share.before, 0)} before and {percent(share.after, 0)} after"
            for share in self.paths[:3]
        )
        return f"From {self.when} on cases take another way: {shares}; {pace}. Nothing is fitted across it."


@dataclass(frozen=True)
class _Periods:
    """Counts of paths and cycle times by month or week."""

    monthly: bool
    starts: tuple[date, ...]
    counts: Floats
    """[periods x classes]"""
    names: tuple[str, ...]
    pace: Floats
    """[periods] mean logarithm of the cycle time of the approved cases"""
    paced: Floats
    """[periods] how many they are"""


def changes_of(passes: Passes) -> tuple[Change, ...]:
    """Return the changes in a log, in their order in time.

    The log is cut in two where that explains most of the paths or of the paces (likelihood of multinomial counts; sum
    of squares), and the parts again, as long as the difference is large and far beyond the scatter of the periods.
    """
    periods = _periods(passes)
    cuts = sorted(_cut(periods, 0, len(periods.starts)))
    edges = [0, *cuts, len(periods.starts)]
    found = []
    for k, cut in enumerate(cuts, 1):
        found.append(_change(passes, periods, edges[k - 1], cut, edges[k + 1]))
    return tuple(found)


def regimes_of(passes: Passes, changes: tuple[Change, ...]) -> tuple[Stretch, ...]:
    """Return the stretches between changes, from the day of the first case to the last moment of the log."""
    begin = hour_of(day_of(float(passes.came.min())))
    edges = [begin, *(hour_of(change.on) for change in changes), passes.until + 1e-6]
    return tuple(Stretch(first, last) for first, last in pairwise(edges))


def usual_stretch(passes: Passes, regimes: tuple[Stretch, ...]) -> Stretch:
    """Return the stretch that is fitted unless told: the last regime with cases enough, without its unfinished end.

    Cases that came shortly before the log ends may be open still; as much is left out as 95 % of cases take.
    """
    for regime in reversed(regimes):
        inside = passes.between(regime.begin, regime.end)
        known = passes.cycle[inside & np.isfinite(passes.cycle)]
        if len(known) < LEAST_CASES:
            continue
        open_end = float(np.quantile(known, 0.95)) if regime is regimes[-1] else 0.0
        end = min(regime.end, max(hour_of(day_of(passes.until - open_end)), regime.begin + 168.0))
        if int((passes.between(regime.begin, end) & np.isfinite(passes.cycle)).sum()) >= LEAST_CASES:
            return Stretch(regime.begin, end)
        return regime
    raise CalibrationRefused(
        f"The log has fewer than {LEAST_CASES} cases that came and were approved between changes of their way; "
        "that is too few to fit anything to."
    )


def crossed(changes: tuple[Change, ...], stretch: Stretch) -> Change | None:
    """Return the first change inside a stretch, if there is one."""
    return next((change for change in changes if stretch.begin < hour_of(change.on) < stretch.end), None)


def _periods(passes: Passes) -> _Periods:
    first, last = day_of(float(passes.came.min())), day_of(float(passes.came.max()))
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    monthly = months >= _LEAST_MONTHS
    if monthly:
        starts = [
            date(first.year + (first.month - 1 + k) // 12, (first.month - 1 + k) % 12 + 1, 1) for k in range(months)
        ]
    else:
        monday = first - timedelta(first.weekday())
        starts = [monday + timedelta(7 * k) for k in range((last - monday).days // 7 + 1)]
    edges = np.array([hour_of(day) for day in starts])
    period: Longs = np.searchsorted(edges, passes.came, side="right") - 1
    kinds = np.minimum(passes.path, _CLASSES)
    size = min(len(passes.paths), _CLASSES + 1)
    counts = np.bincount(period * size + kinds, minlength=len(starts) * size).reshape(len(starts), size).astype(float)
    known = np.isfinite(passes.cycle)
    logs = np.log(np.maximum(passes.cycle[known], 0.0) + 0.5)
    paced = np.bincount(period[known], minlength=len(starts)).astype(float)
    sums = np.bincount(period[known], weights=logs, minlength=len(starts))
    names = (*passes.paths[:_CLASSES], "other paths")[:size]
    return _Periods(monthly, tuple(starts), counts, names, sums / np.maximum(paced, 1), paced)


def _cut(periods: _Periods, begin: int, end: int) -> set[int]:
    """The periods within these at which something new begins."""
    if end - begin < 2 * _LEAST_PERIODS:
        return set()
    gains = []
    for at in range(begin + _LEAST_PERIODS, end - _LEAST_PERIODS + 1):
        if min(periods.counts[begin:at].sum(), periods.counts[at:end].sum()) < LEAST_CASES:
            continue
        if _moved(periods, begin, at, end) >= _MOVED and _way_z(periods, begin, at, end) >= _SURE:
            gains.append((_way_gain(periods, begin, at, end), at))
        factor, z = _pace(periods, begin, at, end)
        if factor >= _PACE and z >= _SURE:
            gains.append((_pace_gain(periods, begin, at, end), at))
    if not gains:
        return set()
    _, best = max(gains)
    return {best} | _cut(periods, begin, best) | _cut(periods, best, end)


def _shares(counts: Floats) -> Floats:
    sums = counts.sum(axis=0)
    found: Floats = sums / max(sums.sum(), 1.0)
    return found


def _moved(periods: _Periods, begin: int, at: int, end: int) -> float:
    before, after = _shares(periods.counts[begin:at]), _shares(periods.counts[at:end])
    return float(np.abs(before - after).sum() / 2)


def _way_gain(periods: _Periods, begin: int, at: int, end: int) -> float:
    def likelihood(counts: Floats) -> float:
        sums, shares = counts.sum(axis=0), _shares(counts)
        some = sums > 0
        return float((sums[some] * np.log(shares[some])).sum())

    counts = periods.counts
    return likelihood(counts[begin:at]) + likelihood(counts[at:end]) - likelihood(counts[begin:end])


def _way_z(periods: _Periods, begin: int, at: int, end: int) -> float:
    """The clearest of the differences of single paths, in standard errors."""
    best = 0.0
    for kind in range(periods.counts.shape[1]):
        totals = periods.counts.sum(axis=1)
        shares = periods.counts[:, kind] / np.maximum(totals, 1.0)
        best = max(best, _z(shares, totals, begin, at, end))
    return best


def _z(values: Floats, weights: Floats, begin: int, at: int, end: int) -> float:
    means, variance, spread = [], 0.0, 0.0
    for part in (slice(begin, at), slice(at, end)):
        weight = weights[part]
        if weight.sum() <= 0:
            return 0.0
        mean = float((values[part] * weight).sum() / weight.sum())
        means.append(mean)
        spread += float((weight * (values[part] - mean) ** 2).sum())
        variance += 1.0 / float(weight.sum())
    scatter = spread / max(end - begin - 2, 1)
    error = math.sqrt(max(scatter * variance, 1e-12))
    return abs(means[1] - means[0]) / error


def _pace(periods: _Periods, begin: int, at: int, end: int) -> tuple[float, float]:
    means = [
        float(np.average(periods.pace[part], weights=np.maximum(periods.paced[part], 1e-9)))
        for part in (slice(begin, at), slice(at, end))
    ]
    return math.exp(abs(means[1] - means[0])), _z(periods.pace, periods.paced, begin, at, end)


def _pace_gain(periods: _Periods, begin: int, at: int, end: int) -> float:
    """What the cut explains of the squares of the logarithms, on the scale of a likelihood with a spread of 2."""

    def squares(part: slice) -> float:
        weight = periods.paced[part]
        mean = (periods.pace[part] * weight).sum() / max(weight.sum(), 1.0)
        return float((weight * (periods.pace[part] - mean) ** 2).sum())

    return (squares(slice(begin, end)) - squares(slice(begin, at)) - squares(slice(at, end))) / 8


def _change(passes: Passes, periods: _Periods, begin: int, at: int, end: int) -> Change:
    before, after = _shares(periods.counts[begin:at]), _shares(periods.counts[at:end])
    order = np.argsort(-np.abs(after - before), kind="stable")
    edges = [hour_of(periods.starts[begin]), hour_of(periods.starts[at])]
    edges.append(hour_of(periods.starts[end]) if end < len(periods.starts) else math.inf)
    medians = [
        float(np.nanmedian(part)) if np.isfinite(part).any() else math.nan
        for part in (passes.cycle[passes.between(first, last)] for first, last in pairwise(edges))
    ]
    return Change(
        on=periods.starts[at],
        monthly=periods.monthly,
        moved=_moved(periods, begin, at, end),
        paths=tuple(PathShare(periods.names[k], float(before[k]), float(after[k])) for k in order[:6]),
        medians=(medians[0], medians[1]),
    )

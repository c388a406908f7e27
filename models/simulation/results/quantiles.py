"""Means and quantiles of many times, in a memory that does not grow with their number.

As long as there are few they are kept, and quantiles are exact. Beyond that they are counted in logarithmic bins, two
thousandths wide, so that a quantile is off by at most a thousandth of itself; means stay exact. Source of the bins:
Masson, Rim and Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees", PVLDB 12
(2019).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.simulation.arrays import Floats

QUANTILES = (0.5, 0.9, 0.95)
KEPT = 1 << 17
"""Times that are kept one by one."""

_WIDTH = np.log(1.002)
_LEAST = 1e-7
_BINS = 17_000


class Times:
    """Times of cases by group, to be asked for the mean and the quantiles of each group and of all."""

    def __init__(self, groups: int) -> None:
        self._groups = groups
        self._kept: list[tuple[NDArray[np.intp], Floats]] = []
        self._count = 0
        self._in_order = False
        self._sums = np.zeros(groups)
        self._numbers = np.zeros(groups, dtype=np.int64)
        self._bins: NDArray[np.int32] | None = None

    def add(self, group: NDArray[np.intp], times: Floats) -> None:
        """Take in times, each with its group."""
        self._sums += np.bincount(group, weights=times, minlength=self._groups)
        self._numbers += np.bincount(group, minlength=self._groups)
        self._count += len(times)
        self._in_order = False
        if self._bins is None:
            self._kept.append((group, times))
            if self._count > KEPT:
                self._bins = np.zeros((self._groups, _BINS), dtype=np.int32)
                for one, found in self._kept:
                    self._put(one, found)
                self._kept.clear()
        else:
            self._put(group, times)

    def _put(self, group: NDArray[np.intp], times: Floats) -> None:
        assert self._bins is not None
        place = np.log(np.maximum(times, _LEAST) / _LEAST) / _WIDTH
        index = group * _BINS + np.minimum(place.astype(np.intp), _BINS - 1)
        np.add.at(self._bins.reshape(-1), index, 1)

    def _ordered(self) -> tuple[NDArray[np.unsignedinteger], Floats]:
        """The times that are kept, in ascending order, with their groups; sorted once for all that is asked."""
        if len(self._kept) > 1 or not self._in_order:
            group = np.concatenate([one for one, _ in self._kept])
            times = np.concatenate([found for _, found in self._kept])
            order = np.argsort(times)
            self._kept = [(group[order], times[order])]
            self._in_order = True
        group, times = self._kept[0]
        # Groups of sixteen bits are sorted by counting, which takes a tenth of comparing them.
        return group.astype(np.uint16 if self._groups <= 1 << 16 else np.uint32), times

    def all(self) -> Floats:
        """Return [4] the mean and the quantiles of all times; NaN where there are none."""
        if not self._count:
            return np.full(1 + len(QUANTILES), np.nan)
        mean = self._sums.sum() / self._count
        if self._bins is not None:
            return np.array([mean, *_in_bins(self._bins.sum(axis=0))])
        return np.array([mean, *_sorted(self._ordered()[1])])

    def by_group(self) -> Floats:
        """Return [groups, 4] the same for each group."""
        table = np.full((self._groups, 1 + len(QUANTILES)), np.nan)
        some = self._numbers > 0
        table[some, 0] = self._sums[some] / self._numbers[some]
        if self._bins is not None:
            for number in np.flatnonzero(some):
                table[number, 1:] = _in_bins(self._bins[number])
            return table
        if not self._kept:
            return table
        group, times = self._ordered()
        ordered = times[np.argsort(group, kind="stable")]
        ends = np.cumsum(self._numbers)
        for number in np.flatnonzero(some):
            table[number, 1:] = _sorted(ordered[ends[number] - self._numbers[number] : ends[number]])
        return table


def _sorted(times: Floats) -> Floats:
    """Quantiles of times in ascending order, between neighbours in proportion."""
    place = np.array(QUANTILES) * (len(times) - 1)
    below = place.astype(np.intp)
    above = np.minimum(below + 1, len(times) - 1)
    found: Floats = times[below] + (place - below) * (times[above] - times[below])
    return found


def _in_bins(counts: NDArray[np.integer]) -> Floats:
    reached = np.cumsum(counts)
    place = np.searchsorted(reached, np.array(QUANTILES) * reached[-1], side="left")
    found: Floats = _LEAST * np.exp((place + 0.5) * _WIDTH)
    return found

"""Alias tables: picking one of many by weight with one random number and one comparison."""

from __future__ import annotations

import numpy as np

from models.simulation.arrays import Floats, Words


def alias_table(weights: Floats) -> tuple[Floats, Words]:
    """Return `(keep, other)` for weights that are not all zero: take cell `i`, keep it with `keep[i]`, else `other[i]`.

    Source: Vose, "A linear algorithm for generating random numbers with a given distribution", IEEE Transactions on
    Software Engineering 17 (1991).
    """
    count = len(weights)
    scaled = weights * (count / weights.sum())
    keep = np.ones(count)
    other = np.arange(count, dtype=np.uint32)
    small = [i for i in range(count) if scaled[i] < 1.0]
    large = [i for i in range(count) if scaled[i] >= 1.0]
    while small and large:
        low, high = small.pop(), large[-1]
        keep[low] = scaled[low]
        other[low] = high
        scaled[high] -= 1.0 - scaled[low]
        if scaled[high] < 1.0:
            small.append(large.pop())
    return keep, other

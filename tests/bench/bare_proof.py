"""The floor of the proof: the rows' boxes read into plain arrays, and one compiled pass over them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numba
import numpy as np
from numpy.typing import NDArray

from models.document import Document
from models.quantities import UNLIMITED

Numbers = NDArray[np.int64]
Function = TypeVar("Function", bound=Callable[..., object])
_WITHOUT_END = 1 << 60
_njit: Any = numba.njit


def _compiled(function: Function) -> Function:
    compiled: Function = _njit(function)
    return compiled


def read(document: Document) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Return the lower and the upper edges of all rows by dimension, where each decision's rows start, and the domain.

    Classes and flags are masks, kept as upper edges. Nothing of what makes rows hard is looked at: no places, no
    priorities, no currencies, no blanks, no dates.
    """
    dimensions = {dimension.id: at for at, dimension in enumerate(document.dimensions)}
    bits = {d.id: {name: 1 << at for at, name in enumerate(d.classes)} for d in document.dimensions}
    whole = [
        (1 << len(d.classes)) - 1 if d.kind == "classes" else 3 if d.kind == "flag" else 0 for d in document.dimensions
    ]
    tops = [mask or _WITHOUT_END for mask in whole]
    lower, upper, starts = [], [], [0]
    for decision in document.decisions:
        for rule in document.rules.by("decision", decision.id):
            low, high = [0] * len(tops), tops.copy()
            for condition in rule.box:
                at = dimensions[condition.dimension]
                if condition.kind == "band":
                    if condition.band.lower is not None:
                        low[at] = condition.band.lower
                    if condition.band.upper != UNLIMITED:
                        high[at] = condition.band.upper  # type: ignore[assignment]  # the scheme has no blanks
                elif condition.kind == "flag":
                    high[at] = 2 if condition.value else 1
                else:
                    high[at] = 0
                    for name in condition.among:
                        high[at] |= bits[condition.dimension][name]
            lower.append(low)
            upper.append(high)
        starts.append(len(lower))
    return np.array(lower), np.array(upper), np.array(starts), np.array(whole)


@_compiled
def _meet(lower: Numbers, upper: Numbers, whole: Numbers, one: int, other: int) -> bool:
    for side in range(len(whole)):
        if whole[side]:
            if not upper[one, side] & upper[other, side]:
                return False
        elif max(lower[one, side], lower[other, side]) >= min(upper[one, side], upper[other, side]):
            return False
    return True


@_compiled
def _holds(lower: Numbers, upper: Numbers, whole: Numbers, row: int, point: Numbers) -> bool:
    for side in range(len(whole)):
        if whole[side]:
            if not upper[row, side] & point[side]:
                return False
        elif not lower[row, side] <= point[side] < upper[row, side]:
            return False
    return True


@_compiled
def _edges(lower: Numbers, upper: Numbers, whole: int) -> Numbers:
    """Return where the cells of one dimension begin: at each edge, or for classes and flags at each bit."""
    if whole:
        return np.array([1 << bit for bit in range(62) if whole >> bit & 1])
    return np.unique(np.append(lower, upper))[:-1]


@_compiled
def look(lower: Numbers, upper: Numbers, starts: Numbers, whole: Numbers) -> tuple[int, int]:
    """Return how many pairs of rows share cases, and how many cells of the grid of all edges no row covers."""
    pairs, gaps, sides = 0, 0, len(whole)
    for decision in range(len(starts) - 1):
        first, last = starts[decision], starts[decision + 1]
        for one in range(first, last):
            for other in range(one + 1, last):
                pairs += _meet(lower, upper, whole, one, other)
        edges = [_edges(lower[first:last, side], upper[first:last, side], whole[side]) for side in range(sides)]
        cells = 1
        for side in range(sides):
            cells *= len(edges[side])
        point = np.zeros(sides, dtype=np.int64)
        for cell in range(cells):
            rest = cell
            for side in range(sides):
                point[side] = edges[side][rest % len(edges[side])]
                rest //= len(edges[side])
            covered = False
            for row in range(first, last):
                if _holds(lower, upper, whole, row, point):
                    covered = True
                    break
            gaps += not covered
    return pairs, gaps


def prove(document: Document) -> tuple[int, int]:
    """Read the boxes and look at them."""
    pairs, gaps = look(*read(document))
    return int(pairs), int(gaps)

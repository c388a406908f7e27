"""Exploring: coarse grids within a budget, and neighbours ever closer."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from models.whatif.exploring import around, halved, marks, spread, strides_for

sizes = st.lists(st.integers(1, 20), min_size=1, max_size=3)


@given(sizes, st.integers(2, 500))
def test_a_coarse_grid_keeps_to_the_budget_and_to_the_ends(found: list[int], most: int) -> None:
    strides = strides_for(found, most)
    grid = list(spread(found, strides))
    ends = math.prod(min(size, 2) for size in found)
    assert len(grid) == len(set(grid)) <= max(most, ends)
    assert tuple(0 for _ in found) in grid
    assert tuple(size - 1 for size in found) in grid
    if math.prod(found) <= most:
        assert len(grid) == math.prod(found)


@given(sizes)
def test_halving_and_walking_reaches_every_candidate(found: list[int]) -> None:
    strides, seen = strides_for(found, 4), set()
    fresh = set(spread(found, strides))
    while fresh:
        seen |= fresh
        fresh = set(around(fresh, found, strides)) - seen
        while not fresh and max(strides) > 1:
            strides = halved(strides)
            fresh = set(around(seen, found, strides)) - seen
        if len(seen) > 1_000:
            return
    assert len(seen) == math.prod(found)


def test_marks_hold_both_ends() -> None:
    assert marks(10, 4) == (0, 4, 8, 9)
    assert marks(1, 8) == (0,)

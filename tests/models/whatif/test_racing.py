"""Racing: who is on the frontier, and who is clearly beaten."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.whatif.racing import beaten, frontier

points = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=30)


@given(points)
def test_the_frontier_is_what_no_other_beats_each_kind_once(found: list[tuple[int, int]]) -> None:
    flags = frontier(np.array(found, dtype=float))
    for at, (one, other) in enumerate(found):
        beats = [
            number
            for number, (a, b) in enumerate(found)
            if a <= one and b <= other and ((a, b) != (one, other) or number < at)
        ]
        assert flags[at] == (not beats)


@given(points, st.integers(0, 10**6), st.sampled_from([0.0, 0.5, 5.0]))
def test_nobody_on_the_frontier_is_beaten_and_certain_figures_leave_only_it(
    found: list[tuple[int, int]], seed: int, noise: float
) -> None:
    generator = np.random.default_rng(seed)
    luck = generator.normal(size=(6, 2)) * 50
    rows = [np.array(point) + luck + generator.normal(size=(6, 2)) * noise for point in found]
    lost = beaten(rows)
    assert not (lost & frontier(np.array([one.mean(axis=0) for one in rows]))).any()
    if not noise:
        distinct = {point for point, flag in zip(found, frontier(np.array(found, dtype=float)), strict=True) if flag}
        left = {point for point, flag in zip(found, lost, strict=True) if not flag}
        assert left == distinct


def test_two_replications_are_needed_and_the_shared_ones_count() -> None:
    same, worse = np.zeros((20, 2)), np.ones((20, 2))
    assert beaten([same, worse[:4]]).tolist() == [False, True]
    assert beaten([same[:4], worse]).tolist() == [False, True]
    assert beaten([same, worse[:1]]).tolist() == [False, False]

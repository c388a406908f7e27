"""Columns fit the window, or show that there are more."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from views.strategy.columns import column_width


@given(st.integers(1, 4000), st.integers(1, 20), st.integers(5, 16))
def test_columns_fit_or_a_part_of_the_next_is_seen(room: int, count: int, character: int) -> None:
    gap = 24
    width = column_width(room, count, gap, character)
    least = 31 * character
    assert 0 < width <= max(62 * character, 1)
    if count * (width + gap) - gap <= room:
        return
    assert width <= room
    whole = room // (width + gap)
    if room > least + gap + 36:
        rest = room - whole * (width + gap)
        assert width >= least
        assert 0 < rest < width + gap, "the next column is seen in part"

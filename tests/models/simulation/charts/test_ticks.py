"""Axes: whatever lies on them lies between their ends, and ticks are few, in order and told apart."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.simulation.charts.ticks import Axis, linear_axis, log_time_axis, spread_time_axis, time_axis

hours = st.floats(1e-3, 1e6)
amounts = st.floats(-1e9, 1e9).filter(lambda value: value == 0 or abs(value) > 1e-9)


def _sound(axis: Axis, *, most: int = 14) -> None:
    places = [axis.place(tick.at) for tick in axis.ticks]
    assert all(first < second for first, second in pairwise(places))
    assert len({tick.text for tick in axis.ticks}) == len(axis.ticks) <= most


@given(hours, st.floats(1.01, 1e6))
def test_time_by_order_of_magnitude(low: float, times: float) -> None:
    axis = log_time_axis("Time", low, low * times)
    _sound(axis)
    assert axis.low <= max(low, 1 / 600)
    assert axis.high >= low * times
    middle = math.sqrt(axis.low * axis.high)
    assert axis.place(middle) == pytest.approx(0.5)


@given(hours)
def test_time_from_a_start(high: float) -> None:
    axis = time_axis("From the start", high)
    _sound(axis)
    assert axis.ticks[0].at == 0
    assert axis.high >= high


@given(hours, st.floats(1.0, 10.0))
def test_times_that_lie_close_together(low: float, times: float) -> None:
    axis = spread_time_axis("Mean time", low, low * times)
    _sound(axis)
    assert axis.low <= low <= low * times <= axis.high * (1 + 1e-9)


@given(st.lists(amounts, min_size=1, max_size=5))
def test_amounts_from_nothing(values: list[float]) -> None:
    axis = linear_axis("Amount", "count", values)
    _sound(axis)
    slack = 1e-8 * (axis.high - axis.low)
    assert axis.low - slack <= min(0.0, *values) <= max(0.0, *values) <= axis.high + slack


def test_ticks_are_written_as_people_say_them() -> None:
    assert [tick.text for tick in linear_axis("Share", "share", [0.83], at_least=1.0).ticks] == [
        *("0 %", "20 %", "40 %", "60 %", "80 %", "100 %"),
    ]
    assert [tick.text for tick in linear_axis("Change", "change", [-0.5, 0.2]).ticks][:2] == ["−60 %", "−40 %"]
    assert {"1 h", "1 day", "1 week"} & {tick.text for tick in log_time_axis("Time", 0.5, 400).ticks}
    assert log_time_axis("Time", 0.5, 400).title == "Time"
    assert time_axis("From the start", 24 * 100).title == "From the start, weeks"


def test_what_is_beyond_the_ends_is_put_at_them() -> None:
    axis = linear_axis("Share", "share", [1.0])
    assert (axis.place(-3), axis.place(7)) == (0.0, 1.0)

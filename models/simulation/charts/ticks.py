"""Where an axis has its ticks and how they are written: time in minutes, hours and days, shares, counts, money."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from models.simulation.telling.wording import clock_time

Unit = Literal["hours", "share", "count", "money", "change"]

_MINUTE = 1 / 60
_WORDS: tuple[tuple[float, str], ...] = (
    *((minutes * _MINUTE, f"{minutes} min") for minutes in (1, 5, 15, 30)),
    *((float(hours), f"{hours} h") for hours in (1, 3, 6, 12)),
    *((24.0 * days, f"{days} day{'s' * (days > 1)}") for days in (1, 2, 4)),
    *((168.0 * weeks, f"{weeks} week{'s' * (weeks > 1)}") for weeks in (1, 2, 4, 8, 16, 26, 52)),
    *((8736.0 * years, f"{years} years") for years in (2, 5, 10, 25, 50)),
)
_MOST_ON_LOG = 9
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Tick:
    """A place on an axis and what is written there."""

    at: float
    text: str


@dataclass(frozen=True)
class Axis:
    """What an axis measures, from where to where, with its ticks. `log` runs by order of magnitude."""

    title: str
    unit: Unit
    low: float
    high: float
    ticks: tuple[Tick, ...]
    log: bool = False

    def place(self, value: float) -> float:
        """Return where a value lies, from 0 (the low end) to 1; values beyond the ends are put at them."""
        if self.log:
            low, high, value = math.log(self.low), math.log(self.high), math.log(max(value, self.low))
        else:
            low, high = self.low, self.high
        return min(1.0, max(0.0, (value - low) / (high - low))) if high > low else 0.0


def log_time_axis(title: str, low: float, high: float) -> Axis:
    """Return an axis of hours by order of magnitude, with ticks at times that people say."""
    low = max(low, _MINUTE / 10)
    high = max(high, low * 4)
    inside = [(at, text) for at, text in _WORDS if low * 0.999 <= at <= high * 1.001]
    if len(inside) < 2:
        inside = [(at, clock_time(at)) for at in (low, math.sqrt(low * high), high)]
    every = -(-len(inside) // _MOST_ON_LOG)
    return Axis(title, "hours", low, high, tuple(Tick(at, text) for at, text in inside[::every]), log=True)


def time_axis(title: str, high: float) -> Axis:
    """Return an axis of hours from 0, with ticks at whole days or weeks where it is long enough."""
    unit, hours = next(
        ((name, size) for name, size in (("weeks", 168.0), ("days", 24.0)) if high >= 4 * size), ("hours", 1.0)
    )
    ends = _round(high / hours)
    ticks = tuple(Tick(at * hours, _number(at)) for at in ends)
    return Axis(f"{title}, {unit}", "hours", 0.0, max(high, ends[-1] * hours if len(ends) < 2 else high), ticks)


def spread_time_axis(title: str, low: float, high: float) -> Axis:
    """Return an axis of hours about values that may lie close together, with round ticks in hours or days."""
    name, hours = ("days", 24.0) if high >= 72.0 else ("hours", 1.0)
    margin = max((high - low) * 0.1, high * 0.01, 1e-6)
    low, high = max(0.0, low - margin) / hours, (high + margin) / hours
    step = _step((high - low) / 5)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(Tick(at * step * hours, _number(at * step, step)) for at in range(first, last + 1))
    return Axis(f"{title}, {name}", "hours", first * step * hours, last * step * hours, ticks)


def linear_axis(title: str, unit: Unit, values: Iterable[float], *, at_least: float = 0.0, prefix: str = "") -> Axis:
    """Return an axis from 0 (or below, where values are) to beyond the largest value, with round ticks."""
    known = [value for value in values if math.isfinite(value)]
    high = max([*known, at_least], default=1.0)
    low = min([*known, 0.0], default=0.0)
    if high <= low:
        high = low + 1.0
    step = _step((high - low) / 5)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(Tick(at * step, _written(at * step, step, unit, prefix)) for at in range(first, last + 1))
    return Axis(title, unit, first * step, last * step, ticks)


def change_axis(title: str, unit: Unit, values: Iterable[float]) -> Axis:
    """Return an axis of differences about 0: of times in hours or days, of shares in percent points."""
    known = [value for value in values if math.isfinite(value)]
    if unit != "hours":
        return linear_axis(f"{title}, points" if unit == "share" else title, unit, known)
    name, hours = ("days", 24.0) if max(map(abs, known), default=0.0) >= 72.0 else ("hours", 1.0)
    inner = linear_axis(f"{title}, {name}", "count", [value / hours for value in known])
    ticks = tuple(Tick(tick.at * hours, tick.text) for tick in inner.ticks)
    return Axis(inner.title, "hours", inner.low * hours, inner.high * hours, ticks)


def _written(value: float, step: float, unit: Unit, prefix: str) -> str:
    if unit in ("share", "change"):
        sign = "+" if unit == "change" and value > 0 else "−" if value < 0 else ""
        return f"{sign}{abs(value) * 100:.{_decimals(step * 100)}f} %"
    text = _number(abs(value), step)
    return f"{'−' if value < 0 else ''}{prefix}{text}"


def _number(value: float, step: float = 1.0) -> str:
    return f"{value:,.{_decimals(step)}f}"


def _decimals(step: float) -> int:
    """How many decimal places tell multiples of a step apart, such as 2 for 0.25."""
    return next((places for places in range(12) if abs(round(step, places) - step) < step * 1e-6), 12)


def _step(about: float) -> float:
    size = 10.0 ** math.floor(math.log10(about))
    return next(step * size for step in _STEPS if step * size >= about * 0.999)


def _round(high: float) -> list[float]:
    step = max(1.0, float(math.ceil(_step(high / 6))))
    return [number * step for number in range(math.floor(high / step + 1e-9) + 1)]

"""Scenarios beside the file as it is, in words and rows: each figure, and its paired difference with its interval.

What is compared comes from `models.whatif`, which stands above this package; here is only what is read of it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from models.simulation.telling.reporttables import ReportTable
from models.simulation.telling.wording import clock_time, digits, money, percent, signed, working_time

if TYPE_CHECKING:
    from models.simulation.results.estimates import Estimate

DIFFERENCE = (
    "A difference is paired: every replication of the scenario minus that of the file as it is, in which the same "
    "cases had the same luck. So its interval is much narrower than those of the two figures. Where it holds 0, the "
    "difference may be nothing."
)
MAIN = ("cycle.mean", "cycle.p50", "cycle.p90", "level:0", "exposure.cases", "exposure.value", "cost", "escalations")
"""The figures that a chart of differences shows, as far as they are there."""


class Figure(Protocol):
    """Something that is compared."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def better(self) -> str | None: ...


class Measured(Protocol):
    """A figure of one side, and its difference to the base."""

    @property
    def value(self) -> Estimate | None: ...
    @property
    def difference(self) -> Estimate | None: ...
    @property
    def sure(self) -> bool: ...


class Found(Protocol):
    """A finding."""

    @property
    def id(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def sentence(self) -> str: ...


class Side(Protocol):
    """The file as it is, or a scenario."""

    @property
    def scenario(self) -> str | None: ...
    @property
    def name(self) -> str: ...
    @property
    def changes(self) -> Sequence[str]: ...
    @property
    def problem(self) -> str: ...
    @property
    def measured(self) -> Mapping[str, Measured]: ...
    @property
    def new(self) -> Sequence[Found]: ...
    @property
    def gone(self) -> Sequence[Found]: ...


class Comparison(Protocol):
    """The base and the scenarios, with the figures that any of them has."""

    @property
    def currency(self) -> str: ...
    @property
    def figures(self) -> Sequence[Figure]: ...
    @property
    def base(self) -> Side: ...
    @property
    def scenarios(self) -> Sequence[Side]: ...


def value_words(figure: Figure, value: float, currency: str) -> str:
    """Return a value of a figure with its unit."""
    match figure.unit:
        case "hours":
            return clock_time(value)
        case "working_hours":
            return working_time(value)
        case "share":
            return percent(value)
        case "money":
            return money(value, currency)
    return digits(value)


def difference_words(figure: Figure, found: Estimate, currency: str) -> str:
    """Return a difference with its interval and sign in one unit: "−3.1 h (−3.6 to −2.6)"; of shares, in points."""
    scale, unit, places = _scale(figure, found, currency)
    mean, low, high = (signed(_fixed(abs(end) * scale, places), end) for end in (found.mean, found.low, found.high))
    return f"{mean}{unit} ({low} to {high})"


def _scale(figure: Figure, found: Estimate, currency: str) -> tuple[float, str, int]:
    """What to multiply a difference with, its unit, and decimal places for about three digits that count."""
    size = max(abs(found.mean), abs(found.low), abs(found.high))
    if figure.unit in ("hours", "working_hours"):
        words = clock_time(size) if figure.unit == "hours" else working_time(size)
        unit = words.partition(" ")[2]
        scale = {"days": 1 / 24, "working days": 1 / 8, "h": 1.0, "min": 60.0}[unit]
    elif figure.unit == "share":
        scale, unit = 100.0, "points"
    else:
        scale, unit = 1.0, currency if figure.unit == "money" else ""
    shown = size * scale
    places = min(4, max(0, 2 - math.floor(math.log10(shown)))) if shown > 0 else 0
    return scale, f" {unit}" if unit else "", places


def _fixed(value: float, places: int) -> str:
    return f"{value:,.{places}f}"


def contrast_table(comparison: Comparison) -> ReportTable:
    """Return every figure of every side, each difference beside it; a difference that may be nothing says so."""
    headings = ["Figure", comparison.base.name]
    sides = [side for side in comparison.scenarios if not side.problem]
    for side in sides:
        headings += [side.name, "Difference"]
    rows = []
    for figure in comparison.figures:
        row = [figure.title, _value(figure, comparison.base.measured.get(figure.key), comparison.currency)]
        for side in sides:
            measured = side.measured.get(figure.key)
            row += [_value(figure, measured, comparison.currency), _difference(figure, measured, comparison.currency)]
        rows.append(tuple(row))
    figures = tuple(range(1, len(headings)))
    return ReportTable("comparison", "Every figure", tuple(headings), tuple(rows), (), figures, DIFFERENCE)


def _value(figure: Figure, measured: Measured | None, currency: str) -> str:
    if measured is None or measured.value is None:
        return "–"
    return value_words(figure, measured.value.mean, currency)


def _difference(figure: Figure, measured: Measured | None, currency: str) -> str:
    if measured is None or measured.difference is None:
        return "–"
    if measured.difference.mean == measured.difference.low == measured.difference.high == 0:
        return "none"
    words = difference_words(figure, measured.difference, currency)
    return words if measured.sure else f"not clear: {words}"


def verdict(comparison: Comparison, side: Side) -> str:
    """Return what a scenario clearly does to the main figures: a line each for better, worse and otherwise."""
    if side.problem:
        return side.problem
    if comparison.base.problem:
        return "It can be simulated; the file as it is cannot, so that there is nothing to compare it with."
    better: list[str] = []
    worse: list[str] = []
    other: list[str] = []
    for figure in comparison.figures:
        measured = side.measured.get(figure.key)
        if figure.key not in MAIN or measured is None or measured.difference is None or not measured.sure:
            continue
        name = short_title(figure)
        words = f"{name[:1].lower()}{name[1:]} {_short(figure, measured.difference, comparison.currency)}"
        less = measured.difference.mean < 0
        (other if figure.better is None else better if (figure.better == "less") == less else worse).append(words)
    parts = [
        f"{name}: {'; '.join(found)}"
        for name, found in (("Better", better), ("Worse", worse), ("Otherwise", other))
        if found
    ]
    return (
        "\n".join(f"{part}." for part in parts) if parts else "No main figure differs clearly from the file as it is."
    )


def short_title(figure: Figure) -> str:
    """Return the title of a figure, without the roles that stand at a level."""
    return figure.title.partition(": ")[0] if figure.key.startswith("level:") else figure.title


def _short(figure: Figure, found: Estimate, currency: str) -> str:
    return difference_words(figure, found, currency).partition(" (")[0]

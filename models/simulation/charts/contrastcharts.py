"""Charts of a comparison and of a search: differences about 0, and the frontier between two figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from models.simulation.charts.description import Dot, DotChart, Interval, IntervalChart, IntervalGroup, Range
from models.simulation.charts.ticks import Axis, Unit, change_axis, linear_axis, spread_time_axis
from models.simulation.telling.contrast import MAIN, Comparison, Figure, difference_words, short_title, value_words

if TYPE_CHECKING:
    from models.simulation.results.estimates import Estimate


def difference_chart(comparison: Comparison) -> IntervalChart | None:
    """Return the main differences of all scenarios, in percent of what the file as it is has; None without any."""
    sides = [side for side in comparison.scenarios if not side.problem]
    groups = []
    for figure in comparison.figures:
        base = comparison.base.measured.get(figure.key)
        if figure.key not in MAIN or base is None or base.value is None or base.value.mean <= 0:
            continue
        intervals = []
        for number, side in enumerate(sides):
            measured = side.measured.get(figure.key)
            if measured is None or measured.difference is None:
                continue
            found, by = measured.difference, base.value.mean
            text = difference_words(figure, found, comparison.currency).partition(" (")[0]
            text = text if measured.sure else f"{text}, not clear"
            intervals.append(
                Interval(number, Range(found.mean / by, found.low / by, found.high / by, text), measured.sure)
            )
        if intervals:
            groups.append(IntervalGroup(short_title(figure), tuple(intervals)))
    if not groups:
        return None
    ends = [end for group in groups for one in group.intervals for end in (one.range.low, one.range.high)]
    return IntervalChart(
        "differences",
        "What each scenario changes",
        "Difference to the file as it is, in percent of its figure, with 95 % intervals; hollow where it may be none.",
        linear_axis("Difference in percent of the file as it is", "change", ends),
        tuple(side.name for side in sides),
        tuple(groups),
    )


class Point(Protocol):
    """A candidate of a search."""

    @property
    def objective(self) -> Estimate | None: ...
    @property
    def against(self) -> Estimate | None: ...
    @property
    def objective_change(self) -> Estimate | None: ...
    @property
    def against_change(self) -> Estimate | None: ...
    @property
    def on_frontier(self) -> bool: ...
    @property
    def words(self) -> Sequence[str]: ...


class Frontier(Protocol):
    """What a search has found."""

    @property
    def currency(self) -> str: ...
    @property
    def base(self) -> Point: ...
    @property
    def points(self) -> Sequence[Point]: ...


def shown_points(frontier: Frontier) -> list[Point]:
    """Return the candidates that a chart shows: the file as it is, then those with both figures, in their order."""
    points = (frontier.base, *frontier.points)
    return [point for point in points if point.objective is not None and point.against is not None]


def frontier_chart(frontier: Frontier, goal: Figure, against: Figure) -> DotChart | None:
    """Return the candidates of a search with its two figures; None where none has both.

    Where all of them know how far they lie from the file as it is, with the same luck, that is what is shown: such
    differences are known much better. Those on the frontier are numbered in their order, the fastest first.
    """
    points = shown_points(frontier)
    if not points:
        return None
    others = [point for point in points if point is not frontier.base]
    paired = all(point.objective_change is not None and point.against_change is not None for point in others)
    paired = paired and bool(others)
    dots, number = [], 0
    for point in points:
        number += point.on_frontier and point is not frontier.base
        name = "As it is" if point is frontier.base else f"Candidate {number}" if point.on_frontier else "Beaten"
        x = _range(goal, point.objective, point.objective_change, frontier.currency, paired=paired)
        y = _range(against, point.against, point.against_change, frontier.currency, paired=paired)
        named = point.on_frontier or point is frontier.base
        dots.append(Dot(name, x, y, point.on_frontier, "; ".join(point.words), named))
    note = "Each candidate with its 95 % intervals; no candidate beats one on the line in both figures."
    if paired:
        note = f"Differences to the file as it is. {note}"
    return DotChart(
        "frontier",
        "The frontier of the search",
        note,
        _axis(goal, [end for dot in dots for end in (dot.x.low, dot.x.high)], frontier.currency, paired=paired),
        _axis(against, [end for dot in dots for end in (dot.y.low, dot.y.high)], frontier.currency, paired=paired),
        tuple(dots),
    )


def _range(figure: Figure, value: Estimate | None, change: Estimate | None, currency: str, *, paired: bool) -> Range:
    """A figure of a candidate, or its difference; the words have both."""
    assert value is not None
    words = value_words(figure, value.mean, currency)
    if not paired:
        return Range(value.mean, max(0.0, value.low), value.high, words)
    if change is None:
        return Range(0.0, 0.0, 0.0, words)
    return Range(change.mean, change.low, change.high, f"{words}, {difference_words(figure, change, currency)}")


def _axis(figure: Figure, ends: Sequence[float], currency: str, *, paired: bool) -> Axis:
    unit: Unit = "hours" if figure.unit == "hours" else "share" if figure.unit == "share" else "count"
    title = f"{figure.title}, {currency}" if figure.unit == "money" else figure.title
    if paired:
        return change_axis(title, unit, ends)
    if unit == "hours":
        return spread_time_axis(title, min(ends), max(ends))
    return linear_axis(title, unit, ends)

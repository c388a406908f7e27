"""Charts of a comparison and of a search: differences about 0, and the frontier between two figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from models.simulation.charts import Dot, DotChart, Interval, IntervalChart, IntervalGroup, Range
from models.simulation.contrast import MAIN, Comparison, Figure, difference_words, short_title, value_words
from models.simulation.ticks import Unit, linear_axis, spread_time_axis

if TYPE_CHECKING:
    from models.simulation.estimates import Estimate


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

    Those on the frontier are numbered in their order, the fastest first.
    """
    dots, number = [], 0
    for point in shown_points(frontier):
        assert point.objective is not None
        assert point.against is not None
        number += point.on_frontier and point is not frontier.base
        name = "As it is" if point is frontier.base else f"Candidate {number}" if point.on_frontier else "Beaten"
        dots.append(
            Dot(
                name,
                _range(goal, point.objective, frontier.currency),
                _range(against, point.against, frontier.currency),
                point.on_frontier,
                "; ".join(point.words),
            )
        )
    if not dots:
        return None
    low, high = min(dot.x.low for dot in dots), max(dot.x.high for dot in dots)
    unit: Unit = "share" if against.unit == "share" else "money" if against.unit == "money" else "count"
    title = f"{against.title}, {frontier.currency}" if unit == "money" else against.title
    return DotChart(
        "frontier",
        "The frontier of the search",
        "Each candidate with its 95 % intervals; no candidate beats one on the line in both figures.",
        spread_time_axis(goal.title, low, high),
        linear_axis(title, unit, [dot.y.high for dot in dots]),
        tuple(dots),
    )


def _range(figure: Figure, found: Estimate, currency: str) -> Range:
    return Range(found.mean, max(0.0, found.low), found.high, value_words(figure, found.mean, currency))

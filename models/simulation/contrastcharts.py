"""Charts of a comparison and of a search: differences about 0, and the frontier between two figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from models.simulation.charts import Dot, DotChart, Interval, IntervalChart, IntervalGroup, Range
from models.simulation.contrast import MAIN, Comparison, difference_words, short_title
from models.simulation.ticks import Axis, Unit, linear_axis, spread_time_axis
from models.simulation.wording import clock_time, money, percent

if TYPE_CHECKING:
    from models.simulation.estimates import Estimate

_GOALS = {
    "mean": "Mean time of a case",
    "p50": "Half of the cases within",
    "p90": "9 of 10 cases within",
    "p95": "19 of 20 cases within",
}
_AGAINST = {
    "exposure": "Cases decided below the level asked for",
    "value": "Value decided below the level asked for",
    "cost": "Cost of a case",
}


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
    def problem(self) -> str: ...
    @property
    def words(self) -> Sequence[str]: ...


class Frontier(Protocol):
    """What a search has found."""

    @property
    def goal(self) -> str: ...
    @property
    def against(self) -> str: ...
    @property
    def base(self) -> Point: ...
    @property
    def points(self) -> Sequence[Point]: ...


def shown_points(frontier: Frontier) -> list[Point]:
    """Return the candidates that a chart shows: the file as it is, then those with both figures, in their order."""
    return [
        point
        for point in (frontier.base, *frontier.points)
        if point.objective is not None and point.against is not None
    ]


def frontier_chart(frontier: Frontier, currency: str = "") -> DotChart | None:
    """Return the candidates of a search with their two figures; None where none has both."""
    points = shown_points(frontier)
    if not points:
        return None
    dots, number = [], 0
    for point in points:
        assert point.objective is not None
        assert point.against is not None
        number += point.on_frontier and point is not frontier.base
        name = "As it is" if point is frontier.base else f"Candidate {number}" if point.on_frontier else "Beaten"
        x = _range(point.objective, clock_time(point.objective.mean))
        y = _range(point.against, _against_words(frontier.against, point.against.mean, currency))
        dots.append(Dot(name, x, y, point.on_frontier, "; ".join(point.words)))
    left, right = (_axis(frontier, dots), _other_axis(frontier, dots, currency))
    return DotChart(
        "frontier",
        "The frontier of the search",
        "Each candidate with its 95 % intervals; no candidate beats one on the line in both figures.",
        left,
        right,
        tuple(dots),
    )


def _range(found: Estimate, text: str) -> Range:
    return Range(found.mean, max(0.0, found.low), found.high, text)


def _against_words(against: str, value: float, currency: str) -> str:
    return money(value, currency) if against == "cost" else percent(value)


def _axis(frontier: Frontier, dots: Sequence[Dot]) -> Axis:
    low, high = min(dot.x.low for dot in dots), max(dot.x.high for dot in dots)
    return spread_time_axis(_GOALS[frontier.goal], low, high)


def _other_axis(frontier: Frontier, dots: Sequence[Dot], currency: str) -> Axis:
    title = _AGAINST[frontier.against]
    if frontier.against == "cost":
        title = f"{title}, {currency}".rstrip(", ")
    unit: Unit = "money" if frontier.against == "cost" else "share"
    return linear_axis(title, unit, [dot.y.high for dot in dots])

"""Scenarios side by side: differences with sign, unit and interval; what is not clear is said not to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from models.simulation.charts.contrastcharts import difference_chart, frontier_chart, shown_points
from models.simulation.results.estimates import Estimate
from models.simulation.telling.contrast import contrast_table, difference_words, verdict


@dataclass(frozen=True)
class Figure:
    """A figure that is compared."""

    key: str
    title: str
    unit: str
    better: str | None = "less"


@dataclass(frozen=True)
class Measured:
    """A value and its difference."""

    value: Estimate | None
    difference: Estimate | None = None

    @property
    def sure(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.difference is not None and (self.difference.low > 0 or self.difference.high < 0)


@dataclass(frozen=True)
class Finding:
    """A finding."""

    id: str
    severity: str
    sentence: str


@dataclass(frozen=True)
class Side:
    """One side."""

    scenario: str | None
    name: str
    changes: tuple[str, ...] = ()
    problem: str = ""
    measured: Mapping[str, Measured] = field(default_factory=dict)
    new: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """All sides."""

    currency: str
    figures: tuple[Figure, ...]
    base: Side
    scenarios: tuple[Side, ...]


@dataclass(frozen=True)
class Point:
    """A candidate."""

    objective: Estimate | None
    against: Estimate | None
    on_frontier: bool = False
    objective_change: Estimate | None = None
    against_change: Estimate | None = None
    problem: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Frontier:
    """What a search has found."""

    currency: str
    base: Point
    points: tuple[Point, ...]


def about(mean: float, half: float = 0.0) -> Estimate:
    """Return an estimate with that half-width."""
    return Estimate(mean, mean - half, mean + half)


MEAN = Figure("cycle.mean", "Mean time of a case", "hours")
LEVEL = Figure("level:0", "Decided at level 1: Team Lead", "share", None)
COST = Figure("cost", "Cost of a case", "money")
EXPOSED = Figure("exposure.cases", "Cases decided below the level asked for", "share")
WAIT = Figure("wait:role-1", "Board: wait for it", "hours")


def comparison() -> Comparison:
    """Return a comparison of two scenarios, of which one cannot keep up."""
    base = Side(
        None,
        "As it is",
        measured={
            "cycle.mean": Measured(about(40, 2)),
            "level:0": Measured(about(0.7, 0.01)),
            "cost": Measured(about(80, 1)),
            "wait:role-1": Measured(None),
        },
    )
    deputy = Side(
        "scenario-1",
        "A deputy",
        ("Risk Lead: 1 → 2 holders",),
        measured={
            "cycle.mean": Measured(about(30, 2), about(-10, 1)),
            "level:0": Measured(about(0.71, 0.01), about(0.012, 0.02)),
            "cost": Measured(about(81, 1), about(1, 0.25)),
            "wait:role-1": Measured(None),
        },
        new=(Finding("F40", "warning", "Risk Lead has two holders."),),
    )
    broken = Side("scenario-2", "Nobody", problem="The queue would grow without end.")
    return Comparison("EUR", (MEAN, LEVEL, COST, WAIT), base, (deputy, broken))


@pytest.mark.parametrize(
    ("figure", "found", "words"),
    [
        (MEAN, about(-10, 1), "−10.0 h (−11.0 to −9.0)"),
        (MEAN, about(0.1, 0.05), "+6.00 min (+3.00 to +9.00)"),
        (MEAN, about(-240, 24), "−10.0 days (−11.0 to −9.0)"),
        (Figure("working.mean", "Working", "working_hours"), about(80, 8), "+10.0 working days (+9.0 to +11.0)"),
        (LEVEL, about(0.012, 0.02), "+1.20 points (−0.80 to +3.20)"),
        (COST, about(1250, 50), "+1,250 EUR (+1,200 to +1,300)"),
        (Figure("escalations", "Escalations", "count"), about(-0.0197, 0.004), "−0.0197 (−0.0237 to −0.0157)"),
    ],
)
def test_differences_in_words(figure: Figure, found: Estimate, words: str) -> None:
    assert difference_words(figure, found, "EUR") == words


def test_the_table_has_a_pair_of_columns_for_each_scenario_that_ran() -> None:
    table = contrast_table(comparison())
    assert table.headings == ("Figure", "As it is", "A deputy", "Difference")
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Mean time of a case"] == ("40.0 h", "30.0 h", "−10.0 h (−11.0 to −9.0)")
    assert rows["Decided at level 1: Team Lead"][2] == "not clear: +1.20 points (−0.80 to +3.20)"
    assert rows["Board: wait for it"] == ("–", "–", "–")


def test_a_scenario_is_judged_by_what_is_clear() -> None:
    deputy, broken = comparison().scenarios
    assert verdict(comparison(), deputy) == ("Better: mean time of a case −10.0 h.\nWorse: cost of a case +1.00 EUR.")
    assert verdict(comparison(), broken) == "The queue would grow without end."
    assert verdict(comparison(), comparison().base).startswith("No main figure differs clearly")


def test_the_chart_has_the_differences_in_percent_of_the_base() -> None:
    chart = difference_chart(comparison())
    assert chart is not None
    assert chart.series == ("A deputy",)
    mean = next(group for group in chart.groups if group.name == "Mean time of a case").intervals[0]
    assert (mean.range.value, mean.range.low, mean.clear) == (-0.25, -0.275, True)
    level = next(group for group in chart.groups if group.name == "Decided at level 1").intervals[0]
    assert not level.clear
    assert level.range.text.endswith("not clear")
    assert chart.axis.low <= -0.275


def test_without_a_scenario_that_ran_there_is_no_chart() -> None:
    found = comparison()
    assert difference_chart(Comparison("EUR", found.figures, found.base, found.scenarios[1:])) is None


def test_the_frontier_has_the_file_as_it_is_and_leaves_out_what_could_not_run() -> None:
    base = Point(about(40, 1), about(0.2, 0.01))
    fast = Point(about(20, 1), about(0.3, 0.01), on_frontier=True, words=("CFO: 10 → 20 hours.",))
    beaten = Point(about(45, 1), about(0.4, 0.01))
    broken = Point(None, None, problem="It cannot keep up.")
    found = Frontier("EUR", base, (fast, beaten, broken))
    chart = frontier_chart(found, MEAN, EXPOSED)
    assert chart is not None
    assert [dot.name for dot in chart.dots] == ["As it is", "Candidate 1", "Beaten"]
    assert [dot.name for dot in chart.frontier()] == ["Candidate 1"]
    assert chart.dots[1].detail == "CFO: 10 → 20 hours."
    assert shown_points(found) == [base, fast, beaten]
    assert frontier_chart(Frontier("EUR", broken, (broken,)), MEAN, EXPOSED) is None
    priced = frontier_chart(Frontier("EUR", base, ()), MEAN, COST)
    assert priced is not None
    assert priced.y.title == "Cost of a case, EUR"


def test_the_frontier_is_drawn_by_differences_where_they_are_known() -> None:
    base = Point(about(40, 5), about(0.2, 0.05))
    fast = Point(
        about(30, 5),
        about(0.21, 0.05),
        on_frontier=True,
        objective_change=about(-10, 1),
        against_change=about(0.01, 0.001),
    )
    chart = frontier_chart(Frontier("EUR", base, (fast,)), MEAN, EXPOSED)
    assert chart is not None
    as_it_is, candidate = chart.dots
    assert (as_it_is.x.value, as_it_is.y.value) == (0.0, 0.0)
    assert (candidate.x.value, candidate.x.low) == (-10, -11)
    assert candidate.y.high == pytest.approx(0.011)
    assert candidate.x.text == "30.0 h, −10.0 h (−11.0 to −9.0)"
    assert chart.x.title == "Mean time of a case, hours"
    assert chart.y.title.endswith(", points")
    assert chart.x.low <= -11
    assert chart.x.high >= 0

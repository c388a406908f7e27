"""A chart of each kind, made by hand, for the tests of the screen and of exports."""

from __future__ import annotations

from models.simulation.charts.description import (
    Bar,
    BarChart,
    Dot,
    DotChart,
    Histogram,
    Interval,
    IntervalChart,
    IntervalGroup,
    Line,
    LineChart,
    Mark,
    Range,
)
from models.simulation.charts.ticks import linear_axis, log_time_axis, spread_time_axis, time_axis


def _share(value: float) -> Range:
    return Range(value, value * 0.9, value * 1.1, f"{value * 100:.0f} %")


BARS = BarChart(
    "load",
    "Load by role",
    "Share of time.",
    linear_axis("Share of time in use", "share", [1.1], at_least=1.0),
    (
        Bar("=cmd()", _share(1.0), "error"),
        Bar("Head of Finance", _share(0.9), "warning", "two holders"),
        Bar("Risk Lead", _share(0.4)),
    ),
    limit=1.0,
    limit_text="all of it",
)
HISTOGRAM = Histogram(
    "distribution",
    "How long cases take",
    "By the clock.",
    log_time_axis("Cycle time", 0.5, 64),
    linear_axis("Share", "share", [0.5]),
    (0.5, 2.0, 8.0, 32.0, 64.0),
    (_share(0.2), _share(0.4), _share(0.3), _share(0.1)),
    (Mark(6.0, "Half within", "6.00 h"), Mark(60.0, "9 of 10 within", "60.0 h")),
)
LINES = LineChart(
    "queues",
    "Waiting",
    "Cases that wait.",
    time_axis("From the start", 400),
    linear_axis("Cases", "count", [9]),
    tuple(float(40 * n) for n in range(11)),
    (
        Line(
            "A",
            tuple(float(n) for n in range(11)),
            tuple(n * 0.8 for n in range(11)),
            tuple(n * 1.2 for n in range(11)),
        ),
        Line("B", tuple(n / 2 for n in range(11))),
    ),
)
INTERVALS = IntervalChart(
    "differences",
    "What each changes",
    "In percent.",
    linear_axis("Difference", "change", [-0.5, 0.2]),
    ("More hours", "A deputy"),
    (
        IntervalGroup(
            "Mean",
            (
                Interval(0, Range(-0.3, -0.4, -0.2, "−3 h"), True),
                Interval(1, Range(0.0, -0.1, 0.1, "0 h, not clear"), False),
            ),
        ),
    ),
)
DOTS = DotChart(
    "frontier",
    "Frontier",
    "Less is better.",
    spread_time_axis("Mean", 10, 20),
    linear_axis("Exposure", "share", [0.3]),
    (
        Dot("As it is", Range(20, 19, 21, "20 h"), _share(0.1)),
        Dot("Candidate 1", Range(10, 9, 11, "10 h"), _share(0.3), best=True, detail="More hours.", named=True),
        Dot("Candidate 2", Range(15, 14, 16, "15 h"), _share(0.05), best=True),
    ),
)
CHARTS = (BARS, HISTOGRAM, LINES, INTERVALS, DOTS)

"""What a chart shows, told once: the screen paints it and the exports draw it, so that they cannot disagree.

Every chart is plain values with its axes, and knows its numbers as a table and itself as a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.simulation.charts.ticks import Axis

Cell = str | float | None
Emphasis = Literal["", "warning", "error"]


@dataclass(frozen=True)
class Numbers:
    """The numbers behind a chart: headings, and a row for each thing shown. Shares are from 0 to 1, times in hours."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Range:
    """A figure with its 95 % interval, and how it is written."""

    value: float
    low: float
    high: float
    text: str


@dataclass(frozen=True)
class Bar:
    """A named bar. `emphasis` marks what needs attention; `detail` is smaller text that explains it."""

    name: str
    range: Range
    emphasis: Emphasis = ""
    detail: str = ""


@dataclass(frozen=True)
class BarChart:
    """A bar a line with a whisker for its interval. `limit` is drawn across all, such as full load.

    With `above`, names are long and stand above their bars.
    """

    key: str
    title: str
    note: str
    axis: Axis
    bars: tuple[Bar, ...]
    limit: float | None = None
    limit_text: str = ""
    above: bool = False

    def numbers(self) -> Numbers:
        """Return each bar with its interval."""
        rows = tuple((bar.name, bar.range.value, bar.range.low, bar.range.high) for bar in self.bars)
        return Numbers(("", self.axis.title, "95 % from", "to"), rows)

    def spoken(self) -> str:
        """Return what the chart shows, for people who do not see it."""
        return "; ".join(" ".join(filter(None, (b.name, b.range.text, b.detail))) for b in self.bars)


@dataclass(frozen=True)
class Mark:
    """A place on the axis that is pointed out."""

    at: float
    name: str
    text: str


@dataclass(frozen=True)
class Histogram:
    """Shares between edges, each with its interval, and marks such as quantiles."""

    key: str
    title: str
    note: str
    x: Axis
    y: Axis
    edges: tuple[float, ...]
    shares: tuple[Range, ...]
    marks: tuple[Mark, ...]

    def numbers(self) -> Numbers:
        """Return each stretch with its share and interval; the marks follow."""
        pairs = zip(self.edges[:-1], self.edges[1:], self.shares, strict=True)
        rows: list[tuple[Cell, ...]] = [(low, high, s.value, s.low, s.high) for low, high, s in pairs]
        rows += [(mark.at, mark.at, None, None, None) for mark in self.marks]
        headings = ("From (hours)", "To (hours)", self.y.title, "95 % from", "to", "")
        marked = [""] * len(self.shares) + [mark.name for mark in self.marks]
        return Numbers(headings, tuple((*row, mark) for row, mark in zip(rows, marked, strict=True)))

    def spoken(self) -> str:
        """Return what the chart shows, for people who do not see it."""
        most = max(range(len(self.shares)), key=lambda k: self.shares[k].value, default=None)
        parts = [f"{mark.name}: {mark.text}" for mark in self.marks]
        if most is not None:
            parts.append(f"most often {self.stretch(most)}: {self.shares[most].text}")
        return "; ".join(parts)

    def stretch(self, number: int) -> str:
        """Return a stretch between two edges in words."""
        from models.simulation.telling.wording import clock_time

        return f"{clock_time(self.edges[number])} to {clock_time(self.edges[number + 1])}"


@dataclass(frozen=True)
class Line:
    """Values over the axis; with `low` and `high` a band around them."""

    name: str
    values: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()


@dataclass(frozen=True)
class LineChart:
    """Lines over time. Each has its own dashes, and its name at its end."""

    key: str
    title: str
    note: str
    x: Axis
    y: Axis
    at: tuple[float, ...]
    lines: tuple[Line, ...]

    def numbers(self) -> Numbers:
        """Return a row for each moment with every line's value and band."""
        headings, columns = ["Hours"], [self.at]
        for line in self.lines:
            headings.append(line.name)
            columns.append(line.values)
            if line.low:
                headings += ["95 % from", "to"]
                columns += [line.low, line.high]
        return Numbers(tuple(headings), tuple(zip(*columns, strict=True)))

    def spoken(self) -> str:
        """Return what the chart shows, for people who do not see it."""
        return "; ".join(
            f"{line.name}: from {line.values[0]:.3g} to {line.values[-1]:.3g}, at most {max(line.values):.3g}"
            for line in self.lines
            if line.values
        )


@dataclass(frozen=True)
class Interval:
    """A difference of one scenario: `clear` where its interval leaves 0 out."""

    series: int
    range: Range
    clear: bool


@dataclass(frozen=True)
class IntervalGroup:
    """The differences in one figure, an interval for each scenario that has one."""

    name: str
    intervals: tuple[Interval, ...]


@dataclass(frozen=True)
class IntervalChart:
    """Differences about a line at 0, grouped by figure; each scenario has its own mark."""

    key: str
    title: str
    note: str
    axis: Axis
    series: tuple[str, ...]
    groups: tuple[IntervalGroup, ...]

    def numbers(self) -> Numbers:
        """Return a row for each difference."""
        rows = tuple(
            (group.name, self.series[one.series], one.range.value, one.range.low, one.range.high)
            for group in self.groups
            for one in group.intervals
        )
        return Numbers(("Figure", "Scenario", self.axis.title, "95 % from", "to"), rows)

    def spoken(self) -> str:
        """Return what the chart shows, for people who do not see it."""
        return "; ".join(
            f"{group.name}, {self.series[one.series]}: {one.range.text}"
            for group in self.groups
            for one in group.intervals
        )


@dataclass(frozen=True)
class Dot:
    """A candidate: a place with an interval on both axes. `best` where no other is better on both, `named` where its
    name is written beside it."""

    name: str
    x: Range
    y: Range
    best: bool = False
    detail: str = ""
    named: bool = False


@dataclass(frozen=True)
class DotChart:
    """Candidates on two axes, less being better on both; a line joins those that no other beats."""

    key: str
    title: str
    note: str
    x: Axis
    y: Axis
    dots: tuple[Dot, ...]

    def frontier(self) -> tuple[Dot, ...]:
        """Return the candidates that no other beats, from the left."""
        return tuple(sorted((dot for dot in self.dots if dot.best), key=lambda dot: dot.x.value))

    def numbers(self) -> Numbers:
        """Return a row for each candidate."""
        headings = ("", self.x.title, "95 % from", "to", self.y.title, "95 % from", "to", "On the frontier")
        rows = tuple(
            (d.name, d.x.value, d.x.low, d.x.high, d.y.value, d.y.low, d.y.high, "yes" if d.best else "no")
            for d in self.dots
        )
        return Numbers(headings, rows)

    def spoken(self) -> str:
        """Return what the chart shows, for people who do not see it."""
        return "; ".join(f"{dot.name}: {dot.x.text}, {dot.y.text}" for dot in self.frontier())


Chart = BarChart | Histogram | LineChart | IntervalChart | DotChart

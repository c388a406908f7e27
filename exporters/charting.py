"""Drawing one chart on the axes of a figure, in ink that also reads without colour."""

from collections.abc import Sequence
from itertools import pairwise
from textwrap import fill
from typing import TYPE_CHECKING

from exporters.cells import clean
from models.simulation.charts.description import (
    BarChart,
    Chart,
    DotChart,
    Histogram,
    IntervalChart,
    LineChart,
    Range,
)
from models.simulation.charts.ticks import Axis

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, MUTED, BAR, EDGE, GRID = "#1a1e24", "#565e6b", "#7f9edb", "#27324a", "#d9dde3"
_EMPHASIS = {"": (BAR, ""), "warning": ("#e3b45c", "////"), "error": ("#d9708c", "xxxx")}
_SERIES = (
    ("#2f56c8", "solid"),
    ("#855300", (0, (5, 2))),
    ("#11694a", (0, (1.5, 1.5))),
    ("#a8103c", (0, (6, 2, 1.5, 2))),
    ("#0b6480", (0, (9, 3))),
)
_SHAPES = "os^vDP"
"""One more than there are colours, so that thirty scenarios are told apart."""
_LONGEST = 46
_LONGEST_PATH = 110
_NOTE = 88
_FEW_COLUMNS = 40


def height_of(chart: Chart) -> float:
    """Return how high a chart of ordinary width wants to be, in inches."""
    if isinstance(chart, BarChart):
        line = 0.52 if chart.above else 0.33
        return 1.3 + line * max(2, len(chart.bars))
    if isinstance(chart, IntervalChart):
        return 1.5 + sum(0.2 + 0.26 * len(group.intervals) for group in chart.groups) + 0.18 * len(chart.series)
    return 5.6 if isinstance(chart, DotChart) else 4.4


def draw(axes: "Axes", chart: Chart) -> None:
    """Draw a chart on axes, with its title and what it shows."""
    if isinstance(chart, BarChart):
        _bars(axes, chart)
    elif isinstance(chart, Histogram):
        _histogram(axes, chart)
    elif isinstance(chart, LineChart):
        _lines(axes, chart)
    elif isinstance(chart, IntervalChart):
        _intervals(axes, chart)
    else:
        _dots(axes, chart)
    note = fill(plain(chart.note), _NOTE)
    lines = note.count("\n") + 1
    axes.set_title(plain(chart.title), fontsize=12, color=INK, loc="left", fontweight="bold", pad=10 + 11 * lines)
    axes.annotate(
        note,
        (0, 1),
        (0, 7),
        xycoords="axes fraction",
        textcoords="offset points",
        fontsize=8.5,
        color=MUTED,
        verticalalignment="bottom",
        annotation_clip=False,
    )
    axes.tick_params(labelsize=8.5, colors=MUTED, length=0)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(MUTED)


def plain(text: str) -> str:
    """Return a text on one line that any picture can hold, in which a dollar sign begins no formula."""
    return " ".join(clean(text).split()).replace("$", r"\$")


def _short(text: str, most: int = _LONGEST) -> str:
    return plain(text if len(text) <= most else f"{text[: most - 1]}…")


def _across(axes: "Axes", axis: Axis) -> None:
    if axis.log:
        axes.set_xscale("log")
    axes.set_xlim(axis.low, axis.high)
    axes.set_xticks([tick.at for tick in axis.ticks], [tick.text for tick in axis.ticks])
    axes.set_xticks([], minor=True)
    axes.set_xlabel(plain(axis.title), fontsize=9, color=MUTED, loc="right")


def _up(axes: "Axes", axis: Axis) -> None:
    axes.set_ylim(axis.low, axis.high)
    axes.set_yticks([tick.at for tick in axis.ticks], [tick.text for tick in axis.ticks])
    axes.set_ylabel(plain(axis.title), fontsize=9, color=MUTED)
    axes.grid(axis="y", color=GRID, linewidth=0.6)


def _ends(ranges: Sequence[Range]) -> tuple[list[float], list[float]]:
    """How far the intervals reach below and above their values."""
    return [max(0.0, one.value - one.low) for one in ranges], [max(0.0, one.high - one.value) for one in ranges]


def _bars(axes: "Axes", chart: BarChart) -> None:
    ranges = [bar.range for bar in chart.bars]
    places = list(range(len(ranges)))
    high = 0.34 if chart.above else 0.6
    for place, bar in zip(places, chart.bars, strict=True):
        color, hatch = _EMPHASIS[bar.emphasis]
        axes.barh(place, bar.range.value, color=color, edgecolor=EDGE, linewidth=0.6, height=high, hatch=hatch)
    low, up = _ends(ranges)
    axes.errorbar(
        [one.value for one in ranges], places, xerr=[low, up], fmt="none", ecolor=EDGE, elinewidth=1, capsize=3
    )
    for place, one in zip(places, ranges, strict=True):
        end = max(one.value, one.high)
        axes.annotate(plain(one.text), (end, place), (5, 0), textcoords="offset points", va="center", fontsize=9)
    _across(axes, chart.axis)
    axes.set_ylim(len(ranges) - 0.4, -0.9 if chart.above else -0.6)
    if chart.above:
        axes.set_yticks([])
        for place, bar in zip(places, chart.bars, strict=True):
            axes.text(chart.axis.low, place - 0.32, _short(bar.name, _LONGEST_PATH), fontsize=9, color=INK)
    else:
        axes.set_yticks(places, [_named(bar.name, bar.detail) for bar in chart.bars])
    if chart.limit is not None:
        axes.axvline(chart.limit, color=INK, linewidth=1.1, linestyle=(0, (4, 3)))
        axes.annotate(
            plain(chart.limit_text),
            (chart.limit, 0),
            (-4, 5),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            fontsize=8.5,
            color=MUTED,
            horizontalalignment="right",
        )
    axes.grid(axis="x", color=GRID, linewidth=0.6)


def _named(name: str, detail: str) -> str:
    return f"{_short(name)}\n{_short(detail)}" if detail else _short(name)


def _histogram(axes: "Axes", chart: Histogram) -> None:
    edges = chart.edges
    values = [share.value for share in chart.shares]
    widths = [high - low for low, high in pairwise(edges)]
    edge = 0.5 if len(values) <= _FEW_COLUMNS else 0.0
    axes.bar(edges[:-1], values, widths, align="edge", color=BAR, edgecolor=EDGE, linewidth=edge)
    middles = [(low * high) ** 0.5 if chart.x.log else (low + high) / 2 for low, high in pairwise(edges)]
    axes.errorbar(middles, values, yerr=_ends(chart.shares), fmt="none", ecolor=EDGE, elinewidth=0.9, capsize=1.8)
    _across(axes, chart.x)
    _up(axes, chart.y)
    for number, mark in enumerate(chart.marks):
        axes.axvline(mark.at, color=INK, linewidth=1.3, linestyle=_SERIES[number % len(_SERIES)][1])
        left = chart.x.place(mark.at) > 0.6
        axes.annotate(
            plain(f"{mark.name} {mark.text}"),
            (mark.at, 1 - 0.06 * number),
            (-5 if left else 5, -9),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            fontsize=9,
            color=INK,
            horizontalalignment="right" if left else "left",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1, "alpha": 0.8},
        )


def _lines(axes: "Axes", chart: LineChart) -> None:
    for number, line in enumerate(chart.lines):
        color, dashes = _SERIES[number % len(_SERIES)]
        axes.plot(chart.at, line.values, color=color, linestyle=dashes, linewidth=1.8, label=_short(line.name))
        if line.low:
            axes.fill_between(chart.at, line.low, line.high, color=color, alpha=0.2, linewidth=0)
    _across(axes, chart.x)
    _up(axes, chart.y)
    if len(chart.lines) > 1:
        axes.legend(fontsize=8.5, frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5), handlelength=3.4)


def _intervals(axes: "Axes", chart: IntervalChart) -> None:
    place, places, names = 0.0, [], []
    told: set[int] = set()
    for group in chart.groups:
        places.append(place + max(0, len(group.intervals) - 1) / 2)
        names.append(_short(group.name))
        for one in group.intervals:
            color, shape = _SERIES[one.series % len(_SERIES)][0], _SHAPES[one.series % len(_SHAPES)]
            low, high = _ends([one.range])
            label = None if one.series in told else _short(chart.series[one.series])
            told.add(one.series)
            axes.errorbar(
                [one.range.value],
                [place],
                xerr=[low, high],
                color=color,
                marker=shape,
                markerfacecolor=color if one.clear else "white",
                markersize=6,
                elinewidth=1.2,
                capsize=3,
                linestyle="none",
                label=label,
            )
            axes.annotate(
                plain(one.range.text),
                (one.range.high, place),
                (6, 0),
                textcoords="offset points",
                va="center",
                fontsize=8.5,
            )
            place += 1
        place += 0.8
    axes.axvline(0, color=INK, linewidth=1.2)
    axes.set_ylim(max(place, 1) - 0.4, -0.8)
    axes.set_yticks(places, names)
    _across(axes, chart.axis)
    axes.grid(axis="x", color=GRID, linewidth=0.6)
    if told:
        axes.legend(fontsize=8.5, frameon=False, loc="upper left", bbox_to_anchor=(0.0, -0.14), ncols=2)


def _dots(axes: "Axes", chart: DotChart) -> None:
    for dot in sorted(chart.dots, key=lambda one: one.best):
        axes.errorbar(
            [dot.x.value],
            [dot.y.value],
            xerr=_ends([dot.x]),
            yerr=_ends([dot.y]),
            color=INK if dot.best else "#9aa2ae",
            marker="o",
            markerfacecolor=_SERIES[0][0] if dot.best else "white",
            markersize=6.5 if dot.best else 4.5,
            elinewidth=0.9,
            capsize=2.5,
            linestyle="none",
        )
    frontier = chart.frontier()
    axes.plot([dot.x.value for dot in frontier], [dot.y.value for dot in frontier], color=_SERIES[0][0], linewidth=1.3)
    for dot in chart.dots:
        if not dot.named:
            continue
        axes.annotate(
            _short(dot.name), (dot.x.value, dot.y.value), (7, 5), textcoords="offset points", fontsize=8.5, color=INK
        )
    _across(axes, chart.x)
    _up(axes, chart.y)

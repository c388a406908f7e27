"""Figures of a simulation: who is busy, how long cases take, at which level they are decided."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exporters.base import whole_file

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from models.simulation.report import Report

_INK, _MUTED, _BAR, _EDGE, _LINE = "#1a1e24", "#565e6b", "#7f9edb", "#27324a", "#c3c9d3"
_MOST = 14
_DAY = 8


def write_simulation(report: "Report", target: Path, *, force: bool = False) -> Path:
    """Write the figures of a report as one picture (.png or .svg) and return where. Raises ExportRefused.

    Bars are means over the replications, whiskers their 95 % intervals; names beyond the 14 largest are left out and
    the heading says so.
    """
    from matplotlib.figure import Figure

    data = report.to_json()
    busy = sorted(data["roles"], key=lambda role: -role["utilisation"]["mean"])
    slow = sorted((d for d in data["decisions"] if d["cycle"]), key=lambda d: -d["cycle"]["mean"]["mean"])
    figure = Figure(figsize=(14.5, 7.5), layout="constrained", facecolor="white")
    parts = figure.add_gridspec(1, 2)
    roles = figure.add_subplot(parts[0])
    stacked = parts[1].subgridspec(2, 1, height_ratios=(max(3, len(slow[:_MOST])), max(2, len(data["levels"]))))
    cycle, levels = figure.add_subplot(stacked[0]), figure.add_subplot(stacked[1])
    _bars(
        roles,
        _heading("Time for decisions in use", len(busy)),
        [(role["name"], role["utilisation"]) for role in busy[:_MOST]],
        percent=True,
    )
    _bars(
        cycle,
        _heading("Working days to a decision", len(slow)),
        [(decision["name"], _in_days(decision["cycle"]["mean"])) for decision in slow[:_MOST]],
    )
    _bars(
        levels,
        "Cases decided at each level",
        [(level["name"], level["cases"]) for level in data["levels"]],
        percent=True,
    )
    settings = data["settings"]
    figure.supxlabel(
        f"{settings['replications']} runs of {settings['cases']:,} cases, seed {settings['seed']}; "
        "whiskers are 95 % intervals; a working day has 8 hours",
        fontsize=9,
        color=_MUTED,
    )
    with whole_file(target, force=force) as half:
        figure.savefig(half, format=target.suffix.lstrip(".") or "png", dpi=140)
    return target


def _heading(text: str, number: int) -> str:
    return f"{text} ({_MOST} of {number})" if number > _MOST else text


def _in_days(hours: dict[str, float]) -> dict[str, float]:
    return {key: value / _DAY for key, value in hours.items()}


def _bars(axes: "Axes", heading: str, rows: Sequence[tuple[str, dict[str, Any]]], *, percent: bool = False) -> None:
    """Draw estimates as bars, the first on top, each with its interval and its mean in figures."""
    names = [_short(name) for name, _ in rows]
    scale = 100 if percent else 1
    means = [found["mean"] * scale for _, found in rows]
    low = [max(0.0, (found["mean"] - found["low"]) * scale) for _, found in rows]
    high = [max(0.0, (found["high"] - found["mean"]) * scale) for _, found in rows]
    places = list(range(len(rows)))
    axes.barh(places, means, color=_BAR, edgecolor=_EDGE, linewidth=0.6, height=0.62)
    axes.errorbar(means, places, xerr=[low, high], fmt="none", ecolor=_EDGE, elinewidth=1, capsize=3)
    for place, mean, above in zip(places, means, high, strict=True):
        shown = f"{mean:.0f} %" if percent else f"{mean:.1f}"
        axes.annotate(shown, (mean + above, place), (5, 0), textcoords="offset points", va="center", fontsize=9)
    axes.set_yticks(places, names, fontsize=9, color=_INK)
    axes.invert_yaxis()
    axes.set_title(heading, fontsize=11, color=_INK, loc="left", fontweight="bold")
    axes.set_xlim(0, 112 if percent else max([m + h for m, h in zip(means, high, strict=True)], default=1) * 1.18)
    axes.tick_params(axis="x", labelsize=8, colors=_MUTED)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=_LINE, linewidth=0.5)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def _short(name: str) -> str:
    # A dollar sign would begin a formula.
    name = name.replace("$", r"\$")
    return name if len(name) <= 38 else f"{name[:37]}…"

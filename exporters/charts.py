"""Charts as pictures: drawn from the same descriptions that the screen paints, readable in greyscale."""

import warnings
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from exporters.base import ExportRefused, whole_file
from exporters.charting import draw, height_of
from exporters.folders import write_into
from models.simulation.charts.description import Chart

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FORMATS = ("svg", "png")
_WIDE = 9.6
_DOTS = 150


def write_chart(chart: Chart, target: Path, *, force: bool = False) -> Path:
    """Write a chart as a picture, .svg or .png by the name of the file, and return where. Raises ExportRefused."""
    kind = target.suffix.lstrip(".").lower()
    if kind not in FORMATS:
        raise ExportRefused(f"{target.name} is neither .svg nor .png; a chart is written as one of these.")
    with whole_file(target, force=force) as half:
        save(_figure(chart), half, kind)
    return target


def names_of(keys: Iterable[str], formats: Iterable[str] = FORMATS) -> list[str]:
    """Return the names of the files of charts with these keys."""
    kinds = tuple(formats)
    return [f"{key}.{kind}" for key in keys for kind in kinds]


def write_charts(charts: Iterable[Chart], folder: Path, *, force: bool = False) -> list[Path]:
    """Write every chart into a folder, made where it is missing, as .svg and .png; return where. Raises ExportRefused.

    Nothing is written where one of the files is there already and `force` is not given.
    """
    files = {name: partial(write_chart, chart, force=force) for chart in charts for name in names_of((chart.key,))}
    return write_into(folder, files, force=force)


def save(figure: "Figure", target: Path, kind: str) -> None:
    """Save a figure. The same figure gives the same bytes: no date, no random names inside, and text stays text."""
    from matplotlib import rc_context

    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "remit"}), warnings.catch_warnings():
        # A letter that the font does not have is drawn as a box; that is no news for who asked for a picture.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        metadata = {"Date": None, "Creator": "Remit"} if kind == "svg" else {"Software": "Remit"}
        figure.savefig(target, format=kind, dpi=_DOTS, metadata=metadata)


def _figure(chart: Chart) -> "Figure":
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_WIDE, height_of(chart)), layout="constrained", facecolor="white")
    draw(figure.add_subplot(), chart)
    return figure

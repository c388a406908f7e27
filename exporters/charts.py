"""Charts as pictures: drawn from the same descriptions that the screen paints, readable in greyscale."""

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from exporters.base import ExportRefused, whole_file
from exporters.charting import draw, height_of
from models.simulation.charts import Chart

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


def write_charts(
    charts: Iterable[Chart], folder: Path, *, formats: Iterable[str] = FORMATS, force: bool = False
) -> list[Path]:
    """Write every chart into a folder, made if need be, in these formats, and return where. Raises ExportRefused.

    Nothing is written where one of the files is there already and `force` is not given.
    """
    wanted = [(chart, folder / f"{chart.key}.{kind}") for chart in charts for kind in formats]
    make_folder(folder)
    for _, target in wanted:
        if target.exists() and not force:
            raise ExportRefused(
                f"{target} is there already; choose another folder, or overwrite it (on the command line: --force)."
            )
    return [write_chart(chart, target, force=force) for chart, target in wanted]


def make_folder(folder: Path) -> None:
    """Make a folder where there is none. Raises ExportRefused."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportRefused(f"The folder {folder} cannot be made: {error.strerror or error}.") from None


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

"""A simulation as one picture: how long cases take, who is busy, who decides, how cases pile up."""

from pathlib import Path
from typing import TYPE_CHECKING

from exporters.base import whole_file
from exporters.charting import MUTED, draw, height_of
from exporters.charts import save

if TYPE_CHECKING:
    from models.simulation.telling.report import Report

_SHOWN = (("distribution", "load"), ("levels", "backlog"))
_WIDE = 15.5


def write_simulation(report: "Report", target: Path, *, force: bool = False) -> Path:
    """Write the main charts of a report as one picture (.png or .svg) and return where. Raises ExportRefused.

    What is drawn are means over the replications with their 95 % intervals.
    """
    from matplotlib.figure import Figure

    charts = {chart.key: chart for chart in report.charts}
    rows = [[charts[key] for key in keys if key in charts] for keys in _SHOWN]
    rows = [row for row in rows if row]
    heights = [max(height_of(chart) for chart in row) for row in rows]
    figure = Figure(figsize=(_WIDE, sum(heights, 0.6)), layout="constrained", facecolor="white")
    for place, row in enumerate(
        figure.subfigures(len(rows) or 1, 1, height_ratios=heights or None, squeeze=False)[:, 0]
    ):
        for axes, chart in zip(row.subplots(1, len(rows[place]), squeeze=False)[0], rows[place], strict=True):
            draw(axes, chart)
    result = report.result
    figure.supxlabel(
        f"{result.replications} replications of {result.settings.cases:,} cases, seed {result.settings.seed}; lines "
        "across bars and bands are 95 % intervals",
        fontsize=9,
        color=MUTED,
    )
    with whole_file(target, force=force) as half:
        save(figure, half, target.suffix.lstrip(".").lower() or "png")
    return target

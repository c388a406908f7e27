"""Which drawing a chart gets."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF

from models.simulation.charts.description import BarChart, Chart, DotChart, Histogram, IntervalChart
from views.simulation.charts.bars import BarDrawing
from views.simulation.charts.dots import DotDrawing
from views.simulation.charts.histogram import HistogramDrawing
from views.simulation.charts.intervals import IntervalDrawing
from views.simulation.charts.lines import LineDrawing
from views.simulation.charts.paper import Paper, Part


class Drawing(Protocol):
    """How a chart is laid out and painted in a room of a given width."""

    def height(self, _width: float) -> float:
        """Return how high the chart wants to be."""
        ...

    def parts(self, room: QRectF) -> list[Part]:
        """Return what can be pointed at, in reading order."""
        ...

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Draw the chart."""
        ...


def drawing_of(chart: Chart) -> Drawing:
    """Return the drawing of a chart in the present font."""
    if isinstance(chart, BarChart):
        return BarDrawing(chart)
    if isinstance(chart, Histogram):
        return HistogramDrawing(chart)
    if isinstance(chart, IntervalChart):
        return IntervalDrawing(chart)
    return DotDrawing(chart) if isinstance(chart, DotChart) else LineDrawing(chart)

"""Shares between edges as columns, with marks such as quantiles across them."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from models.simulation.charts.description import Histogram
from views.simulation.charts.paper import DASHES, Paper, Part, metrics
from views.simulation.charts.plot import Plot

_HIGH = 210


class HistogramDrawing:
    """Columns with whiskers; each mark has a line with its own dashes and its words on top."""

    def __init__(self, chart: Histogram) -> None:
        self._chart = chart
        self._line = metrics("small").height() + 3

    def height(self, _width: float) -> float:
        """Return how high the chart wants to be."""
        return _HIGH + (len(self._chart.marks) + 3) * self._line

    def _plot(self, room: QRectF) -> Plot:
        return Plot(room, self._chart.x, self._chart.y, top=len(self._chart.marks) * self._line + 4)

    def parts(self, room: QRectF) -> list[Part]:
        """Return each column, then each mark, with what it says."""
        plot, chart = self._plot(room), self._chart
        found = []
        for number, share in enumerate(chart.shares):
            left, right = plot.across(chart.edges[number]), plot.across(chart.edges[number + 1])
            text = f"{chart.stretch(number)}: {share.text}"
            found.append(Part(QRectF(left, plot.top, right - left, plot.bottom - plot.top), text))
        for mark in chart.marks:
            place = QRectF(plot.across(mark.at) - 4, plot.top, 8, plot.bottom - plot.top)
            found.append(Part(place, f"{mark.name} {mark.text}"))
        return found

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Draw axes, columns and marks."""
        plot, chart = self._plot(room), self._chart
        plot.paint(paper)
        for number, share in enumerate(chart.shares):
            left, right = plot.across(chart.edges[number]), plot.across(chart.edges[number + 1])
            top = plot.up(share.value)
            wide = max(1.0, right - left - 1.5)
            if plot.bottom - top > 0.3:
                paper.bar(QRectF(left + 0.75, top, wide, plot.bottom - top), "accent", radius=1.5)
            if wide > 6:
                paper.whisker(plot.up(share.high), plot.up(share.low), (left + right) / 2, upright=True)
        first = room.top() + metrics("small").height() + 4
        for number, mark in enumerate(chart.marks):
            at, row = plot.across(mark.at), first + number * self._line
            paper.line(at, row + self._line / 2, at, plot.bottom, "text", 1.6, DASHES[number % len(DASHES)])
        # The words stand on the lines of the marks before them.
        for number, mark in enumerate(chart.marks):
            at, row = plot.across(mark.at), first + number * self._line
            text = f"{mark.name} {mark.text}"
            width = metrics("small").horizontalAdvance(text) + 4
            start = at + 6 if at + 6 + width <= room.right() else at - 6 - width
            place = QRectF(start, row, width, self._line)
            paper.bar(place, "surface", radius=0)
            paper.text(place, text, role="small")

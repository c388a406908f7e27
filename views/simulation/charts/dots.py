"""Candidates on two axes with their intervals; the frontier joins those that no other beats."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from models.simulation.charts.description import Dot, DotChart
from views.simulation.charts.paper import Paper, Part, metrics
from views.simulation.charts.plot import Plot

_HIGH = 320
_REACH = 9


class DotDrawing:
    """Those on the frontier are filled and named; the others are hollow and pale."""

    def __init__(self, chart: DotChart) -> None:
        self._chart = chart

    def height(self, _width: float) -> float:
        """Return how high the chart wants to be."""
        return _HIGH + 4 * metrics("small").height()

    def _plot(self, room: QRectF) -> Plot:
        return Plot(room, self._chart.x, self._chart.y, right=24, top=8)

    def parts(self, room: QRectF) -> list[Part]:
        """Return each candidate with what it says."""
        plot = self._plot(room)
        return [
            Part(
                QRectF(plot.across(d.x.value) - _REACH, plot.up(d.y.value) - _REACH, 2 * _REACH, 2 * _REACH),
                ". ".join(filter(None, (f"{d.name}: {d.x.text}, {d.y.text}", d.detail))),
            )
            for d in self._chart.dots
        ]

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Draw axes, the frontier, then the candidates from the beaten to the best."""
        plot = self._plot(room)
        plot.paint(paper)
        frontier = self._chart.frontier()
        points = QPolygonF([QPointF(plot.across(dot.x.value), plot.up(dot.y.value)) for dot in frontier])
        paper.painter.setPen(paper.pen("accent", 1.6))
        paper.painter.drawPolyline(points)
        for dot in sorted(self._chart.dots, key=lambda one: one.best):
            x, y = plot.across(dot.x.value), plot.up(dot.y.value)
            color = "text" if dot.best else "edge"
            paper.whisker(plot.across(dot.x.low), plot.across(dot.x.high), y, color=color)
            paper.whisker(plot.up(dot.y.high), plot.up(dot.y.low), x, upright=True, color=color)
            paper.mark(x, y, 0, filled=dot.best, size=5 if dot.best else 3.5)
        self._names(paper, plot, room, [dot for dot in self._chart.dots if dot.named])

    def _names(self, paper: Paper, plot: Plot, room: QRectF, dots: list[Dot]) -> None:
        small = metrics("small")
        taken: list[QRectF] = []
        for dot in dots:
            x, y = plot.across(dot.x.value), plot.up(dot.y.value)
            width = small.horizontalAdvance(dot.name) + 4
            place = QRectF(x + 9, y - small.height() - 3, width, small.height())
            if place.right() > room.right():
                place.moveRight(x - 9)
            if not any(place.intersects(other) for other in taken):
                paper.text(place, dot.name, role="small")
                taken.append(place)

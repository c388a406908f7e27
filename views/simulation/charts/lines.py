"""Lines over time with bands for their intervals, each with its name at its end."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPolygonF

from models.simulation.charts.description import Line, LineChart
from models.simulation.telling.wording import clock_time, digits
from views.simulation.charts.paper import DASHES, SERIES, Paper, Part, metrics
from views.simulation.charts.plot import Plot

_HIGH = 210
_STOPS = 14


class LineDrawing:
    """Each line has its own dashes and colour. Names stand at the right, moved apart where they would touch."""

    def __init__(self, chart: LineChart) -> None:
        self._chart = chart

    def height(self, _width: float) -> float:
        """Return how high the chart wants to be."""
        return max(_HIGH, len(self._chart.lines) * metrics("small").height() * 1.5) + 4 * metrics("small").height()

    def _plot(self, room: QRectF) -> Plot:
        names = 0.0
        if len(self._chart.lines) > 1:
            names = max(metrics("small").horizontalAdvance(line.name) for line in self._chart.lines) + 34
        return Plot(room, self._chart.x, self._chart.y, right=min(names, room.width() * 0.35) + 8, top=4)

    def parts(self, room: QRectF) -> list[Part]:
        """Return some moments, evenly apart, with what every line says there."""
        plot, chart = self._plot(room), self._chart
        step = max(1, len(chart.at) // _STOPS)
        found = []
        for number in range(0, len(chart.at), step):
            x = plot.across(chart.at[number])
            values = ", ".join(f"{line.name} {self._value(line, number)}" for line in chart.lines)
            text = f"After {clock_time(chart.at[number])}: {values}"
            wide = (plot.right - plot.left) * step / max(1, len(chart.at) - 1)
            found.append(Part(QRectF(x - wide / 2, plot.top, wide, plot.bottom - plot.top), text))
        return found

    @staticmethod
    def _value(line: Line, number: int) -> str:
        text = digits(line.values[number])
        return f"{text} ({digits(line.low[number])} to {digits(line.high[number])})" if line.low else text

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Draw axes, bands, lines and names."""
        plot, chart = self._plot(room), self._chart
        plot.paint(paper)
        for number, line in enumerate(chart.lines):
            color = SERIES[number % len(SERIES)]
            if line.low:
                self._band(paper, plot, line, color)
            points = QPolygonF(
                [QPointF(plot.across(x), plot.up(y)) for x, y in zip(chart.at, line.values, strict=True)]
            )
            paper.painter.setPen(paper.pen(color, 2.2, DASHES[number % len(DASHES)]))
            paper.painter.setBrush(Qt.BrushStyle.NoBrush)
            paper.painter.drawPolyline(points)
        if len(chart.lines) > 1:
            self._names(paper, plot, room)

    def _band(self, paper: Paper, plot: Plot, line: Line, color: str) -> None:
        at = self._chart.at
        top = [QPointF(plot.across(x), plot.up(y)) for x, y in zip(at, line.high, strict=True)]
        bottom = [QPointF(plot.across(x), plot.up(y)) for x, y in zip(at, line.low, strict=True)]
        fill = paper.color(color)
        fill.setAlphaF(0.22)
        paper.painter.setPen(Qt.PenStyle.NoPen)
        paper.painter.setBrush(fill)
        paper.painter.drawPolygon(QPolygonF([*top, *reversed(bottom)]))

    def _names(self, paper: Paper, plot: Plot, room: QRectF) -> None:
        high = metrics("small").height()
        ends = sorted((plot.up(line.values[-1]), number) for number, line in enumerate(self._chart.lines))
        places = [end for end, _ in ends]
        for k in range(1, len(places)):
            places[k] = max(places[k], places[k - 1] + high)
        over = max(0.0, places[-1] + high / 2 - plot.bottom)
        places = [place - over for place in places]
        for place, (end, number) in zip(places, ends, strict=True):
            color = SERIES[number % len(SERIES)]
            paper.line(plot.right, end, plot.right + 8, place, "edge")
            paper.line(plot.right + 8, place, plot.right + 30, place, color, 2.2, DASHES[number % len(DASHES)])
            text = QRectF(plot.right + 34, place - high / 2, room.right() - plot.right - 34, high)
            paper.text(text, self._chart.lines[number].name, role="small")

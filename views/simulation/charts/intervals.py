"""Differences about a line at 0: a mark with its interval for each scenario, hollow where it may be nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from models.simulation.charts.description import IntervalChart
from views.simulation.charts.paper import SERIES, Paper, Part, metrics
from views.simulation.charts.plot import Plot

_GAP = 16


class IntervalDrawing:
    """Figures in groups from the top, scenarios in each; which mark is whose stands above."""

    def __init__(self, chart: IntervalChart) -> None:
        self._chart = chart
        self._line = metrics().height() + 4
        self._small = metrics("small").height()

    def _legend(self) -> float:
        return len(self._chart.series) * (self._small + 3) + 8

    def height(self, _width: float) -> float:
        """Return how high the chart wants to be."""
        lines = sum(max(1, len(group.intervals)) for group in self._chart.groups)
        return self._legend() + lines * self._line + len(self._chart.groups) * 8 + 2 * self._small + 16

    def _plot(self, room: QRectF) -> Plot:
        names = max((metrics().horizontalAdvance(group.name) for group in self._chart.groups), default=0.0)
        names = min(names + _GAP, room.width() * 0.4)
        texts = [one.range.text for group in self._chart.groups for one in group.intervals]
        figures = max((metrics().horizontalAdvance(text) for text in texts), default=0.0) + _GAP
        field = QRectF(room.left() + names, room.top() + self._legend(), room.width() - names, 0)
        field.setBottom(room.top() + self.height(room.width()))
        return Plot(field, self._chart.axis, None, right=min(figures, room.width() * 0.3) + 8)

    def parts(self, room: QRectF) -> list[Part]:
        """Return each difference with what it says."""
        found = []
        for name, y, series, text, clear in self._lines(room):
            said = f"{name}, {self._chart.series[series]}: {text}{'' if clear else ', may be nothing'}"
            found.append(Part(QRectF(room.left(), y - self._line / 2, room.width(), self._line), said))
        return found

    def _lines(self, room: QRectF) -> list[tuple[str, float, int, str, bool]]:
        y = room.top() + self._legend()
        lines = []
        for group in self._chart.groups:
            for one in group.intervals:
                lines.append((group.name, y + self._line / 2, one.series, one.range.text, one.clear))
                y += self._line
            y += 8 if group.intervals else self._line + 8
        return lines

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Draw the legend, the line at 0, and every difference."""
        plot, chart = self._plot(room), self._chart
        for number, name in enumerate(chart.series):
            y = room.top() + number * (self._small + 3) + self._small / 2
            paper.mark(room.left() + 6, y, number)
            paper.text(
                QRectF(room.left() + 20, y - self._small / 2, room.width() - 20, self._small), name, role="small"
            )
        top = room.top() + self._legend()
        for tick in chart.axis.ticks:
            x = plot.across(tick.at)
            paper.line(x, top, x, plot.bottom, "border")
        plot.paint(paper)
        paper.line(plot.across(0), top, plot.across(0), plot.bottom, "text", 1.4)
        y = top
        for group in chart.groups:
            paper.text(QRectF(room.left(), y, plot.left - room.left() - 8, self._line), group.name)
            for one in group.intervals:
                middle = y + self._line / 2
                ends = (plot.across(one.range.low), plot.across(one.range.high))
                paper.whisker(*ends, middle, color=SERIES[one.series % len(SERIES)])
                paper.mark(plot.across(one.range.value), middle, one.series, filled=one.clear)
                place = QRectF(plot.right + _GAP, y, room.right() - plot.right - _GAP, self._line)
                paper.text(place, one.range.text, color="text" if one.clear else "muted")
                y += self._line
            y += 8 if group.intervals else self._line + 8

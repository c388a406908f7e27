"""A bar a line: name, bar with a whisker for its interval, figure."""

from __future__ import annotations

from itertools import accumulate

from PySide6.QtCore import QRectF, Qt

from models.simulation.charts.description import Bar, BarChart
from views.simulation.charts.paper import Paper, Part, metrics

_GAP = 16
_THICK = 14


class BarDrawing:
    """Names before the bars, or above them where they are long; details beneath."""

    def __init__(self, chart: BarChart) -> None:
        self._chart = chart
        self._line = metrics().height()
        self._small = metrics("small").height()

    def height(self, _width: float) -> float:
        """Return how high the chart wants to be."""
        limit = self._small + 4 if self._chart.limit is not None else 0
        return limit + sum(self._pitch(bar) for bar in self._chart.bars) + 4

    def _pitch(self, bar: Bar) -> float:
        """The height of a bar with what stands above and beneath it."""
        above = self._line + 2 if self._chart.above else 0
        return above + max(self._line, _THICK) + 10 + (self._small if bar.detail else 0)

    def parts(self, room: QRectF) -> list[Part]:
        """Return each bar with what it says."""
        return [
            Part(QRectF(room.left(), top, room.width(), self._pitch(bar)), _said(bar))
            for bar, top in zip(self._chart.bars, self._tops(room), strict=True)
        ]

    def _tops(self, room: QRectF) -> list[float]:
        first = room.top() + (self._small + 4 if self._chart.limit is not None else 0)
        return list(accumulate((self._pitch(bar) for bar in self._chart.bars[:-1]), initial=first))

    def paint(self, paper: Paper, room: QRectF) -> None:
        """Draw all bars, then the limit across them."""
        bars, measure, strong = self._chart.bars, metrics(), metrics("strong")
        names = 0.0
        if not self._chart.above:
            names = min(room.width() * 0.42, max((measure.horizontalAdvance(bar.name) for bar in bars), default=0) + 2)
        figures = max((strong.horizontalAdvance(bar.range.text) for bar in bars), default=0) + 2
        left = room.left() + (names + _GAP if names else 0)
        track = QRectF(left, 0, max(40.0, room.right() - figures - _GAP - left), _THICK)
        for bar, top in zip(bars, self._tops(room), strict=True):
            self._paint(paper, bar, room, track, names, top)
        if self._chart.limit is not None:
            self._paint_limit(paper, room, track)

    def _paint(self, paper: Paper, bar: Bar, room: QRectF, track: QRectF, names: float, top: float) -> None:
        axis = self._chart.axis
        if self._chart.above:
            paper.text(QRectF(room.left(), top, room.width(), self._line), bar.name)
            top += self._line + 2
        line = QRectF(room.left(), top, names, max(self._line, _THICK) + 6)
        middle = line.center().y()
        if names:
            paper.text(line, bar.name)
        whole = QRectF(track.left(), middle - _THICK / 2, track.width(), _THICK)
        paper.bar(whole, "hover")
        found = bar.range
        length = whole.width() * axis.place(found.value)
        if length > 0:
            paper.bar(QRectF(whole.left(), whole.top(), max(1.5, length), _THICK), bar.emphasis or "accent")
        low, high = (whole.left() + whole.width() * axis.place(end) for end in (found.low, found.high))
        paper.whisker(low, high, middle)
        figure = QRectF(whole.right() + _GAP, line.top(), room.right() - whole.right() - _GAP, line.height())
        paper.text(figure, found.text, role="strong" if bar.emphasis else "body", color=bar.emphasis or "text")
        if bar.detail:
            place = QRectF(room.left(), line.bottom() - 1, room.width(), self._small)
            paper.text(place, bar.detail, role="small", color="muted")

    def _paint_limit(self, paper: Paper, room: QRectF, track: QRectF) -> None:
        assert self._chart.limit is not None
        x = track.left() + track.width() * self._chart.axis.place(self._chart.limit)
        bottom = room.top() + self.height(room.width()) - 4
        paper.line(x, room.top() + self._small + 2, x, bottom, "text", 1.2, (4, 3))
        width = metrics("small").horizontalAdvance(self._chart.limit_text) + 4
        place = QRectF(min(x - width / 2, room.right() - width), room.top(), width, self._small)
        paper.text(place, self._chart.limit_text, role="small", color="muted", align=Qt.AlignmentFlag.AlignHCenter)


def _said(bar: Bar) -> str:
    return ". ".join(filter(None, (f"{bar.name}: {bar.range.text}", bar.detail)))

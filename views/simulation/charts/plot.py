"""The field of a chart with two axes: where values lie, and the axes with their ticks and titles."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt

from models.simulation.charts.ticks import Axis
from views.simulation.charts.paper import Paper, metrics

Align = Qt.AlignmentFlag


class Plot:
    """A field inside a room: `left`, `top`, `right`, `bottom` in pixels."""

    def __init__(self, room: QRectF, x: Axis, y: Axis | None, *, right: float = 8, top: float = 0) -> None:
        small = metrics("small")
        self.x, self.y = x, y
        self.line = small.height()
        self._ticks = max((small.horizontalAdvance(tick.text) for tick in y.ticks), default=0.0) if y else 0.0
        title = self.line + 4 if y is not None else 0.0
        self.left = room.left() + (self._ticks + 12 if y is not None else 8)
        self.right = room.right() - right
        self.top = room.top() + title + top
        self.bottom = room.bottom() - 2 * self.line - 12
        self._room = room

    def across(self, value: float) -> float:
        """Return how far to the right a value lies."""
        return self.left + self.x.place(value) * (self.right - self.left)

    def up(self, value: float) -> float:
        """Return how far down a value lies."""
        assert self.y is not None
        return self.bottom - self.y.place(value) * (self.bottom - self.top)

    def paint(self, paper: Paper) -> None:
        """Draw both axes, their ticks and their titles."""
        if self.y is not None:
            room = QRectF(self._room.left(), self._room.top(), self._room.width(), self.line)
            paper.text(room, self.y.title, role="small", color="muted")
            for tick in self.y.ticks:
                at = self.up(tick.at)
                paper.line(self.left, at, self.right, at, "border")
                place = QRectF(self._room.left(), at - self.line / 2, self._ticks + 4, self.line)
                paper.text(place, tick.text, role="small", color="muted", align=Align.AlignRight)
        paper.line(self.left, self.bottom, self.right, self.bottom, "edge")
        self._paint_x(paper)

    def _paint_x(self, paper: Paper) -> None:
        small = metrics("small")
        free = self._room.left() - 8
        for tick in self.x.ticks:
            at, width = self.across(tick.at), small.horizontalAdvance(tick.text) + 2
            start = min(max(at - width / 2, self._room.left()), self._room.right() - width)
            paper.line(at, self.bottom, at, self.bottom + 4, "edge")
            if start < free + 8:
                continue
            place = QRectF(start, self.bottom + 5, width, self.line)
            paper.text(place, tick.text, role="small", color="muted", align=Align.AlignHCenter)
            free = start + width
        place = QRectF(self.left, self.bottom + self.line + 8, self.right - self.left, self.line)
        paper.text(place, self.x.title, role="small", color="muted", align=Align.AlignRight)

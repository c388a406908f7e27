"""What charts are painted on: a painter with the colours of one look, so that a picture can be light while the
window is dark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from views import theme
from views.tokens import Tokens

Align = Qt.AlignmentFlag
SERIES = ("accent", "warning", "ok", "error", "info")
"""Colours of lines and marks, in their order; each also has dashes and a shape of its own."""
DASHES: tuple[tuple[float, ...], ...] = ((), (6, 3), (2, 2), (8, 3, 2, 3), (12, 4))
_PALE = 0.62
_HATCHES = {"warning": Qt.BrushStyle.BDiagPattern, "error": Qt.BrushStyle.DiagCrossPattern}


@dataclass(frozen=True)
class Part:
    """A part of a chart that can be pointed at or come to by key: where it is, and what it says."""

    room: QRectF
    text: str


def metrics(role: str = "body") -> QFontMetricsF:
    """Return the measures of a text role."""
    return QFontMetricsF(theme.font(role))


class Paper:
    """Paints texts, bars, lines and marks in one look; mirrored for readers from right to left where asked."""

    def __init__(self, painter: QPainter, look: Tokens, width: float, *, mirrored: bool = False) -> None:
        self.painter = painter
        self._look = look
        self._width = width
        self._mirrored = mirrored
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def color(self, role: str) -> QColor:
        """Return a colour of the look."""
        return QColor(self._look.color(role))

    def text(
        self, room: QRectF, text: str, *, role: str = "body", color: str = "text", align: Align = Align.AlignLeft
    ) -> None:
        """Write a text in the middle of a line, cut at its end where there is no room."""
        self.painter.setFont(theme.font(role))
        self.painter.setPen(self.color(color))
        shown = metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 0.5)
        if self._mirrored and align == Align.AlignLeft:
            align = Align.AlignRight
        elif self._mirrored and align == Align.AlignRight:
            align = Align.AlignLeft
        self.painter.drawText(self._placed(room), align | Align.AlignVCenter, shown)

    def bar(self, room: QRectF, color: str, *, edge: str = "", radius: float = 3) -> None:
        """Fill a bar. One that warns is hatched too, so that it stands out without colour."""
        room = self._placed(room)
        self.painter.setPen(QPen(self.color(edge), 1) if edge else Qt.PenStyle.NoPen)
        fill = self.color(color)
        if color == "accent":
            # Paler than a line: the interval and whatever else lies across must show.
            fill.setAlphaF(_PALE)
        self.painter.setBrush(fill)
        self.painter.drawRoundedRect(room, radius, radius)
        hatch = _HATCHES.get(color)
        if hatch is not None:
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(QBrush(self.color("surface"), hatch))
            self.painter.drawRoundedRect(room, radius, radius)

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        color: str = "text",
        width: float = 1.0,
        dashes: tuple[float, ...] = (),
    ) -> None:
        """Draw a straight line."""
        self.painter.setPen(self.pen(color, width, dashes))
        if self._mirrored:
            x1, x2 = self._width - x1, self._width - x2
        self.painter.drawLine(QLineF(x1, y1, x2, y2))

    def pen(self, color: str, width: float = 1.0, dashes: tuple[float, ...] = ()) -> QPen:
        """Return a pen in a colour of the look."""
        pen = QPen(self.color(color), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern(list(dashes))
        return pen

    def whisker(self, low: float, high: float, across: float, *, upright: bool = False, color: str = "text") -> None:
        """Draw an interval with its ends, along the bar or upright; one too small to see is left out."""
        if abs(high - low) < 2:
            return
        cap = 3.5
        if upright:
            self.line(across, low, across, high, color, 1.3)
            for end in (low, high):
                self.line(across - cap, end, across + cap, end, color, 1.3)
            return
        self.line(low, across, high, across, color, 1.3)
        for end in (low, high):
            self.line(end, across - cap, end, across + cap, color, 1.3)

    def mark(self, x: float, y: float, series: int, *, filled: bool = True, size: float = 5.0) -> None:
        """Draw the mark of a series: each has its own shape; hollow where it stands for something unclear."""
        painter = self.painter
        if self._mirrored:
            x = self._width - x
        color = self.color(SERIES[series % len(SERIES)])
        painter.setPen(QPen(color, 1.8))
        painter.setBrush(color if filled else self.color("surface"))
        room = QRectF(x - size, y - size, 2 * size, 2 * size)
        shape = series % 4
        if shape == 0:
            painter.drawEllipse(room)
        elif shape == 1:
            painter.drawRect(room.adjusted(0.6, 0.6, -0.6, -0.6))
        else:
            from PySide6.QtCore import QPointF
            from PySide6.QtGui import QPolygonF

            up = -size if shape == 2 else size
            corners = [QPointF(x, y + up), QPointF(x + size, y - up * 0.8), QPointF(x - size, y - up * 0.8)]
            painter.drawPolygon(QPolygonF(corners))

    def _placed(self, room: QRectF) -> QRectF:
        if not self._mirrored:
            return room
        return QRectF(self._width - room.right(), room.y(), room.width(), room.height())

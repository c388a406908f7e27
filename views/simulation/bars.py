"""Shares as bars with their intervals: drawn so that they read in greyscale and from the back of a room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from views import theme, tokens


@dataclass(frozen=True)
class Bar:
    """One share from 0 to 1 (above 1 where more is asked than there is), its interval, and how it is written.

    `detail` stands small beneath the bar, over the whole width.
    """

    name: str
    share: float
    low: float
    high: float
    text: str
    emphasis: str = ""
    detail: str = ""


class Bars(QWidget):
    """A bar a line: name, bar with a whisker for the interval, figure.

    `limit` draws a line across them all, such as full load.
    """

    def __init__(self, name: str, *, limit: float | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: Sequence[Bar] = ()
        self._limit = limit
        self._name = name
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars from the top."""
        self._bars = bars
        said = "; ".join(" ".join(filter(None, (bar.name, bar.text, bar.detail))) for bar in bars)
        self.setAccessibleDescription(said)
        self.setToolTip("\n".join(f"{bar.name}: {bar.text}" for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, len(self._bars) * self._pitch() + tokens.SPACE_S)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.sizeHint().height())

    def _line(self) -> int:
        return round(QFontMetricsF(theme.font()).height()) + 14

    def _pitch(self) -> int:
        """The height of a bar with what stands beneath it."""
        if not any(bar.detail for bar in self._bars):
            return self._line()
        return self._line() + round(QFontMetricsF(theme.font("small")).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font())
        metrics = QFontMetricsF(theme.font())
        names = min(self.width() * 0.45, max(metrics.horizontalAdvance(bar.name) for bar in self._bars) + 2)
        figures = max(metrics.horizontalAdvance(bar.text) for bar in self._bars) + 2
        room = QRectF(names + 16, 0, max(40.0, self.width() - names - figures - 32), self._line())
        most = max(1.0 if self._limit else 0.0, *(bar.high for bar in self._bars), 1e-9)
        for number, bar in enumerate(self._bars):
            self._paint(painter, bar, room.translated(0, number * self._pitch()), names, most)
        if self._limit is not None:
            self._paint_limit(painter, room, most)
        painter.end()

    def _paint(self, painter: QPainter, bar: Bar, room: QRectF, names: float, most: float) -> None:
        metrics = QFontMetricsF(painter.font())
        middle = room.center().y()
        text = QRectF(0, room.y(), names, room.height())
        painter.setPen(theme.color("text"))
        elided = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, names)
        align = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._placed(text), align | self._leading(), elided)
        track = QRectF(room.x(), middle - 7, room.width(), 14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("hover"))
        painter.drawRoundedRect(self._placed(track), 4, 4)
        full = QRectF(track.x(), track.y(), track.width() * min(1.0, bar.share / most), track.height())
        painter.setBrush(theme.color(bar.emphasis or "accent"))
        painter.drawRoundedRect(self._placed(full), 4, 4)
        self._whisker(painter, bar, track, most)
        figure = QRectF(room.right() + 16, room.y(), self.width() - room.right() - 16, room.height())
        painter.setPen(theme.color(bar.emphasis or "text"))
        painter.drawText(self._placed(figure), align | self._leading(), bar.text)
        if bar.detail:
            self._paint_detail(painter, bar, room.bottom() - 5)

    def _paint_detail(self, painter: QPainter, bar: Bar, top: float) -> None:
        painter.save()
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("muted"))
        metrics = QFontMetricsF(painter.font())
        place = QRectF(0, top, self.width(), metrics.height())
        text = metrics.elidedText(bar.detail, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(self._placed(place), self._leading(), text)
        painter.restore()

    def _whisker(self, painter: QPainter, bar: Bar, track: QRectF, most: float) -> None:
        low, high = (track.x() + track.width() * max(0.0, min(1.0, end / most)) for end in (bar.low, bar.high))
        if high - low < 2:
            return
        y = track.center().y()
        painter.setPen(QPen(theme.color("text"), 1.5))
        for start, end in (((low, y), (high, y)), ((low, y - 4), (low, y + 4)), ((high, y - 4), (high, y + 4))):
            line = self._placed(QRectF(QPointF(*start), QPointF(*end)))
            painter.drawLine(line.topLeft(), line.bottomRight())

    def _paint_limit(self, painter: QPainter, room: QRectF, most: float) -> None:
        assert self._limit is not None
        x = room.x() + room.width() * min(1.0, self._limit / most)
        pen = QPen(QColor(theme.tokens().muted), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        bottom = len(self._bars) * self._pitch()
        line = self._placed(QRectF(QPointF(x, 2), QPointF(x, bottom - 2)))
        painter.drawLine(line.topLeft(), line.bottomRight())

    def _leading(self) -> Qt.AlignmentFlag:
        return QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)

    def _placed(self, rect: QRectF) -> QRectF:
        """Return a place as it is seen by readers from right to left, too."""
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return rect
        return QRectF(self.width() - rect.right(), rect.y(), rect.width(), rect.height())

"""The bands of a decision drawn on a number line; an edge between two bands can be dragged."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from models.quantities import written_below
from views import theme
from views.matrix.inspector.scale import Bar, NumberLine, bar_words, short

_GRIP = 6.0
_BAR = 12
_GAP = 4


class LineView(QWidget):
    """Draws a number line. `edge_moved(from, to)` comes once for each drag; `bar_chosen(row)` for a click on a band."""

    edge_moved = Signal(object, object)
    bar_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: NumberLine | None = None
        self._focus = ""
        self._drag: tuple[int, int] | None = None
        self.read_only = False
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_line(self, line: NumberLine | None, focus: str) -> None:
        """Show the bands of a decision; `focus` is the row that is marked."""
        self._line, self._focus, self._drag = line, focus, None
        self.setVisible(line is not None and bool(line.bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lanes = self._line.lanes if self._line is not None else 1
        return QSize(200, lanes * (_BAR + _GAP) + QFontMetrics(theme.font("small")).height() + 12)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    # ---- drawing

    def _x(self, edge: int | None) -> float:
        assert self._line is not None
        width = self.width() - 2
        return width if edge is None else 1 + self._line.place(edge) * (width - 14)

    def _bar_rect(self, bar: Bar) -> QRectF:
        left, right = self._x(bar.lower), self._x(bar.upper)
        return QRectF(left + 1, 2 + bar.lane * (_BAR + _GAP), max(2.0, right - left - 2), _BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = self._line
        if line is None:
            return
        look = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for bar in line.bars:
            rect = self._bar_rect(bar)
            mine = bar.rule == self._focus
            painter.setPen(QPen(QColor(look.accent if mine else look.edge), 1))
            painter.setBrush(QColor(look.accent if mine else look.pressed))
            painter.drawRoundedRect(rect, 3, 3)
        bottom = 2 + line.lanes * (_BAR + _GAP)
        for lower, upper in line.gaps:
            left, right = self._x(lower), self._x(upper)
            painter.setPen(QPen(QColor(look.error), 1.5, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(left + 1, 2 + _BAR / 2), QPointF(right - 1, 2 + _BAR / 2))
        painter.setPen(QPen(QColor(look.edge), 1))
        painter.drawLine(QPointF(1, bottom), QPointF(self.width() - 1, bottom))
        self._numbers(painter, line, bottom)

    def _numbers(self, painter: QPainter, line: NumberLine, bottom: float) -> None:
        look = theme.tokens()
        font = theme.font("small")
        painter.setFont(font)
        metrics = QFontMetrics(font)
        taken = -1.0
        for edge in line.edges:
            dragged = self._drag is not None and self._drag[0] == edge
            shown = self._drag[1] if dragged and self._drag is not None else edge
            x = self._x(shown)
            painter.setPen(QPen(QColor(look.accent if dragged else look.edge), 2 if dragged else 1))
            painter.drawLine(QPointF(x, 0 if dragged else bottom - 3), QPointF(x, bottom + 4))
            text = short((shown - (1 if written_below(shown) else 0)) * line.dimension.step)
            wide = metrics.horizontalAdvance(text)
            left = min(max(0.0, x - wide / 2), self.width() - wide - 1)
            if left > taken or dragged:
                painter.setPen(QColor(look.accent_text if dragged else look.muted))
                painter.drawText(QPointF(left, bottom + 6 + metrics.ascent()), text)
                taken = left + wide + 4

    # ---- dragging

    def _edge_near(self, x: float) -> int | None:
        line = self._line
        if line is None or self.read_only:
            return None
        near = [edge for edge in line.edges if abs(self._x(edge) - x) <= _GRIP and line.movable(edge) is not None]
        return min(near, key=lambda edge: abs(self._x(edge) - x), default=None)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._line is not None:
            line = self._line
            words = [bar_words(line, bar) for bar in line.bars if self._bar_rect(bar).contains(event.pos())]
            QToolTip.showText(event.globalPos(), "\n".join(words), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        edge = self._edge_near(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and edge is not None:
            self._drag = (edge, edge)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        line = self._line
        if self._drag is not None and line is not None:
            place = (event.position().x() - 1) / max(1, self.width() - 16)
            self._drag = (self._drag[0], line.moved(self._drag[0], min(max(place, 0.0), 1.0)))
            self.update()
            return
        near = self._edge_near(event.position().x()) is not None
        self.setCursor(Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        line, drag = self._line, self._drag
        self._drag = None
        self.update()
        if drag is not None:
            if drag[0] != drag[1]:
                self.edge_moved.emit(*drag)
        elif line is not None and event.button() == Qt.MouseButton.LeftButton:
            for bar in line.bars:
                if self._bar_rect(bar).adjusted(0, -2, 0, 2).contains(event.position()):
                    self.bar_chosen.emit(bar.rule)
                    return

"""The bands of a decision drawn on a number line; an edge between two bands is moved with the mouse or by keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from models.authority.labels import edge_signs, owned_below
from views import theme
from views.matrix.inspector.scale import Bar, NumberLine, bar_words, short
from views.shell.accessibility import announce

_GRIP = 6.0
_BAR = 12
_GAP = 4
_KNOB = 4.5
_TOP = 3

Key = Qt.Key
_STEPS = {
    Key.Key_Left: -1,
    Key.Key_Down: -1,
    Key.Key_Right: 1,
    Key.Key_Up: 1,
    Key.Key_PageDown: -10,
    Key.Key_PageUp: 10,
}


class LineView(QWidget):
    """Draws a number line. `edge_moved(from, to)` comes once for each drag and each key; `bar_chosen(row)` for a click
    on a band.

    Tab goes from edge to edge; the arrows move one by a round number, with Shift by ten.
    """

    edge_moved = Signal(object, object)
    bar_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: NumberLine | None = None
        self._focus = ""
        self._edge: int | None = None
        self._drag: tuple[int, int] | None = None
        self._read_only = False
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_line(self, line: NumberLine | None, focus: str, *, read_only: bool = False) -> None:
        """Show the bands of a decision; `focus` is the row that is marked."""
        self._line, self._focus, self._drag, self._read_only = line, focus, None, read_only
        handles = self.handles
        if self._edge not in handles:
            wanted = self._edge or 0
            self._edge = min(handles, key=lambda edge: abs(edge - wanted), default=None) if self.hasFocus() else None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if handles else Qt.FocusPolicy.NoFocus)
        self.setVisible(line is not None and bool(line.bars))
        self.updateGeometry()
        self.update()

    @property
    def handles(self) -> tuple[int, ...]:
        """The edges that can be moved here and now."""
        return self._line.handles if self._line is not None and not self._read_only else ()

    def sizeHint(self) -> QSize:
        lanes = self._line.lanes if self._line is not None else 1
        return QSize(200, lanes * (_BAR + _GAP) + QFontMetrics(theme.font("small")).height() + 12 + _TOP)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    # ---- drawing

    def _x(self, edge: int | None) -> float:
        assert self._line is not None
        width = self.width() - 2
        return width if edge is None else 1 + self._line.place(edge) * (width - 14)

    def _bar_rect(self, bar: Bar) -> QRectF:
        left, right = self._x(bar.lower), self._x(bar.upper)
        return QRectF(left + 1, _TOP + bar.lane * (_BAR + _GAP), max(2.0, right - left - 2), _BAR)

    def _held(self) -> tuple[int, int] | None:
        """Return the edge that is dragged or has the focus, and where it is now."""
        if self._drag is not None:
            return self._drag
        return (self._edge, self._edge) if self._edge is not None and self.hasFocus() else None

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = self._line
        if line is None:
            return
        look = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for bar in line.bars:
            mine = bar.rule == self._focus
            painter.setPen(QPen(QColor(look.accent if mine else look.edge), 1))
            painter.setBrush(QColor(look.accent if mine else look.pressed))
            painter.drawRoundedRect(self._bar_rect(bar), 3, 3)
        bottom = _TOP + line.lanes * (_BAR + _GAP)
        for lower, upper in line.gaps:
            left, right = self._x(lower), self._x(upper)
            painter.setPen(QPen(QColor(look.error), 1.5, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(left + 1, _TOP + _BAR / 2), QPointF(right - 1, _TOP + _BAR / 2))
        painter.setPen(QPen(QColor(look.edge), 1))
        painter.drawLine(QPointF(1, bottom), QPointF(self.width() - 1, bottom))
        taken = self._handle(painter, line, bottom)
        self._numbers(painter, line, bottom, taken)

    def _handle(self, painter: QPainter, line: NumberLine, bottom: float) -> QRectF:
        """Draw the edge that is held, with its exact value; return where that is written."""
        held = self._held()
        if held is None:
            return QRectF()
        look = theme.tokens()
        x = self._x(held[1])
        painter.setPen(QPen(QColor(look.focus), 2))
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom + 4))
        painter.setPen(QPen(QColor(look.surface), 1.5))
        painter.setBrush(QColor(look.focus))
        painter.drawEllipse(QPointF(x, bottom - 1), _KNOB, _KNOB)
        font = theme.font("small")
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        text = edge_signs(line.dimension, held[1])
        wide = metrics.horizontalAdvance(text)
        left = min(max(0.0, x - wide / 2), self.width() - wide - 1)
        painter.setPen(QColor(look.accent_text))
        painter.drawText(QPointF(left, bottom + 6 + metrics.ascent()), text)
        return QRectF(left - 4, bottom, wide + 8, metrics.height() + 8)

    def _numbers(self, painter: QPainter, line: NumberLine, bottom: float, taken: QRectF) -> None:
        look, held = theme.tokens(), self._held()
        font = theme.font("small")
        painter.setFont(font)
        metrics = QFontMetrics(font)
        reached = -1.0
        for edge in line.edges:
            if held is not None and held[0] == edge:
                continue
            x = self._x(edge)
            painter.setPen(QPen(QColor(look.edge), 1))
            painter.drawLine(QPointF(x, bottom - 3), QPointF(x, bottom + 4))
            text = short((edge - owned_below(line.dimension, edge)) * line.dimension.step)
            wide = metrics.horizontalAdvance(text)
            left = min(max(0.0, x - wide / 2), self.width() - wide - 1)
            if left > reached and not taken.intersects(QRectF(left, bottom + 4, wide, metrics.height())):
                painter.setPen(QColor(look.muted))
                painter.drawText(QPointF(left, bottom + 6 + metrics.ascent()), text)
                reached = left + wide + 4

    # ---- moving an edge

    def _hold(self, edge: int | None) -> None:
        self._edge = edge
        self.update()
        if edge is not None and self._line is not None:
            announce(self, edge_signs(self._line.dimension, edge))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        handles = self.handles
        clicked = event.reason() == Qt.FocusReason.MouseFocusReason
        if handles and self._edge not in handles and not clicked:
            self._hold(handles[-1] if event.reason() == Qt.FocusReason.BacktabFocusReason else handles[0])
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._edge = None
        self.update()

    def focusNextPrevChild(self, onward: bool) -> bool:
        handles = self.handles
        at = handles.index(self._edge) + (1 if onward else -1) if self._edge in handles else -1
        if 0 <= at < len(handles):
            self._hold(handles[at])
            return True
        return super().focusNextPrevChild(onward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line, by = self._line, _STEPS.get(Key(event.key()))
        edge = self._edge if self._edge is not None else next(iter(self.handles), None)
        plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if line is None or edge is None or by is None or plain != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and abs(by) == 1:
            by *= 10
        wanted = line.nudged(edge, by)
        if wanted != edge:
            self._hold(wanted)
            self.edge_moved.emit(edge, wanted)

    def _edge_near(self, x: float) -> int | None:
        near = [edge for edge in self.handles if abs(self._x(edge) - x) <= _GRIP]
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
            self._edge, self._drag = edge, (edge, edge)
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
                self._edge = drag[1]
                self.edge_moved.emit(*drag)
        elif line is not None and event.button() == Qt.MouseButton.LeftButton:
            for bar in line.bars:
                if self._bar_rect(bar).adjusted(0, -2, 0, 2).contains(event.position()):
                    self.bar_chosen.emit(bar.rule)
                    return

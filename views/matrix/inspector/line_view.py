"""The rows of a decision drawn on a line; an edge between two bands is moved with the mouse or by keys.

What nobody decides stands as a dotted box, what several do as a hatched one, each with its word beside its colour.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
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
from views.matrix.inspector.troubles import Trouble
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
    """Draws a line. `edge_moved(from, to)` comes once for each drag and each key, `bar_chosen(row)` for a click.

    While an edge is dragged `edge_carried(from, to)` comes for each place, and with None once that is over. Tab goes
    from edge to edge; the arrows move one by a round number, with Shift by ten; Escape puts a dragged one back.
    """

    edge_moved = Signal(object, object)
    edge_carried = Signal(object, object)
    bar_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: NumberLine | None = None
        self._focus = ""
        self._edge: int | None = None
        self._drag: tuple[int, int] | None = None
        self._troubles: tuple[Trouble, ...] = ()
        self._read_only = False
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_line(self, line: NumberLine | None, focus: str, *, read_only: bool = False) -> None:
        """Show the bands of a decision; `focus` is the row that is marked."""
        self._line, self._focus, self._read_only = line, focus, read_only
        if self._drag is not None and (line is None or self._drag[0] not in line.edges):
            # What is held is gone; else a look at the document must not tear it out of somebody's hand.
            self._let_go()
        handles = self.handles
        if self._edge not in handles:
            wanted = self._edge or 0
            self._edge = min(handles, key=lambda edge: abs(edge - wanted), default=None) if self.hasFocus() else None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if handles else Qt.FocusPolicy.NoFocus)
        self.setVisible(line is not None and bool(line.bars))
        self.updateGeometry()
        self.update()

    def show_troubles(self, troubles: tuple[Trouble, ...]) -> None:
        """Show where nobody decides, and where several rows do."""
        if troubles != self._troubles:
            self._troubles = troubles
            self.updateGeometry()
            self.update()

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What is shown to be wrong."""
        return self._troubles

    @property
    def handles(self) -> tuple[int, ...]:
        """The edges that can be moved here and now."""
        return self._line.handles if self._line is not None and not self._read_only else ()

    def sizeHint(self) -> QSize:
        return QSize(200, round(self._bottom()) + QFontMetrics(theme.font("small")).height() + 12)

    def _bottom(self) -> float:
        """Where the axis is: beneath the bars, and what is wrong beneath those."""
        lanes = self._line.lanes if self._line is not None else 1
        # While an edge is dragged the room is kept, so that nothing jumps under the pointer.
        strip = self._strip() if self._troubles or self._drag is not None else 0
        return _TOP + lanes * (_BAR + _GAP) + strip

    def _strip(self) -> int:
        return QFontMetrics(theme.font("small")).height() + _GAP

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    # ---- drawing

    def _x(self, edge: int | None) -> float:
        assert self._line is not None
        width = self.width() - 2
        # A band without end goes on beyond the last number; classes end where they end.
        beyond = 0 if self._line.segments else 14
        return width if edge is None else 1 + self._line.place(edge) * (width - beyond)

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
        bars = line.with_moved(*self._drag) if self._drag is not None else line.bars
        for bar in bars:
            mine = bar.rule == self._focus
            painter.setPen(QPen(QColor(look.accent if mine else look.edge), 1))
            painter.setBrush(QColor(look.accent if mine else look.pressed))
            painter.drawRoundedRect(self._bar_rect(bar), 3, 3)
        bottom = self._bottom()
        for trouble in self._troubles:
            self._trouble(painter, trouble)
        painter.setPen(QPen(QColor(look.edge), 1))
        painter.drawLine(QPointF(1, bottom), QPointF(self.width() - 1, bottom))
        taken = self._handle(painter, line, bottom)
        if line.segments:
            self._names(painter, line, bottom)
        else:
            self._numbers(painter, line, bottom, taken)

    def _trouble_rect(self, trouble: Trouble) -> QRectF:
        left, right = self._x(trouble.lower), self._x(trouble.upper)
        # A gap of one cent must be seen, too.
        middle, wide = (left + right) / 2, max(10.0, right - left - 2)
        left = min(max(1.0, middle - wide / 2), self.width() - wide - 1)
        return QRectF(left, self._bottom() - self._strip() + 1, wide, self._strip() - _GAP)

    def _trouble(self, painter: QPainter, trouble: Trouble) -> None:
        look, rect = theme.tokens(), self._trouble_rect(trouble)
        gap = trouble.kind == "gap"
        painter.setPen(QPen(QColor(look.error), 1.25, Qt.PenStyle.DotLine if gap else Qt.PenStyle.SolidLine))
        painter.setBrush(Qt.BrushStyle.NoBrush if gap else QBrush(QColor(look.error), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(rect, 3, 3)
        font = theme.font("small")
        font.setWeight(font.Weight.DemiBold)
        metrics = QFontMetrics(font)
        word = self.tr("gap") if gap else self.tr("overlap")
        wide = metrics.horizontalAdvance(word) + 6
        if wide > rect.width():
            word, wide = "!", metrics.horizontalAdvance("!") + 4
        plate = QRectF(rect.center().x() - wide / 2, rect.top() + 1, wide, rect.height() - 2)
        painter.fillRect(plate, QColor(look.surface))
        painter.setFont(font)
        painter.setPen(QColor(look.error))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, word)

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

    def _names(self, painter: QPainter, line: NumberLine, bottom: float) -> None:
        look, font = theme.tokens(), theme.font("small")
        painter.setFont(font)
        metrics = QFontMetrics(font)
        for at, name in enumerate(line.segments):
            left, right = self._x(at), self._x(at + 1)
            if at:
                painter.setPen(QPen(QColor(look.edge), 1))
                painter.drawLine(QPointF(left, bottom - 3), QPointF(left, bottom + 4))
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, round(right - left - 6))
            painter.setPen(QColor(look.muted))
            place = QRectF(left, bottom + 6, right - left, metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, shown)

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
        if event.key() == Key.Key_Escape and self._drag is not None:
            self._let_go()
            return
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

    def _let_go(self) -> None:
        if self._drag is not None:
            self._drag = None
            self.updateGeometry()
            self.update()
            self.edge_carried.emit(None, None)

    def _edge_near(self, x: float) -> int | None:
        near = [edge for edge in self.handles if abs(self._x(edge) - x) <= _GRIP]
        return min(near, key=lambda edge: abs(self._x(edge) - x), default=None)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._line is not None:
            line = self._line
            words = [bar_words(line, bar) for bar in line.bars if self._bar_rect(bar).contains(event.pos())]
            words += [each.words for each in self._troubles if self._trouble_rect(each).contains(event.pos())]
            QToolTip.showText(event.globalPos(), "\n".join(words), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        edge = self._edge_near(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and edge is not None:
            self._edge, self._drag = edge, (edge, edge)
            self.updateGeometry()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        line = self._line
        if self._drag is not None and line is not None:
            place = (event.position().x() - 1) / max(1, self.width() - 16)
            to = line.moved(self._drag[0], min(max(place, 0.0), 1.0))
            if to != self._drag[1]:
                self._drag = (self._drag[0], to)
                self.update()
                self.edge_carried.emit(*self._drag)
            return
        near = self._edge_near(event.position().x()) is not None
        self.setCursor(Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        line, drag = self._line, self._drag
        self._let_go()
        if drag is not None:
            if drag[0] != drag[1]:
                self._edge = drag[1]
                self.edge_moved.emit(*drag)
        elif line is not None and event.button() == Qt.MouseButton.LeftButton:
            for bar in line.bars:
                if self._bar_rect(bar).adjusted(0, -2, 0, 2).contains(event.position()):
                    self.bar_chosen.emit(bar.rule)
                    return

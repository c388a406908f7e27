"""Things as bars over their days, each behind the one that it hangs on; an end is dragged or moved by keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from models.authority.force import day_words
from views.shell.accessibility import announce
from views.timeline import drawing
from views.timeline.axis import DayAxis, axis_for, next_month
from views.timeline.row import Row

Side = Literal["starts", "ends"]
Key = Qt.Key
_GRIP = 6.0
_STEPS = {Key.Key_Left: -1, Key.Key_Right: 1}


class Held(NamedTuple):
    """An end of a line that is dragged or has the focus, with the day where it is now."""

    id: str
    side: Side
    day: date | None


class Timeline(QAbstractScrollArea):
    """`chosen` comes with the id of what a line shows; `days_moved(id, side, day)` once for each drag and each key.

    Up and Down choose, Left and Right move an end by a day and with Shift by a month, Home and End say which end;
    Escape puts back what is dragged.
    """

    chosen = Signal(str)
    days_moved = Signal(str, str, object)
    opened = Signal(str)
    delete_asked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._today: date | None = None
        self._current = ""
        self._side: Side = "ends"
        self._drag: Held | None = None
        self._axis: DayAxis | None = None
        self._read_only = False
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    def show_rows(self, rows: list[Row], today: date, *, read_only: bool = False) -> None:
        """Show lines as they are on a day."""
        self.rows, self._today, self._read_only = rows, today, read_only
        if self._drag is not None and all(row.span.id != self._drag.id for row in rows):
            self._drag = None
        self.setAccessibleDescription("; ".join(row.words for row in rows))
        self._lay_out()
        self.viewport().update()

    def choose(self, span: str) -> None:
        """Mark a line as the one that is shown, without telling anybody."""
        self._current = span
        at = self._at(span)
        if at >= 0:
            bar, high = self.verticalScrollBar(), self._high()
            room = self.viewport().height() - drawing.head_height()
            bar.setValue(max((at + 1) * high - room, min(bar.value(), at * high)))
        self.viewport().update()

    # ---- where things are

    def sizeHint(self) -> QSize:
        return QSize(600, drawing.head_height() + len(self.rows) * self._high() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, drawing.head_height() + 2 * self._high())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lay_out()

    def _lay_out(self) -> None:
        width, height = self.viewport().width(), self.viewport().height()
        if self._today is None:
            return
        if self._drag is None:
            # While an end is dragged the days stay where they are.
            self._axis = axis_for(_days(self.rows), self._today, width - self._left() - drawing.RIM)
        whole = len(self.rows) * self._high()
        room = height - drawing.head_height()
        self.verticalScrollBar().setRange(0, max(0, whole - room))
        self.verticalScrollBar().setPageStep(max(1, room))
        self.verticalScrollBar().setSingleStep(self._high())
        self.setMaximumHeight(self.sizeHint().height())
        self.updateGeometry()

    def _high(self) -> int:
        """How high a line is; higher where some names need two lines."""
        return drawing.row_height(not all(drawing.fits(row, self._left()) for row in self.rows))

    def _left(self) -> float:
        """Where the days begin, right of the names."""
        return min(max(190.0, self.viewport().width() * 0.36), 340.0)

    def _at(self, span: str) -> int:
        return next((at for at, row in enumerate(self.rows) if row.span.id == span), -1)

    def _top(self, at: int) -> float:
        return drawing.head_height() + at * self._high() - self.verticalScrollBar().value()

    def _row_at(self, y: float) -> int:
        if y < drawing.head_height():
            return -1
        at = int((y - drawing.head_height() + self.verticalScrollBar().value()) // self._high())
        return at if at < len(self.rows) else -1

    def days(self, row: Row) -> tuple[date | None, date | None]:
        """Return the first and last day of a line, as they are dragged just now."""
        starts, ends = row.span.starts, row.span.ends
        if self._drag is not None and self._drag.id == row.span.id:
            if self._drag.side == "starts":
                starts = self._drag.day
            else:
                ends = self._drag.day
        return starts, ends

    def bar_rect(self, at: int) -> QRectF:
        """Return where the bar of a line is; a side that is open goes to the rim."""
        assert self._axis is not None
        starts, ends = self.days(self.rows[at])
        left = self._left() + (0.0 if starts is None else max(0.0, self._axis.place(starts)))
        # The last day belongs to it, so the bar ends where the next day begins.
        right = self._left() + (
            self._axis.width if ends is None else min(self._axis.width, self._axis.place(ends + timedelta(days=1)))
        )
        top = self._top(at) + (self._high() - drawing.bar_height()) / 2
        return QRectF(left, top, max(4.0, right - left), drawing.bar_height())

    # ---- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        axis, today = self._axis, self._today
        if axis is None or today is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, left = self.viewport().width(), self._left()
        body = QRectF(0, drawing.head_height(), width, self.viewport().height() - drawing.head_height())
        painter.save()
        painter.setClipRect(body)
        drawing.grid(painter, axis, left, body)
        drawing.today(painter, left + axis.place(today), body)
        high = self._high()
        tall = high > drawing.row_height(False)
        for at, row in enumerate(self.rows):
            place = QRectF(0, self._top(at), width, high)
            if place.bottom() < body.top() or place.top() > body.bottom():
                continue
            current = row.span.id == self._current
            drawing.names(painter, row, place, left, tall=tall, current=current, focused=self.hasFocus())
            if current:
                drawing.today(painter, left + axis.place(today), place)
            starts, ends = self.days(row)
            rect = self.bar_rect(at)
            drawing.bar(painter, row.state, rect, begins=starts is not None, ends=ends is not None)
            held = self.held()
            if held is not None and held.id == row.span.id and held.day is not None:
                drawing.knob(painter, rect.left() if held.side == "starts" else rect.right(), rect, held.day, width)
            else:
                ground = "selected" if current else "surface"
                drawing.state_words(painter, row.state, rect, left, width, ground)
        painter.restore()
        drawing.head(painter, axis, left, today)

    def held(self) -> Held | None:
        """Return the end that is dragged or has the focus."""
        if self._drag is not None:
            return self._drag
        at = self._at(self._current)
        if not self.hasFocus() or at < 0 or self._read_only:
            return None
        return Held(self._current, self._side, getattr(self.rows[at].span, self._side))

    # ---- the mouse

    def _end_near(self, place: QPointF) -> Held | None:
        at = self._row_at(place.y())
        if at < 0 or self._read_only:
            return None
        rect, span = self.bar_rect(at), self.rows[at].span
        if not rect.adjusted(-_GRIP, -4, _GRIP, 4).contains(place):
            return None
        if abs(place.x() - rect.right()) <= _GRIP:
            return Held(span.id, "ends", span.ends)
        return Held(span.id, "starts", span.starts) if abs(place.x() - rect.left()) <= _GRIP else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = self._row_at(event.position().y())
        if at >= 0:
            self._drag = self._end_near(event.position())
            if self._drag is not None:
                self._side = self._drag.side
            self._choose(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None or self._axis is None:
            near = self._end_near(event.position()) is not None
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor)
            return
        day = self._axis.day_at(event.position().x() - self._left())
        if self._drag.side == "ends":
            day -= timedelta(days=1)
        self._drag = self._drag._replace(day=self._bounded(self._drag, day))
        self.viewport().update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag is not None:
            self._move(drag)
            self._lay_out()
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event.position().y())
        if at >= 0:
            self.opened.emit(self.rows[at].span.id)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._row_at(event.pos().y())
            row = self.rows[at] if at >= 0 else None
            QToolTip.showText(event.globalPos(), row.words if row is not None else "", self)
            return True
        return super().viewportEvent(event)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, at = Key(event.key()), self._at(self._current)
        if key == Key.Key_Escape and self._drag is not None:
            self._drag = None
            self._lay_out()
            self.viewport().update()
        elif key in (Key.Key_Up, Key.Key_Down) and self.rows:
            self._choose(max(0, min(len(self.rows) - 1, at + (1 if key == Key.Key_Down else -1))))
        elif key in (Key.Key_Home, Key.Key_End):
            self._side = "starts" if key == Key.Key_Home else "ends"
            self._speak()
        elif key in _STEPS and at >= 0 and not self._read_only:
            self._nudge(_STEPS[key], months=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Key.Key_Return, Key.Key_Enter) and at >= 0:
            self.opened.emit(self._current)
        elif key == Key.Key_Delete and at >= 0:
            self.delete_asked.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _nudge(self, by: int, *, months: bool) -> None:
        held = self.held()
        day = held.day or self._today if held is not None else None
        if held is None or day is None:
            return
        if months:
            day = (next_month(day) if by > 0 else (day.replace(day=1) - timedelta(days=1)).replace(day=1)).replace(
                day=min(day.day, 28)
            )
        elif held.day is not None:
            day += timedelta(days=by)
        self._move(held._replace(day=self._bounded(held, day)))

    def _bounded(self, held: Held, day: date) -> date:
        """Return a day that does not turn a line round."""
        span = self.rows[self._at(held.id)].span
        if held.side == "ends":
            return day if span.starts is None else max(day, span.starts)
        return day if span.ends is None else min(day, span.ends)

    def _move(self, held: Held) -> None:
        span = self.rows[self._at(held.id)].span
        if held.day is not None and held.day != getattr(span, held.side):
            self.days_moved.emit(held.id, held.side, held.day)
            announce(self, day_words(held.day))

    def _choose(self, at: int) -> None:
        span = self.rows[at].span.id
        if span != self._current:
            self.choose(span)
            self.chosen.emit(span)
            self._speak()
        self.viewport().update()

    def _speak(self) -> None:
        at = self._at(self._current)
        if at >= 0:
            row = self.rows[at]
            announce(self, row.words)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at(self._current) < 0 and self.rows:
            self._choose(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def _days(rows: list[Row]) -> Iterator[date]:
    """Yield the days that have to be on the axis."""
    for row in rows:
        for day in (row.span.starts, row.span.ends, getattr(row.span, "revoked_on", None)):
            if day is not None:
                yield day

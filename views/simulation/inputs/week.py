"""A week of working hours as a bar a day: its ends are dragged, moved by keys, or its hours typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from models.commands.calendars import WEEKDAYS
from models.escalation import WorkCalendar
from views import theme, tokens
from views.shell.accessibility import announce
from views.shell.fields.base import Unreadable
from views.simulation.inputs.reading import figure, read_figure

_DAY = 24.0
_STEP = 0.25
_GRIP = 7.0
_OPENS = -1


class Week(QWidget):
    """`day_changed(weekday, hours)` and `opening_changed(hour)` come once for each drag, key and typed number.

    Up and Down choose a day, Left and Right move its end by a quarter of an hour, with Shift by an hour, with Ctrl the
    hour at which all days open; a digit begins to type its hours. `refused` says why a typed text cannot be.
    """

    day_changed = Signal(int, float)
    opening_changed = Signal(float)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hours: list[float] = [0.0] * 7
        self._opens = 9.0
        self._day = 0
        self._drag: int | None = None
        self._writable = True
        self.line = QLineEdit(self)
        self.line.setProperty("role", "cell")
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.hide()
        self.line.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Hours of each day of the week"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_week(self, calendar: WorkCalendar, *, writable: bool) -> None:
        """Show the hours of a calendar; what is dragged just now stays."""
        if self._drag is None:
            self._hours, self._opens = list(calendar.hours), calendar.opens_at
        self._writable = writable
        self.setAccessibleDescription(", ".join(self._said(day) for day in range(len(WEEKDAYS))))
        self.update()

    def _said(self, day: int) -> str:
        if not self._hours[day]:
            return self.tr("{day}: off").format(day=WEEKDAYS[day])
        return self.tr("{day}: {hours} hours, from {first} to {last}").format(
            day=WEEKDAYS[day],
            hours=figure(self._hours[day]),
            first=clock(self._opens),
            last=clock(self._opens + self._hours[day]),
        )

    # ---- where things are

    def _line(self) -> float:
        return self.fontMetrics().height() * 1.75

    def sizeHint(self) -> QSize:
        return QSize(460, round(self._line() * (len(WEEKDAYS) + 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    def _left(self) -> float:
        return self.fontMetrics().horizontalAdvance("Wednesday") + 14.0

    def _figures(self) -> float:
        return self.fontMetrics().horizontalAdvance("24.75 h") + 16.0

    def _x(self, hour: float) -> float:
        return self._left() + hour / _DAY * (self.width() - self._left() - self._figures())

    def _hour(self, x: float) -> float:
        room = self.width() - self._left() - self._figures()
        return min(_DAY, max(0.0, round((x - self._left()) / room * _DAY / _STEP) * _STEP))

    def bar(self, day: int) -> QRectF:
        """Return where the bar of a day is."""
        top = self._line() * (day + 1) + self._line() * 0.22
        return QRectF(
            QPointF(self._x(self._opens), top),
            QPointF(self._x(self._opens + self._hours[day]), top + self._line() * 0.56),
        )

    def figure_rect(self, day: int) -> QRectF:
        """Return where the hours of a day are written."""
        return QRectF(self.width() - self._figures(), self._line() * (day + 1), self._figures(), self._line())

    def _day_at(self, y: float) -> int:
        return max(0, min(len(WEEKDAYS) - 1, int(y // self._line()) - 1))

    def _end_at(self, place: QPointF) -> int | None:
        """The end that is under the mouse: a day for its last hour, -1 for the hour at which all open."""
        if place.y() < self._line() or not self._left() - _GRIP <= place.x() <= self._x(_DAY) + _GRIP:
            return None
        day = self._day_at(place.y())
        rect = self.bar(day)
        if abs(place.x() - rect.right()) <= _GRIP:
            return day
        return _OPENS if self._hours[day] and abs(place.x() - rect.left()) <= _GRIP else None

    # ---- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_hours(painter)
        for day in range(len(WEEKDAYS)):
            self._paint_day(painter, day)
        painter.end()

    def _paint_hours(self, painter: QPainter) -> None:
        painter.setFont(theme.font("small"))
        for hour in range(0, 25, 6):
            x = self._x(hour)
            painter.setPen(theme.color("muted"))
            wide = QRectF(x - 30, 0, 60, self._line())
            painter.drawText(wide, Qt.AlignmentFlag.AlignCenter, clock(hour))
            painter.setPen(QPen(theme.color("border"), 1))
            painter.drawLine(QPointF(x, self._line()), QPointF(x, self.height()))

    def _paint_day(self, painter: QPainter, day: int) -> None:
        current = day == self._day and self.hasFocus()
        row = QRectF(0, self._line() * (day + 1), self.width(), self._line())
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected"))
            painter.drawRoundedRect(row.adjusted(0, 1, 0, -1), tokens.RADIUS_S, tokens.RADIUS_S)
        painter.setFont(theme.font("strong" if current else "body"))
        painter.setPen(theme.color("text" if self._hours[day] else "muted"))
        painter.drawText(row.adjusted(6, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, WEEKDAYS[day])
        rect = self.bar(day)
        if self._hours[day]:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(rect, 3, 3)
        if current and self._writable:
            painter.setPen(QPen(theme.color("surface"), 1.5))
            painter.setBrush(theme.color("focus"))
            painter.drawEllipse(QPointF(rect.right(), rect.center().y()), 6, 6)
        text = f"{figure(self._hours[day])} h" if self._hours[day] else self.tr("off")
        painter.setFont(theme.font())
        painter.setPen(theme.color("text" if self._hours[day] else "muted"))
        painter.drawText(
            self.figure_rect(day).adjusted(0, 0, -8, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            text,
        )

    # ---- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or event.position().y() < self._line():
            return
        self._day = self._day_at(event.position().y())
        if self._writable:
            self._drag = self._end_at(event.position())
            empty = not self._hours[self._day] and self._left() <= event.position().x() <= self._x(_DAY)
            if self._drag is None and empty:
                # A day off begins to be worked where somebody draws in it.
                self._drag = self._day
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._day = self._day_at(event.position().y())
        if self._writable and event.position().y() >= self._line():
            self._type("")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            near = self._writable and self._end_at(event.position()) is not None
            self.setCursor(Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor)
            return
        hour = self._hour(event.position().x())
        if self._drag == _OPENS:
            self._opens = min(hour, _DAY - max(self._hours))
        else:
            self._hours[self._drag] = max(0.0, hour - self._opens)
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag == _OPENS:
            self.opening_changed.emit(self._opens)
        elif drag is not None:
            self.day_changed.emit(drag, self._hours[drag])

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._day = max(0, min(len(WEEKDAYS) - 1, self._day + (1 if key == Qt.Key.Key_Down else -1)))
            announce(self, self._said(self._day))
        elif by and self._writable:
            self._nudge(by, event.modifiers())
        elif self._writable and event.text().isdecimal():
            self._type(event.text())
        elif self._writable and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._type("")
        elif self._writable and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.day_changed.emit(self._day, 0.0)
        else:
            super().keyPressEvent(event)
        self.update()

    def _nudge(self, by: int, held: Qt.KeyboardModifier) -> None:
        step = by * (1.0 if held & Qt.KeyboardModifier.ShiftModifier else _STEP)
        if held & Qt.KeyboardModifier.ControlModifier:
            opens = min(max(0.0, self._opens + step), _DAY - max(self._hours))
            self.opening_changed.emit(opens)
        else:
            hours = min(max(0.0, self._hours[self._day] + step), _DAY - self._opens)
            self.day_changed.emit(self._day, hours)
        announce(self, self._said(self._day))

    def _type(self, begun: str) -> None:
        self.line.setGeometry(self.figure_rect(self._day).adjusted(0, 2, 0, -2).toRect())
        self.line.setAccessibleName(self.tr("Hours on {day}").format(day=WEEKDAYS[self._day]))
        self.line.setText(begun or figure(self._hours[self._day]))
        if not begun:
            self.line.selectAll()
        self.line.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
            if event.key() == Qt.Key.Key_Escape:
                self._close()
                return True
            if Qt.Key(event.key()) in steps:
                self._take(steps[Qt.Key(event.key())])
                return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and not self.line.isHidden():
            self._take(0)
        return False

    def _take(self, step: int) -> None:
        try:
            hours = read_figure(self.line.text(), self.tr("how many hours are worked"))
        except Unreadable as reason:
            self.refused.emit(str(reason))
            return
        self.refused.emit("")
        day = self._day
        self._close()
        self._day = max(0, min(len(WEEKDAYS) - 1, self._day + step))
        if (hours or 0.0) != self._hours[day]:
            self.day_changed.emit(day, hours or 0.0)

    def _close(self) -> None:
        self.line.hide()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def clock(hour: float) -> str:
    """Return an hour of the day as a clock shows it: "09:30"."""
    minutes = round(hour * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"

"""The hours of a week as a field of squares, darker the more cases come then; painted by mouse and by keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.commands.calendars import WEEKDAYS
from models.escalation import HOURS_OF_A_WEEK
from models.simulation.hours import OFFICE_PROFILE
from views import theme
from views.shell.accessibility import announce

Weights = tuple[float, ...]
_HOURS = 24
MOST = 4
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class ProfileGrid(QWidget):
    """`changed` comes once for each stroke of the mouse and each key, with 168 weights from Monday at midnight.

    Arrows move, a digit from 0 to 4 says how many come in that hour, Space none or some; dragging paints.
    """

    changed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weights = list(OFFICE_PROFILE)
        self._assumed, self._writable = True, True
        self._day, self._hour = 0, 9
        self._brush: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_weights(self, weights: Weights, *, writable: bool) -> None:
        """Show weights; without any, those of office hours as what is assumed."""
        if self._brush is None:
            self._weights = list(weights or OFFICE_PROFILE)
        self._assumed, self._writable = not weights, writable
        self.setAccessibleDescription(self._said())
        self.setToolTip(self.tr("Assumed: office hours. Drag to say otherwise.") if self._assumed else "")
        self.update()

    def _said(self) -> str:
        days = []
        for day, name in enumerate(WEEKDAYS):
            hours = [hour for hour in range(_HOURS) if self._weights[day * _HOURS + hour]]
            days.append(f"{name} {hours[0]} to {hours[-1] + 1}" if hours else f"{name} none")
        return ", ".join(days)

    # ---- where things are

    def _line(self) -> int:
        return self.fontMetrics().height()

    def sizeHint(self) -> QSize:
        return QSize(360, self._line() * (len(WEEKDAYS) + 1) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def _left(self) -> float:
        return self.fontMetrics().horizontalAdvance("Wed ") + 4.0

    def square(self, day: int, hour: int) -> QRectF:
        """Return where an hour of a day is."""
        wide = (self.width() - self._left() - 2) / _HOURS
        return QRectF(self._left() + hour * wide, self._line() * (day + 1), wide, self._line()).adjusted(0, 0, -1, -1)

    def _at(self, x: float, y: float) -> tuple[int, int] | None:
        wide = (self.width() - self._left() - 2) / _HOURS
        day, hour = int(y // self._line()) - 1, int((x - self._left()) // wide)
        inside = 0 <= day < len(WEEKDAYS) and 0 <= hour < _HOURS and x >= self._left()
        return (day, hour) if inside else None

    # ---- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font("small"))
        most = max(self._weights) or 1.0
        painter.setPen(theme.color("muted"))
        for hour in range(0, _HOURS, 6):
            painter.drawText(
                self.square(-1, hour).adjusted(0, 0, 40, 0), Qt.AlignmentFlag.AlignVCenter, f"{hour:02d}:00"
            )
        for day, name in enumerate(WEEKDAYS):
            label = QRectF(0, self._line() * (day + 1), self._left(), self._line())
            painter.setPen(theme.color("muted"))
            painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, name[:3])
            for hour in range(_HOURS):
                self._paint(painter, day, hour, most)
        painter.end()

    def _paint(self, painter: QPainter, day: int, hour: int, most: float) -> None:
        square, weight = self.square(day, hour), self._weights[day * _HOURS + hour]
        painter.fillRect(square, theme.color("hover"))
        if weight:
            ink = theme.color("muted" if self._assumed else "accent")
            ink.setAlphaF(0.25 + 0.75 * weight / most)
            painter.fillRect(square, ink)
        if self.hasFocus() and (day, hour) == (self._day, self._hour):
            painter.setPen(QPen(theme.color("text"), 2))
            painter.drawRect(square.adjusted(1, 1, -1, -1))

    # ---- changing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position().x(), event.position().y())
        if at is None or not self._writable or event.button() != Qt.MouseButton.LeftButton:
            return
        self._day, self._hour = at
        # A stroke adds where it begins on an empty hour, and takes away where it begins on a full one.
        self._brush = 0.0 if self._weights[at[0] * _HOURS + at[1]] else 1.0
        self._stroke(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position().x(), event.position().y())
        if self._brush is not None and at is not None:
            self._stroke(at)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if self._brush is not None:
            self._brush = None
            self._tell()

    def _stroke(self, at: tuple[int, int]) -> None:
        assert self._brush is not None
        self._weights[at[0] * _HOURS + at[1]] = self._brush
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = Qt.Key(event.key()), event.text()
        if key in _STEPS:
            down, right = _STEPS[key]
            self._day = max(0, min(len(WEEKDAYS) - 1, self._day + down))
            self._hour = max(0, min(_HOURS - 1, self._hour + right))
            self._speak()
        elif self._writable and text.isdecimal() and int(text) <= MOST:
            self._set(float(text))
        elif self._writable and key == Qt.Key.Key_Space:
            self._set(0.0 if self._weights[self._day * _HOURS + self._hour] else 1.0)
        else:
            super().keyPressEvent(event)
        self.update()

    def _set(self, weight: float) -> None:
        self._weights[self._day * _HOURS + self._hour] = weight
        self._tell()
        self._speak()

    def _tell(self) -> None:
        assert len(self._weights) == HOURS_OF_A_WEEK
        if any(self._weights):
            self.changed.emit(tuple(self._weights))
        else:
            # Cases have to come at some hour: with none they come in office hours again.
            self.changed.emit(())

    def _speak(self) -> None:
        weight = self._weights[self._day * _HOURS + self._hour]
        share = self.tr("none") if not weight else f"{weight:g}"
        announce(self, f"{WEEKDAYS[self._day]} {self._hour}:00, {share}")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

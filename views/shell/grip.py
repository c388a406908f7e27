"""A grip by which something is carried to another place, with the mouse or by arrow keys, and a mark where to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from views import theme, tokens
from views.shell.buttons import IconButton

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Grip(IconButton):
    """While it is dragged `carried` comes with global positions, then `dropped` or, on Escape, `put_back`.

    `pushed(columns, rows)` comes for each arrow key, with or without Alt.
    """

    carried = Signal(QPoint)
    dropped = Signal(QPoint)
    put_back = Signal()
    pushed = Signal(int, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("drag", name, parent=parent)
        self.setProperty("role", "compact")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._pressed: QPoint | None = None
        self._carrying = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        here = event.position().toPoint()
        if (here - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._carrying = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._carrying:
            self.carried.emit(self.mapToGlobal(here))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._let_go():
            self.dropped.emit(self.mapToGlobal(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._let_go():
            self.put_back.emit()
        elif arrow is not None:
            self.pushed.emit(*arrow)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UngrabMouse and self._let_go():
            self.put_back.emit()
        return super().event(event)

    def _let_go(self) -> bool:
        carrying, self._carrying, self._pressed = self._carrying, False, None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        return carrying


class DropMark(QWidget):
    """Shows where something would land: a line between two things, or a frame around the one that takes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._frame = False
        self.hide()

    def between(self, left: int, right: int, y: int) -> None:
        """Show a line."""
        self._show(QRect(left, y - 2, right - left, 4), frame=False)

    def around(self, rect: QRect) -> None:
        """Show a frame."""
        self._show(rect, frame=True)

    def _show(self, rect: QRect, *, frame: bool) -> None:
        self._frame = frame
        self.setGeometry(rect)
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = theme.color("accent")
        if self._frame:
            painter.setPen(QPen(accent, 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), tokens.RADIUS_M, tokens.RADIUS_M)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawRoundedRect(self.rect(), 2, 2)

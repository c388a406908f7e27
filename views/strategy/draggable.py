"""Something on the board that can be focused, clicked, lifted and dropped."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget


class Draggable(QWidget):
    """A card. Texts and buttons inside keep their own clicks; everywhere else it can be lifted.

    `pressed_at` comes with a click that was no drag. While it is carried, `carried` comes with global positions,
    then `dropped` or, on Escape, `put_back`. `pushed(columns, rows)` comes for Alt with an arrow.
    """

    pressed_at = Signal(QPoint)
    lifted = Signal(QPoint)
    carried = Signal(QPoint)
    dropped = Signal()
    put_back = Signal()
    pushed = Signal(int, int)

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", role)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.movable = True
        self._pressed: QPoint | None = None
        self._carrying = False
        steps = {"Alt+Left": (-1, 0), "Alt+Right": (1, 0), "Alt+Up": (0, -1), "Alt+Down": (0, 1)}
        for keys, step in steps.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._push(*step))

    def _push(self, columns: int, rows: int) -> None:
        if self.movable:
            self.pushed.emit(columns, rows)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        here = event.position().toPoint()
        if not self._carrying:
            far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if not (far and self.movable):
                return
            self._carrying = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.lifted.emit(self._pressed)
        self.carried.emit(self.mapToGlobal(here))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, carrying = self._pressed, self._carrying
        self._let_go()
        if carrying:
            self.dropped.emit()
        elif pressed is not None and self.rect().contains(event.position().toPoint()):
            self.pressed_at.emit(pressed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._carrying:
            self._let_go()
            self.put_back.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UngrabMouse and self._carrying:
            self._let_go()
            self.put_back.emit()
        return super().event(event)

    def _let_go(self) -> None:
        self._pressed, self._carrying = None, False
        self.unsetCursor()

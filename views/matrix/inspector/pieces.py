"""Small pieces that the parts of the inspector share."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from views import tokens
from views.shell.labels import Text
from views.shell.layouts import clear, column, scrolling

__all__ = ["Link", "clear", "column", "reveal", "scrolling"]

# Until the layout has gone through all that holds a widget that has grown.
_LAID_OUT_MS = 30


class Link(Text):
    """A text that goes somewhere: wraps, takes the focus, and is followed by click, Enter or Space."""

    followed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "link", wrap=True, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.followed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.followed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._underline(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._underline(False)

    def _underline(self, on: bool) -> None:
        font = self.font()
        font.setUnderline(on)
        self.setFont(font)


def reveal(widget: QWidget) -> None:
    """Scroll until a widget is seen whole, once what it says now has its room."""

    def scroll() -> None:
        above = widget.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and widget.isVisible():
            above.ensureWidgetVisible(widget, 0, tokens.SPACE_M)

    QTimer.singleShot(_LAID_OUT_MS, widget, scroll)

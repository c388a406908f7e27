"""The line that is typed into over a cell, and the sentence beneath it when the text cannot be taken."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from views import theme
from views.shell.accessibility import announce
from views.shell.labels import restyle

Key = Qt.Key
# Down and right; two to the right is "the next cell", also across the end of the row.
_LEAVING = {
    Key.Key_Return: (1, 0),
    Key.Key_Enter: (1, 0),
    Key.Key_Tab: (0, 2),
    Key.Key_Backtab: (0, -2),
    Key.Key_Up: (-1, 0),
    Key.Key_Down: (1, 0),
}
_SIDEWAYS = {Key.Key_Left: (0, -1), Key.Key_Right: (0, 1)}


class CellEdit(QLineEdit):
    """`done` says where to go next in rows and columns; `dropped` that nothing shall change."""

    done = Signal(int, int)
    dropped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._typed = False
        self.setProperty("role", "cell")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.textEdited.connect(lambda _text: self._mark(""))
        self.hide()

    def start(self, text: str, *, typed: bool) -> None:
        """Begin with a text; one that was `typed` is left by the arrows sideways, too."""
        self._typed = typed
        self._mark("")
        self.setText(text)

    def refuse(self) -> None:
        """Show that the text cannot be taken; it stays."""
        self._mark("error")
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def _mark(self, severity: str) -> None:
        if self.property("severity") != severity:
            self.setProperty("severity", severity)
            restyle(self)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Key(event.key())
            if key in (Key.Key_Tab, Key.Key_Backtab):
                self.done.emit(*_LEAVING[key])
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Key(event.key())
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        nothing_left = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
        if key == Key.Key_Escape or nothing_left:
            self.dropped.emit()
        elif key in (Key.Key_Return, Key.Key_Enter):
            self.done.emit(-1 if back else 1, 0)
        elif key in _LEAVING:
            self.done.emit(*_LEAVING[key])
        elif self._typed and key in _SIDEWAYS:
            self.done.emit(*_SIDEWAYS[key])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        away = event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if away and self.isVisible() and event.reason() != Qt.FocusReason.OtherFocusReason:
            self.done.emit(0, 0)


class Bubble(QWidget):
    """A sentence beneath a cell."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, text: str, cell: QRect) -> None:
        """Show a sentence beneath a cell and read it aloud."""
        self.text = text
        self.setAccessibleName(text)
        self.place(cell)
        self.show()
        self.raise_()
        announce(self, text, urgent=True)

    def place(self, cell: QRect) -> None:
        """Stand beneath a cell, or above it where there is no room beneath."""
        room = self._over.rect()
        metrics = QFontMetrics(theme.font("body"))
        width = min(room.width() - 16, metrics.averageCharWidth() * 56)
        words = metrics.boundingRect(QRect(0, 0, width - 24, 1000), Qt.TextFlag.TextWordWrap, self.text)
        height = words.height() + 16
        left = max(8, min(cell.left(), room.right() - words.width() - 32))
        top = cell.bottom() + 5 if cell.bottom() + 5 + height < room.bottom() else cell.top() - 5 - height
        self.setGeometry(left, top, words.width() + 26, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.error), 1))
        painter.setBrush(QColor(look.error_tint))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        painter.setFont(theme.font("body"))
        painter.setPen(QColor(look.text))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(12, 4, -10, -4), flags, self.text)

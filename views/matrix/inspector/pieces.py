"""Small pieces that the parts of the inspector share."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from views import tokens
from views.shell.labels import Text

# Until the layout has gone through all that holds a widget that has grown.
_LAID_OUT_MS = 30


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout, and out of the world."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def column(parent: QWidget | None = None, spacing: int = tokens.SPACE_S) -> QVBoxLayout:
    """Return a column without margins."""
    result = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    result.setContentsMargins(0, 0, 0, 0)
    result.setSpacing(spacing)
    return result


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


class _Sheet(QWidget):
    """As high as its widget at the width that it has. Qt would take the height at the least width, and leave a void."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._lines = column(self)
        self._lines.addWidget(widget)

    def minimumSizeHint(self) -> QSize:
        least = self._lines.totalMinimumSize()
        if not self._lines.hasHeightForWidth():
            return least
        return QSize(least.width(), self._lines.totalHeightForWidth(max(self.width(), least.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def scrolling(widget: QWidget, parent: QWidget) -> QScrollArea:
    """Return a frameless area in which a widget scrolls downwards."""
    sheet = _Sheet(widget)
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(sheet)
    area.viewport().setAutoFillBackground(False)
    sheet.setAutoFillBackground(False)
    return area

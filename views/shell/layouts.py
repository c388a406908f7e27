"""How widgets are put into a column, and a column into an area that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from views import tokens


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

"""A part of a page: a heading, a line that explains it, actions at the right, and what belongs to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from views import tokens
from views.shell.flow import ColumnsLayout
from views.shell.labels import Text


class Section(QWidget):
    """Grouped by space and type alone, without a box. Add to `body`."""

    def __init__(self, heading: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(heading)
        self.heading = Text(heading, "heading")
        self._hint = Text(hint, "muted", wrap=True)
        if not hint:
            self._hint.hide()
        self._actions = QHBoxLayout()
        self._actions.setSpacing(tokens.SPACE_XS)
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE_S)
        top.addWidget(self.heading, 1)
        top.addLayout(self._actions)
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.SPACE_M)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_XS)
        column.addLayout(top)
        column.addWidget(self._hint)
        column.addSpacing(tokens.SPACE_S)
        column.addLayout(self.body)

    def set_hint(self, text: str) -> None:
        """Change the explaining line; an empty one takes no room."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right of the heading."""
        self._actions.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add(self, item: QWidget | QLayout) -> None:
        """Append a widget or a layout to the body."""
        if isinstance(item, QWidget):
            self.body.addWidget(item)
        else:
            self.body.addLayout(item)


class Columns(QWidget):
    """Fields side by side while there is room for two columns, one below the other when there is not."""

    def __init__(self, *widgets: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = ColumnsLayout(self)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget, *, wide: bool = False) -> None:
        """Append a field; a wide one always takes the whole row."""
        self._grid.add(widget, wide=wide)

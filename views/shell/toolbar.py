"""A quiet row of flat buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from views import icons, tokens
from views.shell.buttons import ActionButton
from views.shell.labels import rule


class Toolbar(QWidget):
    """Actions in a row. Each keeps its shortcut in its tooltip and is read aloud by its text."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(tokens.SPACE_XS)
        self._row.addStretch(1)

    def add(
        self,
        text: str,
        icon: str,
        on_trigger: Callable[[], object],
        *,
        shortcut: str | QKeySequence.StandardKey | None = None,
        show_text: bool = False,
    ) -> QAction:
        """Append a button and return its action; disable, rename or check it through the action."""
        action = QAction(icons.icon(icon), text, self)
        if shortcut is not None:
            action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda _checked=False: on_trigger())
        return self.add_action(action, show_text=show_text)

    def add_action(self, action: QAction, *, show_text: bool = False) -> QAction:
        """Append a button for an action that lives elsewhere."""
        self.add_widget(ActionButton(action, show_text=show_text))
        return action

    def add_widget(self, widget: QWidget) -> None:
        """Append any widget."""
        self._row.insertWidget(self._row.count() - 1, widget)

    def add_gap(self) -> None:
        """Append a hairline between two groups."""
        self._row.insertSpacing(self._row.count() - 1, tokens.SPACE_XS)
        self.add_widget(rule(vertical=True))
        self._row.insertSpacing(self._row.count() - 1, tokens.SPACE_XS)

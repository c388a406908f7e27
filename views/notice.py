"""A quiet warning that stays as long as its reason does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from views import tokens
from views.shell.labels import Text
from views.shell.severity import Glyph, severity_name


class Notice(QWidget):
    """A line or a few with an icon; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Text("", "warning", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(Glyph("warning", "warning"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    def say(self, text: str) -> None:
        """Show a warning; an empty one hides the line."""
        self._text.setText(text)
        self.setAccessibleName(f"{severity_name('warning')}: {text}" if text else "")
        self.setVisible(bool(text))

    def text(self) -> str:
        """Return the warning shown, or an empty text."""
        return self._text.text()

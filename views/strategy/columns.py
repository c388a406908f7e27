"""How wide the columns of the board are, and the head of the one without a theme."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from views import tokens
from views.inplace import INSET
from views.shell.labels import Text

_LEAST_CHARACTERS = 31
_MOST_CHARACTERS = 62
_GLIMPSE = 36


def column_width(room: int, count: int, gap: int, character: int) -> int:
    """Return a width with which all columns fit, or as many as have room and a glimpse of the next one."""
    least, most = _LEAST_CHARACTERS * character, _MOST_CHARACTERS * character
    if count * (least + gap) - gap <= room:
        return min(most, (room - gap * (count - 1)) // max(count, 1))
    fitting = max(1, (room - _GLIMPSE) // (least + gap))
    return max(min(most, (room - _GLIMPSE) // fitting - gap), min(least, room))


class NoTheme(QWidget):
    """Says what the last column holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = Text(self.tr("Without a theme"), "title", wrap=True)
        hint = Text(self.tr("Drag an outcome target to the theme that it serves."), "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_S + INSET, tokens.SPACE_XS + 2, tokens.SPACE_S + INSET, 0)
        column.setSpacing(tokens.SPACE_XS)
        column.addWidget(title)
        column.addWidget(hint)
        column.addStretch(1)

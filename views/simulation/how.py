"""How a figure comes about, shown when somebody asks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from views.shell.buttons import IconButton
from views.shell.labels import Text


class HowText(Text):
    """Sentences that are hidden until they are asked for."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "muted", wrap=True, parent=parent)
        self.hide()


class HowButton(IconButton):
    """Shows and hides how something is worked out; what it would show is its tooltip, too."""

    def __init__(self, words: HowText, of: str, parent: QWidget | None = None) -> None:
        super().__init__("question", "", parent=parent)
        self.setAccessibleName(self.tr("How “{what}” is worked out").format(what=of))
        self.setToolTip(self.tr("How this is worked out"))
        self.setCheckable(True)
        self.toggled.connect(words.setVisible)

"""What a place says while it is empty: an icon, one sentence, one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from views import tokens
from views.shell.accessibility import announce
from views.shell.buttons import Button
from views.shell.labels import Text
from views.shell.severity import Glyph


class EmptyState(QWidget):
    """Fills its place and says what belongs here and how to begin."""

    def __init__(
        self,
        icon: str,
        sentence: str,
        *,
        action: str = "",
        action_icon: str = "add",
        on_action: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_L, tokens.SPACE_XL, tokens.SPACE_L, tokens.SPACE_XL)
        column.setSpacing(tokens.SPACE_M)
        column.addStretch(2)
        column.addWidget(Glyph(icon, "disabled", size=48), 0, Qt.AlignmentFlag.AlignHCenter)
        self.sentence = Text(sentence, "muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.sentence)
        self.button: Button | None = None
        if action:
            self.button = Button(action, kind="primary", icon=action_icon, on_click=on_action)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._others = QVBoxLayout()
        self._others.setSpacing(tokens.SPACE_M)
        column.addLayout(self._others)
        column.addStretch(3)

    def take_focus(self) -> None:
        """Give the focus to the button, so that Enter does what is proposed, and read the sentence aloud."""
        if self.button is not None:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.sentence.text())

    def offer(self, text: str, on_click: Callable[[], object]) -> Button:
        """Add a quiet button beneath the one that is proposed, and return it."""
        button = Button(text, kind="link", on_click=on_click)
        self._others.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button

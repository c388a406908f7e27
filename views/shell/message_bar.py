"""A message in place: what happened, in one plain sentence, with at most one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from views import tokens
from views.shell.accessibility import announce
from views.shell.buttons import Button, IconButton
from views.shell.labels import Text, restyle
from views.shell.severity import Glyph, Severity, severity_name


class MessageBar(QWidget):
    """Hidden until `say` is called. Stays until closed or replaced: nobody must read against a clock.

    Every page has one and few ever speak, so what it is made of is made with the first message.
    """

    closed = Signal()

    _glyph: Glyph
    _text: Text
    _button: Button

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "message")
        self._on_action: Callable[[], object] | None = None
        self.hide()

    def _build(self) -> None:
        self._glyph = Glyph("info", "info")
        self._text = Text(wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = Button("", kind="link", on_click=self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(tokens.SPACE_S)
        row.addSpacing(9)
        row.addWidget(self._glyph)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(IconButton("close", self.tr("Close this message"), on_click=self.dismiss))

    def say(
        self,
        text: str,
        severity: Severity = "info",
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> None:
        """Show `text` and read it aloud; `action` names the one button, which also closes the message."""
        if self.layout() is None:
            self._build()
        self.setProperty("severity", severity)
        self._glyph.set_icon(severity, severity)
        self._text.setText(text)
        self._button.setText(action)
        self._button.setVisible(bool(action) and on_action is not None)
        self._on_action = on_action
        spoken = f"{severity_name(severity)}: {text}"
        self.setAccessibleName(spoken)
        restyle(self)
        self.show()
        announce(self, spoken, urgent=severity == "error")

    def text(self) -> str:
        """Return the text shown, empty when there is none."""
        return "" if self.isHidden() else self._text.text()

    def dismiss(self) -> None:
        """Hide the message."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _act(self) -> None:
        run = self._on_action
        self.dismiss()
        if run is not None:
            run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

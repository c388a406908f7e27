"""Several of a few, each a chip that is on or off: a tick and a frame say which, not colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from views import icons
from views.shell.fields import Choice
from views.shell.flow import FlowLayout


class Chips(QWidget):
    """Shows choices as chips. `chosen` comes with the tuple of values that are on, in their order, at each click."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._choices: list[Choice] = []
        self.buttons: list[QToolButton] = []
        self._flow = FlowLayout(self, spacing=6)

    def show_choices(self, choices: Sequence[Choice], on: Sequence[object]) -> None:
        """Offer choices, of which some are on."""
        if list(choices) != self._choices:
            self._choices = list(choices)
            for button in self.buttons:
                self._flow.removeWidget(button)
                button.hide()
                button.deleteLater()
            self.buttons = [self._chip(choice) for choice in choices]
            for button in self.buttons:
                self._flow.addWidget(button)
            self.updateGeometry()
        for choice, button in zip(self._choices, self.buttons, strict=True):
            button.setChecked(choice.value in on)
            self._tick(button)

    def set_read_only(self, read_only: bool) -> None:
        """Let the choice be read and not changed."""
        for button in self.buttons:
            button.setEnabled(not read_only)

    def _chip(self, choice: Choice) -> QToolButton:
        chip = QToolButton(self)
        chip.setProperty("role", "toggle chip")
        chip.setCheckable(True)
        chip.setText(choice.text.replace("&", "&&"))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.setAccessibleName(choice.text)
        side = round(self.fontMetrics().height() * 0.8)
        chip.setIconSize(QSize(side, side))
        chip.clicked.connect(self._clicked)
        return chip

    def _clicked(self) -> None:
        for button in self.buttons:
            self._tick(button)
        on = (c.value for c, button in zip(self._choices, self.buttons, strict=True) if button.isChecked())
        self.chosen.emit(tuple(on))

    @staticmethod
    def _tick(button: QToolButton) -> None:
        # A chip that is off keeps the room of the tick, so that nothing moves when it is turned on.
        blank = QPixmap(button.iconSize())
        blank.fill(Qt.GlobalColor.transparent)
        button.setIcon(icons.icon("check", "accent_text") if button.isChecked() else QIcon(blank))

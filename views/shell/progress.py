"""Long work in one line: what is being done, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from views import tokens
from views.shell.accessibility import announce
from views.shell.buttons import Button
from views.shell.labels import Text


class ProgressLine(QWidget):
    """Hidden, and not even made, until `start`. Shows a share done, or only that work goes on if that is unknown."""

    cancelled = Signal()

    _text: Text
    _bar: QProgressBar
    _cancel: Button

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hide()

    def _build(self) -> None:
        self._text = Text("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._cancel = Button(self.tr("Cancel"), kind="quiet", icon="cancel", on_click=self._stop)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self._text)
        column.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_M)
        row.addLayout(column, 1)
        row.addWidget(self._cancel)

    def start(self, text: str, total: int = 0) -> None:
        """Begin; `total` is the number of steps, 0 when unknown."""
        if self.layout() is None:
            self._build()
        self._bar.setRange(0, total)
        self._bar.setValue(0)
        self._cancel.setEnabled(True)
        self._say(text)
        self.show()
        announce(self, text)

    def advance(self, done: int, text: str = "") -> None:
        """Show that `done` steps of the total are behind us, with a new text if there is one."""
        self._bar.setValue(done)
        if text:
            self._say(text)

    def finish(self) -> None:
        """End, and leave nothing on the screen."""
        self.hide()

    def _say(self, text: str) -> None:
        self._text.setText(text)
        self._bar.setAccessibleName(text)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._say(self.tr("Stopping …"))
        self.cancelled.emit()

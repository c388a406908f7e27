"""The strip at the foot of the window: how many findings there are, and what just happened."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from views import tokens
from views.shell.buttons import Button
from views.shell.labels import Text
from views.shell.progress import ProgressLine
from views.shell.severity import Severity, count_text

_SHOWN: tuple[Severity, ...] = ("error", "warning", "info")


class FindingsStrip(QWidget):
    """Counts by severity as buttons, a status text at the right, and long work while it lasts.

    It claims nothing before the first counts: nobody has looked yet.
    """

    severity_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Findings and status"))
        self.progress = ProgressLine()
        self.progress.setMaximumWidth(360)
        self._status = Text("", "small")
        self._status.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._status.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._buttons: dict[str, Button] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_M, 2, tokens.SPACE_M, 2)
        row.setSpacing(tokens.SPACE_XS)
        for severity in _SHOWN:
            self._buttons[severity] = self._button(severity, row)
        self._clear = Button(self.tr("No findings"), kind="quiet", icon="ok", icon_role="ok")
        self._clear.clicked.connect(lambda: self.severity_chosen.emit(""))
        row.addWidget(self._clear)
        row.addSpacing(tokens.SPACE_M)
        row.addWidget(self._status, 1)
        row.addWidget(self.progress)
        for button in (*self._buttons.values(), self._clear):
            button.hide()

    def _button(self, severity: Severity, row: QHBoxLayout) -> Button:
        button = Button("", kind="quiet", icon=severity, icon_role=severity)
        button.setToolTip(self.tr("Show these findings"))
        button.clicked.connect(lambda: self.severity_chosen.emit(severity))
        row.addWidget(button)
        return button

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many findings there are of "error", "warning" and "info"."""
        for severity in _SHOWN:
            count = counts.get(severity, 0)
            self._buttons[severity].setText(count_text(severity, count))
            self._buttons[severity].setVisible(count > 0)
        self._clear.setVisible(not any(counts.get(severity, 0) for severity in _SHOWN))

    def set_status(self, text: str) -> None:
        """Show what just happened, such as "Saved 14:32"."""
        self._status.setText(text)
        self._status.setToolTip(text)

"""The strip at the foot of the window: how many findings there are, and what just happened."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from views import theme, tokens
from views.shell.buttons import Button, height_with_icon
from views.shell.labels import OneLine
from views.shell.progress import ProgressLine
from views.shell.severity import Severity, count_text

_SHOWN: tuple[Severity, ...] = ("error", "warning", "info")
WAIVED = "waived"


class FindingsStrip(QWidget):
    """Counts by severity as buttons, a status text at the right, and long work while it lasts.

    It claims nothing before the first counts: nobody has looked yet. `fixes_asked(button)` asks for what can be done
    about them, at this button.
    """

    severity_chosen = Signal(str)
    fixes_asked = Signal(QWidget)

    _doing: Button

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Findings and status"))
        self.progress = ProgressLine()
        self.progress.setMaximumWidth(360)
        self._status = OneLine("", "small")
        self._status.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._status.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._buttons: dict[str, Button] = {}
        self._counts = QHBoxLayout()
        self._counts.setSpacing(tokens.SPACE_XS)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_M, 2, tokens.SPACE_M, 2)
        row.setSpacing(tokens.SPACE_XS)
        row.addLayout(self._counts)
        row.addSpacing(tokens.SPACE_M)
        row.addWidget(self._status, 1)
        row.addWidget(self.progress)
        self._margin = row.contentsMargins().top() + row.contentsMargins().bottom()
        theme.notifier().changed.connect(self._keep_height)
        self._keep_height()

    def _keep_height(self) -> None:
        """Be as high without counts as with them, so that nothing jumps when they come."""
        self.setMinimumHeight(height_with_icon(self) + self._margin)

    def _build(self) -> None:
        for severity in _SHOWN:
            button = Button("", kind="quiet", icon=severity, icon_role=severity)
            button.setToolTip(self.tr("Show these findings"))
            button.clicked.connect(partial(self.severity_chosen.emit, severity))
            self._buttons[severity] = button
        clear = Button(self.tr("No findings"), kind="quiet", icon="ok", icon_role="ok")
        clear.clicked.connect(partial(self.severity_chosen.emit, ""))
        self._buttons[""] = clear
        waived = Button("", kind="quiet")
        waived.setToolTip(self.tr("Show what is waived"))
        waived.clicked.connect(partial(self.severity_chosen.emit, WAIVED))
        self._buttons[WAIVED] = waived
        for button in self._buttons.values():
            self._counts.addWidget(button)
        self._doing = Button(self.tr("Fix"), kind="quiet", icon="edit", on_click=self._ask)
        self._doing.setToolTip(self.tr("Fix or waive the gravest findings from here"))
        self._counts.addWidget(self._doing)

    def _ask(self) -> None:
        self.fixes_asked.emit(self._doing)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many findings there are of "error", "warning" and "info", and how many are "waived"."""
        if not self._buttons:
            self._build()
        for severity in _SHOWN:
            count = counts.get(severity, 0)
            self._buttons[severity].setText(count_text(severity, count))
            self._buttons[severity].setVisible(count > 0)
        found = any(counts.get(severity, 0) for severity in _SHOWN)
        self._buttons[""].setVisible(not found)
        self._buttons[WAIVED].setText(self.tr("{n} waived").format(n=counts.get(WAIVED, 0)))
        self._buttons[WAIVED].setVisible(counts.get(WAIVED, 0) > 0)
        self._doing.setVisible(found)

    def set_status(self, text: str) -> None:
        """Show what just happened, such as "Saved 14:32"."""
        self._status.setText(text)
        self._status.setToolTip(text)

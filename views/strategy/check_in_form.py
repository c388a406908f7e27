"""A check-in: the value today, how sure one is, and a note."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.commands import strategy
from models.targets import Outcome
from views import tokens
from views.bridge import Bridge
from views.shell.buttons import Button
from views.shell.fields import DateField, LineField, NumberField, commit_all
from views.shell.flow import ColumnsLayout


class CheckInForm(QWidget):
    """Opens inside a card. `closed` comes when it was handed over or cancelled."""

    closed = Signal()

    def __init__(self, bridge: Bridge, outcome: Outcome, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._outcome = bridge, outcome.id
        self.value = NumberField(self.tr("Value"), unit=outcome.unit, decimals=6)
        self.confidence = NumberField(self.tr("Confidence"), unit="%", minimum=0, maximum=100)
        self.on = DateField(self.tr("On"), bridge.today(), required=True)
        self.note = LineField(self.tr("Note"))
        self.save = Button(self.tr("Check in"), kind="primary", on_click=self.hand_over)
        self.cancel = Button(self.tr("Cancel"), kind="quiet", on_click=self.closed.emit)
        grid = QWidget()
        fields = ColumnsLayout(grid, columns=2, characters=12, gap=tokens.SPACE_S)
        fields.add(self.value)
        fields.add(self.confidence)
        fields.add(self.on, wide=True)
        fields.add(self.note, wide=True)
        for field in (self.value, self.confidence, self.on, self.note):
            field.edit.installEventFilter(self)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_XS, 0, 0)
        column.setSpacing(tokens.SPACE_S)
        column.addWidget(grid)
        column.addLayout(buttons)
        self.setFocusProxy(self.value)

    def hand_over(self) -> None:
        """Add the check-in, or say beside a field why it cannot be read."""
        if not (commit_all(self) and self.value.commit()):
            return
        value, share, on = self.value.value(), self.confidence.value(), self.on.value()
        if not isinstance(value, Decimal) or not isinstance(on, date):
            # Asked for only now: passing by an empty field is no mistake.
            self.value.set_message(self.tr("Enter a number."))
            self.value.setFocus()
            return
        confidence = share / 100 if isinstance(share, int) else None
        reason = self._bridge.attempt(
            strategy.check_in, self._outcome, on, float(value), confidence, str(self.note.value())
        )
        if reason:
            self.value.set_message(reason)
            return
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.hand_over()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
        return super().eventFilter(watched, event)

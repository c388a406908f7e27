"""Accepting a finding, where it stands: the reason, and until when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.commands import waivers
from views import tokens
from views.bridge import Bridge
from views.shell.buttons import Button
from views.shell.fields import DateField, LineField

if TYPE_CHECKING:
    from models.cases import Waiver


class WaiveForm(QWidget):
    """`closed` comes when the finding is waived, or the form was cancelled."""

    closed = Signal()
    grown = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._key = ""
        self.reason = LineField(self.tr("Reason"), placeholder=self.tr("Why this is accepted"))
        self.until = DateField(self.tr("Until"), hint=self.tr("Empty: for good"))
        self.until.setMaximumWidth(220)
        self.save = Button(self.tr("Waive"), kind="primary", on_click=self.hand_over)
        self.cancel = Button(self.tr("Cancel"), kind="quiet", on_click=self.closed.emit)
        fields = QHBoxLayout()
        fields.setSpacing(tokens.SPACE_S)
        fields.addWidget(self.reason, 3)
        fields.addWidget(self.until, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_S)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_S)
        column.addLayout(fields)
        column.addLayout(buttons)
        for edit in (self.reason.edit, self.until.edit):
            edit.installEventFilter(self)
        self.setFocusProxy(self.reason)

    def show_of(self, key: str, waiver: Waiver | None) -> None:
        """Ask about this finding, showing what is accepted already."""
        if key != self._key:
            self._key = key
            self.reason.reset(waiver.reason if waiver else "")
            self.until.reset(waiver.until if waiver else None)

    def forget(self) -> None:
        """Begin anew the next time."""
        self._key = ""

    def hand_over(self) -> None:
        """Waive the finding, or say beside a field why not."""
        readable = self.reason.commit() and self.until.commit()
        if not readable:
            self.grown.emit()
            return
        until = self.until.value()
        ends = until if isinstance(until, date) else None
        today = self._bridge.today()
        refusal = self._bridge.attempt(waivers.waive, self._key, str(self.reason.value() or ""), ends, None, on=today)
        if refusal:
            late = ends is not None and ends < today and self.reason.value()
            field: LineField | DateField = self.until if late else self.reason
            field.set_message(refusal, "error")
            field.setFocus()
            self.grown.emit()
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

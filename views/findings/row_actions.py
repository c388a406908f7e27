"""What can be done about the finding that is chosen, under it: fix it, accept it, or no longer accept it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from models.commands import waivers
from views import tokens
from views.bridge import Bridge
from views.findings.fixer import Fixer, FixMenu
from views.findings.waive_form import WaiveForm
from views.shell.buttons import Button, tip

if TYPE_CHECKING:
    from views.findings.rows import Listed

FIX_KEYS = "Ctrl+."


class RowActions(QWidget):
    """Buttons, and in their place the form that asks why a finding is accepted. `resized` when it needs another height.

    `left` comes when the form is closed: the list then has the focus again.
    """

    resized = Signal()
    left = Signal()

    def __init__(self, bridge: Bridge, fixer: Fixer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._listed: Listed | None = None
        self.menu = FixMenu(fixer, self)
        self.fix = Button(self.tr("Fix"), icon="edit", on_click=self.open_fixes)
        self.fix.setToolTip(tip(self.tr("Edits that end this finding and leave all others as they are"), FIX_KEYS))
        self.waive = Button(self.tr("Waive …"), kind="quiet", on_click=self.open_form)
        self.take_back = Button(self.tr("No longer waive"), icon="undo", on_click=self._unwaive)
        self.form = WaiveForm(bridge)
        self.form.closed.connect(self._close_form)
        self.form.grown.connect(self.resized)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_S)
        for button in (self.fix, self.take_back, self.waive):
            row.addWidget(button)
        row.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._buttons)
        self._stack.addWidget(self.form)
        self.hide()

    def show_of(self, listed: Listed | None) -> None:
        """Be about this finding. What is being typed about it stays; about another one it is dropped."""
        if listed is None or self._listed is None or listed.key != self._listed.key:
            self.form.forget()
            self._stack.setCurrentWidget(self._buttons)
        self._listed = listed
        writable = not self._bridge.read_only
        found = listed.finding if listed is not None else None
        waived = listed is not None and listed.waiver is not None
        self.menu.show_of(found)
        self.fix.setVisible(not waived)
        self.fix.setEnabled(writable)
        self.take_back.setVisible(waived)
        self.take_back.setEnabled(writable)
        self.waive.setEnabled(writable)
        self.waive.setText(self.tr("Change …") if waived else self.tr("Waive …"))
        self.setVisible(listed is not None)

    def wanted_height(self) -> int:
        """Return how high it wants to be."""
        shown = self.form if self._stack.currentWidget() is self.form else self._buttons
        return max(shown.sizeHint().height(), shown.minimumSizeHint().height())

    def open_fixes(self) -> None:
        """List the fixes under the button."""
        if self._listed is not None and self._listed.finding is not None and self.fix.isVisible():
            self.menu.popup(self.fix.mapToGlobal(QPoint(0, self.fix.height() + 2)))

    def open_form(self) -> None:
        """Ask why the finding is accepted, and until when."""
        if self._listed is not None and self.waive.isEnabled():
            self.form.show_of(self._listed.key, self._listed.waiver)
            self._stack.setCurrentWidget(self.form)
            self.resized.emit()
            self.form.setFocus()

    def _close_form(self) -> None:
        self.form.forget()
        self._stack.setCurrentWidget(self._buttons)
        self.resized.emit()
        self.left.emit()

    def _unwaive(self) -> None:
        if self._listed is not None and self._listed.waiver is not None:
            self._bridge.execute(waivers.unwaive, self._listed.waiver.id)
            self.left.emit()

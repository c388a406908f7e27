"""An outcome target as a card on the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models.document import Document
from views.bridge import Bridge
from views.shell.fields import Field
from views.strategy.outcome_says import Says, face_of, says_of
from views.strategy.sleeper import Sleeper, chain_focus

if TYPE_CHECKING:
    from views.strategy.outcome_body import OutcomeBody


class OutcomeCard(Sleeper):
    """Shows one outcome target. `delete_asked(table, id)` comes for itself or one of its check-ins."""

    delete_asked = Signal(str, str)

    def __init__(self, bridge: Bridge, outcome: str, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.outcome_id = outcome
        self._bridge = bridge
        self._parts: OutcomeBody | None = None
        self._says: Says | None = None
        self._read_only = False
        self.pressed_at.connect(self._pressed_on)

    @property
    def body(self) -> OutcomeBody:
        """What edits the outcome target; asking for it wakes the card."""
        self.wake()
        assert self._parts is not None
        return self._parts

    def _make_body(self) -> QWidget:
        from views.strategy.outcome_body import OutcomeBody

        parts = OutcomeBody(self._bridge, self.outcome_id, self)
        parts.delete_asked.connect(self.delete_asked)
        parts.left.connect(self.setFocus)
        parts.grown.connect(lambda: chain_focus(self, parts))
        self._parts = parts
        if self._says is not None:
            parts.show_outcome(self._bridge.document, self._says)
            parts.set_read_only(self._read_only)
        return parts

    def show_outcome(self, document: Document) -> None:
        """Show the outcome target as it is now."""
        says = says_of(document, self.outcome_id, self.locale())
        self._says = says
        self.setAccessibleName(self.tr("Outcome target {name}").format(name=says.name))
        self.set_face(face_of(says, read_only=self._read_only), says.spoken())
        if self._parts is not None:
            self._parts.show_outcome(document, says)

    def set_read_only(self, read_only: bool) -> None:
        """Let the outcome target be read and not changed."""
        self._read_only = read_only
        self.movable = not read_only
        if self._parts is not None:
            self._parts.set_read_only(read_only)

    def field(self, name: str) -> Field:
        """Return the field for that field of the outcome target, opening the details where it is there."""
        return self.body.field(name)

    def retire(self) -> None:
        """The outcome target is gone: hand nothing over any more."""
        if self._parts is not None:
            self._parts.retire()

    def _pressed_on(self, place: QPoint) -> None:
        self.body.press(self.body.mapFrom(self, place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, mine = event.key(), self.hasFocus()
        if key == Qt.Key.Key_Delete and self.movable:
            self.delete_asked.emit("outcome", self.outcome_id)
        elif key == Qt.Key.Key_F2:
            self.body.name.setFocus()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and mine:
            self.body.toggle_details()
        elif key == Qt.Key.Key_C and mine and not event.modifiers():
            self.body.open_check_in()
        elif key == Qt.Key.Key_Escape and self.body.details_are_open():
            self.body.close_details()
        else:
            super().keyPressEvent(event)

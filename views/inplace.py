"""Text that is edited where it stands: it looks like text until one clicks into it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from views.shell.fields import LineField, TextField
from views.shell.fields.base import MessageLine

# Text edited in place begins this far inside its field; what stands beside it is moved in as much.
INSET = 6


class InPlaceText(TextField):
    """A text without a frame. Enter hands over; Shift+Enter breaks the line where `breaks` allows it.

    `type_role` is the text role it is set in: body, strong, heading, title or muted.
    """

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        placeholder: str = "",
        type_role: str = "body",
        breaks: bool = True,
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, value, placeholder=placeholder, lines=1, most=40, parent=parent)
        self._breaks, self._required = breaks, required
        self.label.hide()
        self.edit.setProperty("role", "quiet")
        self.edit.setProperty("type", type_role)

    def _beneath(self) -> MessageLine:
        line = super()._beneath()
        line.setContentsMargins(INSET - 1, 0, 0, 0)
        return line

    def advise(self, advice: str) -> None:
        """Show a warning beneath the text, unless something worse stands there; an empty one takes it away."""
        if self.edit.property("severity") == "error":
            return
        if advice and advice != self.message():
            self.set_message(advice, "warning")
        elif not advice and self.message():
            self.clear_message()

    def _show(self, value: object) -> None:
        text = str(value or "")
        if self.edit.toPlainText() == text:
            return
        cursor = self.edit.textCursor()
        place = cursor.position()
        self.edit.setPlainText(text)
        cursor = self.edit.textCursor()
        cursor.setPosition(min(place, len(text)))
        self.edit.setTextCursor(cursor)

    def _read(self) -> object:
        text = self.edit.toPlainText().strip()
        if not self._breaks:
            text = " ".join(text.split())
        # A row keeps its name: an emptied one comes back.
        return self._value if self._required and not text else text

    def _enter_commits(self, event: QKeyEvent) -> bool:
        return not (self._breaks and event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


class AddLine(LineField):
    """A quiet line in which a name is enough: `committed` comes with it, and the line is ready for the next."""

    def __init__(self, label: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(label, placeholder=placeholder, parent=parent)
        self.label.hide()
        self.edit.setProperty("role", "quiet")

    def advise(self, advice: str) -> None:
        """Show a warning beneath the line; an empty one takes it away."""
        if advice:
            self.set_message(advice, "warning")
        else:
            self.clear_message()

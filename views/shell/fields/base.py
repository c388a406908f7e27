"""What all fields share: the label above, the line beneath, and when a value counts as given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from views import tokens
from views.shell.accessibility import tell_description
from views.shell.labels import Text, restyle
from views.shell.severity import Glyph, Severity, severity_name

# Longer than between two letters, shorter than a thought.
_PAUSE_MS = 900


class Unreadable(ValueError):
    """The text cannot be read as a value of this field; its message is one plain sentence."""


class Field(QWidget):
    """A labelled control.

    `committed(value)` comes once for each change that the person made: on Enter or when the focus leaves.
    Escape brings back the value before. A text that cannot be read stays, with a line that says why.
    Subclasses build a control, call `_install`, and say how a value is shown and read.
    """

    committed = Signal(object)
    edited = Signal()

    def __init__(self, label: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: object = None
        self._hint = hint
        self._own_error = False
        self._control: QWidget = self
        self.label = QLabel(label)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setProperty("role", "label")
        self._line: MessageLine | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE_XS)
        self._column.addWidget(self.label)
        self._column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _install(self, body: QWidget, control: QWidget | None = None) -> None:
        """Put the control under the label; `control` is what takes the focus if it is not the body itself."""
        self._control = control or body
        self._column.insertWidget(1, body)
        self.setFocusProxy(self._control)
        self.label.setBuddy(self._control)
        self._control.setAccessibleName(self.label.text())
        self._control.installEventFilter(self)
        self.clear_message()

    # ---- the value

    def value(self) -> object:
        """Return the value as last set or committed."""
        return self._value

    def set_value(self, value: object) -> None:
        """Show what the document holds. What is being typed stays: the person has not finished."""
        dirty, known = self.dirty(), value == self._value
        self._value = value
        # What is known already stands there as it was typed, perhaps with the space before the next word.
        if not dirty and not known:
            self._show(value)

    def reset(self, value: object) -> None:
        """Show the value of another object; what was being typed is dropped, so `commit` before."""
        self._value = value
        self._show(value)
        self._readable()

    def dirty(self) -> bool:
        """Return whether the control shows something else than the value."""
        try:
            return self._read() != self._value
        except Unreadable:
            return True

    def commit(self) -> bool:
        """Hand over what was typed, if anything; return False, and say why, if it cannot be read."""
        try:
            value = self._read()
        except Unreadable as reason:
            self.set_message(str(reason), "error")
            self._own_error = True
            return False
        self._readable()
        if value == self._value:
            self._show(value)
            return True
        self._value = value
        self._show(value)
        self.committed.emit(value)
        return True

    def keep_while_typing(self) -> None:
        """Hand over what was typed at each pause as well, so that a crash takes no more than the last word."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._keep)
        self.edited.connect(self._pause.start)

    def _keep(self) -> None:
        """Hand over what can be read and leave the text as it stands: the person goes on typing."""
        try:
            value = self._read()
        except Unreadable:
            return
        if value != self._value and not self._own_error:
            self._value = value
            self.committed.emit(value)

    def refuse(self, value: object, reason: str) -> None:
        """Say why the document did not take what was handed over; it still holds `value`, and the text stays."""
        self._value = value
        self.set_message(reason, "error")
        self._own_error = True

    def restore(self) -> None:
        """Bring back the value before the typing began."""
        self._show(self._value)
        self._readable()
        self.edited.emit()

    def set_read_only(self, read_only: bool) -> None:
        """Let the value be read and copied but not changed."""
        self._control.setEnabled(not read_only)

    def _readable(self) -> None:
        if self._own_error:
            self._own_error = False
            self.clear_message()

    def _show(self, value: object) -> None:
        raise NotImplementedError

    def _read(self) -> object:
        """Return the value of what is shown now; raise Unreadable with a sentence if there is none."""
        raise NotImplementedError

    # ---- the line beneath

    def set_message(self, text: str, severity: Severity = "error") -> None:
        """Show a line beneath the control, such as a finding; an empty one brings back the hint."""
        if not text:
            self.clear_message()
            return
        self._own_error = False
        self._beneath().say(text, severity)
        self._mark(severity, f"{severity_name(severity)}: {text}")

    def clear_message(self) -> None:
        """Show the hint again, or nothing."""
        if self._hint or self._line is not None:
            self._beneath().say(self._hint, "")
        self._mark("", self._hint)

    def message(self) -> str:
        """Return the line beneath, empty when there is none."""
        return self._line.note.text() if self._line is not None else ""

    def set_hint(self, text: str) -> None:
        """Change the hint that shows while there is no message."""
        shown = self._line is None or self._line.glyph.isHidden()
        self._hint = text
        if shown:
            self.clear_message()

    def _beneath(self) -> MessageLine:
        """The line, made when there is first something to say: most fields of a large page never need it."""
        if self._line is None:
            self._line = MessageLine(self)
            self._column.insertWidget(self._column.count() - 1, self._line)
        return self._line

    def _mark(self, severity: str, spoken: str) -> None:
        if self._line is not None:
            self._line.setVisible(bool(spoken))
        if self._control.accessibleDescription() == spoken:
            return
        self._control.setAccessibleDescription(spoken)
        framed = self._framed()
        if framed.property("severity") != severity:
            framed.setProperty("severity", severity)
            restyle(framed)
        tell_description(self._control)

    def _framed(self) -> QWidget:
        """The widget whose border shows the severity."""
        return self._control

    # ---- keys and focus

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._control and self._handles(event):
            return True
        return super().eventFilter(watched, event)

    def _handles(self, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() not in (
                Qt.FocusReason.PopupFocusReason,
                Qt.FocusReason.ActiveWindowFocusReason,
            ):
                self.commit()
        elif isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._leaves_undo(event)
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event)
        return False

    def _leaves_undo(self, event: QKeyEvent) -> bool:
        """While nothing is being typed here, undo and redo belong to the document."""
        standard = QKeySequence.StandardKey
        if not self.dirty() and (event.matches(standard.Undo) or event.matches(standard.Redo)):
            event.ignore()
            return True
        if event.key() == Qt.Key.Key_Escape and self.dirty():
            event.accept()
            return True
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self.dirty():
            self.restore()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._enter_commits(event):
            self.commit()
            return True
        return False

    def _enter_commits(self, event: QKeyEvent) -> bool:
        return True

    def _on_edited(self) -> None:
        self._readable()
        self.edited.emit()


class MessageLine(QWidget):
    """What stands beneath a control: a message with its icon, or a hint without."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.glyph = Glyph("info", "info", parent=self)
        self.note = Text("", "small", wrap=True, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.note, 1)

    def say(self, text: str, severity: Severity | Literal[""]) -> None:
        """Show a text; a severity gives it an icon and a colour."""
        if severity:
            self.glyph.set_icon(severity, severity)
        self.glyph.setVisible(bool(severity))
        self.note.setText(text)
        role = severity or "small"
        if self.note.property("role") != role:
            self.note.setProperty("role", role)
            restyle(self.note)


def commit_all(root: QWidget) -> bool:
    """Hand over what is being typed in any field under `root`; return whether all could be read."""
    readable = True
    for field in root.findChildren(Field):
        if field.isEnabled() and field.dirty():
            readable = field.commit() and readable
    return readable


Check = Callable[[str], str]
"""Given a text, the sentence that says what is wrong with it, or an empty one."""

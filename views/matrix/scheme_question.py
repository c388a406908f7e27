"""What another scheme would lose, in words, before it happens: show only, convert, or keep."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.authority.conversion import Losses, losses
from models.authority.letter_words import scheme_name
from models.commands.schemes import convert_to, scheme_for, show_in
from views import tokens
from views.bridge import Bridge
from views.matrix.inspector.pieces import clear, column
from views.shell.accessibility import announce
from views.shell.buttons import Button
from views.shell.labels import Text, rule

_MOST = 5


class SchemeQuestion(QWidget):
    """Asks once; `answered` when it is over. Nothing has happened until a button is pressed."""

    answered = Signal()

    def __init__(
        self,
        bridge: Bridge,
        say: Callable[[str, bool], object],
        go: Callable[[str, str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._say, self._go = bridge, say, go
        self._edition, self._key = "", ""
        self._found = Losses("", (), (), ())
        self._at = 0
        self._title = Text("", "strong", wrap=True)
        self._sentences = column(spacing=2)
        self.show_only = Button(self.tr("Show only"), kind="primary", on_click=self._show_only)
        self.show_only.setToolTip(self.tr("No right changes; what has no letter stands as “·”."))
        self.convert = Button(self.tr("Convert"), kind="danger", on_click=self._convert)
        self.convert.setToolTip(self.tr("Change the rights to what the letters can say. It can be undone."))
        self.keep = Button(self.tr("Keep"), kind="quiet", on_click=self.answered.emit)
        self.next_cell = Button("", kind="link", on_click=self._next)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_S)
        for button in (self.show_only, self.convert, self.keep):
            buttons.addWidget(button)
        buttons.addSpacing(tokens.SPACE_M)
        buttons.addWidget(self.next_cell)
        buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.SPACE_S)
        whole.addWidget(rule())
        whole.addWidget(self._title)
        whole.addLayout(self._sentences)
        whole.addLayout(buttons)
        whole.addWidget(rule())

    def ask(self, edition: str, key: str) -> None:
        """Ask whether a matrix shall be shown in a scheme."""
        self._edition, self._key = edition, key
        self.refresh()
        announce(self, f"{self._title.text()} {' '.join(self.sentences())}")

    def refresh(self) -> None:
        """Say what would be lost as the matrix is now."""
        document = self._bridge.document
        edition = document.editions[self._edition]
        self._found = found = losses(document, edition, scheme_for(document, self._key))
        now = scheme_name(document.schemes.get(edition.scheme))
        self._title.setText(self.tr("Show the matrix in {name}?").format(name=found.scheme))
        self.keep.setText(self.tr("Keep {name}").format(name=now))
        self._at = 0
        self._name_next()
        clear(self._sentences)
        shown = list(found.when_shown)
        more = len(shown) - _MOST
        if more > 0:
            shown[_MOST:] = [self.tr("And {count} more parts without a letter.").format(count=more)]
        for text in (*shown, *found.strictness):
            self._sentences.addWidget(Text(text, wrap=True))
        for text in found.when_converted:
            self._sentences.addWidget(Text(text, "muted", wrap=True))

    def sentences(self) -> list[str]:
        """Return what is said, in order."""
        items = (self._sentences.itemAt(at) for at in range(self._sentences.count()))
        return [widget.text() for item in items if item is not None and isinstance(widget := item.widget(), Text)]

    def take_focus(self) -> None:
        """Put the focus on the answer that loses nothing."""
        self.show_only.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self) -> None:
        if self._found.cells:
            loss = self._found.cells[self._at % len(self._found.cells)]
            self._go(loss.rule, loss.role)
            self._at += 1
            self._name_next()

    def _name_next(self) -> None:
        count = len(self._found.cells)
        text = self.tr("Go to the next of {count} cells") if self._at else self.tr("Go to the first of {count} cells")
        self.next_cell.setText(text.format(count=count) if count > 1 else self.tr("Go to the cell"))
        self.next_cell.setVisible(bool(count))

    def _show_only(self) -> None:
        if self._bridge.execute(show_in, self._edition, self._key) is not None:
            self._say(self.tr("Shown in {name}; no right was changed.").format(name=self._found.scheme), True)
        self.answered.emit()

    def _convert(self) -> None:
        found = self._found
        if self._bridge.execute(convert_to, self._edition, self._key, found.fingerprint) is not None:
            changed = len([loss for loss in found.cells if loss.dropped or loss.gained])
            told = self.tr("Converted to {name}; {count} cells changed.")
            if changed == 1:
                told = self.tr("Converted to {name}; one cell changed.")
            self._say(told.format(name=found.scheme, count=changed), True)
        self.answered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.answered.emit()
        else:
            super().keyPressEvent(event)

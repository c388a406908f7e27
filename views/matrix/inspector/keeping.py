"""Keeping a case that was asked in the library, with its answer: one click, and its name where it then stands."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.facts import Case
from models.authority.words import facts_words
from models.changes import ChangeSet
from models.commands.cases import rename_case, save_case
from models.document import Document
from views import tokens
from views.bridge import Bridge
from views.inplace import InPlaceText
from views.shell.buttons import Button
from views.shell.labels import Text
from views.shell.severity import Glyph

_LONGEST = 80


class Keeping(QWidget):
    """A button that keeps the case; once it is kept, the name that it has in the library."""

    kept = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._asked: tuple[Case, date | None] | None = None
        self._known: tuple[str, tuple[Case, date | None]] | None = None
        self.button = Button(self.tr("Keep as a case"), kind="quiet", icon="add", on_click=self.keep)
        self.button.setToolTip(self.tr("Keep this case in the library, with its answer as the expected one"))
        self._glyph = Glyph("ok", "ok")
        self._label = Text(self.tr("In the library as"), "muted")
        self.name = InPlaceText(self.tr("Name of the case"), breaks=False, required=True)
        self.name.committed.connect(self._rename)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self._glyph)
        row.addWidget(self._label)
        row.addWidget(self.name, 1)
        row.addStretch(0)
        self._show()

    def show_case(self, case: Case, on: date | None) -> None:
        """Offer to keep a case, or say under which name it is kept."""
        self._asked = (case, on)
        self._show()

    def know(self, row_id: str) -> None:
        """Take what is asked now for a case of the library."""
        if self._asked is not None:
            self._known = (row_id, self._asked)
        self._show()

    def keep(self) -> None:
        """Put the case into the library under a name that says what it is about, ready to be typed over."""
        if self._asked is None:
            return
        case, on = self._asked
        document = self._bridge.document
        changes = self._bridge.execute(save_case, _free(document, case), case, self._bridge.today(), on)
        for row_id in changes.ids("library_case") if isinstance(changes, ChangeSet) else ():
            self.know(row_id)
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.name.edit.selectAll()
            self.kept.emit(row_id)

    def _rename(self, value: object) -> None:
        row = self._row()
        if row is None:
            return
        problem = self._bridge.attempt(rename_case, row, str(value))
        if problem:
            self.name.refuse(self._bridge.document.library_cases[row].name, problem)

    def _row(self) -> str | None:
        """Return the id of the case of the library that is asked now, if it is one."""
        if self._known is None or self._known[1] != self._asked:
            return None
        return self._known[0] if self._known[0] in self._bridge.document.library_cases else None

    def _show(self) -> None:
        row = self._row()
        self.button.setVisible(row is None and not self._bridge.read_only)
        for piece in (self._glyph, self._label, self.name):
            piece.setVisible(row is not None)
        if row is not None:
            self.name.set_read_only(self._bridge.read_only)
            self.name.set_value(self._bridge.document.library_cases[row].name)


def _free(document: Document, case: Case) -> str:
    """Return a name that no case of the library has: the decision with the facts, and a number where need be."""
    facts = facts_words(document, case)
    name = document.decisions[case.decision].name + (f", {facts}" if facts else "")
    name = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
    taken = {row.name.casefold() for row in document.library_cases}
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name} ({number})"
    return free

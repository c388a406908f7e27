"""The footnotes of a row and of the focused cell: read, written, added, taken away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.rules import Note, Rule
from models.commands.rows import add_row, delete_row, set_fields
from models.ids import fresh
from models.teams import Role
from views import tokens
from views.bridge import Bridge
from views.inplace import INSET, AddLine, InPlaceText
from views.matrix.inspector.pieces import clear, column
from views.shell.buttons import IconButton
from views.shell.labels import Text


class Footnotes(QWidget):
    """Shows the notes of a row; a new one is put on the focused cell, or on the row where a label has the focus."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._rule: Rule | None = None
        self._role: Role | None = None
        self._shown: tuple[object, ...] = ()
        self._list = column(spacing=tokens.SPACE_XS)
        self.add_line = AddLine(self.tr("Add a footnote"), self.tr("Add a footnote …"))
        self.add_line.committed.connect(self._add)
        whole = column(self, tokens.SPACE_XS)
        whole.addLayout(self._list)
        whole.addWidget(self.add_line)

    def show_rule(self, rule: Rule, role: Role | None) -> None:
        """Show the notes of a row; `role` is the column that has the focus."""
        self._rule, self._role = rule, role
        notes = self._bridge.document.notes.by("rule", rule.id)
        place = self.tr("on {role}").format(role=role.name) if role is not None else self.tr("on this row")
        self.add_line.edit.setPlaceholderText(self.tr("Add a footnote {place} …").format(place=place))
        self.add_line.set_read_only(self._bridge.read_only)
        if (rule.id, notes) == self._shown:
            return
        self._shown = (rule.id, notes)
        clear(self._list)
        for note in notes:
            self._list.addWidget(self._line(note))

    def _line(self, note: Note) -> QWidget:
        whole = QWidget()
        lines = column(whole, 0)
        role = self._bridge.document.roles.get(note.role)
        mark = f"{note.mark} {role.name}" if role is not None else note.mark
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_S)
        where = Text(mark, "muted", wrap=True)
        where.setContentsMargins(INSET, 0, 0, 0)
        head.addWidget(where, 1)
        drop = IconButton("close", self.tr("Delete footnote {mark}").format(mark=note.mark))
        drop.setProperty("role", "compact")
        drop.clicked.connect(lambda: self._bridge.execute(delete_row, "note", note.id))
        drop.setEnabled(not self._bridge.read_only)
        head.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
        text = InPlaceText(self.tr("Footnote {mark}").format(mark=note.mark), note.text, required=True)
        text.committed.connect(lambda words: self._bridge.execute(set_fields, "note", note.id, text=words))
        text.set_read_only(self._bridge.read_only)
        lines.addLayout(head)
        lines.addWidget(text)
        return whole

    def _add(self, text: object) -> None:
        if self._rule is None or not str(text).strip():
            return
        used = {note.mark for note in self._bridge.document.notes}
        mark = next(str(number) for number in range(1, len(used) + 2) if str(number) not in used)
        role = self._role.id if self._role is not None else None
        note = Note(id=fresh("note"), mark=mark, text=str(text).strip(), rule=self._rule.id, role=role)
        self.add_line.reset("")
        self._bridge.execute(add_row, note)

"""A table of values with a line to find in it, what it is about, and why something typed cannot be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from models.changes import ChangeSet, EditRefused
from models.document import Document
from views import icons, tokens
from views.bridge import Bridge
from views.shell.fields.base import Unreadable
from views.shell.labels import Text
from views.shell.layouts import column
from views.valuetable import Column, Line, ValueTable
from views.valuetable.table import Typed

Read = Callable[[Document, Typed], ChangeSet]
_LINES_TO_FIND_IN = 12


def taker(bridge: Bridge, read: Read) -> Callable[[Typed], str]:
    """Return what a table hands typed texts to: one edit, or why there is none."""

    def command(document: Document, typed: Typed) -> ChangeSet:
        try:
            return read(document, typed)
        except Unreadable as reason:
            raise EditRefused(str(reason)) from None

    return lambda typed: bridge.attempt(command, typed)


class ValuePart(QWidget):
    """What stands above and beneath the table: a sentence of how much is known, a filter, and refusals."""

    def __init__(
        self, bridge: Bridge, name: str, columns: Sequence[Column], read: Read, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()
        self._read_only = False
        self.summary = Text("", "muted", wrap=True)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Find"))
        self.filter.setAccessibleName(self.tr("Find in {table}").format(table=name))
        self.filter.setClearButtonEnabled(True)
        self.filter.addAction(icons.icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.setFixedWidth(self.fontMetrics().averageCharWidth() * 24)
        self.filter.textChanged.connect(lambda _text: self._narrow())
        self.table = ValueTable(name, columns, taker(bridge, read))
        self.refusal = Text("", "error", wrap=True)
        self.refusal.hide()
        # Where the value comes from that one is on.
        self.source = Text("", "small", wrap=True)
        self.table.refused.connect(self.refuse)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._say_source())
        self.table.values.dataChanged.connect(lambda *_: self._say_source())
        self.table.values.modelReset.connect(self._say_source)
        self.top = QHBoxLayout()
        self.top.setSpacing(tokens.SPACE_M)
        self.top.addWidget(self.summary, 1, Qt.AlignmentFlag.AlignVCenter)
        self.top.addWidget(self.filter)
        whole = column(self, tokens.SPACE_S)
        whole.addLayout(self.top)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.refusal)
        whole.addWidget(self.source)

    def refuse(self, reason: str) -> None:
        """Say why something typed cannot be, or nothing any more."""
        self.refusal.setText(reason)
        self.refusal.setVisible(bool(reason))
        self.source.setVisible(not reason)

    def _say_source(self) -> None:
        at, model = self.table.currentIndex(), self.table.values
        if not 0 <= at.row() < len(model.lines):
            self.source.setText("")
            return
        column = model.columns[at.column()]
        why = model.cell(at).why or column.hint
        self.source.setText(f"{model.lines[at.row()].name}, {column.heading}: {why}" if why else "")

    def show_lines(self, lines: Sequence[Line], summary: str, *, read_only: bool) -> None:
        """Show lines, those that are looked for where somebody looks for some."""
        self._lines, self._read_only = lines, read_only
        self.summary.setText(summary)
        self.filter.setVisible(len(lines) >= _LINES_TO_FIND_IN or bool(self.filter.text()))
        self._narrow()

    def _narrow(self) -> None:
        wanted = self.filter.text().strip().casefold()
        shown = [line for line in self._lines if wanted in line.name.casefold()]
        self.table.show_lines(shown, read_only=self._read_only)

    def go_to(self, line: str, key: str = "") -> bool:
        """Go to a cell, whatever is looked for."""
        if self.table.values.row_of(line) < 0:
            self.filter.clear()
        found = self.table.go_to(line, key)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return found

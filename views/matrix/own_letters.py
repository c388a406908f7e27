"""Letters of one's own: each with its sign, its name and what it stands for, changed where they stand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.authority.schemes import Scheme
from models.commands.schemes import add_letter, change_letter, drop_letter, rename_scheme
from views import tokens
from views.bridge import Bridge
from views.matrix.inspector.pieces import scrolling
from views.matrix.letter_row import LetterRow, quiet_line
from views.shell.accessibility import announce
from views.shell.buttons import Button
from views.shell.labels import Text, rule

# The share of the page that the editor takes at most, so that the grid stays in sight.
_SHARE = 0.36
_LEAST_LINES, _LINES_FOR_THE_REST = 8, 34


class OwnLetters(QWidget):
    """The editor of a scheme. Every change is one edit; one that cannot be is said where it was made."""

    closed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.scheme = ""
        self.name = quiet_line(self.tr("Name of these letters"), 32, self)
        self.name.setProperty("type", "heading")
        self.name.editingFinished.connect(self._rename)
        self.done = Button(self.tr("Done"), kind="plain", on_click=self.closed.emit)
        self.fault = Text("", "error", wrap=True)
        self.rows: list[LetterRow] = []
        self._inside = QWidget()
        self.draft = LetterRow(None, self._inside)
        self.draft.asked.connect(self._add)
        self.draft.reached.connect(self._open)
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, tokens.SPACE_S, 0)
        self._grid.setHorizontalSpacing(tokens.SPACE_S)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        self._area = scrolling(self._inside, self)
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE_S)
        top.addWidget(self.name)
        top.addWidget(self.fault, 1)
        top.addWidget(self.done)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.SPACE_S)
        whole.addWidget(rule())
        whole.addLayout(top)
        whole.addWidget(self._area, 1)
        whole.addWidget(rule())

    def _fit(self) -> None:
        """Give the letters the height that they need, as long as the grid stays in sight."""
        inside = self._grid
        wide = self._area.viewport().width()
        wanted = inside.heightForWidth(wide) if inside.hasHeightForWidth() else inside.sizeHint().height()
        line, page = self.fontMetrics().height(), self.window().height()
        room = max(_LEAST_LINES * line, min(round(page * _SHARE), page - _LINES_FOR_THE_REST * line))
        self._area.setFixedHeight(min(wanted, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def show_scheme(self, scheme: str) -> None:
        """Show the letters of a scheme of the file."""
        self.scheme = scheme
        self._say("")
        self.refresh()

    def refresh(self) -> None:
        """Show the letters as they are now."""
        scheme = self._bridge.document.schemes.get(self.scheme)
        if scheme is None:
            return
        if not self.name.hasFocus():
            self.name.setText(scheme.name)
        self._match(scheme)
        for row, letter in zip(self.rows, scheme.letters, strict=True):
            row.show_letter(letter)
        self._fit()

    def _match(self, scheme: Scheme) -> None:
        while len(self.rows) > len(scheme.letters):
            self.rows.pop().leave()
        while len(self.rows) < len(scheme.letters):
            row = LetterRow(scheme.letters[len(self.rows)], self._inside)
            row.reached.connect(self._open)
            row.asked.connect(self._change)
            row.dropped.connect(self._drop)
            row.put_into(self._grid, len(self.rows))
            self.rows.append(row)
        self.draft.put_into(self._grid, len(self.rows))

    def take_focus(self) -> None:
        """Put the focus on the first letter."""
        (self.rows[0] if self.rows else self.draft).sign.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, open_row: LetterRow) -> None:
        for row in (*self.rows, self.draft):
            row.open(row is open_row)
        self._fit()

    # ---- edits

    def _rename(self) -> None:
        scheme = self._bridge.document.schemes.get(self.scheme)
        if scheme is not None and self.name.text().strip() != scheme.name:
            self._say(self._bridge.attempt(rename_scheme, self.scheme, self.name.text()))

    def _change(self, row: LetterRow) -> None:
        before = row.letter
        if before is None or row.says(before):
            return
        fault = self._bridge.attempt(
            change_letter, self.scheme, before.letter, to=row.sign.text(), name=row.name.text(), rights=row.rights
        )
        self._tell(row, fault)

    def _add(self, row: LetterRow) -> None:
        # Nothing is complained of before all three are there.
        if row.sign.text().strip() and row.name.text().strip() and row.rights:
            fault = self._bridge.attempt(add_letter, self.scheme, row.sign.text(), row.name.text(), row.rights)
            if not fault:
                row.empty()
            self._tell(row, fault)

    def _drop(self, row: LetterRow) -> None:
        if row.letter is not None:
            self._tell(row, self._bridge.attempt(drop_letter, self.scheme, row.letter.letter))

    def _tell(self, row: LetterRow, fault: str) -> None:
        self._say(fault)
        if fault:
            row.refuse()

    def _say(self, fault: str) -> None:
        self.fault.setText(fault)
        if fault:
            announce(self, fault, urgent=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

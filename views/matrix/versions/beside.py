"""The version before, beneath the one that is shown: the same lines and columns, moving along, to be read only."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from models.authority.editions import counterparts, edition_words, term_words
from models.authority.rules import Edition
from views import tokens
from views.bridge import Bridge
from views.matrix.grid import MatrixGrid
from views.matrix.inspector.pieces import column
from views.matrix.versions.looking import Looking
from views.shell.labels import Text


class Beside(QWidget):
    """Follows the focus and the columns of another grid."""

    def __init__(self, bridge: Bridge, main: MatrixGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._main, self._bridge = main, bridge
        self._looking = Looking(bridge, locked=True, parent=self)
        self._pairs: dict[str, str] = {}
        self.heading = Text("", "label")
        self.grid = MatrixGrid(self._looking)
        self.grid.setAccessibleName(self.tr("The version before"))
        lines = column(self, tokens.SPACE_XS)
        lines.addWidget(self.heading)
        lines.addWidget(self.grid, 1)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._follow)
        main.moved.connect(self._soon.start)
        main.relaid.connect(self._align)
        main.horizontalScrollBar().valueChanged.connect(self.grid.horizontalScrollBar().setValue)

    def show_versions(self, before: Edition, after: Edition) -> None:
        """Show the version before another one."""
        self._looking.look_at(before.id)
        document = self._looking.real
        self.heading.setText(f"{edition_words(before)} · {term_words(document, before, self._bridge.today())}")
        self._pairs = {row: old.id for row, old in counterparts(document, after.id, before.id).items()}
        if self.grid.sheet.edition != before.id:
            self.grid.show_edition(before.id)
        self._align()
        self._follow()

    def _align(self) -> None:
        """Give the columns the places that they have above."""
        if self.isVisible():
            self.grid.fitting.widen(self._main.geometry_.first_width)
            self.grid.horizontalScrollBar().setValue(self._main.horizontalScrollBar().value())

    def _follow(self) -> None:
        """Go to where the focus is above: the row that it stands for, else its decision."""
        sheet, selection = self._main.sheet, self._main.selection
        if not self.isVisible() or not sheet.rows or selection.row >= len(sheet.rows):
            return
        row = sheet.rows[selection.row]
        names = (self._pairs.get(row.id, row.id), sheet.decision_at(selection.row) or "")
        found = next((at for name in names if (at := self.grid.sheet.find(name)) is not None), None)
        if found is not None:
            self.grid.go_to(found, selection.column)

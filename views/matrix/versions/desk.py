"""All that the matrix page has about versions, in one: the line above the grid, the panel, the grid beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from models.authority.editions import predecessor_of
from views.bridge import Bridge
from views.matrix.grid import MatrixGrid
from views.matrix.versions.bar import VersionBar
from views.matrix.versions.looking import Looking
from views.matrix.versions.watch import DifferenceWatch

if TYPE_CHECKING:
    from views.matrix.versions.beside import Beside
    from views.matrix.versions.panel import VersionsPanel


class Versions(QObject):
    """`looking` is the bridge through which the page sees the matrix.

    `turned` comes when another version is shown, `opened` when the panel is opened or closed, `decision_chosen` with
    a decision to go to, `said` with a sentence about what was done.
    """

    turned = Signal()
    opened = Signal(bool)
    decision_chosen = Signal(str)
    said = Signal(str, bool)

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.looking = Looking(bridge, parent=self)
        self.watch = DifferenceWatch(self.looking, self)
        # Made when first asked for: most people only ever see the matrix in force.
        self.panel: VersionsPanel | None = None
        self.beside: Beside | None = None

    def lay_out(self, grid: MatrixGrid, splitter: QSplitter) -> None:
        """Make the parts around a grid, and put the grid, with room for another beneath it, into a splitter."""
        self._grid, self._splitter = grid, splitter
        self.bar = VersionBar(self._bridge, self.looking, splitter.parentWidget())
        self._grids = QSplitter(Qt.Orientation.Vertical, splitter)
        self._grids.setChildrenCollapsible(False)
        splitter.addWidget(self._grids)
        self._grids.addWidget(grid)
        self.bar.panel.toggled.connect(self._show_panel)
        self.bar.beside.toggled.connect(self._show_beside)
        self.bar.begun.connect(self._begun)
        self.watch.changed.connect(self._mark)
        self.looking.turned.connect(self._turned)
        self.looking.opened.connect(self._turned)
        self.looking.changed.connect(lambda changes: self._turned() if changes.touches("edition") else None)
        self._turned()

    # ---- which version

    def look_at_place(self, table: str, row_id: str) -> None:
        """Turn to the version that a row, a note or a version itself belongs to."""
        document = self.looking.real
        note = document.notes.get(row_id) if table == "note" else None
        rule = document.rules.get(note.rule if note is not None else row_id if table == "rule" else None)
        edition = rule.edition if rule is not None else row_id if table == "edition" else None
        shown = self.looking.edition
        if edition in document.editions and (shown is None or shown.id != edition):
            self.looking.look_at(edition)

    def _turned(self) -> None:
        edition = self.looking.edition
        if edition is not None and self._grid.sheet.edition != edition.id:
            self._grid.show_marks({})
            self._grid.show_edition(edition.id)
            self.turned.emit()
        elif edition is not None:
            self._grid.sheet.chosen = edition.id
            self._grid.viewport().update()
        self._fill_beside()

    def _begun(self, draft: str) -> None:
        self.looking.look_at(draft)
        self.said.emit(self.tr("The draft changes nothing until it is published."), True)

    def _done(self, sentence: str) -> None:
        # What was pressed is no longer there: the draft is published, say.
        self.bar.panel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.emit(sentence, True)

    # ---- what is around the grid

    def close_panel(self) -> None:
        """Close the panel, as something else takes its place."""
        self.bar.panel.setChecked(False)

    def open_panel(self) -> None:
        """Open the panel."""
        self.bar.panel.setChecked(True)

    def _show_panel(self, shown: bool) -> None:
        if self.panel is None:
            from views.matrix.versions.panel import VersionsPanel

            self.panel = VersionsPanel(self._bridge, self.looking, self.watch, self._splitter)
            self.panel.decision_chosen.connect(self.decision_chosen)
            self.panel.done.connect(self._done)
            self._splitter.addWidget(self.panel)
        self.panel.setVisible(shown)
        self.watch.want(shown)
        self.panel.refresh()
        self._mark()
        self.opened.emit(shown)

    def _mark(self) -> None:
        found = self.watch.found
        edition = self.looking.edition
        wanted = edition is not None and (edition.status == "draft" or self.bar.panel.isChecked())
        mine = found is not None and edition is not None and found.edition.id == edition.id
        self._grid.show_marks(found.marks if found is not None and mine and wanted else {})

    def _show_beside(self, shown: bool) -> None:
        if shown and self.beside is None:
            from views.matrix.versions.beside import Beside

            self.beside = Beside(self._bridge, self._grid, self._grids)
            self._grids.addWidget(self.beside)
        if self.beside is not None:
            self.beside.setVisible(shown)
            self._fill_beside()

    def _fill_beside(self) -> None:
        edition = self.looking.edition
        if self.beside is None or self.beside.isHidden():
            return
        before = predecessor_of(self.looking.real, edition) if edition is not None else None
        if edition is None or before is None:
            self.bar.beside.setChecked(False)
        else:
            self.beside.show_versions(before, edition)

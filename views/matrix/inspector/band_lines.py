"""The line of the focused decision: which dimension it shows, its edges to move, and what is wrong, live."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from models.changes import EditRefused, apply
from models.commands.boxes import move_threshold
from views import tokens
from views.bridge import Bridge
from views.matrix.inspector.line_view import LineView
from views.matrix.inspector.pieces import column
from views.matrix.inspector.scale import NumberLine, bar_words, lines_of, number_line
from views.matrix.inspector.troubles import troubles
from views.notice import Notice
from views.shell.fields import Choice, ChoiceField

_PREVIEW_MS = 30


class BandLines(QWidget):
    """Shows a decision on one of its dimensions. `row_chosen` asks to go to a row."""

    row_chosen = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._decision, self._row, self._edition = "", "", ""
        self._wanted: dict[str, str] = {}
        self._shown: NumberLine | None = None
        self._carried: tuple[int, int] | None = None
        self.chooser = ChoiceField(self.tr("Shown by"))
        self.chooser.label.hide()
        self.chooser.combo.setProperty("role", "quiet")
        self.chooser.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.chooser.committed.connect(self._choose)
        self.line = LineView()
        self.notice = Notice()
        self._soon = QTimer(self, singleShot=True, interval=_PREVIEW_MS)
        self._soon.timeout.connect(self._preview)
        self.line.bar_chosen.connect(self.row_chosen)
        self.line.edge_moved.connect(self._move)
        self.line.edge_carried.connect(self._carry)
        lines = column(self, tokens.SPACE_XS)
        for piece in (self.chooser, self.line, self.notice):
            lines.addWidget(piece)

    def show_decision(self, decision: str, row: str, edition: str) -> None:
        """Show a decision as it is in an edition; `row` is the one that is marked."""
        document = self._bridge.document
        self._decision, self._row, self._edition = decision, row, edition
        found = lines_of(document, decision, edition)
        line = self._shown = number_line(document, decision, edition, self._wanted.get(decision, ""))
        self.chooser.set_choices([Choice(each.id, each.name) for each in found])
        self.chooser.set_value(line.dimension.id if line is not None else None)
        self.chooser.setVisible(len(found) > 1)
        self.line.show_line(line, row, read_only=self._bridge.read_only)
        self._show_troubles()
        if line is not None:
            self.line.setAccessibleName(self.tr("Rows by {fact}").format(fact=line.dimension.name))
            said = [bar_words(line, bar) for bar in line.bars] + [each.words for each in self.line.troubles]
            self.line.setAccessibleDescription("; ".join(said))

    def _choose(self, dimension: object) -> None:
        self._wanted[self._decision] = str(dimension)
        self.show_decision(self._decision, self._row, self._edition)

    def _show_troubles(self) -> None:
        """Show what is wrong with the rows as they are, or as they would be where the edge is held now."""
        line, document = self._shown, self._bridge.document
        if line is None:
            self.line.show_troubles(())
            self.notice.say("")
            return
        if self._carried is not None:
            edge, to = self._carried
            try:
                document = apply(document, move_threshold(document, line.dimension.id, *line.neighbours(edge), to))
            except EditRefused as refused:
                self.notice.say(str(refused))
                return
        found = troubles(document, self._decision, self._edition, line.dimension, self._bridge.today())
        self.line.show_troubles(found)
        more = len({each.words for each in found}) - 1
        words = found[0].words if found else ""
        self.notice.say(f"{words} {self.tr('And {n} more.').format(n=more)}" if more > 0 else words)

    # ---- moving an edge

    def _carry(self, edge: int | None, to: int | None) -> None:
        self._carried = (edge, to) if edge is not None and to is not None else None
        if self._carried is None:
            self._soon.stop()
            self._show_troubles()
        elif not self._soon.isActive():
            # Now and then while the pointer moves: the edge follows at once, the proof a moment later.
            self._soon.start()

    def _preview(self) -> None:
        if self._carried is not None:
            self._show_troubles()

    def _move(self, edge: int, to: int) -> None:
        line = self._shown
        if line is not None:
            self._bridge.execute(move_threshold, line.dimension.id, *line.neighbours(edge), to)
            # At once, so that the next key begins where this one ended, or where it did if this was refused.
            self.show_decision(self._decision, self._row, self._edition)

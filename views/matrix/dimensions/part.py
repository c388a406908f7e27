"""The dimensions beside each other: a list, and the one that is chosen in fields."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from models.changes import ChangeSet
from models.commands.dimensions import add_dimension, delete_dimension
from models.commands.rows import move_row
from models.decisions import DimensionKind
from views import tokens
from views.bridge import Bridge
from views.inplace import AddLine
from views.matrix.dimensions.form import DimensionForm
from views.matrix.dimensions.words import KINDS, list_words
from views.matrix.inspector.pieces import column
from views.shell.beside import side_by_side
from views.shell.buttons import Button
from views.shell.empty_state import EmptyState
from views.shell.two_lines import Line, TwoLineList


class DimensionsPart(QWidget):
    """Edits the dimensions. `rule_chosen` asks to go to a row of the matrix."""

    rule_chosen = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown = ""
        self._kind: DimensionKind = "money"
        self.list = TwoLineList(self.tr("Dimensions"))
        self.list.let_move(True)
        self.form = DimensionForm(bridge)
        self.add_line = AddLine(self.tr("Add a dimension"), self.tr("Add a dimension …"))
        self._choose = Button("", kind="quiet", on_click=self._offer)
        self._menu = QMenu(self._choose)
        for kind, text in KINDS.items():
            self._menu.addAction(text.capitalize()).triggered.connect(
                lambda _checked=False, kind=kind: self.begin(kind)
            )
        self.nothing = EmptyState(
            "band",
            self.tr("No dimensions yet. A dimension is a fact that decides who decides: an amount, a term, a risk."),
            action=self.tr("Add a dimension"),
            on_action=lambda: self.begin("money"),
        )
        self._lay_out()
        self._say_kind()
        self.list.chosen.connect(self.show_dimension)
        self.list.pushed.connect(self._push)
        self.list.moved.connect(self._move)
        self.list.delete_asked.connect(self._delete)
        self.form.delete_asked.connect(self._delete)
        self.form.rule_chosen.connect(self.rule_chosen)
        self.add_line.committed.connect(self._add)
        bridge.changed.connect(self._follow)
        bridge.opened.connect(self.refresh)

    def _lay_out(self) -> None:
        left = QWidget()
        lines = column(left, tokens.SPACE_S)
        lines.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.SPACE_XS)
        foot.addWidget(self.add_line, 1)
        foot.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(foot)
        self._stack = QStackedWidget()
        self._stack.addWidget(side_by_side(left, self.form))
        self._stack.addWidget(self.nothing)
        column(self).addWidget(self._stack)

    # ---- what is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _follow(self, changes: ChangeSet) -> None:
        touched = ("dimension", "rule", "decision", "tier", "delegation", "urgent_route", "volume", "charter")
        if self.isVisible() and changes.touches(*touched):
            self.refresh()

    def refresh(self) -> None:
        """Show the dimensions as they are now."""
        document = self._bridge.document
        self.list.lines.show_lines([Line(row.id, row.name, list_words(row)) for row in document.dimensions])
        writable = not self._bridge.read_only
        self.add_line.setVisible(writable)
        self._choose.setVisible(writable)
        first = next(iter(document.dimensions), None)
        self._stack.setCurrentIndex(1 if first is None else 0)
        if first is not None:
            self._show(self._shown if self._shown in document.dimensions else first.id)

    def show_dimension(self, dimension: str) -> None:
        """Show a dimension of the list."""
        if dimension in self._bridge.document.dimensions:
            self._show(dimension)

    def _show(self, dimension: str) -> None:
        self._shown = dimension
        self.form.show()
        self.list.choose(dimension)
        self.form.show_dimension(self._bridge.document.dimensions[dimension])

    def focus_place(self, _table: str, row_id: str, field: str = "") -> bool:
        """Go to a field of a dimension; return whether there is such."""
        if row_id not in self._bridge.document.dimensions:
            return False
        self.refresh()
        self._show(row_id)
        self.form.field(field).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def take_focus(self) -> None:
        """Give the focus to the list."""
        shown = self.list if self._stack.currentIndex() == 0 else self.nothing
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- edits

    def begin(self, kind: DimensionKind) -> None:
        """Choose the kind of the next dimension, and go to the line where its name is typed."""
        self._kind = kind
        self._say_kind()
        self._stack.setCurrentIndex(0)
        self.form.setVisible(len(self._bridge.document.dimensions) > 0)
        self.add_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_kind(self) -> None:
        self._choose.setText(f"{KINDS[self._kind]} ▾")
        self._choose.setAccessibleName(self.tr("Kind of the new dimension: {kind}").format(kind=KINDS[self._kind]))

    def _offer(self) -> None:
        self._menu.popup(self._choose.mapToGlobal(self._choose.rect().bottomLeft()))

    def _add(self, name: object) -> None:
        if not name:
            return
        changes = self._bridge.execute(add_dimension, str(name), self._kind)
        if changes:
            self.add_line.reset("")
            for dimension in changes.ids("dimension"):
                self.refresh()
                self._show(dimension)

    def _delete(self, dimension: str) -> None:
        self.form.refuse(self._bridge.attempt(delete_dimension, dimension))

    def _push(self, dimension: str, step: int) -> None:
        self._move(dimension, self.list.lines.row_of(dimension) + (2 if step > 0 else -1))

    def _move(self, dimension: str, at: int) -> None:
        ids = [row.id for row in self._bridge.document.dimensions]
        if not 0 <= at <= len(ids):
            return
        self._bridge.execute(
            move_row, "dimension", dimension, next((one for one in ids[at:] if one != dimension), None)
        )

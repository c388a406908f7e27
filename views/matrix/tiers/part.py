"""The decision tiers: a list from nearest to the work upward, and the one that is chosen in fields."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.changes import ChangeSet
from models.commands.tiers import add_tier, delete_tier, move_tier, tiers_in_order
from models.decisions import Tier
from views import tokens
from views.bridge import Bridge
from views.inplace import AddLine
from views.matrix.inspector.pieces import column
from views.matrix.tiers.form import TierForm
from views.shell.beside import side_by_side
from views.shell.empty_state import EmptyState
from views.shell.two_lines import Line, TwoLineList


class TiersPart(QWidget):
    """Edits the decision tiers."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown = ""
        self.list = TwoLineList(self.tr("Decision tiers"))
        self.list.let_move(True)
        self.form = TierForm(bridge)
        self.add_line = AddLine(self.tr("Add a tier"), self.tr("Add a tier …"))
        self.nothing = EmptyState(
            "review",
            self.tr(
                "No tiers yet. A tier is a class of decisions with one level that decides, such as “team” or “board”."
            ),
            action=self.tr("Add a tier"),
            on_action=self.begin,
        )
        left = QWidget()
        lines = column(left, tokens.SPACE_S)
        lines.addWidget(self.list, 1)
        lines.addWidget(self.add_line)
        self._stack = QStackedWidget()
        self._stack.addWidget(side_by_side(left, self.form))
        self._stack.addWidget(self.nothing)
        column(self).addWidget(self._stack)
        self.list.chosen.connect(self.show_tier)
        self.list.pushed.connect(lambda tier, step: self._move(tier, self.list.lines.row_of(tier) + step))
        self.list.moved.connect(self._drop)
        self.list.delete_asked.connect(self._delete)
        self.form.delete_asked.connect(self._delete)
        self.add_line.committed.connect(self._add)
        bridge.changed.connect(self._follow)
        bridge.opened.connect(self.refresh)

    # ---- what is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _follow(self, changes: ChangeSet) -> None:
        if self.isVisible() and changes.touches("tier", "decision", "role", "dimension"):
            self.refresh()

    def refresh(self) -> None:
        """Show the tiers as they are now."""
        document = self._bridge.document
        self.list.lines.show_lines([self._line(tier) for tier in tiers_in_order(document)])
        self.add_line.setVisible(not self._bridge.read_only)
        first = next(iter(tiers_in_order(document)), None)
        self._stack.setCurrentIndex(1 if first is None else 0)
        if first is not None:
            self._show(self._shown if self._shown in document.tiers else first.id)

    def _line(self, tier: Tier) -> Line:
        document = self._bridge.document
        count = len(document.decisions.by("tier", tier.id))
        role = document.roles.get(tier.decided_by)
        parts = [
            self.tr("Rank {rank}").format(rank=tier.rank),
            role.name if role is not None else self.tr("nobody named"),
            self.tr("1 decision") if count == 1 else self.tr("{n} decisions").format(n=count),
        ]
        return Line(tier.id, tier.name, " · ".join(parts))

    def show_tier(self, tier: str) -> None:
        """Show a tier of the list."""
        if tier in self._bridge.document.tiers:
            self._show(tier)

    def _show(self, tier: str) -> None:
        self._shown = tier
        self.form.show()
        self.list.choose(tier)
        self.form.show_tier(self._bridge.document.tiers[tier])

    def focus_place(self, _table: str, row_id: str, field: str = "") -> bool:
        """Go to a field of a tier; return whether there is such."""
        if row_id not in self._bridge.document.tiers:
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

    def begin(self) -> None:
        """Go to the line where the name of a new tier is typed."""
        self._stack.setCurrentIndex(0)
        self.form.setVisible(len(self._bridge.document.tiers) > 0)
        self.add_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, name: object) -> None:
        changes = self._bridge.execute(add_tier, str(name)) if name else None
        if changes:
            self.add_line.reset("")
            self.refresh()
            for tier in changes.ids("tier"):
                self._show(tier)

    def _delete(self, tier: str) -> None:
        self._bridge.execute(delete_tier, tier)

    def _drop(self, tier: str, at: int) -> None:
        self._move(tier, at - (at > self.list.lines.row_of(tier)))

    def _move(self, tier: str, at: int) -> None:
        if 0 <= at < self.list.lines.rowCount() and at != self.list.lines.row_of(tier):
            self._bridge.execute(move_tier, tier, at)

"""How often each decision comes up, and the chosen one in full: its cases, their work, when they come."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from models.changes import ChangeSet
from models.commands.volumes import volume_of
from models.simulation.assumptions import Assumptions
from views import tokens
from views.bridge import Bridge
from views.shell.empty_state import EmptyState
from views.shell.labels import Text
from views.shell.layouts import column, scrolling
from views.simulation.inputs.arriving import Arriving
from views.simulation.inputs.decision_lines import decision_columns, decision_lines, take_decisions
from views.simulation.inputs.efforts import EffortTable
from views.simulation.inputs.mix import MixTable
from views.simulation.inputs.value_part import ValuePart

_WATCHED = ("volume", "decision", "section", "dimension", "place", "role", "workspace")
# In characters: from this width on the chosen decision stands beside the table.
_BESIDE = 260


class DecisionsPart(QWidget):
    """Edits the volumes."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._assumptions = Assumptions()
        self._decision = ""
        self.part = ValuePart(bridge, self.tr("Decisions"), decision_columns(), take_decisions)
        self.table = self.part.table
        self.table.chosen.connect(self._choose)
        self.mix, self.efforts, self.arriving = MixTable(bridge), EffortTable(bridge), Arriving(bridge)
        self.name = Text("", "title", wrap=True)
        self.nothing = EmptyState(
            "decision",
            self.tr("There are no decisions yet. Enter or import the matrix first, then say how often each comes up."),
        )
        self._lay_out()
        bridge.changed.connect(self._follow)
        bridge.opened.connect(self.refresh)

    def _lay_out(self) -> None:
        self._chosen = QWidget()
        lines = column(self._chosen, tokens.SPACE_L)
        lines.setContentsMargins(0, tokens.SPACE_M, tokens.SPACE_M, 0)
        for each in (self.name, self.mix, self.efforts, self.arriving):
            lines.addWidget(each)
        lines.addStretch(1)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.part)
        self.area = scrolling(self._chosen, self.split)
        self.split.addWidget(self.area)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.split)
        column(self).addWidget(self._stack)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self.fontMetrics().averageCharWidth() * _BESIDE
        side = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.split.orientation() != side:
            self.split.setOrientation(side)
            room = self.width() if wide else self.height()
            self.split.setSizes([round(room * 0.58), round(room * 0.42)])
            self._chosen.setContentsMargins(tokens.SPACE_L if wide else 0, tokens.SPACE_M, tokens.SPACE_M, 0)

    def set_assumptions(self, assumptions: Assumptions) -> None:
        """Show what is assumed where the file is silent."""
        if assumptions != self._assumptions:
            self._assumptions = assumptions
            self.efforts.set_assumptions(assumptions)
            if self.isVisible():
                self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now."""
        document = self._bridge.document
        self._stack.setCurrentWidget(self.split if len(document.decisions) else self.nothing)
        known = len({volume.decision for volume in document.volumes})
        if known:
            said = self.tr("{known} of {all} decisions have a volume. What is in italics is assumed.")
        else:
            said = self.tr(
                "Nobody has said yet how often decisions come up; what is in italics is assumed. Type over it."
            )
        self.part.show_lines(
            decision_lines(document, self._assumptions),
            said.format(known=known, all=len(document.decisions)),
            read_only=self._bridge.read_only,
        )
        if self._decision not in document.decisions:
            self._decision = next(iter(document.decisions)).id if len(document.decisions) else ""
        self._show_chosen()

    def _show_chosen(self) -> None:
        decision = self._bridge.document.decisions.get(self._decision)
        self.area.setVisible(decision is not None)
        if decision is None:
            return
        self.name.setText(decision.name)
        for part in (self.mix, self.efforts, self.arriving):
            part.show_decision(decision.id)

    def _choose(self, decision: str) -> None:
        if decision != self._decision:
            self._decision = decision
            self._show_chosen()

    def _follow(self, changes: ChangeSet) -> None:
        if self.isVisible() and changes.touches(*_WATCHED):
            self.refresh()

    def focus_place(self, row_id: str, field: str = "") -> bool:
        """Go to a decision, or to a field of a volume; return whether there is such."""
        document = self._bridge.document
        volume = document.volumes.get(row_id)
        decision = volume.decision if volume is not None else row_id
        if decision not in document.decisions:
            return False
        self.refresh()
        self.part.go_to(decision, field)
        self._choose(decision)
        beneath = {"mix": self.mix.table, "efforts": self.efforts.table}.get(field) or self.arriving.field(field)
        if (beneath is not None and self.table.values.column_of(field) < 0) or field in ("mix", "efforts"):
            target = beneath if beneath is not None and beneath.isVisibleTo(self) else self.table
            self.area.ensureWidgetVisible(target)
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        return volume is None or volume_of(document, decision) is not None

    def take_focus(self) -> None:
        """Give the focus to the table."""
        self.table.setFocus()

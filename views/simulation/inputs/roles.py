"""How much time each role has for decisions, and how much is asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.authority.words import some_of
from models.changes import ChangeSet
from models.simulation.assumptions import Assumptions
from views.background import Task
from views.bridge import Bridge
from views.latest import Latest, Work
from views.shell.empty_state import EmptyState
from views.shell.layouts import column
from views.simulation.inputs.asked import Asked, asked_of, parts_to_keep
from views.simulation.inputs.role_lines import role_columns, role_lines, take_roles
from views.simulation.inputs.value_part import ValuePart

if TYPE_CHECKING:
    from models.simulation.compiling.known import CompiledParts

_PAUSE_MS = 250
# Tables that what is asked of roles hangs on, beside those that the lines show.
_WATCHED = (
    *("capacity", "volume", "calendar", "role", "holding", "absence", "person", "workspace"),
    *("rule", "decision", "dimension", "edition", "tier", "escalation_link", "delegation", "place", "rate", "section"),
)


class RolesPart(QWidget):
    """Edits the capacities."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._assumptions = Assumptions()
        self._asked: Mapping[str, Asked] | None = None
        # Decisions as they were compiled before, once they were; only the latest run touches them.
        self._kept: list[CompiledParts] = []
        self.part = ValuePart(bridge, self.tr("Roles"), role_columns(bridge.document), take_roles)
        self.table = self.part.table
        self.nothing = EmptyState(
            "role",
            self.tr("There are no roles yet. Give roles a part in decisions first, then say how much time they have."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.part)
        column(self).addWidget(self._stack)
        self._loads = Latest(_PAUSE_MS, self._begin, self)
        self._loads.found.connect(self._found)
        bridge.changed.connect(self._follow)
        bridge.opened.connect(self._opened)

    def set_assumptions(self, assumptions: Assumptions) -> None:
        """Show what is assumed where the file is silent."""
        if assumptions != self._assumptions:
            self._assumptions = assumptions
            if self.isVisible():
                self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now, and work out what is asked."""
        self._show()
        self._loads.ask()

    def busy(self) -> bool:
        """Return whether what is asked is being worked out."""
        return self._loads.busy()

    def _show(self) -> None:
        document = self._bridge.document
        self._stack.setCurrentWidget(self.part if len(document.roles) else self.nothing)
        self.table.show_columns(role_columns(document))
        lines = role_lines(document, self._assumptions, self._bridge.today(), self._asked)
        known = sum(capacity.hours_a_week is not None for capacity in document.capacities)
        if known:
            said = self.tr("{known} of {all} roles have hours of their own. What is in italics is assumed.")
        else:
            said = self.tr("Nobody has said yet how much time roles have; what is in italics is assumed. Type over it.")
        words = [said.format(known=known, all=len(document.roles)), self._too_much()]
        self.part.show_lines(lines, " ".join(filter(None, words)), read_only=self._bridge.read_only)

    def _too_much(self) -> str:
        """Name the roles that are asked for more than they have, the most asked first."""
        document, asked = self._bridge.document, self._asked or {}
        beyond = sorted((role for role in asked if asked[role].share > 1), key=lambda role: -asked[role].share)
        names = [document.roles[role].name for role in beyond if role in document.roles]
        if not names:
            return ""
        if len(names) == 1:
            return self.tr("{name} is asked for more than it has.").format(name=names[0])
        return self.tr("Asked for more than they have: {names}.").format(names=some_of(names))

    def _follow(self, changes: ChangeSet) -> None:
        if self.isVisible() and changes.touches(*_WATCHED):
            self.refresh()

    def _opened(self) -> None:
        self._asked, self._kept = None, []
        if self.isVisible():
            self.refresh()

    def _begin(self) -> Work | None:
        document, assumptions, today = self._bridge.document, self._assumptions, self._bridge.today()

        kept = self._kept

        def work(_task: Task) -> object:
            # Loading what compiles takes a moment, and is done here rather than in the thread of the window.
            if not kept:
                kept.append(parts_to_keep())
            return asked_of(document, assumptions, today, kept[0])

        return work if self.isVisible() else None

    def _found(self, asked: object) -> None:
        self._asked = asked  # type: ignore[assignment]  # what `_begin` works out
        self._show()

    def focus_place(self, row_id: str, field: str = "") -> bool:
        """Go to a role, or to a field of a capacity; return whether there is such."""
        document = self._bridge.document
        capacity = document.capacities.get(row_id)
        role = capacity.role if capacity is not None else row_id
        if role not in document.roles:
            return False
        self._show()
        return self.part.go_to(role, field)

    def take_focus(self) -> None:
        """Give the focus to the table."""
        self.table.setFocus()

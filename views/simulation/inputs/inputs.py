"""What is known for a simulation: the time of roles, the volumes of decisions, calendars, absences."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QWidget

from models.simulation.assumptions import Assumptions
from views import tokens
from views.bridge import Bridge
from views.shell.buttons import Button
from views.shell.fields import commit_all
from views.shell.layouts import column
from views.valuetable import ValueTable

# Which part shows the rows of which table.
PLACES = {"capacity": "roles", "volume": "decisions", "calendar": "calendars", "absence": "absences"}


class _Part(Protocol):
    def focus_place(self, row_id: str, field: str = "") -> bool: ...
    def take_focus(self) -> None: ...


class Inputs(QWidget):
    """Turns between the parts, each built when it is first shown."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._assumptions = Assumptions()
        self._parts: dict[str, QWidget] = {}
        self._buttons: dict[str, Button] = {}
        self._stack = QStackedWidget()
        group = QButtonGroup(self)
        group.setExclusive(True)
        bar = QHBoxLayout()
        bar.setSpacing(tokens.SPACE_XS)
        for key, text in self._names().items():
            button = Button(text, kind="quiet", on_click=partial(self.turn, key))
            button.setCheckable(True)
            group.addButton(button)
            bar.addWidget(button)
            self._buttons[key] = button
        bar.addStretch(1)
        whole = column(self, tokens.SPACE_M)
        whole.addLayout(bar)
        whole.addWidget(self._stack, 1)
        self.setAccessibleName(self.tr("What is known"))
        self._key = ""
        self.turn("roles")

    def _names(self) -> dict[str, str]:
        return {
            "roles": self.tr("Time of roles"),
            "decisions": self.tr("Volumes of decisions"),
            "calendars": self.tr("Calendars"),
            "absences": self.tr("Absences"),
        }

    def _build(self, key: str) -> QWidget:
        from views.simulation.inputs.absences import AbsencesPart
        from views.simulation.inputs.calendars import CalendarsPart
        from views.simulation.inputs.decisions import DecisionsPart
        from views.simulation.inputs.roles import RolesPart

        made: dict[str, Callable[[Bridge], QWidget]] = {
            "roles": RolesPart,
            "decisions": DecisionsPart,
            "calendars": CalendarsPart,
            "absences": AbsencesPart,
        }
        return made[key](self._bridge)

    def part(self, key: str) -> QWidget:
        """Return a part: "roles", "decisions", "calendars" or "absences"."""
        if key not in self._parts:
            self._parts[key] = self._build(key)
            self._stack.addWidget(self._parts[key])
            self._tell(self._parts[key])
        return self._parts[key]

    def turn(self, key: str) -> None:
        """Show a part."""
        if self._key and not self.commit():
            self._buttons[self._key].setChecked(True)
            return
        self._key = key
        self._buttons[key].setChecked(True)
        self._stack.setCurrentWidget(self.part(key))

    def key(self) -> str:
        """Return which part is shown."""
        return self._key

    def set_assumptions(self, assumptions: Assumptions) -> None:
        """Show what a run would assume where the file is silent."""
        self._assumptions = assumptions
        for part in self._parts.values():
            self._tell(part)

    def _tell(self, part: QWidget) -> None:
        from views.simulation.inputs.decisions import DecisionsPart
        from views.simulation.inputs.roles import RolesPart

        if isinstance(part, RolesPart | DecisionsPart):
            part.set_assumptions(self._assumptions)

    def focus_place(self, table: str, row_id: str, field: str = "") -> bool:
        """Go to a field of a capacity, a volume, a calendar or an absence; return whether there is such."""
        key = PLACES.get(table)
        if key is None:
            return False
        self.turn(key)
        part: _Part = self.part(key)  # type: ignore[assignment]  # every part is one
        return part.focus_place(row_id, field)

    def take_focus(self) -> None:
        """Give the focus to the part that is shown."""
        part: _Part = self.part(self._key)  # type: ignore[assignment]  # every part is one
        part.take_focus()

    def commit(self) -> bool:
        """Hand over what is being typed; return whether all of it was taken."""
        taken = [table.commit() for table in self.findChildren(ValueTable)]
        return all(taken) and commit_all(self)

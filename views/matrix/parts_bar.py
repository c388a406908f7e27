"""The parts of the matrix page: its rows, and what they are built on; each is built when it is first shown."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from views.bridge import Bridge

ROWS = "rows"
# Which part shows the rows of which table.
PLACES = {
    "dimension": "dimensions",
    "tier": "tiers",
    "delegation": "delegations",
    "urgent_route": "delegations",
    "separation": "delegations",
    "place": "grounds",
    "instrument": "grounds",
    "rate": "grounds",
}


class Part(Protocol):
    """What the page asks of a part."""

    def focus_place(self, table: str, row_id: str, field: str = "") -> bool: ...
    def take_focus(self) -> None: ...


class PartsBar(QTabBar):
    """Turns a stack to the part that is chosen. `turned` says that another one is shown, `rule_chosen` which row
    of the matrix somebody wants to see.
    """

    turned = Signal(str)
    rule_chosen = Signal(str)

    def __init__(self, bridge: Bridge, stack: QStackedWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._stack = bridge, stack
        self._names = {
            ROWS: self.tr("Decisions"),
            "dimensions": self.tr("Dimensions"),
            "tiers": self.tr("Tiers"),
            "delegations": self.tr("Delegations"),
            "grounds": self.tr("Places and rates"),
        }
        self._parts: dict[str, QWidget] = {}
        for text in self._names.values():
            self.addTab(text)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setAccessibleName(self.tr("Parts of the matrix"))
        self.currentChanged.connect(lambda _at: self.turned.emit(self.key()))

    def key(self) -> str:
        """Return the key of the part that is shown."""
        return list(self._names)[max(0, self.currentIndex())]

    def turn(self, key: str) -> None:
        """Show a part."""
        self.setCurrentIndex(list(self._names).index(key))

    def part(self, key: str) -> QWidget:
        """Return a part other than the rows, building it when it is first wanted."""
        if key not in self._parts:
            self._parts[key] = self._build(key)
            self._stack.addWidget(self._parts[key])
        return self._parts[key]

    def focus_place(self, table: str, row_id: str, field: str = "") -> bool:
        """Go to a row that one of the parts shows; return whether it is there."""
        key = PLACES.get(table)
        if key is None:
            return False
        self.turn(key)
        part: Part = self.part(key)  # type: ignore[assignment]  # every part is one
        return part.focus_place(table, row_id, field)

    def take_focus(self) -> None:
        """Give the focus to the part that is shown."""
        part: Part = self.part(self.key())  # type: ignore[assignment]  # every part is one
        part.take_focus()

    def _build(self, key: str) -> QWidget:
        if key == "dimensions":
            from views.matrix.dimensions import DimensionsPart

            dimensions = DimensionsPart(self._bridge, self._stack)
            dimensions.rule_chosen.connect(self.rule_chosen)
            return dimensions
        if key == "tiers":
            from views.matrix.tiers import TiersPart

            return TiersPart(self._bridge, self._stack)
        if key == "grounds":
            from views.matrix.grounds import GroundsPart

            return GroundsPart(self._bridge, self._stack)
        from views.matrix.delegations import DelegationsPart

        return DelegationsPart(self._bridge, self._stack)

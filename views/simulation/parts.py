"""The parts of the simulation page: the run, what is known, scenarios; each is built when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from views import tokens
from views.bridge import Bridge
from views.shell.tab_bar import TabBar

RUN = "run"
# Tables whose rows the simulation reads; an edit elsewhere leaves a result true.
READS = (
    *("rule", "decision", "dimension", "role", "holding", "absence", "edition", "tier", "volume", "capacity"),
    *("calendar", "escalation_link", "delegation", "place", "rate", "section", "person", "urgent_route"),
)
# Which part shows the rows of which table.
PLACES = {
    **dict.fromkeys(("capacity", "volume", "calendar", "absence"), "known"),
    "scenario": "scenarios",
}


class Part(Protocol):
    """What the page asks of a part."""

    def focus_place(self, table: str, row_id: str, field: str = "") -> bool: ...
    def take_focus(self) -> None: ...
    def commit(self) -> bool: ...


class Parts(TabBar):
    """Turns a stack to the part that is chosen. `turned` comes with its key, `built` with a part made just now."""

    turned = Signal(str)
    built = Signal(str)

    def __init__(self, bridge: Bridge, stack: QStackedWidget, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Parts of the simulation"), parent)
        self._bridge, self._stack = bridge, stack
        self._run: QWidget = stack.widget(0)  # type: ignore[assignment]  # the page has put it there
        self._names = {RUN: self.tr("Run"), "known": self.tr("What is known"), "scenarios": self.tr("Scenarios")}
        self._frames: dict[str, QWidget] = {}
        self._parts: dict[str, QWidget] = {}
        for text in self._names.values():
            self.addTab(text)
        self.currentChanged.connect(lambda _at: self._turn())

    def key(self) -> str:
        """Return the key of the part that is shown."""
        return list(self._names)[max(0, self.currentIndex())]

    def turn(self, key: str) -> None:
        """Show a part."""
        self.setCurrentIndex(list(self._names).index(key))

    def part(self, key: str) -> QWidget:
        """Return a part other than the run, building it when it is first wanted."""
        if key not in self._parts:
            self._parts[key] = _builders()[key](self._bridge)
            self._frames[key] = _framed(self._parts[key])
            self._stack.addWidget(self._frames[key])
            self.built.emit(key)
        return self._parts[key]

    def has(self, key: str) -> bool:
        """Return whether a part has been built."""
        return key in self._parts

    def _turn(self) -> None:
        key = self.key()
        if key == RUN:
            self._stack.setCurrentWidget(self._run)
        else:
            self.part(key)
            self._stack.setCurrentWidget(self._frames[key])
        self.turned.emit(key)

    def focus_place(self, table: str, row_id: str, field: str = "") -> bool:
        """Go to a row that one of the parts shows; return whether it is there."""
        key = PLACES.get(table)
        if key is None:
            return False
        self.turn(key)
        part: Part = self.part(key)  # type: ignore[assignment]  # every part is one
        return part.focus_place(table, row_id, field)

    def take_focus(self) -> None:
        """Give the focus to the part that is shown, where that is not the run."""
        part: Part = self.part(self.key())  # type: ignore[assignment]  # every part is one
        part.take_focus()

    def commit(self) -> bool:
        """Hand over what is being typed in any part; return whether all of it was taken."""
        parts: list[Part] = list(self._parts.values())  # type: ignore[arg-type]  # every part is one
        taken = [part.commit() for part in parts]
        return all(taken)


def _framed(part: QWidget) -> QWidget:
    frame = QWidget()
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(tokens.SPACE_XL, tokens.SPACE_M, tokens.SPACE_XL, tokens.SPACE_L)
    inside.addWidget(part)
    return frame


def _builders() -> dict[str, Callable[[Bridge], QWidget]]:
    from views.simulation.inputs import Inputs
    from views.simulation.scenarios import ScenariosPart

    return {"known": Inputs, "scenarios": ScenariosPart}

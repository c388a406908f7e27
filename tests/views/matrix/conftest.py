"""A grid on a small matrix, as a person would have it in front of them."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from models.document import Document
from tests.views.matrix.samples import Memory, small
from views.bridge import Bridge
from views.matrix.grid import MatrixGrid


@dataclass
class Desk:
    """A grid with its session, and what was said to the person."""

    grid: MatrixGrid
    session: Memory
    bridge: Bridge
    refused: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def at(self, line: str, role: str = "", *, decision: str = "") -> tuple[int, int]:
        """Return the row and column of a line by its label (inside a decision, where given) and of a role by name."""
        sheet = self.grid.sheet
        for row in range(len(sheet.rows)):
            above = sheet.parent(row)
            inside = not decision or (above is not None and sheet.line(above).label == decision)
            if inside and sheet.line(row).label == line:
                names = [column.role.name for column in sheet.columns]
                return row, names.index(role) + 1 if role else 0
        raise LookupError(line)

    def go(self, line: str, role: str = "", *, decision: str = "") -> tuple[int, int]:
        """Put the focus on a cell and return where it is."""
        at = self.at(line, role, decision=decision)
        assert self.grid.go_to(*at)
        return at

    def letters(self, line: str, role: str, *, decision: str = "") -> str:
        """Return what a cell shows."""
        return self.grid.sheet.letters(*self.at(line, role, decision=decision))

    @property
    def focus(self) -> tuple[int, int]:
        """Where the focus is."""
        return self.grid.selection.row, self.grid.selection.column


def desk_for(qtbot: QtBot, document: Document, *, read_only: bool = False) -> Desk:
    """Return a desk on a document."""
    session = Memory(document, read_only=read_only)
    bridge = Bridge(session)
    grid = MatrixGrid(bridge)
    qtbot.addWidget(grid)
    grid.resize(1000, 640)
    with qtbot.waitActive(grid):
        grid.show()
        grid.activateWindow()
    grid.setFocus()
    desk = Desk(grid, session, bridge)
    bridge.refused.connect(desk.refused.append)
    grid.said.connect(lambda text, _undo: desk.said.append(text))
    return desk


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    """The small matrix."""
    return desk_for(qtbot, small())

"""What a screen reader finds in the grid: a table whose cells say row, role and part in one sentence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from views.shell.accessibility import announce

if TYPE_CHECKING:
    from views.matrix.grid import MatrixGrid


class GridInterface(QAccessibleWidget):
    """The table; its children are all cells, row by row, the label of a row first. Cells are made when asked for."""

    def __init__(self, grid: MatrixGrid) -> None:
        super().__init__(grid, QAccessible.Role.Table)
        self._grid = grid
        self._cells: dict[int, CellInterface] = {}

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return self._grid.geometry_.columns + 1

    def childCount(self) -> int:
        return self._grid.geometry_.rows * self.width

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not 0 <= index < self.childCount():
            return None
        found = self._cells.get(index)
        if found is None:
            found = self._cells[index] = CellInterface(self._grid, index)
            QAccessible.registerAccessibleInterface(found)
        return found

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.index if isinstance(child, CellInterface) else -1

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return self.child(focus_index(self._grid)) if self._grid.hasFocus() else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        viewport = self._grid.viewport()
        hit = self._grid.geometry_.hit(viewport.mapFromGlobal(QRect(x, y, 1, 1).topLeft()))
        return self.child(hit[0] * self.width + hit[1]) if hit is not None else None


class CellInterface(QAccessibleInterface):
    """One cell, by its place in the table."""

    def __init__(self, grid: MatrixGrid, index: int) -> None:
        super().__init__()
        self._grid = grid
        self.index = index

    def _place(self) -> tuple[int, int]:
        return divmod(self.index, self._grid.geometry_.columns + 1)

    def isValid(self) -> bool:
        return self._place()[0] < self._grid.geometry_.rows

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> None:  # type: ignore[override]
        return None

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._grid)

    def childCount(self) -> int:
        return 0

    def child(self, _index: int) -> None:  # type: ignore[override]
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, _x: int, _y: int) -> None:  # type: ignore[override]
        return None

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.RowHeader if self._place()[1] == 0 else QAccessible.Role.Cell

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        row, column = self._place()
        block = self._grid.selection.block
        state.focusable = state.selectable = True
        state.focused = self.index == focus_index(self._grid) and self._grid.hasFocus()
        state.selected = row in block.rows and column in block.columns
        state.readOnly = self._grid.bridge.read_only
        return state

    def rect(self) -> QRect:
        cell = self._grid.geometry_.cell(*self._place())
        return QRect(self._grid.viewport().mapToGlobal(cell.topLeft()), cell.size())

    def text(self, kind: QAccessible.Text) -> str:
        row, column = self._place()
        if row >= self._grid.geometry_.rows:
            return ""
        if kind == QAccessible.Text.Value:
            return self._grid.sheet.letters(row, column)
        if kind == QAccessible.Text.Description:
            return "; ".join(note.text for note in self._grid.sheet.notes_at(row, column))
        return self._grid.sheet.spoken(row, column) if kind == QAccessible.Text.Name else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        return None


def focus_index(grid: MatrixGrid) -> int:
    """Return which child of the table has the focus."""
    return grid.selection.row * (grid.geometry_.columns + 1) + grid.selection.column


def focus_moved(grid: MatrixGrid) -> None:
    """Tell a screen reader that another cell has the focus."""
    if grid.hasFocus() and grid.sheet.rows and QAccessible.isActive():
        event = QAccessibleEvent(grid, QAccessible.Event.Focus)
        event.setChild(focus_index(grid))
        QAccessible.updateAccessibility(event)


def focus_changed(grid: MatrixGrid) -> None:
    """Tell a screen reader that the focused cell holds something else now."""
    if grid.hasFocus() and grid.sheet.rows and QAccessible.isActive():
        event = QAccessibleEvent(grid, QAccessible.Event.NameChanged)
        event.setChild(focus_index(grid))
        QAccessible.updateAccessibility(event)
        announce(grid, grid.sheet.spoken(grid.selection.row, grid.selection.column))


_interfaces: dict[int, GridInterface] = {}


def _interface(_name: str, widget: QObject) -> GridInterface | None:
    from views.matrix.grid import MatrixGrid

    if not isinstance(widget, MatrixGrid):
        return None
    key = id(widget)
    if key not in _interfaces:
        _interfaces[key] = GridInterface(widget)
        widget.destroyed.connect(lambda: _interfaces.pop(key, None))
    return _interfaces[key]


@cache
def install() -> None:
    """Have grids described by `GridInterface`."""
    QAccessible.installFactory(_interface)

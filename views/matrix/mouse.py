"""The mouse in the grid: point, drag a range, drag the edge of the labels, cycle a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent

if TYPE_CHECKING:
    from views.matrix.grid import MatrixGrid

_GRIP = 4


class Mouse:
    """What the mouse is doing in a grid."""

    def __init__(self, grid: MatrixGrid) -> None:
        self._grid = grid
        self._selecting = False
        self.widening = False
        self._grip = 0
        self._at = QPoint()
        self._scrolling = QTimer(grid, interval=40)
        self._scrolling.timeout.connect(self._beyond)

    def press(self, event: QMouseEvent) -> None:
        """Put the focus where the button went down."""
        grid, at = self._grid, event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        grid.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._on_edge(at):
            self.widening = True
            self._grip = at.x() - grid.geometry_.first_width
            self._show_edge(True)
            return
        heading = self._heading_at(at)
        if heading is not None:
            grid.go_to(heading, grid.selection.column)
            return
        hit = grid.geometry_.hit(at)
        if hit is None:
            column = grid.geometry_.column_at(at.x())
            if at.y() < grid.geometry_.head_height and column > 0:
                grid.go_to(grid.selection.row, column)
            return
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._selecting = grid.go_to(*hit, extend=extend)

    def move(self, event: QMouseEvent) -> None:
        """Draw the range, the width, or the hover."""
        grid, at = self._grid, event.position().toPoint()
        self._at = at
        if self.widening:
            grid.fitting.widen(at.x() - self._grip)
        elif self._selecting and event.buttons() & Qt.MouseButton.LeftButton:
            inside = grid.geometry_.body.united(grid.geometry_.cell(0, 0)).contains(at)
            if inside:
                self._scrolling.stop()
            elif not self._scrolling.isActive():
                self._scrolling.start()
            self._extend()
        else:
            self._hover(grid.geometry_.hit(at) if self._heading_at(at) is None else None)
            self._show_edge(self._on_edge(at))
            shape = Qt.CursorShape.SplitHCursor if self._on_edge(at) else Qt.CursorShape.ArrowCursor
            grid.viewport().setCursor(shape)

    def release(self, _event: QMouseEvent) -> None:
        """End a drag."""
        self._scrolling.stop()
        self._selecting = False
        if self.widening:
            self.widening = False
            self._grid.fitting.fit()

    def double(self, event: QMouseEvent) -> None:
        """Cycle a cell; edit a label."""
        grid, at = self._grid, event.position().toPoint()
        if self._on_edge(at):
            self.widening = False
            grid.fitting.widen(None)
            return
        column = grid.geometry_.column_at(at.x())
        if at.y() < grid.geometry_.head_height and column > 0:
            grid.editing.begin_head(column)
            return
        hit = grid.geometry_.hit(at)
        if hit is None or self._heading_at(at) is not None or not grid.go_to(*hit):
            return
        if hit[1] == 0:
            grid.editing.begin()
        else:
            grid.editing.cycle(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)

    def leave(self) -> None:
        """Forget the hover."""
        self._hover(None)
        self._show_edge(self.widening)

    def focus_for_menu(self, at: QPoint) -> None:
        """Put the focus where a menu was asked for, unless a range around it is selected."""
        grid, hit = self._grid, self._grid.geometry_.hit(at)
        if hit is not None:
            block = grid.selection.block
            if not (hit[0] in block.rows and hit[1] in block.columns):
                grid.go_to(*hit)

    def _hover(self, cell: tuple[int, int] | None) -> None:
        canvas, grid = self._grid.canvas, self._grid
        if cell == canvas.hover:
            return
        g, old = grid.geometry_, canvas.hover
        canvas.hover = cell
        for at in (old, cell):
            if at is not None and at[0] < g.rows:
                grid.update_row(at[0])
                if at[1] > 0:
                    grid.viewport().update(g.left(at[1]), 0, g.column_width, g.height)

    def _on_edge(self, at: QPoint) -> bool:
        g = self._grid.geometry_
        return at.y() < g.head_height and abs(at.x() - g.first_width) <= _GRIP

    def _show_edge(self, shown: bool) -> None:
        canvas, g = self._grid.canvas, self._grid.geometry_
        if canvas.edge != shown:
            canvas.edge = shown
            self._grid.viewport().update(g.first_width - 3, 0, 6, g.height)

    def _heading_at(self, at: QPoint) -> int | None:
        """Return the heading that stays in sight at a point."""
        g = self._grid.geometry_
        top = g.head_height
        for row in self._grid.canvas.sticky():
            if top <= at.y() < top + g.row_height(row):
                return row
            top += g.row_height(row)
        return None

    def _extend(self) -> None:
        g = self._grid.geometry_
        row, column = g.nearest_row(self._at.y()), g.nearest_column(self._at.x())
        if (row, column) != (self._grid.selection.row, self._grid.selection.column):
            self._grid.go_to(row, column, extend=True)

    def _beyond(self) -> None:
        """Scroll on while the mouse is held outside."""
        g, grid = self._grid.geometry_, self._grid
        down, across = grid.verticalScrollBar(), grid.horizontalScrollBar()
        if self._at.y() > g.height or self._at.y() < g.head_height:
            down.setValue(down.value() + (1 if self._at.y() > g.height else -1) * down.singleStep())
        if self._at.x() > g.width or self._at.x() < g.first_width:
            across.setValue(across.value() + (1 if self._at.x() > g.width else -1) * across.singleStep())
        self._extend()

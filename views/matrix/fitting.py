"""Fits the grid into its window: sizes, the heights of its lines, and the width that a person gave the labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from views.matrix.layout import Measured, chosen_width, sizes_for

if TYPE_CHECKING:
    from views.matrix.grid import MatrixGrid


class Fitting:
    """Measures what a grid shows once, and lays it out as often as the window changes."""

    def __init__(self, grid: MatrixGrid) -> None:
        self._grid = grid
        self._found: Measured | None = None
        self._chosen = 0.0

    def anew(self) -> None:
        """Measure and fit, as other lines or another size of text are shown."""
        self._found = None
        self.fit()

    def again(self, lines: frozenset[int]) -> None:
        """Measure lines that are called otherwise now; fit if that makes a difference."""
        if lines and self._measured().again(lines):
            self.fit()

    def widen(self, wanted: int | None) -> None:
        """Give the labels a width of the person's choice; None makes room for the longest."""
        look, width = self._grid.canvas.look, self._grid.viewport().width()
        # Kept in heights of a line of text, so that larger text finds the same room.
        self._chosen = chosen_width(self._measured().widest if wanted is None else wanted, look, width) / look.unit
        self.fit()

    def fit(self) -> None:
        """Lay out what was measured in the window as it is."""
        grid, canvas, g, measured = self._grid, self._grid.canvas, self._grid.geometry_, self._measured()
        room = grid.viewport().size()
        chosen = 0
        if self._chosen:
            chosen = chosen_width(round(self._chosen * canvas.look.unit), canvas.look, room.width())
        sizes = sizes_for(measured, canvas.look, room, chosen, whole=not grid.mouse.widening)
        g.first_width, g.column_width, g.head_height = sizes.first_width, sizes.column_width, sizes.head_height
        g.columns = len(grid.sheet.columns)
        canvas.upright, canvas.group_height = sizes.upright, sizes.group_height
        g.set_rows(measured.heights(g.first_width))
        grid.selection.bound(g.rows, g.columns)
        grid.fitted()

    def _measured(self) -> Measured:
        if self._found is None:
            self._found = Measured(self._grid.sheet, self._grid.canvas.look)
        return self._found

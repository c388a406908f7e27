"""Where things are in the grid: rows, columns, the frozen edges, and what a point hits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect


@dataclass
class Geometry:
    """Sizes in logical pixels. Column 0 is the frozen one with the labels; the heads are frozen above."""

    first_width: int = 320
    column_width: int = 52
    head_height: int = 80
    columns: int = 0
    width: int = 0
    height: int = 0
    x: int = 0
    y: int = 0
    tops: list[int] = field(default_factory=lambda: [0])

    def set_rows(self, heights: Sequence[int]) -> None:
        """Lay the rows out below one another."""
        tops = [0]
        for height in heights:
            tops.append(tops[-1] + height)
        self.tops = tops

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.tops) - 1

    @property
    def total_width(self) -> int:
        """The width of all columns but the frozen one."""
        return self.columns * self.column_width

    @property
    def body(self) -> QRect:
        """Where the cells are."""
        return QRect(
            self.first_width,
            self.head_height,
            max(0, self.width - self.first_width),
            max(0, self.height - self.head_height),
        )

    def left(self, column: int) -> int:
        """Return where a column begins on the screen."""
        return 0 if column == 0 else self.first_width + (column - 1) * self.column_width - self.x

    def top(self, row: int) -> int:
        """Return where a row begins on the screen."""
        return self.head_height + self.tops[row] - self.y

    def row_height(self, row: int) -> int:
        """Return the height of a row."""
        return self.tops[row + 1] - self.tops[row]

    def cell(self, row: int, column: int) -> QRect:
        """Return where a cell is on the screen."""
        width = self.first_width if column == 0 else self.column_width
        return QRect(self.left(column), self.top(row), width, self.row_height(row))

    def span(self, top: int, left: int, bottom: int, right: int) -> QRect:
        """Return where a block of cells is on the screen, corners included."""
        return self.cell(top, left).united(self.cell(bottom, right))

    def row_at(self, y: int) -> int:
        """Return the row at a height of the screen, -1 above or below all rows."""
        inside = y - self.head_height + self.y
        if y < self.head_height or inside >= self.tops[-1]:
            return -1
        return bisect_right(self.tops, inside) - 1

    def nearest_row(self, y: int) -> int:
        """Return the row nearest to a height of the screen, also beyond the edges."""
        inside = min(max(y - self.head_height + self.y, 0), max(self.tops[-1] - 1, 0))
        return max(0, min(bisect_right(self.tops, inside) - 1, self.rows - 1))

    def row_away(self, row: int, distance: int) -> int:
        """Return the row that begins about so many pixels below another (above where negative), at least the next."""
        away = bisect_right(self.tops, self.tops[row] + distance) - 1
        away = max(away, row + 1) if distance > 0 else min(away, row - 1)
        return max(0, min(away, self.rows - 1))

    def column_at(self, x: int) -> int:
        """Return the column at a place of the screen, -1 behind the last."""
        if x < self.first_width:
            return 0
        column = (x - self.first_width + self.x) // self.column_width + 1
        return column if column <= self.columns else -1

    def nearest_column(self, x: int) -> int:
        """Return the column nearest to a place of the screen, also beyond the edges."""
        if x < self.first_width and (self.x == 0 or x >= 0):
            return 0
        column = (x - self.first_width + self.x) // self.column_width + 1
        return max(1, min(column, self.columns)) if self.columns else 0

    def hit(self, point: QPoint) -> tuple[int, int] | None:
        """Return the row and column at a point, or None outside of them."""
        row, column = self.row_at(point.y()), self.column_at(point.x())
        return (row, column) if row >= 0 and column >= 0 else None

    def rows_in(self, top: int, bottom: int) -> range:
        """Return the rows that can be seen between two heights of the screen."""
        low = max(top, self.head_height) - self.head_height + self.y
        high = bottom - self.head_height + self.y
        if not self.rows or high < 0:
            return range(0)
        first = max(0, bisect_right(self.tops, low) - 1)
        return range(first, min(self.rows, bisect_right(self.tops, high)))

    def columns_in(self, left: int, right: int) -> range:
        """Return the columns, but the frozen one, that can be seen between two places of the screen."""
        first = max(1, (max(left, self.first_width) - self.first_width + self.x) // self.column_width + 1)
        last = (right - self.first_width + self.x) // self.column_width + 1
        return range(first, min(self.columns, last) + 1)

    def scroll_to(self, row: int, column: int, above: int = 0) -> tuple[int, int]:
        """Return the offsets, changed as little as need be, with which a cell is seen below `above` pixels of heads."""
        x, y, body = self.x, self.y, self.body
        top, bottom = self.tops[row], self.tops[row + 1]
        if top - y < above:
            y = top - above
        elif bottom - y > body.height():
            y = min(bottom - body.height(), top - above)
        if column > 0:
            left = (column - 1) * self.column_width
            if left < x or body.width() < self.column_width:
                x = left
            elif left + self.column_width - x > body.width():
                x = left + self.column_width - body.width()
        return max(0, x), max(0, y)

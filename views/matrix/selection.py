"""Which cell has the focus, and the block of cells that is selected around it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A block of cells, corners included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return self.top == self.bottom and self.left == self.right

    @property
    def rows(self) -> range:
        """The rows of the block."""
        return range(self.top, self.bottom + 1)

    @property
    def columns(self) -> range:
        """The columns of the block."""
        return range(self.left, self.right + 1)


@dataclass
class Selection:
    """The focus cell and the corner that a range was drawn from."""

    row: int = 0
    column: int = 0
    anchor_row: int = 0
    anchor_column: int = 0

    @property
    def block(self) -> Block:
        """What is selected: at least the focus cell."""
        return Block(
            min(self.row, self.anchor_row),
            min(self.column, self.anchor_column),
            max(self.row, self.anchor_row),
            max(self.column, self.anchor_column),
        )

    def go(self, row: int, column: int, *, extend: bool = False) -> None:
        """Move the focus; with `extend` the range follows it, else it is that cell alone."""
        self.row, self.column = row, column
        if not extend:
            self.anchor_row, self.anchor_column = row, column

    def bound(self, rows: int, columns: int) -> None:
        """Stay inside a grid that has become smaller."""
        last, right = max(0, rows - 1), max(0, columns)
        self.row, self.anchor_row = min(self.row, last), min(self.anchor_row, last)
        self.column, self.anchor_column = min(self.column, right), min(self.anchor_column, right)

"""What a table of values is made of: columns, lines and their cells, as values."""

from __future__ import annotations

from typing import NamedTuple


class Cell(NamedTuple):
    """What stands in a cell: its text with its unit, and what one edits when one types into it.

    An assumed one is nobody's word and reads so; `why` says where a value comes from. `bar` is a share of a whole, 0 to
    1, and above where more is asked than there is; `tone` is a colour role.
    """

    text: str = ""
    typed: str = ""
    assumed: bool = False
    why: str = ""
    bar: float | None = None
    tone: str = ""
    editable: bool = True


class Column(NamedTuple):
    """A column: its key, its heading, what every value of it is measured in, and how many letters wide it is, and
    at the least where there is little room.

    `choices` are the words that can be typed, where only some can. A figure stands at the right of its cell.
    """

    key: str
    heading: str
    unit: str = ""
    letters: int = 14
    figure: bool = True
    choices: tuple[str, ...] = ()
    hint: str = ""
    least: int = 13


class Line(NamedTuple):
    """A line: whose values they are, and a cell for each column."""

    id: str
    name: str
    cells: tuple[Cell, ...]
    aside: str = ""

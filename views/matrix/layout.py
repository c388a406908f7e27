"""How wide and high things become: for the names of the roles, the room there is, and the size of the text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFontMetrics

from views.matrix.look import Look, fitted
from views.matrix.sheet import Sheet

_LEAST_UPRIGHT = 4.1
_MOST_UPRIGHT = 9.5
_MOST_TURNED = 11.0
_UPRIGHT_LINES = 3
_LEAST_FIRST, _MOST_FIRST, _ROOMY_FIRST = 12, 21, 25


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths and heights in logical pixels, and whether role names stand upright or are turned."""

    first_width: int
    column_width: int
    head_height: int
    group_height: int
    upright: bool


def sizes_for(sheet: Sheet, look: Look, width: int, first_width: int = 0) -> Sizes:
    """Return the sizes with which a sheet reads best in a window of this width.

    Names stand upright while every column has room for its longest word, else they are turned and columns become
    narrow. `first_width` is what the person chose for the labels, 0 where it is up to us.
    """
    unit = look.unit
    first = first_width or round(min(max(width * 0.36, unit * _LEAST_FIRST), unit * _MOST_FIRST))
    metrics = QFontMetrics(look.label)
    names = [column.role.name for column in sheet.columns]
    group_height = round(unit * 1.7) if any(group.name for group in sheet.groups) else 0
    room = (width - (first_width or round(unit * _ROOMY_FIRST))) // max(1, len(names))
    longest = max((metrics.horizontalAdvance(word) for name in names for word in name.split()), default=0) + 10
    least = max(round(unit * _LEAST_UPRIGHT), longest)
    upright = (width - first) // max(1, len(names)) >= least
    if upright:
        each = min(max(room, least), round(unit * _MOST_UPRIGHT))
        lines = max((fitted(name, metrics, each - 8, _UPRIGHT_LINES).count("\n") + 1 for name in names), default=1)
        head = group_height + lines * metrics.lineSpacing() + 18
    else:
        each = round(unit * 3)
        whole = max((metrics.horizontalAdvance(f"{name} ⁰") for name in names), default=0)
        head = group_height + min(max(whole, unit * 4), round(unit * _MOST_TURNED)) + 18
    if not first_width:
        # What the columns leave over goes to the labels, as far as labels use it.
        first = max(first, min(width - each * len(names), unit * _ROOMY_FIRST))
    return Sizes(first, each, head, group_height, upright)


def row_heights(sheet: Sheet, look: Look) -> list[int]:
    """Return the height of each row."""
    return [look.section_height if row.kind == "section" else look.row_height for row in sheet.rows]

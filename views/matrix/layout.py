"""How wide and high things become: for the names of lines and roles, the room there is, and the size of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics

from views.matrix.look import Look, label_text, narrowest
from views.matrix.sheet import Sheet

INDENT = 18
PAD = 12
BESIDE = 10
_END = 8
# All in heights of a line of text.
_LEAST_UPRIGHT = 4.1
_MOST_UPRIGHT = 9.5
_AMPLE_UPRIGHT = 5.5
_MOST_TURNED = 11.0
_TURNED = 3
_LEAST_CHOSEN, _LEAST_FIRST, _FAIR_FIRST, _MOST_FIRST, _ROOMY_FIRST = 6, 9, 12, 25, 30
_SHARE_OF_LABELS = 1 / 3
_MOST_OF_LABELS = 0.6
_MOST_HEAD = 0.36


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths and heights in logical pixels, and whether role names stand upright or are turned."""

    first_width: int
    column_width: int
    head_height: int
    group_height: int
    upright: bool


class Measured:
    """How wide things are for a look: `labels` on one line, `names` of roles on one line and at best on two."""

    def __init__(self, sheet: Sheet, look: Look) -> None:
        self._sheet, self._look = sheet, look
        metrics = QFontMetrics(look.label)
        names = [label_text(column.role.name, column.mark) for column in sheet.columns]
        self.names = [(metrics.horizontalAdvance(name), narrowest(name, metrics)) for name in names]
        self.groups = any(group.name for group in sheet.groups)
        self.labels = [self._label(at) for at in range(len(sheet.rows))]
        self.with_asides = max([self.widest, *self._asides()])

    @property
    def widest(self) -> int:
        """The width at which no label of a row or decision wraps."""
        lines = zip(self.labels, self._sheet.rows, strict=True)
        return max((width for width, row in lines if row.kind != "section"), default=0)

    def again(self, rows: frozenset[int]) -> bool:
        """Measure some lines anew; return whether any has changed."""
        before = [self.labels[at] for at in rows]
        for at in rows:
            self.labels[at] = self._label(at)
        return before != [self.labels[at] for at in rows]

    def heights(self, first_width: int) -> list[int]:
        """Return the height of each line: two lines of text for a label that the first column has no room for."""
        look = self._look
        one, two = look.row_height, look.row_height + look.metrics.lineSpacing()
        return [
            look.section_height if row.kind == "section" else one if width <= first_width else two
            for row, width in zip(self._sheet.rows, self.labels, strict=True)
        ]

    def _label(self, at: int) -> int:
        row = self._sheet.rows[at]
        text = label_text(self._sheet.label(at).text, self._sheet.mark(at))
        return left_of(row.depth) + self._look.label_width(text, row.kind) + _END

    def _asides(self) -> Iterator[int]:
        """Yield how wide each line is with what stands beside its label."""
        for at, width in enumerate(self.labels):
            aside = self._sheet.label(at).aside
            if aside:
                yield width + self._look.label_width(aside, "aside") + BESIDE


def left_of(depth: int) -> int:
    """Return where the label of a line of that depth begins."""
    return PAD + depth * INDENT


def room_for(depth: int, first_width: int) -> int:
    """Return how wide the label of a line of that depth may be."""
    return first_width - left_of(depth) - _END


def sizes_for(measured: Measured, look: Look, room: QSize, chosen: int = 0, *, whole: bool = True) -> Sizes:
    """Return the sizes with which a sheet reads best in a window of this size.

    Labels get a third of it, less where they need less and more where the roles leave it over, unless the person
    chose their width. Names of roles stand upright while every column has room for its name on two lines, else they
    are turned and columns become narrow. With `whole`, no column is cut at the right edge.
    """
    unit, width, names = look.unit, room.width(), measured.names
    count, tall = max(1, len(names)), QFontMetrics(look.label).lineSpacing()
    wanted = max(measured.with_asides, unit * _LEAST_FIRST)
    first = chosen or min(round(min(max(width * _SHARE_OF_LABELS, unit * _FAIR_FIRST), unit * _MOST_FIRST)), wanted)
    most = round(unit * _MOST_UPRIGHT)
    least = max(round(unit * _LEAST_UPRIGHT), max((min(twice, most) for _, twice in names), default=0) + 10)
    upright = (width - first) // count >= least
    if upright:
        ample = max(least, round(unit * _AMPLE_UPRIGHT))
    else:
        ample, most = round(unit * _TURNED), round(min(unit * _MOST_TURNED, max(unit * 5, room.height() * _MOST_HEAD)))
    if not chosen:
        first = max(first, min(width - ample * count, wanted, unit * _ROOMY_FIRST))
    if upright:
        each = min((width - first) // count, most)
        high = (2 if any(once > each - 8 for once, _ in names) else 1) * tall
    else:
        each = ample
        high = min(max(max((once if once <= most else twice for once, twice in names), default=0), unit * 4), most)
    seen = (width - first) // each
    if whole and 0 < seen < len(names):
        each = (width - first) // seen
        first = width - each * seen
    group_height = round(unit * 1.7) if measured.groups else 0
    return Sizes(first, each, group_height + high + 18, group_height, upright)


def chosen_width(wanted: int, look: Look, width: int) -> int:
    """Return a width that a person may give the labels in a window of this width."""
    return max(look.unit * _LEAST_CHOSEN, min(wanted, round(width * _MOST_OF_LABELS)))

"""Numbers as text for a spreadsheet: tabs between columns, a line of headings, nothing that runs when pasted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLocale

from models.inert import inert
from models.simulation.charts.description import Cell, Numbers


def numbers_text(numbers: Numbers) -> str:
    """Return the numbers behind a chart with their headings; numbers as the reader's spreadsheet writes them."""
    return lines_text(numbers.headings, numbers.rows)


def lines_text(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows under their headings, a tab between columns."""
    return "\n".join("\t".join(map(_cell, row)) for row in (headings, *rows))


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return inert(" ".join(value.split()))
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(float(value), "g", 6)

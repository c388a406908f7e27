"""Blocks of cells as text with tabs, as spreadsheets give and take them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@")


def written(rows: Iterable[Sequence[str]]) -> str:
    """Return cells as tab-separated lines that a spreadsheet runs nothing of."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows([[_tame(cell) for cell in row] for row in rows])
    return out.getvalue()


def _tame(text: str) -> str:
    """A spreadsheet would run such a text as a formula; an apostrophe before it keeps it a text."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def parsed(text: str) -> list[list[str]]:
    """Return the cells of a pasted text, line by line."""
    rows = list(csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter="\t"))
    while rows and not any(rows[-1]):
        rows.pop()
    return [[cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell for cell in row or [""]] for row in rows]

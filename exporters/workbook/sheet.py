"""A sheet before it is written: plain values with their looks and addresses, and what each line and column is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import ceil

Value = str | int | float | None

# A column of width 10 takes about eleven characters of mixed ten-point text, less what an indent takes.
_CHARACTERS, _INDENT = 1.1, 2
PITCH, _SPACE, _TALLEST = 13.0, 5.0, 400.0
_NOTHING = (None, "")
_ONE_LINE = frozenset(("", "title", "stamp", "foot", "blank", *(f"section.{depth}" for depth in range(5))))


@dataclass(frozen=True)
class Column:
    """A column: its width in characters, and the row of the document that it shows, if it shows one."""

    width: float
    table: str = ""
    id: str = ""


@dataclass(frozen=True)
class Line:
    """A line: one value and one look a column, and the row of the document that it shows, if it shows one.

    A look of "" is an unstyled cell. `height` is in points; None leaves it to the spreadsheet.
    """

    values: tuple[Value, ...]
    looks: tuple[str, ...]
    table: str = ""
    id: str = ""
    height: float | None = None


@dataclass(frozen=True)
class RenderedSheet:
    """A whole sheet. `headings` are the first and last line (from 1) that print again on every page."""

    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    headings: tuple[int, int]
    frozen: str
    merges: tuple[str, ...] = ()
    filtered: bool = False
    landscape: bool = True
    title_columns: int = 1

    def cells(self, table: str, across: str) -> Iterator[tuple[str, str, str, Value]]:
        """Yield address, id of the line's row, id of the column's row, and value where lines and columns cross."""
        columns = [(letters(at), at, column.id) for at, column in enumerate(self.columns) if column.table == across]
        for number, line in enumerate(self.lines, 1):
            if line.table == table:
                for letter, at, column_id in columns:
                    yield f"{letter}{number}", line.id, column_id, line.values[at]


def letters(index: int) -> str:
    """Return the letters of a column counted from 0: A, B … Z, AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def span(first: tuple[int, int], last: tuple[int, int]) -> str:
    """Return the address of a block of (line from 1, column from 0): "B4:D5"."""
    return f"{letters(first[1])}{first[0]}:{letters(last[1])}{last[0]}"


def fitted(lines: Iterable[Line], columns: tuple[Column, ...]) -> list[Line]:
    """Return lines with the height that their longest text needs, where that is more than one line of print.

    Spreadsheets differ in whether they look for themselves, so that a file has to say it. Looks for letters and
    figures never fold.
    """
    return [_fitted(line, columns) for line in lines]


def _fitted(line: Line, columns: tuple[Column, ...]) -> Line:
    rows = 1
    for at, value in enumerate(line.values):
        if isinstance(value, str) and line.looks[at] not in _ONE_LINE:
            room = columns[at].width * _CHARACTERS - _INDENT
            if len(value) > room or "\n" in value:
                rows = max(rows, sum(max(1, ceil(len(part) / room)) for part in value.split("\n")))
    if rows == 1 or line.height is not None:
        return line
    return replace(line, height=min(_TALLEST, rows * PITCH + _SPACE))


def listing(
    title: str,
    headings: Iterable[tuple[str, float]],
    rows: Iterable[tuple[tuple[Value, ...], str, str]],
    *,
    empty: str,
    looks: tuple[str, ...],
) -> RenderedSheet:
    """Return a plain list with one heading line: `rows` are values, table and id; `empty` says why it has none.

    Columns that no row fills are left out.
    """
    named, found = tuple(headings), list(rows)
    kept = [at for at in range(len(named)) if not found or any(values[at] not in _NOTHING for values, _, _ in found)]
    columns = tuple(Column(named[at][1]) for at in kept)
    lines = [Line(tuple(named[at][0] for at in kept), ("heading",) * len(kept), height=24)]
    picked = tuple(looks[at] for at in kept)
    lines += [Line(tuple(values[at] for at in kept), picked, table, row_id) for values, table, row_id in found]
    if not found:
        lines.append(Line((empty, *(None,) * (len(kept) - 1)), ("stamp", *("",) * (len(kept) - 1))))
    return RenderedSheet(
        title=title,
        columns=columns,
        lines=tuple(fitted(lines, columns)),
        headings=(1, 1),
        frozen="A2",
        filtered=bool(found),
    )

"""The hidden sheet of a workbook that Remit wrote, and where its lines and columns stand after people edited it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from exporters.workbook.identity import SCHEMA, TITLE
from exporters.workbook.sheet import RenderedSheet
from workbench.importers.refusals import ImportRefused
from workbench.importers.sheets import Sheet, column_letters

Key = tuple[str, str]
"""What a line or column shows: table and id."""

MATRIX = "Matrix"
_SEARCHED_ROWS = 40


@dataclass(frozen=True)
class Identity:
    """What the hidden sheet says: the document's fingerprint, the edition, and the keys by row and by column."""

    fingerprint: str
    edition: str
    rows: Mapping[int, Key]
    columns: Mapping[int, Key]


@dataclass(frozen=True)
class Placement:
    """Where the lines and columns of a workbook stand now, and which are gone or new.

    `others` maps the headings of columns that show no row of the document ("Remarks") to where they stand.
    """

    lines: Mapping[Key, int]
    columns: Mapping[Key, int]
    others: Mapping[str, int]
    heading: int
    new_lines: tuple[int, ...]
    new_columns: tuple[int, ...]


def read_identity(file: str, sheets: Sequence[Sheet]) -> Identity | None:
    """Return the identity of a workbook, or None where Remit did not write it.

    Raises ImportRefused when a newer Remit wrote it.
    """
    hidden = next((sheet for sheet in sheets if sheet.title == TITLE), None)
    if hidden is None:
        return None
    named = {hidden.text(row, 1): hidden.text(row, 2) for row in hidden.rows if not hidden.text(row, 3)}
    schema = named.get("schema", "")
    if schema != SCHEMA:
        family = SCHEMA.partition("/")[0]
        if schema.startswith(family):
            raise ImportRefused(f"{file} was written by another version of Remit; export it again with this one.")
        return None
    rows: dict[int, Key] = {}
    columns: dict[int, Key] = {}
    for row in hidden.rows:
        sheet, kind, at, table, row_id = (hidden.text(row, column) for column in range(1, 6))
        if sheet == MATRIX and kind == "row" and at.isdecimal():
            rows[int(at)] = (table, row_id)
        elif sheet == MATRIX and kind == "column" and at.isalpha() and len(at) <= 3:
            columns[_column_number(at)] = (table, row_id)
    return Identity(named.get("document", ""), named.get("edition", ""), rows, columns)


def place(file: str, sheet: Sheet, identity: Identity, rendered: RenderedSheet) -> Placement:
    """Return where everything stands that the workbook was written with; `rendered` is the matrix as it is now.

    Raises ImportRefused when the heading of the matrix is gone.
    """
    name = str(rendered.lines[rendered.headings[0] - 1].values[0])
    top = next((row for row in list(sheet.rows)[:_SEARCHED_ROWS] if sheet.text(row, 1) == name), None)
    if top is None:
        raise ImportRefused(f"The sheet {sheet.title} of {file} has lost its heading “{name}”; export it again.")
    corner = sheet.at(top, 1)
    heading = top + (corner.rows if corner else 1) - 1
    shown = {c: sheet.text(heading, c) or sheet.text(top, c) for c in sheet.columns}
    columns, others = _columns(identity, rendered, shown)
    lines = _lines(sheet, identity, rendered, columns, heading)
    known = {*columns.values(), *others.values(), 1}
    taken = set(lines.values())
    silent = _silent(rendered)
    return Placement(
        lines,
        columns,
        others,
        heading,
        tuple(r for r in sheet.rows if r > heading and r not in taken and sheet.text(r, 1) not in silent),
        tuple(column for column in sheet.columns if column not in known and sheet.text(heading, column)),
    )


def headings_of(rendered: RenderedSheet) -> list[str]:
    """Return the heading of each column of a rendered sheet: the lower of two, where there are two."""
    first, last = rendered.headings
    upper, lower = rendered.lines[first - 1].values, rendered.lines[last - 1].values
    return [str(low or up or "") for up, low in zip(upper, lower, strict=True)]


def keys_of(rendered: RenderedSheet) -> Iterator[tuple[int, Key]]:
    """Yield the lines of a rendered sheet that show a row of the document: index and key."""
    for index, line in enumerate(rendered.lines):
        if line.id:
            yield index, (line.table, line.id)


def _columns(
    identity: Identity, rendered: RenderedSheet, shown: Mapping[int, str]
) -> tuple[dict[Key, int], dict[str, int]]:
    expected = {
        (column.table, column.id): heading
        for column, heading in zip(rendered.columns, headings_of(rendered), strict=True)
        if column.id
    }
    kept = sum(shown.get(at) == expected.get(key) for at, key in identity.columns.items())
    others = {
        heading: at
        for column, heading in zip(rendered.columns[1:], headings_of(rendered)[1:], strict=True)
        if not column.id and (at := next((c for c, text in shown.items() if text == heading), 0))
    }
    if kept * 2 >= len(identity.columns) and not any(at in identity.columns for at in others.values()):
        return {key: at for at, key in identity.columns.items() if key in expected and at in shown}, others
    by_text = {text: at for at, text in sorted(shown.items(), reverse=True)}
    return {key: by_text[text] for key, text in expected.items() if text in by_text}, others


def _lines(
    sheet: Sheet, identity: Identity, rendered: RenderedSheet, columns: Mapping[Key, int], heading: int
) -> dict[Key, int]:
    """Return where each line stands: at its old number, or where its content is found if that fits better."""
    index = {key: place for place, key in keys_of(rendered)}
    numbered = {key: row for row, key in sorted(identity.rows.items()) if key in index}
    names = {key: _text(rendered.lines[index[key]].values[0]) for key in numbered}
    strays = [key for key, row in numbered.items() if sheet.text(row, 1) != names[key]]
    if not strays and max(sheet.rows) <= max(identity.rows, default=0):
        return numbered
    at = {(column.table, column.id): place for place, column in enumerate(rendered.columns) if column.id}
    compared = [(at[key], column) for key, column in columns.items() if key in at]
    lines = [rendered.lines[index[key]].values for key in numbered]
    expected = [(_text(line[0]), *(_text(line[place]) for place, _ in compared)) for line in lines]
    silent = _silent(rendered)
    rows = [row for row in sheet.rows if row > heading and sheet.text(row, 1) not in silent]
    actual = [(sheet.text(row, 1), *(sheet.text(row, column) for _, column in compared)) for row in rows]
    found = _aligned(list(numbered), expected, rows, actual)
    lost = sum(key not in found or sheet.text(found[key], 1) != names[key] for key in numbered)
    return found if lost < len(strays) else {key: row for key, row in numbered.items() if row in sheet.rows}


def _aligned(
    keys: Sequence[Key], expected: Sequence[tuple[str, ...]], rows: Sequence[int], actual: Sequence[tuple[str, ...]]
) -> dict[Key, int]:
    """Return the row of each key: in the old order as far as can be, else wherever its whole content went."""
    found: dict[int, int] = {}
    blocks = SequenceMatcher(None, expected, actual, autojunk=False).get_opcodes()
    for kind, low, high, first, last in blocks:
        if kind == "equal":
            found |= dict(zip(range(low, high), range(first, last), strict=True))
    free: dict[tuple[str, ...], list[int]] = {}
    for other in sorted(set(range(len(actual))) - set(found.values()), reverse=True):
        free.setdefault(actual[other], []).append(other)
    for place, content in enumerate(expected):
        if place not in found and any(content) and free.get(content):
            found[place] = free[content].pop()
    for kind, low, high, first, last in blocks:
        if kind == "replace":
            taken = set(found.values())
            places = [place for place in range(low, high) if place not in found]
            others = [other for other in range(first, last) if other not in taken]
            found |= _paired(places, others, expected, actual)
    return {keys[place]: rows[other] for place, other in found.items()}


def _paired(
    places: Sequence[int], others: Sequence[int], expected: Sequence[tuple[str, ...]], actual: Sequence[tuple[str, ...]]
) -> dict[int, int]:
    """Return which row a changed line became: one for one where as many came as went, else the next of its name."""
    if len(places) == len(others):
        return dict(zip(places, others, strict=True))
    found: dict[int, int] = {}
    left = list(others)
    for place in places:
        twin = next((other for other in left if actual[other][0] == expected[place][0]), None)
        if twin is not None:
            found[place] = twin
            left.remove(twin)
    return found


def _silent(rendered: RenderedSheet) -> set[str]:
    """Return the texts of lines that show no row of the document, such as "Notes"."""
    return {_text(line.values[0]) for line in rendered.lines if not line.id and line.values[0]}


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    assert column_letters(number) == letters.upper()
    return number

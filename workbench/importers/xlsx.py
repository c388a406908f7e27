"""Workbooks in the Office Open XML format, read as if somebody hostile had made them."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from workbench.importers.refusals import ImportRefused
from workbench.importers.sheets import Cell, Sheet, sheet_of

_MOST_PARTS = 5_000
_LARGEST_WHOLE = 300_000_000
_LARGEST_PART = 150_000_000
_LAST_ROW = 1_048_576
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_PLAIN_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1"}
_CURRENCY_FORMAT = re.compile(r"""\[\$([^\]-]{1,4})[^\]]*\]|"([$€£¥₹]|[A-Z]{3})"|([$€£¥₹])""")


def sheets_of_xlsx(name: str, content: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook. Raises ImportRefused when it is broken, locked or made to do harm."""
    parts = _inspect(name, content)
    try:
        return _read(name, content, formulas=parts)
    except ImportRefused:
        raise
    except (
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        AttributeError,
        SyntaxError,
        OSError,
        EOFError,
        zipfile.BadZipFile,
        zlib.error,
        OverflowError,
        RuntimeError,
    ) as error:
        raise ImportRefused(
            f"{name} is damaged and cannot be read as a workbook; open it in its own program and save it anew."
        ) from error


def _inspect(name: str, content: bytes) -> bool:
    """Refuse archives that are broken, swollen or carry XML entities; return whether any part has formulas."""
    formulas = False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise ImportRefused(f"{name} is protected with a password; save a copy without one and import that.")
            names = {part.filename for part in parts}
            if "[Content_Types].xml" not in names:
                raise ImportRefused(f"{name} is an archive, but not a workbook.")
            if not any(part.startswith("xl/") for part in names):
                raise ImportRefused(
                    f"{name} is an office document of another kind; Remit reads matrices from workbooks."
                )
            swollen = (
                len(parts) > _MOST_PARTS
                or sum(part.file_size for part in parts) > _LARGEST_WHOLE
                or any(part.file_size > _LARGEST_PART for part in parts)
                or any(_is_bomb(part) for part in parts)
            )
            if swollen:
                raise ImportRefused(
                    f"{name} unpacks to far more than a workbook holds and was not opened; "
                    "copy the matrix into a new workbook."
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    text = archive.read(part)
                    _refuse_entities(name, text)
                    formulas = formulas or (part.filename.startswith("xl/worksheets/") and b"<f" in text)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise ImportRefused(f"{name} is damaged or cut off; open it in its own program and save it anew.") from error
    return formulas


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > 10_000_000 and part.file_size > 500 * max(part.compress_size, 1)


def _refuse_entities(name: str, text: bytes) -> None:
    declared = _ENCODING.match(text)
    foreign = declared is not None and declared[1].lower() not in _PLAIN_ENCODINGS
    wide = text.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in text[:64]
    if foreign or _DOCTYPE.search(text.replace(b"\x00", b"") if wide else text):
        raise ImportRefused(
            f"{name} carries declarations that no workbook needs and that can do harm; it was not opened."
        )


def _read(name: str, content: bytes, formulas: bool) -> tuple[Sheet, ...]:
    from openpyxl import load_workbook

    merged = _merged(content)
    unsolved = _formula_cells(content) if formulas else {}
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = []
        for sheet in book.worksheets:
            cells = _cells(name, sheet, merged.get(sheet.title, {}), unsolved.get(sheet.title, set()))
            sheets.append(sheet_of(sheet.title, cells, sheet.sheet_state != "visible"))
    finally:
        book.close()
    if not sheets:
        raise ImportRefused(f"{name} has no sheet with cells in it.")
    return tuple(sheets)


def _cells(
    name: str, sheet: Any, merged: dict[tuple[int, int], tuple[int, int]], formulas: set[tuple[int, int]]
) -> Iterator[Cell]:
    sheet.reset_dimensions()
    for count, row in enumerate(sheet.iter_rows()):
        if count > _LAST_ROW:
            raise ImportRefused(f"{name} claims more rows than a workbook has; it was not read.")
        for cell in row:
            value = cell.value
            if value is None:
                continue
            place = (cell.row, cell.column)
            formulas.discard(place)
            rows, columns = merged.get(place, (1, 1))
            text = shown(value, cell.number_format)
            yield Cell(*place, text, bool(cell.font and cell.font.b), rows, columns)
    for row_number, column in formulas:
        trouble = "a formula whose result is not stored in the file"
        yield Cell(row_number, column, "", trouble=trouble)


def _formula_cells(content: bytes) -> dict[str, set[tuple[int, int]]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        found: dict[str, set[tuple[int, int]]] = {}
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            places = found.setdefault(sheet.title, set())
            for count, row in enumerate(sheet.iter_rows()):
                if count > _LAST_ROW:
                    break
                for cell in row:
                    if cell.data_type == "f" and cell.row is not None and cell.column is not None:
                        places.add((cell.row, cell.column))
        return found
    finally:
        book.close()


def _merged(content: bytes) -> dict[str, dict[tuple[int, int], tuple[int, int]]]:
    """Return, by sheet, how many rows and columns each merged cell takes, by its top left place (from 1)."""
    from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

    found: dict[str, dict[tuple[int, int], tuple[int, int]]] = {}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except CalamineError:
        return found
    for title in book.sheet_names:
        try:
            ranges = book.get_sheet_by_name(title).merged_cell_ranges or []
        except (CalamineError, WorksheetNotFound):
            continue
        found[title] = spans(ranges)
    return found


def spans(
    ranges: list[tuple[tuple[int, int], tuple[int, int]]],
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return merged ranges, given by corners counted from 0, as sizes by place counted from 1."""
    return {(top + 1, left + 1): (bottom - top + 1, right - left + 1) for (top, left), (bottom, right) in ranges}


def shown(value: object, number_format: str | None = None) -> str:
    """Return a cell's value as the cell shows it, without the idle zeros of a computer's numbers."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float | Decimal):
        return _number(Decimal(str(value)), number_format or "")
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _number(number: Decimal, number_format: str) -> str:
    if not number.is_finite():
        return str(number)
    if "%" in number_format:
        return f"{_plain(number * 100)}%"
    currency = _CURRENCY_FORMAT.search(number_format)
    mark = next((part for part in currency.groups() if part), "") if currency else ""
    return f"{mark}{' ' if len(mark) == 3 else ''}{_plain(number)}"


def _plain(number: Decimal) -> str:
    return str(int(number)) if number == number.to_integral_value() else f"{number.normalize():f}"

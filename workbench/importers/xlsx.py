"""Workbooks in the Office Open XML format, read as if somebody hostile had made them."""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from workbench.importers.archives import inspect
from workbench.importers.refusals import ImportRefused
from workbench.importers.sheets import Cell, Sheet, sheet_of

_LAST_ROW = 1_048_576
_MOST_MERGED = 50_000
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*["']([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})["']""")
_CURRENCY_FORMAT = re.compile(r"""\[\$([^\]-]{1,4})[^\]]*\]|"([$€£¥₹]|[A-Z]{3})"|([$€£¥₹])""")


def sheets_of_xlsx(name: str, content: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook. Raises ImportRefused when it is broken, locked or made to do harm."""
    parts = inspect(name, content)
    if "[Content_Types].xml" not in parts:
        raise ImportRefused(f"{name} is an archive, but not a workbook.")
    if not any(part.startswith("xl/") for part in parts):
        raise ImportRefused(f"{name} is an office document of another kind; Remit reads matrices from workbooks.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out of a workbook is no part of a matrix
            return _read(name, content)
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


def _read(name: str, content: bytes) -> tuple[Sheet, ...]:
    from openpyxl import load_workbook

    pages = _pages(content)
    unsolved = _formula_cells(content) if any(b"<f" in page for page in pages.values()) else {}
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = []
        for sheet in book.worksheets:
            merged = _merged(name, pages.get(sheet.title, b""))
            cells = _cells(name, sheet, merged, unsolved.get(sheet.title, set()))
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


def _pages(content: bytes) -> dict[str, bytes]:
    """Return the XML of each sheet by its title."""
    from openpyxl.reader.workbook import WorkbookParser

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parser = WorkbookParser(archive, "xl/workbook.xml")
        parser.parse()
        return {sheet.name: archive.read(rel.target) for sheet, rel in parser.find_sheets()}


def _merged(name: str, page: bytes) -> dict[tuple[int, int], tuple[int, int]]:
    """Return how many rows and columns each merged cell takes, by its top left place."""
    from openpyxl.utils.cell import coordinate_to_tuple

    found: dict[tuple[int, int], tuple[int, int]] = {}
    ranges = _MERGED.findall(page)
    if len(ranges) > _MOST_MERGED:
        raise ImportRefused(
            f"A sheet of {name} has {len(ranges):,} merged ranges, far more than a matrix; copy it without."
        )
    for first, last in ranges:
        top, left = coordinate_to_tuple(first.decode())
        bottom, right = coordinate_to_tuple(last.decode())
        found[top, left] = (max(1, bottom - top + 1), max(1, right - left + 1))
    return found


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

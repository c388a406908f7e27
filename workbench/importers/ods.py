"""Workbooks in the OpenDocument format: the text that each cell shows, and merged cells."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.importers.archives import inspect
from workbench.importers.refusals import ImportRefused
from workbench.importers.sheets import Cell, Sheet, sheet_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _TEXT = _SPACE % "table", _SPACE % "text"
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def sheets_of_ods(name: str, content: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of an .ods workbook. Raises ImportRefused when it is broken, protected or no workbook."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    if "content.xml" not in inspect(name, content):
        raise ImportRefused(f"{name} is an archive, but not a workbook.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "META-INF/manifest.xml" in archive.namelist():
                _refuse_encrypted(name, archive.read("META-INF/manifest.xml"))
            root = fromstring(archive.read("content.xml"), forbid_dtd=True)
        return tuple(
            sheet_of(table.get(f"{_TABLE}name", "Sheet"), _cells(table)) for table in root.iter(f"{_TABLE}table")
        )
    except (ParseError, DefusedXmlException, ValueError, zipfile.BadZipFile) as error:
        raise ImportRefused(f"{name} is damaged; open it in its own program and save it anew.") from error


def _refuse_encrypted(name: str, manifest: bytes) -> None:
    if b"encryption-data" in manifest:
        raise ImportRefused(f"{name} is protected with a password; save a copy without one and import that.")


def _cells(table: "Element") -> Iterator[Cell]:
    row_number = 1
    for row in table.iter(f"{_TABLE}table-row"):
        cells = list(_filled(row))
        repeated = _count(row, "number-rows-repeated")
        for number in range(row_number, min(row_number + repeated, _LAST_ROW + 1)) if cells else ():
            for column, text, rows, columns in cells:
                yield Cell(number, column, text, False, rows, columns)
        row_number += repeated


def _filled(row: "Element") -> Iterator[tuple[int, str, int, int]]:
    column = 1
    for cell in row:
        repeated = _count(cell, "number-columns-repeated")
        if cell.tag == f"{_TABLE}table-cell":
            text = "\n".join("".join(part.itertext()) for part in cell.iter(f"{_TEXT}p"))
            spans = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
            for place in range(column, min(column + repeated, _LAST_COLUMN + 1)) if text.strip() else ():
                yield place, text, *spans
        column += repeated


def _count(element: "Element", attribute: str) -> int:
    return max(1, int(element.get(f"{_TABLE}{attribute}", "1")))

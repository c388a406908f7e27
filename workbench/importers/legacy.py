"""Workbooks of older and of open formats (.xls, .ods): values and merged ranges, no styles."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from workbench.importers.refusals import ImportRefused
from workbench.importers.sheets import Cell, Sheet, sheet_of
from workbench.importers.xlsx import shown, spans

_LARGEST_WHOLE = 300_000_000
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def sheets_of_legacy(name: str, content: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of an .xls or .ods workbook. Raises ImportRefused when it is locked, broken or foreign."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    if _LOCKED in content:
        raise ImportRefused(f"{name} is protected with a password; save a copy without one and import that.")
    if content.startswith(b"PK"):
        _refuse_swollen(name, content)
    sheets = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for meta in book.sheets_metadata:
            sheet = book.get_sheet_by_name(meta.name)
            hidden = meta.visible != SheetVisibleEnum.Visible
            sheets.append(sheet_of(meta.name, _cells(sheet), hidden))
    except PasswordError:
        raise ImportRefused(f"{name} is protected with a password; save a copy without one and import that.") from None
    except (CalamineError, OSError, ValueError) as error:
        raise ImportRefused(
            f"{name} is damaged or not a workbook; open it in its own program and save it as .xlsx."
        ) from error
    return tuple(sheets)


def _cells(sheet: Any) -> Iterator[Cell]:
    sizes = spans(sheet.merged_cell_ranges or [])
    top, left = sheet.start or (0, 0)
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
        for column, value in enumerate(values, left + 1):
            if value != "":
                rows, columns = sizes.get((row, column), (1, 1))
                yield Cell(row, column, shown(value), False, rows, columns)


def _refuse_swollen(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            whole = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise ImportRefused(f"{name} is damaged or cut off.") from error
    if whole > _LARGEST_WHOLE or whole > 500 * max(len(content), 20_000):
        raise ImportRefused(f"{name} unpacks to far more than a workbook holds and was not opened.")

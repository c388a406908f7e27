"""Sheets of cells with addresses, from whatever kind of table file people keep."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from workbench.importers.refusals import ImportRefused

LARGEST_FILE = 50_000_000
MOST_CELLS = 500_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Cell:
    """A cell with something in it. `text` is what it shows; `rows` and `columns` say how far it is merged.

    `trouble` says why its content could not be had, such as a formula that was never calculated.
    """

    row: int
    column: int
    text: str
    bold: bool = False
    rows: int = 1
    columns: int = 1
    trouble: str = ""

    @property
    def address(self) -> str:
        """The address as a spreadsheet shows it, such as "B7"."""
        return address(self.row, self.column)


@dataclass(frozen=True)
class Sheet:
    """The non-empty cells of a sheet, by row and column (both from 1)."""

    title: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    hidden: bool = False

    @cached_property
    def rows(self) -> dict[int, tuple[Cell, ...]]:
        """The cells of each row that has any, left to right, rows in order."""
        found: dict[int, list[Cell]] = {}
        for _, cell in sorted(self.cells.items()):
            found.setdefault(cell.row, []).append(cell)
        return {row: tuple(cells) for row, cells in found.items()}

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell that stands exactly there, or None."""
        return self.cells.get((row, column))

    def text(self, row: int, column: int) -> str:
        """Return the text there without white space around it; empty where nothing stands."""
        cell = self.cells.get((row, column))
        return cell.text.strip() if cell else ""

    @cached_property
    def columns(self) -> dict[int, tuple[Cell, ...]]:
        """The cells of each column that has any, downwards."""
        found: dict[int, list[Cell]] = {}
        for cell in self:
            found.setdefault(cell.column, []).append(cell)
        return {column: tuple(cells) for column, cells in found.items()}

    @cached_property
    def covering(self) -> dict[tuple[int, int], Cell]:
        """The merged cell that covers each place beside its own, no further than the sheet is filled."""
        found: dict[tuple[int, int], Cell] = {}
        last_row, last_column = max(self.rows, default=0), max(self.columns, default=0)
        for cell in self:
            for row in range(cell.row, min(cell.row + cell.rows, last_row + 1)):
                for column in range(cell.column, min(cell.column + cell.columns, last_column + 1)):
                    if (row, column) != (cell.row, cell.column) and len(found) < MOST_CELLS:
                        found[row, column] = cell
        return found

    def __iter__(self) -> Iterator[Cell]:
        for cells in self.rows.values():
            yield from cells


def sheet_of(title: str, cells: Iterable[Cell], hidden: bool = False) -> Sheet:
    """Return the sheet that these cells make; cells that show nothing are left out.

    Raises ImportRefused when there are more than Remit reads.
    """
    found: dict[tuple[int, int], Cell] = {}
    for cell in cells:
        if cell.text.strip() or cell.trouble:
            found[cell.row, cell.column] = cell
            if len(found) > MOST_CELLS:
                raise ImportRefused(
                    f"The sheet “{title}” has more than {MOST_CELLS:,} filled cells, which is no authority matrix; "
                    "copy the matrix into a sheet of its own."
                )
    return Sheet(title, found, hidden)


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return all sheets of a workbook (.xlsx, .xlsm, .ods) or the one table of a text file (.csv, .tsv).

    Nothing in the file is trusted: macros and links are ignored, formulas give their stored results. Raises
    ImportRefused when the file is missing, empty, broken, protected, or of another kind.
    """
    name = path.name
    content = _content(path)
    if name.startswith("~$"):
        raise ImportRefused(
            f"{name} is the mark that an office program leaves while a workbook is open; take the workbook."
        )
    ending = path.suffix.lower()
    if content.startswith(b"PK\x03\x04") and ending != ".ods":
        from workbench.importers.xlsx import sheets_of_xlsx

        return sheets_of_xlsx(name, content)
    if content.startswith(b"PK\x03\x04"):
        from workbench.importers.ods import sheets_of_ods

        return sheets_of_ods(name, content)
    if content.startswith(_OLD_OFFICE) and _ENCRYPTED in content:
        raise ImportRefused(f"{name} is protected with a password; save a copy without one and import that.")
    if content.startswith(_OLD_OFFICE) or ending == ".xls":
        raise ImportRefused(f"{name} is a workbook of an old format; save it as .xlsx and import that.")
    if ending in (".csv", ".tsv", ".txt", ".tab"):
        from workbench.importers.delimited import sheet_of_text

        return (sheet_of_text(path, content),)
    if ending in (".xlsx", ".xlsm", ".ods"):
        raise ImportRefused(f"{name} is not a workbook, although it is named like one; it may be damaged or cut off.")
    raise ImportRefused(f"{name} is of a kind that Remit cannot read; use .xlsx, .ods, .csv or .tsv.")


def _content(path: Path) -> bytes:
    name = path.name
    try:
        if path.is_dir():
            raise ImportRefused(f"{name or path} is a folder; name the workbook inside it.")
        if path.exists() and not path.is_file():
            raise ImportRefused(f"{path} is a device or a pipe; save the table as a file and import that.")
        if path.stat().st_size > LARGEST_FILE:
            raise ImportRefused(
                f"{name} is larger than {LARGEST_FILE // 1_000_000} MB; copy the matrix into a workbook of its own."
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise ImportRefused(f"There is no file {path}.") from None
    except PermissionError:
        raise ImportRefused(
            f"{name} cannot be opened: another program has locked it, or you may not read it."
        ) from None
    except OSError as error:
        raise ImportRefused(f"{name} cannot be read: {error.strerror or error}.") from None
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ImportRefused(f"{name} is empty.")
    return content


@lru_cache(maxsize=20_000)
def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1: 1 gives "A", 28 gives "AB"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return the address of a cell as a spreadsheet shows it."""
    return f"{column_letters(column)}{row}"

"""Writing rendered sheets with openpyxl, line by line, with one shared cell for each look."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from exporters.cells import is_active
from exporters.workbook.looks import stencil
from exporters.workbook.sheet import PITCH, Line, RenderedSheet, letters

_A3, _A4 = 8, 9


@dataclass(frozen=True)
class Page:
    """What stands at the head and foot of every printed page."""

    name: str
    version: str
    day: str


class StencilSheet(WriteOnlyWorksheet):
    """A write-only sheet whose rows are cells already, so that none has to be found out about or made anew."""

    def _values_to_row(self, values: Iterable[Cell | None], row_idx: int) -> Iterator[Cell]:
        for number, cell in enumerate(values, 1):
            if cell is not None:
                cell.row, cell.column = row_idx, number
                yield cell


class Stencils:
    """The cells of a sheet by look, made when first asked for. Rows are written as they come, so one does for all."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._blank: dict[str, Cell] = {}
        self._filled: dict[tuple[str, bool], Cell] = {}

    def blank(self, look: str) -> Cell:
        """Return the empty cell of a look."""
        cell = self._blank.get(look)
        if cell is None:
            cell = self._blank[look] = stencil(self._sheet, look)
        return cell

    def filled(self, look: str, value: str | float) -> Cell:
        """Return a cell of a look that holds a value. Text stays text, whatever it looks like."""
        is_text = isinstance(value, str)
        key = (look, is_text and is_active(str(value)))
        cell = self._filled.get(key)
        if cell is None:
            cell = self._filled[key] = stencil(self._sheet, look, quoted=key[1])
        cell.value = value
        if is_text:
            cell.data_type = "s"
        return cell


def add_sheet(book: Workbook, rendered: RenderedSheet, page: Page) -> None:
    """Add a sheet to a write-only workbook: hidden where its title begins with "_"."""
    made = StencilSheet(book, rendered.title)
    # What create_sheet does, which knows openpyxl's own class alone.
    cast(Any, book)._add_sheet(made)  # noqa: SLF001
    # A write-only sheet has what is used here of an ordinary one; what stands before the rows must be set first.
    sheet = cast(Worksheet, made)
    if rendered.title.startswith("_"):
        sheet.sheet_state = "hidden"
    else:
        _set_up_page(sheet, rendered, page)
    for at, column in enumerate(rendered.columns):
        sheet.column_dimensions[letters(at)].width = column.width
    for number, line in enumerate(rendered.lines, 1):
        if line.height is not None:
            sheet.row_dimensions[number].height = line.height
    if rendered.frozen:
        sheet.freeze_panes = rendered.frozen
    sheet.sheet_view.showGridLines = False
    sheet.sheet_format.defaultRowHeight = PITCH + 5
    sheet.sheet_format.customHeight = True
    stencils = Stencils(sheet)
    append = cast(Callable[[Iterable[Cell | None]], None], sheet.append)
    for line in rendered.lines:
        append(_cells(line, stencils))
    for merge in rendered.merges:
        sheet.merged_cells.add(merge)
    if rendered.filtered:
        last = letters(len(rendered.columns) - 1)
        sheet.auto_filter.ref = f"A{rendered.headings[1]}:{last}{len(rendered.lines)}"


def _cells(line: Line, stencils: Stencils) -> Iterator[Cell | None]:
    """Yield the cells of a line. Each is written before the next is asked for: that is why they can be shared."""
    for value, look in zip(line.values, line.looks, strict=True):
        if value is not None and value != "":
            yield stencils.filled(look, value)
        elif look:
            yield stencils.blank(look)
        else:
            yield None


def _set_up_page(sheet: Worksheet, rendered: RenderedSheet, page: Page) -> None:
    """Have a sheet print on as many A3 pages as it is long and one wide, with its headings on each."""
    setup = sheet.page_setup
    setup.paperSize = _A3 if rendered.landscape else _A4
    setup.orientation = "landscape" if rendered.landscape else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    first, last = rendered.headings
    sheet.print_title_rows = f"{first}:{last}"
    if rendered.title_columns:
        sheet.print_title_cols = f"A:{letters(rendered.title_columns - 1)}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.75, 0.65, 0.35, 0.3
    head, foot = sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter
    assert head is not None
    assert foot is not None
    head.left.text, head.right.text = _literal(page.name), _literal(page.version)
    foot.left.text, foot.center.text, foot.right.text = _literal(page.day), rendered.title, "Page &P of &N"


def _literal(text: str) -> str:
    """Return a text for a header or footer, where "&" begins an order; its length is limited."""
    return text[:80].replace("&", "&&")

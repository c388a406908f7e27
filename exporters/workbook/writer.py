"""Writing rendered sheets with openpyxl, line by line, with one shared cell for each look."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from exporters.cells import is_active
from exporters.workbook.looks import stencil
from exporters.workbook.sheet import PITCH, Line, RenderedSheet, letters

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_A3, _A4 = 8, 9


@dataclass(frozen=True)
class Page:
    """What stands at the head and foot of every printed page."""

    name: str
    version: str
    day: str


class Stencils(dict[tuple[str, bool], "Cell"]):
    """The cells of a sheet by look, made when first asked for. Rows are written as they come, so one does for all."""

    def __init__(self, sheet: "Worksheet") -> None:
        super().__init__()
        self._make = partial(stencil, sheet)

    def __missing__(self, key: tuple[str, bool]) -> "Cell":
        look, quoted = key
        cell = self[key] = self._make(look, quoted=quoted)
        return cell


def add_sheet(book: "Workbook", rendered: RenderedSheet, page: Page) -> None:
    """Add a sheet to a write-only workbook: hidden where its title begins with "_"."""
    # A write-only sheet has what is used here of an ordinary one; what stands before the rows must be set first.
    sheet = cast("Worksheet", book.create_sheet(rendered.title))
    if rendered.title.startswith("_"):
        sheet.sheet_state = "hidden"
    else:
        _set_up_page(sheet, rendered, page)
    for at, column in enumerate(rendered.columns):
        sheet.column_dimensions[letters(at)].width = column.width
        sheet.column_dimensions[letters(at)].hidden = column.hidden
    for number, line in enumerate(rendered.lines, 1):
        if line.height is not None:
            sheet.row_dimensions[number].height = line.height
    if rendered.frozen:
        sheet.freeze_panes = rendered.frozen
    sheet.sheet_view.showGridLines = False
    sheet.sheet_format.defaultRowHeight = PITCH + 5
    sheet.sheet_format.customHeight = True
    stencils = Stencils(sheet)
    append = cast("Callable[[Iterable[Cell | None]], None]", sheet.append)
    for line in rendered.lines:
        append(_cells(line, stencils))
    for merge in rendered.merges:
        sheet.merged_cells.add(merge)
    if rendered.filtered:
        last = letters(len(rendered.columns) - 1)
        sheet.auto_filter.ref = f"A{rendered.headings[1]}:{last}{len(rendered.lines)}"


def _cells(line: Line, stencils: Stencils) -> "Iterator[Cell | None]":
    """Yield the cells of a line. Each is written before the next is asked for: that is why they can be shared."""
    for value, look in zip(line.values, line.looks, strict=True):
        if value is None or value == "":
            if not look:
                yield None
                continue
            cell = stencils[look, False]
            cell.value = None
        elif isinstance(value, str):
            cell = stencils[look, is_active(value)]
            cell.value = value
            # Whatever it looks like (a formula, an error, a date), it is what a person wrote.
            cell.data_type = "s"
        else:
            cell = stencils[look, False]
            cell.value = value
        yield cell


def _set_up_page(sheet: "Worksheet", rendered: RenderedSheet, page: Page) -> None:
    """Have a sheet print on as many A3 pages as it is long and one wide, with its headings on each."""
    from openpyxl.worksheet.properties import PageSetupProperties

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

"""Exporting a matrix of 500 decisions and 60 roles, against openpyxl writing the same styled cells and nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from exporters.base import Options
from exporters.workbook import render_workbook, write
from exporters.workbook.looks import LOOKS, stencil
from exporters.workbook.sheet import Line, RenderedSheet
from tests.bench.harness import Ratio
from tests.views.matrix.samples import large

ON = date(2026, 5, 4)


def benches() -> list[Ratio]:
    """Return the ratio: the whole export, findings and all, against the cells alone, known beforehand."""
    document = large()
    sheets = render_workbook(document, ON)
    folder = Path(tempfile.mkdtemp(prefix="remit-bench-"))

    def ours() -> None:
        write(document, folder / "ours.xlsx", Options(on=ON, force=True))

    def bare() -> None:
        write_bare(sheets, folder / "bare.xlsx")

    return [Ratio("exporting 500 decisions × 60 roles as a workbook", ours, bare, 1.3, pairs=5)]


def write_bare(sheets: tuple[RenderedSheet, ...], target: Path) -> None:
    """Write the cells with their styles through openpyxl's write-only mode, each style made once a sheet."""
    book = Workbook(write_only=True)
    for rendered in sheets:
        sheet: Any = book.create_sheet(rendered.title)
        styles = {look: style_of(stencil(sheet, look)) for look in LOOKS}
        for line in rendered.lines:
            sheet.append(list(_cells(sheet, line, styles)))
    book.save(target)


def style_of(cell: Any) -> object:
    """Return the style of a cell, to be shared by others."""
    return cell._style


def _cells(sheet: Any, line: Line, styles: dict[str, object]) -> Iterator[object]:
    for value, look in zip(line.values, line.looks, strict=True):
        cell: Any = WriteOnlyCell(sheet, value)
        cell._style = styles[look]
        yield cell

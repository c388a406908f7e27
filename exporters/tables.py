"""The matrix and the findings as plain tables (csv), which no spreadsheet can be made to run."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from exporters.base import Options, write_text
from exporters.cells import inert
from exporters.workbook.findings import render_findings
from exporters.workbook.matrix import render_matrix
from exporters.workbook.sheet import Line
from models.authority.grid import edition_shown
from models.document import Document

# Spreadsheets take a table for the system's old encoding unless it begins with this.
_ENCODING = "utf-8-sig"


def matrix_table(document: Document, on: date | None = None) -> str:
    """Return the matrix in force on a day as csv: a heading line, then the lines of the workbook."""
    sheet = render_matrix(document, edition_shown(document, on))
    first, last = sheet.headings
    names = _names(sheet.lines[first - 1 : last])
    return _csv(names, (line for line in sheet.lines[last:] if any(value is not None for value in line.values)))


def findings_table(document: Document, on: date) -> str:
    """Return the findings of a day as csv."""
    from models.findings import check

    sheet = render_findings(document, check(document, on))
    heading, *lines = sheet.lines
    return _csv([str(name) for name in heading.values], lines)


def write(document: Document, target: Path, options: Options) -> Path:
    """Write the matrix as csv and return where. Raises ExportRefused."""
    return write_text(target, matrix_table(document, options.on), force=options.force, encoding=_ENCODING)


def write_findings(document: Document, target: Path, options: Options) -> Path:
    """Write the findings as csv and return where. Raises ExportRefused."""
    return write_text(target, findings_table(document, options.on), force=options.force, encoding=_ENCODING)


def write_numbers(target: Path, headings: Sequence[str], rows: Iterable[Sequence[object]], *, force: bool) -> Path:
    """Write a table of plain values as csv and return where. Raises ExportRefused."""
    return write_text(target, _table(headings, rows), force=force, encoding=_ENCODING)


def _names(headings: Sequence[Line]) -> list[str]:
    """Return the heading of each column; a group stands in its first column only and is said in all."""
    if len(headings) == 1:
        return [str(name) for name in headings[0].values]
    names, group = [], ""
    for above, name in zip(headings[0].values, headings[1].values, strict=True):
        group = str(above) if above else group
        names.append(f"{group} / {name}" if name else group)
    return names


def _csv(names: Sequence[str], lines: Iterable[Line]) -> str:
    return _table(names, (line.values for line in lines))


def _table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([inert(name) for name in names])
    writer.writerows([inert(value) if isinstance(value, str) else value for value in row] for row in rows)
    return text.getvalue()

"""The workbook: an authority matrix as people pass it round, with tiers, limits, roles, findings, changes, a legend."""

from datetime import date
from io import BytesIO
from pathlib import Path

from exporters.base import Options, whole_file
from exporters.text import fingerprint
from exporters.workbook.identity import render_identity
from exporters.workbook.legend import render_legend
from exporters.workbook.matrix import render_matrix, stamp
from exporters.workbook.roles import render_roles
from exporters.workbook.sheet import RenderedSheet
from exporters.workbook.thresholds import render_thresholds
from exporters.workbook.tiers import render_tiers
from models.authority.force import day_words
from models.authority.grid import edition_shown
from models.document import Document


def render_workbook(document: Document, on: date) -> tuple[RenderedSheet, ...]:
    """Return all sheets of the workbook as plain values, the hidden one last."""
    from exporters.workbook.certificate import render_certificate
    from exporters.workbook.changes import render_changes
    from exporters.workbook.findings import render_findings
    from models.findings import check

    print_of, edition = fingerprint(document), edition_shown(document, on)
    found = (
        render_matrix(document, edition),
        render_tiers(document),
        render_thresholds(document, edition),
        render_roles(document, edition, on),
        render_findings(document, check(document, on)),
        render_changes(document, edition, on),
        render_certificate(document, edition),
        render_legend(document, edition, on, print_of),
    )
    sheets = tuple(sheet for sheet in found if sheet is not None)
    return (*sheets, render_identity(sheets, edition, on, print_of))


def write(document: Document, target: Path, options: Options) -> Path:
    """Write the workbook and return where. Raises ExportRefused."""
    return write_sheets(document, render_workbook(document, options.on), target, options)


def write_sheets(document: Document, sheets: tuple[RenderedSheet, ...], target: Path, options: Options) -> Path:
    """Write rendered sheets as a workbook and return where. Raises ExportRefused."""
    from openpyxl import Workbook

    from exporters.workbook.writer import Page, add_sheet

    edition, name = edition_shown(document, options.on), document.workspace.name
    title = f"{name}: {edition.name if edition else 'authority matrix'}"
    page = Page(title, stamp(document, edition, short=True), f"As of {day_words(options.on)}")
    with whole_file(target, force=options.force) as half:
        book = Workbook(write_only=True)
        book.properties.title = title
        book.properties.creator = "Remit"
        book.properties.subject = "Who decides what"
        book.properties.version = edition.version if edition else None
        for rendered in sheets:
            add_sheet(book, rendered, page)
        # openpyxl streams rows, and cannot be stopped halfway by a full disk without complaining of its own.
        content = BytesIO()
        book.save(content)
        half.write_bytes(content.getbuffer())
    return target

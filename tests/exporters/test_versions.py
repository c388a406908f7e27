"""The workbook of a version says what it changes against the one before, and what is certified of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from openpyxl import load_workbook

from exporters.base import Options
from exporters.tables import matrix_table
from exporters.workbook import render_workbook, write
from exporters.workbook.sheet import RenderedSheet
from models.authority.rules import Edition
from models.cases import Certificate
from models.changes import apply
from models.commands import editions
from models.commands.matrix import move_boundary
from models.document import Document
from tests.models.authority.small import ON, band, matrix, row


def ground() -> Document:
    return matrix(
        Edition(id="matrix", name="=Matrix", version="3", residual="ceo"),
        row("low", band(None, 10), by="Head"),
        row("high", band(10, "unlimited"), by="CEO"),
    )


def published() -> Document:
    document = apply(ground(), changes := editions.draft_of(ground(), "matrix"))
    (draft,) = changes.ids("edition")
    low, high = document.rules.by("edition", draft)
    document = apply(document, move_boundary(document, "amount", low.id, high.id, 2000))
    return apply(document, editions.publish(document, draft, "board", ON, ON))


def sheets(document: Document, days: int = 0) -> dict[str, RenderedSheet]:
    return {sheet.title: sheet for sheet in render_workbook(document, ON + timedelta(days=days))}


def texts(sheet: RenderedSheet) -> list[str]:
    return [str(value) for line in sheet.lines for value in line.values if value is not None]


def test_a_first_version_has_no_changes_and_what_is_not_certified_no_certificate() -> None:
    assert not {"Changes", "Certificate"} & set(sheets(ground()))


def test_the_changes_say_who_gains_and_who_loses() -> None:
    found = texts(sheets(published())["Changes"])
    assert found[0] == "From “=Matrix”, version 3 to “=Matrix”, version 4"
    assert found[1] == "No case became undecided."
    assert "Head gains: Buy from 10 and below 20 EUR." in found
    assert "CEO loses: Buy from 10 and below 20 EUR." in found
    before = sheets(published(), -1)
    assert "Changes" not in before
    assert "version 3" in " ".join(texts(before["Matrix"]))


def test_the_sheets_are_those_of_the_version_in_force_that_day() -> None:
    document = published()
    assert "below 10" in matrix_table(document, ON - timedelta(days=1))
    assert "below 20" in matrix_table(document, ON)
    assert "below 10" in " ".join(texts(sheets(document, -1)["Thresholds"]))
    assert "below 20" in " ".join(texts(sheets(document)["Thresholds"]))


def test_a_certificate_is_shown_with_whether_it_holds(tmp_path: Path) -> None:
    document = published()
    (edition,) = document.editions.by("version", "4")
    stale = Certificate(
        id="c",
        edition=edition.id,
        on=ON,
        fingerprint="0" * 64,
        method="=By hand",
        domains=("Amount: any",),
        checks=("F01",),
        waivers=("F04: known",),
    )
    certified = document.with_rows({"certificate": {"c": stale}})
    found = texts(sheets(certified)["Certificate"])
    assert "is stale" in found[1]
    assert {"=By hand", "Amount: any", "F01", "F04: known", "0" * 64} <= set(found)
    target = tmp_path / "out.xlsx"
    write(certified, target, Options(on=ON))
    book = load_workbook(target)
    assert book.sheetnames.index("Changes") < book.sheetnames.index("Certificate") < book.sheetnames.index("Legend")
    (cell,) = (cell for line in book["Certificate"].iter_rows() for cell in line if cell.value == "=By hand")
    assert cell.data_type == "s"
    assert cell.quotePrefix

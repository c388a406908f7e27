"""`remit import` of an exported workbook: compared with its file, and taken over in one step."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.workbench.cli.running import refused, remit

MATRIX = "Decision,CEO,CFO\nLease,A,C\nLoan,A,R\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "matrix.csv").write_text(MATRIX, encoding="utf-8")
    assert remit("import", tmp_path / "matrix.csv", "--to", tmp_path / "acme.remit").code == 0
    return tmp_path / "acme.remit"


@pytest.fixture
def book(file: Path) -> Path:
    made = remit("export", file, "--xlsx", file.with_name("out.xlsx"))
    assert made.code == 0, made
    return file.with_name("out.xlsx")


def test_an_exported_workbook_comes_back_without_a_difference(file: Path, book: Path) -> None:
    ran = remit("import", book, "--into", file)
    assert ran.code == 0
    assert "says the same" in ran.out


def test_an_edited_cell_is_taken_over_and_undone(file: Path, book: Path) -> None:
    pages = load_workbook(book)
    page = pages["Matrix"]
    page["C5"] = "I"
    pages.save(book)
    ran = remit("import", book, "--into", file, "--json")
    assert ran.code == 0, ran
    (difference,) = ran.json()["differences"]
    assert (difference["address"], difference["before"], difference["after"]) == ("C5", "C", "I")
    again = remit("import", book, "--into", file)
    assert "says the same" in again.out
    assert remit("undo", file).code == 0
    stale = remit("import", book, "--into", file)
    assert stale.code == 0, stale


def test_a_file_that_went_on_is_not_overwritten_unasked(file: Path, book: Path) -> None:
    (file.parent / "more.csv").write_text("Decision,CEO,CFO\nLease,A,S\nBond,A,C\n", encoding="utf-8")
    pages = load_workbook(book)
    pages["Matrix"]["C5"] = "I"
    pages.save(book)
    assert remit("import", file.parent / "more.csv", "--into", file).code == 0
    assert "has changed since" in refused(remit("import", book, "--into", file))
    chosen = remit("import", book, "--into", file, "--accept", "c5")
    assert chosen.code == 0, chosen
    assert "one step" in chosen.out


def test_a_damaged_workbook_is_refused_in_one_sentence(file: Path, book: Path) -> None:
    book.write_bytes(book.read_bytes()[:2000])
    assert "damaged" in refused(remit("import", book, "--into", file))

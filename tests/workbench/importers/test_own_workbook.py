"""A workbook that Remit wrote comes back: no difference at first, then each edit of a cell is one."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from exporters.base import Options
from exporters.workbook import write
from models.authority.cells import rights_by_role
from models.authority.rules import BandCondition, Rule
from models.changes import EditRefused, apply
from models.commands.matrix import set_cell
from models.commands.rows import delete_row, set_fields
from models.commands.schemes import show_in
from models.document import Document
from tests.workbench.importers.tables import reading
from workbench.importers import (
    Comparison,
    ImportRefused,
    belongs_to,
    plan_import,
    plan_reimport,
    read_matrix,
    reimport,
)

DAY = date(2026, 11, 22)
ROWS = (
    ("", "Functional Approval", "", "Financial Approval (4)", ""),
    ("", "CEO", "Board", "CFO", "Controller"),
    ("Spend",),
    ("up to $5k", "A", "", "A (3)", ""),
    ("over $5k up to $10k", "A", "A", "", "R"),
    ("over $10k (1)", "A", "", "A", "C"),
    ("over $10k (2)", "", "A", "A", "C"),
    ("Legal",),
    ("NDA", "A", "", "", "I"),
    ("Lease", "A", "", "S", ""),
    (),
    ("Notes",),
    ("(1) If in plan",),
    ("(2) If not in plan",),
    ("(3) With three quotes",),
    ("(4) After a purchase request",),
)


@pytest.fixture(scope="module")
def document() -> Document:
    return apply(Document(), plan_import(Document(), reading(*ROWS)))


@pytest.fixture(scope="module")
def written(document: Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(document, tmp_path_factory.mktemp("written") / "matrix.xlsx", Options(on=DAY))


@pytest.fixture
def path(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(written, tmp_path))


def edited(path: Path, edit: Callable[[Any], None]) -> Path:
    book = load_workbook(path)
    edit(book["Matrix"])
    book.save(path)
    return path


def put(path: Path, **texts: object) -> Path:
    def edit(sheet: Any) -> None:
        for address, text in texts.items():
            sheet[address] = text

    return edited(path, edit)


def found(comparison: Comparison) -> list[tuple[str, str, str, bool]]:
    return [(d.address, d.before, d.after, d.can_apply) for d in comparison.differences]


def taken_over(document: Document, path: Path) -> Document:
    """Apply all that can be, and see that then nothing that could be is left."""
    comparison = reimport(document, path)
    after = apply(document, plan_reimport(document, comparison))
    assert [d for d in reimport(after, path).differences if d.can_apply] == []
    return after


def rule_called(document: Document, label: str) -> Rule:
    return next(rule for rule in document.rules if rule.label == label)


def parts(document: Document, rule: Rule) -> dict[str, tuple[str, ...]]:
    return {document.roles[role].name: rights for role, rights in rights_by_role(rule).items()}


def test_an_untouched_workbook_is_no_difference(document: Document, path: Path) -> None:
    assert belongs_to(document, path)
    comparison = reimport(document, path)
    assert comparison.differences == ()
    assert not comparison.stale
    assert not plan_reimport(document, comparison)


@pytest.mark.parametrize(
    "name",
    [
        "authority/wide/gitlab_2018_wide.xlsx",
        "authority/wide/somerton_az_wide.csv",
        "workbooks/packt-tpm-handbook-raci.xlsx",
        "workbooks/packt-tpm-handbook-role.xlsx",
    ],
)
def test_real_matrices_come_back_without_a_difference(shared_data: Path, tmp_path: Path, name: str) -> None:
    document = apply(Document(), plan_import(Document(), read_matrix(shared_data / name)))
    path = write(document, tmp_path / "out.xlsx", Options(on=DAY))
    assert reimport(document, path).differences == ()
    saved = edited(path, lambda sheet: None)
    assert reimport(document, saved).differences == ()


def address_of(path: Path, row: str, column: str) -> str:
    """Return the address where the first line of a name and the column of a heading cross."""
    sheet = load_workbook(path)["Matrix"]
    number = next(cell.row for cell in sheet["A"] if cell.value == row)
    letter = next(cell.column_letter for line in sheet.iter_rows(max_row=8) for cell in line if cell.value == column)
    return f"{letter}{number}"


def test_a_letter_is_set_through_the_procedure(document: Document, path: Path) -> None:
    place = address_of(path, "NDA", "CFO")
    put(path, **{place: "AS"})
    (difference,) = reimport(document, path).differences
    assert (difference.address, difference.before, difference.after) == (place, "", "AS")
    assert difference.what == "CFO in row “NDA”"
    after = taken_over(document, path)
    assert parts(after, rule_called(after, "NDA"))["CFO"] == ("support", "approve")
    assert {step.strand for step in rule_called(after, "NDA").procedure if step.right == "support"} == {"financial"}


def test_typed_bands_labels_remarks_and_names(document: Document, path: Path) -> None:
    band = address_of(path, "over $5k up to $10k", "Amount")
    label = address_of(path, "up to $5k", "Decision")
    section = address_of(path, "Legal", "Decision")
    put(path, **{band: "above 5,000 and below 20,000 USD", label: "small things", section: "Law"})
    comparison = reimport(document, path)
    assert {d[0] for d in found(comparison)} == {band, label, section}
    after = apply(document, plan_reimport(document, comparison))
    assert rule_called(after, "small things").box == rule_called(document, "up to $5k").box
    assert "Law" in [row.name for row in after.sections]
    bands = [c.band for rule in after.rules for c in rule.box if isinstance(c, BandCondition)]
    assert (500_001, 2_000_000) in [(band.lower, band.upper) for band in bands]


def test_a_band_and_a_label_of_one_row(document: Document, path: Path) -> None:
    """A new condition drops the old label; the new label stays all the same."""
    band = address_of(path, "up to $5k", "Amount")
    label = address_of(path, "up to $5k", "Decision")
    put(path, **{band: "up to and including 7,000 USD", label: "up to $7k"})
    after = taken_over(document, path)
    (condition,) = rule_called(after, "up to $7k").box
    assert isinstance(condition, BandCondition)
    assert condition.band.upper == 700_001


def test_a_flag_is_emptied_and_set(document: Document, path: Path) -> None:
    flag = address_of(path, "up to $5k", "In plan")
    put(path, **{flag: "no"})
    after = apply(document, plan_reimport(document, reimport(document, path)))
    conditions = [c.kind for rule in after.rules if rule.decision for c in rule.box]
    assert conditions.count("flag") == 3
    again = write(after, path, Options(on=DAY, force=True))
    flag = next(a for a in ("C7", "C8") if load_workbook(again)["Matrix"][a].value == "no")
    emptied = apply(after, plan_reimport(after, reimport(after, put(again, **{flag: None}))))
    assert [c.kind for rule in emptied.rules for c in rule.box].count("flag") == 2


def test_a_role_is_renamed_and_a_footnote_rewritten(document: Document, path: Path) -> None:
    sheet = load_workbook(path)["Matrix"]
    role = next(cell.coordinate for line in sheet.iter_rows(max_row=8) for cell in line if cell.value == "Board")
    note = next(cell.coordinate for cell in sheet["A"] if str(cell.value).startswith("(4)"))
    put(path, **{role: "Supervisory Board", note: "(4) After a purchase order"})
    after = taken_over(document, path)
    assert "Supervisory Board" in [row.name for row in after.roles]
    assert {n.text for n in after.notes if n.mark == "4"} == {"After a purchase order"}


@pytest.mark.parametrize(
    ("row", "column", "text", "why"),
    [
        ("NDA", "CEO", "Q", "not a letter"),
        ("NDA", "CEO", "A (9)", "footnote marks"),
        ("up to $5k", "Amount", "a lot", "no band"),
        ("up to $5k", "Amount", "up to 5.005 USD", "finer than"),
        ("up to $5k", "In plan", "perhaps", "yes or no"),
        ("NDA", "In words", "Everybody decides.", "derived"),
        ("NDA", "CEO", "=1+1", "formula"),
    ],
)
def test_what_cannot_be_taken_over_says_why(
    document: Document, path: Path, row: str, column: str, text: str, why: str
) -> None:
    place = address_of(path, row, column)
    put(path, **{place: text})
    (difference,) = reimport(document, path).differences
    assert difference.address == place
    assert not difference.can_apply
    assert why in difference.problem
    assert not plan_reimport(document, reimport(document, path))


def test_a_deleted_row_and_a_new_one_are_listed(document: Document, path: Path) -> None:
    def edit(sheet: Any) -> None:
        lines = [cell.value for cell in sheet["A"]]
        sheet.delete_rows(lines.index("over $5k up to $10k") + 1)
        lines = [cell.value for cell in sheet["A"]]
        at = lines.index("NDA") + 1
        sheet.insert_rows(at)
        sheet.cell(at, 1, "Merger")

    edited(path, edit)
    comparison = reimport(document, path)
    assert [(d.before, d.after, d.can_apply) for d in comparison.differences] == [
        ("over $5k up to $10k", "", True),
        ("", "Merger", False),
    ]
    after = apply(document, plan_reimport(document, comparison))
    assert len(after.rules) == len(document.rules) - 1
    assert not [rule for rule in after.rules if rule.label == "over $5k up to $10k"]


def test_lines_in_another_order_are_no_difference(document: Document, path: Path) -> None:
    def edit(sheet: Any) -> None:
        lines = [cell.value for cell in sheet["A"]]
        one, other = lines.index("NDA") + 1, lines.index("Lease") + 1
        for left, right in zip(sheet[one], sheet[other], strict=True):
            left.value, right.value = right.value, left.value

    assert reimport(document, edited(path, edit)).differences == ()


def test_moved_lines_and_an_inserted_column_are_found_again(document: Document, path: Path) -> None:
    def edit(sheet: Any) -> None:
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.insert_cols(5)
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Our copy"

    edited(path, edit)
    differences = reimport(document, path).differences
    assert [d for d in differences if d.can_apply] == []


def test_only_what_is_accepted_is_taken_over(document: Document, path: Path) -> None:
    one, other = address_of(path, "NDA", "CEO"), address_of(path, "Lease", "CEO")
    put(path, **{one: "S", other: "S"})
    comparison = reimport(document, path)
    after = apply(document, plan_reimport(document, comparison, frozenset([other])))
    assert parts(after, rule_called(after, "NDA"))["CEO"] == ("approve",)
    assert parts(after, rule_called(after, "Lease"))["CEO"] == ("support",)


def test_a_document_that_went_on_is_said_and_compared_as_it_is(document: Document, path: Path) -> None:
    nda, ceo = rule_called(document, "NDA"), next(role for role in document.roles if role.name == "CEO")
    later = apply(document, set_cell(document, nda.id, ceo.id, "S"))
    later = apply(later, delete_row(later, "rule", rule_called(later, "Lease").id))
    comparison = reimport(later, path)
    assert comparison.stale
    assert ("S", "A", True) in [d[1:] for d in found(comparison)]
    with pytest.raises(EditRefused, match="one by one"):
        plan_reimport(later, comparison)
    chosen = next(d.address for d in comparison.differences if d.before == "S")
    after = apply(later, plan_reimport(later, comparison, frozenset([chosen])))
    assert parts(after, after.rules[nda.id])["CEO"] == ("approve",)


def test_workbooks_that_are_not_ours(document: Document, path: Path, shared_data: Path, tmp_path: Path) -> None:
    foreign = shared_data / "authority" / "wide" / "gitlab_2018_wide.xlsx"
    assert not belongs_to(document, foreign)
    with pytest.raises(ImportRefused, match="not written by Remit"):
        reimport(document, foreign)
    with pytest.raises(ImportRefused, match="another file"):
        reimport(Document(), path)
    book = load_workbook(path)
    book["_remit"]["B1"] = "remit.workbook/99"
    book.save(tmp_path / "newer.xlsx")
    with pytest.raises(ImportRefused, match="another version"):
        reimport(document, tmp_path / "newer.xlsx")
    book["_remit"]["B1"] = "remit.workbook/1"
    book["Matrix"].title = "Old"
    book.save(tmp_path / "lost.xlsx")
    with pytest.raises(ImportRefused, match="lost its sheet"):
        reimport(document, tmp_path / "lost.xlsx")


def test_a_level_of_delegation_comes_back_for_both_parties(document: Document, tmp_path: Path) -> None:
    ids = {role.name: role.id for role in document.roles}
    document = apply(document, set_fields(document, "role", ids["CEO"], reports_to=ids["Board"]))
    document = apply(document, show_in(document, next(iter(document.editions)).id, "levels"))
    nda = next(rule for rule in document.rules if document.decisions[rule.decision].name == "NDA")
    document = apply(document, set_cell(document, nda.id, ids["CEO"], "5"))
    path = write(document, tmp_path / "levels.xlsx", Options(on=DAY))
    assert reimport(document, path).differences == ()
    sheet = load_workbook(path)["Matrix"]
    address = next(cell.coordinate for row in sheet.iter_rows() for cell in row if cell.value == "5")
    after = taken_over(document, put(path, **{address: 3}))
    assert parts(after, after.rules[nda.id])["CEO"] == ("consult",)
    assert parts(after, after.rules[nda.id])["Board"] == ("approve",)

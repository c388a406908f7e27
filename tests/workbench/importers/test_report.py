"""The report names every filled cell, once, as read or not read, and nothing else."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.changes import apply
from models.document import Document
from tests.workbench.importers.tables import reading, sheet
from workbench.importers import ImportRefused, plan_import, read_matrix
from workbench.importers.matrix import read_sheet
from workbench.importers.reading import ImportOptions
from workbench.importers.report import ImportReport
from workbench.importers.sheets import read_sheets

REAL = (
    "authority/wide/gitlab_2018_wide.xlsx",
    "authority/wide/gitlab_2018_wide.csv",
    "authority/wide/somerton_az_wide.csv",
    "workbooks/packt-tpm-handbook-raci.xlsx",
    "workbooks/packt-tpm-handbook-role.xlsx",
)


def check(report: ImportReport, filled: dict[str, str]) -> None:
    assert {cell.address: cell.text for cell in report.cells} == filled
    assert len(report.cells) == len(filled)
    assert all(cell.words for cell in report.cells)


@pytest.mark.parametrize("name", REAL)
def test_every_cell_of_the_real_files_is_named(shared_data: Path, name: str) -> None:
    (page,) = read_sheets(shared_data / name)
    check(read_matrix(shared_data / name).report, {cell.address: cell.text for cell in page})


words = st.sampled_from(
    [
        *("", "", "", "A", "R", "C", "I", "X", "A/R", "Approves (1)", "Signs/Approves", "cannot approve", "-", "Frobs"),
        *(
            "CEO",
            "CFO & GC",
            "either MD",
            "Approver",
            "Decision",
            "Amount",
            "Notes",
            "Legend",
            "Functional Approval(2)",
        ),
        *("Up to $5K", ">$5K", "$10K to $100K", "> 3 years", "5.000 €", "any amount", "Lease > $50", "Spend:", "1.2"),
        *("(1) If in plan", "(2) If not in plan", "(3)", "A = Approves", "Decision ", "=1+1", "x" * 600, "None"),
        *("The Board must approve all.", "\n", "ünïcode", "12", "Role"),
    ]
)
tables = st.lists(st.lists(words, min_size=1, max_size=6), min_size=1, max_size=10)
matrices = st.builds(
    lambda labels, cells: [["", "CEO", "CFO"], *([label, *row] for label, row in zip(labels, cells, strict=False))],
    st.lists(words, min_size=1, max_size=8),
    st.lists(st.lists(words, min_size=2, max_size=4), min_size=1, max_size=8),
)


@given(tables | matrices, st.sets(st.integers(1, 8)), st.booleans())
def test_every_cell_of_any_sheet_is_named(rows: list[list[str]], bold: set[int], conditions: bool) -> None:
    page = sheet(*(tuple(row) for row in rows), bold=tuple(bold))
    found = read_sheet("any.csv", page, ImportOptions(conditions))
    if found is None:
        return
    check(found.report, {cell.address: cell.text for cell in page})
    try:
        document = apply(Document(), plan_import(Document(), found))
    except ImportRefused:
        return  # an edge between two steps of the dimension that an earlier row began
    assert len(document.rules) == found.report.counts["rows"]
    assert len(document.roles) == found.report.counts["roles"]
    assert len(document.decisions) == found.report.counts["decisions"]
    assert not plan_import(document, found)


def test_the_report_as_data_and_for_people() -> None:
    found = reading(("Decision", "CEO", "CFO"), ("Lease", "A (1)", "Frobs"), ("Loan", "A", "C"), (), ("stray",))
    data = json.loads(json.dumps(found.report.to_json()))
    assert data["schema"] == "remit.import-report/1"
    assert data["counts"]["roles"] == 2
    by_address = {cell["address"]: cell for cell in data["cells"]}
    assert by_address["B2"]["read"] is True
    assert by_address["B2"]["as"] == "right"
    assert by_address["C2"] == {
        "address": "C2",
        "text": "Frobs",
        "read": False,
        "why": "“Frobs” is no right that Remit knows",
    }
    text = found.report.to_text()
    assert "2 decisions" in text
    assert "8 of 10 filled cells were read" in text
    assert "C2     “Frobs”: “Frobs” is no right that Remit knows" in text
    assert "A5     “stray”: it stands outside the table" in text
    assert "B2" not in text
    assert "CEO approves" in found.report.to_text(every_cell=True)

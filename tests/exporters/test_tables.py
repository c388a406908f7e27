"""The matrix and the findings as csv."""

from __future__ import annotations

import csv
import io
from itertools import cycle
from pathlib import Path

from exporters.cells import is_active
from exporters.registry import export
from exporters.tables import findings_table, matrix_table
from models.authority.grid import grid_of
from models.document import Document
from models.findings import check
from tests.exporters.conftest import ON
from tests.exporters.test_workbook import HOSTILE, hostile


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_the_table_has_the_rows_and_letters_of_the_matrix(northlight: Document) -> None:
    heading, *rows = rows_of(matrix_table(northlight))
    grid = grid_of(northlight)
    names = [f"{role.column_group} / {role.name}" for role in grid.roles]
    first = heading.index(names[0])
    assert heading[first : first + len(names)] == names
    shown = [row for row in rows if row[-1]]
    rules = [row.rule for row in grid.rows if row.rule is not None]
    assert len(shown) == len(rules)
    for row, rule in zip(shown, rules, strict=True):
        letters = grid.cells(rule)
        cells = row[first : first + len(names)]
        assert [cell.partition(" ")[0] for cell in cells] == [letters.get(role.id, "") for role in grid.roles]


def test_no_cell_of_a_table_can_be_run() -> None:
    document = hostile(cycle(HOSTILE))
    for text in (matrix_table(document), findings_table(document, ON)):
        for row in rows_of(text):
            assert not [cell for cell in row if is_active(cell)]


def test_findings_are_told_one_a_row(northlight: Document) -> None:
    heading, *rows = rows_of(findings_table(northlight, ON))
    assert heading[:3] == ["Severity", "Rule", "Finding"]
    assert [row[1] for row in rows] == [finding.id for finding in check(northlight, ON)]


def test_a_spreadsheet_is_told_the_encoding(northlight: Document, tmp_path: Path) -> None:
    export("csv", northlight, tmp_path / "matrix.csv", on=ON)
    assert (tmp_path / "matrix.csv").read_bytes().startswith(b"\xef\xbb\xbfDecision,")

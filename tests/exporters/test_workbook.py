"""The workbook: what it shows, that text stays text, and that every cell can be found again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import load_workbook as calamine

from exporters.base import Options
from exporters.text import fingerprint
from exporters.workbook import render_workbook, write
from exporters.workbook.identity import SCHEMA
from exporters.workbook.legend import render_legend
from exporters.workbook.matrix import render_matrix
from exporters.workbook.sheet import RenderedSheet, letters
from models.authority.grid import grid_of
from models.authority.rules import Edition, Note
from models.changes import apply
from models.commands.schemes import show_in
from models.document import Document
from models.findings import check
from models.findings.base import SEVERITY_WORDS
from tests.exporters.conftest import ON
from tests.views.matrix.samples import small

HOSTILE = (
    "=cmd|'/c calc'!A1",
    "+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "#N/A",
    "{=1}",
    "\x01bell",
    "<&>",
    "123",
    "_x0041_",
)


@pytest.fixture(scope="module")
def written(northlight: Document, tmp_path_factory: pytest.TempPathFactory) -> Any:
    target = tmp_path_factory.mktemp("workbook") / "northlight.xlsx"
    write(northlight, target, Options(on=ON))
    return load_workbook(target)


def shown(sheet: Any) -> list[list[object]]:
    """What a sheet shows, as rows of values; empty text and nothing are the same to people."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def expected(rendered: RenderedSheet) -> list[list[object]]:
    return [[None if value == "" else value for value in line.values] for line in rendered.lines]


def test_the_sheets_are_those_that_people_look_for(written: Any) -> None:
    assert written.sheetnames == ["Matrix", "Tiers", "Thresholds", "Roles", "Findings", "Legend", "_remit"]
    assert [sheet.title for sheet in written if sheet.sheet_state != "visible"] == ["_remit"]


def test_every_sheet_holds_what_was_rendered(written: Any, northlight: Document) -> None:
    for rendered in render_workbook(northlight, ON):
        assert shown(written[rendered.title]) == expected(rendered), rendered.title


def test_letters_are_those_of_the_grid(written: Any, northlight: Document) -> None:
    grid = grid_of(northlight)
    cells = list(render_matrix(northlight).cells("rule", "role"))
    assert len(cells) == len(grid.roles) * sum(row.rule is not None for row in grid.rows)
    for address, rule, role, value in cells:
        letters_there = grid.cells(northlight.rules[rule]).get(role, "")
        text = str(written["Matrix"][address].value or "")
        assert text == (value or "")
        assert text.partition(" ")[0] == letters_there or text.startswith("(")


def test_the_legend_explains_the_scheme_that_is_shown(northlight: Document) -> None:
    edition = next(iter(northlight.editions)).id
    in_raci = apply(northlight, show_in(northlight, edition, "raci"))
    legend = [line.values for line in render_legend(in_raci, None, ON, "").lines]
    assert ("A", "Accountable: approves") in legend
    assert ("Scheme", "RACI. Each row has exactly one A.") in legend
    assert any(sign == "·" and "signs" in str(text) for sign, text in legend)
    in_levels = apply(northlight, show_in(northlight, edition, "levels"))
    legend = [line.values for line in render_legend(in_levels, None, ON, "").lines]
    assert ("5", "Advise: approves; the role above is consulted") in legend
    assert ("7", "Delegate: approves; the role above has no part") in legend
    assert any(sign == "↔" for sign, _ in legend)
    shown = {str(value).split()[0] for *_, value in render_matrix(in_levels).cells("rule", "role") if value}
    assert {"7", "3", "↔", "·"} <= shown


def test_the_matrix_is_set_up_for_reading_and_for_print(written: Any, northlight: Document) -> None:
    sheet = written["Matrix"]
    first, last = render_matrix(northlight).headings
    assert sheet.freeze_panes == f"B{last + 1}"
    assert sheet.print_title_rows == f"${first}:${last}"
    assert sheet.print_title_cols == "$A:$A"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "Northlight" in sheet.oddHeader.left.text
    assert "version 4" in sheet.oddHeader.right.text
    assert "4 May 2026" in sheet.oddFooter.left.text
    assert sheet.oddFooter.right.text == "Page &P of &N"
    assert written.properties.title == "Northlight: Scheme of delegation"


def test_the_groups_of_roles_stand_over_their_roles(written: Any, northlight: Document) -> None:
    rendered = render_matrix(northlight)
    first, _ = rendered.headings
    merged = {str(area) for area in written["Matrix"].merged_cells.ranges}
    columns = [at for at, column in enumerate(rendered.columns) if column.table == "role"]
    groups = [role.column_group for role in grid_of(northlight).roles]
    for group in set(groups):
        mine = [column for column, own in zip(columns, groups, strict=True) if own == group]
        if len(mine) > 1 and mine == list(range(mine[0], mine[-1] + 1)):
            assert f"{letters(mine[0])}{first}:{letters(mine[-1])}{first}" in merged


def test_findings_are_those_of_the_screen(written: Any, northlight: Document) -> None:
    rows = shown(written["Findings"])[1:]
    found = check(northlight, ON)
    assert [(row[0], row[1]) for row in rows] == [(SEVERITY_WORDS[finding.severity], finding.id) for finding in found]


def test_a_draft_says_so_on_every_page(tmp_path: Path, northlight: Document) -> None:
    edition = next(iter(northlight.editions))
    draft = northlight.with_rows({"edition": {edition.id: edition.changed(status="draft")}})
    write(draft, tmp_path / "draft.xlsx", Options(on=ON))
    sheet: Any = load_workbook(tmp_path / "draft.xlsx")["Matrix"]
    assert "DRAFT" in sheet.oddHeader.right.text
    assert "DRAFT" in sheet["A2"].value


def test_notes_stand_at_the_foot_and_their_marks_in_the_cells() -> None:
    document = small()
    rendered = render_matrix(document)
    assert [line.values[0] for line in rendered.lines[-2:]] == ["Notes", "(1) If in plan."]
    marked = [(rule, value) for _, rule, _, value in rendered.cells("rule", "role") if "(1)" in str(value)]
    assert sorted(marked) == sorted((str(note.rule), "A (1)") for note in document.notes)


def test_a_mark_that_a_whole_group_shares_stands_at_the_group() -> None:
    document = small()
    functional = [role for role in document.roles if role.column_group == "Functional approval"]
    notes = {
        f"note-{role.id}": Note(id=f"note-{role.id}", mark="4", text="With a request.", role=role.id)
        for role in functional
    }
    rendered = render_matrix(document.with_rows({"note": dict(notes)}))
    above, names = rendered.lines[rendered.headings[0] - 1], rendered.lines[rendered.headings[1] - 1]
    assert "Functional approval (4)" in above.values
    assert "Team Member" in names.values


def test_a_document_without_anything_makes_a_workbook_too(tmp_path: Path) -> None:
    write(Document(), tmp_path / "empty.xlsx", Options(on=ON))
    sheet = load_workbook(tmp_path / "empty.xlsx")["Matrix"]
    assert "no rows yet" in " ".join(str(value) for row in shown(sheet) for value in row if value)


def test_the_hidden_sheet_names_every_line_and_column(written: Any, northlight: Document) -> None:
    rows = shown(written["_remit"])
    named = {row[0]: row[1] for row in rows[:4]}
    edition = grid_of(northlight).edition
    assert edition is not None
    assert named == {
        "schema": SCHEMA,
        "document": fingerprint(northlight),
        "edition": edition.id,
        "day": ON.isoformat(),
    }
    keys = {(row[1], row[2]): row[4] for row in rows[6:] if row[0] == "Matrix"}
    for address, rule, role, _ in render_matrix(northlight).cells("rule", "role"):
        letter = address.rstrip("0123456789")
        assert keys["row", int(address[len(letter) :])] == rule
        assert keys["column", letter] == role


def hostile(texts: Iterator[str]) -> Document:
    """The small matrix with these texts in every name that people can give."""
    document = small()
    changes: dict[str, dict[str, Any]] = {}
    for table, field in (
        ("role", "name"),
        ("section", "name"),
        ("decision", "name"),
        ("rule", "label"),
        ("note", "text"),
    ):
        rows = document.table(table)
        changes[table] = {row.id: row.model_copy(update={field: next(texts)}) for row in rows}
    changes["role"] = {i: row.model_copy(update={"column_group": next(texts)}) for i, row in changes["role"].items()}
    return document.with_rows(changes)


def test_no_text_ever_becomes_a_formula(tmp_path: Path) -> None:
    document = hostile(cycle(HOSTILE))
    write(document, tmp_path / "hostile.xlsx", Options(on=ON))
    for sheet in load_workbook(tmp_path / "hostile.xlsx"):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), (sheet.title, cell.coordinate, cell.value)
                if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@", "\t", "\r")):
                    assert cell.quotePrefix, (sheet.title, cell.coordinate)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(min_size=1, max_size=20).filter(str.strip), min_size=5, max_size=5))
def test_whatever_people_write_comes_back_as_it_was_rendered(tmp_path: Path, texts: list[str]) -> None:
    document = hostile(cycle(texts))
    target = tmp_path / "any.xlsx"
    write(document, target, Options(on=ON, force=True))
    rendered = render_matrix(document)
    assert shown(load_workbook(target)["Matrix"]) == expected(rendered)
    assert calamine(str(target)).sheet_names[0] == "Matrix"


def test_the_edition_asked_for_is_shown() -> None:
    document = small()
    other = Edition(id="edition-other", name="Next year", status="draft")
    document = document.with_rows({"edition": {other.id: other}})
    assert render_matrix(document, other).lines[0].values[0] == "New organisation: Next year"
    assert "rule" not in {line.table for line in render_matrix(document, other).lines}

"""What the lines of the grid are called: each row of a decision otherwise, and in whole words for the ear."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.authority.rules import FlagCondition
from models.commands.rows import add_row, set_fields
from models.decisions import Dimension
from tests.views.matrix.conftest import Desk, desk_for
from tests.views.matrix.samples import Building, small
from views.matrix.sheet import Sheet
from workbench.importers import plan_import, read_matrix


@pytest.fixture
def split(qtbot: QtBot) -> Desk:
    """The two first rows of operating expenses are called the same and told apart by the plan."""
    building = Building()
    building.document = small()
    plan = Dimension(id="plan", name="In plan", key="plan", kind="flag", position=9)
    building.do(add_row, plan)
    rows = [row.rule for row in Sheet(building.document).rows if row.kind == "rule" and row.rule is not None]
    for rule, in_plan in zip(rows, (True, False), strict=False):
        box = (*rows[0].box, FlagCondition(dimension="plan", value=in_plan))
        building.do(set_fields, "rule", rule.id, label="Small", box=box)
    return desk_for(qtbot, building.document)


def test_rows_called_the_same_are_told_apart_and_heard_in_whole_words(split: Desk) -> None:
    row, column = split.at("Small · in plan", "CFO")
    assert split.grid.sheet.line(row).aside == "≤ 5,000 USD"
    heard = split.grid.sheet.spoken(row, column)
    assert heard == "Operating Expenses, Small, Up to and including 5,000 USD, In plan: yes, CFO: approves"
    assert split.grid.sheet.line(row + 1).label == "Small · not in plan"


def test_a_row_that_is_renamed_changes_what_its_namesake_is_called(split: Desk) -> None:
    row, _ = split.at("Small · in plan")
    rule = split.grid.sheet.rows[row].rule
    assert rule is not None
    split.bridge.execute(set_fields, "rule", rule.id, label="Tiny")
    assert [split.grid.sheet.line(at).label for at in (row, row + 1)] == ["Tiny", "Small"]
    split.bridge.undo()
    assert [split.grid.sheet.line(at).label for at in (row, row + 1)] == ["Small · in plan", "Small · not in plan"]


def test_a_renamed_dimension_is_named_anew(split: Desk) -> None:
    split.bridge.execute(set_fields, "dimension", "plan", name="Planned")
    assert split.at("Small · planned")


def test_both_ways_to_say_it_are_found(split: Desk) -> None:
    for wanted in ("≤ 5,000", "up to and including 5,000", "not in plan"):
        split.grid.narrow(wanted)
        assert any(row.kind == "rule" for row in split.grid.sheet.rows), wanted


def test_a_row_that_is_no_ordinary_one_says_so(split: Desk) -> None:
    row, _ = split.at("Small · in plan")
    rule = split.grid.sheet.rows[row].rule
    assert rule is not None
    split.bridge.execute(set_fields, "rule", rule.id, kind="urgent", status="draft")
    assert split.grid.sheet.line(row).aside == "urgent · draft · ≤ 5,000 USD"


def test_every_row_of_a_real_matrix_reads_differently(shared_data: Path) -> None:
    path = shared_data / "authority" / "wide" / "gitlab_2018_wide.xlsx"
    building = Building()
    building.do(plan_import, read_matrix(path))
    sheet = Sheet(building.document)
    for decision in building.document.decisions:
        at = [row for row in range(len(sheet.rows)) if sheet.rows[row].rule and sheet.decision_at(row) == decision.id]
        names = [sheet.label(row).text for row in at]
        assert len(set(names)) == len(names), names
    names = [sheet.label(at).text for at in range(len(sheet.rows))]
    assert {"Up to $5K · in plan", "Up to $5K · not in plan"} <= set(names)

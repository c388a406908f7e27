"""What a screen reader finds in the grid."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest

from tests.views.matrix.conftest import Desk
from views.matrix import accessible

Text, Role = QAccessible.Text, QAccessible.Role


def table(desk: Desk) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(desk.grid)


def cell(desk: Desk, at: tuple[int, int]) -> QAccessibleInterface:
    return table(desk).child(at[0] * 7 + at[1])


def test_the_grid_is_a_table_of_all_its_cells(desk: Desk) -> None:
    found = table(desk)
    assert found.role() == Role.Table
    assert found.text(Text.Name) == "Authority matrix"
    assert found.childCount() == len(desk.grid.sheet.rows) * 7
    assert found.child(found.childCount()) is None


def test_a_cell_says_decision_band_role_and_part(desk: Desk) -> None:
    label = "Above 5,000 up to and including 10,000 USD"
    at = desk.at("> 5,000 – 10,000 USD", "CFO", decision="Operating Expenses")
    found = cell(desk, at)
    assert found.text(Text.Name) == f"Operating Expenses, {label}, CFO: approves"
    assert found.text(Text.Value) == "A"
    assert found.role() == Role.Cell
    assert found.parent().role() == Role.Table
    assert cell(desk, desk.at("Bonuses", "Board")).text(Text.Name) == "Bonuses, Board: no part"
    assert cell(desk, desk.at("Standard terms", "Exec Team")).text(Text.Name).endswith("Exec Team: approves and signs")
    assert cell(desk, desk.at("Open a branch", "CEO")).text(Text.Name).endswith("CEO: approves, as one of several")


def test_a_footnote_is_told(desk: Desk) -> None:
    found = cell(desk, desk.at("> 100,000 USD", "Board", decision="Operating Expenses"))
    assert found.text(Text.Name).endswith("Board: approves, note 1")
    assert found.text(Text.Description) == "If in plan."


def test_a_label_is_a_row_header(desk: Desk) -> None:
    found = cell(desk, desk.at("Standard terms"))
    assert found.role() == Role.RowHeader
    assert found.text(Text.Name) == "Legal contracts, Standard terms"


def test_the_focus_is_followed(desk: Desk) -> None:
    desk.go("Bonuses", "CEO")
    focused = table(desk).focusChild()
    assert focused.text(Text.Name) == "Bonuses, CEO: approves"
    state = focused.state()
    assert state.focused
    assert state.selected
    QTest.keyClick(desk.grid, Qt.Key.Key_Right)
    assert table(desk).focusChild().text(Text.Name) == "Bonuses, Board: no part"


def test_what_is_refused_is_said_where_it_is_typed(desk: Desk) -> None:
    desk.go("Bonuses", "CEO")
    QTest.keyClick(desk.grid, Qt.Key.Key_X)
    edit = QAccessible.queryAccessibleInterface(desk.grid.editing.edit)
    assert edit.text(Text.Name) == "Bonuses, CEO: approves"
    QTest.keyClick(desk.grid.editing.edit, Qt.Key.Key_Return)
    assert "not a letter" in edit.text(Text.Description)


def test_a_cycled_letter_is_read_aloud(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(accessible, "announce", lambda _widget, text: told.append(text))
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    desk.go("Bonuses", "Board")
    QTest.keyClick(desk.grid, Qt.Key.Key_Space)
    assert told == ["Bonuses, Board: approves"]


def test_a_cell_is_found_under_the_pointer(desk: Desk) -> None:
    at = desk.at("Bonuses", "CEO")
    middle = desk.grid.viewport().mapToGlobal(desk.grid.geometry_.cell(*at).center())
    assert table(desk).childAt(middle.x(), middle.y()).text(Text.Name) == "Bonuses, CEO: approves"
    assert cell(desk, at).rect().contains(middle)

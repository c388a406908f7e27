"""Letters and names typed into the grid, as into a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.views.matrix.conftest import Desk, desk_for
from tests.views.matrix.samples import small

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def keys(qtbot: QtBot, text: str) -> None:
    """Type into whatever has the focus."""
    for letter in text:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, letter)


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the focus is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, held)


def test_a_letter_and_enter_give_a_part_and_move_down(qtbot: QtBot, desk: Desk) -> None:
    row, column = desk.go("Standard terms", "CEO")
    keys(qtbot, "r")
    assert desk.grid.editing.active
    assert desk.session.steps == 0
    press(qtbot, Key.Key_Return)
    assert desk.letters("Standard terms", "CEO") == "R"
    assert desk.focus == (row + 1, column)
    assert desk.session.steps == 1


def test_tab_commits_and_moves_right_and_undo_takes_it_back(qtbot: QtBot, desk: Desk) -> None:
    row, column = desk.go("Bonuses", "Board")
    keys(qtbot, "sa")
    press(qtbot, Key.Key_Tab)
    assert desk.letters("Bonuses", "Board") == "AS"
    assert desk.focus == (row, column + 1)
    desk.bridge.undo()
    assert desk.letters("Bonuses", "Board") == ""
    assert desk.focus == (row, column + 1)
    desk.bridge.redo()
    assert desk.letters("Bonuses", "Board") == "AS"


def test_arrows_leave_what_was_typed_but_not_what_is_edited(qtbot: QtBot, desk: Desk) -> None:
    row, column = desk.go("Bonuses", "Team Member")
    keys(qtbot, "i")
    press(qtbot, Key.Key_Right)
    assert desk.letters("Bonuses", "Team Member") == "I"
    assert desk.focus == (row, column + 1)
    desk.go("Bonuses", "CEO")
    press(qtbot, Key.Key_F2)
    press(qtbot, Key.Key_Right)
    assert desk.grid.editing.active


def test_escape_leaves_everything_as_it_was(qtbot: QtBot, desk: Desk) -> None:
    desk.go("Bonuses", "CEO")
    keys(qtbot, "s")
    press(qtbot, Key.Key_Escape)
    assert not desk.grid.editing.active
    assert desk.letters("Bonuses", "CEO") == "A"
    assert desk.session.steps == 0
    assert desk.grid.hasFocus()


def test_an_unknown_letter_is_refused_in_place_and_kept_for_correction(qtbot: QtBot, desk: Desk) -> None:
    place = desk.go("Bonuses", "CEO")
    keys(qtbot, "x")
    press(qtbot, Key.Key_Return)
    assert desk.grid.editing.active
    assert desk.grid.editing.edit.text() == "x"
    assert "“X” is not a letter of this matrix" in desk.grid.editing.message
    assert "A (approves)" in desk.grid.editing.message
    assert desk.session.steps == 0
    assert desk.focus == place
    assert not desk.grid.go_to(0, 0)
    QTest.keyClick(desk.grid.editing.edit, Key.Key_Backspace)
    keys(qtbot, "r")
    assert desk.grid.editing.message == ""
    press(qtbot, Key.Key_Return)
    assert desk.letters("Bonuses", "CEO") == "R"


def test_space_cycles_through_the_letters_and_delete_clears(qtbot: QtBot, desk: Desk) -> None:
    desk.go("Bonuses", "Board")
    seen = []
    for _ in range(12):
        press(qtbot, Key.Key_Space)
        seen.append(desk.letters("Bonuses", "Board"))
    assert seen == ["A", "S", "R", "C", "E", "G", "V", "T", "P", "U", "I", ""]
    press(qtbot, Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert desk.letters("Bonuses", "Board") == "I"
    press(qtbot, Key.Key_Delete)
    assert desk.letters("Bonuses", "Board") == ""


def test_a_double_click_cycles(qtbot: QtBot, desk: Desk) -> None:
    at = desk.at("Options", "CFO")
    middle = desk.grid.geometry_.cell(*at).center()
    QTest.mouseClick(desk.grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseDClick(desk.grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert desk.letters("Options", "CFO") == "A"
    assert desk.focus == at


def test_a_letter_in_a_decision_without_rows_begins_one(qtbot: QtBot, desk: Desk) -> None:
    desk.go("Close a branch", "Board")
    keys(qtbot, "a")
    press(qtbot, Key.Key_Tab)
    assert desk.letters("Close a branch", "Board") == "A"
    assert desk.session.steps == 1


def test_a_heading_with_rows_takes_no_letter_and_says_why(qtbot: QtBot, desk: Desk) -> None:
    desk.go("Operating Expenses", "CEO")
    keys(qtbot, "a")
    assert not desk.grid.editing.active
    assert "rows below" in desk.said[0]


def test_f2_renames_a_decision_and_labels_a_row(qtbot: QtBot, desk: Desk) -> None:
    desk.go("Bonuses")
    press(qtbot, Key.Key_F2)
    keys(qtbot, "Bonus payments")
    press(qtbot, Key.Key_Return)
    assert [d.name for d in desk.session.document.decisions if d.name.startswith("Bonus")] == ["Bonus payments"]
    desk.go("≤ 5,000 USD", decision="Operating Expenses")
    keys(qtbot, "Small")
    press(qtbot, Key.Key_Return)
    row, _ = desk.at("Small")
    assert desk.grid.sheet.line(row).aside == "≤ 5,000 USD"


def test_an_empty_name_is_refused_and_stays_for_correction(qtbot: QtBot, desk: Desk) -> None:
    desk.go("Bonuses")
    press(qtbot, Key.Key_F2)
    QTest.keyClick(desk.grid.editing.edit, Key.Key_Backspace)
    press(qtbot, Key.Key_Return)
    assert desk.grid.editing.active
    assert desk.grid.editing.message.startswith("The name of this decision does not fit")
    assert desk.session.steps == 0


def test_nothing_can_be_typed_into_a_file_that_is_only_read(qtbot: QtBot) -> None:
    desk = desk_for(qtbot, small(), read_only=True)
    desk.go("Bonuses", "CEO")
    keys(qtbot, "s")
    assert not desk.grid.editing.active
    assert desk.refused == ["This file is open for reading only."]
    press(qtbot, Key.Key_Space)
    press(qtbot, Key.Key_Delete)
    assert desk.session.steps == 0


def test_clicking_elsewhere_hands_over_what_was_typed(qtbot: QtBot, desk: Desk) -> None:
    desk.go("Bonuses", "Board")
    keys(qtbot, "i")
    at = desk.at("Options", "CFO")
    middle = desk.grid.geometry_.cell(*at).center()
    QTest.mouseClick(desk.grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert desk.letters("Bonuses", "Board") == "I"
    assert desk.focus == at


def test_typing_what_stands_there_changes_nothing(qtbot: QtBot, desk: Desk) -> None:
    desk.go("Open a branch", "CEO")
    keys(qtbot, "a")
    press(qtbot, Key.Key_Return)
    assert desk.session.steps == 0
    row, column = desk.at("Open a branch", "CEO")
    cell = desk.grid.sheet.cell(row, column)
    assert cell is not None
    assert cell.shared


def test_undo_while_typing_takes_the_typing_back_and_nothing_else(qtbot: QtBot, desk: Desk) -> None:
    desk.go("Bonuses", "Board")
    keys(qtbot, "i")
    press(qtbot, Key.Key_Return)
    desk.go("Bonuses", "CEO")
    keys(qtbot, "s")
    press(qtbot, Key.Key_Z, CTRL)
    assert not desk.grid.editing.active
    assert desk.letters("Bonuses", "CEO") == "A"
    assert desk.letters("Bonuses", "Board") == "I"

"""Ranges, copies, pastes and fills: each paste is one step."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.views.matrix.conftest import Desk

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_shift_and_arrows_draw_a_range_that_delete_clears_in_one_step(qtbot: QtBot, desk: Desk) -> None:
    desk.go("Bonuses", "CEO")
    QTest.keyClick(desk.grid, Key.Key_Down, SHIFT)
    QTest.keyClick(desk.grid, Key.Key_Right, SHIFT)
    assert (len(desk.grid.selection.block.rows), len(desk.grid.selection.block.columns)) == (2, 2)
    QTest.keyClick(desk.grid, Key.Key_Delete)
    assert desk.session.steps == 1
    assert desk.letters("Bonuses", "CEO") == desk.letters("Options", "Board") == ""
    assert desk.letters("Bonuses", "CFO") == "A"
    desk.bridge.undo()
    assert (desk.letters("Bonuses", "CEO"), desk.letters("Options", "Board")) == ("A", "A")


def test_the_mouse_draws_a_range(qtbot: QtBot, desk: Desk) -> None:
    g, viewport = desk.grid.geometry_, desk.grid.viewport()
    first, last = desk.at("Bonuses", "Team Member"), desk.at("Open a branch", "Board")
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=g.cell(*first).center())
    QTest.mouseMove(viewport, g.cell(*last).center() - QPoint(3, 0))
    desk.grid.mouseMoveEvent(_moved(g.cell(*last).center()))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=g.cell(*last).center())
    block = desk.grid.selection.block
    assert (block.top, block.left, block.bottom, block.right) == (*first, *last)
    assert desk.session.steps == 0


def _moved(at: QPoint):  # type: ignore[no-untyped-def]
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    left = Qt.MouseButton.LeftButton
    return QMouseEvent(QEvent.Type.MouseMove, QPointF(at), QPointF(at), left, left, Qt.KeyboardModifier.NoModifier)


def test_a_copied_block_comes_back_elsewhere_in_one_step(qtbot: QtBot, desk: Desk) -> None:
    desk.go("≤ 5,000 USD", "Team Member", decision="Operating Expenses")
    desk.grid.go_to(desk.focus[0] + 3, 6, extend=True)
    QTest.keyClick(desk.grid, Key.Key_C, CTRL)
    assert clipboard() == "A\t\t\t\t\tA\n\tA\t\t\t\tA\n\t\tA\t\t\tA\n\t\t\tA\t\tAS\n"
    desk.go("Standard terms", "Team Member")
    QTest.keyClick(desk.grid, Key.Key_V, CTRL)
    assert desk.session.steps == 1
    assert desk.letters("Standard terms", "Team Member") == "A"
    assert desk.letters("Standard terms", "Exec Team") == ""
    assert desk.letters("Changed terms", "Exec Team") == "A"
    assert desk.letters("Bonuses", "CFO") == "AS"


def test_a_copy_with_headers_names_roles_and_rows_and_pastes_without_them(qtbot: QtBot, desk: Desk) -> None:
    desk.go("Standard terms", "Exec Team")
    desk.grid.go_to(desk.focus[0] + 1, desk.focus[1] + 1, extend=True)
    QTest.keyClick(desk.grid, Key.Key_C, CTRL | SHIFT)
    assert clipboard() == (
        "\tExec Team\tCEO\nLegal contracts: Standard terms\tAS\t\nLegal contracts: Changed terms\t\tC\n"
    )
    desk.go("Bonuses", "Board")
    QTest.keyClick(desk.grid, Key.Key_V, CTRL)
    assert desk.letters("Bonuses", "Board") == "AS"
    assert desk.letters("Options", "Controller") == "C"


def test_cut_takes_away_what_it_copies(qtbot: QtBot, desk: Desk) -> None:
    desk.go("Standard terms", "Exec Team")
    QTest.keyClick(desk.grid, Key.Key_X, CTRL)
    assert clipboard() == "AS\n"
    assert desk.letters("Standard terms", "Exec Team") == ""


def test_one_pasted_cell_fills_a_range(qtbot: QtBot, desk: Desk) -> None:
    QGuiApplication.clipboard().setText("I")
    desk.go("Bonuses", "Team Member")
    desk.grid.go_to(desk.focus[0] + 1, desk.focus[1] + 1, extend=True)
    QTest.keyClick(desk.grid, Key.Key_V, CTRL)
    assert desk.session.steps == 1
    shown = {
        (line, role): desk.letters(line, role)
        for line in ("Bonuses", "Options")
        for role in ("Team Member", "Exec Team")
    }
    assert set(shown.values()) == {"I"}


def test_words_of_a_sheet_are_read_as_letters(qtbot: QtBot, desk: Desk) -> None:
    QGuiApplication.clipboard().setText("Signs/Approves\tIs consulted\r\n")
    desk.go("Changed terms", "Team Member")
    QTest.keyClick(desk.grid, Key.Key_V, CTRL)
    assert desk.letters("Changed terms", "Team Member") == "AS"
    assert desk.letters("Changed terms", "Exec Team") == "C"


def test_a_paste_with_an_unknown_letter_changes_nothing_at_all(qtbot: QtBot, desk: Desk) -> None:
    QGuiApplication.clipboard().setText("A\nmaybe\n")
    desk.go("Bonuses", "Controller")
    QTest.keyClick(desk.grid, Key.Key_V, CTRL)
    assert desk.session.steps == 0
    assert desk.letters("Bonuses", "Controller") == ""
    assert "is not a letter of this matrix" in desk.refused[0]


def test_what_finds_no_place_is_said(qtbot: QtBot, desk: Desk) -> None:
    QGuiApplication.clipboard().setText("A\tA\tA\n")
    desk.go("Bonuses", "CFO")
    QTest.keyClick(desk.grid, Key.Key_V, CTRL)
    assert desk.said
    assert desk.said[0].startswith("2 of the pasted cells")


def test_text_that_a_spreadsheet_would_run_stays_text(qtbot: QtBot, desk: Desk) -> None:
    desk.go("Bonuses")
    QTest.keyClicks(desk.grid, "=")
    QTest.keyClicks(desk.grid.editing.edit, "1+2")
    QTest.keyClick(desk.grid.editing.edit, Key.Key_Return)
    desk.go("=1+2")
    QTest.keyClick(desk.grid, Key.Key_C, CTRL)
    assert clipboard() == "'=1+2\n"


def test_ctrl_d_fills_down_over_headings(qtbot: QtBot, desk: Desk) -> None:
    desk.go("Standard terms", "Exec Team")
    last, _ = desk.at("Options")
    desk.grid.go_to(last, desk.focus[1], extend=True)
    QTest.keyClick(desk.grid, Key.Key_D, CTRL)
    assert desk.session.steps == 1
    assert [desk.letters(line, "Exec Team") for line in ("Changed terms", "Bonuses", "Options")] == ["AS"] * 3


def test_a_letter_pasted_on_a_decision_without_rows_begins_one(qtbot: QtBot, desk: Desk) -> None:
    QGuiApplication.clipboard().setText("A\tC\n")
    desk.go("Close a branch", "CEO")
    QTest.keyClick(desk.grid, Key.Key_V, CTRL)
    assert desk.session.steps == 1
    assert (desk.letters("Close a branch", "CEO"), desk.letters("Close a branch", "Board")) == ("A", "C")
    assert len(desk.session.document.rules) == 14


def names(desk: Desk, top: int, count: int) -> list[str]:
    return [desk.grid.sheet.label(at).text for at in range(top, top + count)]


def test_pasted_names_rename_each_line_in_one_step(qtbot: QtBot, desk: Desk) -> None:
    top, _ = desk.go("Legal contracts")
    QGuiApplication.clipboard().setText("Contracts\n=Template\nOther terms\r\n")
    QTest.keyClick(desk.grid, Key.Key_V, CTRL)
    assert names(desk, top, 3) == ["Contracts", "=Template", "Other terms"]
    assert desk.session.steps == 1
    assert desk.session.can_undo() == "Rename 3 lines"
    desk.bridge.undo()
    assert names(desk, top, 3) == ["Legal contracts", "Standard terms", "Changed terms"]


def test_names_and_letters_are_pasted_together(qtbot: QtBot, desk: Desk) -> None:
    QGuiApplication.clipboard().setText("Bonus\tA\nStock\t\tR\n")
    top, _ = desk.go("Bonuses")
    QTest.keyClick(desk.grid, Key.Key_V, CTRL)
    assert names(desk, top, 2) == ["Bonus", "Stock"]
    assert (desk.letters("Bonus", "Team Member"), desk.letters("Stock", "Exec Team")) == ("A", "R")
    assert desk.session.steps == 1


def test_a_copied_column_of_labels_changes_nothing_where_it_came_from(qtbot: QtBot, desk: Desk) -> None:
    top, _ = desk.go("Operating Expenses")
    desk.grid.go_to(top + 4, 0, extend=True)
    QTest.keyClick(desk.grid, Key.Key_C, CTRL)
    desk.go("Operating Expenses")
    QTest.keyClick(desk.grid, Key.Key_V, CTRL)
    assert desk.session.steps == 0


def test_a_blank_takes_the_label_of_a_row_away_and_never_the_name_of_a_decision(qtbot: QtBot, desk: Desk) -> None:
    top, _ = desk.go("Legal contracts")
    QGuiApplication.clipboard().setText("\n\nOther\n")
    QTest.keyClick(desk.grid, Key.Key_V, CTRL)
    assert names(desk, top, 3) == ["Legal contracts", "every case", "Other"]


def test_a_letter_that_is_none_leaves_the_names_as_they_were_too(qtbot: QtBot, desk: Desk) -> None:
    QGuiApplication.clipboard().setText("Bonus\tmaybe\n")
    top, _ = desk.go("Bonuses")
    QTest.keyClick(desk.grid, Key.Key_V, CTRL)
    assert names(desk, top, 1) == ["Bonuses"]
    assert desk.session.steps == 0
    assert desk.refused


def test_ctrl_a_selects_every_cell_and_ctrl_shift_arrows_reach_the_ends(qtbot: QtBot, desk: Desk) -> None:
    last, right = len(desk.grid.sheet.rows) - 1, len(desk.grid.sheet.columns)
    QTest.keyClick(desk.grid, Key.Key_A, CTRL)
    block = desk.grid.selection.block
    assert (block.top, block.left, block.bottom, block.right) == (0, 1, last, right)
    row, column = desk.go("Bonuses", "CEO")
    for key, corner in (
        (Key.Key_Down, (row, column, last, column)),
        (Key.Key_Right, (row, column, last, right)),
        (Key.Key_Up, (0, column, row, right)),
        (Key.Key_Left, (0, 0, row, column)),
        (Key.Key_End, (row, column, last, right)),
        (Key.Key_Home, (0, 0, row, column)),
    ):
        QTest.keyClick(desk.grid, key, CTRL | SHIFT)
        block = desk.grid.selection.block
        assert (block.top, block.left, block.bottom, block.right) == corner, key
    QTest.keyClick(desk.grid, Key.Key_Escape)
    assert desk.grid.selection.block.single

"""Lines added, reordered and deleted; the focus and the scroll position that stay."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.commands.matrix import set_cell
from models.commands.rows import delete_row
from tests.views.matrix.conftest import Desk, desk_for
from tests.views.matrix.samples import large, small

Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def labels(desk: Desk) -> list[str]:
    return [desk.grid.sheet.line(row).label for row in range(len(desk.grid.sheet.rows))]


def test_insert_adds_a_row_below_and_goes_there(desk: Desk) -> None:
    row, column = desk.go("Standard terms", "CEO")
    QTest.keyClick(desk.grid, Key.Key_Insert)
    assert labels(desk)[row : row + 3] == ["Standard terms", "every case", "Changed terms"]
    assert desk.focus == (row + 1, column)
    QTest.keyClick(desk.grid, Key.Key_Return, CTRL)
    assert labels(desk).count("every case") == 2


def test_a_second_row_makes_a_heading_of_a_decision_that_was_one_line(desk: Desk) -> None:
    row, _ = desk.go("Bonuses", "CEO")
    QTest.keyClick(desk.grid, Key.Key_Insert)
    assert labels(desk)[row : row + 3] == ["Bonuses", "every case", "every case"]
    assert desk.focus[0] == row + 2
    assert desk.grid.sheet.letters(row + 1, 3) == "A"


def test_a_new_decision_is_named_where_it_stands(desk: Desk) -> None:
    desk.go("Options")
    QTest.keyClick(desk.grid, Key.Key_N, CTRL | SHIFT)
    assert desk.grid.editing.active
    edit = desk.grid.editing.edit
    assert edit.selectedText() == "New decision"
    QTest.keyClicks(edit, "Close the office")
    QTest.keyClick(edit, Key.Key_Return)
    row, _ = desk.at("Close the office")
    assert desk.grid.sheet.line(desk.grid.sheet.parent(row) or 0).label == "People"


def test_alt_and_arrows_move_a_row_among_its_neighbours(desk: Desk) -> None:
    row, column = desk.go("Changed terms", "CFO")
    QTest.keyClick(desk.grid, Key.Key_Up, ALT)
    assert labels(desk)[row - 1 : row + 1] == ["Changed terms", "Standard terms"]
    assert desk.focus == (row - 1, column)
    QTest.keyClick(desk.grid, Key.Key_Up, ALT)
    assert desk.focus == (row - 1, column)
    assert desk.session.steps == 1
    QTest.keyClick(desk.grid, Key.Key_Down, ALT)
    assert labels(desk)[row - 1 : row + 1] == ["Standard terms", "Changed terms"]


def test_a_block_of_decisions_moves_together(desk: Desk) -> None:
    first, _ = desk.go("Bonuses")
    desk.grid.go_to(first + 1, 0, extend=True)
    QTest.keyClick(desk.grid, Key.Key_Down, ALT)
    assert labels(desk)[first : first + 4] == ["Open a branch", "Bonuses", "Options", "Close a branch"]
    assert list(desk.grid.selection.block.rows) == [first + 1, first + 2]


def test_ctrl_delete_takes_lines_away_in_one_step_and_undo_brings_them_back(desk: Desk) -> None:
    before = labels(desk)
    row, _ = desk.go("Bonuses", "CEO")
    desk.grid.go_to(row + 1, 3, extend=True)
    QTest.keyClick(desk.grid, Key.Key_Delete, CTRL)
    assert "Bonuses" not in labels(desk)
    assert "Options" not in labels(desk)
    assert desk.session.steps == 1
    assert desk.said == ["Delete 2 lines of the matrix."]
    desk.bridge.undo()
    assert labels(desk) == before


def test_the_menu_does_what_it_says(desk: Desk) -> None:
    desk.go("Bonuses", "Board")
    menu = desk.grid.rows.menu()
    names = {action.text(): action for action in menu.actions() if action.text()}
    assert {"Cut", "Copy", "Paste", "Fill down", "Add row below", "Add decision", "Delete lines"} <= set(names)
    part = names["Part"].menu()
    part.actions()[0].trigger()  # type: ignore[attr-defined]  # QAction.menu is declared as an object
    assert desk.letters("Bonuses", "Board") == "A"
    names["Duplicate row"].trigger()
    assert labels(desk).count("Bonuses") == 1
    assert labels(desk).count("every case") == 2


def test_moving_by_keys_reaches_every_corner(desk: Desk) -> None:
    last = len(desk.grid.sheet.rows) - 1
    for key, held, place in (
        (Key.Key_Home, CTRL, (0, 0)),
        (Key.Key_End, CTRL, (last, 6)),
        (Key.Key_Home, Qt.KeyboardModifier.NoModifier, (last, 0)),
        (Key.Key_Up, CTRL, (0, 0)),
        (Key.Key_Right, CTRL, (0, 6)),
        (Key.Key_Tab, Qt.KeyboardModifier.NoModifier, (1, 0)),
        (Key.Key_Backtab, SHIFT, (0, 6)),
        (Key.Key_Return, Qt.KeyboardModifier.NoModifier, (1, 6)),
        (Key.Key_Return, SHIFT, (0, 6)),
    ):
        QTest.keyClick(desk.grid, key, held)
        assert desk.focus == place, (key, held)


def test_a_page_down_goes_a_page_and_headings_stay_in_sight(qtbot: QtBot) -> None:
    desk = desk_for(qtbot, large(40, 12))
    desk.grid.go_to(0, 3)
    geometry = desk.grid.geometry_
    for _ in range(3):
        before = desk.focus[0]
        QTest.keyClick(desk.grid, Key.Key_PageDown)
        moved = geometry.tops[desk.focus[0]] - geometry.tops[before]
        assert geometry.body.height() / 2 < moved < geometry.body.height()
    assert desk.grid.is_seen(*desk.focus)
    kinds = [desk.grid.sheet.rows[row].kind for row in desk.grid.canvas.sticky()]
    assert kinds[0] == "section"


def test_a_click_on_a_heading_that_stays_goes_to_it(qtbot: QtBot) -> None:
    desk = desk_for(qtbot, large(40, 12))
    desk.grid.go_to(70, 3)
    heading = desk.grid.canvas.sticky()[0]
    at = QPoint(40, desk.grid.geometry_.head_height + 6)
    QTest.mouseClick(desk.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert desk.focus[0] == heading


def test_undo_elsewhere_keeps_the_focus_and_shows_what_changed(qtbot: QtBot) -> None:
    desk = desk_for(qtbot, large(60, 12))
    rule = desk.grid.sheet.rows[4].rule
    assert rule is not None
    desk.bridge.execute(set_cell, rule.id, "role-2", "AS")
    desk.grid.go_to(200, 5)
    assert not desk.grid.is_seen(4, 3)
    desk.bridge.undo()
    assert desk.focus == (200, 5)
    assert desk.grid.is_seen(4, 3)
    assert (4, 3) in desk.grid.canvas.lit


def test_lines_added_above_leave_what_is_seen_where_it_is(qtbot: QtBot) -> None:
    desk = desk_for(qtbot, large(60, 12))
    desk.grid.go_to(150, 2)
    name = desk.grid.sheet.line(desk.grid.first_seen()).label
    focus = desk.grid.line_id()
    desk.bridge.execute(delete_row, "decision", "decision-2")
    assert desk.grid.line_id() == focus
    assert desk.grid.sheet.line(desk.grid.first_seen()).label == name


def test_only_the_rows_that_changed_are_painted_again(qtbot: QtBot, desk: Desk) -> None:
    desk.grid.canvas.hover = None
    painted: list[int] = []
    desk.go("Bonuses", "CFO")
    QTest.qWait(30)
    label = desk.grid.canvas.label
    desk.grid.canvas.label = lambda painter, row, top: (painted.append(row), label(painter, row, top))[1]  # type: ignore[method-assign, func-returns-value]
    row, _ = desk.at("Options", "CFO")
    rule = desk.grid.sheet.rows[row].rule
    assert rule is not None
    desk.bridge.execute(set_cell, rule.id, desk.grid.sheet.columns[0].role.id, "I")
    QTest.qWait(30)
    assert row in painted
    assert set(painted) <= {row - 1, row, row + 1}


def test_another_file_begins_at_its_top(qtbot: QtBot) -> None:
    desk = desk_for(qtbot, large(60, 12))
    desk.grid.go_to(150, 9)
    from tests.views.matrix.samples import Memory

    desk.bridge.open(Memory(small()))
    assert desk.focus == (0, 1)
    assert desk.grid.verticalScrollBar().value() == 0
    assert labels(desk)[0] == "Spending"

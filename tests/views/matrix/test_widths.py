"""The column of labels: a fair share of the window, wrapped where it must be, as wide as a person wants it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.commands.matrix import add_decision
from models.commands.rows import set_fields
from tests.views.matrix.conftest import Desk, desk_for
from tests.views.matrix.samples import large, small
from views import theme

LONG = "Decisions to file a lawsuit or accept an injunction or consent decree (other than collection in due course)"
LEFT = Qt.MouseButton.LeftButton


def drag(desk: Desk, to: int) -> None:
    view, y = desk.grid.viewport(), 10
    start = QPoint(desk.grid.geometry_.first_width, y)
    QTest.mousePress(view, LEFT, pos=start)
    QTest.mouseMove(view, QPoint((start.x() + to) // 2, y))
    QTest.mouseMove(view, QPoint(to, y))
    QTest.mouseRelease(view, LEFT, pos=QPoint(to, y))


def rename(desk: Desk, line: str, name: str) -> int:
    row, _ = desk.at(line)
    shown = desk.grid.sheet.rows[row].decision
    assert shown is not None
    desk.bridge.execute(set_fields, "decision", shown.id, name=name)
    return row


def test_a_long_label_takes_two_lines_until_it_is_short_again(desk: Desk) -> None:
    geometry = desk.grid.geometry_
    row, _ = desk.at("Bonuses")
    one = geometry.row_height(row)
    rename(desk, "Bonuses", LONG)
    assert geometry.row_height(row) == one + desk.grid.canvas.look.metrics.lineSpacing()
    assert geometry.row_height(row + 1) == one
    desk.bridge.undo()
    assert geometry.row_height(row) == one


def test_a_labelled_row_grows_and_what_lies_below_moves_down(desk: Desk) -> None:
    row, _ = desk.at("Standard terms")
    below = desk.grid.geometry_.top(row + 1)
    rule = desk.grid.sheet.rows[row].rule
    assert rule is not None
    desk.bridge.execute(set_fields, "rule", rule.id, label=LONG)
    assert desk.grid.geometry_.top(row + 1) > below


def test_the_edge_is_dragged_in_the_head_and_stays_where_it_was_put(desk: Desk) -> None:
    geometry = desk.grid.geometry_
    drag(desk, 400)
    assert geometry.first_width == pytest.approx(400, abs=2)
    desk.bridge.execute(add_decision, "Another", None)
    assert geometry.first_width == pytest.approx(400, abs=2)
    desk.grid.reset()
    assert geometry.first_width == pytest.approx(400, abs=2)


def test_below_the_head_the_edge_is_no_handle(desk: Desk) -> None:
    geometry = desk.grid.geometry_
    before = geometry.first_width
    row, _ = desk.at("Bonuses")
    y = geometry.top(row) + 5
    QTest.mousePress(desk.grid.viewport(), LEFT, pos=QPoint(before + 1, y))
    QTest.mouseMove(desk.grid.viewport(), QPoint(before + 100, y))
    QTest.mouseRelease(desk.grid.viewport(), LEFT, pos=QPoint(before + 100, y))
    assert geometry.first_width == before
    assert desk.focus[0] == row


def test_a_double_click_on_the_edge_makes_room_for_the_longest_label(desk: Desk) -> None:
    geometry, look = desk.grid.geometry_, desk.grid.canvas.look
    rename(desk, "Bonuses", "Bonuses and other variable pay of everybody")
    drag(desk, 150)
    assert geometry.row_height(desk.at("Bonuses and other variable pay of everybody")[0]) > look.row_height
    QTest.mouseDClick(desk.grid.viewport(), LEFT, pos=QPoint(geometry.first_width, 10))
    heights = {geometry.row_height(at) for at, row in enumerate(desk.grid.sheet.rows) if row.kind != "section"}
    assert heights == {look.row_height}
    rename(desk, "Bonuses and other variable pay of everybody", "Bonuses")
    wide = geometry.first_width
    QTest.mouseDClick(desk.grid.viewport(), LEFT, pos=QPoint(geometry.first_width, 10))
    assert geometry.first_width < wide


def test_labels_leave_room_for_roles_however_far_the_edge_is_dragged(desk: Desk) -> None:
    for to in (5, 990):
        drag(desk, to)
        assert 60 < desk.grid.geometry_.first_width < desk.grid.viewport().width() * 0.7


@pytest.mark.parametrize("size", [(1024, 700), (1300, 800), (1920, 1000)])
def test_no_column_is_cut_at_the_right_edge(qtbot: QtBot, size: tuple[int, int]) -> None:
    desk = desk_for(qtbot, large(10, 60))
    desk.grid.resize(*size)
    geometry = desk.grid.geometry_
    for column in (1, 31, 60):
        desk.grid.go_to(3, column)
        assert geometry.body.width() % geometry.column_width == 0
        assert geometry.x % geometry.column_width == 0
        seen = geometry.columns_in(geometry.first_width, geometry.width - 1)
        assert geometry.left(seen.stop - 1) + geometry.column_width == geometry.width


def test_labels_get_about_a_third(qtbot: QtBot) -> None:
    desk = desk_for(qtbot, small())
    rename(desk, "Bonuses", LONG)
    desk.grid.resize(1100, 700)
    assert 0.3 < desk.grid.geometry_.first_width / desk.grid.viewport().width() < 0.5


def test_larger_text_keeps_the_share_that_a_person_chose(dressed: QApplication, qtbot: QtBot) -> None:
    desk = desk_for(qtbot, small())
    drag(desk, 300)
    unit = desk.grid.canvas.look.unit
    theme.apply(dressed, "light", 1.5)
    larger = desk.grid.canvas.look.unit / unit
    assert larger > 1.2
    assert desk.grid.geometry_.first_width == pytest.approx(300 * larger, rel=0.03)

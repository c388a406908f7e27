"""A table of values, moved in, typed into, copied and pasted as people do in a spreadsheet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from views.valuetable import Cell, Column, Line, ValueTable
from views.valuetable.table import Typed

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
COLUMNS = (
    Column("hours", "Hours", "h"),
    Column("kind", "Kind", figure=False, choices=("Office", "Night")),
    Column("sum", "Sum"),
)


class Owner:
    """Keeps what is typed; texts that are no number are refused."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.edits = 0
        self.table = ValueTable("Times", COLUMNS, self.take)
        self.said: list[str] = []
        self.table.refused.connect(self.said.append)
        self.show()

    def take(self, typed: Typed) -> str:
        for (_, key), text in typed.items():
            if key == "hours" and text and not text.isdecimal():
                return f"“{text}” is not a number."
        self.held.update(typed)
        self.edits += 1
        self.show()
        return ""

    def show(self, *, read_only: bool = False) -> None:
        lines = []
        for name in ("CEO", "CFO", "Clerk"):
            hours = self.held.get((name, "hours"), "")
            kind = self.held.get((name, "kind"), "")
            lines.append(
                Line(
                    name,
                    name,
                    (
                        Cell(f"{hours} h", hours) if hours else Cell("10 h", assumed=True, why="Assumed."),
                        Cell(kind, kind),
                        Cell("=sum", editable=False, bar=1.2, tone="error"),
                    ),
                )
            )
        self.table.show_lines(lines, read_only=read_only)


@pytest.fixture
def owner(qtbot: QtBot, dressed: QApplication) -> Owner:
    found = Owner()
    qtbot.addWidget(found.table)
    found.table.resize(700, 300)
    with qtbot.waitActive(found.table):
        found.table.show()
        found.table.activateWindow()
    found.table.setFocus()
    found.table.go_to("CEO", "hours")
    return found


def editor(table: ValueTable) -> QLineEdit:
    assert table.typing()
    (line,) = (each for each in table.findChildren(QLineEdit) if each.isVisible())
    return line


def place(table: ValueTable) -> tuple[int, int]:
    return table.currentIndex().row(), table.currentIndex().column()


def test_typing_replaces_and_enter_goes_down_tab_to_the_right(owner: Owner) -> None:
    table = owner.table
    QTest.keyClicks(table, "1")
    QTest.keyClicks(editor(table), "2")
    QTest.keyClick(editor(table), Key.Key_Return)
    assert owner.held == {("CEO", "hours"): "12"}
    assert not table.typing()
    assert place(table) == (1, 0)
    QTest.keyClicks(table, "8")
    QTest.keyClick(editor(table), Key.Key_Tab)
    assert place(table) == (1, 1)
    QTest.keyClicks(table, "N")
    QTest.keyClicks(editor(table), "ight")
    QTest.keyClick(editor(table), Key.Key_Return, SHIFT)
    assert place(table) == (0, 1)
    assert owner.held == {("CEO", "hours"): "12", ("CFO", "hours"): "8", ("CFO", "kind"): "Night"}
    assert owner.edits == 3


def test_what_cannot_be_stays_in_the_line_with_why_and_escape_gives_it_up(owner: Owner) -> None:
    table = owner.table
    QTest.keyClick(table, Key.Key_F2)
    QTest.keyClicks(editor(table), "many")
    QTest.keyClick(editor(table), Key.Key_Return)
    assert owner.said[-1] == "“many” is not a number."
    assert editor(table).text() == "many"
    assert place(table) == (0, 0)
    assert not table.commit()
    QTest.keyClick(editor(table), Key.Key_Escape)
    assert not table.typing()
    assert owner.said[-1] == ""
    assert owner.edits == 0
    assert table.commit()


def test_a_double_click_edits_and_leaving_hands_over(owner: Owner, qtbot: QtBot) -> None:
    table = owner.table
    spot = table.visualRect(table.values.index(2, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.keyClicks(editor(table), "7")
    other = table.visualRect(table.values.index(0, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=other)
    qtbot.waitUntil(lambda: owner.held == {("Clerk", "hours"): "7"})


def test_tab_walks_through_the_cells_and_leaves_at_the_last(owner: Owner) -> None:
    table = owner.table
    seen = [place(table)]
    for _ in range(8):
        QTest.keyClick(table, Key.Key_Tab)
        seen.append(place(table))
    assert seen == [(row, column) for row in range(3) for column in range(3)]
    assert not table._goes_on(1)
    QTest.keyClick(table, Key.Key_Backtab)
    assert place(table) == (2, 1)


def test_a_block_is_pasted_as_one_edit_and_copied_as_it_was(owner: Owner) -> None:
    table = owner.table
    QGuiApplication.clipboard().setText("4\tOffice\n5\tNight\n6\t")
    QTest.keyClick(table, Key.Key_V, CTRL)
    assert owner.edits == 1
    assert owner.held == {
        ("CEO", "hours"): "4",
        ("CEO", "kind"): "Office",
        ("CFO", "hours"): "5",
        ("CFO", "kind"): "Night",
        ("Clerk", "hours"): "6",
        ("Clerk", "kind"): "",
    }
    QTest.keyClick(table, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "4\tOffice\n5\tNight\n6\t\n"


def test_one_cell_fills_what_is_selected_and_delete_empties_it(owner: Owner) -> None:
    table = owner.table
    for _ in range(2):
        QTest.keyClick(table, Key.Key_Down, SHIFT)
    QGuiApplication.clipboard().setText("9")
    QTest.keyClick(table, Key.Key_V, CTRL)
    assert set(owner.held.values()) == {"9"}
    assert len(owner.held) == 3
    QTest.keyClick(table, Key.Key_Delete)
    assert set(owner.held.values()) == {""}
    assert owner.edits == 2


def test_what_finds_no_place_is_said_and_a_formula_is_copied_as_text(owner: Owner) -> None:
    table = owner.table
    table.go_to("Clerk", "hours")
    QGuiApplication.clipboard().setText("1\n2\n3")
    QTest.keyClick(table, Key.Key_V, CTRL)
    assert owner.held == {("Clerk", "hours"): "1"}
    assert "2 of the pasted cells found no place" in owner.said[-1]
    table.go_to("Clerk", "sum")
    QTest.keyClick(table, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "'=sum\n"
    QGuiApplication.clipboard().setText("many\n3")
    table.go_to("CEO", "hours")
    QTest.keyClick(table, Key.Key_V, CTRL)
    assert owner.said[-1] == "“many” is not a number."
    assert owner.edits == 1


def test_nothing_is_typed_into_what_is_worked_out_or_open_for_reading_only(owner: Owner) -> None:
    table = owner.table
    table.go_to("CEO", "sum")
    for key in (Key.Key_F2, Key.Key_Return, Key.Key_5, Key.Key_Delete):
        QTest.keyClick(table, key)
    assert not table.typing()
    owner.show(read_only=True)
    table.go_to("CEO", "hours")
    QTest.keyClick(table, Key.Key_5)
    QGuiApplication.clipboard().setText("5")
    QTest.keyClick(table, Key.Key_V, CTRL)
    assert not table.typing()
    assert owner.edits == 0


def test_cells_are_read_aloud_with_whose_they_are_and_whether_assumed(owner: Owner) -> None:
    model = owner.table.values
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(role) == "CEO, Hours: 10 h, assumed"
    assert model.index(0, 1).data(role) == "CEO, Kind: nothing"
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "10 h\nAssumed."
    QTest.keyClicks(owner.table, "3")
    assert editor(owner.table).accessibleName() == "CEO, Hours: 10 h, assumed"


def test_choices_are_offered_and_a_part_of_one_is_completed(owner: Owner, qtbot: QtBot) -> None:
    table = owner.table
    table.go_to("CEO", "kind")
    QTest.keyClick(table, Key.Key_F2)
    line = editor(table)
    QTest.keyClick(line, Key.Key_Down)
    popup = line.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    assert popup.model().rowCount() == 2
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    qtbot.waitUntil(lambda: line.text() == "Office")
    QTest.keyClick(line, Key.Key_Return)
    assert owner.held == {("CEO", "kind"): "Office"}


def test_what_is_typed_stays_while_the_document_changes_beneath(owner: Owner) -> None:
    table = owner.table
    QTest.keyClicks(table, "4")
    owner.held["CFO", "hours"] = "30"
    owner.show()
    assert editor(table).text() == "4"
    QTest.keyClick(editor(table), Key.Key_Return)
    assert owner.held["CEO", "hours"] == "4"


def test_three_hundred_lines_are_painted_only_where_they_are_seen(qtbot: QtBot, dressed: QApplication) -> None:
    asked: set[int] = set()
    table = ValueTable("Long", COLUMNS, lambda _typed: "")
    lines = [Line(str(at), f"Line {at}", (Cell("1"), Cell(), Cell())) for at in range(300)]
    table.show_lines(lines)
    inner = table.values.cell

    def cell(index: QModelIndex | QPersistentModelIndex) -> Cell:
        asked.add(index.row())
        return inner(index)

    table.values.cell = cell  # type: ignore[method-assign]  # to count what is asked for
    qtbot.addWidget(table)
    table.resize(500, 300)
    table.show()
    qtbot.waitExposed(table)
    table.grab()
    assert 0 < len(asked) < 40
    assert len(table.viewport().findChildren(QLineEdit)) == 0
    QTest.mouseMove(table.viewport(), QPoint(10, 10))

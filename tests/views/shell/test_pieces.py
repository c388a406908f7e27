"""Messages, progress, empty places, buttons and wrapping layouts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from views.shell.buttons import Button, IconButton, tip
from views.shell.empty_state import EmptyState
from views.shell.findings_strip import FindingsStrip
from views.shell.flow import ColumnsLayout, FlowLayout
from views.shell.labels import Text
from views.shell.message_bar import MessageBar
from views.shell.progress import ProgressLine
from views.shell.severity import count_text
from views.shell.toolbar import Toolbar

LEFT = Qt.MouseButton.LeftButton


def test_a_message_with_its_one_action(qtbot: QtBot, dressed: QApplication) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    assert bar.isHidden()
    done: list[bool] = []
    bar.say("3 cells were not read.", "warning", action="Show them", on_action=lambda: done.append(True))
    assert bar.accessibleName() == "Warning: 3 cells were not read."
    assert bar.text() == "3 cells were not read."
    button = next(button for button in bar.findChildren(Button) if button.text() == "Show them")
    qtbot.mouseClick(button, LEFT)
    assert done == [True]
    assert bar.isHidden()
    assert bar.text() == ""


def test_a_message_is_closed_by_button_and_by_escape(qtbot: QtBot, dressed: QApplication) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.say("One.")
    with qtbot.waitSignal(bar.closed):
        qtbot.mouseClick(bar.findChild(IconButton), LEFT)
    bar.say("Two.", "error")
    qtbot.keyClick(bar.findChild(IconButton), Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_messages_are_never_read_as_markup(qtbot: QtBot, dressed: QApplication) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.say("<b>Theme</b> & <img src=x>")
    shown = [label for label in bar.findChildren(QLabel) if "Theme" in label.text()]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in shown)


def test_progress_from_start_to_cancel(qtbot: QtBot, dressed: QApplication) -> None:
    line = ProgressLine()
    qtbot.addWidget(line)
    assert line.isHidden()
    line.start("Simulating", 100)
    line.advance(37, "Simulating, run 37 of 100")
    assert line._bar.value() == 37
    assert line._bar.accessibleName() == "Simulating, run 37 of 100"
    with qtbot.waitSignal(line.cancelled):
        qtbot.mouseClick(line._cancel, LEFT)
    assert not line._cancel.isEnabled()
    line.finish()
    assert line.isHidden()
    line.start("Importing")
    assert line._cancel.isEnabled()
    assert line._bar.maximum() == 0


def test_an_empty_place_says_how_to_begin(qtbot: QtBot, dressed: QApplication) -> None:
    begun: list[bool] = []
    place = EmptyState("teams", "No teams yet.", action="Add team", on_action=lambda: begun.append(True))
    qtbot.addWidget(place)
    assert place.accessibleName() == "No teams yet."
    assert place.button is not None
    qtbot.keyClick(place.button, Qt.Key.Key_Space)
    assert begun == [True]


def test_the_strip_counts_by_severity(qtbot: QtBot, dressed: QApplication) -> None:
    strip = FindingsStrip()
    qtbot.addWidget(strip)
    strip.show()
    assert [b.text() for b in strip.findChildren(Button) if b.isVisible()] == []
    before = strip.sizeHint().expandedTo(strip.minimumSize()).height()
    strip.set_counts({})
    assert [b.text() for b in strip.findChildren(Button) if b.isVisible()] == ["No findings"]
    assert strip.sizeHint().height() == before
    strip.set_counts({"error": 1, "info": 4})
    assert [b.text() for b in strip.findChildren(Button) if b.isVisible()] == ["1 error", "4 notes", "Fix"]
    with qtbot.waitSignal(strip.severity_chosen) as told:
        qtbot.mouseClick(strip._buttons["info"], LEFT)
    assert told.args == ["info"]


def test_counts_in_words() -> None:
    assert count_text("warning", 0) == "0 warnings"
    assert count_text("warning", 1) == "1 warning"
    assert count_text("error", 12) == "12 errors"


def test_a_toolbar_follows_its_actions(qtbot: QtBot, dressed: QApplication) -> None:
    bar = Toolbar("Editing")
    qtbot.addWidget(bar)
    done: list[str] = []
    undo = bar.add("Undo", "undo", lambda: done.append("undo"), shortcut=QKeySequence.StandardKey.Undo)
    shared = bar.add_action(QAction("&Export", bar), show_text=True)
    buttons = bar.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    button = buttons[0]
    assert button.accessibleName() == "Undo"
    assert button.toolTip() == f"Undo ({QKeySequence(QKeySequence.StandardKey.Undo).toString()})"
    qtbot.mouseClick(button, LEFT)
    assert done == ["undo"]
    undo.setText("Undo rename")
    undo.setEnabled(False)
    assert button.toolTip().startswith("Undo rename")
    assert not button.isEnabled()
    assert shared.text() == "&Export"


def test_tips_name_the_shortcut() -> None:
    assert tip("Find") == "Find"
    assert tip("Find", "Ctrl+K") == "Find (Ctrl+K)"


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_flowing_items_wrap_and_never_overlap(
    qtbot: QtBot, dressed: QApplication, direction: Qt.LayoutDirection
) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    box.setLayoutDirection(direction)
    flow = FlowLayout(box)
    items = [Text("word " * (1 + index % 3)) for index in range(12)]
    for item in items:
        flow.addWidget(item)
    box.resize(260, flow.heightForWidth(260))
    box.show()
    places = [item.geometry() for item in items]
    assert all(box.rect().contains(place) for place in places)
    assert not any(one.intersects(two) for at, one in enumerate(places) for two in places[:at])
    leading = places[0].left() if direction == Qt.LayoutDirection.LeftToRight else box.width() - 1 - places[0].right()
    assert leading == 0


def test_columns_stack_when_narrow(qtbot: QtBot, dressed: QApplication) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    columns = ColumnsLayout(box)
    one, two, wide = Text("one"), Text("two"), Text("wide")
    columns.add(one)
    columns.add(two)
    columns.add(wide, wide=True)
    box.resize(900, 300)
    box.show()
    assert one.y() == two.y()
    assert one.width() == two.width()
    assert wide.width() == 900
    box.resize(300, 300)
    qtbot.waitUntil(lambda: two.y() > one.y())
    assert one.width() == 300
    two.hide()
    qtbot.waitUntil(lambda: wide.y() < 2 * one.height() + 40)
    assert columns.takeAt(0) is not None
    assert columns.itemAt(5) is None
    assert columns.takeAt(5) is None
    assert QRect(box.rect()).contains(wide.geometry())

"""The frame, its rail and its pages, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.views.gallery import Forms, gallery, inspector
from views.shell.fields import Field, LineField
from views.shell.frame import COLLAPSE_BELOW, Frame
from views.shell.page import Page
from views.shell.rail_item import RailItem

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def frame(qtbot: QtBot, dressed: QApplication) -> Frame:
    built = gallery()
    qtbot.addWidget(built)
    built.resize(1280, 900)
    built.show()
    qtbot.waitExposed(built)
    built.activateWindow()
    qtbot.waitUntil(built.isActiveWindow)
    return built


def item(frame: Frame, text: str) -> RailItem:
    return next(found for found in frame.rail.findChildren(RailItem) if found.text() == text)


def test_pages_are_built_when_first_shown(qtbot: QtBot, frame: Frame) -> None:
    assert list(frame.built_pages()) == ["strategy"]
    with qtbot.waitSignal(frame.page_changed) as told:
        qtbot.mouseClick(item(frame, "Matrix"), Qt.MouseButton.LeftButton)
    assert told.args == ["matrix"]
    assert list(frame.built_pages()) == ["strategy", "matrix"]
    assert item(frame, "Matrix").isChecked()
    assert not item(frame, "Strategy").isChecked()


def test_ctrl_and_a_number_go_to_a_page_and_into_it(qtbot: QtBot, frame: Frame) -> None:
    page = frame.page("strategy")
    assert isinstance(page, Forms)
    page.name.setFocus()
    qtbot.keyClick(page.name.edit, KEY.Key_9, CTRL)
    assert frame.current_key() == "findings"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert frame.page("findings").isAncestorOf(focused)
    qtbot.keyClick(frame, KEY.Key_1, CTRL)
    assert frame.current_key() == "strategy"


def test_arrows_walk_the_rail_without_leaving_the_page(qtbot: QtBot, frame: Frame) -> None:
    item(frame, "Strategy").setFocus()
    qtbot.keyClick(item(frame, "Strategy"), KEY.Key_Down)
    assert item(frame, "Teams").hasFocus()
    assert frame.current_key() == "strategy"
    qtbot.keyClick(item(frame, "Teams"), KEY.Key_Return)
    assert frame.current_key() == "teams"
    qtbot.keyClick(item(frame, "Teams"), KEY.Key_Up)
    qtbot.keyClick(item(frame, "Strategy"), KEY.Key_Up)
    assert isinstance(QApplication.focusWidget(), RailItem)


def test_leaving_a_page_hands_over_what_was_typed(qtbot: QtBot, frame: Frame) -> None:
    page = frame.page("strategy")
    assert isinstance(page, Forms)
    given: list[object] = []
    page.name.committed.connect(given.append)
    page.name.setFocus()
    page.name.edit.selectAll()
    qtbot.keyClicks(page.name.edit, "Reduce churn")
    qtbot.keyClick(page.name.edit, KEY.Key_3, CTRL)
    assert frame.current_key() == "matrix"
    assert given == ["Reduce churn"]


def test_the_rail_collapses_in_a_narrow_window(qtbot: QtBot, frame: Frame) -> None:
    wide = frame.rail.width()
    frame.resize(1024, 768)
    qtbot.waitUntil(frame.rail.collapsed)
    qtbot.waitUntil(lambda: frame.rail.width() < wide / 2)
    assert item(frame, "Matrix").toolTip() == "Matrix (Ctrl+3)"
    frame.resize(COLLAPSE_BELOW, 768)
    qtbot.waitUntil(lambda: not frame.rail.collapsed())


def test_a_badge_is_read_aloud(frame: Frame) -> None:
    findings = item(frame, "Findings")
    assert findings.badge() == 12
    interface = QAccessible.queryAccessibleInterface(findings)
    assert interface.text(QAccessible.Text.Name) == "Findings"
    assert interface.text(QAccessible.Text.Description) == "2 errors, 10 warnings"
    frame.rail.set_badge("findings", 0)
    assert findings.badge() == 0
    assert findings.accessibleDescription() == ""


def test_the_inspector_comes_and_goes(qtbot: QtBot, frame: Frame) -> None:
    panel = inspector()
    frame.set_inspector(panel)
    assert panel.isVisible()
    assert frame.splitter.sizes()[1] >= 200
    other = inspector()
    frame.set_inspector(other)
    assert other.isVisible()
    frame.set_inspector(None)
    qtbot.waitUntil(lambda: frame.splitter.sizes()[1] == 0)
    assert frame.page("strategy").isVisible()


def test_reveal_scrolls_to_the_field(qtbot: QtBot, frame: Frame) -> None:
    page = frame.page("strategy")
    assert isinstance(page, Forms)
    frame.resize(1280, 500)
    page.reveal(page.locked)
    assert page.locked.edit.hasFocus()
    place = page.locked.mapTo(page, QPoint())
    assert 0 < place.y() < page.height()


def test_tab_reaches_every_field_once(qtbot: QtBot, frame: Frame) -> None:
    page = frame.page("strategy")
    assert isinstance(page, Forms)
    page.name.setFocus()
    names: list[str] = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        field = next((field for field in page.findChildren(Field) if field.isAncestorOf(focused)), None)
        if field is not None and field.label.text() not in names:
            names.append(field.label.text())
        qtbot.keyClick(focused, KEY.Key_Tab)
    assert names == [
        "Name",
        "Why it matters",
        "Baseline",
        "Target",
        "Limit",
        "Due",
        "Owner",
        "Review every",
        "Consulted",
        "Reference",
        "Counts towards the quarter",
    ]


def test_everything_that_takes_the_focus_has_a_name(frame: Frame) -> None:
    for widget in frame.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(frame):
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), widget


def test_a_title_changes(qtbot: QtBot, dressed: QApplication) -> None:
    page = Page("Teams")
    qtbot.addWidget(page)
    page.add(LineField("Name"))
    page.set_title("Team Atlas", "Seven people")
    assert page.title.text() == page.accessibleName() == "Team Atlas"
    assert not page.subtitle.isHidden()
    page.set_title("Team Atlas", "")
    assert page.subtitle.isHidden()

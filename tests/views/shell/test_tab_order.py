"""Tab goes where the eye goes, whatever was made first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QScrollArea, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from views.shell.frame import Frame
from views.shell.page import Page

KEY = Qt.Key


def named(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    return made


def where() -> str:
    focused = QApplication.focusWidget()
    return focused.accessibleName() if focused is not None else ""


def test_tab_follows_the_layout_and_what_comes_later(qtbot: QtBot, dressed: QApplication) -> None:
    last, first, second, third = (named(name) for name in ("last", "first", "second", "third"))
    page = Page("Order")
    page.add(first)
    line = QHBoxLayout()
    line.addWidget(second)
    line.addWidget(third)
    page.add(line)
    sides = QSplitter()
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    column.addWidget(last)
    area.setWidget(sheet)
    area.setWidgetResizable(True)
    sides.addWidget(area)
    page.add(sides)
    frame = Frame()
    frame.add_page("order", "matrix", "Order", lambda: page)
    qtbot.addWidget(frame)
    frame.show_page("order")
    with qtbot.waitActive(frame):
        frame.show()
        frame.activateWindow()
    column.insertWidget(0, named("late"))
    hidden = named("hidden")
    column.insertWidget(1, hidden)
    hidden.hide()
    QApplication.processEvents()
    first.setFocus()
    seen = [where()]
    for _ in range(4):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, KEY.Key_Tab)
        seen.append(where())
    assert seen == ["first", "second", "third", "late", "last"]
    qtbot.keyClick(last, KEY.Key_Backtab)
    assert where() == "late"

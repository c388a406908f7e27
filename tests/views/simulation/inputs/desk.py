"""What tests of the simulation's inputs share: a small matrix, a session that keeps the rules, a page on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from models.changes import ChangeSet, apply
from models.commands import teams
from models.constraints import check
from models.document import Document
from tests.views.matrix.samples import Memory, small
from views.bridge import Bridge
from views.shell.fields import ChoiceField
from views.simulation import SimulationPage
from views.valuetable import ValueTable

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 5, 15)


class Strict(Memory):
    """A session in memory that refuses what a file refuses."""

    def execute(self, command: Callable[..., ChangeSet], *args: Any, **kwargs: Any) -> ChangeSet:
        changes = command(self.document, *args, **kwargs)
        if not changes:
            return changes
        check(apply(self.document, changes), changes)
        return super().execute(lambda _document: changes)


class TodayBridge(Bridge):
    """A bridge on the day that the tests are about."""

    def today(self) -> date:
        return TODAY


def held() -> Document:
    """The small matrix, with two people who hold the Exec Team and one CEO."""
    document = small()
    for person, role in (("Ada", "Exec Team"), ("Jonas", "Exec Team"), ("Priya", "CEO")):
        document = apply(document, teams.hold_role(document, of(document, "role", role), person, date(2025, 1, 1)))
    return document


def of(document: Document, table: str, name: str) -> str:
    """Return the id of the row of that name."""
    return str(next(row.id for row in document.table(table) if row.name == name))


def page_on(
    qtbot: QtBot, document: Document, part: str = "known", *, read_only: bool = False
) -> tuple[SimulationPage, Strict]:
    """Show the page with one of its parts."""
    session = Strict(document, read_only=read_only)
    bridge = TodayBridge(session)
    page = SimulationPage(bridge)
    bridge.setParent(page)
    qtbot.addWidget(page)
    page.resize(1400, 900)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.parts.turn(part)
    QApplication.processEvents()
    return page, session


def typed(table: ValueTable, line: str, key: str, text: str, leave: Key = Key.Key_Return) -> None:
    """Type a text into a cell as a person does, and leave it by a key."""
    assert table.go_to(line, key)
    table.setFocus()
    QTest.keyClick(table, Key.Key_F2)
    (edit,) = (each for each in table.findChildren(QLineEdit) if each.isVisible())
    edit.selectAll()
    QTest.keyClick(edit, Key.Key_Backspace)
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, leave)
    QApplication.processEvents()


def give_up(table: ValueTable) -> None:
    """Press Escape in the cell that is typed into."""
    (edit,) = (each for each in table.findChildren(QLineEdit) if each.isVisible())
    QTest.keyClick(edit, Key.Key_Escape)
    QApplication.processEvents()


def shown(table: ValueTable, line: str, key: str) -> tuple[str, bool]:
    """Return what stands in a cell, and whether it is assumed."""
    cell = table.values.cell(table.values.index(table.values.row_of(line), table.values.column_of(key)))
    return cell.text, cell.assumed


def enter(edit: QLineEdit, text: str) -> None:
    """Type into a line and hand it over."""
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Key.Key_Return)
    QApplication.processEvents()


def pick(field: ChoiceField, text: str) -> None:
    """Pick from an open list."""
    at = field.combo.findText(text)
    assert at >= 0, [field.combo.itemText(each) for each in range(field.combo.count())]
    field.combo.setCurrentIndex(at)
    field.combo.from_list = True
    field.combo.activated.emit(at)
    QApplication.processEvents()

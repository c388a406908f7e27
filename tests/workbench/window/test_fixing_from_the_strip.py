"""The strip at the foot: findings are fixed and waived from whatever page one is on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models.changes import ChangeSet, difference
from models.commands import waivers
from models.document import Document
from tests.views.findings.conftest import GAPPED
from views.findings.page import FindingsPage
from workbench.session import Session
from workbench.settings import Settings
from workbench.window import Window

_LONG = 60_000


def _fill(document: Document) -> ChangeSet:
    return difference(document, GAPPED, "Fill")


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, dressed: QApplication) -> Iterator[Window]:
    session = Session.create(tmp_path / "small.remit")
    session.execute(_fill)
    opened = Window(Settings(tmp_path / "settings.json"))
    opened.attach(session)
    opened.show()
    qtbot.waitExposed(opened)
    _settle(opened, qtbot)
    yield opened
    opened.close()
    opened.deleteLater()


def _settle(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.watch.checked and not window.watch.busy() and not window.fixer.busy(), timeout=_LONG)
    QApplication.processEvents()


def _open(window: Window, qtbot: QtBot, number: str) -> QMenu:
    """Open the strip's menu, and in it that of the first finding of this number."""
    qtbot.mouseClick(window.frame.strip._doing, Qt.MouseButton.LeftButton)
    menu = window._findings_menu
    assert menu.isVisible()
    names = {f.id: f.name for f in window.watch.findings}
    (action,) = [each for each in menu.actions() if each.text().startswith(f"{names[number]}:")][:1]
    menu.setActiveAction(action)
    qtbot.keyClick(menu, Qt.Key.Key_Right)
    found = action.menu()
    assert isinstance(found, QMenu)
    qtbot.waitUntil(found.isVisible, timeout=_LONG)
    _settle(window, qtbot)
    return found


def test_a_finding_is_fixed_from_the_strip(window: Window, qtbot: QtBot) -> None:
    menu = _open(window, qtbot, "F01")
    assert menu.actions()[0].toolTip().startswith("Move the upper edge of the row “small” to 200 EUR (not included)")
    menu.setActiveAction(menu.actions()[0])
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    _settle(window, qtbot)
    assert "F01" not in {finding.id for finding in window.watch.findings}
    window.undo()
    assert window.session.document == GAPPED


def test_a_finding_is_waived_from_the_strip_on_its_page(window: Window, qtbot: QtBot) -> None:
    menu = _open(window, qtbot, "F12")
    (waive,) = [action for action in menu.actions() if action.text() == "Waive …"]
    menu.setActiveAction(waive)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    page = window.frame.page("findings")
    assert isinstance(page, FindingsPage)
    assert window.frame.current_key() == "findings"
    assert page.doing.form.isVisible()
    qtbot.keyClicks(page.doing.form.reason.edit, "The board decides in June")
    qtbot.keyClick(page.doing.form.reason.edit, Qt.Key.Key_Return)
    _settle(window, qtbot)
    assert "F12" not in {finding.id for finding in window.watch.findings}
    (waived,) = [button for key, button in window.frame.strip._buttons.items() if key == "waived"]
    assert (waived.text(), waived.isVisible()) == ("1 waived", True)
    qtbot.mouseClick(waived, Qt.MouseButton.LeftButton)
    assert page.list.model().rowCount() == 1


def test_nothing_stands_in_the_strip_of_waivers_that_there_are_none_of(window: Window, qtbot: QtBot) -> None:
    assert not window.frame.strip._buttons["waived"].isVisible()
    window.bridge.execute(waivers.waive, "F80:matrix", "Yes", on=window.bridge.today())
    _settle(window, qtbot)
    assert window.frame.strip._buttons["waived"].isVisible()
    window.undo()
    _settle(window, qtbot)
    assert not window.frame.strip._buttons["waived"].isVisible()

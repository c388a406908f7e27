"""Fixing and waiving findings on their page, as a person clicks and types."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.commands import waivers
from tests.views.findings.conftest import GAPPED, Screen
from tests.views.pages import KEY, click, press, steps, type_into
from tests.views.sample import TODAY
from views.findings.rows import LISTED


def choose(screen: Screen, number: str) -> None:
    screen.page.choose(next(f.key for f in screen.watch.findings if f.id == number))
    QApplication.processEvents()


def open_fixes(screen: Screen, qtbot: QtBot) -> list[str]:
    click(qtbot, screen.page.doing.fix)
    menu = screen.page.doing.menu
    qtbot.waitUntil(lambda: not screen.page.fixer.busy(), timeout=20_000)
    QApplication.processEvents()
    return [action.toolTip() for action in menu.actions()]


def test_a_fix_is_chosen_from_a_menu_and_taken_back(screen: Screen, qtbot: QtBot) -> None:
    choose(screen, "F01")
    texts = open_fixes(screen, qtbot)
    assert texts[0].startswith("Move the upper edge of the row “small” to 200 EUR (not included), so that for")
    menu = screen.page.doing.menu
    assert menu.activeAction() is menu.actions()[0]
    press(qtbot, menu, KEY.Key_Down)
    press(qtbot, menu, KEY.Key_Return)
    screen.settle(qtbot)
    assert "F01" not in screen.ids()
    assert steps(screen.session)[0] == "Move the lower edge of the row “large” to 100 EUR (included)"
    screen.bridge.undo()
    screen.settle(qtbot)
    assert "F01" in screen.ids()
    assert screen.session.document == GAPPED


def test_the_keyboard_opens_the_fixes_of_the_chosen_finding(screen: Screen, qtbot: QtBot) -> None:
    choose(screen, "F12")
    assert screen.page.list.hasFocus()
    press(qtbot, screen.page.list, KEY.Key_Period, Qt.KeyboardModifier.ControlModifier)
    menu = screen.page.doing.menu
    assert menu.isVisible()
    qtbot.waitUntil(lambda: not screen.page.fixer.busy(), timeout=20_000)
    assert menu.actions()[0].toolTip() == "Let Lead decide what no row of “Matrix” covers; the one gap as well."
    menu.close()


def test_tab_leads_from_the_list_to_what_can_be_done(screen: Screen, qtbot: QtBot) -> None:
    choose(screen, "F12")
    press(qtbot, screen.page.list, KEY.Key_Tab)
    assert screen.page.doing.fix.hasFocus()
    press(qtbot, screen.page.doing.fix, KEY.Key_Tab)
    assert screen.page.doing.waive.hasFocus()


def test_what_no_edit_can_end_says_so(screen: Screen, qtbot: QtBot) -> None:
    choose(screen, "F80")
    assert open_fixes(screen, qtbot) == ["No single edit is sure to end this and nothing else."]
    assert not screen.page.doing.menu.actions()[0].isEnabled()
    screen.page.doing.menu.close()


def test_a_finding_is_waived_in_place_and_listed_under_waived(screen: Screen, qtbot: QtBot) -> None:
    choose(screen, "F80")
    doing = screen.page.doing
    click(qtbot, doing.waive)
    assert doing.form.reason.edit.hasFocus()
    type_into(qtbot, doing.form.reason, "The board meets in June")
    type_into(qtbot, doing.form.until, "30 Jun 2099")
    press(qtbot, doing.form.until.edit, KEY.Key_Return)
    screen.settle(qtbot)
    assert "F80" not in screen.ids()
    assert screen.page.list.hasFocus()
    (waiver,) = screen.session.document.waivers
    assert (waiver.reason, waiver.until) == ("The board meets in June", date(2099, 6, 30))

    click(qtbot, screen.page._buttons["waived"])
    assert screen.page._buttons["waived"].text() == "1 waived"
    assert screen.ids() == ["F80"]
    note = screen.page.list.currentIndex().data(LISTED).note
    assert note == "Waived until 30 June 2099: The board meets in June"
    assert not doing.fix.isVisible()
    click(qtbot, doing.take_back)
    screen.settle(qtbot)
    assert screen.ids() == []
    click(qtbot, screen.page._buttons[""])
    assert "F80" in screen.ids()


def test_a_waiver_is_changed_where_it_is_listed(screen: Screen, qtbot: QtBot) -> None:
    screen.bridge.execute(waivers.waive, "F80:matrix", "First", on=TODAY)
    screen.settle(qtbot)
    screen.page.show_severity("waived")
    doing = screen.page.doing
    assert doing.waive.text() == "Change …"
    click(qtbot, doing.waive)
    assert doing.form.reason.text() == "First"
    type_into(qtbot, doing.form.reason, "Second")
    click(qtbot, doing.form.save)
    screen.settle(qtbot)
    assert [waiver.reason for waiver in screen.session.document.waivers] == ["Second"]


@pytest.mark.parametrize(
    ("reason", "until", "words"),
    [
        ("", "", "Say why this finding is accepted; a waiver needs a reason."),
        ("Because", "1 Jan 2001", "The waiver would have ended on 1 January 2001; choose"),
        ("Because", "soon", "“soon” is not a day; write it like"),
    ],
)
def test_the_form_says_beside_a_field_what_is_wrong(
    screen: Screen, qtbot: QtBot, reason: str, until: str, words: str
) -> None:
    choose(screen, "F80")
    doing = screen.page.doing
    click(qtbot, doing.waive)
    type_into(qtbot, doing.form.reason, reason)
    type_into(qtbot, doing.form.until, until)
    click(qtbot, doing.form.save)
    assert words in doing.form.reason.message() + doing.form.until.message()
    assert len(screen.session.document.waivers) == 0
    assert screen.page.list.viewport().rect().contains(doing.geometry())
    press(qtbot, doing.form.reason.edit, KEY.Key_Escape)
    assert doing.fix.isVisible()
    assert screen.page.list.hasFocus()


def test_an_expired_waiver_brings_the_finding_back_and_says_so(screen: Screen, qtbot: QtBot) -> None:
    screen.bridge.execute(waivers.waive, "F80:matrix", "For a day", date(2020, 1, 1), on=date(2020, 1, 1))
    screen.settle(qtbot)
    assert "F80" in screen.ids()
    screen.page.show_severity("waived")
    assert "expired on 1 January 2020, so it is listed again" in screen.page.list.currentIndex().data(LISTED).note


def test_what_is_being_typed_stays_while_findings_come_and_go(screen: Screen, qtbot: QtBot) -> None:
    choose(screen, "F80")
    doing = screen.page.doing
    click(qtbot, doing.waive)
    type_into(qtbot, doing.form.reason, "Half a sen")
    screen.bridge.execute(waivers.waive, "F12:matrix", "Meanwhile", on=TODAY)
    screen.settle(qtbot)
    assert doing.form.reason.text() == "Half a sen"
    assert doing.form.reason.edit.hasFocus()
    assert doing.form.isVisible()


def test_what_can_be_done_stands_inside_the_row_that_is_chosen(screen: Screen, qtbot: QtBot) -> None:
    for number in ("F01", "F12", "F80"):
        choose(screen, number)
        row = screen.page.list.visualRect(screen.page.list.currentIndex())
        assert row.contains(screen.page.doing.geometry())
        assert screen.page.doing.mapTo(screen.page.list.viewport(), QPoint(0, 0)).y() > row.y() + 30

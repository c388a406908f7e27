"""The legend: what the matrix uses, first and aligned; the rest when asked for."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.authority.schemes import HOUSE_LETTERS
from models.commands.matrix import set_cell
from models.document import Document
from tests.views.matrix.samples import small
from tests.views.matrix.test_page import page_on, rule_in
from views.matrix.legend import Legend

USED = ["Approves", "Signs", "Recommends", "Is consulted", "one of several"]


def test_only_what_the_matrix_uses_is_listed_until_the_rest_is_asked_for(qtbot: QtBot) -> None:
    page, _ = page_on(qtbot, small())
    assert page.legend.names() == USED
    assert page.legend.more.text() == "7 more"
    QTest.mouseClick(page.legend.more, Qt.MouseButton.LeftButton)
    assert page.legend.names()[: len(USED)] == USED
    assert set(page.legend.names()) == {*USED, *(letter.name for letter in HOUSE_LETTERS)}
    QTest.mouseClick(page.legend.more, Qt.MouseButton.LeftButton)
    assert page.legend.names() == USED


def test_a_letter_typed_for_the_first_time_joins_and_leaves_with_undo(qtbot: QtBot) -> None:
    page, session = page_on(qtbot, small())
    board = next(role.id for role in session.document.roles if role.name == "Board")
    page.grid.bridge.execute(set_cell, rule_in(page, "Bonuses"), board, "V")
    qtbot.waitUntil(lambda: "May veto" in page.legend.names())
    page.grid.bridge.undo()
    qtbot.waitUntil(lambda: "May veto" not in page.legend.names())


def test_a_matrix_without_a_letter_explains_them_all(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.show_letters(HOUSE_LETTERS, Document().rules)
    assert legend.names() == [letter.name for letter in HOUSE_LETTERS]
    assert legend.more.isHidden()


def test_entries_stand_in_columns(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.show_letters(HOUSE_LETTERS, ())
    legend.resize(420, legend.heightForWidth(420))
    legend.show()
    entries = legend.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    places = [entry.geometry() for entry in entries if entry is not legend.more]
    lefts, tops = sorted({place.x() for place in places}), sorted({place.y() for place in places})
    assert 1 < len(lefts) < len(places)
    assert len({right - left for left, right in pairwise(lefts)}) == 1
    assert len(lefts) * len(tops) >= len(places)
    assert max(place.right() for place in places) <= legend.width()
    assert max(place.bottom() for place in places) <= legend.height()

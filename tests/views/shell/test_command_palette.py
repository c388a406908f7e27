"""Ctrl+K: what is found, in which order, and how fast."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from views.shell.command_palette import CommandPalette
from views.shell.palette_items import Entry, PaletteItem, best, score

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def entries(*titles: str, group: str = "All") -> list[Entry]:
    return [Entry.of(PaletteItem(title, lambda: None), group) for title in titles]


def found(query: str, items: list[Entry]) -> list[str]:
    return [item.title for _, group in best(items, query) for item in group]


class TestOrder:
    def test_whole_title_then_start_then_word_then_inside_then_abbreviation(self) -> None:
        items = entries("Overtravel", "Open travel", "Travel policy", "Travel", "Tax rates on aviation in Venice, late")
        assert found("travel", items) == ["Travel", "Travel policy", "Open travel", "Overtravel"]

    def test_initials_and_letters_left_out(self) -> None:
        items = entries("Chief Financial Officer", "Operating expenses", "Coffee")
        assert found("cfo", items)[0] == "Chief Financial Officer"
        assert found("opex", items) == ["Operating expenses"]

    def test_every_word_must_match_in_any_order(self) -> None:
        items = entries("Choose a model vendor", "Choose a venue")
        assert found("vendor choose", items) == ["Choose a model vendor"]
        assert found("choose zebra", items) == []

    def test_keywords_and_subtitles_count_less_than_titles(self) -> None:
        items = [
            Entry.of(PaletteItem("Import a matrix", lambda: None, keywords="excel xlsx"), "Actions"),
            Entry.of(PaletteItem("Excel training", lambda: None), "Decisions"),
        ]
        assert found("excel", items) == ["Excel training", "Import a matrix"]
        assert [group for group, _ in best(items, "xlsx")] == ["Actions"]

    def test_the_group_of_the_best_comes_first(self) -> None:
        items = entries("Subtitles of training", "Trains", group="One") + entries("Train", group="Two")
        assert [group for group, _ in best(items, "train")] == ["Two", "One"]

    def test_without_a_query_everything_in_order(self) -> None:
        assert found("  ", entries("B", "A", "C")) == ["B", "A", "C"]

    @given(st.lists(st.text(max_size=20), max_size=12), st.text(max_size=8))
    def test_never_fails_and_finds_a_title_by_itself(self, titles: list[str], query: str) -> None:
        items = entries(*titles)
        best(items, query)
        for entry in items:
            words = entry.item.title.casefold().split()
            if words:
                assert score(entry, words) > 0


class Host(QWidget):
    """A window with something that has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit(self)
        self.done: list[str] = []
        self.resize(1000, 700)
        self.palette_ = CommandPalette(self)
        self.palette_.add_provider("Actions", lambda: [self._item("Undo"), self._item("Import a matrix")])
        self.palette_.add_provider("Decisions", lambda: [self._item(f"Decision {index}") for index in range(30)])

    def _item(self, title: str) -> PaletteItem:
        return PaletteItem(title, lambda: self.done.append(title), "subtitle", "decision")


@pytest.fixture
def host(qtbot: QtBot, dressed: QApplication) -> Host:
    built = Host()
    qtbot.addWidget(built)
    built.show()
    qtbot.waitExposed(built)
    built.activateWindow()
    built.edit.setFocus()
    qtbot.waitUntil(built.edit.hasFocus)
    return built


def test_found_and_done_from_the_keyboard(qtbot: QtBot, host: Host) -> None:
    qtbot.keyClick(host.edit, KEY.Key_K, CTRL)
    palette = host.palette_
    assert palette.isVisible()
    assert palette.edit.hasFocus()
    qtbot.keyClicks(palette.edit, "imp")
    assert palette.results()[0].title == "Import a matrix"
    qtbot.keyClick(palette.edit, KEY.Key_Return)
    assert host.done == ["Import a matrix"]
    assert not palette.isVisible()
    assert host.edit.hasFocus()


def test_arrows_skip_headings_and_go_around(qtbot: QtBot, host: Host) -> None:
    palette = host.palette_
    palette.open()

    def chosen() -> str:
        return str(palette.list.currentIndex().data())

    assert chosen() == "Undo"
    qtbot.keyClick(palette.edit, KEY.Key_Down)
    qtbot.keyClick(palette.edit, KEY.Key_Down)
    assert chosen() == "Decision 0"
    qtbot.keyClick(palette.edit, KEY.Key_PageDown)
    assert chosen() == "Decision 8"
    for _ in range(4):
        qtbot.keyClick(palette.edit, KEY.Key_PageUp)
    assert chosen() == "Undo"
    qtbot.keyClick(palette.edit, KEY.Key_Up)
    assert chosen() == "Decision 29"
    assert palette.list.rect().contains(palette.list.visualRect(palette.list.currentIndex()).center())


def test_escape_and_a_click_beside_close(qtbot: QtBot, host: Host) -> None:
    palette = host.palette_
    palette.open()
    qtbot.keyClick(palette.edit, KEY.Key_Tab)
    assert palette.edit.hasFocus()
    qtbot.keyClick(palette.edit, KEY.Key_Escape)
    assert not palette.isVisible()
    palette.open()
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not palette.isVisible()
    assert host.done == []


def test_a_click_does_it(qtbot: QtBot, host: Host) -> None:
    palette = host.palette_
    palette.open("decision 7")
    place = palette.list.visualRect(palette.list.currentIndex()).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert host.done == ["Decision 7"]


def test_nothing_matches_says_so(qtbot: QtBot, host: Host) -> None:
    palette = host.palette_
    palette.open("qqqq")
    assert palette.results() == []
    assert palette._nothing.isVisible()
    qtbot.keyClick(palette.edit, KEY.Key_Return)
    assert palette.isVisible()


def test_it_stays_inside_a_small_window(qtbot: QtBot, host: Host) -> None:
    host.palette_.open()
    host.resize(500, 360)
    qtbot.waitUntil(lambda: host.palette_.width() == 500)
    assert host.rect().contains(host.palette_._panel.geometry())

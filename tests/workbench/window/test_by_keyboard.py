"""The window in the hands of somebody who uses no mouse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from views.matrix import MatrixPage
from views.simulation import SimulationPage
from views.simulation.inputs import Inputs
from views.simulation.scenarios import ScenariosPart
from views.valuetable import ValueTable
from workbench.samples import build
from workbench.session import Session
from workbench.settings import Settings
from workbench.window import Window, pages

Key = Qt.Key


class Strays(QObject):
    """Notes what shows itself as a window of its own, which takes the keys away from the window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget) and event.type() == QEvent.Type.Show:
            stray = watched.windowType() == Qt.WindowType.Window and not isinstance(watched, Window)
            self.seen += [type(watched).__name__] if stray else []
        return False


@pytest.fixture
def strays(qapp: QApplication) -> Iterator[Strays]:
    made = Strays()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, dressed: QApplication) -> Iterator[Window]:
    build(tmp_path / "sample.remit", date.today())
    opened = Window(Settings(tmp_path / "settings.json"))
    opened.resize(1440, 900)
    opened.attach(Session.open(tmp_path / "sample.remit"))
    with qtbot.waitActive(opened):
        opened.show()
        opened.activateWindow()
    yield opened
    opened.close()
    opened.deleteLater()


def test_no_page_shows_a_part_of_itself_as_a_window(window: Window, strays: Strays, qtbot: QtBot) -> None:
    for key in pages.KEYS:
        window.frame.show_page(key)
        QApplication.processEvents()
    matrix = window.frame.page("matrix")
    assert isinstance(matrix, MatrixPage)
    window.frame.show_page("matrix")
    matrix.ask()
    matrix.versions.bar.draft.click()
    matrix.versions.open_panel()
    for part in ("dimensions", "tiers", "delegations", "rows"):
        matrix.parts.turn(part)
    simulation = window.frame.page("simulation")
    assert isinstance(simulation, SimulationPage)
    window.frame.show_page("simulation")
    simulation.parts.turn("known")
    known = simulation.parts.part("known")
    assert isinstance(known, Inputs)
    for part in ("decisions", "calendars", "absences", "roles"):
        known.turn(part)
        QApplication.processEvents()
    simulation.parts.turn("scenarios")
    QApplication.processEvents()
    assert strays.seen == []
    assert window.isActiveWindow()


def test_who_decides_is_asked_from_the_palette_and_filled_in_from_the_top(window: Window, qtbot: QtBot) -> None:
    window.frame.show_page("matrix")
    page = window.frame.page("matrix")
    assert isinstance(page, MatrixPage)
    decision = next(row.id for row in window.session.document.decisions if row.name == "Sign a contract")
    page.focus_place("decision", decision)
    qtbot.keyClick(window, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.finder.edit, "who decides")
    qtbot.keyClick(window.finder.edit, Key.Key_Return)
    QApplication.processEvents()
    form = page.inspector.asking.form
    wanted = [*form.fields.values(), *form.places.values(), form.day]
    for number, field in enumerate(wanted):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert field.isAncestorOf(focused), number
        qtbot.keyClick(focused, Key.Key_Tab)


def test_hours_of_a_role_are_found_typed_and_undone_without_a_mouse(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.finder.edit, "time of roles")
    qtbot.keyClick(window.finder.edit, Key.Key_Return)
    QApplication.processEvents()
    before = window.session.document
    table = QApplication.focusWidget()
    assert isinstance(table, ValueTable)
    qtbot.keyClick(table, Key.Key_Tab)
    qtbot.keyClicks(table, "7")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClick(editor, Key.Key_Return)
    role = table.values.lines[0].id
    assert [row.hours_a_week for row in window.session.document.capacities.by("role", role)] == [7]
    assert QApplication.focusWidget() is table
    qtbot.keyClick(table, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.document.capacities == before.capacities
    qtbot.keyClick(window, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.finder.edit, "scenarios")
    qtbot.keyClick(window.finder.edit, Key.Key_Return)
    QApplication.processEvents()
    page = window.frame.page("simulation")
    assert isinstance(page, SimulationPage)
    part = page.parts.part("scenarios")
    assert isinstance(part, ScenariosPart)
    assert part.isAncestorOf(QApplication.focusWidget())  # type: ignore[arg-type]  # something has the focus


def test_the_answer_follows_each_key_and_stays_in_sight(window: Window, qtbot: QtBot) -> None:
    window.frame.show_page("matrix")
    page = window.frame.page("matrix")
    assert isinstance(page, MatrixPage)
    document = window.session.document
    decision = next(row.id for row in document.decisions if row.name == "Sign a contract")
    page.focus_place("decision", decision)
    page.ask()
    asking = page.inspector.asking
    amount, term, _, personal = asking.fields.values()
    amount.setFocus()
    for field, text in ((amount, "180 000 EUR"), (term, "36")):
        field.setFocus()
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClicks(focused, text)
    personal.setFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClicks(focused, "n")
    qtbot.keyClicks(focused, "o")
    assert asking.sentence.text().startswith("Procurement Lead is consulted")
    (place,) = asking.form.places.values()
    place.setFocus()
    QApplication.processEvents()
    assert not asking.sentence.visibleRegion().isEmpty()
    assert asking.line.height() > asking.sentence.height()
    window.resize(1024, 520)
    QApplication.processEvents()
    assert not asking.sentence.visibleRegion().isEmpty()
    beneath = asking.mapTo(page.inspector, QPoint(0, 0)).y()
    assert asking.line.geometry().bottom() < page.inspector.height()
    assert page.inspector.bands.isHidden() or beneath < page.inspector.height()

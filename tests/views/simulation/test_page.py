"""The simulation page: run, watch, stop, read, copy, and know when the result has aged."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from models.commands import rows
from views.bridge import Bridge
from views.shell.fields import NumberField
from views.simulation import SimulationPage
from views.simulation.bars import Bar, Bars
from views.simulation.tables import FigureTable
from workbench.samples import build
from workbench.session import Session

_LONG = 120_000


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("simulation") / "sample.remit"
    build(path, date.today())
    return path


@pytest.fixture
def session(sample: Path) -> Iterator[Session]:
    with Session.open(sample) as opened:
        yield opened


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> SimulationPage:
    shown = SimulationPage(Bridge(session))
    qtbot.addWidget(shown)
    shown.resize(1100, 800)
    shown.show()
    return shown


def _type(qtbot: QtBot, field: NumberField, text: str) -> None:
    field.edit.setFocus()
    field.edit.selectAll()
    qtbot.keyClicks(field.edit, text)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)


def _run(qtbot: QtBot, page: SimulationPage) -> None:
    qtbot.mouseClick(page.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.busy(), timeout=_LONG)


def test_a_run_answers_in_sentences_bars_and_tables(page: SimulationPage, qtbot: QtBot) -> None:
    _type(qtbot, page.controls.cases, "800")
    _type(qtbot, page.controls.replications, "4")
    _run(qtbot, page)
    assert page.report is not None
    assert page.report.result.settings.cases == 800
    loads = page.results.findChildren(Bars)[0]
    assert "Risk Lead" in loads.accessibleDescription()
    table = page.results.findChildren(FigureTable)[0]
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Decision\tMean (95 % interval)")
    assert len(copied.splitlines()) == table.rowCount() + 1


def test_the_same_seed_gives_the_same_answer_and_another_seed_another(page: SimulationPage, qtbot: QtBot) -> None:
    digests = []
    for seed in ("7", "7", "8"):
        page.settings_button.setChecked(True)
        _type(qtbot, page.controls.seed, seed)
        _type(qtbot, page.controls.cases, "400")
        _type(qtbot, page.controls.replications, "2")
        _run(qtbot, page)
        assert page.report is not None
        digests.append(page.report.result.digest)
    assert digests[0] == digests[1] != digests[2]


def test_a_run_can_be_stopped(page: SimulationPage, qtbot: QtBot) -> None:
    _type(qtbot, page.controls.cases, "900000")
    _type(qtbot, page.controls.replications, "900")
    qtbot.mouseClick(page.run_button, Qt.MouseButton.LeftButton)
    assert page.busy()
    assert not page.run_button.isEnabled()
    page.progress.cancelled.emit()
    qtbot.waitUntil(lambda: not page.busy(), timeout=_LONG)
    assert page.report is None
    assert "stopped" in page.messages.text()
    assert page.run_button.isEnabled()


def test_an_edit_that_matters_marks_the_result_as_older(page: SimulationPage, session: Session, qtbot: QtBot) -> None:
    _type(qtbot, page.controls.cases, "400")
    _type(qtbot, page.controls.replications, "2")
    _run(qtbot, page)
    theme = next(iter(session.document.themes))
    session.execute(rows.set_fields, "theme", theme.id, why="Because.")
    assert not page.messages.text()
    capacity = next(iter(session.document.capacities))
    session.execute(rows.set_fields, "capacity", capacity.id, hours_a_week=capacity.hours_a_week + 1)
    assert "has changed since this run" in page.messages.text()
    session.undo()
    session.undo()


def test_a_role_that_cannot_keep_up_is_named_with_the_arithmetic(
    page: SimulationPage, session: Session, qtbot: QtBot
) -> None:
    lead = next(role.id for role in session.document.roles if role.name == "Risk Lead")
    capacity = session.document.capacities.by("role", lead)[0]
    session.execute(rows.set_fields, "capacity", capacity.id, hours_a_week=1)
    _run(qtbot, page)
    assert page.report is None
    assert "Risk Lead is asked for" in page.messages.text()
    assert "hours a week and has 1.00" in page.messages.text()
    session.undo()


def test_bars_tell_a_screen_reader_what_they_show(qtbot: QtBot) -> None:
    bars = Bars("Load", limit=1.0)
    qtbot.addWidget(bars)
    bars.show_bars([Bar("CFO", 0.4, 0.3, 0.5, "40 %"), Bar("CEO", 1.2, 1.1, 1.3, "120 %", "error")])
    assert bars.accessibleDescription() == "CFO 40 %; CEO 120 %"
    assert not bars.grab().isNull()

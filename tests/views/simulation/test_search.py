"""Searching on the page: lines of what may change, stop and go on, a candidate applied or kept; whose queues show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from models.commands.rows import set_fields
from models.simulation.charts.description import LineChart
from tests.simulated import ON, drop_scenarios, sample_report
from tests.views.pages import type_into
from views.bridge import Bridge
from views.simulation.comparison.frontier import FrontierShown
from views.simulation.comparison.search import SearchPart
from views.simulation.controls import Controls
from views.simulation.queues import QueueSection
from workbench.samples import build
from workbench.session import Session

_LONG = 60_000


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "sample.remit"
    build(path, ON)
    return path


@pytest.fixture
def session(sample: Path) -> Iterator[Session]:
    with Session.open(sample) as opened:
        drop_scenarios(opened)
        yield opened


@pytest.fixture
def part(session: Session, qtbot: QtBot, dressed: QApplication) -> SearchPart:
    controls = Controls()
    qtbot.addWidget(controls)
    controls.cases.reset(400)
    controls.replications.reset(4)
    made = SearchPart(Bridge(session), controls)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def _turn(qtbot: QtBot, part: SearchPart, number: int, kind: str, name: str, values: str) -> None:
    line = part.levers.lines[number]
    found = [choice.value for choice in part.levers.choices if choice.value[0] == kind and name in choice.text]  # type: ignore[index]
    line.turn.reset(found[0])
    type_into(qtbot, line.values, values)


def _search(qtbot: QtBot, part: SearchPart) -> None:
    qtbot.mouseClick(part.search_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not part.busy(), timeout=_LONG)


def test_a_candidate_is_found_chosen_and_becomes_the_file_in_one_step(
    part: SearchPart, session: Session, qtbot: QtBot
) -> None:
    _turn(qtbot, part, 0, "hours", "Hours a week of Risk Lead", "10;30")
    qtbot.mouseClick(part.levers.add_button, Qt.MouseButton.LeftButton)
    _turn(qtbot, part, 1, "threshold", "“Buy goods or services” at 2,000 EUR", "2000;5000")
    part.budget.reset(40)
    _search(qtbot, part)
    frontier = part.frontier
    assert frontier is not None
    assert frontier.done
    assert frontier.candidates == 4
    shown = part.shown
    assert isinstance(shown, FrontierShown)
    assert shown.chart is not None
    best = next(k for k, dot in enumerate(shown.chart.view.chart.numbers().rows) if dot[0] == "Candidate 1")
    shown.choose(best)
    assert "Candidate 1" in shown.words.text()
    before = len(list(session.history()))
    qtbot.mouseClick(shown.keep, Qt.MouseButton.LeftButton)
    assert "kept as the scenario" in part.messages.text()
    assert len(session.document.scenarios) == 1
    qtbot.mouseClick(shown.apply, Qt.MouseButton.LeftButton)
    assert "can be undone" in part.messages.text()
    assert len(list(session.history())) == before + 2
    session.undo()
    session.undo()


def test_a_search_that_was_stopped_goes_on(part: SearchPart, qtbot: QtBot) -> None:
    _turn(qtbot, part, 0, "hours", "Hours a week of Risk Lead", "10..30/1")
    part.budget.reset(100_000)
    part._controls.replications.reset(1_000)
    part._controls.cases.reset(4_000)
    qtbot.mouseClick(part.search_button, Qt.MouseButton.LeftButton)
    assert not part.search_button.isEnabled()
    qtbot.wait(300)
    part.progress.cancelled.emit()
    qtbot.waitUntil(lambda: not part.busy(), timeout=_LONG)
    assert "can go on" in part.messages.text()
    assert part.search_button.text() == "Go on"
    assert part.search_button.isEnabled()


@pytest.mark.parametrize(
    ("values", "words"),
    [("30..10", "ends below its start"), ("many", "is not a number"), ("", "Say which values to try")],
)
def test_what_cannot_be_tried_is_said_in_a_sentence(part: SearchPart, qtbot: QtBot, values: str, words: str) -> None:
    _turn(qtbot, part, 0, "hours", "Hours a week of Risk Lead", values)
    _search(qtbot, part)
    assert words in part.messages.text()
    assert part.frontier is None


def test_lines_come_and_go_and_one_always_stays(part: SearchPart, qtbot: QtBot) -> None:
    qtbot.mouseClick(part.levers.add_button, Qt.MouseButton.LeftButton)
    assert len(part.levers.lines) == 2
    for _ in range(2):
        part.levers.lines[0].gone.emit(part.levers.lines[0])
    assert len(part.levers.lines) == 1


def test_whose_queues_are_shown_is_chosen_from_a_menu(qtbot: QtBot, dressed: QApplication) -> None:
    report = sample_report()
    chart = next(one for one in report.charts if one.key == "queues")
    assert isinstance(chart, LineChart)
    section = QueueSection(report, chart, "So.")
    qtbot.addWidget(section)
    actions = section.roles.actions()
    assert [action.text() for action in actions if action.isChecked()] == [line.name for line in chart.lines]
    other = next(action for action in actions if not action.isChecked())
    actions[0].setChecked(False)
    other.setChecked(True)
    shown = section.view.chart
    assert isinstance(shown, LineChart)
    names = [line.name for line in shown.lines]
    assert other.text() in names
    assert actions[0].text() not in names
    for action in actions:
        action.setChecked(False)
    left = section.view.chart
    assert isinstance(left, LineChart)
    assert len(left.lines) == 1


def test_an_edit_marks_what_a_search_has_found_as_older(part: SearchPart, session: Session, qtbot: QtBot) -> None:
    _turn(qtbot, part, 0, "hours", "Hours a week of Risk Lead", "12;16")
    part.budget.reset(12)
    _search(qtbot, part)
    assert part.frontier is not None
    assert not part.messages.text()
    capacity = next(iter(session.document.capacities))
    session.execute(set_fields, "capacity", capacity.id, hours_a_week=(capacity.hours_a_week or 1) + 1)
    assert part.messages.text() == "The file has changed since this search."
    again = next(each for each in part.messages.findChildren(QPushButton) if each.text() == "Search again")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not part.busy(), timeout=_LONG)
    assert not part.messages.text()
    session.undo()


def test_a_line_that_says_half_is_told_so_in_words_of_the_window(part: SearchPart, qtbot: QtBot) -> None:
    name = "Hours a week of Risk Lead"
    for values, words in (
        ("", f"Say which values to try for {name}."),
        ("5 to 20", "“5 to 20” is not a number; write a range like 5..20/5."),
        ("20..5", "The range of “20..5” ends below its start; write the smaller value first."),
    ):
        _turn(qtbot, part, 0, "hours", name, values)
        _search(qtbot, part)
        assert part.messages.text() == words
    part.levers.lines[0].turn.reset(None)
    _search(qtbot, part)
    assert part.messages.text() == "Say what may change to 20..5."
    assert part.frontier is None

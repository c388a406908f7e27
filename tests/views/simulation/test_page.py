"""The simulation page: run, watch, stop, read, copy, and know when the result has aged."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.commands import rows, scenarios
from models.simulation.charts.description import Chart
from tests.simulated import drop_scenarios
from views import theme
from views.bridge import Bridge
from views.shell.fields import NumberField
from views.simulation import SimulationPage
from views.simulation.charts import ChartView
from views.simulation.comparison.part import ComparisonPart
from views.simulation.comparison.shown import ComparisonShown
from views.simulation.how import HowButton, HowText
from views.simulation.results import Results, Tables
from views.simulation.tables import MOST_ROWS, FigureTable, FoldedTable
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
        drop_scenarios(opened)
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
    described = {
        chart.accessibleName(): chart.accessibleDescription() for chart in page.results.findChildren(ChartView)
    }
    assert "Risk Lead" in described["Load by role"]
    assert "Half within" in described["How long cases take"]
    page.tabs.turn("tables")
    table = page.tabs.look("tables").findChildren(FigureTable)[1]
    assert table.rowCount() == MOST_ROWS
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Decision\tCases a quarter\tMean\tHalf within")
    # All of the table, also of one that shows only its first rows.
    assert len(copied.splitlines()) == len(page.report.result.decisions) + 1


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
    session.execute(rows.set_fields, "capacity", capacity.id, hours_a_week=(capacity.hours_a_week or 1) + 1)
    assert "has changed since this run" in page.messages.text()
    session.undo()
    assert not page.messages.text()
    session.redo()
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
    assert "hours a week and has" in page.messages.text()
    _type(qtbot, page.controls.cases, "400")
    _type(qtbot, page.controls.replications, "2")
    button = next(b for b in page.messages.findChildren(QPushButton) if b.text() == "Run all the same")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.busy(), timeout=_LONG)
    _cannot_keep_up(page)
    session.undo()


def _cannot_keep_up(page: SimulationPage) -> None:
    assert page.report is not None
    assert page.report.result.settings.allow_overload
    assert any(sentence.startswith("This queue grows without end: Risk Lead") for sentence in page.report.sentences)


def test_a_run_goes_on_until_a_figure_is_known_well_enough(page: SimulationPage, qtbot: QtBot) -> None:
    _type(qtbot, page.controls.cases, "300")
    _type(qtbot, page.controls.replications, "2")
    _type(qtbot, page.controls.target, "40 %")
    _run(qtbot, page)
    assert page.report is not None
    result = page.report.result
    assert result.settings.target == 0.4
    assert result.cycle is not None
    assert result.replications > 2
    assert result.cycle.mean.half_width <= 0.4 * result.cycle.mean.mean


def test_long_tables_unfold_and_say_how_their_figures_come_about(page: SimulationPage, qtbot: QtBot) -> None:
    _type(qtbot, page.controls.cases, "400")
    _type(qtbot, page.controls.replications, "2")
    _run(qtbot, page)
    page.tabs.turn("tables")
    looks = page.tabs.look("tables")
    folded = next(one for one in looks.findChildren(FoldedTable) if one.more is not None)
    more = folded.more
    assert more is not None
    qtbot.waitUntil(lambda: more.height() >= more.sizeHint().height())  # until it has its place
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert folded.table.rowCount() > MOST_ROWS
    how = next(button for button in looks.findChildren(HowButton) if "Roles" in button.accessibleName())
    (defined,) = [text for text in looks.findChildren(HowText) if not text.isHidden()]
    assert "approved at a lower level" in defined.text()
    qtbot.mouseClick(how, Qt.MouseButton.LeftButton)
    shown = [text.text() for text in looks.findChildren(HowText) if not text.isHidden()]
    assert len(shown) == 2
    assert any("work that arrives a week" in text for text in shown)


def test_charts_are_handed_over_to_whoever_writes_files(page: SimulationPage, qtbot: QtBot) -> None:
    _type(qtbot, page.controls.cases, "400")
    _type(qtbot, page.controls.replications, "2")
    _run(qtbot, page)
    asked: list[tuple[Chart, ...]] = []
    page.export_asked.connect(asked.append)
    chart = page.results.findChildren(ChartView)[0]
    chart.export()
    everything = next(b for b in page.results.findChildren(QPushButton) if b.text().startswith("Export all charts"))
    qtbot.mouseClick(everything, Qt.MouseButton.LeftButton)
    assert page.report is not None
    assert [[one.key for one in charts] for charts in asked] == [
        ["distribution"],
        [one.key for one in page.report.charts],
    ]


def test_scenarios_are_compared_and_one_becomes_the_file_in_one_step(
    page: SimulationPage, session: Session, qtbot: QtBot
) -> None:
    lead = next(role.id for role in session.document.roles if role.name == "Risk Lead")
    capacity = session.document.capacities.by("role", lead)[0]
    page.tabs.turn("comparison")
    part = page.tabs.look("comparison")
    assert isinstance(part, ComparisonPart)
    assert part.compare_button.isHidden()
    assert "There is none yet" in part.hint.text()
    session.execute(scenarios.add_scenario, "More hours")
    (scenario,) = session.document.scenarios
    session.execute(scenarios.try_in, scenario.id, rows.set_fields, "capacity", capacity.id, hours_a_week=39)
    _type(qtbot, page.controls.cases, "600")
    _type(qtbot, page.controls.replications, "3")
    page.compare([scenario.id])
    qtbot.waitUntil(lambda: not part.busy(), timeout=_LONG)
    shown = part.shown
    assert isinstance(shown, ComparisonShown)
    (side,) = shown.sides
    texts = " ".join(label.text() for label in side.findChildren(QLabel))
    assert "39 hours a week" in texts
    assert "mean time of a case −" in texts
    qtbot.mouseClick(side.apply, Qt.MouseButton.LeftButton)
    assert session.document.capacities[capacity.id].hours_a_week == 39
    assert "can be undone" in part.messages.text()
    for _ in range(3):
        session.undo()


def test_a_comparison_can_be_stopped(page: SimulationPage, session: Session, qtbot: QtBot) -> None:
    session.execute(scenarios.add_scenario, "Nothing")
    page.tabs.turn("comparison")
    part = page.tabs.look("comparison")
    assert isinstance(part, ComparisonPart)
    _type(qtbot, page.controls.cases, "900000")
    _type(qtbot, page.controls.replications, "900")
    qtbot.mouseClick(part.compare_button, Qt.MouseButton.LeftButton)
    assert part.busy()
    assert not part.compare_button.isEnabled()
    part.progress.cancelled.emit()
    qtbot.waitUntil(lambda: not part.busy(), timeout=_LONG)
    assert part.comparison is None
    assert "stopped" in part.messages.text()
    session.undo()


def test_every_tab_is_legible_whichever_is_chosen(page: SimulationPage, dressed: QApplication, qtbot: QtBot) -> None:
    theme.apply(dressed, "light", 1.5)
    page.resize(950, 700)
    bar, corner = page.tabs.bar, page.settings_button
    for at in range(bar.count()):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(at).center())
        QApplication.processEvents()
        for tab in range(bar.count()):
            strong = QFontMetrics(theme.font("strong")) if tab == at else bar.fontMetrics()
            rect = bar.tabRect(tab)
            assert rect.width() >= strong.horizontalAdvance(bar.tabText(tab))
            assert rect.left() >= 0
            assert rect.right() <= bar.width()
    # What stands at the end of the bar goes beneath it rather than over it.
    seen = QRect(corner.mapTo(page, QPoint()), corner.size())
    assert not seen.intersects(QRect(bar.mapTo(page, QPoint()), bar.size()))
    assert page.rect().contains(seen)


def test_the_button_of_a_run_keeps_the_focus(page: SimulationPage, qtbot: QtBot) -> None:
    _type(qtbot, page.controls.cases, "400")
    _type(qtbot, page.controls.replications, "2")
    page.run_button.setFocus()
    qtbot.keyClick(page.run_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not page.busy(), timeout=_LONG)
    assert page.report is not None
    assert page.focusWidget() is page.run_button
    # Somebody who goes elsewhere meanwhile stays there.
    qtbot.keyClick(page.run_button, Qt.Key.Key_Space)
    page.settings_button.setFocus()
    qtbot.waitUntil(lambda: not page.busy(), timeout=_LONG)
    assert page.focusWidget() is page.settings_button


def test_other_settings_mark_the_result_as_older(page: SimulationPage, qtbot: QtBot) -> None:
    _type(qtbot, page.controls.cases, "400")
    _type(qtbot, page.controls.replications, "2")
    _run(qtbot, page)
    page.settings_button.click()
    _type(qtbot, page.controls.seed, "5")
    assert page.messages.text() == "The settings have changed since this run."
    _type(qtbot, page.controls.seed, "1")
    assert not page.messages.text()
    page.tabs.turn("search")
    _type(qtbot, page.controls.seed, "7")
    again = next(each for each in page.messages.findChildren(QPushButton) if each.text() == "Run again")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.busy(), timeout=_LONG)
    assert page.report is not None
    assert page.report.result.settings.seed == 7
    assert not page.messages.text()
    # It is seen where results are, wherever it was begun.
    assert page.tabs.key() == "answer"


def test_what_had_to_be_assumed_is_one_click_from_the_answer(page: SimulationPage, qtbot: QtBot) -> None:
    _type(qtbot, page.controls.cases, "400")
    _type(qtbot, page.controls.replications, "2")
    _run(qtbot, page)
    assert page.report is not None
    assert isinstance(page.results, Results)
    link = page.results.assumed
    assert link.text() == f"What had to be assumed ({len(page.report.notes)})"
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    tables = page.tabs.look("tables")
    assert isinstance(tables, Tables)
    assert page.tabs.key() == "tables"
    notes = tables.notes
    assert notes is not None
    qtbot.waitUntil(lambda: not notes.visibleRegion().isEmpty())


def test_without_decisions_a_run_leads_to_where_they_are_entered(tmp_path: Path, qtbot: QtBot) -> None:
    with Session.create(tmp_path / "new.remit") as session:
        page = SimulationPage(Bridge(session))
        qtbot.addWidget(page)
        page.show()
        qtbot.mouseClick(page.run_button, Qt.MouseButton.LeftButton)
        assert page.messages.text() == "There is nothing to simulate: the file has no decisions yet."
        lead = next(each for each in page.messages.findChildren(QPushButton) if each.text() == "Go to the matrix")
        with qtbot.waitSignal(page.matrix_asked):
            qtbot.mouseClick(lead, Qt.MouseButton.LeftButton)

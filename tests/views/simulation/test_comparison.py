"""Scenarios side by side on the screen: what each does, findings, one edit to apply; the frontier of a search."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.models.simulation.telling.test_contrast import EXPOSED, MEAN, Finding, Frontier, Point, about, comparison
from views.simulation.comparison.frontier import FrontierShown
from views.simulation.comparison.shown import ComparisonShown


def _texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def test_each_scenario_says_what_it_does_and_what_stands_in_its_way(qtbot: QtBot, dressed: QApplication) -> None:
    shown = ComparisonShown(comparison())
    qtbot.addWidget(shown)
    deputy, broken = (_texts(side) for side in shown.sides)
    assert "Better: mean time of a case −10.0 h." in deputy
    assert "It changes: Risk Lead: 1 → 2 holders" in deputy
    assert "New findings: 1" in deputy
    assert "F40 Risk Lead has two holders." in deputy
    assert "The queue would grow without end." in broken
    assert shown.chart is not None
    with qtbot.waitSignal(shown.export_asked) as asked:
        shown.chart.view.export()
    assert asked.args == [(shown.chart.view.chart,)]


def test_a_file_that_cannot_keep_up_as_it_is_is_said_and_the_scenarios_still_told(
    qtbot: QtBot, dressed: QApplication
) -> None:
    found = comparison()
    stuck = replace(found.base, measured={}, problem="The queue would grow without end.")
    alone = replace(
        found.scenarios[0],
        measured={key: replace(one, difference=None) for key, one in found.scenarios[0].measured.items()},
    )
    shown = ComparisonShown(replace(found, base=stuck, scenarios=(alone,)))
    qtbot.addWidget(shown)
    assert "As it is: The queue would grow without end." in _texts(shown)
    assert "It can be simulated; the file as it is cannot" in _texts(shown.sides[0])
    assert shown.chart is None


def test_many_findings_are_counted_rather_than_listed(qtbot: QtBot, dressed: QApplication) -> None:
    found = comparison()
    many = tuple(Finding(f"F{n}", "info", f"Sentence {n}.") for n in range(20))
    crowded = replace(found, scenarios=(replace(found.scenarios[0], gone=many), *found.scenarios[1:]))
    shown = ComparisonShown(crowded)
    qtbot.addWidget(shown)
    words = _texts(shown.sides[0])
    assert "Findings that are gone: 20" in words
    assert "and 14 more." in words


def test_a_scenario_can_be_applied_where_the_file_can_be_edited(qtbot: QtBot, dressed: QApplication) -> None:
    shown = ComparisonShown(comparison())
    qtbot.addWidget(shown)
    with qtbot.waitSignal(shown.apply_asked) as asked:
        qtbot.mouseClick(shown.sides[0].apply, Qt.MouseButton.LeftButton)
    assert asked.args == ["scenario-1"]
    locked = ComparisonShown(comparison(), read_only=True)
    qtbot.addWidget(locked)
    assert not locked.sides[0].apply.isEnabled()


def test_a_candidate_is_chosen_by_key_and_applied(qtbot: QtBot, dressed: QApplication) -> None:
    base = Point(about(40, 1), about(0.2, 0.01))
    fast = Point(about(20, 1), about(0.3, 0.01), on_frontier=True, words=("CFO: 10 → 20 hours",))
    shown = FrontierShown(Frontier("EUR", base, (fast,)), MEAN, EXPOSED)
    qtbot.addWidget(shown)
    shown.show()
    assert shown.words.text() == "Choose a candidate to see what it changes."
    assert not shown.apply.isEnabled()
    assert shown.chart is not None
    view = shown.chart.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert shown.words.text() == "That is the file as it is."
    assert not shown.apply.isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert "Candidate 1: 20.0 h; 30 %. CFO: 10 → 20 hours." in shown.words.text()
    with qtbot.waitSignal(shown.apply_asked) as asked:
        qtbot.mouseClick(shown.apply, Qt.MouseButton.LeftButton)
    assert asked.args == [fast]


def test_without_any_candidate_that_ran_it_says_so(qtbot: QtBot, dressed: QApplication) -> None:
    broken = Point(None, None, problem="It cannot keep up.")
    shown = FrontierShown(Frontier("EUR", broken, (broken,)), MEAN, EXPOSED)
    qtbot.addWidget(shown)
    assert "No candidate could be simulated." in _texts(shown)

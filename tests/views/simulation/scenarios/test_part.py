"""Scenarios of the file: made, told in words, tried by picking, applied, and chosen for a comparison."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from models.authority.procedures import deciding_steps
from models.commands.capacity import capacity_of, set_capacity
from models.commands.rows import delete_row
from models.commands.volumes import volume_of
from models.document import Document
from models.escalation import Scenario
from models.scenarios.applying import applied
from tests.views.simulation.inputs.desk import LEFT, Key, Strict, enter, held, of, page_on, pick
from views.shell.labels import Text
from views.simulation import SimulationPage
from views.simulation.comparison.part import ComparisonPart
from views.simulation.scenarios import ScenariosPart
from views.simulation.scenarios.picks import AbsencePick, DeadlinePick, DeputyPick, ThresholdPick, TimePick, VolumePick
from workbench.window import pages

pytestmark = pytest.mark.usefixtures("dressed")
ALT = Qt.KeyboardModifier.AltModifier


def scenarios_on(
    qtbot: QtBot, document: Document, *, read_only: bool = False
) -> tuple[SimulationPage, Strict, ScenariosPart]:
    page, session = page_on(qtbot, document, "scenarios", read_only=read_only)
    part = page.parts.part("scenarios")
    assert isinstance(part, ScenariosPart)
    qtbot.waitUntil(part.isVisible)
    return page, session, part


def scenario(session: Strict, name: str) -> Scenario:
    return next(row for row in session.document.scenarios if row.name == name)


def names(session: Strict) -> list[str]:
    return [row.name for row in session.document.scenarios]


def told(part: ScenariosPart) -> list[str]:
    items = [part.lines.itemAt(at) for at in range(part.lines.count())]
    widgets = [item.widget() for item in items if item is not None]
    return [text.text() for widget in widgets if widget is not None for text in widget.findChildren(Text)]


def drop_buttons(part: ScenariosPart) -> list[QToolButton]:
    QApplication.processEvents()
    return [each for each in part._changes.findChildren(QToolButton) if each.isVisible()]


def test_a_scenario_is_named_and_what_it_tries_is_picked_and_told(qtbot: QtBot) -> None:
    _, session, part = scenarios_on(qtbot, held())
    assert part.nothing.isVisible()
    part.take_focus()
    enter(part.new_scenario.edit, "More time")
    assert names(session) == ["More time"]
    part.adding.turn(1)
    time = part.adding.picks[1]
    assert isinstance(time, TimePick)
    pick(time.role, "CEO")
    assert time.hours.message() == "Assumed now; blank leaves it so."
    enter(time.hours.edit, "20")
    enter(time.holders.edit, "2")
    QTest.mouseClick(part.adding.add_button, LEFT)
    ceo = of(session.document, "role", "CEO")
    assert capacity_of(session.document, ceo) is None
    there = capacity_of(applied(session.document, part.scenario()), ceo)
    assert there is not None
    assert (there.hours_a_week, there.holders) == (20, 2)
    assert told(part) == ["CEO: 20 hours a week for decisions, 2 holders"]
    assert part.list.lines.index(0).data() == "More time"
    assert session.steps == 2
    session.undo()
    assert told(part) == []


def test_each_kind_of_change_is_picked(qtbot: QtBot) -> None:
    _, session, part = scenarios_on(qtbot, held())
    enter(part.new_scenario.edit, "All")
    threshold, _, volume, deadline, deputy, absence = part.adding.picks
    assert isinstance(threshold, ThresholdPick)
    assert isinstance(volume, VolumePick)
    assert isinstance(deadline, DeadlinePick)
    assert isinstance(deputy, DeputyPick)
    assert isinstance(absence, AbsencePick)
    pick(threshold.edge, "Operating Expenses: Amount 5,000 USD")
    enter(threshold.amount.edit, "8,000")
    QTest.mouseClick(part.adding.add_button, LEFT)
    part.adding.turn(2)
    pick(volume.decision, "Bonuses")
    enter(volume.cases.edit, "40")
    QTest.mouseClick(part.adding.add_button, LEFT)
    part.adding.turn(3)
    pick(deadline.decision, "Bonuses")
    enter(deadline.hours.edit, "48")
    pick(deadline.outcome, "silence is consent")
    QTest.mouseClick(part.adding.add_button, LEFT)
    part.adding.turn(4)
    pick(deputy.role, "CEO")
    pick(deputy.deputy, "CFO")
    QTest.mouseClick(part.adding.add_button, LEFT)
    part.adding.turn(5)
    pick(absence.person, "Priya")
    pick(absence.substitute, "Ada")
    QTest.mouseClick(part.adding.add_button, LEFT)
    assert part.adding.refusal.text() == ""
    there = applied(session.document, part.scenario())
    decision = of(there, "decision", "Operating Expenses")
    uppers = {c.band.upper for rule in there.rules.by("decision", decision) for c in rule.box}  # type: ignore[union-attr]
    assert 800_001 in uppers
    assert 500_001 not in uppers
    bonuses = of(there, "decision", "Bonuses")
    row = volume_of(there, bonuses)
    assert row is not None
    assert row.cases_a_quarter == 40
    steps = [step for rule in there.rules.by("decision", bonuses) for step in deciding_steps(rule.procedure)]
    assert {(step.hours, step.on_timeout) for step in steps} == {(48, "approve")}
    (grant,) = there.delegations
    assert grant.only_when_absent
    (away,) = there.absences
    assert (away.starts, away.ends) == (date(2026, 5, 15), date(2026, 5, 28))
    assert away.substitute == of(there, "person", "Ada")
    assert not len(session.document.absences)
    assert len(told(part)) == 5
    assert any("5,000 → 8,000 USD" in words for words in told(part))


def test_what_is_not_picked_or_cannot_be_is_said(qtbot: QtBot) -> None:
    _, session, part = scenarios_on(qtbot, held())
    enter(part.new_scenario.edit, "Nothing")
    for at, said in enumerate(
        (
            "Pick a threshold.",
            "Pick a role.",
            "Pick a decision.",
            "Pick a decision.",
            "Pick the role",
            "Pick who is away.",
        )
    ):
        part.adding.turn(at)
        QTest.mouseClick(part.adding.add_button, LEFT)
        assert said in part.adding.refusal.text()
    time = part.adding.picks[1]
    assert isinstance(time, TimePick)
    part.adding.turn(1)
    pick(time.role, "CEO")
    enter(time.hours.edit, "200")
    QTest.mouseClick(part.adding.add_button, LEFT)
    assert "A week has 168 hours" in part.adding.refusal.text()
    threshold = part.adding.picks[0]
    assert isinstance(threshold, ThresholdPick)
    part.adding.turn(0)
    pick(threshold.edge, "Operating Expenses: Amount 5,000 USD")
    enter(threshold.amount.edit, "99,000,000")
    QTest.mouseClick(part.adding.add_button, LEFT)
    assert "would cover nothing" in part.adding.refusal.text()
    assert session.steps == 1


def test_a_change_is_taken_out_the_rest_applied_in_one_step_and_undone(qtbot: QtBot) -> None:
    _, session, part = scenarios_on(qtbot, held())
    enter(part.new_scenario.edit, "Two")
    time = part.adding.picks[1]
    assert isinstance(time, TimePick)
    part.adding.turn(1)
    for role, hours in (("CEO", "20"), ("CFO", "6")):
        pick(time.role, role)
        enter(time.hours.edit, hours)
        QTest.mouseClick(part.adding.add_button, LEFT)
    drops = drop_buttons(part)
    assert drops[1].accessibleName() == "Take out: CFO: 6 hours a week for decisions"
    QTest.mouseClick(drops[1], LEFT)
    assert told(part) == ["CEO: 20 hours a week for decisions"]
    before = session.document
    QTest.mouseClick(part.apply, LEFT)
    assert part.said.text() == "Applied to the file. Undo takes it back."
    assert [row.hours_a_week for row in session.document.capacities] == [20]
    assert session.can_undo() == "Apply the scenario “Two”"
    QTest.mouseClick(part.apply, LEFT)
    assert "is as the scenario “Two” has it already" in part.said.text()
    session.undo()
    assert session.document == before
    assert not part.said.text()


def test_a_limit_that_was_applied_is_told_in_plain_words(qtbot: QtBot) -> None:
    _, _, part = scenarios_on(qtbot, held())
    enter(part.new_scenario.edit, "Higher")
    limit = part.adding.picks[0]
    assert isinstance(limit, ThresholdPick)
    pick(limit.edge, "Operating Expenses: Amount 5,000 USD")
    enter(limit.amount.edit, "8,000")
    QTest.mouseClick(part.adding.add_button, LEFT)
    QTest.mouseClick(part.apply, LEFT)
    assert part.said.text() == "Applied to the file. Undo takes it back."
    assert told(part)
    assert all("covers these cases already" in words for words in told(part))


def test_scenarios_are_renamed_copied_moved_stood_on_each_other_and_deleted(qtbot: QtBot) -> None:
    page, session, part = scenarios_on(qtbot, held())
    for name in ("One", "Two"):
        enter(part.new_scenario.edit, name)
    assert part.name.edit.toPlainText() == "Two"
    part.name.edit.setFocus()
    part.name.edit.selectAll()
    QTest.keyClicks(part.name.edit, "Second")
    QTest.keyClick(part.name.edit, Key.Key_Return)
    assert names(session) == ["One", "Second"]
    QTest.mouseClick(part.copy, LEFT)
    assert names(session) == ["One", "Second", "Second (copy)"]
    assert part.scenario() == scenario(session, "Second (copy)").id
    part.list.setFocus()
    QTest.keyClick(part.list, Key.Key_Up, ALT)
    assert names(session) == ["One", "Second (copy)", "Second"]
    pick(part.base, "One")
    assert scenario(session, "Second (copy)").base == scenario(session, "One").id
    part._choose(scenario(session, "One").id)
    offered = [part.base.combo.itemText(at) for at in range(part.base.combo.count())]
    assert offered == ["The file as it is", "Second"]
    page.parts.turn("run")
    assert page.focus_place("scenario", scenario(session, "Second").id)
    part.list.setFocus()
    QTest.keyClick(part.list, Key.Key_Delete)
    assert names(session) == ["One", "Second (copy)"]
    assert not page.focus_place("scenario", "gone")


def test_the_chosen_ones_are_asked_to_be_compared(qtbot: QtBot) -> None:
    _, session, part = scenarios_on(qtbot, held())
    assert not part.compare.isVisible()
    for name in ("One", "Two", "Three"):
        enter(part.new_scenario.edit, name)
    asked: list[list[str]] = []
    part.compare_asked.connect(asked.append)
    QTest.mouseClick(part.chips.buttons[1], LEFT)
    QTest.mouseClick(part.compare, LEFT)
    assert asked == [[scenario(session, "One").id, scenario(session, "Three").id]]
    for at in (0, 2):
        QTest.mouseClick(part.chips.buttons[at], LEFT)
    assert not part.compare.isEnabled()


def test_the_comparison_that_is_asked_for_is_begun_where_results_are(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr(ComparisonPart, "compare", lambda part: begun.append(part.chosen()))
    page, session, part = scenarios_on(qtbot, held())
    for name in ("One", "Two"):
        enter(part.new_scenario.edit, name)
    QTest.mouseClick(part.chips.buttons[1], LEFT)
    QTest.mouseClick(part.compare, LEFT)
    assert begun == [[scenario(session, "One").id]]
    assert (page.parts.key(), page.tabs.key()) == ("run", "comparison")
    assert page.tabs.look("comparison").isVisible()


def test_a_scenario_that_fits_no_more_says_why_and_can_be_mended(qtbot: QtBot) -> None:
    _, session, part = scenarios_on(qtbot, held())
    enter(part.new_scenario.edit, "Old")
    session.execute(set_capacity, of(session.document, "role", "CEO"), holders=2)
    time = part.adding.picks[1]
    assert isinstance(time, TimePick)
    part.adding.turn(1)
    pick(time.role, "CEO")
    enter(time.hours.edit, "20")
    QTest.mouseClick(part.adding.add_button, LEFT)
    session.execute(delete_row, "capacity", next(iter(session.document.capacities)).id)
    index = part.list.lines.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert part._changes._hint.isVisible()
    (drop,) = drop_buttons(part)
    QTest.mouseClick(drop, LEFT)
    assert not scenario(session, "Old").changes
    assert not part.list.lines.index(0).data(Qt.ItemDataRole.AccessibleDescriptionRole)


def test_findings_about_what_is_entered_lead_to_this_page() -> None:
    for table in ("capacity", "volume", "calendar", "absence", "scenario"):
        assert pages.PLACES[table] == ("simulation",)


def test_a_file_for_reading_shows_and_takes_nothing(qtbot: QtBot) -> None:
    _, _, part = scenarios_on(qtbot, held(), read_only=True)
    assert not part.new_scenario.isVisible()
    assert part.nothing.isVisible()

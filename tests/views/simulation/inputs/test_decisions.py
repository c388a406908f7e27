"""Volumes, mixes, efforts and arrivals, typed and picked."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.commands.volumes import volume_of
from models.document import Document
from models.escalation import Volume
from models.quantities import Band
from models.simulation.hours import OFFICE_PROFILE
from tests.views.simulation.inputs.desk import (
    CTRL,
    LEFT,
    Key,
    Strict,
    enter,
    give_up,
    held,
    of,
    page_on,
    pick,
    shown,
    typed,
)
from views.simulation import SimulationPage
from views.simulation.inputs import Inputs
from views.simulation.inputs.decisions import DecisionsPart

pytestmark = pytest.mark.usefixtures("dressed")


def decisions_on(qtbot: QtBot, document: Document) -> tuple[SimulationPage, Strict, DecisionsPart]:
    page, session = page_on(qtbot, document)
    known = page.parts.part("known")
    assert isinstance(known, Inputs)
    known.turn("decisions")
    part = known.part("decisions")
    assert isinstance(part, DecisionsPart)
    qtbot.waitUntil(part.isVisible)
    return page, session, part


def volume(session: Strict, decision: str) -> Volume:
    row = volume_of(session.document, decision)
    assert row is not None
    return row


def test_cases_and_probabilities_are_typed_in_percent_and_a_block_is_one_edit(qtbot: QtBot) -> None:
    _, session, part = decisions_on(qtbot, held())
    first, second = [decision.id for decision in session.document.decisions][:2]
    assert shown(part.table, first, "cases_a_quarter") == ("13", True)
    assert shown(part.table, first, "exception_probability") == ("10 %", True)
    typed(part.table, first, "exception_probability", "2.5 %")
    assert volume(session, first).exception_probability == pytest.approx(0.025)
    assert shown(part.table, first, "cases_a_quarter") == ("13", False)
    typed(part.table, first, "rework_probability", "100")
    assert "some cases must get decided" in part.part.refusal.text()
    give_up(part.table)
    part.table.go_to(first, "cases_a_quarter")
    part.table.setFocus()
    steps = session.steps
    QGuiApplication.clipboard().setText("40\t5\t1\n7\t\t2")
    QTest.keyClick(part.table, Key.Key_V, CTRL)
    assert session.steps == steps + 1
    rows = [volume(session, decision) for decision in (first, second)]
    assert [(r.cases_a_quarter, r.exception_probability, r.disagreement_probability) for r in rows] == [
        (40, 0.05, 0.01),
        (7, None, 0.02),
    ]
    assert part.part.summary.text().startswith("2 of ")


def test_a_mix_is_written_in_the_words_of_the_matrix(qtbot: QtBot) -> None:
    _, session, part = decisions_on(qtbot, held())
    decision = of(session.document, "decision", "Operating Expenses")
    part.table.go_to(decision)
    assert part.name.text() == "Operating Expenses"
    QTest.mouseClick(part.mix.add_button, LEFT)
    QTest.mouseClick(part.mix.add_button, LEFT)
    money = next(iter(session.document.dimensions)).id
    typed(part.mix.table, "0", money, "up to 5,000 USD")
    assert volume(session, decision).mix[0].shares[0].band == Band(lower=0, upper=500_001)
    assert shown(part.mix.table, "0", money) == ("≤ 5,000 USD", False)
    typed(part.mix.table, "0", "weight", "300")
    assert shown(part.mix.table, "0", "share") == ("75 %", False)
    assert "75 % ≤ 5,000 USD" in shown(part.table, decision, "mix")[0]
    typed(part.mix.table, "1", money, "a lot")
    assert "Write it like" in part.mix.values.refusal.text()
    give_up(part.mix.table)
    typed(part.mix.table, "1", "weight", "0")
    assert "The weight of a part of the mix is more than 0" in part.mix.values.refusal.text()
    give_up(part.mix.table)
    typed(part.mix.table, "0", money, "")
    assert shown(part.mix.table, "0", money) == ("any", True)
    part.mix.table.go_to("1")
    QTest.mouseClick(part.mix.remove_button, LEFT)
    assert len(volume(session, decision).mix) == 1


def test_efforts_say_who_takes_how_long_and_how_that_part_ends(qtbot: QtBot) -> None:
    _, session, part = decisions_on(qtbot, held())
    decision = of(session.document, "decision", "Bonuses")
    part.table.go_to(decision)
    assert "20 minutes to approve" in part.efforts.values.nothing.text()
    QTest.mouseClick(part.efforts.add_button, LEFT)
    for key, text in (
        ("role", "ceo"),
        ("right", "approves"),
        ("minutes", "45 min"),
        ("variation", "0.5"),
        ("refusal_probability", "3"),
    ):
        typed(part.efforts.table, "0", key, text)
    (effort,) = volume(session, decision).efforts
    assert (effort.role, effort.right, effort.minutes, effort.variation, effort.refusal_probability) == (
        of(session.document, "role", "CEO"),
        "approve",
        45,
        0.5,
        0.03,
    )
    assert part.efforts.table.values.lines[0].name == "CEO approves"
    assert shown(part.efforts.table, "0", "exception_probability") == ("as above", True)
    QTest.mouseClick(part.efforts.remove_button, LEFT)
    assert volume(session, decision).efforts == ()


def test_cases_come_on_a_schedule_or_as_listed(qtbot: QtBot) -> None:
    _, session, part = decisions_on(qtbot, held())
    decision = of(session.document, "decision", "Bonuses")
    part.table.go_to(decision)
    assert part.arriving.profile.isVisibleTo(part)
    pick(part.arriving.arrivals, "on a schedule")
    assert (volume(session, decision).arrivals, volume(session, decision).every_days) == ("scheduled", 7)
    enter(part.arriving.every_days.edit, "14")
    assert shown(part.table, decision, "arrivals") == ("every 14 days", False)
    pick(part.arriving.revision_by, "Controller")
    assert volume(session, decision).revision_by == of(session.document, "role", "Controller")
    QGuiApplication.clipboard().setText("soon")
    pick(part.arriving.arrivals, "as listed")
    assert "Line 1 of what was copied, “soon”, has no moment in it" in part.arriving.arrivals.message()
    QGuiApplication.clipboard().setText("2026-03-02 09:30\tBuy\n2026-03-01")
    pick(part.arriving.arrivals, "on a schedule")
    pick(part.arriving.arrivals, "as listed")
    row = volume(session, decision)
    assert row.recorded == tuple(datetime.fromisoformat(each) for each in ("2026-03-01T09:00", "2026-03-02T09:30"))
    assert part.arriving.listed.text() == "2 cases from 2026-03-01 09:00 to 2026-03-02 09:30."


def test_the_hours_of_a_week_are_painted_by_mouse_and_by_keys(qtbot: QtBot) -> None:
    _, session, part = decisions_on(qtbot, held())
    decision = of(session.document, "decision", "Bonuses")
    part.table.go_to(decision)
    grid = part.arriving.profile
    part.area.ensureWidgetVisible(grid)
    start, end = (grid.square(5, hour).center().toPoint() for hour in (10, 12))
    QTest.mousePress(grid, LEFT, pos=start)
    for hour in (11, 12):
        QTest.mouseMove(grid, grid.square(5, hour).center().toPoint())
    QTest.mouseRelease(grid, LEFT, pos=end)
    weights = list(OFFICE_PROFILE)
    weights[5 * 24 + 10 : 5 * 24 + 13] = [1.0, 1.0, 1.0]
    assert volume(session, decision).profile == tuple(weights)
    assert session.steps == 1
    grid.setFocus()
    QTest.keyClick(grid, Key.Key_Right)
    QTest.keyClicks(grid, "4")
    assert volume(session, decision).profile[5 * 24 + 11] == 4
    assert "Saturday 10 to 13" in grid.accessibleDescription()
    QTest.mouseClick(part.arriving.usual_hours, LEFT)
    assert volume(session, decision).profile == ()
    assert shown(part.table, decision, "arrivals") == ("at random", True)


def test_a_finding_on_a_volume_leads_to_what_it_is_about(qtbot: QtBot) -> None:
    page, session, part = decisions_on(qtbot, held())
    decision = of(session.document, "decision", "Options")
    typed(part.table, decision, "cases_a_quarter", "5")
    part.table.go_to(decision)
    QTest.mouseClick(part.efforts.add_button, LEFT)
    row = volume(session, decision)
    page.parts.turn("run")
    assert page.focus_place("volume", row.id, "exception_probability")
    assert (part.table.line(), part.table.hasFocus()) == (decision, True)
    assert page.focus_place("volume", row.id, "efforts")
    assert part.efforts.table.hasFocus()
    assert page.focus_place("volume", row.id, "revision_by")
    assert part.arriving.revision_by.combo.hasFocus()
    assert not page.focus_place("volume", "gone")


def test_without_decisions_it_says_what_to_do(qtbot: QtBot) -> None:
    _, _, part = decisions_on(qtbot, Document())
    assert part.nothing.isVisible()
    assert "There are no decisions yet" in part.nothing.sentence.text()
    assert part.part.table.accessibleName() == "Decisions"

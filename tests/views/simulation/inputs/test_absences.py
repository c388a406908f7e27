"""Absences on their line of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.document import Document
from models.teams import Absence
from tests.views.simulation.inputs.desk import LEFT, TODAY, Key, Strict, enter, held, of, page_on, pick
from views.simulation import SimulationPage
from views.simulation.inputs import Inputs
from views.simulation.inputs.absences import AbsencesPart

pytestmark = pytest.mark.usefixtures("dressed")


def absences_on(qtbot: QtBot, document: Document) -> tuple[SimulationPage, Strict, AbsencesPart]:
    page, session = page_on(qtbot, document)
    known = page.parts.part("known")
    assert isinstance(known, Inputs)
    known.turn("absences")
    part = known.part("absences")
    assert isinstance(part, AbsencesPart)
    qtbot.waitUntil(part.isVisible)
    return page, session, part


def away(session: Strict) -> Absence:
    return next(iter(session.document.absences))


def test_an_absence_is_entered_and_said(qtbot: QtBot) -> None:
    _, session, part = absences_on(qtbot, held())
    assert part.nothing.text().startswith("Nobody is away.")
    part.take_focus()
    enter(part.new_absence.edit, "ada")
    assert (away(session).starts, away(session).ends) == (TODAY, TODAY + timedelta(13))
    enter(part.starts.edit, "2026-06-01")
    assert (away(session).starts, away(session).ends) == (date(2026, 6, 1), date(2026, 6, 14))
    enter(part.ends.edit, "2026-07-15")
    pick(part.substitute, "Jonas")
    QTest.mouseClick(part.authorised_before.box, LEFT, pos=QPoint(8, part.authorised_before.box.height() // 2))
    row = away(session)
    assert (row.starts, row.ends) == (date(2026, 6, 1), date(2026, 7, 15))
    assert (row.substitute, row.authorised_before) == (of(session.document, "person", "Jonas"), True)
    assert part.sentence.text() == "Ada is away from 1 June 2026 to 15 July 2026."
    assert part.roles.text() == "Holds Exec Team."
    assert part.timeline.rows[0].words == "Ada: Jonas stands in, begins on 1 June 2026"
    enter(part.ends.edit, "2026-05-01")
    assert "would end on 1 May 2026, before it starts on 1 June 2026" in part.ends.message()
    assert away(session).ends == date(2026, 7, 15)


def test_nobody_unknown_is_away_and_without_people_it_says_what_to_do(qtbot: QtBot) -> None:
    _, session, part = absences_on(qtbot, held())
    enter(part.new_absence.edit, "Nobody")
    assert part.new_absence.message() == "Nobody is called “Nobody”."
    assert session.steps == 0
    _, _, part = absences_on(qtbot, Document())
    assert "on the page Teams" in part.nothing.text()
    assert not part.new_absence.isVisible()


def test_an_end_is_dragged_and_moved_by_keys(qtbot: QtBot) -> None:
    page, session, part = absences_on(qtbot, held())
    enter(part.new_absence.edit, "Ada")
    line = part.timeline
    rect = line.bar_rect(0)
    end = QPoint(round(rect.right()), round(rect.center().y()))
    QTest.mousePress(line.viewport(), LEFT, pos=end)
    QTest.mouseMove(line.viewport(), end + QPoint(60, 0))
    QTest.mouseRelease(line.viewport(), LEFT, pos=end + QPoint(60, 0))
    dragged = away(session).ends
    assert dragged > TODAY + timedelta(13)
    line.setFocus()
    QTest.keyClick(line, Key.Key_Right)
    assert away(session).ends == dragged + timedelta(1)
    assert page.focus_place("absence", away(session).id, "substitute")
    assert part.substitute.combo.hasFocus()
    line.setFocus()
    QTest.keyClick(line, Key.Key_Delete)
    assert not len(session.document.absences)
    assert not page.focus_place("absence", "gone")

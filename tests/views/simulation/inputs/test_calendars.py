"""Calendars: a week dragged and typed, days off pasted."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models.changes import apply
from models.commands.calendars import add_calendar
from models.commands.capacity import set_capacity
from models.document import Document
from models.escalation import WorkCalendar
from tests.views.simulation.inputs.desk import CTRL, LEFT, SHIFT, Key, Strict, enter, held, of, page_on
from views.simulation import SimulationPage
from views.simulation.inputs import Inputs
from views.simulation.inputs.calendars import CalendarsPart

pytestmark = pytest.mark.usefixtures("dressed")


def with_calendar() -> Document:
    document = held()
    document = apply(document, add_calendar(document, "Office hours"))
    calendar = of(document, "calendar", "Office hours")
    return apply(document, set_capacity(document, of(document, "role", "CEO"), calendar=calendar))


def calendars_on(qtbot: QtBot, document: Document) -> tuple[SimulationPage, Strict, CalendarsPart]:
    page, session = page_on(qtbot, document)
    known = page.parts.part("known")
    assert isinstance(known, Inputs)
    known.turn("calendars")
    part = known.part("calendars")
    assert isinstance(part, CalendarsPart)
    qtbot.waitUntil(part.isVisible)
    return page, session, part


def office(session: Strict) -> WorkCalendar:
    return next(iter(session.document.calendars))


def test_the_first_calendar_is_named_and_its_week_typed(qtbot: QtBot) -> None:
    _, session, part = calendars_on(qtbot, held())
    assert part.nothing.isVisible()
    part.take_focus()
    enter(part.new_calendar.edit, "Office hours")
    assert office(session).name == "Office hours"
    assert part.week.hasFocus()
    QTest.keyClick(part.week, Key.Key_Down)
    QTest.keyClicks(part.week, "6")
    assert part.week.line.hasFocus()
    QTest.keyClicks(part.week.line, ".5")
    QTest.keyClick(part.week.line, Key.Key_Return)
    assert office(session).hours == (8, 6.5, 8, 8, 8, 0, 0)
    QTest.keyClick(part.week, Key.Key_Right)
    assert office(session).hours[2] == 8.25
    QTest.keyClick(part.week, Key.Key_Left, SHIFT)
    assert office(session).hours[2] == 7.25
    QTest.keyClick(part.week, Key.Key_Left, CTRL)
    assert office(session).opens_at == 8.75
    QTest.keyClick(part.week, Key.Key_Delete)
    assert office(session).hours[2] == 0
    assert "Tuesday: 6.5 hours, from 08:45 to 15:15" in part.week.accessibleDescription()
    assert "Wednesday: off" in part.week.accessibleDescription()


def test_the_end_of_a_day_is_dragged_and_a_day_off_drawn(qtbot: QtBot) -> None:
    _, session, part = calendars_on(qtbot, with_calendar())
    week = part.week
    bar = week.bar(0)
    hour = (week._x(24) - week._x(0)) / 24
    end = QPoint(round(bar.right()), round(bar.center().y()))
    QTest.mousePress(week, LEFT, pos=end)
    QTest.mouseMove(week, end + QPoint(round(2 * hour), 0))
    QTest.mouseRelease(week, LEFT, pos=end)
    assert office(session).hours[0] == 10
    assert session.steps == 1
    saturday = QPoint(round(week._x(13)), round(week.bar(5).center().y()))
    QTest.mousePress(week, LEFT, pos=saturday)
    QTest.mouseMove(week, saturday)
    QTest.mouseRelease(week, LEFT, pos=saturday)
    assert office(session).hours[5] == 4
    start = QPoint(round(week.bar(1).left()), round(week.bar(1).center().y()))
    QTest.mousePress(week, LEFT, pos=start)
    QTest.mouseMove(week, start - QPoint(round(hour), 0))
    QTest.mouseRelease(week, LEFT, pos=start)
    assert office(session).opens_at == 8


def test_a_day_that_cannot_be_is_refused_and_the_week_stands_as_it_was(qtbot: QtBot) -> None:
    _, session, part = calendars_on(qtbot, with_calendar())
    part.week.setFocus()
    QTest.keyClick(part.week, Key.Key_Return)
    QTest.keyClicks(part.week.line, "many")
    QTest.keyClick(part.week.line, Key.Key_Return)
    assert "“many” is not a number; type how many hours are worked." in part.refusal.text()
    part.week.line.setText("20")
    QTest.keyClick(part.week.line, Key.Key_Return)
    assert "would end after midnight" in part.refusal.text()
    assert office(session).hours[0] == 8
    assert "Monday: 8 hours" in part.week.accessibleDescription()
    assert session.steps == 0


def test_days_off_are_pasted_as_a_list_and_taken_back_one_by_one(qtbot: QtBot) -> None:
    _, session, part = calendars_on(qtbot, with_calendar())
    QGuiApplication.clipboard().setText("2026-12-25\tChristmas\n26.12.2026\tBoxing Day\n2027-01-01\n")
    part.new_days.edit.setFocus()
    QTest.keyClick(part.new_days.edit, Key.Key_V, CTRL)
    days = (date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1))
    assert office(session).holidays == days
    assert session.steps == 1
    enter(part.new_days.edit, "1 May 2027")
    assert len(office(session).holidays) == 4
    enter(part.new_days.edit, "soon")
    assert "“soon” has no day in it" in part.new_days.message()
    tags = [button for button in part._tags.findChildren(QPushButton) if button.isVisible()]
    assert len(tags) == 4
    assert tags[0].accessibleName() == "Work on 25 December 2026 after all"
    QTest.mouseClick(tags[0], LEFT)
    assert office(session).holidays == (*days[1:], date(2027, 5, 1))


def test_it_says_who_works_by_it_and_deleting_lets_go_of_it(qtbot: QtBot) -> None:
    page, session, part = calendars_on(qtbot, with_calendar())
    assert part.used_by.text() == "Used by CEO."
    calendar = office(session).id
    page.parts.turn("run")
    assert page.focus_place("calendar", calendar, "holidays")
    assert part.new_days.edit.hasFocus()
    QTest.mouseClick(part.delete, LEFT)
    assert not len(session.document.calendars)
    assert not part.form.isVisible()
    assert not page.focus_place("calendar", calendar)

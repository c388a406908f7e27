"""Delegations on their line, urgent routes and separated duties, edited as a person clicks, drags and types."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.authority.grants import Delegation
from models.changes import apply
from models.commands.rows import add_row
from models.document import Document
from tests.views.matrix.samples import Memory, small
from tests.views.matrix.test_page import page_on
from tests.views.matrix.test_steps import LEFT
from views.bridge import Bridge
from views.matrix.delegations import DelegationsPart
from views.matrix.delegations.states import grant_words, in_chains, state_of
from views.timeline.axis import DayAxis, axis_for, tick_words
from views.timeline.timeline import Timeline

Key = Qt.Key
TODAY = date(2026, 5, 15)
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bridge, "today", lambda _self: TODAY)


def day(offset: int) -> date:
    return TODAY + timedelta(offset)


def delegated() -> Document:
    """CEO to Exec Team, passed on to Team Member; the Board's one that is over; the CFO's that waits for consent."""
    document = small()
    role = {row.name: row.id for row in document.roles}
    for row in (
        Delegation(
            id="first",
            from_role=role["CEO"],
            to_role=role["Exec Team"],
            starts=day(-60),
            ends=day(120),
            may_sub_delegate=True,
        ),
        Delegation(id="over", from_role=role["Board"], to_role=role["CEO"], starts=day(-90), ends=day(-10)),
        Delegation(
            id="waits", from_role=role["CFO"], to_role=role["Controller"], starts=day(-5), consent_of=role["Board"]
        ),
        Delegation(
            id="below",
            from_role=role["Exec Team"],
            to_role=role["Team Member"],
            starts=day(-30),
            ends=day(60),
            parent="first",
        ),
    ):
        document = apply(document, add_row(document, row))
    return document


def part_on(qtbot: QtBot, document: Document, *, read_only: bool = False) -> tuple[Memory, DelegationsPart, Timeline]:
    page, session = page_on(qtbot, document, read_only=read_only)
    page.resize(1500, 1000)
    page.parts.turn("delegations")
    part = page.parts.part("delegations")
    assert isinstance(part, DelegationsPart)
    qtbot.waitUntil(lambda: part.isVisible() and part.timeline.viewport().width() > 300)
    return session, part, part.timeline


def at(line: Timeline, grant: str) -> int:
    return next(number for number, row in enumerate(line.rows) if row.span.id == grant)


def drag_end(line: Timeline, grant: str, side: str, by: int) -> None:
    """Drag the first or last day of a delegation by so many pixels."""
    rect = line.bar_rect(at(line, grant))
    start = QPoint(round(rect.left() if side == "starts" else rect.right()), round(rect.center().y()))
    QTest.mousePress(line.viewport(), LEFT, pos=start)
    QTest.mouseMove(line.viewport(), start + QPoint(by // 2, 0))
    QTest.mouseMove(line.viewport(), start + QPoint(by, 0))
    QTest.mouseRelease(line.viewport(), LEFT, pos=start + QPoint(by, 0))


def test_each_stands_under_the_one_that_it_passes_on_with_its_state(qtbot: QtBot) -> None:
    _, _, line = part_on(qtbot, delegated())
    assert [(row.span.id, row.depth, row.state.words) for row in line.rows] == [
        ("first", 0, "in force until 12 September 2026"),
        ("below", 1, "in force until 14 July 2026"),
        ("over", 0, "ended on 5 May 2026"),
        ("waits", 0, "waits for the consent of Board"),
    ]
    left, right = line.bar_rect(0).left(), line.bar_rect(0).right()
    assert left < line.bar_rect(1).left() < line.bar_rect(1).right() < right


def test_an_end_is_dragged_in_one_step_and_the_chart_stands_still_meanwhile(qtbot: QtBot) -> None:
    session, part, line = part_on(qtbot, delegated())
    axis = line._axis
    assert axis is not None
    before = line.bar_rect(0).right()
    drag_end(line, "first", "ends", 40)
    grant = session.document.delegations["first"]
    assert grant.ends is not None
    assert grant.ends > day(120)
    assert abs(axis.place(grant.ends + timedelta(1)) - (before - line._left() + 40)) < 3
    assert session.steps == 1
    assert part.form.ends.value() == grant.ends
    drag_end(line, "first", "starts", -30)
    starts = session.document.delegations["first"].starts
    assert starts is not None
    assert starts < day(-60)
    session.undo()
    session.undo()
    assert session.document.delegations["first"].ends == day(120)


def test_a_delegation_cannot_be_turned_round_and_escape_puts_it_back(qtbot: QtBot) -> None:
    session, _, line = part_on(qtbot, delegated())
    drag_end(line, "below", "ends", -400)
    below = session.document.delegations["below"]
    assert below.ends == below.starts
    rect = line.bar_rect(0)
    start = QPoint(round(rect.right()), round(rect.center().y()))
    QTest.mousePress(line.viewport(), LEFT, pos=start)
    QTest.mouseMove(line.viewport(), start - QPoint(50, 0))
    held = line.held()
    assert held is not None
    assert held.day is not None
    assert held.day < day(120)
    QTest.keyClick(line, Key.Key_Escape)
    QTest.mouseRelease(line.viewport(), LEFT, pos=start - QPoint(50, 0))
    assert session.document.delegations["first"].ends == day(120)
    assert session.steps == 1


def test_keys_choose_and_move_by_days_and_months(qtbot: QtBot) -> None:
    session, part, line = part_on(qtbot, delegated())
    line.setFocus()
    QTest.keyClick(line, Key.Key_Right)
    assert session.document.delegations["first"].ends == day(121)
    QTest.keyClick(line, Key.Key_Left, SHIFT)
    assert session.document.delegations["first"].ends == date(2026, 8, 13)
    QTest.keyClick(line, Key.Key_Down)
    assert part.form.sentence.text().startswith("Exec Team delegates to Team Member")
    QTest.keyClick(line, Key.Key_Home)
    QTest.keyClick(line, Key.Key_Left)
    assert session.document.delegations["below"].starts == day(-31)
    assert session.steps == 3
    QTest.keyClick(line, Key.Key_Return)
    qtbot.waitUntil(part.form.ends.edit.hasFocus)
    line.setFocus()
    for _ in range(2):
        QTest.keyClick(line, Key.Key_Down)
    QTest.keyClick(line, Key.Key_End)
    QTest.keyClick(line, Key.Key_Right)
    assert session.document.delegations["waits"].ends == TODAY


def test_a_delegation_is_begun_by_naming_two_roles(qtbot: QtBot) -> None:
    session, part, line = part_on(qtbot, small())
    assert part.nothing.isVisible()
    assert not line.isVisible()
    one, other = part.new_grant.one, part.new_grant.other
    QTest.keyClicks(one.edit, "CEO")
    QTest.keyClick(one.edit, Key.Key_Return)
    qtbot.waitUntil(other.edit.hasFocus)
    QTest.keyClicks(other.edit, "ceo")
    QTest.keyClick(other.edit, Key.Key_Return)
    assert other.message() == "CEO cannot delegate to itself; choose another role."
    other.edit.selectAll()
    QTest.keyClicks(other.edit, "Emperor")
    QTest.keyClick(other.edit, Key.Key_Return)
    assert other.message() == "There is no role “Emperor”."
    other.edit.selectAll()
    QTest.keyClicks(other.edit, "CFO")
    QTest.keyClick(other.edit, Key.Key_Return)
    assert part.form.sentence.text() == ("CEO delegates to CFO: all it may decide, from 15 May 2026 without an end.")
    assert one.edit.text() == other.edit.text() == ""
    assert line.isVisible()
    assert session.steps == 1


def test_consent_revocation_and_end_are_one_click_each(qtbot: QtBot) -> None:
    session, part, line = part_on(qtbot, delegated())
    part.focus_place("delegation", "waits")
    assert part.form.state.text() == "Waits for the consent of Board"
    QTest.mouseClick(part.form.consent_button, LEFT)
    assert part.form.state.text() == "In force"
    QTest.mouseClick(part.form.end_button, LEFT)
    assert part.form.state.text() == "In force until 15 May 2026"
    part.focus_place("delegation", "first")
    QTest.mouseClick(part.form.revoke_button, LEFT)
    assert part.form.state.text() == "Revoked on 15 May 2026"
    assert line.rows[1].state == ("cut_off", "not in force: that from CEO is not")
    QTest.mouseClick(part.form.reinstate_button, LEFT)
    assert part.form.state.text() == "In force until 12 September 2026"
    assert session.steps == 4


def test_decisions_rights_limits_and_absence_are_chosen(qtbot: QtBot) -> None:
    session, part, _ = part_on(qtbot, delegated())
    form = part.form
    for field, text in ((form.decisions, "Bonuses"), (form.rights, "approves")):
        QTest.keyClicks(field.edit, text)
        QTest.keyClick(field.edit, Key.Key_Return)
    form.limits.fill_menu()
    next(action for action in form.limits.menu.actions() if action.text() == "Amount").trigger()
    (band,) = form.limits.bands.values()
    band.words.edit.selectAll()
    QTest.keyClicks(band.words.edit, "up to 5k")
    QTest.keyClick(band.words.edit, Key.Key_Return)
    QTest.mouseClick(form.only_when_absent.box, LEFT, pos=QPoint(8, form.only_when_absent.box.height() // 2))
    assert form.sentence.text() == (
        "CEO delegates to Exec Team: Bonuses, Amount up to and including 5,000 USD, to approve, only when absent, "
        "from 16 March 2026 until 12 September 2026. It may be passed on."
    )
    assert session.steps == 5


def test_it_is_passed_on_by_name_and_the_chain_cannot_be_torn(qtbot: QtBot) -> None:
    session, part, line = part_on(qtbot, delegated())
    QTest.keyClicks(part.form.pass_line.edit, "Controller")
    QTest.keyClick(part.form.pass_line.edit, Key.Key_Return)
    assert part.form.sentence.text().startswith("Exec Team delegates to Controller")
    assert [row.depth for row in line.rows] == [0, 1, 1, 0, 0]
    assert not part.form.from_role.combo.isEnabled()
    part.focus_place("delegation", "first")
    part.form.to_role.combo.setCurrentIndex(part.form.to_role.combo.findText("CFO"))
    part.form.to_role.commit()
    assert part.form.to_role.message().startswith("What was delegated here is passed on")
    QTest.mouseClick(part.form.delete_button, LEFT)
    assert [row.span.id for row in line.rows] == ["over", "waits"]
    assert session.steps == 2
    session.undo()
    assert len(line.rows) == 5


def test_an_urgent_route_and_separated_duties_are_begun_and_filled_in(qtbot: QtBot) -> None:
    session, part, _ = part_on(qtbot, small())
    QTest.keyClicks(part.new_route.edit, "CEO")
    QTest.keyClick(part.new_route.edit, Key.Key_Return)
    fields = part.route_form.fields
    assert part.route_form.isVisible()
    ratified = fields.ratified_by
    ratified.combo.setCurrentIndex(ratified.combo.findText("Board"))
    ratified.commit()
    days = fields.field("ratify_within_days")
    QTest.keyClicks(days.edit, "10")  # type: ignore[union-attr]
    QTest.keyClick(days.edit, Key.Key_Return)  # type: ignore[union-attr]
    assert part.route_form.sentence.text() == ("CEO decides when there is no time; Board ratifies it within ten days.")
    for line, name in ((part.new_pair.one, "CFO"), (part.new_pair.other, "Controller")):
        QTest.keyClicks(line.edit, name)
        QTest.keyClick(line.edit, Key.Key_Return)
    assert part.pair_form.isVisible()
    assert part.pair_form.sentence.text() == "Nobody is CFO and Controller."
    other = part.pair_form.fields.other
    other.combo.setCurrentIndex(other.combo.findText("CFO"))
    other.commit()
    assert "cannot be kept apart from itself" in other.message()
    assert session.steps == 4
    QTest.keyClick(part.pairs, Key.Key_Delete)
    assert len(session.document.separations) == 0
    assert part.focus_place("urgent_route", next(iter(session.document.urgent_routes)).id)
    assert part.route_form.isVisible()


def test_nothing_moves_in_a_file_that_is_only_read(qtbot: QtBot) -> None:
    session, part, line = part_on(qtbot, delegated(), read_only=True)
    drag_end(line, "first", "ends", 40)
    line.setFocus()
    QTest.keyClick(line, Key.Key_Right)
    assert not part.new_grant.isVisible()
    assert not part.form.revoke_button.isVisible()
    assert part.form.ends.edit.isReadOnly()
    assert session.steps == 0


def test_states_are_told_apart_by_more_than_colour(qtbot: QtBot) -> None:
    _, _, line = part_on(qtbot, delegated())
    image = line.viewport().grab().toImage()
    looks = set()
    for number in range(len(line.rows)):
        rect = line.bar_rect(number).toRect()
        # Sixteen pixels: lines of bytes are filled up to four, with whatever is there.
        grey = image.copy(rect.left() + 2, rect.top(), 16, rect.height()).convertToFormat(
            image.Format.Format_Grayscale8
        )
        looks.add((line.rows[number].state.kind, bytes(grey.constBits())))
    assert len({kind for kind, _ in looks}) == len({look for _, look in looks}) == 3


# ---- days and words


DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@given(DAYS, DAYS, st.integers(200, 2000))
def test_a_day_is_found_again_where_it_stands(first: date, last: date, width: int) -> None:
    if last <= first:
        first, last = last, first + timedelta(400)
    axis = DayAxis(first, last, float(width))
    for part in (0.0, 0.3, 0.77, 1.0):
        place = part * width
        found = axis.day_at(place)
        assert first <= found <= last
        assert abs(axis.place(found) - place) <= max(2.5, width / max(1, (last - first).days))
    ticks = axis.ticks()
    assert all(tick_words(tick) for tick in ticks)
    assert all(later > earlier for earlier, later in pairwise(ticks))


def test_days_very_far_away_are_left_to_the_rim() -> None:
    axis = axis_for([date(1900, 1, 1), date(2999, 12, 31)], TODAY, 500.0)
    assert axis.first > date(2010, 1, 1)
    assert axis.last < date(2045, 1, 1)
    assert axis_for([], TODAY, 500.0).place(TODAY) > 0


def test_a_circle_is_listed_once_each_and_what_hangs_in_the_air_says_so() -> None:
    document = small()
    role = {row.name: row.id for row in document.roles}
    for row in (
        Delegation(id="a", from_role=role["CEO"], to_role=role["CFO"]),
        Delegation(id="b", from_role=role["CFO"], to_role=role["Board"], parent="a"),
        Delegation(id="later", from_role=role["CEO"], to_role=role["CFO"], starts=day(3)),
        Delegation(id="gone", from_role=role["CEO"], to_role=role["CFO"], revoked_on=day(-3)),
    ):
        document = apply(document, add_row(document, row))
    looped = document.delegations["a"].changed(parent="b")
    document = document.with_rows({"delegation": {"a": looped}})
    assert sorted(grant.id for grant, _ in in_chains(document)) == ["a", "b", "gone", "later"]
    states = {grant.id: state_of(document, grant, TODAY).kind for grant, _ in in_chains(document)}
    assert states == {"a": "cut_off", "b": "cut_off", "later": "not_yet", "gone": "revoked"}
    assert grant_words(document, document.delegations["later"]) == (
        "CEO delegates to CFO: all it may decide, from 18 May 2026 without an end."
    )

"""More about a case: who asks, who is away, what was spent before; put away until it is asked for, and kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.authority.facts import Case, Earlier
from models.commands.boxes import limit_to
from models.commands.cases import save_case
from models.commands.rows import delete_row
from tests.views.matrix.asking_desk import AskingDesk, click, control, rich, write
from tests.views.matrix.test_page import rule_in

Key = Qt.Key


@pytest.fixture
def desk(qtbot: QtBot) -> AskingDesk:
    return AskingDesk(qtbot)


FIRST = [
    "Who asks",
    "As which role",
    "Whom it is about",
    "Who is away",
    "What was spent before, and when",
    "Urgent: it cannot wait",
]


def test_it_is_put_away_until_it_is_opened_by_key(desk: AskingDesk) -> None:
    assert desk.more.fields is None
    assert desk.more.head.accessibleDescription() == "closed"
    desk.more.head.setFocus()
    QTest.keyClick(desk.more.head, Key.Key_Space)
    assert desk.more.head.accessibleDescription() == "open"
    assert desk.seen() == [*FIRST[:5], "Hours waited without an answer", *FIRST[5:], "Department"]
    QTest.keyClick(desk.more.head, Key.Key_Space)
    assert desk.seen() == []


def test_what_cannot_matter_stands_behind_everything(qtbot: QtBot) -> None:
    plain = rich()
    (edition,) = plain.editions
    plain = plain.with_rows({"edition": {edition.id: edition.changed(bars_requester=False)}, "delegation": {"d": None}})
    desk = AskingDesk(qtbot, plain, "Bonuses")
    desk.open()
    assert desk.seen() == ["Who is away"]
    everything = desk.more.everything
    everything.setFocus()
    QTest.keyClick(everything, Key.Key_Return)
    # Amounts are added up for expenses alone.
    wanted = [*FIRST[:4], "Hours waited without an answer", FIRST[5], "Entity", "Department"]
    assert desk.seen() == wanted
    assert not everything.isVisible()
    assert control(desk.field("requester")).hasFocus()
    desk.ask("Options")
    desk.page.inspector.show_focus()
    assert desk.seen() == []


def test_whoever_asks_does_not_approve(desk: AskingDesk) -> None:
    desk.spend("100")
    assert desk.says.startswith("Team Member and CFO approve")
    desk.open()
    desk.choose("requester", "Ann")
    assert desk.says.startswith("Nobody can decide")
    assert "Ann asked for it" in desk.says
    assert desk.field("requester").message().startswith("This changes the answer. Before: Team Member and CFO")
    desk.choose("requester", "not said")
    desk.choose("requesting_role", "CFO")
    assert desk.says.startswith("Nobody can decide")
    desk.choose("requesting_role", "not said")
    desk.choose("subject", "Eve")
    assert "Eve is who it is about" in desk.says


def test_a_role_that_is_away_is_typed_and_taken_out(desk: AskingDesk) -> None:
    desk.spend("100")
    desk.open()
    away = desk.field("absent")
    edit = control(away)
    QTest.keyClicks(edit, "Team Member")
    QTest.keyClick(edit, Key.Key_Return)
    assert desk.says.startswith("Nobody can decide")
    QTest.keyClicks(edit, "parrots")
    QTest.keyClick(edit, Key.Key_Return)
    assert away.message() == "“parrots” is not among the choices."
    desk.spend("200")
    assert away.message() == "“parrots” is not among the choices."
    QTest.keyClick(edit, Key.Key_Escape)
    QTest.keyClick(edit, Key.Key_Backspace)
    assert desk.says.startswith("Team Member and CFO approve")


def test_earlier_amounts_count_with_their_day(desk: AskingDesk) -> None:
    desk.spend("3000")
    desk.open()
    assert desk.more.fields is not None
    earlier = desk.more.fields.earlier
    click(earlier.add)
    (line,) = earlier.lines
    assert line.amount.edit.hasFocus()
    QTest.keyClicks(line.amount.edit, "4000")
    assert desk.says.startswith("Exec Team and CFO approve")
    assert line.amount.message().startswith("This changes the answer.")
    assert desk.asking.form.case().earlier == (Earlier(400_000),)
    QTest.keyClicks(line.amount.edit, " parrots")
    assert "parrots" in line.amount.message()
    assert desk.says.startswith("Team Member and CFO approve")
    write(line.amount.edit, "4000 USD")
    write(line.day.edit, "2001-01-01")
    QTest.keyClick(line.day.edit, Key.Key_Return)
    assert desk.says.startswith("Team Member and CFO approve")
    assert desk.asking.form.case().earlier == (Earlier(400_000, date(2001, 1, 1)),)
    write(line.day.edit, "someday")
    QTest.keyClick(line.day.edit, Key.Key_Return)
    assert line.day.message().startswith("“someday” is not a day")
    assert desk.asking.form.case().earlier == ()
    write(line.day.edit, "")
    assert desk.says.startswith("Exec Team and CFO approve")
    QTest.keyClick(line.remove, Key.Key_Space)
    assert earlier.lines == []
    assert earlier.add.hasFocus()
    assert desk.says.startswith("Team Member and CFO approve")


def test_hours_that_were_waited_in_vain(desk: AskingDesk) -> None:
    desk.spend("50000")
    desk.open()
    hours = desk.field("waited")
    edit = control(hours)
    QTest.keyClicks(edit, "72")
    assert desk.says.startswith("Deemed approved")
    for text, sentence in (
        ("soon", "“soon” is not a number of hours; write it like 72."),
        ("-3", "A case has waited a number of hours such as 72, not less than none."),
    ):
        write(edit, text)
        assert hours.message() == sentence
        assert desk.says.startswith("CFO approves")
    write(edit, "23.5 hours")
    assert desk.asking.form.case().waited == 23.5
    assert desk.says.startswith("CFO approves")


def test_what_cannot_wait_takes_the_urgent_route(desk: AskingDesk) -> None:
    desk.spend("50000")
    desk.open()
    urgent = desk.field("urgency")
    QTest.keyClick(control(urgent), Key.Key_Space)
    assert desk.says.startswith("Controller approves")
    assert urgent.message().startswith("This changes the answer.")
    QTest.keyClick(control(urgent), Key.Key_Space)
    assert desk.says.startswith("CFO approves")
    turns = desk.asking.turns
    desk.qtbot.waitUntil(lambda: not turns.busy())
    assert any(turn.text.startswith("If there is no time: Controller approves") for turn in turns.found)


def test_everything_is_kept_and_shown_again(desk: AskingDesk) -> None:
    desk.spend("100")
    desk.open()
    desk.choose("requester", "Bob")
    desk.choose("subject", "Bob")
    desk.choose("requesting_role", "Board")
    desk.choose("place.department", "Finance")
    edit = control(desk.field("absent"))
    QTest.keyClicks(edit, "Controller")
    QTest.keyClick(edit, Key.Key_Return)
    QTest.keyClicks(control(desk.field("waited")), "36")
    QTest.keyClick(control(desk.field("urgency")), Key.Key_Space)
    assert desk.more.fields is not None
    click(desk.more.fields.earlier.add)
    (line,) = desk.more.fields.earlier.lines
    QTest.keyClicks(line.amount.edit, "25")
    asked = desk.asking.form.case()
    said = desk.says
    click(desk.asking.keeping.button)
    (kept,) = desk.session.document.library_cases
    assert (kept.requester, kept.requesting_role, kept.subject) == ("bob", asked.requesting_role, "bob")
    assert (kept.place, kept.waited_hours, kept.urgent) == ("finance", 36.0, True)
    assert [amount.value for amount in kept.earlier] == ["25 USD"]
    desk.ask("Bonuses")
    desk.page.inspector.show_focus()
    bonuses = next(row for row in desk.session.document.decisions if row.name == "Bonuses")
    assert desk.asking.form.case() == Case(bonuses.id)
    assert desk.seen() == []
    assert desk.page.focus_place("library_case", kept.id)
    desk.page.show_cases(kept.id)
    desk.qtbot.waitUntil(lambda: not desk.page.inspector.watch.busy())
    desk.page.show_cases(kept.id)
    QTest.keyClick(desk.page.inspector.library.list, Key.Key_Return)
    assert desk.asking.form.case() == asked
    assert desk.says == said
    assert desk.asking.keeping.name.isVisible()
    assert desk.more.head.accessibleDescription() == "open"
    assert {"Who asks", "Who is away", "What was spent before, and when"} <= set(desk.seen())


def test_put_away_it_says_what_is_given_and_lets_it_be_left_out(desk: AskingDesk) -> None:
    desk.spend("100")
    desk.open()
    desk.choose("requester", "Ann")
    QTest.keyClick(control(desk.field("urgency")), Key.Key_Space)
    desk.open()
    assert desk.seen() == []
    assert desk.more._summary.text() == "Asked for by Ann and with no time to wait."
    link = desk.more.leave_out
    QTest.keyClick(link, Key.Key_Return)
    assert not link.isVisible()
    assert not desk.more._summary.isVisible()
    assert desk.more.head.hasFocus()
    assert desk.says.startswith("Team Member and CFO approve")


def test_an_amount_that_can_no_longer_be_read_says_so(desk: AskingDesk) -> None:
    document = desk.session.document
    decision = next(row for row in document.decisions if row.name == "Operating Expenses")
    case = desk.asking.form.case()
    desk.session.execute(save_case, "Spent", replace(case, earlier=(Earlier(5),)), date(2031, 1, 1))
    (kept,) = desk.session.document.library_cases
    broken = kept.changed(earlier=(kept.earlier[0].changed(value="5 parrots"),))
    desk.asking.show_kept(broken)
    assert desk.more.fields is not None
    (line,) = desk.more.fields.earlier.lines
    assert line.amount.text() == "5 parrots"
    assert "parrots" in line.amount.message()
    assert decision.id == desk.asking.form.case().decision


def test_whoever_is_deleted_no_longer_asks(desk: AskingDesk) -> None:
    desk.spend("100")
    desk.open()
    desk.choose("requester", "Ann")
    desk.session.execute(delete_row, "person", "ann")
    desk.page.inspector.show_focus()
    assert desk.asking.form.case().requester is None
    assert desk.field("requester").value() is None
    desk.session.undo()
    desk.page.inspector.show_focus()
    desk.choose("requester", "Ann")
    assert desk.asking.form.case().requester == "ann"


def test_a_place_moves_up_once_a_row_asks_for_its_kind(desk: AskingDesk) -> None:
    desk.spend("100")
    desk.open()
    desk.choose("place.department", "Finance")
    rule = rule_in(desk.page, "Operating Expenses")
    desk.session.execute(limit_to, "rule", rule, "department", ("finance",))
    desk.page.inspector.show_focus()
    assert desk.asking.form.places["department"].value() == "finance"
    assert desk.asking.form.case().places == ("finance",)
    assert "Department" not in desk.seen()

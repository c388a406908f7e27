"""More about a case: who asks, who is away, what was spent before; put away until it is asked for, and kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.authority.expressions import OneRole
from models.authority.facts import Case, Earlier
from models.authority.grants import Delegation, UrgentRoute
from models.authority.rules import Step
from models.commands.boxes import limit_to
from models.commands.cases import save_case
from models.commands.rows import delete_row
from models.decisions import Place
from models.document import Document
from models.entity import Entity
from models.teams import Holding, Person
from tests.views.matrix.samples import small
from tests.views.matrix.test_page import page_on, rule_in
from views.matrix.inspector.asking import Asking
from views.matrix.inspector.more import More
from views.shell.fields import ChoiceField, Field, LineField

Key = Qt.Key


def rich() -> Document:
    """The small matrix under which nobody approves what they ask for, with people, places, and an urgent route."""
    document = small()
    roles = {role.name: role.id for role in document.roles}
    (edition,) = document.editions
    expenses = next(row for row in document.decisions if row.name == "Operating Expenses")
    people = {name: Person(id=name, name=name.capitalize()) for name in ("ann", "bob", "eve")}
    holders = {
        "Team Member": "ann",
        "Exec Team": "bob",
        "CEO": "bob",
        "Board": "bob",
        "Controller": "eve",
        "CFO": "eve",
    }
    grant = Delegation(id="d", from_role=roles["CFO"], to_role=roles["CEO"], places=("finance",))
    quick = UrgentRoute(id="u", name="Night desk", decision=expenses.id, decided_by=roles["Controller"])
    rules = document.rules.by("decision", expenses.id)
    either = Step(right="approve", who=OneRole(role=roles["CFO"]), hours=24, on_timeout="approve")
    rows: dict[str, dict[str, Entity | None]] = {
        "person": dict(people),
        "holding": {role: Holding(id=role, role=roles[role], person=person) for role, person in holders.items()},
        "place": {
            "germany": Place(id="germany", name="Germany"),
            "finance": Place(id="finance", name="Finance", kind="department"),
        },
        "edition": {edition.id: edition.changed(bars_requester=True)},
        "decision": {expenses.id: expenses.changed(aggregation_days=365)},
        "delegation": {"d": grant},
        "urgent_route": {"u": quick},
        "rule": {rules[2].id: rules[2].changed(procedure=(either,))},
    }
    return document.with_rows(rows)


class Desk:
    """A page that asks about a decision, as a person has it in front of them."""

    def __init__(self, qtbot: QtBot, document: Document | None = None, decision: str = "Operating Expenses") -> None:
        self.page, self.session = page_on(qtbot, document or rich())
        self.page.resize(1400, 900)
        self.qtbot = qtbot
        self.ask(decision)

    def ask(self, decision: str) -> None:
        self.page.focus_place("rule", rule_in(self.page, decision))
        self.page.ask()

    @property
    def asking(self) -> Asking:
        return self.page.inspector.asking

    @property
    def more(self) -> More:
        return self.asking.form.more

    @property
    def says(self) -> str:
        return self.asking.sentence.text()

    def field(self, name: str) -> Field:
        assert self.more.fields is not None
        found = self.more.fields.by_factor[name]
        assert isinstance(found, Field)
        return found

    def spend(self, text: str) -> None:
        field = next(iter(self.asking.fields.values()))
        assert isinstance(field, LineField)
        write(field.edit, text)

    def open(self) -> None:
        click(self.more.head)

    def seen(self) -> list[str]:
        """The labels of what is asked for now, in order."""
        if self.more.fields is None:
            return []
        shown = [field for field in self.more.fields.by_factor.values() if field.isVisible()]
        return [field.accessibleName() or _control(field).accessibleName() for field in shown]

    def choose(self, name: str, text: str) -> None:
        """Choose by keyboard: go down to a text, and hand it over."""
        field = self.field(name)
        assert isinstance(field, ChoiceField)
        field.combo.setFocus()
        QTest.keyClick(field.combo, Key.Key_Home)
        while field.combo.currentText() != text:
            before = field.combo.currentIndex()
            QTest.keyClick(field.combo, Key.Key_Down)
            assert field.combo.currentIndex() > before, text
        QTest.keyClick(field.combo, Key.Key_Return)


def _control(field: object) -> QWidget:
    assert isinstance(field, Field)
    control = field.focusProxy()
    assert control is not None
    return control


def click(widget: QWidget) -> None:
    """Click on a widget that has its place already."""
    QApplication.processEvents()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def write(edit: QWidget, text: str) -> None:
    QTest.keyClick(edit, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(edit, Key.Key_Backspace)
    QTest.keyClicks(edit, text)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


FIRST = [
    "Who asks",
    "As which role",
    "Whom it is about",
    "Who is away",
    "What was spent before, and when",
    "Urgent: it cannot wait",
]


def test_it_is_put_away_until_it_is_opened_by_key(desk: Desk) -> None:
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
    desk = Desk(qtbot, plain, "Bonuses")
    desk.open()
    assert desk.seen() == ["Who is away"]
    everything = desk.more.everything
    everything.setFocus()
    QTest.keyClick(everything, Key.Key_Return)
    # Amounts are added up for expenses alone.
    wanted = [*FIRST[:4], "Hours waited without an answer", FIRST[5], "Entity", "Department"]
    assert desk.seen() == wanted
    assert not everything.isVisible()
    assert _control(desk.field("requester")).hasFocus()
    desk.ask("Options")
    desk.page.inspector.show_focus()
    assert desk.seen() == []


def test_whoever_asks_does_not_approve(desk: Desk) -> None:
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


def test_a_role_that_is_away_is_typed_and_taken_out(desk: Desk) -> None:
    desk.spend("100")
    desk.open()
    away = desk.field("absent")
    edit = _control(away)
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


def test_earlier_amounts_count_with_their_day(desk: Desk) -> None:
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


def test_hours_that_were_waited_in_vain(desk: Desk) -> None:
    desk.spend("50000")
    desk.open()
    hours = desk.field("waited")
    edit = _control(hours)
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


def test_what_cannot_wait_takes_the_urgent_route(desk: Desk) -> None:
    desk.spend("50000")
    desk.open()
    urgent = desk.field("urgency")
    QTest.keyClick(_control(urgent), Key.Key_Space)
    assert desk.says.startswith("Controller approves")
    assert urgent.message().startswith("This changes the answer.")
    QTest.keyClick(_control(urgent), Key.Key_Space)
    assert desk.says.startswith("CFO approves")
    turns = desk.asking.turns
    desk.qtbot.waitUntil(lambda: not turns.busy())
    assert any(turn.text.startswith("If there is no time: Controller approves") for turn in turns.found)


def test_everything_is_kept_and_shown_again(desk: Desk) -> None:
    desk.spend("100")
    desk.open()
    desk.choose("requester", "Bob")
    desk.choose("subject", "Bob")
    desk.choose("requesting_role", "Board")
    desk.choose("place.department", "Finance")
    edit = _control(desk.field("absent"))
    QTest.keyClicks(edit, "Controller")
    QTest.keyClick(edit, Key.Key_Return)
    QTest.keyClicks(_control(desk.field("waited")), "36")
    QTest.keyClick(_control(desk.field("urgency")), Key.Key_Space)
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


def test_put_away_it_says_what_is_given_and_lets_it_be_left_out(desk: Desk) -> None:
    desk.spend("100")
    desk.open()
    desk.choose("requester", "Ann")
    QTest.keyClick(_control(desk.field("urgency")), Key.Key_Space)
    desk.open()
    assert desk.seen() == []
    assert desk.more._summary.text() == "Asked for by Ann and with no time to wait."
    link = desk.more.leave_out
    QTest.keyClick(link, Key.Key_Return)
    assert not link.isVisible()
    assert not desk.more._summary.isVisible()
    assert desk.more.head.hasFocus()
    assert desk.says.startswith("Team Member and CFO approve")


def test_an_amount_that_can_no_longer_be_read_says_so(desk: Desk) -> None:
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


def test_whoever_is_deleted_no_longer_asks(desk: Desk) -> None:
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


def test_a_place_moves_up_once_a_row_asks_for_its_kind(desk: Desk) -> None:
    desk.spend("100")
    desk.open()
    desk.choose("place.department", "Finance")
    rule = rule_in(desk.page, "Operating Expenses")
    desk.session.execute(limit_to, "rule", rule, "department", ("finance",))
    desk.page.inspector.show_focus()
    assert desk.asking.form.places["department"].value() == "finance"
    assert desk.asking.form.case().places == ("finance",)
    assert "Department" not in desk.seen()


# ---- why


def many() -> Document:
    """The small matrix with forty more rows on one decision."""
    document = small()
    contracts = next(row for row in document.decisions if row.name == "Legal contracts")
    first = document.rules.by("decision", contracts.id)[0]
    more = {f"more-{at}": first.changed(id=f"more-{at}", label=f"Draft {at}", status="draft") for at in range(60)}
    return document.with_rows({"rule": dict(more)})


def test_the_rows_that_lost_are_cut_short_and_come_on_demand(qtbot: QtBot) -> None:
    desk = Desk(qtbot, many(), "Legal contracts")
    reasons = desk.asking.reasons
    assert len(reasons.links) == 5
    assert reasons.more.text() == "57 more"
    reasons.more.setFocus()
    QTest.keyClick(reasons.more, Key.Key_Return)
    assert len(reasons.links) == 45
    assert reasons.links[5].hasFocus()
    assert reasons.more.text() == "17 more"
    click(reasons.more)
    assert len(reasons.links) == 62
    assert not reasons.more.isVisible()


def test_the_nearest_rows_come_first(desk: Desk) -> None:
    desk.spend("6000")
    # A single row is not worth a line that stands for it.
    assert [link.text() for link in desk.asking.reasons.links] == [
        "“Amount above 5,000 up to and including 10,000 USD”",
        "“Amount up to and including 5,000 USD”",
        "“Amount above 10,000 up to and including 100,000 USD”",
        "“Amount above 100,000 USD”",
    ]

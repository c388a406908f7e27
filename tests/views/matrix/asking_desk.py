"""A page that asks who decides, and a matrix on which all that a case brings along matters."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.authority.expressions import OneRole
from models.authority.grants import Delegation, UrgentRoute
from models.authority.rules import Step
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


class AskingDesk:
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
        return [field.accessibleName() or control(field).accessibleName() for field in shown]

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


def control(field: object) -> QWidget:
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

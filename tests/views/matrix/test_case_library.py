"""Asking a case, what would change its answer, keeping it, and the library that is run again after each edit."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.authority.grants import Delegation
from models.commands.matrix import set_cell
from models.entity import Entity
from models.teams import Absence, Holding, Person
from tests.views.matrix.samples import Memory, small
from tests.views.matrix.test_page import page_on, rule_in
from views.matrix import MatrixPage
from views.matrix.inspector.panel import ASKING, CASES
from views.matrix.inspector.pieces import Link
from views.shell.fields import LineField

Key = Qt.Key


def asking_about(qtbot: QtBot) -> tuple[MatrixPage, Memory, LineField]:
    """Return a page that asks who decides on operating expenses, and the field of the amount."""
    page, session = page_on(qtbot, small())
    page.resize(1400, 900)
    page.focus_place("rule", rule_in(page, "Operating Expenses"))
    page.ask()
    (amount,) = page.inspector.asking.fields.values()
    assert isinstance(amount, LineField)
    return page, session, amount


def write(field: LineField, text: str) -> None:
    field.edit.selectAll()
    QTest.keyClicks(field.edit, text)


def settled(qtbot: QtBot, page: MatrixPage) -> None:
    qtbot.waitUntil(lambda: not page.inspector.asking.turns.busy() and not page.inspector.watch.busy())


def keep(qtbot: QtBot, page: MatrixPage, name: str) -> None:
    """Keep what is asked now, by clicking and typing its name."""
    keeping = page.inspector.asking.keeping
    QTest.mouseClick(keeping.button, Qt.MouseButton.LeftButton)
    assert keeping.name.isVisible()
    QTest.keyClicks(keeping.name.edit, name)
    QTest.keyClick(keeping.name.edit, Key.Key_Return)


# ---- what would change it


def test_each_change_is_listed_and_tried_by_a_click(qtbot: QtBot) -> None:
    page, _, amount = asking_about(qtbot)
    write(amount, "7500 USD")
    asking = page.inspector.asking
    settled(qtbot, page)
    assert [turn.text for turn in asking.turns.found] == [
        "Amount of 5,000 USD or less: Team Member and CFO approve.",
        "Amount from 10,000.01 to 100,000 USD: CEO and CFO approve.",
    ]
    (_, more) = asking.turns.findChildren(Link)
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert amount.text() == "10,000.01 USD"
    assert asking.sentence.text() == "CEO and CFO approve."
    assert amount.message() == "This changes the answer. Before: Exec Team and CFO approve."


def test_the_fact_that_changed_the_answer_says_so_while_it_is_typed(qtbot: QtBot) -> None:
    page, _, amount = asking_about(qtbot)
    write(amount, "7500")
    QTest.keyClick(amount.edit, Key.Key_Return)
    asking = page.inspector.asking
    write(amount, "75000")
    assert asking.sentence.text() == "CEO and CFO approve."
    assert amount.message() == "This changes the answer. Before: Exec Team and CFO approve."
    write(amount, "8000")
    assert "changes the answer" not in amount.message()


def test_on_another_day_somebody_else_is_there(qtbot: QtBot) -> None:
    document = small()
    roles = {role.name: role.id for role in document.roles}
    ann, bob = Person(id="ann", name="Ann"), Person(id="bob", name="Bob")
    everyone = {f"h{at}": Holding(id=f"h{at}", role=role, person="bob") for at, role in enumerate(roles.values())}
    everyone.pop(f"h{list(roles).index('CEO')}")
    grant = Delegation(id="d", from_role=roles["CEO"], to_role=roles["CFO"], ends=date(2031, 6, 30), kind="temporary")
    rows: dict[str, dict[str, Entity | None]] = {
        "person": {"ann": ann, "bob": bob},
        "holding": {**everyone, "ceo": Holding(id="ceo", role=roles["CEO"], person="ann")},
        "absence": {"a": Absence(id="a", person="ann", starts=date(2031, 6, 2), ends=date(2031, 7, 31))},
        "delegation": {"d": grant},
    }
    page, _ = page_on(qtbot, document.with_rows(rows))
    page.focus_place("rule", rule_in(page, "Bonuses"))
    page.ask()
    asking = page.inspector.asking
    day = asking.form.day
    assert asking.sentence.text() == "CEO and CFO approve."
    for text, expected in (("2031-06-02", "CEO and CFO approve"), ("2031-07-01", "Nobody can decide")):
        day.edit.selectAll()
        QTest.keyClicks(day.edit, text)
        QTest.keyClick(day.edit, Key.Key_Return)
        assert asking.sentence.text().startswith(expected), text
        assert day.message().startswith("This changes the answer."), text
    settled(qtbot, page)
    assert asking.turns.found[0].text.startswith("From 1 August 2031 (Ann is back)")


# ---- the library


def test_a_case_is_kept_named_and_run_after_each_edit(qtbot: QtBot) -> None:
    page, session, amount = asking_about(qtbot)
    write(amount, "7500 USD")
    keep(qtbot, page, "Laptops")
    (kept,) = session.document.library_cases
    assert (kept.name, kept.expected) == ("Laptops", "Exec Team and CFO approve.")
    assert session.steps == 2
    page.show_cases()
    settled(qtbot, page)
    library = page.inspector.library
    assert library.summary.text() == "1 of 1 pass"
    assert page.inspector.tabs.tabIcon(CASES).isNull()
    chosen = library.chosen()
    assert chosen is not None
    assert chosen.verdict == "passed"
    roles = {role.name: role.id for role in session.document.roles}
    rule = kept.expected_rule or ""
    session.execute(set_cell, rule, roles["CEO"], "A")
    qtbot.waitUntil(lambda: library.summary.text() == "0 of 1 pass, 1 fails")
    assert not page.inspector.tabs.tabIcon(CASES).isNull()
    assert page.inspector.tabs.tabToolTip(CASES) == "1 case fails"
    QTest.mouseClick(library.accept, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: library.summary.text() == "1 of 1 pass")
    assert session.document.library_cases[kept.id].expected == "Exec Team, CEO and CFO approve."
    session.undo()
    qtbot.waitUntil(lambda: library.summary.text() == "0 of 1 pass, 1 fails")


def test_a_failing_case_leads_to_its_row_and_is_asked_again(qtbot: QtBot) -> None:
    page, session, amount = asking_about(qtbot)
    write(amount, "7500 USD")
    keep(qtbot, page, "Laptops")
    (kept,) = session.document.library_cases
    role = next(iter(session.document.roles))
    session.execute(set_cell, kept.expected_rule or "", role.id, "A")
    page.focus_place("rule", rule_in(page, "Bonuses"))
    assert page.focus_place("library_case", kept.id)
    settled(qtbot, page)
    library = page.inspector.library
    qtbot.waitUntil(lambda: any(link.isVisible() for link in library.findChildren(Link)))
    page.show_cases(kept.id)
    QTest.keyClick(library.list, Key.Key_Return)
    assert page.inspector.tabs.currentIndex() == ASKING
    assert page.inspector.title.text() == "Operating Expenses"
    (again,) = page.inspector.asking.fields.values()
    assert isinstance(again, LineField)
    assert again.text() == "7,500 USD"
    assert page.inspector.asking.keeping.name.text() == "Laptops"
    page.show_cases(kept.id)
    link = next(link for link in library.findChildren(Link) if link.isVisible())
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert page.grid.sheet.rows[page.grid.selection.row].id == kept.expected_rule


def test_cases_are_renamed_and_deleted_by_key(qtbot: QtBot) -> None:
    page, session, amount = asking_about(qtbot)
    for text, name in (("7500 USD", "Laptops"), ("100 USD", "Pens")):
        write(amount, text)
        keep(qtbot, page, name)
    page.show_cases()
    settled(qtbot, page)
    library = page.inspector.library
    pens = next(case for case in session.document.library_cases if case.name == "Pens")
    library.choose(pens.id)
    QTest.keyClick(library.list, Key.Key_F2)
    QTest.keyClicks(library.name.edit, "laptops")
    QTest.keyClick(library.name.edit, Key.Key_Return)
    assert "already a case" in library.name.message()
    library.name.edit.selectAll()
    QTest.keyClicks(library.name.edit, "Pencils")
    QTest.keyClick(library.name.edit, Key.Key_Return)
    assert session.document.library_cases[pens.id].name == "Pencils"
    settled(qtbot, page)
    library.list.setFocus()
    QTest.keyClick(library.list, Key.Key_Delete)
    assert pens.id not in session.document.library_cases
    settled(qtbot, page)
    assert library.summary.text() == "1 of 1 pass"


def test_an_empty_library_says_how_to_begin(qtbot: QtBot) -> None:
    page, _, _ = asking_about(qtbot)
    page.show_cases()
    settled(qtbot, page)
    QApplication.processEvents()
    assert page.inspector.library.chosen() is None
    assert page.inspector.library._none.isVisible()


def test_a_file_that_is_only_read_keeps_nothing(qtbot: QtBot) -> None:
    page, _ = page_on(qtbot, small(), read_only=True)
    page.focus_place("rule", rule_in(page, "Bonuses"))
    page.ask()
    assert not page.inspector.asking.keeping.button.isVisible()


def test_two_cases_alike_get_names_of_their_own(qtbot: QtBot) -> None:
    page, session, amount = asking_about(qtbot)
    asking = page.inspector.asking
    write(amount, "7500 USD")
    QTest.mouseClick(asking.keeping.button, Qt.MouseButton.LeftButton)
    write(amount, "100 USD")
    write(amount, "7500 USD")
    assert not asking.keeping.button.isVisible()
    write(amount, "7,500.00 USD")
    assert not asking.keeping.button.isVisible()
    page.focus_place("rule", rule_in(page, "Bonuses"))
    page.inspector.show_focus()
    QTest.mouseClick(asking.keeping.button, Qt.MouseButton.LeftButton)
    assert [case.name for case in session.document.library_cases] == [
        "Operating Expenses, Amount 7,500 USD",
        "Bonuses",
    ]

"""Places, instruments and exchange rates, edited as a person clicks and types."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from models.changes import apply
from models.commands.boxes import limit_to
from models.commands.grounds import add_instrument, add_place, add_rate
from models.commands.rows import set_fields
from models.document import Document
from tests.views.matrix.samples import Memory, small
from tests.views.matrix.test_page import page_on
from tests.views.matrix.test_steps import LEFT
from views.bridge import Bridge
from views.matrix import MatrixPage
from views.matrix.grounds import GroundsPart
from views.shell.fields import ChoiceField
from views.shell.two_lines import DEPTH, TwoLineList
from workbench.window import pages

Key = Qt.Key
TODAY = date(2026, 5, 15)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bridge, "today", lambda _self: TODAY)


def place(document: Document, name: str) -> str:
    return next(row.id for row in document.places if row.name == name)


def grounded() -> Document:
    """Europe with Germany, a department, two instruments, a rate."""
    document = apply(small(), add_place(small(), "Europe", "location"))
    document = apply(document, add_place(document, "Germany", "location", place(document, "Europe")))
    document = apply(document, add_place(document, "Finance", "department"))
    for name in ("Companies Act", "Scheme"):
        document = apply(document, add_instrument(document, name))
    return apply(document, add_rate(document, "USD", "EUR", date(2026, 1, 1), Decimal("0.91")))


def part_on(qtbot: QtBot, document: Document, *, read_only: bool = False) -> tuple[MatrixPage, Memory, GroundsPart]:
    page, session = page_on(qtbot, document, read_only=read_only)
    page.resize(1400, 1000)
    page.parts.turn("grounds")
    part = page.parts.part("grounds")
    assert isinstance(part, GroundsPart)
    qtbot.waitUntil(part.isVisible)
    return page, session, part


def typed(edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Key.Key_Return)


def pick(field: ChoiceField, text: str) -> None:
    field.combo.setCurrentIndex(field.combo.findText(text))
    field.commit()


def click(listed: TwoLineList, row: int) -> None:
    spot = listed.visualRect(listed.lines.index(row)).center()
    QTest.mouseClick(listed.viewport(), LEFT, pos=spot)


def shown(listed: TwoLineList) -> list[tuple[str, int]]:
    rows = [listed.lines.index(row) for row in range(listed.lines.rowCount())]
    return [(row.data(), row.data(DEPTH)) for row in rows]


def test_the_first_of_each_is_typed_on_the_empty_page(qtbot: QtBot) -> None:
    page, session, part = part_on(qtbot, small())
    assert not any(listed.isVisible() for listed in part.lists.values())
    page.take_focus()
    assert part.new_place.hasFocus()
    next(action for action in part._menu.actions() if action.text() == "Location").trigger()
    typed(part.new_place.edit, "Europe")
    typed(part.new_instrument.edit, "Companies Act")
    typed(part.new_rate.source.edit, "eur")
    assert part.new_rate.rate.hasFocus()
    typed(part.new_rate.rate.edit, "1.08")
    document = session.document
    assert [(row.name, row.kind, row.parent) for row in document.places] == [("Europe", "location", None)]
    assert [(row.name, row.rank) for row in document.instruments] == [("Companies Act", 1)]
    rates = [(row.source, row.target, row.on, row.rate) for row in document.rates]
    assert rates == [("EUR", "USD", TODAY, Decimal("1.08"))]
    assert part.new_rate.source.hasFocus()
    assert part.rate_form.read_back.text() == "1 EUR = 1.08 USD"
    assert session.steps == 3
    for _ in range(3):
        session.undo()
    assert not any(listed.isVisible() for listed in part.lists.values())


def test_a_place_moves_into_another_and_takes_over_its_kind(qtbot: QtBot) -> None:
    _, session, part = part_on(qtbot, grounded())
    click(part.places, 2)
    assert part.place_form.name.value() == "Finance"
    pick(part.place_form.parent_place, "Europe › Germany")
    assert shown(part.places) == [("Europe", 0), ("Germany", 1), ("Finance", 2)]
    assert session.document.places[place(session.document, "Finance")].kind == "location"
    assert not part.place_form.kind.combo.isEnabled()
    click(part.places, 0)
    assert part.place_form.parent_place.combo.count() == 1
    pick(part.place_form.kind, "Entity")
    assert {row.kind for row in session.document.places} == {"entity"}
    assert session.steps == 2
    session.undo()
    assert {row.kind for row in session.document.places} == {"location"}


def test_a_place_is_renamed_where_it_stands_and_no_name_is_taken_twice(qtbot: QtBot) -> None:
    _, session, part = part_on(qtbot, grounded())
    click(part.places, 1)
    edit = part.place_form.name.edit
    edit.selectAll()
    QTest.keyClicks(edit, "Europe")
    QTest.keyClick(edit, Key.Key_Return)
    assert part.place_form.name.message() == "There is already a location called “Europe”."
    edit.selectAll()
    QTest.keyClicks(edit, "Spain")
    QTest.keyClick(edit, Key.Key_Return)
    assert shown(part.places)[1] == ("Spain", 1)
    assert session.steps == 1


def test_a_place_that_is_used_stays_and_where_is_said(qtbot: QtBot) -> None:
    document = grounded()
    decision = next(row.id for row in document.decisions if row.name == "Bonuses")
    rule = document.rules.by("decision", decision)[0].id
    document = apply(document, limit_to(document, "rule", rule, "location", ("Germany",)))
    _, session, part = part_on(qtbot, document)
    click(part.places, 1)
    QTest.mouseClick(part.place_form.delete, LEFT)
    assert part.place_form.refusal.isVisible()
    said = part.place_form.refusal.text()
    assert said.startswith("The place “Germany” is still used by the row")
    assert "of “Bonuses”" in said
    assert session.steps == 0
    click(part.places, 0)
    QTest.keyClick(part.places, Key.Key_Delete)
    assert shown(part.places) == [("Germany", 0), ("Finance", 0)]
    assert session.steps == 1


def test_an_instrument_that_a_decision_comes_from_stays(qtbot: QtBot) -> None:
    document = grounded()
    act = next(row.id for row in document.instruments if row.name == "Companies Act")
    document = apply(document, set_fields(document, "decision", next(iter(document.decisions)).id, instrument=act))
    _, session, part = part_on(qtbot, document)
    click(part.instruments, 0)
    QTest.mouseClick(part.instrument_form.delete, LEFT)
    assert "is still used by a decision" in part.instrument_form.refusal.text()
    click(part.instruments, 1)
    assert not part.instrument_form.refusal.isVisible()
    QTest.mouseClick(part.instrument_form.delete, LEFT)
    assert shown(part.instruments) == [("Companies Act", 0)]
    assert session.steps == 1


def test_an_instrument_gets_rank_reference_and_note(qtbot: QtBot) -> None:
    _, session, part = part_on(qtbot, grounded())
    click(part.instruments, 0)
    typed(part.instrument_form.rank.edit, "3")
    typed(part.instrument_form.reference.edit, "§ 76")
    QTest.keyClicks(part.instrument_form.note.edit, "Of 1965.")
    QTest.keyClick(part.instrument_form.note.edit, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    act = next(row for row in session.document.instruments if row.name == "Companies Act")
    assert (act.rank, act.reference, act.note) == (3, "§ 76", "Of 1965.")
    assert [name for name, _ in shown(part.instruments)] == ["Scheme", "Companies Act"]
    typed(part.instrument_form.rank.edit, "0")
    assert part.instrument_form.rank.message() == "Enter 1 or more."
    assert session.steps == 3


def test_a_rate_is_changed_in_place_and_refused_in_a_sentence(qtbot: QtBot) -> None:
    _, session, part = part_on(qtbot, grounded())
    click(part.rates, 0)
    typed(part.rate_form.rate.edit, "0.95")
    assert part.rate_form.read_back.text() == "1 USD = 0.95 EUR"
    typed(part.rate_form.rate.edit, "0")
    assert part.rate_form.rate.message() == "An exchange rate is a number above 0."
    typed(part.rate_form.target.edit, "usd")
    assert part.rate_form.target.message() == "One USD is always one USD; name another currency."
    typed(part.rate_form.target.edit, "XXQ")
    assert part.rate_form.target.message().startswith("“XXQ” is not a currency")
    typed(part.rate_form.on.edit, "2026-02-03")
    assert [(row.on, row.rate) for row in session.document.rates] == [(date(2026, 2, 3), Decimal("0.95"))]
    assert session.steps == 2


def test_a_second_rate_for_the_same_day_is_refused_until_the_day_is_another(qtbot: QtBot) -> None:
    _, session, part = part_on(qtbot, grounded())
    new = part.new_rate
    typed(new.on.edit, "2026-01-01")
    typed(new.target.edit, "EUR")
    typed(new.source.edit, "USD")
    typed(new.rate.edit, "0.5")
    assert new.rate.message() == "There is already an exchange rate from USD to EUR on 1 January 2026; change that one."
    assert new.rate.text() == "0.5"
    typed(new.on.edit, "2026-01-02")
    assert [name for name, _ in shown(part.rates)] == ["1 USD = 0.5 EUR", "1 USD = 0.91 EUR"]
    assert new.rate.text() == ""
    assert session.steps == 1
    QTest.mouseClick(part.rate_form.delete, LEFT)
    assert [name for name, _ in shown(part.rates)] == ["1 USD = 0.91 EUR"]


def test_findings_lead_to_each_of_them(qtbot: QtBot) -> None:
    page, session, part = part_on(qtbot, grounded())
    page.parts.turn("rows")
    rate = next(iter(session.document.rates)).id
    for table, row, field, target in (
        ("place", place(session.document, "Germany"), "parent", part.place_form.parent_place),
        ("instrument", next(iter(session.document.instruments)).id, "rank", part.instrument_form.rank),
        ("rate", rate, "on", part.rate_form.on),
    ):
        assert pages.PLACES[table] == ("matrix",)
        assert page.focus_place(table, row, field)
        assert page.parts.key() == "grounds"
        assert target.hasFocus()
    assert not page.focus_place("rate", "gone")


def test_every_control_has_a_name_and_is_reached_by_key(qtbot: QtBot) -> None:
    _, _, part = part_on(qtbot, grounded())
    part.places.setFocus()
    reached = []
    wanted = [
        part.places,
        part.new_place.edit,
        part._choose_kind,
        part.instruments,
        part.new_instrument.edit,
        part.rates,
    ]
    wanted += [part.new_rate.source.edit, part.new_rate.target.edit, part.new_rate.on.edit, part.new_rate.rate.edit]
    wanted += [part.place_form.delete, part.place_form.parent_place.combo]
    for _ in range(30):
        reached.append(part.window().focusWidget())
        QTest.keyClick(reached[-1], Key.Key_Tab)
    assert [widget for widget in wanted if widget not in reached] == []
    assert [widget for widget in wanted if not widget.accessibleName()] == []
    assert part.new_rate.rate.edit.accessibleName() == "New exchange rate: Rate"


def test_a_file_that_is_read_only_shows_all_and_changes_nothing(qtbot: QtBot) -> None:
    _, session, part = part_on(qtbot, grounded(), read_only=True)
    assert not part.new_rate.isVisible()
    assert not part.new_place.isVisible()
    assert not part.place_form.delete.isVisible()
    click(part.places, 0)
    QTest.keyClick(part.places, Key.Key_Down)
    assert part.place_form.name.value() == "Germany"
    assert not part.place_form.kind.combo.isEnabled()
    assert session.steps == 0

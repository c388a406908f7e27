"""The time of roles, typed into the table; what is assumed reads so, and what is asked of them stands beside."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.changes import apply
from models.commands.calendars import add_calendar
from models.commands.capacity import capacity_of
from models.document import Document
from tests.views.simulation.inputs.desk import CTRL, Key, Strict, give_up, held, of, page_on, shown, typed
from views.simulation import SimulationPage
from views.simulation.inputs import Inputs
from views.simulation.inputs import roles as module
from views.simulation.inputs.asked import Asked, asked_of
from views.simulation.inputs.roles import RolesPart

pytestmark = pytest.mark.usefixtures("dressed")


def roles_on(qtbot: QtBot, document: Document, *, read_only: bool = False) -> tuple[SimulationPage, Strict, RolesPart]:
    page, session = page_on(qtbot, document, read_only=read_only)
    known = page.parts.part("known")
    assert isinstance(known, Inputs)
    part = known.part("roles")
    assert isinstance(part, RolesPart)
    qtbot.waitUntil(lambda: not part.busy(), timeout=60_000)
    return page, session, part


def test_hours_typed_over_an_assumption_are_known_until_they_are_emptied(qtbot: QtBot) -> None:
    _, session, part = roles_on(qtbot, held())
    ceo = of(session.document, "role", "CEO")
    assert shown(part.table, ceo, "hours_a_week") == ("10 h", True)
    assert "italics is assumed" in part.part.summary.text()
    part.table.go_to(ceo, "hours_a_week")
    assert part.part.source.text() == "CEO, Hours a week: Assumed for every role of which nobody has said it."
    typed(part.table, ceo, "hours_a_week", "12.5 h")
    assert shown(part.table, ceo, "hours_a_week") == ("12.5 h", False)
    assert capacity_of(session.document, ceo).hours_a_week == 12.5  # type: ignore[union-attr]  # entered just now
    assert session.can_undo() == "Change the hours a week of CEO"
    assert part.part.summary.text().startswith("1 of 6 roles")
    part.table.go_to(ceo, "hours_a_week")
    QTest.keyClick(part.table, Key.Key_Delete)
    assert capacity_of(session.document, ceo) is None
    assert shown(part.table, ceo, "hours_a_week") == ("10 h", True)
    session.undo()
    assert shown(part.table, ceo, "hours_a_week") == ("12.5 h", False)


def test_holders_are_counted_where_nobody_typed_how_many(qtbot: QtBot) -> None:
    _, session, part = roles_on(qtbot, held())
    document = session.document
    for name, count, assumed in (("Exec Team", "2", False), ("Board", "1", True)):
        assert shown(part.table, of(document, "role", name), "holders") == (count, assumed)
    model = part.table.values
    cell = model.cell(model.index(model.row_of(of(document, "role", "Exec Team")), 0))
    assert "Ada" in cell.why
    assert "Jonas" in cell.why
    assert cell.typed == ""


def test_what_cannot_be_is_said_and_nothing_changes(qtbot: QtBot) -> None:
    _, session, part = roles_on(qtbot, held())
    ceo = of(session.document, "role", "CEO")
    for key, text, said in (
        ("hours_a_week", "200", "A week has 168 hours; give CEO more than 0"),
        ("hours_a_week", "lots", "“lots” is not a number; type hours a week."),
        ("holders", "1.5", "each of them whole"),
        ("calendar", "Mars", "There is no calendar “Mars”"),
        ("cost_an_hour", "-3", "An hour of CEO costs 0 or more"),
    ):
        typed(part.table, ceo, key, text)
        assert said in part.part.refusal.text()
        assert part.part.refusal.isVisible()
        give_up(part.table)
        assert not part.part.refusal.isVisible()
    assert session.steps == 0


def test_a_block_from_a_spreadsheet_is_one_edit(qtbot: QtBot) -> None:
    document = held()
    document = apply(document, add_calendar(document, "Office hours"))
    _, session, part = roles_on(qtbot, document)
    names = [role.id for role in document.roles]
    part.table.go_to(names[0], "holders")
    part.table.setFocus()
    QGuiApplication.clipboard().setText("2\t10\toffice\t80\n1\t4.5\t\t250")
    QTest.keyClick(part.table, Key.Key_V, CTRL)
    assert session.steps == 1
    assert session.can_undo() == "Change the capacity of 2 roles"
    rows = [capacity_of(session.document, role) for role in names[:2]]
    calendar = next(iter(document.calendars)).id
    assert [(r.holders, r.hours_a_week, r.calendar, r.cost_an_hour) for r in rows if r is not None] == [
        (2, 10, calendar, 80),
        (1, 4.5, None, 250),
    ]
    QGuiApplication.clipboard().setText("3\n1.5")
    QTest.keyClick(part.table, Key.Key_V, CTRL)
    assert "each of them whole" in part.part.refusal.text()
    assert session.steps == 1
    session.undo()
    assert not len(session.document.capacities)


def test_the_load_stands_beside_and_full_ones_are_told_without_colour(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = held()
    ceo, cfo, board = (of(document, "role", name) for name in ("CEO", "CFO", "Board"))
    loads = {ceo: Asked(12.0, 10.0, True), cfo: Asked(2.04, 10.0, False)}
    monkeypatch.setattr(module, "asked_of", lambda *_args: loads)
    _, _, part = roles_on(qtbot, document)
    assert shown(part.table, ceo, "load") == ("12 of 10 h", False)
    assert shown(part.table, cfo, "load") == ("2 of 10 h", False)
    assert shown(part.table, board, "load") == ("no part in a decision", True)
    model = part.table.values
    cell = model.cell(model.index(model.row_of(ceo), model.column_of("load")))
    assert (cell.bar, cell.tone, cell.editable) == (1.2, "error", False)
    assert cell.why == "What waits for it grows without end."
    assert part.part.summary.text().endswith("CEO is asked for more than it has.")
    loads[cfo] = Asked(11.0, 10.0, False)
    part.refresh()
    qtbot.waitUntil(lambda: part.part.summary.text().endswith("Asked for more than they have: CEO and CFO."))


def test_what_is_asked_follows_the_hours_that_are_typed(qtbot: QtBot) -> None:
    page, session, part = roles_on(qtbot, held())
    ceo = of(session.document, "role", "CEO")
    assert part._kept
    before = asked_of(session.document, page.controls.assumptions(), part._bridge.today())[ceo]
    assert before.hours > 0
    typed(part.table, ceo, "hours_a_week", "20")
    qtbot.waitUntil(lambda: not part.busy(), timeout=60_000)
    after = asked_of(session.document, page.controls.assumptions(), part._bridge.today())[ceo]
    assert after.available == pytest.approx(2 * before.available)
    assert f"of {after.available:g} h" in shown(part.table, ceo, "load")[0]


def test_without_roles_it_says_what_to_do_and_a_file_for_reading_takes_nothing(qtbot: QtBot) -> None:
    _, _, part = roles_on(qtbot, Document())
    assert part.nothing.isVisible()
    assert "There are no roles yet" in part.nothing.sentence.text()
    _, session, part = roles_on(qtbot, held(), read_only=True)
    part.table.go_to(of(session.document, "role", "CEO"), "holders")
    QTest.keyClick(part.table, Key.Key_5)
    assert not part.table.typing()


def test_a_finding_on_a_capacity_leads_to_its_cell_past_what_is_looked_for(qtbot: QtBot) -> None:
    page, session, part = roles_on(qtbot, held())
    cfo = of(session.document, "role", "CFO")
    typed(part.table, cfo, "holders", "2")
    row = capacity_of(session.document, cfo)
    assert row is not None
    part.part.filter.setText("CEO")
    assert [line.name for line in part.table.values.lines] == ["CEO"]
    page.parts.turn("run")
    assert page.focus_place("capacity", row.id, "hours_a_week")
    assert page.parts.key() == "known"
    assert part.table.line() == cfo
    assert part.table.currentIndex().column() == part.table.values.column_of("hours_a_week")
    assert part.table.hasFocus()
    assert not page.focus_place("capacity", "gone")


def test_what_a_run_assumes_is_what_the_table_shows(qtbot: QtBot) -> None:
    page, session, part = roles_on(qtbot, held())
    field = page.controls._assumed["hours_a_week"]
    field.edit.setFocus()
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "6")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    part.refresh()
    assert shown(part.table, of(session.document, "role", "CEO"), "hours_a_week") == ("6 h", True)


def test_sixty_roles_and_a_word_to_find_them(qtbot: QtBot) -> None:
    from tests.views.matrix.samples import large

    document = replace(large(decisions=4, roles=60))
    _, _, part = roles_on(qtbot, document)
    assert part.table.values.rowCount() == 60
    assert part.part.filter.isVisible()
    QTest.keyClicks(part.part.filter, "director")
    assert 0 < part.table.values.rowCount() < 60
    assert all("Director" in line.name for line in part.table.values.lines)

"""Versions on the matrix page, as a person goes through them: draft, changes, publishing, the past, a certificate."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.authority.editions import drafts_of
from models.authority.facts import Case
from models.authority.routing import route
from models.cases import LibraryCase
from models.document import Document
from tests.views.matrix.versioning import (
    START,
    TODAY,
    Desk,
    Key,
    Left,
    begin,
    choose,
    desk_on,
    ground,
    with_two_versions,
    write,
)
from views import theme
from views.matrix.inspector.pieces import Link


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return desk_on(qtbot, ground())


def test_the_matrix_in_force_is_shown_without_any_badge(desk: Desk) -> None:
    bar = desk.page.versions.bar
    assert bar.version.combo.currentText() == "Version 1 · in force since 1 January 2026"
    assert bar.badge.isHidden()
    assert bar.draft.isVisible()
    assert bar.beside.isHidden()


def test_a_draft_is_edited_without_touching_what_is_in_force(desk: Desk, qtbot: QtBot) -> None:
    before = desk.document
    draft = begin(desk, qtbot)
    bar = desk.page.versions.bar
    assert (bar.badge.text(), bar.version.value(), bar.draft.isVisible()) == ("Draft", draft.id, False)
    at, column = desk.go("Bonuses", "Board")
    desk.type("C")
    desk.settle(qtbot)
    mine = {rule.id: rule for rule in desk.document.rules if rule.edition != draft.id}
    assert mine == {rule.id: rule for rule in before.rules}
    assert desk.page.grid.sheet.letters(at, column) == "C"
    assert desk.page.grid.sheet.marks_at(at) == {column: "before: no part"}
    assert desk.page.grid.sheet.spoken(at, column) == "Bonuses, Board: is consulted; before: no part"
    corner = desk.page.grid.geometry_.cell(at, column).topLeft() + QPoint(1, 1)
    picture = desk.page.grid.viewport().grab().toImage()
    ratio = desk.page.grid.devicePixelRatioF()
    assert picture.pixelColor(corner * ratio) == QColor(theme.tokens().info)
    desk.session.undo()
    desk.settle(qtbot)
    assert desk.page.grid.sheet.marks_at(at) == {}


def test_rows_that_are_new_moved_or_gone_are_marked(desk: Desk, qtbot: QtBot) -> None:
    begin(desk, qtbot)
    sheet = desk.page.grid.sheet
    desk.go("Standard terms", "CEO", "Legal contracts")
    QTest.keyClick(desk.page.grid, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle(qtbot)
    assert sheet.marks_at(desk.page.grid.selection.row)[0] == "new in this version"
    desk.session.undo()
    desk.go("Changed terms", "CEO", "Legal contracts")
    QTest.keyClick(desk.page.grid, Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    desk.settle(qtbot)
    decision = next(d for d in desk.document.decisions if d.name == "Legal contracts")
    at = sheet.find(decision.id)
    assert at is not None
    assert sheet.marks_at(at) == {0: "no longer there: “Changed terms”"}
    rows = desk.document.rules.by("decision", decision.id)
    assert [rule.label for rule in rows].count("Changed terms") == 1


def test_a_first_cell_in_a_draft_makes_a_row_of_the_draft(desk: Desk, qtbot: QtBot) -> None:
    draft = begin(desk, qtbot)
    desk.go("Close a branch", "CEO")
    desk.type("A")
    decision = next(d for d in desk.document.decisions if d.name == "Close a branch")
    assert [rule.edition for rule in desk.document.rules.by("decision", decision.id)] == [draft.id]


def test_the_panel_says_who_gains_and_goes_to_the_decision(desk: Desk, qtbot: QtBot) -> None:
    begin(desk, qtbot)
    desk.go("Options", "Board")
    desk.type("C")
    desk.go("Options", "CEO")
    desk.type("A")
    QTest.mouseClick(desk.page.versions.bar.panel, Left)
    assert desk.page.inspector.isHidden()
    desk.settle(qtbot)
    said = desk.sentences()
    assert "CEO gains: Options." in said
    assert "Board loses: Options." in said
    assert said.index("Who gains") < said.index("CEO gains: Options.") < said.index("Who loses")
    assert desk.panel.claim.text() == "No case became undecided."
    desk.page.grid.go_to(0, 0)
    line = next(link for link in desk.panel.findChildren(Link) if link.text() == "CEO gains: Options.")
    QTest.mouseClick(line, Left)
    assert desk.page.grid.sheet.line(desk.page.grid.selection.row).label == "Options"
    QTest.mouseClick(desk.page.versions.bar.panel, Left)
    assert desk.panel.isHidden()
    assert desk.page.inspector.isVisible()


def test_publishing_asks_for_who_and_when_and_keeps_the_past(desk: Desk, qtbot: QtBot) -> None:
    old = next(iter(desk.document.editions))
    draft = begin(desk, qtbot)
    desk.go("Bonuses", "CEO")
    desk.type("R")
    desk.page.versions.open_panel()
    publishing = desk.panel.publishing
    QTest.mouseClick(publishing.publish, Left)
    assert publishing.message.text().startswith("Say which body approved “Limits”, version 2")
    choose(publishing.body, "Board")
    QTest.mouseClick(publishing.publish, Left)
    assert publishing.message.text().startswith("Say on which day")
    write(publishing.approved, "2026-04-20")
    write(publishing.effective, "2025-12-01")
    QTest.mouseClick(publishing.publish, Left)
    assert "before it was approved" in publishing.message.text()
    assert desk.document.editions[draft.id].status == "draft"
    write(publishing.effective, "1 May 2026")
    QTest.mouseClick(publishing.publish, Left)
    row = desk.document.editions[draft.id]
    assert (row.status, row.approving_body, row.effective) == ("in_force", desk.role("Board"), date(2026, 5, 1))
    assert desk.document.editions[old.id].expires == date(2026, 4, 30)
    assert desk.page.messages.text() == "“Limits”, version 2 is published."
    bar = desk.page.versions.bar
    assert bar.badge.isHidden()
    assert bar.version.combo.currentText().startswith("Version 2 · in force since 1 May 2026")
    bonuses = Case(next(d.id for d in desk.document.decisions if d.name == "Bonuses"))
    assert route(desk.document, bonuses, date(2026, 4, 30)).sentence == "CEO and CFO approve."
    assert route(desk.document, bonuses, TODAY).sentence == "CEO recommends, then CFO approves."
    desk.settle(qtbot)
    desk.session.undo()
    assert desk.document.editions[draft.id].status == "draft"
    assert bar.badge.text() == "Draft"


def test_an_older_version_is_marked_historic_and_cannot_be_edited(qtbot: QtBot) -> None:
    desk = desk_on(qtbot, with_two_versions())
    bar = desk.page.versions.bar
    assert bar.version.combo.currentText() == "Version 2 · in force since 1 April 2026"
    choose(bar.version, "Version 1")
    assert bar.badge.text() == "Historic"
    at, column = desk.go("Bonuses", "CEO")
    assert desk.page.grid.sheet.letters(at, column) == "A"
    before = desk.document
    QTest.keyClicks(desk.page.grid, "C")
    assert desk.document is before
    assert not desk.page.grid.editing.active
    assert desk.refused[-1].startswith("“Limits”, version 1 is no longer in force and is kept as it was")
    asked = route(desk.page.versions.looking.document, Case(desk.page.grid.sheet.decision_at(at) or ""), START)
    assert asked.sentence == "CEO and CFO approve."
    choose(bar.version, "Version 2")
    assert bar.badge.isHidden()
    desk.go("Bonuses", "Board")
    desk.type("S")
    assert desk.document is not before


def test_the_matrix_as_in_force_on_a_day(qtbot: QtBot) -> None:
    desk = desk_on(qtbot, with_two_versions())
    bar = desk.page.versions.bar
    choose(bar.version, "As in force on a day")
    assert bar.day is not None
    assert bar.day.isVisible()
    write(bar.day, "3 March 2026")
    assert bar.badge.text() == "Historic: Version 1"
    at, column = desk.go("Bonuses", "CEO")
    assert desk.page.grid.sheet.letters(at, column) == "A"
    assert desk.page.versions.looking.today() == date(2026, 3, 3)
    write(bar.day, "1 March 2024")
    assert bar.day.message() == "No matrix was in force on 1 March 2024."
    choose(bar.version, "Version 2")
    assert bar.day.isHidden()
    assert desk.page.versions.looking.today() == TODAY


def test_the_version_before_lies_beneath_and_moves_along(qtbot: QtBot) -> None:
    desk = desk_on(qtbot, with_two_versions())
    QTest.mouseClick(desk.page.versions.bar.beside, Left)
    beside = desk.page.versions.beside
    assert beside is not None
    assert beside.isVisible()
    assert beside.heading.text() == "“Limits”, version 1 · in force until 31 March 2026"
    _, column = desk.go("Bonuses", "CEO")
    qtbot.waitUntil(lambda: beside.grid.sheet.line(beside.grid.selection.row).label == "Bonuses")
    assert beside.grid.selection.column == column
    assert beside.grid.sheet.letters(beside.grid.selection.row, column) == "A"
    assert desk.page.grid.sheet.letters(desk.page.grid.selection.row, column) == ""
    before = desk.document
    beside.grid.setFocus()
    QTest.keyClicks(beside.grid, "R")
    assert desk.document is before
    QTest.mouseClick(desk.page.versions.bar.beside, Left)
    assert not beside.isVisible()


def test_a_finding_in_a_draft_turns_to_the_draft(desk: Desk, qtbot: QtBot) -> None:
    draft = begin(desk, qtbot)
    choose(desk.page.versions.bar.version, "Version 1")
    rule = desk.document.rules.by("edition", draft.id)[0]
    assert desk.page.focus_place("rule", rule.id)
    assert desk.page.versions.bar.badge.text() == "Draft"
    assert desk.page.grid.sheet.rows[desk.page.grid.selection.row].rule == rule


def test_a_draft_is_discarded_and_brought_back(desk: Desk, qtbot: QtBot) -> None:
    before = desk.document
    begin(desk, qtbot)
    desk.page.versions.open_panel()
    QTest.mouseClick(desk.panel.publishing.discard, Left)
    assert desk.document == before
    assert desk.page.versions.bar.badge.isHidden()
    assert desk.page.messages.text() == "The draft “Limits”, version 2 is discarded."
    desk.session.undo()
    assert len(drafts_of(desk.document)) == 1


def test_withdrawing_wants_a_day(desk: Desk, qtbot: QtBot) -> None:
    desk.page.versions.open_panel()
    publishing = desk.panel.publishing
    QTest.mouseClick(publishing.withdraw, Left)
    assert publishing.until.message() == "Say from which day on it is no longer in force."
    write(publishing.until, "2026-06-01")
    QTest.mouseClick(publishing.withdraw, Left)
    assert next(iter(desk.document.editions)).expires == date(2026, 5, 31)
    desk.settle(qtbot)


def certifiable() -> Document:
    """One decision that the CEO decides, whatever the case."""
    from tests.models.test_certificate import sound

    document = sound()
    return document.with_rows({"edition": {"plan": None}, "rule": {"planned": None}})


def test_a_certificate_is_issued_goes_stale_and_is_sound_again(qtbot: QtBot) -> None:
    desk = desk_on(qtbot, certifiable())
    desk.page.versions.open_panel()
    desk.settle(qtbot)
    certifying = desk.panel.certifying
    assert certifying.state.text() == "Nothing is certified of this version yet."
    QTest.mouseClick(certifying.issue, Left)
    desk.settle(qtbot)
    assert len(desk.document.certificates) == 1
    assert "is sound" in certifying.state.text()
    QTest.mouseClick(certifying.more, Left)
    texts = [certifying.lines.itemAt(at).widget().text() for at in range(certifying.lines.count())]  # type: ignore[union-attr]
    assert "Amount: 0 EUR and more, in steps of 0.01" in texts
    assert "Fingerprint" in texts
    desk.go("low", "CEO")
    desk.type("C")
    desk.settle(qtbot)
    assert "is stale" in certifying.state.text()
    desk.session.undo()
    desk.settle(qtbot)
    assert "is sound" in certifying.state.text()


def test_a_certificate_is_refused_with_the_first_error(desk: Desk, qtbot: QtBot) -> None:
    desk.page.versions.open_panel()
    certifying = desk.panel.certifying
    certifying.issue.setFocus()
    QTest.keyClick(certifying.issue, Key.Key_Space)
    desk.settle(qtbot)
    assert "is not certified" in certifying.message.text()
    assert not len(desk.document.certificates)
    assert certifying.issue.hasFocus()
    desk.go("Bonuses", "Board")
    desk.type("C")
    desk.settle(qtbot)
    assert certifying.message.isHidden()


def test_the_focus_stays_near_when_what_was_pressed_is_gone(desk: Desk, qtbot: QtBot) -> None:
    begin(desk, qtbot)
    desk.page.versions.open_panel()
    desk.settle(qtbot)
    desk.panel.publishing.discard.setFocus()
    QTest.keyClick(desk.panel.publishing.discard, Key.Key_Space)
    assert not drafts_of(desk.document)
    assert desk.page.versions.bar.panel.hasFocus()


def test_a_day_on_which_the_present_matrix_held_is_not_called_historic(desk: Desk) -> None:
    bar = desk.page.versions.bar
    choose(bar.version, "As in force on a day")
    assert bar.day is not None
    write(bar.day, "3 March 2026")
    assert bar.badge.text() == "Still in force: Version 1"


def test_a_file_to_be_read_only_offers_nothing_to_do(qtbot: QtBot) -> None:
    desk = desk_on(qtbot, with_two_versions(), read_only=True)
    assert desk.page.versions.bar.draft.isHidden()
    desk.page.versions.open_panel()
    desk.settle(qtbot)
    assert desk.panel.publishing.isHidden()
    assert desk.panel.certifying.issue.isHidden()
    assert "Board gains: Bonuses." in desk.sentences()


def test_cases_that_expect_a_row_are_tried_on_the_draft_with_its_successor(desk: Desk, qtbot: QtBot) -> None:
    bonuses = next(d.id for d in desk.document.decisions if d.name == "Bonuses")
    (rule,) = desk.document.rules.by("decision", bonuses)
    case = LibraryCase(id="case", name="Bonus", decision=bonuses, expected_rule=rule.id)
    desk.session.document = desk.document.with_rows({"library_case": {"case": case}})
    draft = begin(desk, qtbot)
    seen = desk.page.versions.looking.document
    assert desk.document.rules[seen.library_cases["case"].expected_rule or ""].edition == draft.id
    assert desk.document.library_cases["case"].expected_rule == rule.id
    assert route(seen, Case(bonuses), TODAY + timedelta(days=1)).rules == (seen.library_cases["case"].expected_rule,)

"""Choosing in which letters the matrix is shown: what would be lost is said first, and nothing happens before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.changes import apply
from models.commands.matrix import set_cell
from models.commands.rows import set_fields
from models.commands.schemes import show_in
from models.document import Document
from tests.views.matrix.samples import Memory, small
from tests.views.matrix.test_page import page_on, rule_in
from views.matrix import MatrixPage

Key, Left = Qt.Key, Qt.MouseButton.LeftButton


def pick(qtbot: QtBot, page: MatrixPage, name: str) -> None:
    """Open the menu at the legend and click on an entry."""
    QTest.mouseClick(page.letters.chooser, Left)
    qtbot.waitUntil(page.letters.menu.isVisible)
    action: QAction = next(action for action in page.letters.menu.actions() if action.text() == name)
    QTest.mouseClick(page.letters.menu, Left, pos=page.letters.menu.actionGeometry(action).center())


def cell(page: MatrixPage, line: str, role: str) -> tuple[int, int]:
    sheet = page.grid.sheet
    row = next(at for at in range(len(sheet.rows)) if sheet.line(at).label == line)
    return row, next(at for at, column in enumerate(sheet.columns, 1) if column.role.name == role)


def letters(page: MatrixPage, line: str, role: str) -> str:
    return page.grid.sheet.letters(*cell(page, line, role))


def type_into(page: MatrixPage, line: str, role: str, text: str) -> None:
    page.grid.setFocus()
    assert page.grid.go_to(*cell(page, line, role))
    QTest.keyClicks(page.grid, text[:1])
    QTest.keyClicks(page.grid.editing.edit, text[1:])
    QTest.keyClick(page.grid.editing.edit, Key.Key_Return)


def everything_shown(page: MatrixPage) -> str:
    sheet = page.grid.sheet
    return "".join(sheet.letters(row, column) for row in range(len(sheet.rows)) for column in range(1, 7))


def test_what_would_be_lost_is_said_and_keeping_changes_nothing(qtbot: QtBot) -> None:
    page, session = page_on(qtbot, small())
    before = session.document
    assert page.letters.chooser.text() == "House letters"
    pick(qtbot, page, "RACI")
    question = page.letters.question
    assert question.isVisible()
    assert "RACI has no letter for “signs”: 4 cells in 4 rows would show as “·”." in question.sentences()
    assert any(text.startswith("Converting would take away “recommends” in 1 cell") for text in question.sentences())
    assert question.show_only.hasFocus()
    assert session.document is before
    assert question.keep.text() == "Keep the house letters"
    QTest.mouseClick(question.keep, Left)
    assert question.isHidden()
    assert page.letters.chooser.hasFocus()
    assert session.document is before
    pick(qtbot, page, "RACI")
    QTest.keyClick(question.show_only, Key.Key_Escape)
    assert question.isHidden()
    assert session.document is before


def test_showing_only_changes_letters_legend_and_words_and_no_right(qtbot: QtBot) -> None:
    page, session = page_on(qtbot, small())
    rules = session.document.rules
    pick(qtbot, page, "RACI")
    QTest.mouseClick(page.letters.question.show_only, Left)
    assert session.document.rules == rules
    assert letters(page, "Standard terms", "Exec Team") == "A·"
    assert "no right was changed" in page.messages.text()
    spoken = page.grid.sheet.spoken(*cell(page, "Standard terms", "Exec Team"))
    assert spoken.endswith("approves and signs (Accountable; RACI has no letter for “signs”)")
    qtbot.waitUntil(lambda: page.letters.chooser.text() == "RACI")
    assert page.legend.names() == ["Accountable", "Consulted", "one of several", "no letter"]
    type_into(page, "Bonuses", "Board", "i")
    assert letters(page, "Bonuses", "Board") == "I"
    type_into(page, "Bonuses", "Team Member", "s")
    assert "“S” is not a letter of this matrix" in page.grid.editing.message
    QTest.keyClick(page.grid.editing.edit, Key.Key_Escape)
    page.grid.bridge.undo()
    page.grid.bridge.undo()
    assert letters(page, "Standard terms", "Exec Team") == "AS"


def test_what_cannot_be_shown_is_not_lost_by_typing_or_pasting(qtbot: QtBot) -> None:
    page, session = page_on(qtbot, small())
    page.grid.bridge.execute(show_in, next(iter(session.document.editions)).id, "raci")
    rules = session.document.rules
    at = cell(page, "Standard terms", "Exec Team")
    page.grid.setFocus()
    page.grid.go_to(*at)
    QTest.keyClick(page.grid, Key.Key_F2)
    QTest.keyClick(page.grid.editing.edit, Key.Key_Return)
    page.grid.go_to(*at)
    page.grid.editing.copy()
    page.grid.editing.paste()
    assert session.document.rules == rules
    refused: list[str] = []
    page.grid.bridge.refused.connect(refused.append)
    page.grid.go_to(*cell(page, "Bonuses", "Board"))
    page.grid.editing.paste()
    assert "“·” stands for a part" in refused[0]
    assert session.document.rules == rules
    QGuiApplication.clipboard().setText("Accountable")
    page.grid.editing.paste()
    assert letters(page, "Bonuses", "Board") == "A"


def test_converting_leaves_nothing_without_a_letter_and_is_one_step(qtbot: QtBot) -> None:
    page, session = page_on(qtbot, small())
    rules = session.document.rules
    steps = session.steps
    pick(qtbot, page, "RACI")
    QTest.mouseClick(page.letters.question.convert, Left)
    assert "·" not in everything_shown(page)
    assert "Converted to RACI; 5 cells changed." in page.messages.text()
    assert session.steps == steps + 1
    page.grid.bridge.undo()
    assert session.document.rules == rules
    assert letters(page, "Standard terms", "Exec Team") == "AS"


def test_the_question_follows_the_matrix_and_leads_to_the_cells(qtbot: QtBot) -> None:
    page, session = page_on(qtbot, small())
    pick(qtbot, page, "RAPID")
    question = page.letters.question
    assert question.sentences()[0] == "RAPID has no letter for “signs”: 4 cells in 4 rows would show as “·”."
    assert question.next_cell.text() == "Go to the first of 4 cells"
    QTest.mouseClick(question.next_cell, Left)
    sheet, focus = page.grid.sheet, page.grid.selection
    assert "S" in sheet.letters(focus.row, focus.column)
    cfo = next(role.id for role in session.document.roles if role.name == "CFO")
    page.grid.bridge.execute(set_cell, rule_in(page, "Legal contracts", 1), cfo, "")
    assert question.sentences()[0] == "RAPID has no letter for “signs”: 3 cells in 3 rows would show as “·”."
    QTest.mouseClick(question.convert, Left)
    assert "·" not in everything_shown(page)


def test_a_scheme_that_shows_everything_is_taken_at_once(qtbot: QtBot) -> None:
    document = small()
    for rule in document.rules:
        steps = tuple(step for step in rule.procedure if step.right != "sign")
        document = apply(document, set_fields(document, "rule", rule.id, procedure=steps))
    page, session = page_on(qtbot, document)
    pick(qtbot, page, "RAPID")
    assert page.letters.question.isHidden()
    assert page.messages.text().startswith("Shown in RAPID: every part has its letter. RAPID asks for exactly one D")
    assert letters(page, "Options", "Board") == "D"
    assert session.document.rules == document.rules


def test_nothing_can_be_chosen_in_a_file_that_is_only_read(qtbot: QtBot) -> None:
    page, _ = page_on(qtbot, small(), read_only=True)
    assert not page.letters.chooser.isEnabled()


# ---- levels of delegation


def _in_levels() -> Document:
    """The small matrix in levels: the team reports to the executives, they to the CEO, who reports to the board."""
    document = small()
    ids = {role.name: role.id for role in document.roles}
    for role, above in (("Team Member", "Exec Team"), ("Exec Team", "CEO"), ("CEO", "Board")):
        document = apply(document, set_fields(document, "role", ids[role], reports_to=ids[above]))
    return apply(document, show_in(document, next(iter(document.editions)).id, "levels"))


def _rights(session: Memory, page: MatrixPage, line: str) -> list[tuple[str, str]]:
    rule = page.grid.sheet.rows[cell(page, line, "CEO")[0]].rule
    assert rule is not None
    roles = session.document.roles
    procedure = session.document.rules[rule.id].procedure
    return sorted((roles[role].name, step.right) for step in procedure for role in _who(step.who))


def _who(who: object) -> list[str]:
    parts = getattr(who, "parts", None)
    return [role for part in parts for role in _who(part)] if parts else [getattr(who, "role", "")]


def test_a_level_sets_both_parties_in_one_step_and_says_so(qtbot: QtBot) -> None:
    page, session = page_on(qtbot, _in_levels())
    before, steps = session.document, session.steps
    type_into(page, "Changed terms", "Team Member", "5")
    assert letters(page, "Changed terms", "Team Member") == "5"
    assert letters(page, "Changed terms", "Exec Team") == "↔"
    assert ("Team Member", "approve") in _rights(session, page, "Changed terms")
    assert ("Exec Team", "consult") in _rights(session, page, "Changed terms")
    assert session.steps == steps + 1
    spoken = page.grid.sheet.spoken
    assert spoken(*cell(page, "Changed terms", "Team Member")).endswith(
        "Team Member: approves (level 5, Advise; Exec Team is consulted)"
    )
    assert spoken(*cell(page, "Changed terms", "Exec Team")).endswith(
        "is consulted (the other side of level 5 for Team Member)"
    )
    assert spoken(*cell(page, "Changed terms", "CFO")).endswith("signs (no level of delegation says that)")
    page.grid.bridge.undo()
    assert session.document == before


def test_levels_are_copied_and_cleared_with_their_other_side(qtbot: QtBot) -> None:
    page, session = page_on(qtbot, _in_levels())
    type_into(page, "Changed terms", "Team Member", "6")
    page.grid.go_to(*cell(page, "Changed terms", "Team Member"))
    page.grid.go_to(*cell(page, "Changed terms", "Exec Team"), extend=True)
    page.grid.editing.copy()
    assert QGuiApplication.clipboard().text() == "6\t↔\n"
    page.grid.go_to(*cell(page, "Close a branch", "Team Member"))
    page.grid.editing.paste()
    assert letters(page, "Close a branch", "Team Member") == "6"
    assert letters(page, "Close a branch", "Exec Team") == "↔"
    page.grid.go_to(*cell(page, "Close a branch", "Team Member"))
    QTest.keyClick(page.grid, Key.Key_Delete)
    assert _rights(session, page, "Close a branch") == []
    type_into(page, "Close a branch", "Team Member", "3")
    assert letters(page, "Close a branch", "Exec Team") == "7"
    QTest.keyClicks(page.grid, "")
    page.grid.go_to(*cell(page, "Close a branch", "Team Member"))
    QTest.keyClick(page.grid, Key.Key_Delete)
    assert _rights(session, page, "Close a branch") == [("Exec Team", "approve")]


def test_a_level_without_a_role_above_and_two_levels_are_refused_in_words(qtbot: QtBot) -> None:
    page, session = page_on(qtbot, _in_levels())
    before = session.document
    type_into(page, "Changed terms", "CFO", "3")
    assert "this role reports to nobody" in page.grid.editing.message
    QTest.keyClick(page.grid.editing.edit, Key.Key_Escape)
    type_into(page, "Changed terms", "Team Member", "35")
    assert "A cell has one level" in page.grid.editing.message
    assert session.document is before


def test_the_menu_offers_the_levels_and_space_goes_through_them(qtbot: QtBot) -> None:
    page, _ = page_on(qtbot, _in_levels())
    page.grid.setFocus()
    page.grid.go_to(*cell(page, "Close a branch", "Team Member"))
    part = page.grid.rows.menu().actions()[0].menu()
    assert part is not None
    assert [action.text().split()[0] for action in part.actions()] == list("1234567")  # type: ignore[attr-defined]
    for level in "12":
        QTest.keyClick(page.grid, Key.Key_Space)
        assert letters(page, "Close a branch", "Team Member") == level

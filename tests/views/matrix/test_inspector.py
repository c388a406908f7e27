"""The inspector: cases, procedure, footnotes and facts of the focused row, and who decides."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.authority.rules import BandCondition, FlagCondition
from models.quantities import Band
from tests.views.matrix.samples import small
from tests.views.matrix.test_page import page_on, rule_in
from views.matrix import MatrixPage
from views.matrix.inspector.panel import ASKING, DECISION, ROW
from views.matrix.inspector.pieces import Link
from views.matrix.inspector.step_card import StepCard
from views.matrix.inspector.who.node import NodeLine
from views.matrix.wording import case_text
from views.shell.fields import ChoiceField, LineField

Key = Qt.Key
Piece = TypeVar("Piece", bound=QWidget)


def looking_at(qtbot: QtBot, decision: str, at: int = 0, tab: int = ROW) -> MatrixPage:
    page, _ = page_on(qtbot, small())
    page.resize(1400, 900)
    page.focus_place("rule", rule_in(page, decision, at))
    page.inspector.tabs.tabBarClicked.emit(tab)
    page.inspector.show_focus()
    return page


def seen(qtbot: QtBot, parent: QWidget, kind: type[Piece]) -> Piece:
    """Return the first widget of a kind that is seen, once it is."""

    def found() -> list[Piece]:
        return [widget for widget in parent.findChildren(kind) if widget.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def band_of(page: MatrixPage, decision: str, at: int) -> Band:
    rule = page.grid.sheet.document.rules[rule_in(page, decision, at)]
    return next(c.band for c in rule.box if isinstance(c, BandCondition))


def test_a_row_is_read_back_as_a_sentence_and_as_steps(qtbot: QtBot) -> None:
    page = looking_at(qtbot, "Operating Expenses", 3)
    assert page.inspector.title.text() == "Operating Expenses"
    assert page.inspector.where.text() == "Above 100,000 USD"
    assert page.inspector.steps.sentence.text() == "Board and CFO approve, then CFO signs."


def test_the_words_follow_the_letters(qtbot: QtBot) -> None:
    page = looking_at(qtbot, "Bonuses")
    page.grid.setFocus()
    page.grid.go_to(page.grid.selection.row, 4)
    QTest.keyClick(page.grid, Key.Key_T)
    QTest.keyClick(page.grid.editing.edit, Key.Key_Tab)
    qtbot.waitUntil(lambda: page.inspector.steps.sentence.text() == "CEO and CFO approve, then Board ratifies.")


def test_an_edge_is_typed_and_kept_as_it_is_read(qtbot: QtBot) -> None:
    page = looking_at(qtbot, "Operating Expenses", 1)
    (editor,) = page.inspector.conditions.bands.values()
    assert (editor.least_kind.value(), editor.least.value()) == ("above", 5_000)
    assert (editor.most_kind.value(), editor.most.value()) == ("up_to", 10_000)
    editor.most.edit.selectAll()
    QTest.keyClicks(editor.most.edit, "20000")
    QTest.keyClick(editor.most.edit, Key.Key_Return)
    assert band_of(page, "Operating Expenses", 1) == Band(lower=500_001, upper=2_000_001)
    page.inspector.show_focus()
    assert page.inspector.where.text() == "Above 5,000 up to and including 20,000 USD"


def test_a_reversed_band_is_refused_beneath_its_fields(qtbot: QtBot) -> None:
    page = looking_at(qtbot, "Operating Expenses", 1)
    (editor,) = page.inspector.conditions.bands.values()
    editor.most.edit.selectAll()
    QTest.keyClicks(editor.most.edit, "400")
    QTest.keyClick(editor.most.edit, Key.Key_Return)
    assert editor.message.startswith("The upper edge lies below the lower one")
    assert editor.most.edit.text() == "400"
    assert band_of(page, "Operating Expenses", 1) == Band(lower=500_001, upper=1_000_001)


def test_none_unlimited_and_not_stated_are_three_things(qtbot: QtBot) -> None:
    page = looking_at(qtbot, "Operating Expenses", 1)
    (editor,) = page.inspector.conditions.bands.values()
    for kind, upper in (("unlimited", "unlimited"), ("unstated", None), ("none", "none")):
        editor.most_kind.combo.setCurrentIndex(["up_to", "below", "unlimited", "none", "unstated"].index(kind))
        editor.most_kind.commit()
        assert band_of(page, "Operating Expenses", 1).upper == upper
        page.inspector.show_focus()
        assert not editor.most.isVisible()


def test_conditions_are_added_and_dropped(qtbot: QtBot) -> None:
    page = looking_at(qtbot, "Bonuses")
    conditions = page.inspector.conditions
    conditions.fill_menu()
    offered = {action.text(): action for action in conditions.menu.actions() if action.text()}
    offered["Amount"].trigger()
    page.inspector.show_focus()
    assert len(conditions.bands) == 1
    conditions.fill_menu()
    offered = {action.text(): action for action in conditions.menu.actions() if action.text()}
    assert "Amount" not in offered
    offered["New yes-or-no fact"].trigger()
    rule = page.grid.sheet.document.rules[rule_in(page, "Bonuses")]
    assert [type(condition) for condition in rule.box] == [BandCondition, FlagCondition]
    assert case_text(page.grid.sheet.document, rule) == "Any Amount, New fact: yes"


def test_either_of_two_become_both(qtbot: QtBot) -> None:
    page = looking_at(qtbot, "Open a branch")
    card = seen(qtbot, page.inspector.steps, StepCard)
    QTest.mouseClick(card.turn, Qt.MouseButton.LeftButton)
    group = seen(qtbot, seen(qtbot, page.inspector.steps, NodeLine), ChoiceField)
    assert group.value() == "any_of"
    group.combo.setCurrentIndex(0)
    group.commit()
    page.inspector.show_focus()
    assert page.inspector.steps.sentence.text() == "CEO and Board approve."


def test_a_footnote_is_added_to_the_focused_cell(qtbot: QtBot) -> None:
    page = looking_at(qtbot, "Bonuses")
    page.grid.go_to(page.grid.selection.row, 3)
    page.inspector.show_focus()
    line = page.inspector.footnotes.add_line
    assert line.edit.placeholderText() == "Add a footnote on CEO …"
    QTest.keyClicks(line.edit, "Up to a month of salary.")
    QTest.keyClick(line.edit, Key.Key_Return)
    cell = page.grid.sheet.cell(page.grid.selection.row, 3)
    assert cell is not None
    assert cell.note == "2"
    (note,) = page.grid.sheet.notes_at(page.grid.selection.row, 3)
    assert note.text == "Up to a month of salary."


def test_what_is_said_about_a_decision_is_edited(qtbot: QtBot) -> None:
    page = looking_at(qtbot, "Bonuses", tab=DECISION)
    form = page.inspector.decision_form
    assert form.name.value() == "Bonuses"
    form.name.edit.selectAll()
    QTest.keyClicks(form.name.edit, "Yearly bonuses")
    QTest.keyClick(form.name.edit, Key.Key_Return)
    assert page.grid.sheet.line(page.grid.selection.row).label == "Yearly bonuses"


def test_typing_about_one_row_is_not_lost_by_going_to_another(qtbot: QtBot) -> None:
    page = looking_at(qtbot, "Bonuses")
    bonuses = rule_in(page, "Bonuses")
    QTest.keyClicks(page.inspector.row_form.label.edit, "All staff")
    page.focus_place("rule", rule_in(page, "Options"))
    page.inspector.show_focus()
    assert page.grid.sheet.document.rules[bonuses].label == "All staff"
    assert page.inspector.row_form.label.value() == ""


def test_who_decides_is_answered_while_it_is_typed(qtbot: QtBot) -> None:
    page = looking_at(qtbot, "Operating Expenses", tab=ASKING)
    asking = page.inspector.asking
    (amount,) = asking.fields.values()
    assert isinstance(amount, LineField)
    assert "depends on “Amount”" in asking.sentence.text()
    QTest.keyClicks(amount.edit, "7500")
    assert asking.sentence.text().startswith("Exec Team and CFO approve")
    QTest.keyClicks(amount.edit, " parrots")
    assert amount.message()
    amount.edit.selectAll()
    QTest.keyClicks(amount.edit, "5000 USD")
    assert asking.sentence.text().startswith("Team Member and CFO approve")


def test_a_reason_leads_to_its_row(qtbot: QtBot) -> None:
    page = looking_at(qtbot, "Operating Expenses", tab=ASKING)
    asking = page.inspector.asking
    (amount,) = asking.fields.values()
    assert isinstance(amount, LineField)
    QTest.keyClicks(amount.edit, "250000")
    link = seen(qtbot, asking, Link)
    QTest.keyClick(link, Key.Key_Return)
    assert page.grid.sheet.line(page.grid.selection.row).label == "> 100,000 USD"
    page.inspector.show_focus()
    assert page.inspector.tabs.currentIndex() == ASKING
    assert amount.text() == "250000"


def test_an_edge_dragged_on_the_number_line_moves_both_bands_in_one_step(qtbot: QtBot) -> None:
    page = looking_at(qtbot, "Operating Expenses", 1)
    view = page.inspector.line
    assert view.isVisible()
    edge = 1_000_001
    start = QPoint(round(view._x(edge)), 6)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(20, 0))
    QTest.mouseMove(view, start + QPoint(40, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(40, 0))
    lower, upper = band_of(page, "Operating Expenses", 1), band_of(page, "Operating Expenses", 2)
    assert lower.upper == upper.lower
    assert isinstance(lower.upper, int)
    assert 1_000_001 < lower.upper < 10_000_001
    assert (lower.upper - 1) % 100_000 == 0
    shown = page.grid.sheet.line(page.grid.selection.row).label
    assert shown == f"> 5,000 – {lower.upper // 100:,} USD"
    page.grid.bridge.undo()
    assert band_of(page, "Operating Expenses", 1).upper == band_of(page, "Operating Expenses", 2).lower == edge


def test_a_click_on_a_bar_goes_to_its_row(qtbot: QtBot) -> None:
    page = looking_at(qtbot, "Operating Expenses", 0)
    view = page.inspector.line
    line = view._line
    assert line is not None
    at = view._bar_rect(line.bars[2]).center().toPoint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert page.grid.sheet.line(page.grid.selection.row).label.startswith("> 10,000")


def test_nothing_can_be_changed_in_a_file_that_is_only_read(qtbot: QtBot) -> None:
    page, session = page_on(qtbot, small(), read_only=True)
    page.resize(1400, 900)
    page.focus_place("rule", rule_in(page, "Operating Expenses", 1))
    page.inspector.show_focus()
    (editor,) = page.inspector.conditions.bands.values()
    assert not editor.least_kind.combo.isEnabled()
    assert page.inspector.row_form.label.edit.isReadOnly()
    assert session.steps == 0

"""Themes and outcome targets edited where they stand, by mouse and keys, undone and redone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.commands import rows, strategy
from models.document import Document
from tests.views import sample
from tests.views.pages import KEY, click, control, press, steps, type_into
from tests.views.strategy.conftest import CHURN, KEEP, PORTAL, Shown
from views.strategy.outcome_card import OutcomeCard

ONE = "Everybody is glad."


def test_the_board_shows_the_current_quarter(shown: Shown) -> None:
    assert shown.page.title.text() == "Q3 2026"
    assert [shown.document.themes[theme].name for theme in shown.page.board.themes()] == [
        theme[0] for theme in sample.THEMES
    ]
    card = shown.outcome(CHURN)
    assert card.body.measure.text() == "8 → 6.8 % a month"
    assert card.body.standing.text() == "58\u00a0%"
    assert card.body.reading.text() == "7.3 % a month on 12\u00a0Aug · confidence\u00a070\u00a0%"
    assert card.body.people.text() == "Onboarding · due\u00a030\u00a0Sept"
    assert shown.names(None) == ["Recruiting takes less time"]


def test_enter_hands_over_one_edit_that_undo_takes_back(qtbot: QtBot, shown: Shown) -> None:
    field = shown.theme(KEEP).body.statement
    before, count = field.text(), len(shown.steps())
    edit = type_into(qtbot, field, ONE)
    press(qtbot, edit, KEY.Key_Return)
    assert shown.document.themes[shown.theme(KEEP).theme_id].statement == ONE
    assert len(shown.steps()) == count + 1
    shown.bridge.undo()
    assert field.text() == before
    assert edit.hasFocus()
    shown.bridge.redo()
    assert field.text() == ONE


def test_leaving_a_text_hands_it_over_once(qtbot: QtBot, shown: Shown) -> None:
    card = shown.theme(KEEP)
    count = len(shown.steps())
    type_into(qtbot, card.body.guardrails, "No discounts.")
    click(qtbot, control(card.body.why))
    assert shown.document.themes[card.theme_id].guardrails == "No discounts."
    assert len(shown.steps()) == count + 1


def test_escape_brings_back_what_stood_there(qtbot: QtBot, shown: Shown) -> None:
    field = shown.theme(KEEP).body.why
    before, count = field.text(), len(shown.steps())
    edit = type_into(qtbot, field, "because")
    press(qtbot, edit, KEY.Key_Escape)
    assert field.text() == before
    assert len(shown.steps()) == count


def test_a_theme_does_not_lose_its_name(qtbot: QtBot, shown: Shown) -> None:
    card = shown.theme(KEEP)
    edit = type_into(qtbot, card.body.name, "")
    press(qtbot, edit, KEY.Key_Return)
    assert card.body.name.text() == KEEP
    assert shown.document.themes[card.theme_id].name == KEEP


def test_what_is_being_typed_survives_edits_elsewhere(qtbot: QtBot, shown: Shown) -> None:
    card = shown.theme(KEEP)
    edit = type_into(qtbot, card.body.statement, "half a sent")
    qtbot.keyClick(edit, KEY.Key_Left)
    cursor = card.body.statement.edit.textCursor().position()
    outcome = shown.outcome(PORTAL).outcome_id
    shown.bridge.execute(rows.set_fields, "outcome", outcome, name="People know what they may decide")
    shown.bridge.execute(rows.set_fields, "theme", card.theme_id, why="Other reasons")
    shown.bridge.undo()
    assert card.body.statement.text() == "half a sent"
    assert card.body.statement.edit.textCursor().position() == cursor
    assert edit.hasFocus()
    assert shown.outcome("People know what they may decide").body.name.text() == "People know what they may decide"


def test_an_edit_repaints_only_the_card_that_it_names(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[str] = []
    show = OutcomeCard.show_outcome

    def watched(card: OutcomeCard, document: Document) -> None:
        painted.append(card.outcome_id)
        show(card, document)

    monkeypatch.setattr(OutcomeCard, "show_outcome", watched)
    outcome = shown.outcome(CHURN).outcome_id
    shown.bridge.execute(strategy.check_in, outcome, date(2026, 8, 13), 7.0, 0.9, "")
    assert painted == [outcome]
    assert shown.outcome(CHURN).body.standing.text() == "83\u00a0%"


def test_a_name_is_enough_to_add_an_outcome(qtbot: QtBot, shown: Shown) -> None:
    column = shown.column(KEEP)
    edit = type_into(qtbot, column.add, "More people recommend us")
    press(qtbot, edit, KEY.Key_Return)
    assert shown.names(KEEP)[-1] == "More people recommend us"
    assert column.add.text() == ""
    assert edit.hasFocus()
    shown.bridge.undo()
    assert "More people recommend us" not in shown.names(KEEP)


def test_a_name_is_enough_to_add_a_theme(qtbot: QtBot, shown: Shown) -> None:
    click(qtbot, shown.page.add_theme_button)
    line = control(shown.page.board.new_theme)
    assert line.hasFocus()
    qtbot.keyClicks(line, "Hire with care")
    press(qtbot, line, KEY.Key_Return)
    card = shown.theme("Hire with care")
    assert control(card.body.statement).hasFocus()
    assert shown.page.board.themes()[-1] == card.theme_id
    assert shown.page.board.new_theme.isHidden()


def test_a_sixth_theme_warns_and_is_saved(qtbot: QtBot, shown: Shown) -> None:
    quarter = shown.page.quarter()
    assert quarter is not None
    shown.bridge.execute(strategy.add_theme, quarter.id, "Fifth")
    assert shown.page.notice.text() == ""
    shown.bridge.execute(strategy.add_theme, quarter.id, "Sixth")
    assert "6 themes" in shown.page.notice.text()
    assert shown.page.notice.isVisible()
    shown.bridge.undo()
    assert shown.page.notice.isHidden()


def test_an_output_is_warned_about_while_it_is_typed(qtbot: QtBot, shown: Shown) -> None:
    line = shown.column(KEEP).add
    edit = type_into(qtbot, line, "Launch the churn dashboard")
    assert "launching the churn dashboard" in line.message()
    press(qtbot, edit, KEY.Key_Return)
    card = shown.outcome("Launch the churn dashboard")
    assert "launching the churn dashboard" in card.body.name.message()
    assert line.message() == ""
    name = type_into(qtbot, card.body.name, "Reduce churn from 8 % to 6.8 %")
    assert card.body.name.message() == ""
    press(qtbot, name, KEY.Key_Return)
    assert card.body.name.message() == ""
    assert card.body.name.text() == "Reduce churn from 8 % to 6.8 %"


def test_deleting_asks_nothing_and_offers_undo(qtbot: QtBot, shown: Shown) -> None:
    card = shown.outcome(CHURN)
    before = shown.names(KEEP)
    card.setFocus()
    press(qtbot, card, KEY.Key_Delete)
    assert CHURN not in shown.names(KEEP)
    assert CHURN in shown.page.messages.text()
    click(qtbot, shown.page.messages._button)
    QApplication.processEvents()
    assert shown.names(KEEP) == before
    assert shown.outcome(CHURN).body.standing.text() == "58\u00a0%"


def test_the_offer_to_undo_goes_with_the_next_edit(qtbot: QtBot, shown: Shown) -> None:
    card = shown.outcome(CHURN)
    card.setFocus()
    press(qtbot, card, KEY.Key_Delete)
    shown.bridge.execute(rows.set_fields, "theme", shown.theme(KEEP).theme_id, why="Other reasons")
    assert shown.page.messages.text() == ""


def test_deleting_a_theme_keeps_its_outcomes(qtbot: QtBot, shown: Shown) -> None:
    card = shown.theme(KEEP)
    outcomes = shown.names(KEEP)
    card.setFocus()
    press(qtbot, card, KEY.Key_Delete)
    assert set(outcomes) < set(shown.names(None))
    shown.bridge.undo()
    QApplication.processEvents()
    assert shown.names(KEEP) == outcomes


def test_a_refused_name_stays_with_the_reason(qtbot: QtBot, shown: Shown) -> None:
    card = shown.theme(KEEP)
    edit = type_into(qtbot, card.body.name, "")
    card.body.name.edit.setPlainText("x" * 501)
    press(qtbot, edit, KEY.Key_Return)
    assert card.body.name.text() == "x" * 501
    assert "name" in card.body.name.message()
    assert shown.document.themes[card.theme_id].name == KEEP
    press(qtbot, edit, KEY.Key_Escape)
    assert card.body.name.text() == KEEP
    assert card.body.name.message() == ""


def test_labels_in_the_journal_say_what_happened(qtbot: QtBot, shown: Shown) -> None:
    edit = type_into(qtbot, shown.theme(KEEP).body.statement, ONE)
    press(qtbot, edit, KEY.Key_Return)
    assert steps(shown.session)[0] == f"Change the statement of the theme “{KEEP}”"

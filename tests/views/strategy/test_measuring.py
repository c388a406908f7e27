"""Baselines, targets, owners and check-ins: typed, refused in words, shown with units."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.commands import rows, teams
from tests.views import sample
from tests.views.pages import KEY, click, control, press, type_into
from tests.views.strategy.conftest import CHURN, PORTAL, Shown
from views.strategy.outcome_details import OutcomeDetails


def details(shown: Shown, name: str) -> OutcomeDetails:
    found = shown.outcome(name).body.details
    assert found is not None
    return found


def test_a_click_on_the_measure_opens_the_target(qtbot: QtBot, shown: Shown) -> None:
    card = shown.outcome(CHURN)
    place = card.body.measure.mapTo(card, QPoint(4, 4))
    click(qtbot, card, place)
    opened = details(shown, CHURN)
    assert opened.isVisible()
    assert control(opened.target).hasFocus()
    assert opened.target.text() == "6.8"


def test_a_number_with_its_unit_is_understood(qtbot: QtBot, shown: Shown) -> None:
    card = shown.outcome(CHURN)
    card.body.open_details()
    QApplication.processEvents()
    edit = type_into(qtbot, details(shown, CHURN).target, "6.5 %")
    press(qtbot, edit, KEY.Key_Return)
    assert shown.document.outcomes[card.outcome_id].target == 6.5
    assert card.body.measure.text() == "8 → 6.5 % a month"
    assert card.body.standing.text() == "47\u00a0%"
    shown.bridge.undo()
    assert details(shown, CHURN).target.text() == "6.8"
    assert card.body.standing.text() == "58\u00a0%"


def test_what_is_no_number_stays_and_says_so(qtbot: QtBot, shown: Shown) -> None:
    card = shown.outcome(CHURN)
    card.body.open_details()
    QApplication.processEvents()
    opened = details(shown, CHURN)
    count = len(shown.steps())
    edit = type_into(qtbot, opened.baseline, "eight")
    press(qtbot, edit, KEY.Key_Tab)
    assert opened.baseline.text() == "eight"
    assert opened.baseline.message() == "“eight” is not a number."
    assert len(shown.steps()) == count
    card.body.close_details()
    assert opened.isVisible(), "closing would lose what was typed"


def test_the_owner_is_one_team_or_one_role(qtbot: QtBot, shown: Shown) -> None:
    card = shown.outcome(CHURN)
    card.body.open_details()
    combo = details(shown, CHURN).owner.combo
    combo.showPopup()
    combo.setCurrentIndex(combo.findText("Chief Executive"))
    combo.activated.emit(combo.currentIndex())
    combo.hidePopup()
    row = shown.document.outcomes[card.outcome_id]
    assert row.owner_role == sample.of(shown.document, "role", "Chief Executive")
    assert row.owner_team is None
    assert card.body.people.text().startswith("Chief Executive")


def test_a_new_name_of_the_owner_is_shown_at_once(shown: Shown) -> None:
    team = sample.of(shown.document, "team", "Onboarding")
    shown.bridge.execute(rows.set_fields, "team", team, name="First days")
    assert shown.outcome(CHURN).body.people.text().startswith("First days")
    shown.bridge.execute(teams.add_role, "Head of first days")
    shown.outcome(CHURN).body.open_details()
    assert details(shown, CHURN).owner.combo.findText("Head of first days") >= 0


def test_a_check_in_moves_the_bar(qtbot: QtBot, shown: Shown) -> None:
    card = shown.outcome(CHURN)
    click(qtbot, card.body.check_in)
    form = card.body.check_in_form
    assert form is not None
    assert control(form.value).hasFocus()
    qtbot.keyClicks(control(form.value), "6.8")
    edit = type_into(qtbot, form.confidence, "90 %")
    press(qtbot, edit, KEY.Key_Return)
    assert card.body.bar.share() == 1
    assert card.body.reading.text() == "6.8 % a month on 14\u00a0Aug · confidence\u00a090\u00a0%"
    assert card.body.check_in_form is None
    assert shown.steps()[0] == f"Check in on “{CHURN}”"
    shown.bridge.undo()
    assert card.body.standing.text() == "58\u00a0%"


def test_a_check_in_without_a_value_is_not_handed_over(qtbot: QtBot, shown: Shown) -> None:
    card = shown.outcome(CHURN)
    count = len(shown.steps())
    card.body.open_check_in()
    QApplication.processEvents()
    form = card.body.check_in_form
    assert form is not None
    press(qtbot, control(form.value), KEY.Key_Return)
    assert form.value.message() == "Enter a number."
    edit = type_into(qtbot, form.confidence, "120")
    press(qtbot, edit, KEY.Key_Return)
    assert "0 to 100" in form.confidence.message()
    assert form.confidence.text() == "120"
    assert len(shown.steps()) == count
    press(qtbot, edit, KEY.Key_Escape)
    assert card.body.check_in_form is None
    assert card.hasFocus()


def test_a_second_reading_of_a_day_corrects_the_first(shown: Shown) -> None:
    from models.commands import strategy

    outcome = shown.outcome(CHURN).outcome_id
    before = len(shown.document.check_ins.by("outcome", outcome))
    shown.bridge.execute(strategy.check_in, outcome, date(2026, 8, 12), 7.1, 0.8, "Counted again.")
    assert len(shown.document.check_ins.by("outcome", outcome)) == before
    assert shown.outcome(CHURN).body.reading.text().startswith("7.1 % a month on 12")


def test_a_check_in_can_be_deleted_and_brought_back(qtbot: QtBot, shown: Shown) -> None:
    card = shown.outcome(CHURN)
    card.body.open_details()
    outcome = card.outcome_id
    newest = max(shown.document.check_ins.by("outcome", outcome), key=lambda reading: reading.on)
    details(shown, CHURN).readings.delete_asked.emit(newest.id)
    assert card.body.reading.text().startswith("7.5 % a month on 31")
    click(qtbot, shown.page.messages._button)
    assert card.body.reading.text().startswith("7.3 % a month on 12")


def test_what_cannot_be_measured_yet_says_what_is_missing(shown: Shown) -> None:
    card = shown.outcome(PORTAL)
    assert card.body.measure.text() == "No baseline or target yet"
    assert card.body.bar.isHidden()
    assert card.body.reading.text() == "No check-in yet"
    assert card.body.standing.text() == ""

"""A charter written, members and roles changed, as a person does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.commands import rows, teams
from models.quantities import Money, QuantityError
from tests.views import pages, sample
from tests.views.pages import KEY, click, control, press, steps, type_into
from tests.views.teams.conftest import Shown
from views.teams.money_field import money_text, read_money
from workbench.session import Session

BRITISH, GERMAN, SWISS = QLocale("en_GB"), QLocale("de_DE"), QLocale("de_CH")


def test_a_text_is_handed_over_when_one_leaves_it(qtbot: QtBot, shown: Shown) -> None:
    count = len(steps(shown.session))
    type_into(qtbot, shown.text("customer"), "Everybody new.")
    click(qtbot, control(shown.text("purpose")))
    assert shown.charter.customer == "Everybody new."
    assert len(steps(shown.session)) == count + 1
    shown.bridge.undo()
    assert shown.text("customer").text().startswith("People in their first")  # type: ignore[attr-defined]
    shown.bridge.redo()
    assert shown.text("customer").text() == "Everybody new."  # type: ignore[attr-defined]


def test_going_to_another_team_hands_over_what_was_typed(qtbot: QtBot, shown: Shown) -> None:
    onboarding = shown.page.team()
    type_into(qtbot, shown.text("purpose"), "Half a sent")
    shown.page.list.setFocus()
    press(qtbot, shown.page.list, KEY.Key_Down)
    assert shown.team.name == "Platform"
    assert shown.document.charters.by("team", onboarding)[0].purpose == "Half a sent"
    assert shown.text("purpose").text() == ""  # type: ignore[attr-defined]


def test_what_is_being_typed_survives_edits_elsewhere(qtbot: QtBot, shown: Shown) -> None:
    edit = type_into(qtbot, shown.text("purpose"), "half a sent")
    scrolled = shown.page._form_area.verticalScrollBar().value()
    shown.bridge.execute(teams.set_charter, shown.page.team(), customer="Others")
    shown.bridge.execute(teams.add_team, "Another")
    shown.bridge.undo()
    assert shown.text("purpose").text() == "half a sent"  # type: ignore[attr-defined]
    assert edit.hasFocus()
    assert shown.page._form_area.verticalScrollBar().value() == scrolled
    assert shown.text("customer").text() == "Others"  # type: ignore[attr-defined]


def test_a_team_is_renamed_in_place_and_no_two_share_a_name(qtbot: QtBot, shown: Shown) -> None:
    form = shown.page.form
    edit = type_into(qtbot, form.name, "First ninety days")
    press(qtbot, edit, KEY.Key_Return)
    assert shown.team.name == "First ninety days"
    assert shown.page.list.currentIndex().data() == "First ninety days"
    edit = type_into(qtbot, form.name, "Platform")
    press(qtbot, edit, KEY.Key_Return)
    assert form.name.text() == "Platform"
    assert "already a team called “Platform”" in form.name.message()
    assert shown.team.name == "First ninety days"
    press(qtbot, edit, KEY.Key_Escape)
    assert form.name.text() == "First ninety days"


def test_a_name_is_enough_to_add_a_team(qtbot: QtBot, shown: Shown) -> None:
    click(qtbot, shown.page.add_button)
    line = control(shown.page.new_team)
    assert line.hasFocus()
    qtbot.keyClicks(line, "Pricing")
    press(qtbot, line, KEY.Key_Return)
    assert shown.team.name == "Pricing"
    assert control(shown.text("purpose")).hasFocus()
    assert "Pricing" in shown.paper()
    shown.bridge.undo()
    QApplication.processEvents()
    assert shown.page.list.teams.rowCount() == 4
    assert shown.team.name != "Pricing"


def test_a_name_that_is_taken_stays_in_the_line(qtbot: QtBot, shown: Shown) -> None:
    shown.page.add_team()
    line = control(shown.page.new_team)
    qtbot.keyClicks(line, "platform")
    press(qtbot, line, KEY.Key_Return)
    assert shown.page.new_team.text() == "platform"
    assert "already a team" in shown.page.new_team.message()


def test_deleting_a_team_offers_undo(qtbot: QtBot, shown: Shown) -> None:
    members = shown.members()
    click(qtbot, shown.page.form.delete)
    assert shown.team.name != "Onboarding"
    assert "Onboarding" in shown.page.messages.text()
    click(qtbot, shown.page.messages._button)
    shown.go("Onboarding")
    assert shown.members() == members


def test_alt_and_arrows_move_a_team(qtbot: QtBot, shown: Shown) -> None:
    shown.page.list.setFocus()
    press(qtbot, shown.page.list, KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [team.name for team in shown.document.teams][:2] == ["Onboarding", "Leadership"]
    assert shown.page.list.currentIndex().row() == 0
    assert shown.team.name == "Onboarding"


# ---- members


def test_a_member_is_added_by_name(qtbot: QtBot, shown: Shown) -> None:
    add = shown.page.form.members.add
    edit = type_into(qtbot, add, "Zoe Adler")
    press(qtbot, edit, KEY.Key_Return)
    assert shown.members()["Zoe Adler"] == 100
    assert add.text() == ""
    assert edit.hasFocus()
    assert "Zoe Adler" in shown.paper()


def test_names_complete_among_the_people_there_are(qtbot: QtBot, shown: Shown) -> None:
    add = shown.page.form.members.add
    people = len(shown.document.people)
    type_into(qtbot, add, "hanna")
    completer = add.edit.completer()
    assert completer.currentCompletion() == "Hanna Vogel"
    completer.activated.emit("Hanna Vogel")
    assert "Hanna Vogel" in shown.members()
    assert len(shown.document.people) == people
    completer.setCompletionPrefix("mara")
    assert completer.completionCount() == 0, "who is on the team already is not offered"


def test_who_is_on_the_team_already_is_refused_in_place(qtbot: QtBot, shown: Shown) -> None:
    add = shown.page.form.members.add
    edit = type_into(qtbot, add, "Mara Okafor")
    press(qtbot, edit, KEY.Key_Return)
    assert "already" in add.message()
    assert add.text() == "Mara Okafor"


def test_a_share_of_time_is_a_percentage(qtbot: QtBot, shown: Shown) -> None:
    share = shown.member("Mara Okafor", "allocation")
    edit = type_into(qtbot, share, "80 %")
    press(qtbot, edit, KEY.Key_Return)
    assert shown.members()["Mara Okafor"] == 80
    assert "Mara Okafor gives “Onboarding” 80 % of their time." in shown.page.form.notice.text()
    edit = type_into(qtbot, share, "110")
    press(qtbot, edit, KEY.Key_Tab)
    assert "0 to 100" in share.message()
    assert shown.members()["Mara Okafor"] == 80
    press(qtbot, edit, KEY.Key_Escape)
    shown.bridge.undo()
    assert shown.members()["Mara Okafor"] == 100


def test_a_member_is_taken_off_and_brought_back(qtbot: QtBot, shown: Shown) -> None:
    before = shown.members()
    row = shown.document.memberships.by("team", shown.page.team())[0]
    shown.page.form.members.remove_asked.emit(row.id)
    assert len(shown.members()) == len(before) - 1
    click(qtbot, shown.page.messages._button)
    assert shown.members() == before
    assert shown.page.form.members.field(row.id) is not None


def test_a_large_team_is_warned_about(shown: Shown) -> None:
    shown.go("Platform")
    assert "“Platform” has 8 people; a team has 3 to 7." in shown.page.form.notice.text()
    row = shown.page.list.teams.row_of(shown.page.team())
    tip = shown.page.list.teams.index(row).data(Qt.ItemDataRole.ToolTipRole)
    assert "8 people" in tip


# ---- roles


def test_holders_are_chips(qtbot: QtBot, shown: Shown) -> None:
    role = sample.of(shown.document, "role", "Onboarding lead")
    holders = shown.page.form.roles.field(role, "holders")
    assert holders is not None
    assert holders.value() == ("Mara Okafor",)
    edit = type_into(qtbot, holders, "Tom Ritter", clear=False)
    press(qtbot, edit, KEY.Key_Return)
    assert holders.value() == ("Mara Okafor", "Tom Ritter")
    press(qtbot, edit, KEY.Key_Backspace)
    assert holders.value() == ("Mara Okafor",)
    assert len(shown.document.holdings.by("role", role)) == 1


def test_a_role_given_to_the_team_brings_its_authority(qtbot: QtBot, shown: Shown) -> None:
    shown.go("Credit models")
    assert "Operating expenses" not in shown.paper()
    shown.bridge.execute(rows.set_fields, "role", sample.of(shown.document, "role", "Platform lead"), team=None)
    add = shown.page.form.roles.add
    edit = type_into(qtbot, add, "Platform lead")
    press(qtbot, edit, KEY.Key_Return)
    assert "Operating expenses" in shown.paper()
    role = sample.of(shown.document, "role", "Platform lead")
    shown.page.form.roles.remove_asked.emit(role)
    assert shown.document.roles[role].team is None
    assert "Operating expenses" not in shown.paper()


# ---- budget


@pytest.mark.parametrize(
    ("text", "locale", "minor", "currency"),
    [
        ("250k", BRITISH, 25_000_000, "EUR"),
        ("€1.2m", BRITISH, 120_000_000, "EUR"),
        ("250,000.50", BRITISH, 25_000_050, "EUR"),
        ("250.000,50", GERMAN, 25_000_050, "EUR"),
        ("250.000 USD", GERMAN, 25_000_000, "USD"),
        ("250’000 CHF", SWISS, 25_000_000, "CHF"),
        ("3000 JPY", BRITISH, 3000, "JPY"),
        ("0", BRITISH, 0, "EUR"),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, locale: QLocale, minor: int, currency: str) -> None:
    assert read_money(text, "EUR", locale) == Money(minor=minor, currency=currency)


@pytest.mark.parametrize("text", ["lots", "5 %", "-5 EUR", "12.345 EUR", "5 XYZ", "5 EUR 6", "EUR", "1.2.3"])
def test_what_is_no_amount_is_said_in_words(text: str) -> None:
    with pytest.raises(QuantityError, match=r"\.$"):
        read_money(text, "EUR", BRITISH)


@pytest.mark.parametrize("locale", [BRITISH, GERMAN, SWISS])
@pytest.mark.parametrize("minor", [0, 1, 99, 100, 123_456_789, 250_000_00])
def test_what_is_shown_is_read_back(locale: QLocale, minor: int) -> None:
    money = Money(minor=minor, currency="EUR")
    assert read_money(money_text(money, locale), "USD", locale) == money


def test_the_budget_is_money(qtbot: QtBot, shown: Shown) -> None:
    budget = shown.page.form.budget
    assert budget.text() == "250,000 EUR"
    edit = type_into(qtbot, budget, "1.5m")
    press(qtbot, edit, KEY.Key_Return)
    assert shown.charter.budget == Money(minor=150_000_000, currency="EUR")
    assert budget.text() == "1,500,000 EUR"
    edit = type_into(qtbot, budget, "plenty")
    press(qtbot, edit, KEY.Key_Tab)
    assert "not an amount" in budget.message()
    assert budget.text() == "plenty"
    assert shown.charter.budget == Money(minor=150_000_000, currency="EUR")


# ---- jumping, other files, reading only


def test_a_finding_jumps_to_its_field(shown: Shown) -> None:
    form = shown.page.form
    platform = sample.of(shown.document, "team", "Platform")
    charter = shown.document.charters.by("team", platform)[0]
    assert shown.page.focus_place("charter", charter.id, "budget")
    assert shown.team.name == "Platform"
    assert control(form.budget).hasFocus()
    row = shown.document.memberships.by("team", platform)[0]
    assert shown.page.focus_place("membership", row.id, "allocation")
    share = form.members.field(row.id, "allocation")
    assert share is not None
    assert control(share).hasFocus()
    role = sample.of(shown.document, "role", "Onboarding lead")
    holding = shown.document.holdings.by("role", role)[0]
    assert shown.page.focus_place("holding", holding.id)
    assert shown.team.name == "Onboarding"
    assert not shown.page.focus_place("role", sample.of(shown.document, "role", "General Counsel"))
    assert not shown.page.focus_place("team", "team-gone")
    assert not shown.page.focus_place("rule", "rule-1")


def test_an_empty_file_begins_with_a_team(qtbot: QtBot, empty: Shown) -> None:
    button = empty.page.nothing.button
    assert button is not None
    click(qtbot, button)
    line = control(empty.page.new_team)
    assert line.hasFocus()
    qtbot.keyClicks(line, "First")
    press(qtbot, line, KEY.Key_Return)
    assert empty.team.name == "First"
    empty.bridge.undo()
    QApplication.processEvents()
    assert empty.page.nothing.isVisible()
    empty.bridge.redo()
    QApplication.processEvents()
    assert empty.team.name == "First"


def test_another_file_takes_the_place_of_this_one(shown: Shown, tmp_path: Path) -> None:
    other = Session.create(tmp_path / "other.remit")
    shown.bridge.open(other)
    assert shown.page.team() == ""
    assert shown.page.nothing.isVisible()
    other.close()


def test_a_file_for_reading_only_changes_nothing(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    from views.teams import TeamsPage

    with pages.sample_bridge(tmp_path) as (first, _):
        reader = Session.open(first.path)
        page = TeamsPage(pages.TodayBridge(reader))
        with pages.shown(qtbot, page):
            qtbot.keyClicks(control(page.form.field("charter", "purpose")), "no")
            press(qtbot, page.list, KEY.Key_Delete)
            assert page.form.draft() == page.form.draft().model_copy(update={"purpose": ""})
            assert page.add_button.isHidden()
            assert page.form.delete.isHidden()
            assert page.list.teams.rowCount() == 4
        reader.close()

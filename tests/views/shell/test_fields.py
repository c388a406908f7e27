"""Fields, typed into and clicked as a person does."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.views.shell.forms import Show
from views.shell.fields import (
    Choice,
    DateField,
    LineField,
    NumberField,
    TextField,
    ToggleField,
    commit_all,
)
from views.shell.fields.date import read_day
from views.shell.fields.number import read_number

KEY = Qt.Key
ROLES = [Choice("cfo", "Chief Financial Officer"), Choice("gc", "General Counsel"), Choice("md", "Managing Director")]


class TestLine:
    def test_enter_hands_over_once(self, qtbot: QtBot, show: Show) -> None:
        field = LineField("Name", "Churn")
        form = show(field)
        field.edit.selectAll()
        qtbot.keyClicks(field.edit, "Reduce churn ")
        assert form.given == []
        qtbot.keyClick(field.edit, KEY.Key_Return)
        qtbot.keyClick(field.edit, KEY.Key_Return)
        form.elsewhere.setFocus()
        assert form.given == ["Reduce churn"]
        assert field.text() == "Reduce churn"

    def test_leaving_hands_over(self, qtbot: QtBot, show: Show) -> None:
        field = LineField("Name", "Churn")
        form = show(field)
        qtbot.keyClick(field.edit, KEY.Key_End)
        qtbot.keyClicks(field.edit, "!")
        qtbot.keyClick(field.edit, KEY.Key_Tab)
        assert form.elsewhere.hasFocus()
        assert len(form.given) == 1

    def test_looking_is_not_changing(self, qtbot: QtBot, show: Show) -> None:
        field = LineField("Name", "Churn")
        form = show(field)
        qtbot.keyClicks(field.edit, "x")
        qtbot.keyClick(field.edit, KEY.Key_Backspace)
        form.elsewhere.setFocus()
        assert form.given == []

    def test_escape_restores(self, qtbot: QtBot, show: Show) -> None:
        field = LineField("Name", "Churn")
        form = show(field)
        qtbot.keyClicks(field.edit, "no, wait")
        qtbot.keyClick(field.edit, KEY.Key_Escape)
        assert field.text() == "Churn"
        form.elsewhere.setFocus()
        assert form.given == []

    def test_a_change_elsewhere_does_not_take_the_typing(self, qtbot: QtBot, show: Show) -> None:
        field = LineField("Name", "Churn")
        form = show(field)
        field.edit.selectAll()
        qtbot.keyClicks(field.edit, "My words")
        field.set_value("Somebody else's")
        assert field.text() == "My words"
        qtbot.keyClick(field.edit, KEY.Key_Escape)
        assert field.text() == "Somebody else's"
        assert form.given == []

    def test_a_fault_keeps_the_text_and_says_why(self, qtbot: QtBot, show: Show) -> None:
        field = LineField("Name", "Churn", required=True, hint="A short name")
        form = show(field)
        field.edit.selectAll()
        qtbot.keyClick(field.edit, KEY.Key_Delete)
        form.elsewhere.setFocus()
        assert form.given == []
        assert field.message() == "This must not be empty."
        assert "Error" in field.edit.accessibleDescription()
        field.setFocus()
        qtbot.keyClicks(field.edit, "Growth")
        assert field.message() == "A short name"
        qtbot.keyClick(field.edit, KEY.Key_Return)
        assert form.given == ["Growth"]

    def test_a_finding_stays_until_it_is_cleared(self, qtbot: QtBot, show: Show) -> None:
        field = LineField("Name", "Launch the dashboard")
        show(field)
        field.set_message("State the change.", "warning")
        qtbot.keyClicks(field.edit, "x")
        qtbot.keyClick(field.edit, KEY.Key_Return)
        assert field.message() == "State the change."
        field.clear_message()
        assert field.message() == ""

    def test_what_the_document_refuses_stays_to_be_mended(self, qtbot: QtBot, show: Show) -> None:
        field = LineField("Name", "Churn")
        form = show(field)
        field.committed.connect(lambda _value: field.refuse("Churn", "There is a theme of that name."))
        qtbot.keyClicks(field.edit, "2")
        qtbot.keyClick(field.edit, KEY.Key_Return)
        assert field.text() == "2Churn"
        assert field.message() == "There is a theme of that name."
        assert len(form.given) == 1
        qtbot.keyClick(field.edit, KEY.Key_Escape)
        assert field.text() == "Churn"

    def test_undo_belongs_to_the_typing_first_and_then_to_the_document(self, qtbot: QtBot, show: Show) -> None:
        field = LineField("Name", "Churn")
        form = show(field)
        undone: list[bool] = []
        shortcut = QShortcut(QKeySequence.StandardKey.Undo, form)
        shortcut.activated.connect(lambda: undone.append(True))
        qtbot.keyClicks(field.edit, "x")
        qtbot.keyClick(field.edit, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert undone == []
        assert field.text() == "Churn"
        qtbot.keyClick(field.edit, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert undone == [True]

    def test_read_aloud(self, show: Show) -> None:
        field = LineField("Name", hint="A short name")
        show(field)
        interface = QAccessible.queryAccessibleInterface(field.edit)
        assert interface.text(QAccessible.Text.Name) == "Name"
        assert interface.text(QAccessible.Text.Description) == "A short name"


class TestText:
    def test_grows_with_the_text_and_stops(self, qtbot: QtBot, show: Show) -> None:
        field = TextField("Why", lines=2, most=5)
        show(field)
        low = field.edit.height()
        for _ in range(3):
            qtbot.keyClicks(field.edit, "line")
            qtbot.keyClick(field.edit, KEY.Key_Return)
        qtbot.waitUntil(lambda: field.edit.height() > low)
        for _ in range(20):
            qtbot.keyClick(field.edit, KEY.Key_Return)
        line = field.edit.fontMetrics().lineSpacing()
        qtbot.waitUntil(lambda: field.edit.height() >= low + 3 * line)
        assert field.edit.height() <= low + 4 * line

    def test_enter_is_a_line_and_ctrl_enter_hands_over(self, qtbot: QtBot, show: Show) -> None:
        field = TextField("Why")
        form = show(field)
        qtbot.keyClicks(field.edit, "One")
        qtbot.keyClick(field.edit, KEY.Key_Return)
        qtbot.keyClicks(field.edit, "Two")
        assert form.given == []
        qtbot.keyClick(field.edit, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert form.given == ["One\nTwo"]

    def test_tab_leaves_and_hands_over(self, qtbot: QtBot, show: Show) -> None:
        field = TextField("Why")
        form = show(field)
        qtbot.keyClicks(field.edit, "Because")
        qtbot.keyClick(field.edit, KEY.Key_Tab)
        assert form.given == ["Because"]


class TestNumber:
    @pytest.mark.parametrize(
        ("typed", "value"), [("250000", 250_000), ("250,000", 250_000), ("250 000", 250_000), ("0", 0), ("", None)]
    )
    def test_whole_numbers(self, qtbot: QtBot, show: Show, typed: str, value: int | None) -> None:
        field = NumberField("Limit", 7, unit="EUR")
        form = show(field)
        field.edit.selectAll()
        qtbot.keyClick(field.edit, KEY.Key_Delete)
        qtbot.keyClicks(field.edit, typed)
        qtbot.keyClick(field.edit, KEY.Key_Return)
        assert form.given == [value]
        assert field.text() == ("" if value is None else f"{value:,}")

    def test_decimals_are_exact(self, qtbot: QtBot, show: Show) -> None:
        field = NumberField("Churn", None, unit="%", decimals=2)
        form = show(field)
        qtbot.keyClicks(field.edit, "6.80")
        qtbot.keyClick(field.edit, KEY.Key_Return)
        assert form.given == [Decimal("6.80")]
        assert field.text() == "6.8"

    @pytest.mark.parametrize(
        ("typed", "words"),
        [("soon", "not a number"), ("1.5", "whole number"), ("99", "from 1 to 26"), ("nan", "not a number")],
    )
    def test_what_cannot_be_read_stays(self, qtbot: QtBot, show: Show, typed: str, words: str) -> None:
        field = NumberField("Review every", 4, unit="weeks", minimum=1, maximum=26)
        form = show(field)
        field.edit.selectAll()
        qtbot.keyClicks(field.edit, typed)
        form.elsewhere.setFocus()
        assert form.given == []
        assert field.text() == typed
        assert words in field.message()
        assert field.value() == 4

    @pytest.mark.parametrize(
        ("text", "locale", "value"),
        [
            ("1.234,5", "de_DE", "1234.5"),
            ("1,234.5", "en_GB", "1234.5"),
            ("1,5", "en_GB", None),
            ("1 234,5", "fr_FR", "1234.5"),
            ("1’234.5", "de_CH", "1234.5"),
            ("−3", "en_GB", "-3"),
            ("1e400000000", "en_GB", None),
            ("inf", "en_GB", None),
        ],
    )
    def test_reading_by_locale(self, text: str, locale: str, value: str | None) -> None:
        assert read_number(text, QLocale(locale)) == (None if value is None else Decimal(value))


class TestDate:
    @pytest.mark.parametrize("typed", ["30/09/2026", "2026-09-30", "30 Sep 2026", "30 September 2026"])
    def test_common_forms(self, qtbot: QtBot, show: Show, typed: str) -> None:
        field = DateField("Due")
        form = show(field)
        qtbot.keyClicks(field.edit, typed)
        qtbot.keyClick(field.edit, KEY.Key_Return)
        assert form.given == [datetime.date(2026, 9, 30)]
        assert field.text() == "30/09/2026"

    def test_no_day_stays_and_says_how(self, qtbot: QtBot, show: Show) -> None:
        field = DateField("Due", datetime.date(2026, 9, 30))
        form = show(field)
        field.edit.selectAll()
        qtbot.keyClicks(field.edit, "31/02/2026")
        form.elsewhere.setFocus()
        assert form.given == []
        assert "31/02/2026" in field.message()

    def test_two_digit_years_are_this_century(self) -> None:
        assert read_day("30/09/26", QLocale("en_GB")) == datetime.date(2026, 9, 30)

    @pytest.mark.parametrize("locale", ["en_US", "de_DE", "ar_EG", "ja_JP", "fi_FI"])
    def test_what_is_shown_can_be_read_again(self, show: Show, locale: str) -> None:
        field = DateField("Due")
        field.setLocale(QLocale(locale))
        field.reset(datetime.date(2026, 2, 3))
        assert read_day(field.text(), QLocale(locale)) == datetime.date(2026, 2, 3)
        assert not field.dirty()

    def test_picking_in_the_calendar(self, qtbot: QtBot, show: Show) -> None:
        field = DateField("Due", datetime.date(2026, 9, 30))
        form = show(field)
        qtbot.mouseClick(field._button, Qt.MouseButton.LeftButton)
        popup = QApplication.activePopupWidget()
        assert popup is not None
        target = QApplication.focusWidget()
        qtbot.keyClick(target, KEY.Key_Left)
        qtbot.keyClick(target, KEY.Key_Return)
        assert form.given == [datetime.date(2026, 9, 29)]
        assert QApplication.activePopupWidget() is None


def test_a_toggle_counts_at_once(qtbot: QtBot, show: Show) -> None:
    field = ToggleField("Counts", False)
    form = show(field)
    qtbot.keyClick(field.box, KEY.Key_Space)
    assert form.given == [True]


def test_commit_all_hands_over_every_draft(qtbot: QtBot, show: Show) -> None:
    field = NumberField("Limit", 1)
    form = show(field)
    field.edit.setText("soon")
    assert not commit_all(form)
    field.edit.setText("12")
    assert commit_all(form)
    assert form.given == [12]


def test_reset_shows_another_object(qtbot: QtBot, show: Show) -> None:
    field = NumberField("Limit", 1)
    form = show(field)
    qtbot.keyClicks(field.edit, "x")
    assert not field.commit()
    field.reset(5)
    assert (field.text(), field.message(), form.given) == ("5", "", [])

"""The charter as a document: it follows every edit, and its authority is not for typing."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.charter import charter_of
from models.commands import matrix, teams
from tests.views import sample
from tests.views.pages import KEY, click, control, press, type_into
from tests.views.teams.conftest import Shown
from views import theme, tokens
from views.teams.charter_html import charter_html


def put_cursor(shown: Shown, words: str) -> None:
    """Put the cursor of the preview on the first place where words stand."""
    paper = shown.page.preview.paper
    paper.setFocus()
    paper.moveCursor(QTextCursor.MoveOperation.Start)
    assert paper.find(words), words


def test_the_preview_follows_what_is_being_typed(qtbot: QtBot, shown: Shown) -> None:
    type_into(qtbot, shown.text("purpose"), "Nobody calls")
    qtbot.waitUntil(lambda: "Nobody calls" in shown.page.preview.paper.toPlainText(), timeout=2000)
    assert shown.charter.purpose != "Nobody calls", "it is only being typed"
    press(qtbot, control(shown.text("purpose")), KEY.Key_Escape)
    qtbot.waitUntil(lambda: "Nobody calls" not in shown.page.preview.paper.toPlainText(), timeout=2000)


def test_the_authority_follows_the_matrix(qtbot: QtBot, shown: Shown) -> None:
    text = shown.paper()
    assert "We decide alone\n• Choose a tool" in text.replace("\xa0", " ")
    decision = sample.of(shown.document, "decision", "Choose a tool")
    rule = shown.document.rules.by("decision", decision)[0].id
    role = sample.of(shown.document, "role", "Onboarding lead")
    shown.bridge.execute(matrix.set_cell, rule, role, "")
    qtbot.waitUntil(lambda: "Choose a tool" not in shown.page.preview.paper.toPlainText(), timeout=2000)
    shown.bridge.undo()
    qtbot.waitUntil(lambda: "Choose a tool" in shown.page.preview.paper.toPlainText(), timeout=2000)


def test_typing_over_the_authority_offers_the_matrix(qtbot: QtBot, shown: Shown) -> None:
    before = shown.paper()
    put_cursor(shown, "Choose a tool")
    preview = shown.page.preview
    assert preview.paper.section_here() == "authority"
    press(qtbot, preview.paper, KEY.Key_X)
    assert preview.offer.isVisible()
    assert preview.paper.toPlainText() == before
    click(qtbot, preview.change_matrix)
    assert shown.asked == [sample.of(shown.document, "decision", "Choose a tool")]
    assert preview.offer.isHidden()


def test_typing_over_the_authority_offers_a_note(qtbot: QtBot, shown: Shown) -> None:
    put_cursor(shown, "We decide alone")
    preview = shown.page.preview
    press(qtbot, preview.paper, KEY.Key_Backspace)
    click(qtbot, preview.add_note)
    note = control(shown.text("authority_note"))
    assert note.hasFocus()
    qtbot.keyClicks(note, "Not in the first month.")
    press(qtbot, note, KEY.Key_Tab)
    assert shown.charter.authority_note == "Not in the first month."
    assert "Not in the first month." in shown.paper()


def test_typing_over_anything_else_goes_to_its_field(qtbot: QtBot, shown: Shown) -> None:
    for words, name in (
        ("Renewals and prices", "out_of_scope"),
        ("250,000", "budget"),
        ("Two-week", "ways_of_working"),
    ):
        put_cursor(shown, words)
        press(qtbot, shown.page.preview.paper, KEY.Key_X)
        assert control(shown.text(name)).hasFocus(), name
    put_cursor(shown, "Lea Sommer")
    press(qtbot, shown.page.preview.paper, KEY.Key_X)
    assert control(shown.page.form.members.add).hasFocus()


def test_a_line_of_authority_leads_to_its_decision(shown: Shown) -> None:
    html = shown.page.preview.paper.toHtml()
    decision = sample.of(shown.document, "decision", "Release a model")
    assert f"matrix:{decision}" not in html, "being told is no authority"
    decision = sample.of(shown.document, "decision", "Operating expenses")
    assert f"matrix:{decision}" in html
    shown.page.preview.paper.anchorClicked.emit(QUrl(f"matrix:{decision}"))
    assert shown.asked == [decision]


def test_reading_place_stays_while_the_form_is_edited(qtbot: QtBot, shown: Shown) -> None:
    shown.page.resize(1000, 500)
    QApplication.processEvents()
    bar = shown.page.preview.paper.verticalScrollBar()
    bar.setValue(60)
    shown.bridge.execute(teams.set_charter, shown.page.team(), review_on=None)
    shown.page._show_preview()
    assert bar.value() == 60
    shown.go("Platform")
    assert bar.value() == 0


def test_what_people_wrote_is_never_read_as_markup(shown: Shown) -> None:
    wicked = '<img src="file:///etc/passwd"><b>bold</b> & <a href="matrix:x">x</a>'
    shown.bridge.execute(teams.set_charter, shown.page.team(), purpose=wicked)
    assert wicked in shown.paper()
    html = charter_html(charter_of(shown.document, shown.page.team(), sample.TODAY), tokens.LIGHT, 10)
    assert "<img" not in html
    assert 'href="matrix:x"' not in html


def test_the_preview_follows_the_theme(shown: Shown) -> None:
    theme.apply(QApplication.instance(), "dark")  # type: ignore[arg-type]
    assert tokens.DARK.text in shown.page.preview.paper.toHtml()


def test_the_preview_cannot_be_edited(shown: Shown) -> None:
    flags = shown.page.preview.paper.textInteractionFlags()
    assert not flags & Qt.TextInteractionFlag.TextEditable

"""Letters of one's own: typed, named, given parts; and refused in words where they could not be told apart."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from models.authority.schemes import Scheme
from tests.views.matrix.samples import Memory, small
from tests.views.matrix.test_page import page_on
from tests.views.matrix.test_schemes import Left, letters, pick, type_into
from views.matrix import MatrixPage
from views.matrix.own_letters import OwnLetters

Key = Qt.Key


def write(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text) if text else QTest.keyClick(line, Key.Key_Delete)
    QTest.keyClick(line, Key.Key_Return)


def opened(qtbot: QtBot) -> tuple[MatrixPage, Memory, OwnLetters]:
    page, session = page_on(qtbot, small())
    pick(qtbot, page, "Own letters …")
    assert page.letters.editor.isVisible()
    return page, session, page.letters.editor


def scheme(session: Memory) -> Scheme:
    (row,) = session.document.schemes
    return row


def chip(editor: OwnLetters, at: int, text: str) -> None:
    row = editor.rows[at] if at < len(editor.rows) else editor.draft
    button = next(button for button in row.chips.buttons if button.text() == text)
    QTest.mouseClick(button, Left)


def test_own_letters_begin_as_a_copy_and_nothing_looks_different(qtbot: QtBot) -> None:
    page, session, editor = opened(qtbot)
    assert scheme(session).family == "own"
    assert [row.sign.text() for row in editor.rows] == list("ASRCEGVTPUI")
    assert letters(page, "Standard terms", "Exec Team") == "AS"
    assert editor.rows[0].sign.hasFocus()
    assert editor.rows[0].chips.isVisible()
    assert editor.rows[1].words.isVisible()
    assert editor.rows[1].words.text() == "signs"
    QTest.mouseClick(editor.done, Left)
    assert editor.isHidden()
    page.grid.bridge.undo()
    assert len(session.document.schemes) == 0


def test_a_letter_is_renamed_and_cells_and_typing_follow(qtbot: QtBot) -> None:
    page, session, editor = opened(qtbot)
    write(editor.rows[0].sign, "D")
    write(editor.rows[0].name, "Decides")
    write(editor.name, "Our letters")
    assert scheme(session).name == "Our letters"
    assert scheme(session).letters[0].letter == "D"
    assert letters(page, "Standard terms", "Exec Team") == "DS"
    type_into(page, "Bonuses", "Board", "d")
    assert letters(page, "Bonuses", "Board") == "D"
    qtbot.waitUntil(lambda: page.letters.chooser.text() == "Our letters")
    assert page.legend.names()[0] == "Decides"
    page.grid.bridge.undo()
    page.grid.bridge.undo()
    page.grid.bridge.undo()
    page.grid.bridge.undo()
    assert editor.rows[0].sign.text() == "A"


def test_what_cannot_be_told_apart_is_refused_and_stays_to_be_mended(qtbot: QtBot) -> None:
    _, session, editor = opened(qtbot)
    before = scheme(session)
    for sign, fault in (
        ("S", "already a letter “S” (Signs)"),
        ("ST", "“ST” begins with “S”"),
        ("", "Type a letter"),
        ("A,", "“,” means something else in a cell"),
    ):
        write(editor.rows[0].sign, sign)
        assert fault in editor.fault.text()
        assert editor.rows[0].sign.text() == sign
        assert editor.rows[0].sign.property("severity") == "error"
    write(editor.rows[0].sign, "A")
    write(editor.rows[0].name, "")
    assert "Give “A” a name" in editor.fault.text()
    assert scheme(session) == before


def test_a_letter_in_use_is_not_taken_out_and_its_cells_are_named(qtbot: QtBot) -> None:
    _, session, editor = opened(qtbot)
    QTest.mouseClick(editor.rows[3].remove, Left)
    assert editor.fault.text() == (
        "One cell would have no letter for a part any more: CEO in “Legal contracts: Changed terms”."
    )
    QTest.mouseClick(editor.rows[6].remove, Left)
    assert editor.fault.text() == ""
    assert "V" not in [letter.letter for letter in scheme(session).letters]
    assert len(editor.rows) == 10


def test_a_letter_may_stand_for_several_parts(qtbot: QtBot) -> None:
    page, session, editor = opened(qtbot)
    write(editor.draft.sign, "X")
    write(editor.draft.name, "Does it all")
    assert editor.fault.text() == ""
    assert len(editor.rows) == 11
    chip(editor, 11, "approves")
    assert "“X” would mean the same as “A”" in editor.fault.text()
    chip(editor, 11, "signs")
    assert editor.fault.text() == ""
    assert scheme(session).letters[-1].rights == ("approve", "sign")
    assert letters(page, "Standard terms", "Exec Team") == "X"
    assert editor.draft.sign.text() == ""
    chip(editor, 11, "ratifies")
    assert scheme(session).letters[-1].rights == ("approve", "sign", "ratify")
    assert letters(page, "Standard terms", "Exec Team") == "AS"


def test_the_keyboard_goes_from_the_letter_to_its_parts(qtbot: QtBot) -> None:
    _, session, editor = opened(qtbot)
    editor.rows[6].sign.setFocus()
    assert editor.rows[6].chips.isVisible()
    assert not editor.rows[0].chips.isVisible()
    QTest.keyClick(editor.rows[6].sign, Key.Key_Tab)
    assert editor.rows[6].name.hasFocus()
    QTest.keyClick(editor.rows[6].name, Key.Key_Tab)
    first = editor.rows[6].chips.buttons[0]
    assert first.hasFocus()
    QTest.keyClick(first, Key.Key_Space)
    assert scheme(session).letters[6].rights == ("recommend", "veto")
    QTest.keyClick(first, Key.Key_Escape)
    assert editor.isHidden()


def test_fixed_letters_are_copied_before_they_are_changed(qtbot: QtBot) -> None:
    page, session = page_on(qtbot, small())
    pick(qtbot, page, "RACI")
    QTest.mouseClick(page.letters.question.show_only, Left)
    qtbot.waitUntil(lambda: page.letters.chooser.text() == "RACI")
    pick(qtbot, page, "Own letters …")
    assert [row.sign.text() for row in page.letters.editor.rows] == list("RACI")
    assert [(row.name, row.family) for row in session.document.schemes] == [("RACI", "raci"), ("Own letters", "own")]
    page.grid.bridge.undo()
    assert page.letters.editor.isHidden()
    assert page.grid.sheet.grid.scheme is not None
    assert page.grid.sheet.grid.scheme.family == "raci"

"""The page around the grid: jumping, filtering, adding, the empty state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from models.commands.teams import add_role
from models.document import Document
from tests.views.matrix.samples import Memory, small
from views import theme
from views.bridge import Bridge
from views.matrix import MatrixPage
from views.shell.frame import Frame

Key = Qt.Key


def page_on(qtbot: QtBot, document: Document, *, read_only: bool = False) -> tuple[MatrixPage, Memory]:
    session = Memory(document, read_only=read_only)
    bridge = Bridge(session)
    page = MatrixPage(bridge)
    bridge.setParent(page)
    qtbot.addWidget(page)
    page.resize(1200, 760)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page, session


def rule_in(page: MatrixPage, decision: str, at: int = 0) -> str:
    document = page.grid.sheet.document
    found = next(row for row in document.decisions if row.name == decision)
    return document.rules.by("decision", found.id)[at].id


def test_a_finding_jumps_to_its_cell(qtbot: QtBot) -> None:
    page, _ = page_on(qtbot, small())
    role = next(role for role in page.grid.sheet.document.roles if role.name == "Board")
    assert page.focus_place("rule", rule_in(page, "Options"), role.id)
    assert page.grid.sheet.line(page.grid.selection.row).label == "Options"
    assert page.grid.sheet.role(page.grid.selection.column) == role
    assert page.grid.hasFocus()


def test_a_decision_a_section_a_role_and_a_note_are_found(qtbot: QtBot) -> None:
    page, _ = page_on(qtbot, small())
    document = page.grid.sheet.document
    decision = next(d for d in document.decisions if d.name == "Legal contracts")
    assert page.focus_place("decision", decision.id)
    assert page.grid.sheet.line(page.grid.selection.row).label == "Legal contracts"
    assert page.focus_place("section", next(iter(document.sections)).id)
    assert page.grid.selection.row == 0
    role = next(role for role in document.roles if role.name == "CFO")
    assert page.focus_place("role", role.id)
    assert page.grid.selection.column == 6
    note = next(iter(document.notes))
    assert page.focus_place("note", note.id)
    assert page.grid.sheet.notes_at(page.grid.selection.row, page.grid.selection.column) == (note,)
    assert not page.focus_place("rule", "rule-that-is-gone")


def test_the_filter_narrows_lines_and_a_jump_opens_it_again(qtbot: QtBot) -> None:
    page, _ = page_on(qtbot, small())
    QTest.keyClicks(page.filter, "contract")
    qtbot.waitUntil(lambda: len(page.grid.sheet.rows) < 10)
    assert [page.grid.sheet.line(row).label for row in range(len(page.grid.sheet.rows))] == [
        "Spending",
        "Legal contracts",
        "Standard terms",
        "Changed terms",
    ]
    assert page.focus_place("rule", rule_in(page, "Bonuses"))
    assert page.filter.text() == ""
    assert page.grid.sheet.line(page.grid.selection.row).label == "Bonuses"


def test_letters_can_be_typed_into_a_narrowed_grid(qtbot: QtBot) -> None:
    page, session = page_on(qtbot, small())
    page.grid.narrow("bonuses")
    page.grid.setFocus()
    page.grid.go_to(1, 4)
    QTest.keyClick(page.grid, Key.Key_I)
    QTest.keyClick(page.grid.editing.edit, Key.Key_Return)
    assert session.steps == 1
    assert [row.kind for row in page.grid.sheet.rows] == ["section", "rule"]
    assert page.grid.sheet.letters(1, 4) == "I"


def test_nothing_yet_offers_two_ways_to_begin(qtbot: QtBot) -> None:
    page, session = page_on(qtbot, Document())
    buttons = {button.text(): button for button in page.findChildren(QPushButton) if button.isVisible()}
    with qtbot.waitSignal(page.import_asked):
        QTest.mouseClick(buttons["Import a matrix"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(buttons["Add a decision"], Qt.MouseButton.LeftButton)
    assert page.grid.isVisible()
    assert page.grid.editing.active
    QTest.keyClicks(page.grid.editing.edit, "Open a branch")
    QTest.keyClick(page.grid.editing.edit, Key.Key_Return)
    assert [decision.name for decision in session.document.decisions] == ["Open a branch"]


def test_nothing_can_be_begun_in_a_file_that_is_only_read(qtbot: QtBot) -> None:
    page, _ = page_on(qtbot, Document(), read_only=True)
    assert not page.welcome.bring.isEnabled()
    assert not page.welcome.begin.isEnabled()


def test_what_there_is_to_read_while_nothing_is_there_is_not_cut(qtbot: QtBot) -> None:
    page, _ = page_on(qtbot, Document())
    sentence = page.welcome.sentence
    for width in (560, 900, 1800):
        page.resize(width, 760)
        qtbot.waitUntil(lambda: sentence.height() >= sentence.heightForWidth(sentence.width()))
        assert sentence.geometry().right() <= page.welcome.width()


def test_the_inspector_never_scrolls_sideways(dressed: QApplication, qtbot: QtBot) -> None:
    page, _ = page_on(qtbot, small())
    page.resize(1024, 768)
    page.focus_place("rule", rule_in(page, "Operating Expenses", 1))
    for zoom in (1.0, 1.5):
        theme.apply(dressed, "light", zoom)
        page._show_inspector(True)
        for tab in range(page.inspector.tabs.count()):
            page.inspector.tabs.tabBarClicked.emit(tab)
            page.inspector.show_focus()
            QApplication.processEvents()
            area = page.inspector._stack.currentWidget()
            assert isinstance(area, QScrollArea)
            content = area.widget()
            assert content is not None
            assert content.minimumSizeHint().width() <= area.viewport().width(), (zoom, tab)
        tabs = page.inspector.tabs
        assert tabs.tabRect(tabs.count() - 1).right() <= tabs.width()


def test_a_new_role_is_named_in_its_head_and_gets_a_letter(qtbot: QtBot) -> None:
    page, session = page_on(qtbot, small())
    page.add_role()
    assert page.grid.editing.active
    QTest.keyClicks(page.grid.editing.edit, "General Counsel")
    QTest.keyClick(page.grid.editing.edit, Key.Key_Return)
    assert [role.name for role in session.document.roles][-1] == "General Counsel"
    assert page.grid.sheet.columns[-1].role.name == "General Counsel"


def test_deleting_says_so_and_offers_undo(qtbot: QtBot) -> None:
    page, session = page_on(qtbot, small())
    page.focus_place("rule", rule_in(page, "Bonuses"))
    page.grid.rows.delete()
    assert "Bonuses" in page.messages.text()
    undo = next(b for b in page.messages.findChildren(QPushButton) if b.text() == "Undo")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert any(decision.name == "Bonuses" for decision in session.document.decisions)


def test_undo_is_offered_only_until_the_next_edit(qtbot: QtBot) -> None:
    page, session = page_on(qtbot, small())
    before = session.document

    def another() -> None:
        page.grid.bridge.execute(add_role, "Auditor")

    edits: tuple[Callable[[], object], ...] = (page.grid.bridge.undo, another)
    for edit in edits:
        page.focus_place("rule", rule_in(page, "Bonuses"))
        page.grid.rows.delete()
        assert page.messages.isVisible()
        edit()
        assert not page.messages.isVisible()
        while session.document != before:
            page.grid.bridge.undo()


def test_leaving_the_page_hands_over_what_was_typed(qtbot: QtBot) -> None:
    frame = Frame()
    qtbot.addWidget(frame)
    session = Memory(small())
    bridge = Bridge(session)
    frame.add_page("matrix", "matrix", "Matrix", lambda: MatrixPage(bridge))
    page = frame.show_page("matrix")
    assert isinstance(page, MatrixPage)
    frame.show()
    page.focus_place("rule", rule_in(page, "Bonuses"))
    page.grid.go_to(page.grid.selection.row, 1)
    QTest.keyClick(page.grid, Key.Key_I)
    assert session.steps == 0
    assert frame.commit()
    assert session.steps == 1
    QTest.keyClick(page.grid, Key.Key_X)
    assert not frame.commit()
    assert page.grid.editing.edit.text() == "x"


def test_f6_goes_on_to_the_inspector(qtbot: QtBot) -> None:
    page, _ = page_on(qtbot, small())
    page.take_focus()
    page.grid.go_to(2, 1)
    page.inspector.show_focus()
    assert page.grid.hasFocus()
    QTest.keyClick(page.grid, Key.Key_F6)
    assert page.inspector.tabs.hasFocus()


def test_the_inspector_closes_by_itself_only_where_there_is_no_room(qtbot: QtBot) -> None:
    page, _ = page_on(qtbot, small())
    page.resize(1300, 760)
    assert page.inspector.isVisible()
    page.resize(820, 700)
    assert not page.inspector.isVisible()
    page.ask()
    assert page.inspector.isVisible()
    page.resize(830, 700)
    assert page.inspector.isVisible()


def test_asking_who_decides_from_a_section_begins_with_its_first_decision(qtbot: QtBot) -> None:
    page, _ = page_on(qtbot, small())
    assert page.grid.selection.row == 0
    page.ask()
    assert page.inspector.title.text() == "Operating Expenses"
    (amount,) = page.inspector.asking.fields.values()
    qtbot.waitUntil(lambda: amount.isAncestorOf(QApplication.focusWidget() or page))


def test_parts_and_versions_share_a_line_where_there_is_room(qtbot: QtBot) -> None:
    page, _ = page_on(qtbot, small())

    def top(widget: QWidget) -> int:
        return widget.mapTo(page, QPoint(0, 0)).y()

    for width, shared in ((1500, True), (560, False), (1500, True)):
        page.resize(width, 760)
        QApplication.processEvents()
        tabs, bar = page.parts, page.versions.bar
        assert (top(bar) < top(tabs) + tabs.height()) is shared
        last = tabs.tabRect(tabs.count() - 1)
        assert tabs.rect().contains(last), "a tab is cut off"


def test_versions_are_of_the_rows_only(qtbot: QtBot) -> None:
    page, _ = page_on(qtbot, small())
    page.parts.turn("tiers")
    assert not page.versions.bar.isVisible()
    page.parts.turn("rows")
    assert page.versions.bar.isVisible()

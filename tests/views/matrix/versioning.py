"""A matrix page with versions of a matrix, and the hands of a person who works on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from models.authority.editions import drafts_of
from models.authority.expressions import OneRole
from models.authority.rules import Edition, Step
from models.changes import apply
from models.commands import editions
from models.document import Document
from tests.views.matrix.samples import Memory, small
from views.bridge import Bridge
from views.matrix import MatrixPage
from views.matrix.versions.panel import VersionsPanel
from views.shell.fields import ChoiceField, DateField

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
TODAY, START = date(2026, 5, 4), date(2026, 1, 1)


class May(Bridge):
    """A bridge on which it is the fourth of May."""

    def today(self) -> date:
        return TODAY


@dataclass
class Desk:
    page: MatrixPage
    session: Memory
    refused: list[str]

    @property
    def document(self) -> Document:
        return self.session.document

    @property
    def panel(self) -> VersionsPanel:
        found = self.page.versions.panel
        assert found is not None
        return found

    def role(self, name: str) -> str:
        return next(role.id for role in self.document.roles if role.name == name)

    def go(self, label: str, role: str, decision: str = "") -> tuple[int, int]:
        sheet = self.page.grid.sheet
        for at in range(len(sheet.rows)):
            above = sheet.parent(at)
            mine = not decision or (above is not None and sheet.line(above).label == decision)
            if mine and sheet.line(at).label == label:
                column = sheet.column_of(self.role(role))
                assert self.page.grid.go_to(at, column)
                self.page.grid.setFocus()
                return at, column
        raise LookupError(label)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.page.grid, text[:1])
        edit = self.page.grid.editing.edit
        QTest.keyClicks(edit, text[1:])
        QTest.keyClick(edit, Key.Key_Return)

    def sentences(self) -> list[str]:
        texts = [self.panel.lines.itemAt(at) for at in range(self.panel.lines.count())]
        return [item.widget().text() for item in texts if item is not None]  # type: ignore[union-attr]

    def settle(self, qtbot: QtBot) -> None:
        versions = self.page.versions
        qtbot.waitUntil(lambda: not versions.watch.busy(), timeout=10_000)
        if versions.panel is not None and versions.panel.isVisible():
            qtbot.waitUntil(lambda: not self.panel.certifying.busy(), timeout=20_000)


def ground() -> Document:
    """The small matrix as version 1, in force since the beginning of the year, with a residual rule."""
    document = small()
    (edition,) = document.editions
    ceo = next(role.id for role in document.roles if role.name == "CEO")
    changed = edition.changed(name="Limits", version="1", effective=START, residual=ceo)
    return document.with_rows({"edition": {edition.id: changed}})


def desk_on(qtbot: QtBot, document: Document, *, read_only: bool = False) -> Desk:
    session = Memory(document, read_only=read_only)
    bridge = May(session)
    page = MatrixPage(bridge)
    bridge.setParent(page)
    qtbot.addWidget(page)
    page.resize(1400, 860)
    refused: list[str] = []
    bridge.refused.connect(refused.append)
    page.versions.looking.refused.connect(refused.append)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return Desk(page, session, refused)


def choose(field: ChoiceField, text: str) -> None:
    """Open the list and choose what begins with a text."""
    at = next(at for at in range(field.combo.count()) if field.combo.itemText(at).startswith(text))
    field.combo.setFocus()
    field.combo.showPopup()
    field.combo.setCurrentIndex(at)
    field.combo.hidePopup()
    field.combo.activated.emit(at)


def write(field: DateField, text: str) -> None:
    line: QLineEdit = field.edit
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Key.Key_Return)


def begin(desk: Desk, qtbot: QtBot) -> Edition:
    QTest.mouseClick(desk.page.versions.bar.draft, Left)
    (draft,) = drafts_of(desk.document)
    desk.settle(qtbot)
    return draft


def with_two_versions() -> Document:
    """Version 2 in force since April, in which the board decides bonuses."""
    document = ground()
    old = next(iter(document.editions))
    board = next(role.id for role in document.roles if role.name == "Board")
    document = apply(document, changes := editions.draft_of(document, old.id))
    (draft,) = changes.ids("edition")
    bonuses = next(d.id for d in document.decisions if d.name == "Bonuses")
    (rule,) = (rule for rule in document.rules.by("decision", bonuses) if rule.edition == draft)
    procedure = (Step(right="approve", who=OneRole(role=board)),)
    document = document.with_rows({"rule": {rule.id: rule.changed(procedure=procedure)}})
    april = date(2026, 4, 1)
    return apply(document, editions.publish(document, draft, board, april, april))

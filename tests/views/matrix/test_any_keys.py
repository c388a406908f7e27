"""Whatever keys are struck, the grid shows the document, and undo leads back to where it began."""

from __future__ import annotations

from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.document import Document
from tests.views.matrix.samples import small
from tests.views.matrix.test_page import page_on
from views.matrix import MatrixPage
from views.matrix.sheet import Sheet

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier

STROKES = (
    *((key, NONE) for key in (Key.Key_A, Key.Key_S, Key.Key_X, Key.Key_Space, Key.Key_Delete, Key.Key_F2)),
    *((key, NONE) for key in (Key.Key_Return, Key.Key_Tab, Key.Key_Escape, Key.Key_Insert, Key.Key_Backspace)),
    *((key, held) for key in (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right) for held in (NONE, SHIFT, CTRL)),
    *((key, NONE) for key in (Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown)),
    *((key, CTRL) for key in (Key.Key_C, Key.Key_X, Key.Key_V, Key.Key_D, Key.Key_A, Key.Key_Delete, Key.Key_Return)),
    (Key.Key_C, CTRL | SHIFT),
    (Key.Key_N, CTRL | SHIFT),
    (Key.Key_Up, ALT),
    (Key.Key_Down, ALT),
)


def focus(page: MatrixPage) -> QWidget:
    return QApplication.focusWidget() or page.grid


def shown(sheet: Sheet) -> list[tuple[str, int, list[str]]]:
    columns = range(len(sheet.columns) + 1)
    return [(row.id, row.depth, [sheet.letters(at, c) for c in columns]) for at, row in enumerate(sheet.rows)]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("begin", [small, Document], ids=["small", "nothing"])
def test_any_keys(qtbot: QtBot, begin: type[Document], seed: int) -> None:
    chance = Random(seed)
    start = begin()
    page, session = page_on(qtbot, start)
    page.take_focus()
    QGuiApplication.clipboard().setText("A\tS\nR\t\n")
    for _ in range(120):
        stroke = chance.choice(STROKES)
        if chance.random() < 0.06:
            chance.choice((page.grid.bridge.undo, page.grid.bridge.redo, page.add_role))()
        elif not page.grid.isVisible():
            page.grid.rows.add_decision()
        else:
            QTest.keyClick(focus(page), *stroke)
        assert shown(page.grid.sheet) == shown(Sheet(session.document))
    page.inspector.show_focus()
    page.grid.grab()
    page.grid.editing.cancel()
    while session.can_undo():
        page.grid.bridge.undo()
    assert session.document == start
    assert shown(page.grid.sheet) == shown(Sheet(start))

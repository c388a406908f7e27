"""Keys in the grid, as people know them from spreadsheets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from views.matrix.grid import MatrixGrid

Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_NONE = Qt.KeyboardModifier.NoModifier
_ARROWS = {Key.Key_Left: (0, -1), Key.Key_Right: (0, 1), Key.Key_Up: (-1, 0), Key.Key_Down: (1, 0)}
_STANDARD = QKeySequence.StandardKey

Action = Callable[["MatrixGrid"], object]


def select_all(grid: MatrixGrid) -> None:
    """Select every cell."""
    last, right = max(0, grid.geometry_.rows - 1), grid.geometry_.columns
    grid.selection.go(last, right)
    grid.selection.go(0, min(1, right), extend=True)
    grid.viewport().update()
    grid.moved.emit()


_ACTIONS: dict[tuple[Qt.Key, Qt.KeyboardModifier], Action] = {
    (Key.Key_F2, _NONE): lambda grid: grid.editing.begin(),
    (Key.Key_F6, _NONE): lambda grid: grid.go_on_to_next_panel(),
    (Key.Key_Space, _NONE): lambda grid: grid.editing.cycle(1),
    (Key.Key_Space, SHIFT): lambda grid: grid.editing.cycle(-1),
    (Key.Key_Delete, _NONE): lambda grid: grid.editing.clear(),
    (Key.Key_Backspace, _NONE): lambda grid: grid.editing.clear(),
    (Key.Key_D, CTRL): lambda grid: grid.editing.fill_down(),
    (Key.Key_C, CTRL | SHIFT): lambda grid: grid.editing.copy(headers=True),
    (Key.Key_Insert, _NONE): lambda grid: grid.rows.add_row(),
    (Key.Key_Return, CTRL): lambda grid: grid.rows.add_row(),
    (Key.Key_Enter, CTRL): lambda grid: grid.rows.add_row(),
    (Key.Key_N, CTRL | SHIFT): lambda grid: grid.rows.add_decision(),
    (Key.Key_Delete, CTRL): lambda grid: grid.rows.delete(),
    (Key.Key_Up, ALT): lambda grid: grid.rows.move(-1),
    (Key.Key_Down, ALT): lambda grid: grid.rows.move(1),
    (Key.Key_A, CTRL): select_all,
}


def claims(event: QKeyEvent) -> bool:
    """Return whether a key belongs to the grid before any shortcut of the window."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if (Key(event.key()), plain) in _ACTIONS:
        return True
    return bool(plain in (_NONE, SHIFT) and event.text() and event.text().isprintable())


def handle(grid: MatrixGrid, event: QKeyEvent) -> bool:
    """Do what a key asks for; return False where it means nothing here."""
    key, held = Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    action = _ACTIONS.get((key, held))
    if action is not None:
        action(grid)
        return True
    if event.matches(_STANDARD.Copy):
        grid.editing.copy()
    elif event.matches(_STANDARD.Cut):
        grid.editing.cut()
    elif event.matches(_STANDARD.Paste):
        grid.editing.paste()
    elif not (_moves(grid, key, held) or _types(grid, event, held)):
        return False
    return True


def _moves(grid: MatrixGrid, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
    row, column = grid.selection.row, grid.selection.column
    last_row, last_column = grid.geometry_.rows - 1, grid.geometry_.columns
    extend, jump = bool(held & SHIFT), bool(held & CTRL)
    if held & ALT or not grid.sheet.rows:
        return False
    if key in _ARROWS:
        down, right = _ARROWS[key]
        if jump:
            row = row if not down else (0 if down < 0 else last_row)
            column = column if not right else (0 if right < 0 else last_column)
        grid.go_to(row + down * (not jump), column + right * (not jump), extend=extend)
    elif key == Key.Key_Home:
        grid.go_to(0 if jump else row, 0, extend=extend)
    elif key == Key.Key_End:
        grid.go_to(last_row if jump else row, last_column, extend=extend)
    elif key in (Key.Key_PageUp, Key.Key_PageDown):
        grid.go_to(grid.page_from(row, 1 if key == Key.Key_PageDown else -1), column, extend=extend)
    elif key in (Key.Key_Return, Key.Key_Enter):
        grid.go_to(row + (-1 if extend else 1), column)
    elif key == Key.Key_Tab:
        go_on(grid, 1)
    elif key == Key.Key_Backtab:
        go_on(grid, -1)
    elif key == Key.Key_Escape and not grid.selection.block.single:
        grid.go_to(row, column)
    else:
        return False
    return True


def go_on(grid: MatrixGrid, step: int) -> None:
    """Move to the next or previous cell, from the end of a row to the beginning of the next."""
    width = grid.geometry_.columns + 1
    at = grid.selection.row * width + grid.selection.column + step
    if 0 <= at < width * grid.geometry_.rows:
        grid.go_to(at // width, at % width)


def _types(grid: MatrixGrid, event: QKeyEvent, held: Qt.KeyboardModifier) -> bool:
    text = event.text()
    if held & (CTRL | ALT) or not text or not text.isprintable():
        return False
    grid.editing.begin(text)
    return True

"""Whole lines of the grid: add, duplicate, reorder, delete; and the menu that offers everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from models.changes import ChangeSet
from models.commands.matrix import add_rule, add_section, duplicate_rule
from views import icons
from views.matrix.edits import delete_lines, move_line, new_decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from views.matrix.grid import MatrixGrid


def _tr(text: str) -> str:
    return QCoreApplication.translate("RowActions", text)


class RowActions:
    """What can be done with the lines of a grid."""

    def __init__(self, grid: MatrixGrid) -> None:
        self._grid = grid

    def add_row(self) -> None:
        """Add a row below the focus: to its decision, or a decision below a section."""
        grid = self._grid
        if not grid.sheet.rows or not grid.editing.commit():
            return
        shown = grid.sheet.rows[grid.selection.row]
        if shown.kind == "section":
            self.add_decision()
            return
        decision = grid.sheet.decision_at(grid.selection.row)
        if decision is not None:
            after = shown.rule.id if shown.rule is not None else None
            self._reach(grid.bridge.execute(add_rule, decision, after, grid.sheet.edition), "rule")

    def duplicate(self) -> None:
        """Add a copy of the focused row below it."""
        rule = self._rule()
        if rule is not None:
            self._reach(self._grid.bridge.execute(duplicate_rule, rule), "rule")

    def add_decision(self) -> None:
        """Add a decision to the section of the focus, and begin to type its name."""
        if self._grid.editing.commit():
            changes = self._grid.bridge.execute(new_decision, self._section(), _tr("New decision"))
            self._reach(changes, "decision", type_name=True)

    def add_section(self) -> None:
        """Add a section beside the one of the focus, and begin to type its name."""
        if self._grid.editing.commit():
            changes = self._grid.bridge.execute(add_section, _tr("New section"))
            self._reach(changes, "section", type_name=True)

    def delete(self) -> None:
        """Delete the selected lines in one step."""
        grid = self._grid
        if not grid.sheet.rows or not grid.editing.commit():
            return
        named = [grid.sheet.named(row) for row in grid.selection.block.rows]
        column = grid.selection.column
        changes = grid.bridge.execute(delete_lines, tuple(named))
        if changes:
            grid.go_to(min(grid.selection.row, grid.selection.anchor_row), column)
            grid.said.emit(f"{changes.label}.", True)

    def move(self, step: int) -> None:
        """Move the selected lines one place up (-1) or down (1) among their neighbours."""
        grid = self._grid
        if not grid.sheet.rows or not grid.editing.commit():
            return
        block = self._siblings_selected()
        if not block:
            return
        around = self._siblings(block[0])
        at = around.index(block[0])
        if step < 0 and at > 0:
            following = around[at + len(block) : at + len(block) + 1]
            self._carry(block, [*block, around[at - 1]], following)
        elif step > 0 and at + len(block) < len(around):
            following = around[at + len(block) + 1 : at + len(block) + 2]
            self._carry(block, [around[at + len(block)], *block], following)

    def _carry(self, block: list[int], order: list[int], following: list[int]) -> None:
        """Move the one neighbour to the other side of the block, so that the block keeps together."""
        grid = self._grid
        neighbour = next(row for row in order if row not in block)
        table, moved = self._grid.sheet.named(neighbour)
        before = (
            self._grid.sheet.named(block[0])[1]
            if order[0] == neighbour
            else self._grid.sheet.named(following[0])[1]
            if following
            else None
        )
        focus, column = self._grid.sheet.named(grid.selection.row)[1], grid.selection.column
        anchor = self._grid.sheet.named(grid.selection.anchor_row)[1]
        if grid.bridge.execute(move_line, table, moved, before) is not None:
            rows = grid.sheet.find(anchor), grid.sheet.find(focus)
            if rows[0] is not None and rows[1] is not None:
                grid.go_to(rows[0], grid.selection.anchor_column)
                grid.go_to(rows[1], column, extend=rows[0] != rows[1])

    def _siblings_selected(self) -> list[int]:
        rows = list(self._grid.selection.block.rows)
        around = self._siblings(rows[0])
        return [row for row in rows if row in around] if rows[0] in around else []

    def _siblings(self, row: int) -> list[int]:
        sheet = self._grid.sheet
        table, _ = self._grid.sheet.named(row)
        above = sheet.parent(row)
        return [
            other
            for other in range(len(sheet.rows))
            if sheet.parent(other) == above and self._grid.sheet.named(other)[0] == table
        ]

    def _rule(self) -> str | None:
        if not self._grid.sheet.rows:
            return None
        rule = self._grid.sheet.rows[self._grid.selection.row].rule
        return rule.id if rule is not None else None

    def _section(self) -> str | None:
        sheet, at = self._grid.sheet, self._grid.selection.row
        if not sheet.rows:
            return None
        shown = sheet.rows[at].section
        if shown is not None:
            return shown.id
        decision = sheet.document.decisions.get(sheet.decision_at(at))
        return decision.section if decision else None

    def _reach(self, changes: ChangeSet | None, table: str, *, type_name: bool = False) -> None:
        grid = self._grid
        for row_id in changes.ids(table) if changes else ():
            at = grid.sheet.find(row_id)
            if (
                at is not None
                and changes is not None
                and any(c.id == row_id and c.before is None for c in changes.changes)
            ):
                grid.go_to(at, 0 if type_name else grid.selection.column)
                if type_name:
                    grid.editing.begin()
                return

    # ---- the menu

    def menu(self) -> QMenu:
        """Return the menu of the focused cell, made anew: what it offers depends on where the focus is."""
        grid, menu = self._grid, QMenu(self._grid)
        self._letters(menu.addMenu(icons.icon("edit"), _tr("Part")))
        self._offer(menu, _tr("Edit"), "edit", grid.editing.begin, "F2")
        menu.addSeparator()
        self._offer(menu, _tr("Cut"), "", grid.editing.cut, "Ctrl+X")
        self._offer(menu, _tr("Copy"), "copy", grid.editing.copy, "Ctrl+C")
        self._offer(menu, _tr("Copy with headers"), "", lambda: grid.editing.copy(headers=True), "Ctrl+Shift+C")
        self._offer(menu, _tr("Paste"), "", grid.editing.paste, "Ctrl+V")
        self._offer(menu, _tr("Fill down"), "", grid.editing.fill_down, "Ctrl+D")
        self._offer(menu, _tr("Clear"), "", grid.editing.clear, "Del")
        menu.addSeparator()
        self._offer(menu, _tr("Add row below"), "add", self.add_row, "Ctrl+Return")
        self._offer(menu, _tr("Duplicate row"), "", self.duplicate, "").setEnabled(self._rule() is not None)
        self._offer(menu, _tr("Add decision"), "decision", self.add_decision, "Ctrl+Shift+N")
        self._offer(menu, _tr("Add section"), "", self.add_section, "")
        menu.addSeparator()
        self._offer(menu, _tr("Move up"), "chevron-up", lambda: self.move(-1), "Alt+Up")
        self._offer(menu, _tr("Move down"), "chevron-down", lambda: self.move(1), "Alt+Down")
        self._offer(menu, _tr("Delete lines"), "delete", self.delete, "Ctrl+Del")
        return menu

    def _letters(self, menu: QMenu) -> None:
        grid = self._grid
        for letter in grid.sheet.grid.letters:
            action = menu.addAction(f"{letter.letter}   {letter.name}")
            action.triggered.connect(lambda _checked=False, text=letter.letter: grid.editing.put(text))
        column, row = grid.selection.column, grid.selection.row
        menu.setEnabled(bool(column and grid.sheet.rows and grid.sheet.takes_letters(row)))

    def _offer(self, menu: QMenu, text: str, icon: str, run: Callable[[], object], keys: str) -> QAction:
        action = menu.addAction(icons.icon(icon), text) if icon else menu.addAction(text)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(lambda _checked=False: run())
        return action

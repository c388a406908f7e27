"""Putting letters and names into the grid: typed, cycled, cleared, filled, copied and pasted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QGuiApplication

from models.authority.schemes import rights_of
from models.commands.matrix import set_cell, set_first_cell
from views.matrix import clipboard
from views.matrix.cell_edit import Bubble, CellEdit
from views.matrix.edits import next_letter, put_block, rename

if TYPE_CHECKING:
    from views.matrix.grid import MatrixGrid


HEAD = -1


def _tr(text: str) -> str:
    return QCoreApplication.translate("Editing", text)


class Editing:
    """What the person is putting into a grid. Each edit is one command; one that is refused leaves what was typed."""

    def __init__(self, grid: MatrixGrid) -> None:
        self._grid = grid
        self._edit = CellEdit(grid.viewport())
        self._bubble = Bubble(grid.viewport())
        self._at = (0, 0)
        self._place = ("", "")
        self._edit.done.connect(self._done)
        self._edit.dropped.connect(self.cancel)
        self._edit.textEdited.connect(lambda _text: self._bubble.hide())

    # ---- typing

    @property
    def active(self) -> bool:
        """Whether something is being typed."""
        return self._edit.isVisibleTo(self._grid.viewport())

    @property
    def edit(self) -> CellEdit:
        """The line that is typed into."""
        return self._edit

    @property
    def message(self) -> str:
        """What is wrong with what was typed, empty when nothing is."""
        return self._bubble.text if self._bubble.isVisibleTo(self._grid.viewport()) else ""

    def has_focus(self) -> bool:
        """Return whether the keys go to what is being typed."""
        return self.active and self._edit.hasFocus()

    def begin(self, text: str | None = None) -> None:
        """Begin to type in the focus cell: with a text in place of what is there, or at its end."""
        row, column = self._grid.selection.row, self._grid.selection.column
        if not self._may_edit() or not self._takes(row, column):
            return
        self._open((row, column), text, self._grid.sheet.spoken(row, column))

    def begin_head(self, column: int) -> None:
        """Begin to type the name of a role in its column's head."""
        role = self._grid.sheet.role(column)
        if role is not None and self.commit() and self._may_edit():
            self._grid.scroll_to(self._grid.selection.row, column)
            self._open((HEAD, column), None, _tr("Name of the role {name}").format(name=role.name))

    def _open(self, at: tuple[int, int], text: str | None, spoken: str) -> None:
        self._at = at
        role = self._grid.sheet.role(at[1])
        line = self._grid.sheet.rows[at[0]].id if at[0] != HEAD else ""
        self._place = (line, role.id if role is not None else "")
        self._edit.start(self._present(*at) if text is None else text, typed=text is not None)
        self._edit.setAccessibleName(spoken)
        self._edit.setAccessibleDescription("")
        self._edit.show()
        self.place()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if text is None:
            self._edit.selectAll()

    def place(self) -> None:
        """Keep what is being typed over its cell."""
        if not self.active:
            return
        g = self._grid.geometry_
        if self._at[0] == HEAD:
            high = self._grid.canvas.look.row_height
            rect = QRect(g.left(self._at[1]), g.head_height - high, self._grid.canvas.look.unit * 12, high)
            rect.moveRight(min(rect.right(), g.width - 4))
        else:
            rect = g.cell(*self._at)
        if self._at[0] == HEAD:
            pass
        elif self._at[1] == 0:
            shown = self._grid.sheet.rows[self._at[0]]
            rect.setLeft(rect.left() + 4 + shown.depth * 18)
        else:
            rect.setWidth(max(rect.width(), self._grid.canvas.look.unit * 4))
        self._edit.setGeometry(rect.adjusted(0, 0, 0, -1))
        self._bubble.place(self._edit.geometry())

    def follow(self) -> None:
        """Stay with the cell that is typed into, wherever its line and column have gone; without them, stop."""
        if not self.active:
            return
        line, role = self._place
        row = HEAD if self._at[0] == HEAD else self._grid.sheet.find(line)
        column = self._grid.sheet.column_of(role) if role else 0
        if row is None or (role and not column):
            self.cancel()
        else:
            self._at = (row, column)

    def commit(self) -> bool:
        """Hand over what was typed, if anything; False when it cannot be taken, and it stays with the reason."""
        if not self.active:
            return True
        row, column = self._at
        text = self._edit.text().strip()
        fault = self._fault(row, column, text) or self._put(row, column, text)
        if fault:
            self._bubble.say(fault, self._edit.geometry())
            self._edit.setAccessibleDescription(fault)
            self._edit.refuse()
            return False
        self._close()
        return True

    def cancel(self) -> None:
        """Forget what was being typed."""
        if self.active:
            self._close()

    def _close(self) -> None:
        focused = self._edit.hasFocus()
        self._bubble.hide()
        self._edit.hide()
        if focused:
            self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self, down: int, right: int) -> None:
        from views.matrix.keyboard import go_on

        if not self.commit():
            return
        if self._at[0] == HEAD:
            return
        if right and not down and abs(right) > 1:
            go_on(self._grid, right // 2)
        elif down or right:
            self._grid.go_to(self._at[0] + down, self._at[1] + right)

    def _fault(self, row: int, column: int, text: str) -> str:
        if column == 0 or row == HEAD or text.upper() == self._grid.sheet.letters(*self._at):
            return ""
        try:
            rights_of(text, self._grid.sheet.grid.letters)
        except ValueError as error:
            return str(error)
        return ""

    def _present(self, row: int, column: int) -> str:
        sheet = self._grid.sheet
        role = sheet.role(column)
        if row == HEAD:
            return role.name if role is not None else ""
        shown = sheet.rows[row]
        if column == 0 and shown.rule is not None and shown.decision is None:
            return shown.rule.label
        return sheet.letters(row, column)

    def _put(self, row: int, column: int, text: str) -> str:
        """Carry an edit out; return why it was refused, or nothing."""
        sheet, bridge = self._grid.sheet, self._grid.bridge
        if text == self._present(row, column):
            return ""
        role = sheet.role(column)
        if role is not None and row == HEAD:
            return bridge.attempt(rename, "role", role.id, text)
        shown = sheet.rows[row]
        if role is None:
            return bridge.attempt(rename, *sheet.named(row), text)
        if shown.rule is not None:
            return bridge.attempt(set_cell, shown.rule.id, role.id, text)
        if shown.decision is not None and text:
            return bridge.attempt(set_first_cell, shown.decision.id, role.id, text, self._grid.sheet.edition)
        return ""

    def _put_or_tell(self, row: int, column: int, text: str) -> None:
        refused = self._put(row, column, text)
        if refused:
            self._grid.bridge.refused.emit(refused)

    def _takes(self, row: int, column: int) -> bool:
        if not self._grid.sheet.rows:
            return False
        if column == 0 or self._grid.sheet.takes_letters(row):
            return True
        if self._grid.sheet.rows[row].kind == "decision":
            self._grid.said.emit(_tr("The rows below this decision say who has which part; choose one of them."), False)
        return False

    def _may_edit(self) -> bool:
        bridge = self._grid.bridge
        if bridge.read_only:
            bridge.refused.emit(bridge.notice or _tr("This file is open for reading only."))
        return not bridge.read_only

    # ---- whole cells and blocks

    def cycle(self, step: int) -> None:
        """Give the focus cell the next letter of the scheme; in the labels, edit."""
        row, column = self._grid.selection.row, self._grid.selection.column
        if column == 0:
            self.begin()
        elif self._may_edit() and self._takes(row, column):
            sheet = self._grid.sheet
            self._put_or_tell(row, column, next_letter(sheet.letters(row, column), sheet.grid.letters, step))

    def put(self, text: str) -> None:
        """Put letters into the focus cell."""
        row, column = self._grid.selection.row, self._grid.selection.column
        if column and self._may_edit() and self._takes(row, column):
            self._put_or_tell(row, column, text)

    def clear(self) -> None:
        """Take away the parts in the selected cells."""
        self._put_block(dict.fromkeys(self._filled(), ""), _tr("Clear {count} cells"))

    def fill_down(self) -> None:
        """Give the selected cells the letters of the first row of the selection."""
        block, sheet = self._grid.selection.block, self._grid.sheet
        cells: dict[tuple[str, str], str] = {}
        for column in block.columns:
            for row in list(block.rows)[1:]:
                text = sheet.letters(block.top, column)
                if column and sheet.takes_letters(row):
                    found = clipboard.cell_of(sheet, row, column, text, sheet.grid.letters)
                    if found is not None:
                        cells[found[0]] = found[1]
        self._put_block(cells, _tr("Fill {count} cells down"))

    def copy(self, *, headers: bool = False) -> None:
        """Copy the selection as text; with `headers`, the roles and labels around it."""
        if self._grid.sheet.rows:
            block = self._grid.selection.block
            QGuiApplication.clipboard().setText(clipboard.block_text(self._grid.sheet, block, headers=headers))

    def cut(self) -> None:
        """Copy the selection and clear it."""
        self.copy()
        self._put_block(dict.fromkeys(self._filled(), ""), _tr("Cut {count} cells"))

    def paste(self) -> None:
        """Put a copied block at the selection, in one step."""
        text = QGuiApplication.clipboard().text()
        if not text.strip("\n\r") or not self._grid.sheet.rows or not self._may_edit():
            return
        pasted = clipboard.placed(self._grid.sheet, self._grid.selection.block, text)
        if self._put_block(pasted.cells, _pasting(pasted), pasted.names) and pasted.left_out:
            self._grid.said.emit(
                _tr(
                    "{count} of the pasted cells found no place: they fell on headings or beyond the last role."
                ).format(count=pasted.left_out),
                False,
            )

    def _filled(self) -> list[tuple[str, str]]:
        block, sheet = self._grid.selection.block, self._grid.sheet
        return [
            (sheet.rows[row].id, role.id)
            for row in block.rows
            for column in block.columns
            if row < len(sheet.rows) and (role := sheet.role(column)) is not None and sheet.letters(row, column)
        ]

    def _put_block(
        self, cells: Mapping[tuple[str, str], str], label: str, names: Mapping[tuple[str, str], str] | None = None
    ) -> bool:
        if not (cells or names) or not self._may_edit():
            return not (cells or names)
        label = label.format(count=len(cells))
        return self._grid.bridge.execute(put_block, cells, names or {}, label, self._grid.sheet.edition) is not None


def _pasting(pasted: clipboard.Pasted) -> str:
    """Return what pasting is called in the list of what can be undone."""
    if pasted.cells or not pasted.names:
        return _tr("Paste {count} cells")
    return (
        _tr("Rename {number} lines").format(number=len(pasted.names)) if len(pasted.names) > 1 else _tr("Rename a line")
    )

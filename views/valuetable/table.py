"""A table of values: moved in and typed into like a spreadsheet, a pasted block being one edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView, QWidget

from views import tabbed
from views.shell.accessibility import announce
from views.valuetable.cells import Column, Line
from views.valuetable.heads import Names
from views.valuetable.model import ValuesModel
from views.valuetable.painting import ValueDelegate, row_height

Index = QModelIndex | QPersistentModelIndex
Typed = Mapping[tuple[str, str], str]
Take = Callable[[Typed], str]
"""Given texts by line and column, carries them out as one edit; returns why that is refused, or nothing."""


class ValueTable(QTableView):
    """`take` is asked to carry out what is typed. `refused` says why it could not, or with "" that this is over.

    Arrows and Tab move, Shift with arrows selects, typing replaces, F2 and Enter edit, Delete empties, Ctrl+C and
    Ctrl+V copy and paste blocks. `chosen` comes with the line that one has come to.
    """

    refused = Signal(str)
    chosen = Signal(str)
    delete_asked = Signal(str)

    def __init__(self, name: str, columns: Sequence[Column], take: Take, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self.grows = False
        self.values = ValuesModel(columns, self)
        self.setModel(self.values)
        self.setAccessibleName(name)
        self._delegate = ValueDelegate(self)
        self.setItemDelegate(self._delegate)
        self.names = Names(name, self)
        self.setVerticalHeader(self.names)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.selectionModel().currentChanged.connect(self._moved)
        self._fit()

    # ---- what is shown

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns."""
        if tuple(columns) != self.values.columns:
            self.values.show_columns(columns)
            self._fit()

    def show_lines(self, lines: Sequence[Line], *, read_only: bool = False) -> None:
        """Show these lines; where the same ones stay, one stays where one is, and what is typed stays typed."""
        self.values.writable = not read_only
        at, key = self.line(), self.currentIndex().column()
        names = [line.name for line in self.values.lines]
        self.values.show_lines(lines)
        row = self.values.row_of(at)
        if row >= 0 and self.currentIndex().row() != row:
            self.setCurrentIndex(self.values.index(row, max(0, key)))
        if [line.name for line in lines] != names:
            self._fit()
            self.names.updateGeometry()
            self.updateGeometries()
        self.updateGeometry()

    def line(self) -> str:
        """Return the line that one is on, or nothing."""
        row = self.currentIndex().row()
        return self.values.lines[row].id if 0 <= row < len(self.values.lines) else ""

    def go_to(self, line: str, key: str = "") -> bool:
        """Go to a line, and to a column of it; return whether there is such a line."""
        row = self.values.row_of(line)
        if row < 0:
            return False
        column = max(0, self.values.column_of(key))
        self.setCurrentIndex(self.values.index(row, column))
        self.scrollTo(self.values.index(row, column))
        return True

    def typing(self) -> bool:
        """Return whether a cell is being typed into."""
        return self.state() == QAbstractItemView.State.EditingState

    def commit(self) -> bool:
        """Hand over what is being typed; return whether it was taken."""
        line = self.findChild(QLineEdit)
        if line is not None and self.typing():
            self._delegate.leave(line, 0, 0)
        return not self.typing()

    # ---- where things are

    def _fit(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        wanted = [letter * max(column.letters, len(column.heading) + 2) + 12 for column in self.values.columns]
        least = [letter * max(column.least, len(column.heading) + 2) + 12 for column in self.values.columns]
        # Where there is too little room, words give way before figures do; what is still too wide is scrolled to.
        short = sum(wanted) - (self.width() - self.names.wide() - self.verticalScrollBar().sizeHint().width())
        for at in sorted(range(len(wanted)), key=lambda at: (self.values.columns[at].figure, -wanted[at])):
            give = 0 if self.values.columns[at].figure else max(0, min(short, wanted[at] - max(least[at], 0)))
            wanted[at] -= give
            short -= give
        # A figure stays near the others; a column of words takes what is left.
        self.horizontalHeader().setStretchLastSection(bool(wanted) and not self.values.columns[-1].figure)
        for at, width in enumerate(wanted):
            self.setColumnWidth(at, width)
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        self.names.set_room(self._room())

    def _room(self) -> int:
        letter = max(1, self.fontMetrics().averageCharWidth())
        return max(14, min(40, self.width() // letter // 4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def sizeHint(self) -> QSize:
        rows = self.values.rowCount() * row_height(self)
        return QSize(480, rows + self.horizontalHeader().sizeHint().height() + self._bar() + 2)

    def minimumSizeHint(self) -> QSize:
        if self.grows:
            return QSize(260, self.sizeHint().height())
        return QSize(260, row_height(self) * 4 + self.horizontalHeader().sizeHint().height())

    def _bar(self) -> int:
        whole = sum(self.columnWidth(at) for at in range(len(self.values.columns)))
        return self.horizontalScrollBar().sizeHint().height() if whole > self.viewport().width() else 0

    # ---- typing

    def try_out(self, index: Index, text: str) -> str:
        """Carry out what was typed into a cell; return why it was refused, or nothing."""
        line, column = self.values.lines[index.row()], self.values.columns[index.column()]
        refused = self._take({(line.id, column.key): text})
        if not refused:
            self.refuse("")
        return refused

    def hand_over(self, index: Index, text: str) -> None:
        """Carry out what was typed into a cell that was left; say why where it cannot be."""
        refused = self.try_out(index, text)
        if refused:
            self.refuse(refused)

    def refuse(self, reason: str) -> None:
        """Say why something cannot be, or that this is over."""
        self.refused.emit(reason)
        if reason:
            announce(self, reason, urgent=True)

    def step(self, down: int, right: int) -> None:
        """Move so many cells; to the right past the end of a line goes on with the next one."""
        at = self.currentIndex()
        wide = len(self.values.columns)
        number = at.row() * wide + at.column() + right + down * wide
        if 0 <= number < wide * len(self.values.lines):
            self.setCurrentIndex(self.values.index(number // wide, number % wide))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        standard = QKeySequence.StandardKey
        if event.matches(standard.Copy):
            QGuiApplication.clipboard().setText(self.block_text())
        elif event.matches(standard.Cut):
            QGuiApplication.clipboard().setText(self.block_text())
            self._empty()
        elif event.matches(standard.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.selectedIndexes():
            self._empty()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._goes_on(1 if key == Qt.Key.Key_Tab else -1):
            self.step(0, 1 if key == Qt.Key.Key_Tab else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._editable():
            self.edit(self.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.refuse("")
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _editable(self) -> bool:
        return self.currentIndex().isValid() and self.values.takes(self.currentIndex())

    def event(self, event: QEvent) -> bool:
        # Qt takes Tab for itself before keyPressEvent would see it; here it moves on until the last cell.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            right = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            if right is not None and not self.typing() and self._goes_on(right):
                self.step(0, right)
                return True
        return super().event(event)

    def _goes_on(self, right: int) -> bool:
        at = self.currentIndex()
        number = at.row() * len(self.values.columns) + at.column() + right
        return at.isValid() and 0 <= number < len(self.values.columns) * len(self.values.lines)

    def _moved(self, current: QModelIndex, before: QModelIndex) -> None:
        if current.row() != before.row():
            self.names.viewport().update()
            if current.isValid():
                self.chosen.emit(self.values.lines[current.row()].id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.values.lines:
            self.setCurrentIndex(self.values.index(0, 0))

    # ---- blocks

    def _block(self) -> tuple[list[int], list[int]]:
        """The rows and columns that are selected; the cell that one is on where nothing is."""
        found = self.selectedIndexes() or ([self.currentIndex()] if self.currentIndex().isValid() else [])
        return sorted({index.row() for index in found}), sorted({index.column() for index in found})

    def block_text(self) -> str:
        """Return what is selected as text with tabs: as it is typed, or as it reads where nobody types it."""
        rows, columns = self._block()
        cells = [[self.values.lines[row].cells[column] for column in columns] for row in rows]
        return tabbed.written([[cell.typed if cell.editable else cell.text for cell in line] for line in cells])

    def _empty(self) -> None:
        rows, columns = self._block()
        texts = {
            (self.values.lines[row].id, self.values.columns[column].key): ""
            for row in rows
            for column in columns
            if self.values.takes(self.values.index(row, column)) and self.values.lines[row].cells[column].typed
        }
        if texts:
            self.refuse(self._take(texts))

    def paste(self, text: str) -> None:
        """Put a block where one is, as one edit: one cell fills all that is selected, more go to the right and down."""
        rows, columns = self._block()
        block = tabbed.parsed(text)
        if not rows or not block or not self.values.writable:
            return
        if len(block) == 1 and len(block[0]) == 1:
            block = [block[0] * len(columns) for _ in rows]
        texts: dict[tuple[str, str], str] = {}
        left_out = 0
        for down, line in enumerate(block):
            for right, cell in enumerate(line):
                row, column = rows[0] + down, columns[0] + right
                if row >= len(self.values.lines) or column >= len(self.values.columns):
                    left_out += bool(cell.strip())
                elif self.values.takes(self.values.index(row, column)):
                    texts[self.values.lines[row].id, self.values.columns[column].key] = cell.strip()
        refused = self._take(texts) if texts else ""
        if not refused and left_out:
            refused = self.tr("{n} of the pasted cells found no place and were left out.").format(n=left_out)
        if not refused and texts:
            self._select(rows[0], columns[0], len(block), max(len(line) for line in block))
        self.refuse(refused)

    def _select(self, top: int, left: int, high: int, wide: int) -> None:
        from PySide6.QtCore import QItemSelection

        bottom = min(top + high, len(self.values.lines)) - 1
        right = min(left + wide, len(self.values.columns)) - 1
        area = QItemSelection(self.values.index(top, left), self.values.index(bottom, right))
        self.selectionModel().select(area, QItemSelectionModel.SelectionFlag.ClearAndSelect)

"""The lines of a table of values as Qt asks for them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from views.valuetable.cells import Cell, Column, Line

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class ValuesModel(QAbstractTableModel):
    """Columns and lines in the order given. Nothing is changed here: what is typed goes to the table's owner."""

    def __init__(self, columns: Sequence[Column], parent: QObject) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.lines: tuple[Line, ...] = ()
        self.writable = True

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; the lines of the ones before are gone."""
        if tuple(columns) != self.columns:
            self.beginResetModel()
            self.columns, self.lines = tuple(columns), ()
            self.endResetModel()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the same ones with other values keep their selection, and only what differs is painted."""
        new = tuple(lines)
        if [line.id for line in new] != [line.id for line in self.lines]:
            self.beginResetModel()
            self.lines = new
            self.endResetModel()
            return
        before, self.lines = self.lines, new
        for row, (old, now) in enumerate(zip(before, new, strict=True)):
            if old != now:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
                if (old.name, old.aside) != (now.name, now.aside):
                    self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)

    def cell(self, index: Index) -> Cell:
        """Return the cell at a place."""
        return self.lines[index.row()].cells[index.column()]

    def row_of(self, line: str) -> int:
        """Return the row of a line, or -1."""
        return next((row for row, each in enumerate(self.lines) if each.id == line), -1)

    def column_of(self, key: str) -> int:
        """Return the number of a column, or -1."""
        return next((at for at, column in enumerate(self.columns) if column.key == key), -1)

    def takes(self, index: Index) -> bool:
        """Return whether something can be typed into a cell."""
        return self.writable and self.cell(index).editable

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        cell = self.cell(index)
        match role:
            case Role.DisplayRole:
                return cell.text
            case Role.EditRole:
                return cell.typed
            case Role.ToolTipRole:
                return "\n".join(filter(None, (cell.text, cell.why))) or None
            case Role.AccessibleTextRole:
                return self.spoken(index)
            case Role.AccessibleDescriptionRole:
                return cell.why
        return None

    def spoken(self, index: Index) -> str:
        """Return a cell as it is read aloud: whose, what, how much, and whether that is assumed."""
        cell, column = self.cell(index), self.columns[index.column()]
        value = cell.text or self.tr("nothing")
        assumed = self.tr(", assumed") if cell.assumed else ""
        return f"{self.lines[index.row()].name}, {column.heading}: {value}{assumed}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            if section >= len(self.lines):
                return None
            line = self.lines[section]
            if role == Role.DisplayRole:
                return line.name
            if role == Role.ToolTipRole:
                return f"{line.name}\n{line.aside}" if line.aside else line.name
            return None
        column = self.columns[section]
        if role == Role.DisplayRole:
            return column.heading
        if role == Role.ToolTipRole:
            return column.hint or None
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.figure else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.takes(index) else flags

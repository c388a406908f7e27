"""A table of a report: figures to the right, copied with its headings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from models.simulation.report import ReportTable


class FigureTable(QTableWidget):
    """Shows a table as high as its rows; Ctrl+C copies what is selected, or all, with headings."""

    def __init__(self, table: ReportTable, parent: QWidget | None = None) -> None:
        super().__init__(len(table.rows), len(table.headings), parent)
        self.setAccessibleName(table.title)
        self.setHorizontalHeaderLabels(list(table.headings))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setAlternatingRowColors(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        for row, texts in enumerate(table.rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column in table.figures:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(text)
                self.setItem(row, column, item)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(len(table.headings)):
            if column in table.figures:
                heading = self.horizontalHeaderItem(column)
                assert heading is not None
                heading.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.resizeRowsToContents()
        self._fit()

    def _fit(self) -> None:
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + bar + 4)

    def text(self) -> str:
        """Return what is selected, or all, as text with tabs and a line of headings."""
        chosen = self.selectedRanges()
        top, bottom, left, right = 0, self.rowCount() - 1, 0, self.columnCount() - 1
        if chosen and chosen[0].rowCount() * chosen[0].columnCount() > 1:
            area = chosen[0]
            top, bottom, left, right = area.topRow(), area.bottomRow(), area.leftColumn(), area.rightColumn()
        columns = range(left, right + 1)
        headings = (self.horizontalHeaderItem(column) for column in columns)
        lines = ["\t".join(heading.text() if heading is not None else "" for heading in headings)]
        for row in range(top, bottom + 1):
            cells = (self.item(row, column) for column in columns)
            lines.append("\t".join(cell.text() if cell is not None else "" for cell in cells))
        return "\n".join(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text())
            return
        super().keyPressEvent(event)

"""A table of a report: figures to the right, copied with its headings, folded where it is long."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from models.simulation.telling.reporttables import ReportTable
from views import tokens
from views.shell.buttons import Button, IconButton
from views.simulation.charts.copying import lines_text

MOST_ROWS = 12
"""Rows of a long table that are shown before somebody asks for all."""
_WIDEST_NAME = 340


class FigureTable(QTableWidget):
    """Shows rows as high as they are; Ctrl+C copies what is selected, or the whole table, with headings."""

    def __init__(self, table: ReportTable, rows: int | None = None, parent: QWidget | None = None) -> None:
        self._table = table
        shown = table.rows[:rows]
        super().__init__(len(shown), len(table.headings), parent)
        self.setAccessibleName(table.title)
        self.setHorizontalHeaderLabels(list(table.headings))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setAlternatingRowColors(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        # Tab goes on to what follows; the arrows walk inside.
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        for row, texts in enumerate(shown):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column in table.figures:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(text)
                self.setItem(row, column, item)
        self._head(table)
        self.resizeRowsToContents()
        self._fit()

    def _head(self, table: ReportTable) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(len(table.headings)):
            heading = self.horizontalHeaderItem(column)
            assert heading is not None
            if column in table.figures:
                heading.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if table.how:
                heading.setToolTip(table.how)
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        words = [column for column in range(len(table.headings)) if column not in table.figures]
        for column in words[1:]:
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, min(self.sizeHintForColumn(column) + tokens.SPACE_M, _WIDEST_NAME))
        head.setMinimumSectionSize(72)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _fit(self) -> None:
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + bar + 4)

    def text(self) -> str:
        """Return what is selected, or the whole table, as text with tabs and a line of headings."""
        chosen = self.selectedRanges()
        if not chosen or chosen[0].rowCount() * chosen[0].columnCount() < 2:
            return lines_text(self._table.headings, self._table.rows)
        area = chosen[0]
        columns = range(area.leftColumn(), area.rightColumn() + 1)
        rows = self._table.rows[area.topRow() : area.bottomRow() + 1]
        return lines_text(
            [self._table.headings[column] for column in columns], [[row[column] for column in columns] for row in rows]
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text())
            return
        super().keyPressEvent(event)


class FoldedTable(QWidget):
    """A table of which a long one shows its first rows until all are asked for; copying always takes all."""

    def __init__(self, table: ReportTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = table
        long = len(table.rows) > MOST_ROWS
        self.table = FigureTable(table, MOST_ROWS if long else None)
        self.copy_button = IconButton("copy", self.tr("Copy “{table}” with headings").format(table=table.title))
        self.copy_button.clicked.connect(self._copy)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE_S)
        self._column.addWidget(self.table)
        self.more: Button | None = None
        if long:
            self.more = Button(
                self.tr("Show all {n} rows").format(n=len(table.rows)), kind="quiet", icon="chevron-down"
            )
            self.more.clicked.connect(self.show_all)
            self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)

    def show_all(self) -> None:
        """Show every row."""
        if self.more is None:
            return
        whole = FigureTable(self._whole)
        self._column.replaceWidget(self.table, whole)
        self.table.deleteLater()
        self.table = whole
        whole.setFocus()
        self.more.hide()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.table.text())

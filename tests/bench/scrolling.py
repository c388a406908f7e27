"""Scrolling a matrix of 500 decisions and 60 roles a page at a time, against Qt's own table with its own delegate."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QTableView

from tests.bench.harness import Ratio
from tests.views.matrix.samples import Memory, large
from views.bridge import Bridge
from views.matrix.grid import MatrixGrid

_SIZE = QRect(0, 0, 1920, 1080)
_PAGES = 30
_alive: list[QObject] = []


def benches() -> list[Ratio]:
    """Return the ratio; both sides show the same letters in cells of the same size, and paint all that is seen."""
    application = QApplication.instance() or QApplication([])
    _alive.append(application)
    grid = _grid()
    table = _table(grid)
    return [
        Ratio("scrolling 500 decisions × 60 roles by pages, full repaint", _pages(grid), _pages(table), 1.0, pairs=11)
    ]


def _pages(view: QAbstractScrollArea) -> Callable[[], object]:
    down, across = view.verticalScrollBar(), view.horizontalScrollBar()

    def scroll() -> None:
        for page in range(_PAGES):
            down.setValue(page * down.pageStep())
            across.setValue(page % 3 * across.maximum() // 2)
            view.viewport().repaint()

    return scroll


def _grid() -> MatrixGrid:
    bridge = Bridge(Memory(large()))
    _alive.append(bridge)
    grid = MatrixGrid(bridge)
    _show(grid)
    return grid


def _table(grid: MatrixGrid) -> QTableView:
    sheet, geometry = grid.sheet, grid.geometry_
    model = QStandardItemModel(len(sheet.rows), len(sheet.columns))
    model.setHorizontalHeaderLabels([column.role.name for column in sheet.columns])
    for row in range(len(sheet.rows)):
        model.setVerticalHeaderItem(row, QStandardItem(sheet.line(row).label))
        for column in sheet.line(row).cells:
            item = QStandardItem(sheet.letters(row, column))
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            model.setItem(row, column - 1, item)
    table = QTableView()
    table.setModel(model)
    table.setWordWrap(False)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().setFixedWidth(geometry.first_width)
    table.verticalHeader().setDefaultSectionSize(geometry.row_height(1))
    table.horizontalHeader().setFixedHeight(geometry.head_height)
    table.horizontalHeader().setMinimumSectionSize(8)
    table.horizontalHeader().setDefaultSectionSize(geometry.column_width)
    _alive.append(model)
    _show(table)
    return table


def _show(view: QAbstractScrollArea) -> None:
    _alive.append(view)
    view.setGeometry(_SIZE)
    view.show()
    QApplication.processEvents()

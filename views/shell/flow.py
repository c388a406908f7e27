"""Layouts that wrap: chips that flow like words, and form columns that stack when the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from views import tokens


class WrappingLayout(QLayout):
    """Keeps the items; a kind of wrapping says where they go. Mirrored for right-to-left."""

    def __init__(self, parent: QWidget | None = None, spacing: int = tokens.SPACE_S) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins())
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Put a widget before the item at `index`."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, item: QLayoutItem, rect: QRect, within: QRect) -> None:
        parent = self.parentWidget()
        if parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            rect = rect.translated(within.left() + within.right() - rect.left() - rect.right(), 0)
        item.setGeometry(rect)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        raise NotImplementedError


class FlowLayout(WrappingLayout):
    """Items at their own size, one after the other; the last one takes the rest of its line."""

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        area = rect.marginsRemoved(self.contentsMargins())
        y = area.y()
        for line in self._lines(area.width()):
            height = max(item.sizeHint().height() for item in line)
            x = area.x()
            for item in line:
                size = item.sizeHint().boundedTo(QSize(max(area.width(), 0), 1 << 20))
                if item is self._items[-1] and item.expandingDirections() & Qt.Orientation.Horizontal:
                    size.setWidth(max(size.width(), area.right() + 1 - x))
                if move:
                    middle = y + (height - size.height()) // 2
                    self._place(item, QRect(QPoint(x, middle), size), area)
                x += size.width() + self.spacing()
            y += height + self.spacing()
        y -= self.spacing() if y > area.y() else 0
        return y + self.contentsMargins().bottom() - rect.y()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            wanted = item.sizeHint().width()
            if not lines or wanted > left:
                lines.append([])
                left = width
            lines[-1].append(item)
            left -= wanted + self.spacing()
        return lines


class ColumnsLayout(WrappingLayout):
    """Equal columns, as many as there is room for up to `columns`; wide items take a whole row."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        columns: int = 2,
        characters: int = 34,
        gap: int = tokens.SPACE_L,
    ) -> None:
        super().__init__(parent, tokens.SPACE_M)
        self._columns, self._characters, self._gap = columns, characters, gap
        self._wide: set[int] = set()

    def add(self, widget: QWidget, *, wide: bool = False) -> None:
        """Append a widget."""
        if wide:
            self._wide.add(id(widget))
        self.addWidget(widget)

    def _fitting(self, width: int) -> int:
        parent = self.parentWidget()
        least = self._characters * parent.fontMetrics().averageCharWidth() if parent is not None else 240
        return max(1, min(self._columns, (width + self._gap) // (least + self._gap)))

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        area = rect.marginsRemoved(self.contentsMargins())
        columns = self._fitting(area.width())
        width = (area.width() - self._gap * (columns - 1)) // columns
        y = area.y()
        for row in self._rows(columns):
            single = len(row) == 1 and id(row[0].widget()) in self._wide
            span = area.width() if single else width
            height = max(_height(item, span) for item in row)
            if move:
                for index, item in enumerate(row):
                    place = QRect(area.x() + index * (width + self._gap), y, span, height)
                    self._place(item, place, area)
            y += height + self.spacing()
        if y > area.y():
            y -= self.spacing()
        return y + self.contentsMargins().bottom() - rect.y()

    def _rows(self, columns: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        room = 0
        for item in self._shown():
            if id(item.widget()) in self._wide:
                rows.append([item])
                room = 0
            elif room:
                rows[-1].append(item)
                room -= 1
            else:
                rows.append([item])
                room = columns - 1
        return rows


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()

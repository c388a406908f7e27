"""A list of things, each with a name and a quiet second line; chosen, pushed and dragged to another place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDropEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from views import icons, theme, tokens

ID, SECOND = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
WARNED, DEPTH = Qt.ItemDataRole.UserRole + 2, Qt.ItemDataRole.UserRole + 3
_PAD = 10

Index = QModelIndex | QPersistentModelIndex


class Line(NamedTuple):
    """One thing of a list; `warning` says what is wrong with it, if anything, `depth` how far it is moved in."""

    id: str
    name: str
    second: str = ""
    warning: str = ""
    depth: int = 0


class LinesModel(QAbstractListModel):
    """One row a thing, in the order given."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self.movable = False

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the same things with other words keep their selection."""
        if list(lines) == self._lines:
            return
        if [line.id for line in lines] == [line.id for line in self._lines]:
            self._lines = list(lines)
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def row_of(self, wanted: str) -> int:
        """Return the row of a thing, or -1."""
        return next((number for number, line in enumerate(self._lines) if line.id == wanted), -1)

    def id_at(self, row: int) -> str:
        """Return the id of the thing in a row."""
        return self._lines[row].id

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.name
            case Qt.ItemDataRole.ToolTipRole:
                return line.warning or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{line.name}, {line.second}" if line.second else line.name
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return line.warning
        return {ID: line.id, SECOND: line.second, WARNED: bool(line.warning), DEPTH: line.depth}.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self.movable:
            flags |= Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return ["application/x-remit-line"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(self.mimeTypes()[0], str(indexes[0].data(ID)).encode() if indexes else b"")
        return data


class TwoLineList(QListView):
    """`chosen` comes with the id of a thing; `pushed(id, step)` for Alt with an up or down arrow.

    `moved(id, at)` comes when a thing was dragged in front of that row, where `let_move` allows it.
    """

    chosen = Signal(str)
    pushed = Signal(str, int)
    moved = Signal(str, int)
    delete_asked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.lines = LinesModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._moved)

    def let_move(self, on: bool) -> None:
        """Let things be dragged to another place."""
        self.lines.movable = on
        self.setDragDropMode(
            QAbstractItemView.DragDropMode.InternalMove if on else QAbstractItemView.DragDropMode.NoDragDrop
        )
        self.setDropIndicatorShown(on)

    def choose(self, wanted: str) -> None:
        """Mark a thing as the one that is shown, without telling anybody."""
        index = self.lines.index(max(self.lines.row_of(wanted), 0))
        blocked = self.selectionModel().blockSignals(True)
        self.setCurrentIndex(index)
        self.selectionModel().blockSignals(blocked)
        self.scrollTo(index)
        self.viewport().update()

    def clear_choice(self) -> None:
        """Mark nothing, without telling anybody."""
        blocked = self.selectionModel().blockSignals(True)
        self.setCurrentIndex(QModelIndex())
        self.selectionModel().clear()
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(ID))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = self.currentIndex().data(ID)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if held and step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.pushed.emit(held, step)
        elif held and event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit(held)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        # The document moves the thing and tells the list; the view itself must not take anything out.
        over = self.indexAt(event.position().toPoint())
        at = over.row() if over.isValid() else self.lines.rowCount()
        if over.isValid() and event.position().y() > self.visualRect(over).center().y():
            at += 1
        held = bytes(event.mimeData().data(self.lines.mimeTypes()[0]).data()).decode()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if held:
            self.moved.emit(held, at)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heights = option.fontMetrics.height() * 2
        return QSize(120, heights + 2 * tokens.SPACE_S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state, rect = option.state, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected" if chosen else "hover"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), tokens.RADIUS_M, tokens.RADIUS_M)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.color("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), tokens.RADIUS_M, tokens.RADIUS_M)
        # However deep it lies, half of the width is left for its name.
        moved_in = min(index.data(DEPTH) * tokens.SPACE_M, rect.width() // 2)
        inner = rect.adjusted(_PAD + moved_in, tokens.SPACE_S, -_PAD, -tokens.SPACE_S)
        if index.data(WARNED):
            side = painter.fontMetrics().height()
            picture = icons.pixmap("warning", "warning", side, painter.device().devicePixelRatioF())
            painter.drawPixmap(inner.right() - side + 1, inner.top(), picture)
            inner.setRight(inner.right() - side - tokens.SPACE_XS)
        self._line(
            painter, QRect(inner.x(), inner.y(), inner.width(), inner.height() // 2), "strong", "text", index.data()
        )
        lower = QRect(inner.x(), inner.center().y() + 1, rect.right() - _PAD - inner.x(), inner.height() // 2)
        self._line(painter, lower, "small", "muted", index.data(SECOND))
        painter.restore()

    def _line(self, painter: QPainter, rect: QRect, role: str, color: str, text: str) -> None:
        painter.setFont(theme.font(role))
        painter.setPen(theme.color(color))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)

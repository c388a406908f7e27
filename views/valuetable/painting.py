"""How a cell of a table of values is drawn and typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from views import theme, tokens
from views.valuetable.cells import Cell, Column

if TYPE_CHECKING:
    from views.valuetable.table import ValueTable

Index = QModelIndex | QPersistentModelIndex
_PAD = 10
_BAR = 48
# The property of a line in which stands what stood there at first.
_BEGUN = "begun"


class ValueDelegate(QStyledItemDelegate):
    """Paints cells; a line to type in appears where somebody types, and stays while what it says cannot be."""

    def __init__(self, table: ValueTable) -> None:
        super().__init__(table)
        self._table = table
        self._typing: QPersistentModelIndex | None = None

    # ---- drawing

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, row_height(self._table))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = self._table.values
        cell, column = model.cell(index), model.columns[index.column()]
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selected"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(theme.color("border"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._text(painter, cell, column, rect)
        if index == self._table.currentIndex() and self._table.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), tokens.RADIUS_S, tokens.RADIUS_S)
        painter.restore()

    def _text(self, painter: QPainter, cell: Cell, column: Column, rect: QRectF) -> None:
        font = theme.font()
        font.setItalic(cell.assumed)
        painter.setFont(font)
        tone = cell.tone or ("muted" if cell.assumed or not cell.editable else "text")
        painter.setPen(theme.color(tone))
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        if cell.bar is not None:
            self._bar(painter, cell, QRectF(inner.left(), rect.center().y() - 4, _BAR, 8))
            inner.setLeft(inner.left() + _BAR + _PAD)
            painter.setPen(theme.color(tone))
        side = Qt.AlignmentFlag.AlignRight if column.figure else Qt.AlignmentFlag.AlignLeft
        text = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, int(inner.width()))
        align = QStyle.visualAlignment(self._table.layoutDirection(), side)
        painter.drawText(inner, align | Qt.AlignmentFlag.AlignVCenter, text)

    def _bar(self, painter: QPainter, cell: Cell, track: QRectF) -> None:
        assert cell.bar is not None
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("pressed"))
        painter.drawRoundedRect(track, 3, 3)
        full = QRectF(track)
        full.setWidth(max(2.0, track.width() * min(1.0, cell.bar)))
        painter.setBrush(theme.color(cell.tone if cell.tone in ("error", "warning") else "accent"))
        painter.drawRoundedRect(full, 3, 3)
        if cell.bar > 1:
            # Past its end: more is asked than there is, told without colour.
            painter.setPen(QPen(QColor(theme.tokens().text), 2))
            painter.drawLine(track.topRight(), track.bottomRight())

    # ---- typing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._table.values.columns[index.column()]
        line = QLineEdit(parent)
        line.setProperty("role", "cell")
        line.setAccessibleName(self._table.values.spoken(index))
        if column.figure:
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if column.choices:
            completer = QCompleter(list(column.choices), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setMaxVisibleItems(12)
            line.setCompleter(completer)
            line.setProperty("chooses", True)
        self._typing = QPersistentModelIndex(index)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # What is being typed stays whatever the document does meanwhile.
        if isinstance(editor, QLineEdit) and not _changed(editor):
            text = str(index.data(Qt.ItemDataRole.EditRole))
            editor.setText(text)
            editor.setProperty(_BEGUN, text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: object, index: Index) -> None:
        if isinstance(editor, QLineEdit) and _changed(editor):
            text = editor.text()
            editor.setProperty(_BEGUN, text)
            self._table.hand_over(index, text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(0, 0, 0, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QLineEdit) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(watched, event)
        escapes = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if escapes and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]  # a key event, as just asked
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _key(self, line: QLineEdit, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        popup = line.completer().popup() if line.property("chooses") else None
        if key == Qt.Key.Key_Down and popup is not None and not popup.isVisible():
            line.completer().setCompletionPrefix("" if line.selectedText() == line.text() else line.text())
            line.completer().complete()
            return True
        if key == Qt.Key.Key_Escape:
            self._table.refuse("")
            line.setProperty(_BEGUN, line.text())
            self.closeEditor.emit(line, QStyledItemDelegate.EndEditHint.RevertModelCache)
            return True
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        steps = {
            Qt.Key.Key_Return: (-1 if back else 1, 0),
            Qt.Key.Key_Enter: (-1 if back else 1, 0),
            Qt.Key.Key_Tab: (0, 1),
            Qt.Key.Key_Backtab: (0, -1),
        }
        if key not in steps:
            return False
        self.leave(line, *steps[key])
        return True

    def leave(self, line: QLineEdit, down: int, right: int) -> None:
        """Hand over what was typed and go on; where it cannot be, the line stays with why beneath the table."""
        if self._typing is not None and _changed(line):
            refused = self._table.try_out(self._typing, line.text())
            if refused:
                self._table.refuse(refused)
                line.selectAll()
                return
        line.setProperty(_BEGUN, line.text())
        self.closeEditor.emit(line, QStyledItemDelegate.EndEditHint.NoHint)
        self._table.step(down, right)


def _changed(line: QLineEdit) -> bool:
    """Whether something else stands there than when the typing began, typed or picked from the list."""
    return line.text() != (line.property(_BEGUN) or "")


def row_height(widget: QWidget) -> int:
    """Return how high a line of a table is."""
    return round(widget.fontMetrics().height() * 1.75) + 4

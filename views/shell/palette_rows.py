"""How the rows of the command palette are painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from views import icons, theme, tokens
from views.shell.palette_items import PaletteItem

ITEM = Qt.ItemDataRole.UserRole + 1
_MARGIN = 20


def row_height(*, heading: bool) -> int:
    """Return the height of a row in logical pixels."""
    return QFontMetrics(theme.font()).height() + (tokens.SPACE_S if heading else 2 * tokens.SPACE_S)


class RowDelegate(QStyledItemDelegate):
    """A heading in small letters, or an item: icon, title, subtitle behind it, shortcut at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, row_height(heading=index.data(ITEM) is None))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        item = index.data(ITEM)
        rect: QRect = option.rect
        direction: Qt.LayoutDirection = option.direction
        if isinstance(item, PaletteItem):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            _paint_item(painter, rect, direction, item, selected)
        else:
            painter.setFont(theme.font("label"))
            painter.setPen(theme.color("muted"))
            painter.drawText(rect.adjusted(_MARGIN, 0, -_MARGIN, 0), _leading(direction), str(index.data()))
        painter.restore()


def _leading(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    return QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def _paint_item(
    painter: QPainter, rect: QRect, direction: Qt.LayoutDirection, item: PaletteItem, selected: bool
) -> None:
    if selected:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("selected"))
        painter.drawRoundedRect(rect.adjusted(tokens.SPACE_S, 1, -tokens.SPACE_S, -1), tokens.RADIUS_M, tokens.RADIUS_M)
    row = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)

    def at(x: int, width: int) -> QRect:
        return QStyle.visualRect(direction, row, QRect(row.x() + x, row.y(), width, row.height()))

    side = round(QFontMetrics(theme.font()).height() * 1.125)
    if item.icon:
        ratio = painter.device().devicePixelRatioF()
        drawn = icons.pixmap(item.icon, "accent_text" if selected else "muted", side, ratio)
        place = at(0, side)
        painter.drawPixmap(place.x(), row.center().y() - side // 2, drawn)
    start = side + 12
    room = row.width() - start
    if item.shortcut:
        keys = QKeySequence(item.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        painter.setFont(theme.font("small"))
        width = painter.fontMetrics().horizontalAdvance(keys)
        painter.setPen(theme.color("muted"))
        painter.drawText(at(row.width() - width, width), Qt.AlignmentFlag.AlignVCenter, keys)
        room -= width + 16
    painter.setFont(theme.font())
    painter.setPen(theme.color("text"))
    metrics = painter.fontMetrics()
    title = metrics.elidedText(item.title, Qt.TextElideMode.ElideRight, room)
    used = metrics.horizontalAdvance(title)
    painter.drawText(at(start, room), _leading(direction), title)
    left = room - used - 12
    if item.subtitle and left > 60:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("muted"))
        text = painter.fontMetrics().elidedText(item.subtitle, Qt.TextElideMode.ElideRight, left)
        painter.drawText(at(start + used + 12, left), _leading(direction), text)

"""How the rows of the command palette are painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from views import icons, theme, tokens
from views.shell.palette_items import PaletteItem

ITEM = Qt.ItemDataRole.UserRole + 1
_MARGIN = 20
_ICON = 18


class RowDelegate(QStyledItemDelegate):
    """A heading in small letters, or an item: icon, title, subtitle behind it, shortcut at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = QFontMetrics(theme.font()).height()
        padding = tokens.SPACE_S if index.data(ITEM) is None else 2 * tokens.SPACE_S
        return QSize(100, height + padding)

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

    if item.icon:
        ratio = painter.device().devicePixelRatioF()
        drawn = icons.pixmap(item.icon, "accent_text" if selected else "muted", _ICON, ratio)
        place = at(0, _ICON)
        painter.drawPixmap(place.x(), row.center().y() - _ICON // 2, drawn)
    start = _ICON + 12
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

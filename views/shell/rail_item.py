"""One line of the navigation rail."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from views import icons, theme, tokens

_PAD = 10
_GAP = 12
_BADGE = 40
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class RailItem(QAbstractButton):
    """Icon, text and a count; only the icon with a dot when collapsed."""

    def __init__(
        self,
        icon: str,
        text: str,
        *,
        checkable: bool = False,
        trailing: str = "",
        role: str = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self._icon, self._trailing, self._role = icon, trailing, role
        self._badge, self._collapsed, self._ring = 0, False, False

    def set_tip(self, text: str) -> None:
        """Set the tooltip, which also names the shortcut."""
        self.setToolTip(text)

    def set_badge(self, count: int, meaning: str = "") -> None:
        """Show a count at the end of the line, 0 for none."""
        self._badge = count
        self.setAccessibleDescription(meaning or (str(count) if count else ""))
        self.update()

    def badge(self) -> int:
        """Return the count shown, 0 for none."""
        return self._badge

    def set_collapsed(self, collapsed: bool) -> None:
        """Show only the icon."""
        self._collapsed = collapsed
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = self._side()
        height = max(side, self.fontMetrics().height()) + 2 * tokens.SPACE_S
        if self._collapsed:
            return QSize(side + 2 * _PAD, height)
        widest = QFontMetrics(theme.font("strong" if self._role == "body" else self._role))
        return QSize(_PAD + side + _GAP + widest.horizontalAdvance(self.text()) + _BADGE + _PAD, height)

    def _side(self) -> int:
        """The side of the icon, which grows with the text."""
        return round(self.fontMetrics().height() * 1.25)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()  # the rail moves the focus; a button group would also switch the page
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        fill = look.pressed if self.isDown() else look.selected if chosen else look.hover
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or self.underMouse() or self.isDown():
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(frame, tokens.RADIUS_M, tokens.RADIUS_M)
        if chosen:
            painter.setBrush(theme.color("accent"))
            bar = self._at(1, 3)
            painter.drawRoundedRect(QRectF(bar.x(), self.height() / 4, 3, self.height() / 2), 1.5, 1.5)
        if self.hasFocus() and self._ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(frame, tokens.RADIUS_M, tokens.RADIUS_M)
        self._paint_icon(painter, "accent_text" if chosen else "muted")
        if not self._collapsed:
            self._paint_text(painter, chosen)
        if self._badge:
            self._paint_badge(painter)
        painter.end()

    def _at(self, x: int, width: int) -> QRect:
        """A full-height slice counted from the leading edge."""
        return QRect(x if self.isLeftToRight() else self.width() - x - width, 0, width, self.height())

    def _paint_icon(self, painter: QPainter, role: str) -> None:
        side = self._side()
        place = self._at((self.width() - side) // 2 if self._collapsed else _PAD, side)
        drawn = icons.pixmap(self._icon, role, side, self.devicePixelRatioF())
        painter.drawPixmap(place.x(), (self.height() - side) // 2, drawn)

    def _paint_text(self, painter: QPainter, chosen: bool) -> None:
        painter.setFont(theme.font("strong" if chosen and self._role == "body" else self._role))
        painter.setPen(theme.color("text"))
        start = _PAD + self._side() + _GAP
        room = self.width() - start - _PAD - (30 if self._badge or self._trailing else 0)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        edge = Qt.AlignmentFlag.AlignLeft if self.isLeftToRight() else Qt.AlignmentFlag.AlignRight
        leading = edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._at(start, room), leading, text)
        if self._trailing:
            side = round(self._side() * 0.7)
            place = self._at(self.width() - _PAD - side, side)
            drawn = icons.pixmap(self._trailing, "muted", side, self.devicePixelRatioF())
            painter.drawPixmap(place.x(), (self.height() - side) // 2, drawn)

    def _paint_badge(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self._collapsed:
            painter.setBrush(theme.color("accent"))
            place = self._at(self.width() - 12, 8)
            painter.drawEllipse(QRect(place.x(), 6, 8, 8))
            return
        painter.setFont(theme.font("label"))
        text = str(self._badge) if self._badge < 1000 else "999+"
        metrics = painter.fontMetrics()
        height = metrics.height() + 2
        width = max(metrics.horizontalAdvance(text) + 12, height)
        place = self._at(self.width() - _PAD - width, width)
        pill = QRect(place.x(), (self.height() - height) // 2, width, height)
        painter.setBrush(theme.color("pressed"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(theme.color("text"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

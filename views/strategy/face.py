"""How a card looks before anybody touches it: painted text, which costs a hundredth of the widgets that edit it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Protocol

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter

from views import icons, theme
from views.shell.fields.text import line_count

_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeading)
_FAR = 1 << 20
BAR_HEIGHT = 6
# A small button and its icon.
ICON, BUTTON = 18, 24


class Block(Protocol):
    """One part of a face, as wide as the card leaves it."""

    def height(self, width: int) -> int: ...
    def paint(self, painter: QPainter, place: QRect) -> None: ...


@dataclass(frozen=True)
class Words:
    """A wrapping text in a role of the type scale and a colour role, with room around it, at least so high.

    The text is as high as a label makes it or, `edited`, as a text edit does. `icon` stands before it and `end_icon`,
    so far from the edge, behind it. A `centred` text stands in the middle of the height; a `single` one stays on one
    line, shortened where it must be.
    """

    text: str
    role: str = "body"
    color: str = "text"
    left: int = 0
    right: int = 0
    above: int = 0
    below: int = 0
    least: int = 0
    edited: bool = False
    centred: bool = False
    single: bool = False
    icon: str = ""
    icon_gap: int = 6
    end_icon: str = ""
    end_inset: int = 0
    end_size: int = ICON
    end: End | None = None

    def height(self, width: int) -> int:
        if self.single:
            text = QFontMetrics(theme.font(self.role)).height()
        else:
            measure = _edit_height if self.edited else _label_height
            text = measure(self.text, self.role, self._room(width))
        return max(self.least, self.above + text + self.below)

    def paint(self, painter: QPainter, place: QRect) -> None:
        x, top = place.x() + self.left, place.y() + self.above
        if self.icon:
            side = _icon_side()
            _paint_icon(painter, self.icon, self.color, QRect(x, top, side, side))
            x += side + self.icon_gap
        room = self._room(place.width())
        painter.setFont(theme.font(self.role))
        painter.setPen(theme.color(self.color))
        height = place.height() - self.above - self.below
        middle = Qt.AlignmentFlag.AlignVCenter if self.centred else Qt.AlignmentFlag.AlignTop
        if self.single:
            text = painter.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(x, top, room, height), int(Qt.AlignmentFlag.AlignLeading) | int(middle), text)
        else:
            # Descenders of the last line may reach below the height that lines are counted by.
            flags = _WRAPPED | int(middle) | int(Qt.TextFlag.TextDontClip)
            painter.drawText(QRect(x, top, room, height), flags, self.text)
        if self.end is not None:
            self.end.paint(painter, place.adjusted(0, self.above, -self.right, -self.below))
        if self.end_icon:
            right = place.right() + 1 - self.end_inset
            rim = (BUTTON - self.end_size) // 2
            box = QRect(right - BUTTON + rim, place.y() + self.least - BUTTON + rim, self.end_size, self.end_size)
            _paint_icon(painter, self.end_icon, "muted", box)

    def _room(self, width: int) -> int:
        room = width - self.left - self.right
        if self.end is not None:
            room -= self.end.width()
        if self.icon:
            room -= _icon_side() + self.icon_gap
        return max(room, 1)


@dataclass(frozen=True)
class End:
    """A short text at the other end of a line: at the top, or in a box of a height at the bottom."""

    text: str
    role: str
    color: str
    gap: int
    box: int = 0

    def width(self) -> int:
        if not self.text:
            return 0
        return QFontMetrics(theme.font(self.role)).horizontalAdvance(self.text) + self.gap

    def paint(self, painter: QPainter, place: QRect) -> None:
        painter.setFont(theme.font(self.role))
        painter.setPen(theme.color(self.color))
        flag = Qt.AlignmentFlag.AlignVCenter if self.box else Qt.AlignmentFlag.AlignTop
        if self.box:
            place.setTop(place.bottom() + 1 - self.box)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignTrailing) | int(flag), self.text)


@dataclass(frozen=True)
class Bar:
    """A progress bar; a share of None leaves it empty."""

    share: float | None
    side: int = 0

    def height(self, width: int) -> int:
        return BAR_HEIGHT

    def paint(self, painter: QPainter, place: QRect) -> None:
        paint_bar(painter, QRectF(place.adjusted(self.side, 0, -self.side, 0)), self.share)


@dataclass(frozen=True)
class Gap:
    """Nothing, so high."""

    size: int

    def height(self, width: int) -> int:
        return self.size

    def paint(self, painter: QPainter, place: QRect) -> None:
        return


@dataclass(frozen=True)
class Face:
    """Blocks one below the other; `feet` stand at the bottom when there is more room than they need.

    A face is made for one size of text, `points`, and remembers its heights.
    """

    blocks: Sequence[Block] = ()
    feet: Sequence[Block] = ()
    points: float = 0
    _heights: dict[int, int] = field(default_factory=dict, compare=False, repr=False)

    def height(self, width: int) -> int:
        """Return the height that the face needs in a width."""
        if width not in self._heights:
            self._heights[width] = sum(block.height(width) for block in (*self.blocks, *self.feet))
        return self._heights[width]

    def paint(self, painter: QPainter, place: QRect) -> None:
        """Paint the face into a place."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = self._stack(painter, self.blocks, place, place.y())
        feet = sum(block.height(place.width()) for block in self.feet)
        self._stack(painter, self.feet, place, max(y, place.bottom() + 1 - feet))

    def _stack(self, painter: QPainter, blocks: Sequence[Block], place: QRect, y: int) -> int:
        for block in blocks:
            height = block.height(place.width())
            block.paint(painter, QRect(place.x(), y, place.width(), height))
            y += height
        return y


def paint_bar(painter: QPainter, box: QRectF, share: float | None) -> None:
    """Paint a progress bar into a box; the target reached shows in another colour."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("pressed"))
    painter.drawRoundedRect(box, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
    if share is None or share <= 0:
        return
    filled = QRectF(box)
    filled.setWidth(max(BAR_HEIGHT, box.width() * min(share, 1.0)))
    if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        filled.moveRight(box.right())
    painter.setBrush(theme.color("ok" if share >= 1 else "accent"))
    painter.drawRoundedRect(filled, BAR_HEIGHT / 2, BAR_HEIGHT / 2)


def line_height(role: str) -> int:
    """Return the height of one line of text in a role, as buttons and choices count it."""
    return ceil(QFontMetricsF(theme.font(role)).height())


def _paint_icon(painter: QPainter, name: str, color: str, box: QRect) -> None:
    painter.drawPixmap(box.topLeft(), icons.pixmap(name, color, box.width(), painter.device().devicePixelRatioF()))


def _label_height(text: str, role: str, width: int) -> int:
    metrics = QFontMetrics(theme.font(role))
    if not text:
        return metrics.height()
    return metrics.boundingRect(QRect(0, 0, width, _FAR), _WRAPPED, text).height()


def _edit_height(text: str, role: str, width: int) -> int:
    font = theme.font(role)
    return line_count(text, font, width) * QFontMetrics(font).lineSpacing()


def _icon_side() -> int:
    return round(QFontMetrics(theme.font("body")).height() * 1.05)

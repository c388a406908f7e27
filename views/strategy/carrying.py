"""Carrying a card over the board: its picture under the pointer, a line where it would go, scrolling at the rim."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QCursor, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from views import theme
from views.strategy.draggable import Draggable

_RIM = 48
_STEP = 18

Mark = Callable[[Draggable, QPoint], QRect | None]
Drop = Callable[[Draggable, QPoint], None]


class Carrying(QObject):
    """Follows a card that was lifted.

    `mark(card, point)` says where the insertion line belongs, in coordinates of the scrolled content, and
    `drop(card, point)` puts the card there.
    """

    def __init__(self, area: QScrollArea, content: QWidget, mark: Mark, drop: Drop) -> None:
        super().__init__(area)
        self._area, self._content, self._mark, self._drop = area, content, mark, drop
        self._card: Draggable | None = None
        self._hot = QPoint()
        self._at = QPoint()
        self._timer = QTimer(self)
        self._timer.setInterval(30)
        self._timer.timeout.connect(self._scroll)

    @cached_property
    def _picture(self) -> QLabel:
        picture = QLabel(self._area.viewport())
        picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        picture.hide()
        return picture

    @cached_property
    def _line(self) -> QFrame:
        line = QFrame(self._content)
        line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line.hide()
        return line

    def watch(self, card: Draggable) -> None:
        """Let this card be carried."""
        card.lifted.connect(lambda hot: self._lift(card, hot))
        card.carried.connect(self._carry)
        card.dropped.connect(self._put_down)
        card.put_back.connect(self._end)

    def _lift(self, card: Draggable, hot: QPoint) -> None:
        self._card, self._hot = card, hot
        picture = card.grab()
        self._picture.setPixmap(_faded(picture))
        self._picture.resize(card.size())
        self._picture.show()
        self._picture.raise_()
        self._line.setStyleSheet(f"background: {theme.tokens().accent}; border-radius: 1px;")
        self._timer.start()

    def _carry(self, place: QPoint) -> None:
        self._at = place
        self._picture.move(self._area.viewport().mapFromGlobal(place) - self._hot)
        self._show_line()

    def _show_line(self) -> None:
        where = self._mark(self._card, self._content_point()) if self._card else None
        self._line.setVisible(where is not None)
        if where is not None:
            self._line.setGeometry(where)
            self._line.raise_()

    def _put_down(self) -> None:
        card, point = self._card, self._content_point()
        self._end()
        if card is not None:
            self._drop(card, point)

    def _end(self) -> None:
        self._card = None
        self._timer.stop()
        self._picture.hide()
        self._line.hide()

    def _content_point(self) -> QPoint:
        return self._content.mapFromGlobal(self._at)

    def _scroll(self) -> None:
        view = self._area.viewport()
        here = view.mapFromGlobal(QCursor.pos())
        if not view.rect().adjusted(-_RIM, -_RIM, _RIM, _RIM).contains(here):
            return
        for bar, place, length in (
            (self._area.horizontalScrollBar(), here.x(), view.width()),
            (self._area.verticalScrollBar(), here.y(), view.height()),
        ):
            step = -_STEP if place < _RIM else _STEP if place > length - _RIM else 0
            if step and bar.value() != (bar.minimum() if step < 0 else bar.maximum()):
                bar.setValue(bar.value() + step)
                self._show_line()


def _faded(picture: QPixmap) -> QPixmap:
    result = QPixmap(picture.size())
    result.setDevicePixelRatio(picture.devicePixelRatio())
    result.fill(QColor(0, 0, 0, 0))
    painter = QPainter(result)
    painter.setOpacity(0.8)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return result

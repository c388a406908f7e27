"""The map as it is seen: scaled, moved, and painted from a cache, so that only what changes is painted again."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from views import theme
from views.escalation.painting import Shown, paint_map
from views.escalation.picture import Picture

_NEAREST, _FARTHEST, _WHOLE = 2.5, 0.08, 1.15
_MARGIN = 28.0
_DIM = 0.4


class MapView(QWidget):
    """Shows a picture. Ways and boxes lie in a pixmap of the size of the view; what moves is painted over it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 180)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.picture = Picture()
        self.shown = Shown()
        self.zoom = 1.0
        self.offset = QPointF()
        self.dimmed = False
        self.painted_anew = 0
        """How often all of the map was painted again; for tests and benches."""
        self._cache: QPixmap | None = None
        self._fitted = True
        theme.notifier().changed.connect(self.paint_anew)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    # ---- what is shown

    def show_picture(self, picture: Picture) -> None:
        """Show another picture; what fitted the view before fits it again."""
        self.picture = picture
        if self._fitted:
            self.fit()
        self.paint_anew()

    def show_as(self, shown: Shown) -> None:
        """Show more or less of the picture."""
        if shown != self.shown:
            self.shown = shown
            self.paint_anew()

    def paint_anew(self) -> None:
        """Paint all of it again."""
        self._cache = None
        self.update()

    # ---- where it is

    def to_view(self, point: QPointF) -> QPointF:
        """Return where a point of the map is seen."""
        return point * self.zoom + self.offset

    def to_map(self, point: QPointF) -> QPointF:
        """Return which point of the map is seen somewhere."""
        return (point - self.offset) / self.zoom

    def area(self, rect: QRectF, grow: float = 0.0) -> QRect:
        """Return where a part of the map is seen."""
        found = QRectF(self.to_view(rect.topLeft()), self.to_view(rect.bottomRight()))
        return found.adjusted(-grow, -grow, grow, grow).toAlignedRect()

    def fit(self) -> None:
        """Show all of the map, as large as there is room for."""
        self._fitted = True
        self._fit_to(self.picture.bounds)

    def _fit_to(self, bounds: QRectF) -> None:
        if bounds.isEmpty():
            return
        room_x, room_y = max(1.0, self.width() - 2 * _MARGIN), max(1.0, self.height() - 2 * _MARGIN)
        self.zoom = min(_WHOLE, max(_FARTHEST, min(room_x / bounds.width(), room_y / bounds.height())))
        self.offset = QPointF(self.rect().center()) - bounds.center() * self.zoom
        self.paint_anew()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Show it larger or smaller, around a point of the view."""
        centre = at if at is not None else QPointF(self.rect().center())
        fixed = self.to_map(centre)
        self.zoom = min(_NEAREST, max(_FARTHEST, self.zoom * factor))
        self.offset = centre - fixed * self.zoom
        self._fitted = False
        self.paint_anew()

    def pan(self, by: QPoint) -> None:
        """Move the map; only what comes into view is painted."""
        if by.isNull():
            return
        # In place, it would move for everybody who has asked where it was.
        self.offset = self.offset + QPointF(by)
        self._fitted = False
        cache, ratio = self._cache, self.devicePixelRatioF()
        if cache is None or ratio != int(ratio):
            self.paint_anew()
            return
        cache.scroll(round(by.x() * ratio), round(by.y() * ratio), cache.rect())
        for part in _uncovered(self.rect(), by):
            self._paint_part(cache, part)
        self.update()

    def reveal(self, rect: QRectF) -> None:
        """Move the map so that a part of it is in view."""
        seen, room = self.area(rect, 12), self.rect()
        dx = min(0, room.right() - seen.right()) or max(0, room.left() - seen.left())
        dy = min(0, room.bottom() - seen.bottom()) or max(0, room.top() - seen.top())
        self.pan(QPoint(dx, dy))

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        cache = self._cache
        if cache is None:
            cache = self._cache = self._painted()
        painter = QPainter(self)
        exposed = event.rect()
        ratio = self.devicePixelRatioF()
        painter.fillRect(exposed, theme.color("window"))
        if self.dimmed:
            painter.setOpacity(_DIM)
        source = QRectF(exposed.x() * ratio, exposed.y() * ratio, exposed.width() * ratio, exposed.height() * ratio)
        painter.drawPixmap(QRectF(exposed), cache, source)
        painter.setOpacity(1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(exposed)
        painter.translate(self.offset)
        painter.scale(self.zoom, self.zoom)
        self.paint_over(painter)
        painter.end()

    def paint_over(self, painter: QPainter) -> None:
        """Paint what lies over the map, in its units. Override."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
        self.paint_anew()

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        cache = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        cache.setDevicePixelRatio(ratio)
        self._paint_part(cache, self.rect())
        self.painted_anew += 1
        return cache

    def _paint_part(self, cache: QPixmap, part: QRect) -> None:
        painter = QPainter(cache)
        painter.setClipRect(part)
        painter.fillRect(part, QColor(theme.color("window")))
        painter.translate(self.offset)
        painter.scale(self.zoom, self.zoom)
        exposed = QRectF(self.to_map(QPointF(part.topLeft())), self.to_map(QPointF(part.bottomRight()) + QPointF(1, 1)))
        paint_map(painter, self.picture, self.shown, exposed.adjusted(-12, -12, 12, 12), self.zoom)
        painter.end()


def _uncovered(whole: QRect, by: QPoint) -> Iterator[QRect]:
    """Yield the strips of a view that come into it where all in it is moved."""
    if abs(by.x()) >= whole.width() or abs(by.y()) >= whole.height():
        yield whole
        return
    if by.x():
        left = 0 if by.x() > 0 else whole.width() + by.x()
        yield QRect(left, 0, abs(by.x()), whole.height())
    if by.y():
        top = 0 if by.y() > 0 else whole.height() + by.y()
        yield QRect(0, top, whole.width(), abs(by.y()))

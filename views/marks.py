"""Decision rights as marks: a letter in a shape in a colour, the same in the matrix, its legend and elsewhere."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from views import theme
from views.tokens import Mark


def paint_mark(painter: QPainter, rect: QRectF, right: str, letter: str) -> None:
    """Draw the right named `right` with the letter of the scheme, centred in `rect`, in today's theme."""
    _draw(painter, rect, theme.tokens().mark(right), letter)


def pixmap(right: str, letter: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return the mark as a pixmap of `size` logical pixels, from a cache; for painting many."""
    font = theme.font("strong")
    return _cached(theme.tokens().mark(right), letter, size, ratio, font.toString())


@lru_cache(maxsize=512)
def _cached(mark: Mark, letter: str, size: int, ratio: float, _font: str) -> QPixmap:
    result = QPixmap(round(size * ratio), round(size * ratio))
    result.fill(Qt.GlobalColor.transparent)
    result.setDevicePixelRatio(ratio)
    painter = QPainter(result)
    _draw(painter, QRectF(0, 0, size, size), mark, letter)
    painter.end()
    return result


def _draw(painter: QPainter, rect: QRectF, mark: Mark, letter: str) -> None:
    side = min(rect.width(), rect.height())
    centre = rect.center()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = max(1.25, side / 18)
    pen = QPen(QColor(mark.edge), width)
    if mark.shape == "ring":
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(QBrush(QColor(mark.fill)))
    painter.drawPath(_outline(mark.shape, centre, side / 2 - width))
    font = theme.font("strong")
    font.setPixelSize(max(6, round(side * (0.46 if len(letter) < 2 else 0.34))))
    painter.setFont(font)
    painter.setPen(QColor(mark.ink))
    around = QRectF(centre.x() - side, centre.y() - side, side * 2, side * 2)
    around.translate(0, side * _LIFTED.get(mark.shape, 0.0))
    painter.drawText(around, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


# Where the middle of a shape, to the eye, is not the middle of its box.
_LIFTED = {"shield": -0.06, "pedestal": 0.04}
_POLYGONS: dict[str, list[tuple[float, float]]] = {
    "diamond": [(0, -1), (1, 0), (0, 1), (-1, 0)],
    "hexagon": [(-1, 0), (-0.5, -0.87), (0.5, -0.87), (1, 0), (0.5, 0.87), (-0.5, 0.87)],
    "octagon": [
        (-0.4, -0.94),
        (0.4, -0.94),
        (0.94, -0.4),
        (0.94, 0.4),
        (0.4, 0.94),
        (-0.4, 0.94),
        (-0.94, 0.4),
        (-0.94, -0.4),
    ],
    "shield": [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.2), (0, 1), (-0.85, 0.2)],
    "pedestal": [(-0.56, -0.8), (0.56, -0.8), (1, 0.8), (-1, 0.8)],
    "corner": [(-0.85, -0.85), (0.35, -0.85), (0.85, -0.35), (0.85, 0.85), (-0.85, 0.85)],
}


def _outline(shape: str, centre: QPointF, radius: float) -> QPainterPath:
    path = QPainterPath()
    if shape in _POLYGONS:
        points = [centre + QPointF(x * radius, y * radius) for x, y in _POLYGONS[shape]]
        path.addPolygon(QPolygonF(points))
        path.closeSubpath()
        return path
    if shape in ("circle", "ring"):
        path.addEllipse(centre, radius * 0.96, radius * 0.96)
        return path
    if shape == "plain":
        return path
    half = QPointF(radius, radius * 0.68) if shape == "capsule" else QPointF(radius * 0.86, radius * 0.86)
    corner = {"capsule": half.y(), "rounded": radius * 0.3}.get(shape, 0.0)
    path.addRoundedRect(QRectF(centre - half, centre + half), corner, corner)
    return path

"""Painting the map: boxes, curves and marks; letters and shapes beside every colour."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from views import icons, theme
from views.escalation.picture import Edge, Mark, Node, Picture
from views.escalation.words import badge_of

_RADIUS = 8.0
# Nobody reads a letter that small, and a thousand of them take long.
_READABLE = 0.45
_ICONS = {"error": "error", "warning": "warning", "information": "info"}
_ROLES = {"error": "error", "warning": "warning", "information": "info"}


@dataclass(frozen=True)
class Shown:
    """What of the map is shown: words or letters on links, which sources, and the marks of findings by key."""

    words: bool = False
    matrix: bool = True
    lines: bool = True
    marks: Mapping[str, Mark] | None = None

    def edge(self, edge: Edge) -> bool:
        """Return whether a way is shown."""
        source = edge.way.source
        return source == "link" or (self.matrix if source == "matrix" else self.lines)


def paint_map(painter: QPainter, picture: Picture, shown: Shown, exposed: QRectF, zoom: float) -> None:
    """Paint what lies in a part of the map, which is in its own units: ways first, boxes over them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    seen = [edge for edge in picture.edges.values() if shown.edge(edge) and edge.bounds.intersects(exposed)]
    for source in ("reporting_line", "matrix", "link"):
        _pen(painter, source)
        for edge in seen:
            if edge.way.source == source:
                painter.drawPath(edge.path)
    for edge in seen:
        paint_head(painter, edge, _INK[edge.way.source])
    for edge in seen:
        mark = (shown.marks or {}).get(edge.way.key)
        if mark is not None:
            _paint_mark(painter, mark, edge.aside, painter.device().devicePixelRatioF() * zoom)
    _paint_nodes(painter, picture, shown, exposed, zoom)
    if zoom >= _READABLE:
        for edge in seen:
            paint_badge(painter, edge, shown)


_INK = {"link": "text", "matrix": "muted", "reporting_line": "edge"}


def _pen(painter: QPainter, source: str) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(theme.color(_INK[source]), 2.0 if source == "link" else 1.2)
    if source == "matrix":
        pen.setDashPattern([6, 4])
    elif source == "reporting_line":
        pen.setWidthF(1.8)
        pen.setDashPattern([0.1, 2.6])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)


def paint_head(painter: QPainter, edge: Edge, ink: str) -> None:
    """Paint the head of an arrow: filled for a link, open for what is implied, none for a reporting line."""
    if edge.way.source == "reporting_line":
        return
    painter.setPen(QPen(theme.color(ink), 1.2))
    painter.setBrush(theme.color(ink if edge.way.source == "link" else "window"))
    painter.drawPolygon(edge.head)


def paint_badge(painter: QPainter, edge: Edge, shown: Shown) -> None:
    """Paint the letters, or the words, of a link in a capsule on its middle."""
    text = badge_of(edge.way, words=shown.words)
    if not text:
        return
    rect = badge_rect(edge, text)
    painter.setPen(QPen(theme.color("text"), 1.0))
    painter.setBrush(theme.color("surface"))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setFont(theme.font("small"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def badge_rect(edge: Edge, text: str) -> QRectF:
    """Return where the letters of a link stand."""
    metrics = QFontMetricsF(theme.font("small"))
    rect = QRectF(0, 0, metrics.horizontalAdvance(text) + 14, metrics.height() + 4)
    rect.moveCenter(edge.middle)
    return rect


def _paint_nodes(painter: QPainter, picture: Picture, shown: Shown, exposed: QRectF, zoom: float) -> None:
    strong, small = theme.font("strong"), theme.font("small")
    text, muted = theme.color("text"), theme.color("muted")
    step, small_step = QFontMetricsF(strong).lineSpacing(), QFontMetricsF(small).lineSpacing()
    readable = zoom >= _READABLE / 2
    ratio = painter.device().devicePixelRatioF() * zoom
    seen = [node for node in picture.nodes.values() if node.rect.intersects(exposed)]
    for deciding in (True, False):
        painter.setPen(QPen(theme.color("edge"), 1.6 if deciding else 1.0))
        painter.setBrush(theme.color("surface" if deciding else "window"))
        for node in seen:
            if node.deciding is deciding:
                painter.drawRoundedRect(node.rect, _RADIUS, _RADIUS)
    for node in seen:
        if readable:
            lines = len(node.lines) * step + (small_step if node.second else 0)
            top = node.rect.center().y() - lines / 2
            painter.setFont(strong)
            painter.setPen(text)
            for line in node.lines:
                painter.drawText(QRectF(node.rect.left(), top, node.rect.width(), step), _CENTRE, line)
                top += step
            if node.second:
                painter.setFont(small)
                painter.setPen(muted)
                painter.drawText(QRectF(node.rect.left(), top, node.rect.width(), small_step), _CENTRE, node.second)
        mark = (shown.marks or {}).get(node.role)
        if mark is not None:
            _paint_mark(painter, mark, node.rect.topRight(), ratio)


_CENTRE = Qt.AlignmentFlag.AlignCenter | Qt.AlignmentFlag.AlignVCenter


def _paint_mark(painter: QPainter, mark: Mark, centre: QPointF, ratio: float) -> None:
    """Paint the icon of a severity, on a disc so that lines behind it do not blur its shape."""
    side = mark_side()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("surface"))
    painter.drawEllipse(centre, side * 0.62, side * 0.62)
    picture = icons.pixmap(_ICONS[mark.severity], _ROLES[mark.severity], round(side), max(1.0, ratio))
    painter.drawPixmap(
        QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side), picture, QRectF(picture.rect())
    )


def mark_side() -> float:
    """Return how large the mark of a finding is."""
    return QFontMetricsF(theme.font("body")).height()


def paint_strong(painter: QPainter, edge: Edge, ink: str, width: float = 3.5) -> None:
    """Paint a way over the map so that it stands out: wider, in its own pattern."""
    _pen(painter, edge.way.source)
    pen = painter.pen()
    pen.setColor(theme.color(ink))
    pen.setWidthF(width)
    painter.setPen(pen)
    painter.drawPath(edge.path)
    paint_head(painter, edge, ink)


def paint_frame(painter: QPainter, node: Node, ink: str, width: float = 2.5, grow: float = 3.0) -> None:
    """Paint a frame around a role."""
    painter.setPen(QPen(theme.color(ink), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(node.rect.adjusted(-grow, -grow, grow, grow), _RADIUS + grow, _RADIUS + grow)


def paint_knob(painter: QPainter, point: QPointF, *, filled: bool = True) -> None:
    """Paint what a link is drawn or led elsewhere by."""
    painter.setPen(QPen(theme.color("accent"), 2.0))
    painter.setBrush(theme.color("accent" if filled else "surface"))
    painter.drawEllipse(point, KNOB, KNOB)


def paint_token(painter: QPainter, point: QPointF, text: str = "") -> None:
    """Paint the case where it lies: a disc with a ring, and how many parts of it where there are several."""
    size = QFontMetricsF(theme.font("strong")).height() * 0.75
    painter.setPen(QPen(theme.color("surface"), 3.0))
    painter.setBrush(theme.color("accent"))
    painter.drawEllipse(point, size, size)
    painter.setPen(QPen(theme.color("accent"), 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(point, size + 3, size + 3)
    if text:
        painter.setPen(theme.color("on_accent"))
        painter.setFont(theme.font("strong"))
        painter.drawText(QRectF(point.x() - size, point.y() - size, 2 * size, 2 * size), _CENTRE, text)


KNOB = 6.0


def shown_edges(picture: Picture, shown: Shown, but: Collection[str] = ()) -> list[Edge]:
    """Return the ways that are shown, without some."""
    return [edge for edge in picture.edges.values() if shown.edge(edge) and edge.way.key not in but]

"""The escalation map with 500 roles and 1,500 links: painting it against Qt's scene, dragging against painting it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QWidget

from models.authority.network import network_of
from models.document import Document, document_of
from models.escalation import EscalationLink
from models.teams import Role
from tests.bench.harness import Ratio
from views.escalation.canvas import MapCanvas
from views.escalation.picture import Picture, picture_of

_SIZE = QRect(0, 0, 1600, 1000)
_ROLES, _LINKS = 500, 1500
_STEPS = 40
_DAY = date(2026, 5, 4)
_alive: list[QObject] = []


def organisation(roles: int = _ROLES, links: int = _LINKS) -> Document:
    """Return a document with so many roles on seven levels, and so many links between them, mostly upward."""
    chance = Random(1)
    made = [Role(id=f"r{n}", name=f"Head of area {n}", position=n) for n in range(roles)]
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < links:
        low = chance.randrange(1, roles)
        pairs[low, chance.randrange(low // 4, max(low // 4 + 1, low // 2 + 1))] = None
        pairs = {pair: None for pair in pairs if pair[0] != pair[1]}
    drawn = [
        EscalationLink(id=f"l{n}", from_role=f"r{low}", to_role=f"r{high}", triggers=("limit", "time_out"))
        for n, (low, high) in enumerate(pairs)
    ]
    return document_of({"role": made, "escalation_link": drawn})


def benches() -> list[Ratio]:
    """Return the ratios; each side shows the same boxes, curves and texts, all of them in view."""
    application = QApplication.instance() or QApplication([])
    _alive.append(application)
    document = organisation()
    network = network_of(document, _DAY)
    picture = picture_of(document, network, _DAY)
    canvas = _map(picture)
    scene = _scene(picture)
    return [
        Ratio("escalation map, 500 roles and 1,500 links: all of it painted", _anew(canvas), _scene_anew(scene), 1.0),
        Ratio("escalation map: dragging a link, by painting all of it", _drag(canvas), _anews(canvas), 0.1),
        Ratio("escalation map: moving it by hand, by painting all of it", _pan(canvas), _anews(canvas), 0.5),
    ]


def _map(picture: Picture) -> MapCanvas:
    canvas = MapCanvas("Map")
    canvas.show_picture(picture)
    _show(canvas)
    canvas.fit()
    return canvas


def _anew(canvas: MapCanvas) -> Callable[[], object]:
    def paint() -> None:
        canvas.paint_anew()
        canvas.repaint()

    return paint


def _anews(canvas: MapCanvas) -> Callable[[], object]:
    once = _anew(canvas)

    def paint() -> None:
        for _ in range(_STEPS):
            once()

    return paint


def _drag(canvas: MapCanvas) -> Callable[[], object]:
    """Drag a link from a role across the map, painting each step."""

    def drag() -> None:
        node = canvas.picture.nodes["r400"]
        canvas.choose_role("r400")
        start = canvas.to_view(node.handle)
        before = canvas.painted_anew
        _mouse(canvas, QMouseEvent.Type.MouseButtonPress, start)
        for step in range(_STEPS):
            _mouse(canvas, QMouseEvent.Type.MouseMove, start + QPointF(-6.0 * step, -4.0 * step))
            QApplication.processEvents()
        _mouse(canvas, QMouseEvent.Type.MouseButtonRelease, QPointF(1, 1))
        assert canvas.painted_anew == before

    return drag


def _mouse(canvas: MapCanvas, kind: QMouseEvent.Type, at: QPointF) -> None:
    button = Qt.MouseButton.NoButton if kind == QMouseEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, at, at, button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)


def _pan(canvas: MapCanvas) -> Callable[[], object]:
    def pan() -> None:
        for step in range(_STEPS):
            canvas.pan(QPoint(7 if step < _STEPS / 2 else -7, 3 if step % 2 else -3))
            canvas.repaint()

    return pan


def _scene(picture: Picture) -> QGraphicsView:
    """Return the same map as Qt's own items: rectangles, texts, paths and polygons."""
    scene = QGraphicsScene()
    for edge in picture.edges.values():
        scene.addPath(QPainterPath(edge.path), QPen(Qt.GlobalColor.black, 2.0))
        scene.addPolygon(QPolygonF(edge.head), QPen(Qt.GlobalColor.black, 1.0), Qt.GlobalColor.black)
    for node in picture.nodes.values():
        scene.addRect(QRectF(node.rect), QPen(Qt.GlobalColor.gray, 1.0), Qt.GlobalColor.white)
        text = scene.addSimpleText(node.name)
        text.setPos(node.rect.topLeft() + QPointF(10, 10))
    view = QGraphicsView(scene)
    view.setRenderHint(view.renderHints().Antialiasing)
    _alive.append(scene)
    _show(view)
    view.fitInView(scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
    return view


def _scene_anew(view: QGraphicsView) -> Callable[[], object]:
    return lambda: view.viewport().repaint()


def _show(view: QWidget) -> None:
    _alive.append(view)
    view.setGeometry(_SIZE)
    view.show()
    QApplication.processEvents()

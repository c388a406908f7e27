"""The map as geometry: a box for each role, a curve for each way, in units of the text that stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import atan2, cos, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainterPath, QPolygonF, QTextLayout, QTextOption

from models.authority.holders import holders_are_kept, holders_of
from models.authority.network import Network, Way
from models.document import Document
from models.teams import Role
from views import theme
from views.escalation.curves import Boxes, course, to_segment
from views.escalation.placing import Places, placed
from views.escalation.words import _tr

_HEAD = 9.0
# More ways than this would fill the gaps between boxes, and nobody could tell them apart there.
_MOST_LED_AROUND = 600


@dataclass(frozen=True)
class Mark:
    """What findings say about a role or a way: the gravest severity, and their sentences."""

    severity: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Node:
    """A role on the map: its box, its name in at most two lines, and who holds it."""

    role: str
    name: str
    rect: QRectF
    lines: tuple[str, ...]
    second: str
    deciding: bool

    @property
    def handle(self) -> QPointF:
        """Where a new link is drawn from."""
        return QPointF(self.rect.center().x(), self.rect.top())


@dataclass(frozen=True)
class Edge:
    """A way on the map: its curve, the head of its arrow, and points along it by which it is found."""

    way: Way
    path: QPainterPath
    head: QPolygonF
    points: tuple[QPointF, ...]
    bounds: QRectF
    middle: QPointF
    """Where its letters stand: near the middle, but neither on a box nor on other letters."""

    @property
    def aside(self) -> QPointF:
        """Where the mark of its findings stands: on the curve, away from its letters."""
        ends = (self.points[len(self.points) * 3 // 4], self.points[len(self.points) // 4])
        return max(ends, key=lambda point: round((point - self.middle).manhattanLength()))

    def distance(self, point: QPointF) -> float:
        """Return how far a point is from the curve."""
        return min(to_segment(point, a, b) for a, b in zip(self.points, self.points[1:], strict=False))


@dataclass(frozen=True)
class Picture:
    """All of the map."""

    nodes: Mapping[str, Node] = field(default_factory=dict)
    edges: Mapping[str, Edge] = field(default_factory=dict)
    bounds: QRectF = field(default_factory=QRectF)

    def node_at(self, point: QPointF) -> Node | None:
        """Return the role at a point."""
        return next((node for node in self.nodes.values() if node.rect.contains(point)), None)

    def edge_at(self, point: QPointF, reach: float, shown: Iterable[Edge]) -> Edge | None:
        """Return the way nearest to a point, no farther than `reach`; links go before others."""
        near = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        found = [(edge.distance(point), edge) for edge in shown if edge.bounds.intersects(near)]
        close = [(far, edge) for far, edge in found if far <= reach]
        return min(close, key=lambda each: (each[1].way.source != "link", each[0]))[1] if close else None

    def edges_of(self, role: str) -> Iterator[Edge]:
        """Yield the ways from and to a role."""
        return (edge for edge in self.edges.values() if role in (edge.way.from_role, edge.way.to_role))


def places_of(document: Document, network: Network) -> Places:
    """Return where the roles of a network stand; it takes its time where there are many, and knows no screen."""
    return placed(network, {role: document.roles[role].level for role in network.roles})


def picture_of(
    document: Document, network: Network, on: date, places: Places | None = None, *, mirrored: bool = False
) -> Picture:
    """Return the map of a network, in units of the fonts in force."""
    places = places or places_of(document, network)
    strong, small = QFontMetricsF(theme.font("strong")), QFontMetricsF(theme.font("small"))
    width = strong.averageCharWidth() * 19 + 24
    height = strong.lineSpacing() * 2 + small.lineSpacing() + 14
    across, down = width + strong.averageCharWidth() * 7, height + strong.lineSpacing() * 4
    nodes: dict[str, Node] = {}
    for role in network.roles:
        x, row = places.spots[role]
        rect = QRectF((-x if mirrored else x) * across - width / 2, row * down, width, height)
        name = document.roles[role].name
        lines = _lines(name, strong, width - 20)
        second = small.elidedText(_second(document, document.roles[role], on), Qt.TextElideMode.ElideRight, width - 20)
        nodes[role] = Node(role, name, rect, lines, second, role in network.deciding)
    edges = dict(_edges(network, nodes))
    bounds = QRectF()
    for box in (*(node.rect for node in nodes.values()), *(edge.bounds for edge in edges.values())):
        bounds = bounds.united(box)
    return Picture(nodes, edges, bounds)


def _second(document: Document, role: Role, on: date) -> str:
    """Return who holds a role, in a few words."""
    if role.kind == "runtime":
        return _tr("known once a case is")
    if not holders_are_kept(document):
        return {"body": _tr("body"), "group": _tr("group")}.get(role.kind, "")
    holders = holders_of(document, role.id, on)
    if role.kind == "body":
        return _tr("body of {n}").format(n=len(holders))
    if len(holders) == 1:
        return holders[0].name
    return _tr("{n} holders").format(n=len(holders)) if holders else _tr("nobody is there")


def _lines(text: str, metrics: QFontMetricsF, width: float) -> tuple[str, ...]:
    """Return a text in at most two lines."""
    layout = QTextLayout(text, theme.font("strong"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    length = line.textLength()
    layout.endLayout()
    if length >= len(text):
        return (text,)
    rest = metrics.elidedText(text[length:].strip(), Qt.TextElideMode.ElideRight, width)
    return (text[:length].strip(), rest)


def _edges(network: Network, nodes: Mapping[str, Node]) -> Iterator[tuple[str, Edge]]:
    beside: dict[frozenset[str], int] = {}
    boxes = Boxes(node.rect for node in nodes.values())
    direct = len(network.ways) > _MOST_LED_AROUND
    for way in network.ways:
        start, end = nodes.get(way.from_role), nodes.get(way.to_role)
        if start is None or end is None or start is end:
            continue
        pair = frozenset((way.from_role, way.to_role))
        number = beside[pair] = beside.get(pair, -1) + 1
        path, points = course(start.rect, end.rect, number, boxes, direct=direct)
        middle = boxes.free_spot(points) if way.source == "link" else points[len(points) // 2]
        bounds = path.boundingRect().adjusted(-_HEAD, -_HEAD, _HEAD, _HEAD)
        yield way.key, Edge(way, path, _head(points), points, bounds, middle)


def _head(points: Sequence[QPointF]) -> QPolygonF:
    """Return the head of an arrow at the last of some points."""
    tip, before = points[-1], points[-2]
    angle = atan2(tip.y() - before.y(), tip.x() - before.x())
    sides = (QPointF(cos(angle + turn), sin(angle + turn)) * _HEAD for turn in (0.45, -0.45))
    return QPolygonF([tip, *(tip - side for side in sides)])

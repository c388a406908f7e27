"""The map as geometry: a box for each role, a curve for each way, in units of the text that stands in them."""

from __future__ import annotations

from bisect import bisect_right
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
from views.escalation.placing import Places, placed
from views.escalation.words import _tr

_SAMPLES = 20
_HEAD = 9.0
_PORT = 0.32
# Half of the room that the letters of a link take.
_LETTERS_X, _LETTERS_Y = 26.0, 11.0
_WEIGHTS = [
    ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    for t in (at / _SAMPLES for at in range(_SAMPLES + 1))
]
# How far a curve may bow aside, in widths of a box; to the left and to the right in turn.
# Among more ways than this nobody would see which of them bows around a box.
_MOST_BOWED = 600
_BOWS = (0.0, 0.55, -0.55, 0.95, -0.95, 1.4, -1.4)


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

    def distance(self, point: QPointF) -> float:
        """Return how far a point is from the curve."""
        return min(_to_segment(point, a, b) for a, b in zip(self.points, self.points[1:], strict=False))


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
    across, down = width + strong.averageCharWidth() * 5, height + strong.lineSpacing() * 4
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
    obstacles = Obstacles(node.rect for node in nodes.values())
    around = len(network.ways) <= _MOST_BOWED
    for way in network.ways:
        start, end = nodes.get(way.from_role), nodes.get(way.to_role)
        if start is None or end is None or start is end:
            continue
        pair = frozenset((way.from_role, way.to_role))
        number = beside[pair] = beside.get(pair, -1) + 1
        yield way.key, _edge(way, start.rect, end.rect, number, obstacles, around=around)


def _edge(way: Way, start: QRectF, end: QRectF, number: int, obstacles: Obstacles, *, around: bool) -> Edge:
    """Return the curve of a way: up from the top of a box to the bottom of another, beside those there are already.

    Where it would pass behind other boxes it takes the first bow aside that passes behind the fewest.
    """
    shift = (number + 1) // 2 * 16.0 * (1 if number % 2 else -1)
    most = start.width() * _PORT
    lean = max(-most, min(most, (end.center().x() - start.center().x()) * 0.12)) + shift
    one, other = QPointF(start.center().x() + lean, 0), QPointF(end.center().x() - lean + 2 * shift, 0)
    level = end.top() == start.top()
    upward = end.top() <= start.top()
    one.setY(start.top() if upward else start.bottom())
    other.setY(end.bottom() if upward and not level else end.top())
    bend = start.height() * 0.75 + number * 12 if level else abs(one.y() - other.y()) * 0.45
    far = around and abs(start.top() - end.top()) > 2.5 * start.height()
    best, least = (one, one), 1 << 30
    for bow in _BOWS if far else _BOWS[:1]:
        aside = bow * start.width()
        first = QPointF(one.x() + aside, one.y() - bend if upward else one.y() + bend)
        last = QPointF(other.x() + aside, other.y() - bend if not upward or level else other.y() + bend)
        hits = obstacles.hit_by(_on_curve(one, first, last, other)) if far else 0
        if hits < least:
            best, least = (first, last), hits
        if not hits:
            break
    first, last = best
    path = QPainterPath(one)
    path.cubicTo(first, last, other)
    points = tuple(QPointF(x, y) for x, y in _on_curve(one, first, last, other))
    angle = atan2(other.y() - last.y(), other.x() - last.x())
    sides = (QPointF(cos(angle + turn), sin(angle + turn)) * _HEAD for turn in (0.45, -0.45))
    head = QPolygonF([other, *(other - side for side in sides)])
    middle = obstacles.free_spot(points) if way.source == "link" else points[_SAMPLES // 2]
    bounds = path.boundingRect().adjusted(-_HEAD, -_HEAD, _HEAD, _HEAD)
    return Edge(way, path, head, points, bounds, middle)


class Obstacles:
    """The boxes of a map, all of one size, by row: those on a curve are found without looking at all of them."""

    def __init__(self, rects: Iterable[QRectF]) -> None:
        rows: dict[float, list[float]] = {}
        self._width = self._height = 0.0
        for rect in rects:
            rows.setdefault(rect.top(), []).append(rect.left())
            self._width, self._height = rect.width(), rect.height()
        self._tops = sorted(rows)
        self._lefts = [sorted(rows[top]) for top in self._tops]
        self._taken: dict[tuple[int, int], list[QPointF]] = {}

    def hit_by(self, points: Iterable[tuple[float, float]]) -> int:
        """Return how many of some points lie behind a box."""
        hits = 0
        for x, y in points:
            row = bisect_right(self._tops, y) - 1
            if row < 0 or y >= self._tops[row] + self._height:
                continue
            lefts = self._lefts[row]
            number = bisect_right(lefts, x) - 1
            hits += number >= 0 and x <= lefts[number] + self._width
        return hits

    def free_spot(self, points: Sequence[QPointF]) -> QPointF:
        """Return one of the points on a curve, near its middle, where letters cover neither a box nor other letters."""
        half = len(points) // 2
        found = points[half]
        for at in sorted(range(2, len(points) - 2), key=lambda number: abs(number - half)):
            x, y = points[at].x(), points[at].y()
            corners = [(x + dx, y + dy) for dx in (-_LETTERS_X, _LETTERS_X) for dy in (-_LETTERS_Y, _LETTERS_Y)]
            if not self.hit_by(corners) and not self._is_taken(points[at]):
                found = points[at]
                break
        self._taken.setdefault(_square(found), []).append(found)
        return found

    def _is_taken(self, point: QPointF) -> bool:
        column, row = _square(point)
        near = (
            other
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for other in self._taken.get((x, y), ())
        )
        return any(
            abs(other.x() - point.x()) < 2 * _LETTERS_X and abs(other.y() - point.y()) < 2 * _LETTERS_Y
            for other in near
        )


def _square(point: QPointF) -> tuple[int, int]:
    return int(point.x() // (2 * _LETTERS_X)), int(point.y() // (2 * _LETTERS_Y))


def _on_curve(a: QPointF, b: QPointF, c: QPointF, d: QPointF) -> list[tuple[float, float]]:
    """Return points along a cubic curve, by Bernstein's polynomials; Qt's own go by its length, which takes long."""
    ax, ay, bx, by, cx, cy, dx, dy = a.x(), a.y(), b.x(), b.y(), c.x(), c.y(), d.x(), d.y()
    return [
        (ax * one + bx * two + cx * three + dx * four, ay * one + by * two + cy * three + dy * four)
        for one, two, three, four in _WEIGHTS
    ]


def _to_segment(point: QPointF, a: QPointF, b: QPointF) -> float:
    """Return how far a point is from the line between two others."""
    ax, ay, dx, dy = a.x(), a.y(), b.x() - a.x(), b.y() - a.y()
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else max(0.0, min(1.0, ((point.x() - ax) * dx + (point.y() - ay) * dy) / length))
    x, y = point.x() - ax - share * dx, point.y() - ay - share * dy
    return float((x * x + y * y) ** 0.5)

"""The course of a way over the map: between the boxes of the rows that it passes, never behind them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

_PORT = 0.32
# Points that stand for each piece of a course.
_SAMPLES = 10
# What lies side by side in a gap keeps so far apart, and so far from the boxes.
_LANE, _EDGE = 7.0, 6.0
# Half of the room that the letters of a link take.
_LETTERS_X, _LETTERS_Y = 26.0, 11.0
_WEIGHTS = [
    ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    for t in (at / _SAMPLES for at in range(1, _SAMPLES + 1))
]


class Boxes:
    """The boxes of a map, all of one size, by row: which gaps there are, and what has been put where already."""

    def __init__(self, rects: Iterable[QRectF]) -> None:
        rows: dict[float, list[float]] = {}
        self.width = self.height = 0.0
        for rect in rects:
            rows.setdefault(rect.top(), []).append(rect.left())
            self.width, self.height = rect.width(), rect.height()
        self._tops = sorted(rows)
        self._lefts = [sorted(rows[top]) for top in self._tops]
        self._in_gap: dict[tuple[int, int], int] = {}
        self._letters: dict[tuple[int, int], list[QPointF]] = {}

    def between(self, start: QRectF, end: QRectF) -> Iterator[int]:
        """Yield the rows between two boxes, from the first one's side."""
        one, other = bisect_left(self._tops, start.top()), bisect_left(self._tops, end.top())
        return iter(range(one - 1, other, -1) if one > other else range(one + 1, other))

    def top(self, row: int) -> float:
        """Return where a row begins."""
        return self._tops[row]

    def lane(self, row: int, x: float) -> float:
        """Return where to pass a row near a place: in the nearest gap, beside what passes there already."""
        lefts = self._lefts[row]
        number = bisect_right(lefts, x)
        gaps = [number - 1, number] if number and x < lefts[number - 1] + self.width else [number]
        low, high, gap = min((self._gap(row, gap) for gap in gaps), key=lambda found: _away(found[0], found[1], x))
        there = self._in_gap[row, gap] = self._in_gap.get((row, gap), -1) + 1
        aside = (there + 1) // 2 * _LANE
        if low == float("-inf"):
            return min(x, high - _EDGE) - aside
        if high == float("inf"):
            return max(x, low + _EDGE) + aside
        room = high - low - 2 * _EDGE
        wanted = min(max(x - low - _EDGE, 0.0), room) + (aside if there % 2 else -aside)
        return low + _EDGE + wanted % room if room > 0 else (low + high) / 2

    def _gap(self, row: int, number: int) -> tuple[float, float, int]:
        """Return from where to where a gap is: number 0 is before the first box of a row."""
        lefts = self._lefts[row]
        low = lefts[number - 1] + self.width if number else float("-inf")
        return low, lefts[number] if number < len(lefts) else float("inf"), number

    def hit_by(self, points: Iterable[tuple[float, float]]) -> int:
        """Return how many of some points lie on a box."""
        hits = 0
        for x, y in points:
            row = bisect_right(self._tops, y) - 1
            if row < 0 or y >= self._tops[row] + self.height:
                continue
            number = bisect_right(self._lefts[row], x) - 1
            hits += number >= 0 and x <= self._lefts[row][number] + self.width
        return hits

    def free_spot(self, points: Sequence[QPointF]) -> QPointF:
        """Return one of the points on a course, near its middle, where letters cover neither boxes nor others."""
        half = len(points) // 2
        free = [
            points[at]
            for at in sorted(range(2, len(points) - 2), key=lambda number: abs(number - half))
            if not self.hit_by(_corners(points[at]))
        ]
        # Where two links are short and close together, as far from each other as may be.
        found = next((point for point in free if self._room(point) >= 1), None) or max(
            free, key=self._room, default=points[half]
        )
        self._letters.setdefault(_square(found), []).append(found)
        return found

    def _room(self, point: QPointF) -> float:
        """Return how far the nearest letters are, in widths or heights of letters: none are covered from 1 on."""
        column, row = _square(point)
        near = (
            other
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for other in self._letters.get((x, y), ())
        )
        return min(
            (
                max(abs(other.x() - point.x()) / (2 * _LETTERS_X), abs(other.y() - point.y()) / (2 * _LETTERS_Y))
                for other in near
            ),
            default=float("inf"),
        )


def _corners(middle: QPointF) -> Iterator[tuple[float, float]]:
    """Yield the corners of the letters around a point."""
    for dx in (-_LETTERS_X, _LETTERS_X):
        for dy in (-_LETTERS_Y, _LETTERS_Y):
            yield middle.x() + dx, middle.y() + dy


def course(
    start: QRectF, end: QRectF, number: int, boxes: Boxes, *, direct: bool = False
) -> tuple[QPainterPath, tuple[QPointF, ...]]:
    """Return the course from a box to another, with points along it; the `number`-th one between the two.

    It leaves upward, or downward, turns in the space between rows, and passes each row in one of its gaps; a `direct`
    one goes behind what lies between.
    """
    shift = (number + 1) // 2 * 16.0 * (1 if number % 2 else -1)
    most = start.width() * _PORT
    lean = max(-most, min(most, (end.center().x() - start.center().x()) * 0.12)) + shift
    upward, level = end.top() <= start.top(), end.top() == start.top()
    at = QPointF(start.center().x() + lean, start.top() if upward else start.bottom())
    last = QPointF(end.center().x() - lean + 2 * shift, end.bottom() if upward and not level else end.top())
    path, points = QPainterPath(at), [at]
    if level:
        lift = QPointF(0, -start.height() * 0.75 - number * 12)
        _turn(path, points, at + lift, last + lift, last)
        return path, tuple(points)
    for row in () if direct else boxes.between(start, end):
        top, bottom = boxes.top(row), boxes.top(row) + boxes.height
        enter, leave = (bottom, top) if upward else (top, bottom)
        straight = at.x() + (last.x() - at.x()) * (enter - at.y()) / (last.y() - at.y())
        x = boxes.lane(row, straight)
        _go(path, points, QPointF(x, enter))
        at = QPointF(x, leave)
        path.lineTo(at)
        points.append(at)
    _go(path, points, last)
    return path, tuple(points)


def _go(path: QPainterPath, points: list[QPointF], end: QPointF) -> None:
    """Go on to a point, leaving and arriving upright."""
    middle = (points[-1].y() + end.y()) / 2
    _turn(path, points, QPointF(points[-1].x(), middle), QPointF(end.x(), middle), end)


def _turn(path: QPainterPath, points: list[QPointF], first: QPointF, last: QPointF, end: QPointF) -> None:
    """Go on along a cubic curve; its points by Bernstein's polynomials, since Qt's own go by length and take long."""
    ax, ay, bx, by = points[-1].x(), points[-1].y(), first.x(), first.y()
    cx, cy, dx, dy = last.x(), last.y(), end.x(), end.y()
    path.cubicTo(first, last, end)
    points += [
        QPointF(ax * one + bx * two + cx * three + dx * four, ay * one + by * two + cy * three + dy * four)
        for one, two, three, four in _WEIGHTS
    ]


def to_segment(point: QPointF, a: QPointF, b: QPointF) -> float:
    """Return how far a point is from the line between two others."""
    ax, ay, dx, dy = a.x(), a.y(), b.x() - a.x(), b.y() - a.y()
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else max(0.0, min(1.0, ((point.x() - ax) * dx + (point.y() - ay) * dy) / length))
    x, y = point.x() - ax - share * dx, point.y() - ay - share * dy
    return float((x * x + y * y) ** 0.5)


def _away(low: float, high: float, x: float) -> float:
    return max(low - x, x - high, 0.0)


def _square(point: QPointF) -> tuple[int, int]:
    return int(point.x() // (2 * _LETTERS_X)), int(point.y() // (2 * _LETTERS_Y))

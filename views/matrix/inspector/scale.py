"""The number line behind the bands of a decision: which rows lie where, and where an edge stands on the screen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from math import log

from models.authority.grid import edition_shown
from models.authority.labels import owned_below
from models.authority.rules import BandCondition, Rule
from models.authority.words import band_words
from models.decisions import Dimension
from models.document import Document
from models.quantities import UNLIMITED, Band, Limit


@dataclass(frozen=True, slots=True)
class Bar:
    """The band of a row in steps; `upper` is None where it goes on without end. `lane` keeps bars apart."""

    rule: str
    lower: int
    upper: int | None
    lane: int


@dataclass(frozen=True)
class NumberLine:
    """The bars of a decision on one dimension, the edges between them, and the stretches that no row covers."""

    dimension: Dimension
    bars: tuple[Bar, ...]
    edges: tuple[int, ...]
    gaps: tuple[tuple[int, int | None], ...]

    @property
    def lanes(self) -> int:
        """How many bars stand above one another at most."""
        return max((bar.lane for bar in self.bars), default=-1) + 1

    def place(self, edge: int) -> float:
        """Return where an edge stands, from 0 at the start to 1 at the end.

        Amounts grow by factors, so beyond the first edge the scale is logarithmic.
        """
        low, high = self._span()
        value = edge - self._start
        if value <= 0:
            return 0.0
        if value < low:
            return 0.16 * value / low
        return min(1.0, 0.16 + 0.84 * log(value / low) / log(high / low))

    def edge_at(self, place: float) -> int:
        """Return the number, in steps, at a place: a round one (two figures)."""
        low, high = self._span()
        value = low * place / 0.16 if place < 0.16 else low * (high / low) ** ((place - 0.16) / 0.84)
        coarse = self._coarse(max(1, round(value)))
        return self._start + max(1, round(value / coarse)) * coarse

    def _coarse(self, value: int) -> int:
        """Return how far apart round numbers of that size are: the second figure changes."""
        coarse = int(10.0 ** max(0, len(str(value)) - 2))
        # A cent is too fine to point at; whole units are round enough.
        return max(coarse, round(1 / self.dimension.step)) if self.dimension.step < 1 else coarse

    def nudged(self, edge: int, by: int) -> int:
        """Return an edge moved by so many round numbers, down where negative, between its neighbours."""
        bounds, owned = self.movable(edge), owned_below(self.dimension, edge)
        if bounds is None:
            return edge
        number = edge - owned - self._start
        for _ in range(abs(by)):
            # Below a power of ten round numbers lie closer together, so that down and up again leads back.
            coarse = self._coarse(max(1, number if by > 0 else number - 1))
            number = (number // coarse + 1 if by > 0 else -(-number // coarse) - 1) * coarse
        return max(bounds[0], min(bounds[1], self._start + number + owned))

    @property
    def handles(self) -> tuple[int, ...]:
        """The edges that can be moved."""
        return tuple(edge for edge in self.edges if self.movable(edge) is not None)

    @property
    def _start(self) -> int:
        return self.dimension.lower or 0

    def _span(self) -> tuple[float, float]:
        inner = [edge - self._start for edge in self.edges if edge > self._start] or [100]
        return min(inner), max(*inner, min(inner) * 4) * 2.5

    def neighbours(self, edge: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the rows whose band ends at an edge, and those whose band begins there."""
        below = tuple(bar.rule for bar in self.bars if bar.upper == edge)
        above = tuple(bar.rule for bar in self.bars if bar.lower == edge)
        return below, above

    def movable(self, edge: int) -> tuple[int, int] | None:
        """Return between which edges one may be moved, or None where it has no band on both sides."""
        below, above = self.neighbours(edge)
        if not below or not above:
            return None
        least = max(bar.lower for bar in self.bars if bar.upper == edge) + 1
        ends = [bar.upper for bar in self.bars if bar.lower == edge and bar.upper is not None]
        return least, min(ends, default=10**17) - 1

    def moved(self, edge: int, place: float) -> int:
        """Return the edge that a drag to a place means, between its neighbours, including what it included."""
        bounds = self.movable(edge)
        wanted = self.edge_at(place) + owned_below(self.dimension, edge)
        return wanted if bounds is None else max(bounds[0], min(bounds[1], wanted))


def number_line(document: Document, decision: str) -> NumberLine | None:
    """Return the line of the dimension that most rows of a decision have a band on, or None where none has."""
    edition = edition_shown(document)
    rules = [rule for rule in document.rules.by("decision", decision) if edition and rule.edition == edition.id]
    used = Counter(c.dimension for rule in rules for c in rule.box if isinstance(c, BandCondition))
    for dimension_id, _ in used.most_common():
        dimension = document.dimensions.get(dimension_id)
        if dimension is not None:
            return _line(dimension, rules)
    return None


def _line(dimension: Dimension, rules: list[Rule]) -> NumberLine:
    start = dimension.lower or 0
    bars: list[Bar] = []
    for rule in rules:
        band = next((c.band for c in rule.box if isinstance(c, BandCondition) and c.dimension == dimension.id), None)
        if band is None or band.empty or band.upper is None:
            continue
        lower = start if band.lower is None else band.lower
        upper = None if band.upper == UNLIMITED else int(band.upper)
        lane = 0
        while any(bar.lane == lane and _meet(bar, lower, upper) for bar in bars):
            lane += 1
        bars.append(Bar(rule.id, lower, upper, lane))
    edges = {edge for bar in bars for edge in (bar.lower, bar.upper) if edge is not None and edge > start}
    return NumberLine(dimension, tuple(bars), tuple(sorted(edges)), _gaps(start, bars))


def _meet(bar: Bar, lower: int, upper: int | None) -> bool:
    return (upper is None or bar.lower < upper) and (bar.upper is None or lower < bar.upper)


def _gaps(start: int, bars: list[Bar]) -> tuple[tuple[int, int | None], ...]:
    gaps: list[tuple[int, int | None]] = []
    reached: int | None = start
    for bar in sorted(bars, key=lambda bar: bar.lower):
        if reached is None:
            break
        if bar.lower > reached:
            gaps.append((reached, bar.lower))
        reached = None if bar.upper is None else max(reached, bar.upper)
    if reached is not None and bars:
        gaps.append((reached, None))
    return tuple(gaps)


def bar_words(line: NumberLine, bar: Bar) -> str:
    """Return the band of a bar in words."""
    upper: Limit = UNLIMITED if bar.upper is None else bar.upper
    return band_words(line.dimension, Band(lower=bar.lower, upper=upper))


def short(value: Decimal) -> str:
    """Return a number as a scale writes it: 5k, 100k, 2.5M."""
    for size, letter in ((Decimal(10**9), "B"), (Decimal(10**6), "M"), (Decimal(1000), "k")):
        if abs(value) >= size:
            return f"{float(value / size):.4g}{letter}"
    return f"{float(value):.6g}"

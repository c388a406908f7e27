"""The line behind the cases of a decision on one dimension: which rows lie where, and where an edge stands.

Bands lie on a number line. Classes, and yes or no, lie side by side as segments of the same width.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from math import log

from models.authority.labels import owned_below
from models.authority.lookup import dimensions_of
from models.authority.rules import BandCondition, ClassCondition, FlagCondition, Rule
from models.authority.words import band_words, listed
from models.decisions import Dimension
from models.document import Document
from models.quantities import UNLIMITED, Band, Limit

_PLAIN = ("classes", "flag")
# Of the whole width.
_NEAR = 0.02


@dataclass(frozen=True, slots=True)
class Bar:
    """The band of a row in steps; `upper` is None where it goes on without end. `lane` keeps bars apart."""

    rule: str
    lower: int
    upper: int | None
    lane: int


@dataclass(frozen=True)
class NumberLine:
    """The bars of a decision on one dimension and the edges between them; `segments` are the names of classes."""

    dimension: Dimension
    bars: tuple[Bar, ...]
    edges: tuple[int, ...]
    segments: tuple[str, ...] = ()

    @property
    def lanes(self) -> int:
        """How many bars stand above one another at most."""
        return max((bar.lane for bar in self.bars), default=-1) + 1

    def place(self, edge: int) -> float:
        """Return where an edge stands, from 0 at the start to 1 at the end.

        Amounts grow by factors, so beyond the first edge the scale is logarithmic.
        """
        if self.segments:
            return min(1.0, edge / len(self.segments))
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
        """Return between which edges one may be moved, or None where it cannot.

        An edge that two bands share moves between their other ends. One that a single band has can go as far as
        the next edge: there the two become one, which closes a gap or ends an overlap.
        """
        below, above = self.neighbours(edge)
        if self.segments or not (below or above):
            return None
        least = max((bar.lower for bar in self.bars if bar.upper == edge), default=self._start) + 1
        most = min((bar.upper for bar in self.bars if bar.lower == edge and bar.upper is not None), default=10**17) - 1
        if not above:
            most = min((other for other in self.edges if other > edge), default=most)
        elif not below:
            least = max((other for other in self.edges if other < edge), default=least)
        return least, most

    def with_moved(self, edge: int, to: int) -> tuple[Bar, ...]:
        """Return the bars as they are once an edge is moved; their lanes stay."""
        return tuple(
            Bar(bar.rule, to if bar.lower == edge else bar.lower, to if bar.upper == edge else bar.upper, bar.lane)
            for bar in self.bars
        )

    def moved(self, edge: int, place: float) -> int:
        """Return the edge that a drag to a place means, between its neighbours, including what it included."""
        bounds = self.movable(edge)
        wanted = self.edge_at(place) + owned_below(self.dimension, edge)
        if bounds is None:
            return wanted
        wanted = max(bounds[0], min(bounds[1], wanted))
        # Edges meet where they are brought near each other: nobody wants to be a cent beside.
        near = [other for other in bounds if other in self.edges and abs(self.place(other) - place) < _NEAR]
        return near[0] if near else wanted


def lines_of(document: Document, decision: str, edition: str) -> tuple[Dimension, ...]:
    """Return the dimensions that rows of a decision in an edition have conditions on, that of the most bands first."""
    row = document.decisions.get(decision)
    if row is None:
        return ()
    used = Counter(condition.dimension for rule in _rules(document, decision, edition) for condition in rule.box)
    shown = [dimension for dimension in dimensions_of(document, row) if used[dimension.id]]
    order = list(used)
    # Amounts before classes, whatever more rows ask about: there the edges are.
    return tuple(sorted(shown, key=lambda each: (each.kind in _PLAIN, -used[each.id], order.index(each.id))))


def number_line(document: Document, decision: str, edition: str, dimension: str = "") -> NumberLine | None:
    """Return the line of a dimension, else of the first that rows of a decision have conditions on; None for none."""
    found = lines_of(document, decision, edition)
    chosen = next((each for each in found if each.id == dimension), next(iter(found), None))
    if chosen is None:
        return None
    rules = _rules(document, decision, edition)
    return _segments(chosen, rules) if chosen.kind in _PLAIN else _line(chosen, rules)


def _rules(document: Document, decision: str, edition: str) -> list[Rule]:
    return [rule for rule in document.rules.by("decision", decision) if rule.edition == edition]


def _segments(dimension: Dimension, rules: list[Rule]) -> NumberLine:
    names = ("no", "yes") if dimension.kind == "flag" else dimension.classes
    bars: list[Bar] = []
    for rule in rules:
        found = next((c for c in rule.box if c.dimension == dimension.id), None)
        if isinstance(found, FlagCondition):
            on = {int(found.value)}
        elif isinstance(found, ClassCondition):
            on = {at for at, name in enumerate(names) if name in found.among}
        else:
            continue
        taken = [bar for bar in bars if any(bar.lower <= at < (bar.upper or 0) for at in on)]
        lane = _free({bar.lane for bar in taken})
        for first in sorted(at for at in on if at - 1 not in on):
            end = next(at for at in range(first, len(names) + 1) if at not in on)
            bars.append(Bar(rule.id, first, end, lane))
    return NumberLine(dimension, tuple(bars), tuple(range(1, len(names))), names)


def _line(dimension: Dimension, rules: list[Rule]) -> NumberLine:
    start = dimension.lower or 0
    bars: list[Bar] = []
    for rule in rules:
        band = next((c.band for c in rule.box if isinstance(c, BandCondition) and c.dimension == dimension.id), None)
        if band is None or band.empty or band.upper is None:
            continue
        lower = start if band.lower is None else band.lower
        upper = None if band.upper == UNLIMITED else int(band.upper)
        lane = _free({bar.lane for bar in bars if _meet(bar, lower, upper)})
        bars.append(Bar(rule.id, lower, upper, lane))
    edges = {edge for bar in bars for edge in (bar.lower, bar.upper) if edge is not None and edge > start}
    return NumberLine(dimension, tuple(bars), tuple(sorted(edges)))


def _free(taken: set[int]) -> int:
    return next(lane for lane in count() if lane not in taken)


def _meet(bar: Bar, lower: int, upper: int | None) -> bool:
    return (upper is None or bar.lower < upper) and (bar.upper is None or lower < bar.upper)


def bar_words(line: NumberLine, bar: Bar) -> str:
    """Return the band of a bar in words."""
    if line.segments:
        return listed(line.segments[bar.lower : bar.upper], "or")
    upper: Limit = UNLIMITED if bar.upper is None else bar.upper
    return band_words(line.dimension, Band(lower=bar.lower, upper=upper))


def short(value: Decimal) -> str:
    """Return a number as a scale writes it: 5k, 100k, 2.5M."""
    for size, letter in ((Decimal(10**9), "B"), (Decimal(10**6), "M"), (Decimal(1000), "k")):
        if abs(value) >= size:
            return f"{float(value / size):.4g}{letter}"
    return f"{float(value):.6g}"

"""How a decision's cases lie over its domain: by the mix that was entered, or spread so that every band is met."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from models.authority.facts import currency_of
from models.authority.places import by_kind
from models.authority.rates import exchange_rate
from models.authority.rules import BandCondition, ClassCondition, Condition
from models.authority.spaces import Box
from models.decisions import Dimension
from models.document import Document
from models.escalation import MixPart, MixShare
from models.quantities import Band

_TEN = 10.0

Ends = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """A dimension of numbers: where its cases lie, from `low` to `high` in steps, and how.

    Amounts of money lie evenly by order of magnitude, from a tenth of the lowest limit of the decision's rows to ten
    times the highest; other numbers evenly by value, up to twice the highest limit where their domain has no end.
    """

    low: float
    high: float
    by_magnitude: bool

    def share(self, band: Band, within: Band | None) -> float:
        """Return the share of cases in a band, of those that lie within another."""
        low, high = self._ends(within, Band(upper="unlimited"))
        if high <= low:
            return self.share(band, None)
        first, last = self._ends(band, Band(upper="unlimited"), outside=True)
        first, last = max(first, low), min(last, high)
        return self._length(first, last) / self._length(low, high) if last > first else 0.0

    def mean(self, band: Band, within: Band | None) -> float:
        """Return the mean value of the cases in a band, in steps."""
        first, last = self._ends(band, Band(upper="unlimited"))
        low, high = self._ends(within, Band(upper="unlimited"))
        first, last = max(first, low), min(last, high)
        return first if last <= first else self._mean(first, last)

    def stretches(self, edges: Sequence[int], within: Band | None) -> list[tuple[float, float]]:
        """Return the share of cases between each two edges, and below and above all, and their mean value in steps.

        The shares are of the cases that lie within a band; they add up to one.
        """
        low, high = self._ends(within, Band(upper="unlimited"))
        if high <= low:
            low, high = self._ends(None, Band(upper="unlimited"))
        whole = self._length(low, high)
        found = []
        for first, last in pairwise((-math.inf, *map(float, edges), math.inf)):
            begins, ends = max(first, low), min(last, high)
            if ends > begins:
                found.append((self._length(begins, ends) / whole, self._mean(begins, ends)))
            else:
                found.append((0.0, min(max(first, low), high)))
        return found

    def _mean(self, first: float, last: float) -> float:
        return (last - first) / math.log(last / first) if self.by_magnitude else (first + last - 1) / 2

    def draw(self, luck: float, within: Band | None) -> int:
        """Return the value, in steps, below which lies that share of the cases within a band."""
        low, high = self._ends(within, Band(upper="unlimited"))
        if high <= low:
            low, high = self._ends(None, Band(upper="unlimited"))
        return math.floor(low * (high / low) ** luck if self.by_magnitude else low + luck * (high - low))

    def _ends(self, band: Band | None, default: Band, outside: bool = False) -> Ends:
        """The ends of a band; with `outside` they may reach past the line, so that nothing is lost at its ends."""
        chosen = band or default
        low = self.low if chosen.lower is None else float(chosen.lower)
        high = float(chosen.upper) if isinstance(chosen.upper, int) else math.inf
        if outside:
            return (-math.inf if chosen.lower is None else low), high
        return max(low, self.low), min(high, max(self.high, low * _TEN) if band else self.high)

    def _length(self, first: float, last: float) -> float:
        return math.log(last / first) if self.by_magnitude else last - first


@dataclass(frozen=True)
class Spread:
    """Where the cases of one decision lie."""

    document: Document
    lines: dict[str, Line] = field(default_factory=dict)

    def weight(self, boxes: Iterable[Box], part: MixPart | None) -> float:
        """Return the share of cases that fall into disjoint boxes, of those of one part of the mix (None: of all)."""
        return sum(self._box_share(box, part) for box in boxes)

    def _box_share(self, box: Box, part: MixPart | None) -> float:
        share = 1.0
        for condition in box.conditions:
            share *= self._share(condition, mixed(part, condition.dimension))
        return share * self._share_of_places(box, part) if box.places else share

    def _share_of_places(self, box: Box, part: MixPart | None) -> float:
        """Cases of one place are those of a mix; otherwise they lie evenly over the places of a kind and elsewhere."""
        places, share = self.document.places, 1.0
        given = by_kind(places, (part.place,)) if part is not None and part.place is not None else {}
        known = by_kind(places, (place.id for place in places))
        for kind, allowed in by_kind(places, box.places).items():
            if kind in given:
                share *= given[kind][0] in allowed
            else:
                share *= len(allowed) / (len(known.get(kind, ())) + 1)
        return share

    def _share(self, condition: Condition, share: MixShare | None) -> float:
        if isinstance(condition, BandCondition):
            within = share.band if share else None
            return self.lines[condition.dimension].share(condition.band, within)
        dimension = self.document.dimensions[condition.dimension]
        if isinstance(condition, ClassCondition):
            among = (share.classes if share else ()) or dimension.classes
            return sum(name in condition.among for name in among) / len(among)
        if share is None or share.flag is None:
            return 0.5
        return float(share.flag == condition.value)

    def value(self, boxes: Sequence[Box], part: MixPart | None, currency: str, on: date) -> float:
        """Return the mean value of cases in boxes, in a currency; NaN where none of them is about money."""
        weighted = total = 0.0
        for box in boxes:
            share = self._box_share(box, part)
            value = self._box_value(box, part, currency, on)
            if value is not None and share > 0:
                weighted += share * value
                total += share
        return weighted / total if total else math.nan

    def _box_value(self, box: Box, part: MixPart | None, currency: str, on: date) -> float | None:
        conditions = {c.dimension: c.band for c in box.conditions if isinstance(c, BandCondition)}
        for name, line in self.lines.items():
            dimension = self.document.dimensions[name]
            if dimension.kind != "money":
                continue
            rate = exchange_rate(self.document, currency_of(self.document, dimension), currency, on)
            share = mixed(part, name)
            if rate is None or (name not in conditions and share is None):
                return None
            band = conditions.get(name, Band(upper="unlimited"))
            return line.mean(band, share.band if share else None) * float(dimension.step) * float(rate)
        return None


def mixed(part: MixPart | None, dimension: str) -> MixShare | None:
    """Return what a part of a mix says of a dimension, if it says anything."""
    return next((share for share in part.shares if share.dimension == dimension), None) if part else None


def common_currency(document: Document) -> str:
    """Return the currency in which values of all decisions can be added up: the only one, or the organisation's."""
    used = {currency_of(document, dimension) for dimension in document.dimensions if dimension.kind == "money"}
    return used.pop() if len(used) == 1 else document.workspace.currency


def spread_of(document: Document, boxes: Iterable[Box], mix: Iterable[MixPart], more: Iterable[Box] = ()) -> Spread:
    """Return where the cases of a decision lie whose answers hold in these boxes.

    `more` are boxes that something else hangs on; of a dimension that only these look at, they say how far it goes.
    """
    limits: dict[str, set[int]] = {}
    entered: dict[str, set[int]] = {}
    others: dict[str, set[int]] = {}
    for box in boxes:
        for condition in box.conditions:
            if isinstance(condition, BandCondition):
                limits.setdefault(condition.dimension, set()).update(_edges(condition.band))
    for box in more:
        for condition in box.conditions:
            if isinstance(condition, BandCondition) and condition.dimension not in limits:
                others.setdefault(condition.dimension, set()).update(_edges(condition.band))
    for part in mix:
        for share in part.shares:
            if share.band is not None:
                entered.setdefault(share.dimension, set()).update(_edges(share.band))
    lines = {
        name: line_of(document.dimensions[name], limits.get(name) or others.get(name, set()), entered.get(name, set()))
        for name in {**limits, **entered, **others}
    }
    return Spread(document, lines)


def _edges(band: Band) -> Iterator[int]:
    return (end for end in (band.lower, band.upper) if isinstance(end, int))


def line_of(dimension: Dimension, limits: set[int], entered: set[int]) -> Line:
    """Where cases lie on a dimension, given the limits of the rows and the ends of what a mix says."""
    lower = 0 if dimension.lower is None else dimension.lower
    if dimension.kind != "money":
        highest = max(limits | entered, default=0)
        upper = dimension.upper if dimension.upper is not None else max(2 * highest, lower + 1)
        return Line(lower, upper, by_magnitude=False)
    # A limit of one unit or less divides nothing from something; it is no order of magnitude that cases have.
    counted = {edge for edge in limits if edge * dimension.step > 1}
    ends = [edge / _TEN for edge in counted] + [edge * _TEN for edge in counted] + [end for end in entered if end > 0]
    if not ends:
        ends = [_TEN / float(dimension.step), _TEN**3 / float(dimension.step)]
    low, high = max(min(ends), lower, 1.0), max(ends)
    return Line(low, min(high, float(dimension.upper)) if dimension.upper else high, by_magnitude=True)

"""From rows to regions: the domain that the rows of a decision span, and the boxes they cover in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from models.authority.facts import Case, FactValue, currency_of
from models.authority.geometry import Axis, Interval, Piece, Region, bits, cuts_of, example_value
from models.authority.rates import exchange_rate, exchanged_edge, no_rate
from models.authority.rules import BandCondition, ClassCondition, Condition, FlagCondition, Rule
from models.decisions import Dimension, Place
from models.document import Document
from models.quantities import UNLIMITED, Band
from models.tables import Table

# The axis of places: cell 0 is anywhere that no place of the document stands for.
PLACE = "place"


@dataclass(frozen=True)
class Box:
    """A region in the terms of rows: conditions, and places (None for elsewhere; empty for everywhere)."""

    conditions: tuple[Condition, ...] = ()
    places: tuple[str | None, ...] = ()


@dataclass(frozen=True)
class Space:
    """The domain of a decision's cases, as far as its rows look at it, with the pieces that the rows cover.

    `unread` names the rows whose limits cannot be compared, each with the reason in a sentence. Of the document only
    what it is made of is kept, so that a space can outlive many edits of other things.
    """

    decision: str
    dimensions: Table[Dimension]
    places: Table[Place]
    axes: tuple[Axis, ...]
    pieces: tuple[Piece, ...]
    unread: dict[str, str]

    @property
    def everything(self) -> Region:
        """The region of all cases."""
        return tuple(axis.full for axis in self.axes)

    def region_of(self, case: Case) -> Region | None:
        """Return the region of all cases that agree with what is known of a case; None outside the domain."""
        masks = []
        for axis in self.axes:
            value = case.place if axis.dimension == PLACE else case.facts.get(axis.dimension)
            masks.append(axis.full if value is None else axis.cell(self._coordinate(axis, value)))
        return tuple(masks) if all(masks) else None

    def _coordinate(self, axis: Axis, value: FactValue) -> int:
        if axis.dimension == PLACE:
            known = [place.id for place in self.places]
            return known.index(str(value)) + 1 if value in known else -1
        if isinstance(value, str):
            classes = self.dimensions[axis.dimension].classes
            return classes.index(value) if value in classes else -1
        return int(value)

    def box_of(self, region: Region) -> Box:
        """Return a region as a box of conditions; an axis that is covered from end to end is left out.

        On a band's axis the region must be one interval (`geometry.solid`).
        """
        conditions: list[Condition] = []
        places: tuple[str | None, ...] = ()
        for axis, mask in zip(self.axes, region, strict=True):
            if mask == axis.full:
                continue
            if axis.dimension == PLACE:
                known = [None, *(place.id for place in self.places)]
                places = tuple(known[at] for at in bits(mask))
                continue
            dimension = self.dimensions[axis.dimension]
            if dimension.kind == "flag":
                conditions.append(FlagCondition(dimension=dimension.id, value=mask == 2))
            elif dimension.kind == "classes":
                among = tuple(dimension.classes[at] for at in bits(mask))
                conditions.append(ClassCondition(dimension=dimension.id, among=among))
            else:
                lower, upper = _hull(axis, mask)
                lower = None if lower == dimension.lower else lower
                top = UNLIMITED if upper == dimension.upper or upper is None else upper
                conditions.append(BandCondition(dimension=dimension.id, band=Band(lower=lower, upper=top)))
        return Box(tuple(conditions), places)

    def example(self, region: Region) -> Case:
        """Return one concrete case of a region."""
        facts: dict[str, FactValue] = {}
        place: str | None = None
        for axis, mask in zip(self.axes, region, strict=True):
            first = next(bits(mask))
            if axis.dimension == PLACE:
                known = [None, *(row.id for row in self.places)]
                place = known[first]
                continue
            dimension = self.dimensions[axis.dimension]
            if dimension.kind == "flag":
                facts[dimension.id] = mask != 1
            elif dimension.kind == "classes":
                facts[dimension.id] = dimension.classes[first]
            else:
                facts[dimension.id] = example_value(next(axis.intervals(mask)))
        return Case(self.decision, facts, place)

    def is_flag(self, axis: Axis) -> bool:
        """Return whether an axis is one of yes and no."""
        return axis.dimension != PLACE and self.dimensions[axis.dimension].kind == "flag"

    @property
    def runs(self) -> tuple[bool, ...]:
        """For each axis whether it is one of numbers, where people speak of one interval at a time."""
        return tuple(
            axis.dimension != PLACE and self.dimensions[axis.dimension].kind in ("money", "number", "percent")
            for axis in self.axes
        )


def _hull(axis: Axis, mask: int) -> Interval:
    ends = list(axis.intervals(mask))
    return ends[0][0], ends[-1][1]


def space_of(document: Document, decision: str, rules: Iterable[Rule], on: date, *, generous: bool = False) -> Space:
    """Return the space that rows span on a day (for exchange rates).

    A band with a blank upper limit, or one that cannot be exchanged, covers nothing; with `generous` it covers
    all that it might, which shows what stays uncovered whatever is entered there. Urgent rows without conditions
    are no part of the space.
    """
    kept = [rule for rule in rules if rule.kind != "urgent" or rule.box]
    unread: dict[str, str] = {}
    bands: dict[str, dict[str, list[Interval]]] = {}
    for rule in kept:
        try:
            bands[rule.id] = _intervals(document, rule, on, generous)
        except _Unread as reason:
            unread[rule.id] = str(reason)
    read = [rule for rule in kept if rule.id in bands]
    used = {condition.dimension for rule in read for condition in rule.box}
    axes = [
        _axis(dimension, (ends for rule in read for ends in bands[rule.id].get(dimension.id, ())))
        for dimension in document.dimensions
        if dimension.id in used
    ]
    if any(rule.places for rule in read):
        axes.append(Axis(PLACE, 0, len(document.places) + 1, tuple(range(1, len(document.places) + 1))))
    lines = (
        [place_line(document, place.id) for place in document.places] if axes and axes[-1].dimension == PLACE else []
    )
    pieces = tuple(piece for rule in read for piece in _pieces(document, rule, axes, bands[rule.id], lines))
    return Space(decision, document.dimensions, document.places, tuple(axes), pieces, unread)


class _Unread(ValueError):
    """A row whose limits cannot be compared, with the reason."""


def _intervals(document: Document, rule: Rule, on: date, generous: bool) -> dict[str, list[Interval]]:
    """Return the intervals of a row's bands by dimension; a band that holds nothing is (0, 0)."""
    found: dict[str, list[Interval]] = {}
    for condition in rule.box:
        if not isinstance(condition, BandCondition):
            continue
        dimension = document.dimensions[condition.dimension]
        try:
            interval = band_interval(document, dimension, condition, on, generous)
        except _Unread:
            if not generous:
                raise
            interval = (None, None)
        found.setdefault(dimension.id, []).append(interval)
    return found


def band_interval(
    document: Document, dimension: Dimension, condition: BandCondition, on: date, generous: bool = False
) -> Interval:
    """Return the values that a band holds, in the dimension's own steps; (0, 0) where it holds none.

    Raises ValueError with one plain sentence when its currency cannot be exchanged.
    """
    band = condition.band
    if band.empty or (band.upper is None and not generous):
        return (0, 0)
    lower, upper = band.lower, band.upper if isinstance(band.upper, int) else None
    own = currency_of(document, dimension)
    if dimension.kind != "money" or condition.currency in (None, own):
        return lower, upper
    rate = exchange_rate(document, condition.currency or own, own, on)
    if rate is None:
        raise _Unread(no_rate(condition.currency or own, own, on))
    return (
        None if lower is None else exchanged_edge(lower, rate),
        None if upper is None else exchanged_edge(upper, rate),
    )


def _axis(dimension: Dimension, intervals: Iterable[Interval]) -> Axis:
    if dimension.kind == "flag":
        return Axis(dimension.id, 0, 2, (1,))
    if dimension.kind == "classes":
        count = max(len(dimension.classes), 1)
        return Axis(dimension.id, 0, count, tuple(range(1, count)))
    edges = (edge for ends in intervals if ends != (0, 0) for edge in ends if edge is not None)
    return Axis(dimension.id, dimension.lower, dimension.upper, cuts_of(edges, dimension.lower, dimension.upper))


def _pieces(
    document: Document, rule: Rule, axes: list[Axis], bands: dict[str, list[Interval]], lines: list[list[str]]
) -> Iterator[Piece]:
    masks = []
    for axis in axes:
        mask = axis.full
        for ends in bands.get(axis.dimension, ()):
            mask &= 0 if ends == (0, 0) else axis.between(*ends)
        for condition in rule.box:
            if condition.dimension == axis.dimension and not isinstance(condition, BandCondition):
                mask &= _mask(document, condition)
        masks.append(mask)
    for depth, places in _place_masks(rule, lines):
        region = tuple(masks) if places is None else (*masks[:-1], places)
        if all(region):
            yield Piece(rule.id, region, precedence(rule, depth))


def _mask(document: Document, condition: ClassCondition | FlagCondition) -> int:
    if isinstance(condition, FlagCondition):
        return 2 if condition.value else 1
    classes = document.dimensions[condition.dimension].classes
    return sum(1 << at for at, name in enumerate(classes) if name in condition.among)


def precedence(rule: Rule, depth: int) -> tuple[int, ...]:
    """Return what orders rows that cover the same case: carve-outs, then priority, then how specific the place."""
    return (int(rule.kind in ("carve_out", "urgent")), rule.priority, depth)


def _place_masks(rule: Rule, lines: list[list[str]]) -> Iterator[tuple[int, int | None]]:
    """Yield how deep a row's places lie with the places that they cover so; None for a row without places."""
    if not rule.places:
        yield 0, None
        return
    by_depth: dict[int, int] = {}
    for at, line in enumerate(lines, start=1):
        depth = _depth(rule, line)
        if depth:
            by_depth[depth] = by_depth.get(depth, 0) | 1 << at
    yield from by_depth.items()


def place_depth(document: Document, rule: Rule, place: str) -> int:
    """Return how deep the most specific place of a row lies that a place is, or is inside of; 0 for none."""
    return _depth(rule, place_line(document, place))


def _depth(rule: Rule, line: list[str]) -> int:
    return max((len(line) - at for at, up in enumerate(line) if up in rule.places), default=0)


def place_line(document: Document, place: str) -> list[str]:
    """Return a place and those it lies in, upward."""
    line: list[str] = []
    row = document.places.get(place)
    while row is not None and row.id not in line:
        line.append(row.id)
        row = document.places.get(row.parent)
    return line

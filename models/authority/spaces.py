"""From rows to regions: the domain that the rows of a decision span, and the boxes they cover in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from models.authority.facts import Case, FactValue, currency_of
from models.authority.geometry import Axis, Interval, Piece, Region, bits, cuts_of, example_value
from models.authority.places import KINDS, Lines, elsewhere, is_place_axis, kind_of_axis, place_axis
from models.authority.rates import exchange_rate, exchanged_edge, no_rate
from models.authority.rules import BandCondition, ClassCondition, Condition, FlagCondition, Rule
from models.decisions import Dimension, Instrument, PlaceKind
from models.document import Document
from models.quantities import UNLIMITED, Band
from models.tables import Table

# Where a row without an instrument stands: behind every one that has one.
_NO_RANK = 10**9


@dataclass(frozen=True)
class Box:
    """A region in the terms of rows: conditions, and places, those of one kind "any of", of different kinds "and".

    `places.elsewhere` stands for what no place of a kind stands for. Of a kind that is not there any place will do.
    """

    conditions: tuple[Condition, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Space:
    """The domain of a decision's cases, as far as its rows look at it, with the pieces that the rows cover.

    `unread` names the rows whose limits cannot be compared, each with the reason in a sentence. Of the document only
    what it is made of is kept, so that a space can outlive many edits of other things.
    """

    decision: str
    dimensions: Table[Dimension]
    lines: Lines
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
            if is_place_axis(axis.dimension):
                masks.append(self._where(axis, case))
                continue
            value = case.facts.get(axis.dimension)
            masks.append(axis.full if value is None else axis.cell(self._coordinate(axis, value)))
        return tuple(masks) if all(masks) else None

    def _where(self, axis: Axis, case: Case) -> int:
        kind = kind_of_axis(axis.dimension)
        mask = axis.full
        for place in case.places:
            if place not in self.lines.kinds:
                return 0
            if self.lines.kinds[place] == kind:
                mask &= 1 << self.lines.cells[kind].index(place) + 1
        return mask

    def _coordinate(self, axis: Axis, value: FactValue) -> int:
        if isinstance(value, str):
            classes = self.dimensions[axis.dimension].classes
            return classes.index(value) if value in classes else -1
        return int(value)

    def box_of(self, region: Region) -> Box:
        """Return a region as a box of conditions; an axis that is covered from end to end is left out.

        On a band's axis the region must be one interval (`geometry.solid`).
        """
        conditions: list[Condition] = []
        places: list[str] = []
        for axis, mask in zip(self.axes, region, strict=True):
            if mask == axis.full:
                continue
            if is_place_axis(axis.dimension):
                known = self._known(axis)
                places += [known[at] or elsewhere(kind_of_axis(axis.dimension)) for at in bits(mask)]
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
        return Box(tuple(conditions), tuple(places))

    def _known(self, axis: Axis) -> tuple[str | None, ...]:
        """Return what each cell of an axis of places stands for; None for elsewhere."""
        return (None, *self.lines.cells.get(kind_of_axis(axis.dimension), ()))

    def example(self, region: Region) -> Case:
        """Return one concrete case of a region."""
        facts: dict[str, FactValue] = {}
        places: list[str] = []
        for axis, mask in zip(self.axes, region, strict=True):
            first = next(bits(mask))
            if is_place_axis(axis.dimension):
                # Only a place that has a name tells a case from one of which the place is not known.
                place = self._known(axis)[next(bits(mask & ~1), first)]
                places += [place] if place is not None else []
                continue
            dimension = self.dimensions[axis.dimension]
            if dimension.kind == "flag":
                facts[dimension.id] = mask != 1
            elif dimension.kind == "classes":
                facts[dimension.id] = dimension.classes[first]
            else:
                facts[dimension.id] = example_value(next(axis.intervals(mask)))
        return Case(self.decision, facts, places[0] if places else None, tuple(places[1:]))

    def is_flag(self, axis: Axis) -> bool:
        """Return whether an axis is one of yes and no."""
        return not is_place_axis(axis.dimension) and self.dimensions[axis.dimension].kind == "flag"

    @property
    def runs(self) -> tuple[bool, ...]:
        """For each axis whether it is one of numbers, where people speak of one interval at a time."""
        return tuple(
            not is_place_axis(axis.dimension) and self.dimensions[axis.dimension].kind in ("money", "number", "percent")
            for axis in self.axes
        )


def _hull(axis: Axis, mask: int) -> Interval:
    ends = list(axis.intervals(mask))
    return ends[0][0], ends[-1][1]


def space_of(
    document: Document,
    decision: str,
    rules: Iterable[Rule],
    on: date,
    *,
    generous: bool = False,
    urgent: bool = False,
) -> Space:
    """Return the space that rows span on a day (for exchange rates).

    A band with a blank upper limit, or one that cannot be exchanged, covers nothing; with `generous` it covers
    all that it might, which shows what stays uncovered whatever is entered there. Urgent rows without conditions
    are no part of the space unless it is one of `urgent` cases.
    """
    kept = [rule for rule in rules if urgent or rule.kind != "urgent" or rule.box]
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
    lines = Lines(document.places)
    placed = {lines.kinds.get(place, "entity") for rule in read for place in rule.places}
    axes += [_place_axis(kind, lines) for kind in KINDS if kind in placed]
    pieces = tuple(piece for rule in read for piece in _pieces(document, rule, axes, bands[rule.id], lines))
    return Space(decision, document.dimensions, lines, tuple(axes), pieces, unread)


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


def _place_axis(kind: PlaceKind, lines: Lines) -> Axis:
    """Return the axis of a kind of places: cell 0 is elsewhere, one more for each place."""
    count = len(lines.cells.get(kind, ()))
    return Axis(place_axis(kind), 0, count + 1, tuple(range(1, count + 1)))


def _pieces(
    document: Document, rule: Rule, axes: list[Axis], bands: dict[str, list[Interval]], lines: Lines
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
    for depth, places in lines.masks(rule.places):
        where = {place_axis(kind): mask for kind, mask in places.items()}
        region = tuple(where.get(axis.dimension, mask) for axis, mask in zip(axes, masks, strict=True))
        if all(region):
            yield Piece(rule.id, region, precedence(document, rule, depth))


def _mask(document: Document, condition: ClassCondition | FlagCondition) -> int:
    if isinstance(condition, FlagCondition):
        return 2 if condition.value else 1
    classes = document.dimensions[condition.dimension].classes
    return sum(1 << at for at, name in enumerate(classes) if name in condition.among)


def precedence(document: Document, rule: Rule, specific: int) -> tuple[int, ...]:
    """Return what orders rows that cover the same case.

    The rank of the instrument, then carve-outs, then priority, then how specific the place is (`places.specificity`).
    An urgent route goes before all rows, that of a decision before that of its tier.
    """
    route = document.urgent_routes.get(rule.id)
    if route is not None:
        return (0, int(route.decision is not None))
    carved = int(rule.kind in ("carve_out", "urgent"))
    return (-instrument_rank(document, rule), carved, rule.priority, specific)


def instrument_rank(document: Document, rule: Rule) -> int:
    """Return the rank of the instrument that a row comes from: its own, or else its decision's; 1 goes first.

    A row without any stands behind all others.
    """
    instrument = instrument_of(document, rule)
    return instrument.rank if instrument else _NO_RANK


def instrument_of(document: Document, rule: Rule) -> Instrument | None:
    """Return the instrument that a row comes from, or None where nothing says."""
    decision = document.decisions.get(rule.decision)
    named = rule.instrument or (decision.instrument if decision else None)
    return document.instruments.get(named)

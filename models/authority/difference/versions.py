"""Two versions side by side: what is the same thing in both, and what each knows that the other does not."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from models.authority.domains import domain_words
from models.authority.editions import edition_words, standing
from models.authority.lookup import full_name
from models.authority.places import kind_of
from models.authority.rules import BandCondition, ClassCondition, Condition, Edition
from models.decisions import Decision, Dimension, Place
from models.document import TYPES, Document, document_of
from models.entity import Entity, renamed
from models.quantities import UNLIMITED, Band

# What answers and cases name; all else only matters inside its own document.
_SHARED = ("role", "dimension", "place", "decision")
# Tables that decide who can act and which cases there are, beside the rows of the matrix.
_GROUND = (
    *("dimension", "place", "rate", "workspace", "instrument", "role", "person", "team", "membership", "holding"),
    *("absence", "delegation", "separation", "decision", "tier", "urgent_route", "calendar"),
)


@dataclass(frozen=True)
class Version:
    """One of two matrices to compare: a document on a day, and what people call it."""

    document: Document
    on: date
    name: str


def version_of(document: Document, edition: Edition, on: date) -> Version:
    """Return an edition as a version: the document as though it, and no other version of it, were in force."""
    return Version(standing(document, edition), on, edition_words(edition))


@dataclass(frozen=True)
class Outside:
    """Cases that one version does not know: on one dimension, or at some places."""

    condition: Condition | None = None
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pair:
    """Two versions in the ids of the later one, over the domains of both together.

    `outside` says which cases each does not know, `apart` which dimensions cannot be compared and why. `words` is a
    document that names everything of both.
    """

    before: Version
    after: Version
    words: Document
    outside: tuple[tuple[Outside, ...], tuple[Outside, ...]] = ((), ())
    apart: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @cached_property
    def same_ground(self) -> bool:
        """Whether both are asked on the same day, with everything alike but the matrices themselves."""
        one, other = self.before, self.after
        tables = ((one.document.table(name), other.document.table(name)) for name in _GROUND)
        same = all(mine is theirs or mine == theirs for mine, theirs in tables)
        return one.on == other.on and same and not any(self.outside)

    @property
    def decisions(self) -> Iterator[Decision]:
        """The decisions of both, in the order of the later one."""
        yield from self.after.document.decisions
        yield from (row for row in self.before.document.decisions if row.id not in self.after.document.decisions)


def paired(before: Version, after: Version) -> Pair:
    """Return two versions so that equal things have equal ids: matched by id first, then by name."""
    one, other = before.document, after.document
    if all(one.table(name) is other.table(name) for name in _SHARED):
        return Pair(before, after, other)
    one = _renamed(one, _same(one, other))
    notes: list[str] = []
    apart: dict[str, str] = {}
    outside: tuple[list[Outside], list[Outside]] = ([], [])
    dimensions: list[dict[str, Entity]] = [{}, {}]
    for dimension in other.dimensions:
        earlier = one.dimensions.get(dimension.id)
        if earlier is None or _domain(earlier) == _domain(dimension):
            continue
        if _scale(earlier) != _scale(dimension):
            was, now = _scale_words(one, earlier), _scale_words(other, dimension)
            apart[dimension.id] = f"“{dimension.name}” is kept as {was} in {before.name} and as {now} in {after.name}"
            continue
        was, now = domain_words(one, earlier), domain_words(other, dimension)
        notes.append(f"The domain of “{dimension.name}” was {was} and is now {now}.")
        whole = _union(earlier, dimension)
        for at, own in enumerate((earlier, dimension)):
            outside[at].extend(Outside(condition) for condition in _beyond(own, whole))
            dimensions[at][dimension.id] = own.changed(lower=whole.lower, upper=whole.upper, classes=whole.classes)
    places = _places(one, other)
    for at, (mine, theirs) in enumerate(((one, other), (other, one))):
        missing = tuple(place.id for place in theirs.places if place.id not in mine.places)
        outside[at].extend([Outside(places=missing)] if missing else [])
    notes += _place_notes(one, other)
    words = other.with_rows(
        {name: {r.id: r for r in one.table(name) if r.id not in other.table(name)} for name in ("section", *_SHARED)}
    )
    both = [
        document.with_rows({"dimension": {**_added(document, words), **dimensions[at]}, "place": dict(places[at])})
        for at, document in enumerate((one, other))
    ]
    return Pair(
        Version(both[0], before.on, before.name),
        Version(both[1], after.on, after.name),
        words.with_rows({"dimension": dict(dimensions[1])}),
        (tuple(outside[0]), tuple(outside[1])),
        apart,
        tuple(notes),
    )


def _added(document: Document, words: Document) -> dict[str, Entity]:
    """Return the dimensions that only the other version knows."""
    return {row.id: row for row in words.dimensions if row.id not in document.dimensions}


# ---- the same thing in both


def _same(one: Document, other: Document) -> dict[str, str]:
    """Return for ids of one document those of the other that stand for the same."""
    ids: dict[str, str] = {}
    names: dict[str, tuple[Callable[[Document, Any], str], ...]] = {
        "role": (lambda _, row: row.name,),
        "dimension": (lambda _, row: row.key, lambda _, row: row.name),
        "place": (lambda _, row: row.name,),
        "decision": (full_name, lambda _, row: row.name),
    }
    for table, namings in names.items():
        left = [row for row in one.table(table) if row.id not in other.table(table)]
        free = [row for row in other.table(table) if row.id not in one.table(table)]
        for naming in namings:
            named = _alone((naming(other, row), row.id) for row in free)
            for name, row_id in _alone((naming(one, row), row.id) for row in left).items():
                if name in named:
                    ids[row_id] = named[name]
            left = [row for row in left if row.id not in ids]
            taken = set(ids.values())
            free = [row for row in free if row.id not in taken]
    return ids


def _alone(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return ids by the names that just one of them has."""
    found: dict[str, list[str]] = {}
    for name, row_id in named:
        found.setdefault(" ".join(name.casefold().split()), []).append(row_id)
    return {name: ids[0] for name, ids in found.items() if len(ids) == 1}


def _renamed(document: Document, ids: Mapping[str, str]) -> Document:
    if not ids:
        return document
    tables: dict[str, list[Any]] = {}
    for name in TYPES:
        rows = [renamed(row, ids) for row in document.table(name)]
        tables[name] = [row.model_copy(update={"id": ids[row.id]}) if row.id in ids else row for row in rows]
    return document_of(tables)


# ---- domains


def _scale(dimension: Dimension) -> tuple[object, ...]:
    return (dimension.kind, dimension.unit, dimension.step)


def _scale_words(document: Document, dimension: Dimension) -> str:
    kind = {
        "flag": "yes or no",
        "classes": "classes",
        "money": "money",
        "number": "a number",
        "percent": "a percentage",
    }
    unit = f" in {dimension.unit}" if dimension.unit else ""
    step = f" in steps of {dimension.step.normalize():f}" if dimension.kind in ("money", "number", "percent") else ""
    return f"{kind[dimension.kind]}{unit}{step}"


def _domain(dimension: Dimension) -> tuple[object, ...]:
    return (*_scale(dimension), dimension.lower, dimension.upper, dimension.classes)


def _union(one: Dimension, other: Dimension) -> Dimension:
    lower = None if one.lower is None or other.lower is None else min(one.lower, other.lower)
    upper = None if one.upper is None or other.upper is None else max(one.upper, other.upper)
    classes = (*other.classes, *(name for name in one.classes if name not in other.classes))
    return other.changed(lower=lower, upper=upper, classes=classes)


def _beyond(own: Dimension, whole: Dimension) -> Iterator[Condition]:
    """Yield the conditions under which a case of the whole domain lies outside a dimension's own."""
    if own.kind == "classes":
        strange = tuple(name for name in whole.classes if name not in own.classes)
        if strange:
            yield ClassCondition(dimension=own.id, among=strange)
    elif own.kind != "flag":
        if own.lower is not None and own.lower != whole.lower:
            yield BandCondition(dimension=own.id, band=Band(lower=None, upper=own.lower))
        if own.upper is not None and own.upper != whole.upper:
            yield BandCondition(dimension=own.id, band=Band(lower=own.upper, upper=UNLIMITED))


# ---- places


def _places(one: Document, other: Document) -> tuple[dict[str, Place], dict[str, Place]]:
    """Return the places of both for each document: in one order, but each inside those that it lies in there."""
    order = [*other.places, *(place for place in one.places if place.id not in other.places)]
    found: list[dict[str, Place]] = []
    for mine, theirs in ((one, other), (other, one)):
        rows = {}
        for at, place in enumerate(order):
            own = mine.places.get(place.id)
            alone: dict[str, object] = {"position": float(at)}
            if own is None:
                alone |= {"parent": None, "kind": kind_of(theirs.places, place.id)}
            rows[place.id] = (own or place).model_copy(update=alone)
        found.append(rows)
    return found[0], found[1]


def _place_notes(one: Document, other: Document) -> Iterator[str]:
    for place in other.places:
        earlier = one.places.get(place.id)
        if earlier is not None and earlier.parent != place.parent:
            names = [
                row.name if row else "no other place"
                for row in (one.places.get(earlier.parent), other.places.get(place.parent))
            ]
            yield f"“{place.name}” lay in {names[0]} and lies in {names[1]} now."

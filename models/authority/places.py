"""Places: trees of entities, locations and departments. Each kind is an axis of its own, and the deeper place wins."""

from collections.abc import Iterable, Iterator
from itertools import product

from models.decisions import Place, PlaceKind
from models.tables import Table

# The axes of places are called "place.entity", "place.location" and "place.department".
PLACE = "place"
KINDS: tuple[PlaceKind, ...] = ("entity", "location", "department")
_ELSEWHERE = "elsewhere."

Places = Table[Place]


def place_axis(kind: PlaceKind) -> str:
    """Return the name of the axis of a kind of places."""
    return f"{PLACE}.{kind}"


def is_place_axis(name: str) -> bool:
    """Return whether an axis is one of places; any other is called as its dimension's id."""
    return name in _AXES


def kind_of_axis(name: str) -> PlaceKind:
    """Return the kind of places of an axis. Raises KeyError where it is none of places."""
    return _AXES[name]


def elsewhere(kind: PlaceKind) -> str:
    """Return what stands in a box for anywhere that no place of a kind stands for."""
    return f"{_ELSEWHERE}{kind}"


def is_elsewhere(place: str) -> bool:
    """Return whether a part of a box stands for anywhere that no place stands for."""
    return place.startswith(_ELSEWHERE)


def kind_of(places: Places, place: str) -> PlaceKind:
    """Return the kind of a place, or of what stands for elsewhere: a tree of places is of the kind of its root."""
    if is_elsewhere(place):
        return next(kind for kind in KINDS if elsewhere(kind) == place)
    line = line_of(places, place)
    return places[line[-1]].kind if line else "entity"


def line_of(places: Places, place: str) -> tuple[str, ...]:
    """Return a place and those it lies in, upward; nothing where there is no such place."""
    line: list[str] = []
    row = places.get(place)
    while row is not None and row.id not in line:
        line.append(row.id)
        row = places.get(row.parent)
    return tuple(line)


def by_kind(places: Places, some: Iterable[str]) -> dict[PlaceKind, tuple[str, ...]]:
    """Return places by their kind, in the order of the kinds."""
    found: dict[PlaceKind, list[str]] = {}
    for place in some:
        found.setdefault(kind_of(places, place), []).append(place)
    return {kind: tuple(found[kind]) for kind in KINDS if kind in found}


def specificity(places: Places, wanted: Iterable[str], given: Iterable[str]) -> int | None:
    """Return how specifically a row for some places is for a case with others; None where it does not hold there.

    Places of one kind are "any of", those of different kinds "and". Of each kind counts how deep the most specific
    place of the row lies that the case's place is or lies in (1 for a root), and these depths are added up.
    """
    ours = by_kind(places, given)
    total = 0
    for kind, allowed in by_kind(places, wanted).items():
        depth = max((_depth(line_of(places, place), allowed) for place in ours.get(kind, ())), default=0)
        if not depth:
            return None
        total += depth
    return total


def _depth(line: tuple[str, ...], allowed: Iterable[str]) -> int:
    """Return how deep the most specific of some places lies in a line; 0 for none of them."""
    return max((len(line) - at for at, up in enumerate(line) if up in allowed), default=0)


class Lines:
    """The places of a document by kind, each with the line of those it lies in."""

    def __init__(self, places: Places) -> None:
        self.cells: dict[PlaceKind, tuple[str, ...]] = by_kind(places, (place.id for place in places))
        self.kinds: dict[str, PlaceKind] = {place: kind for kind, found in self.cells.items() for place in found}
        # The same few places are asked for again and again.
        self._known: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        self._lines = {place.id: line_of(places, place.id) for place in places}

    def masks(self, wanted: Iterable[str]) -> Iterator[tuple[int, dict[PlaceKind, int]]]:
        """Yield where a row for some places holds, in parts of one specificity: that, and a mask for each kind.

        Bit 0 of a mask is elsewhere, the others are the places of the kind in the order of the document.
        """
        groups: dict[PlaceKind, list[str]] = {}
        for place in wanted:
            groups.setdefault(self.kinds.get(place, "entity"), []).append(place)
        choices = [[(kind, *part) for part in self._by_depth(kind, tuple(some))] for kind, some in groups.items()]
        for choice in product(*choices):
            yield sum(depth for _, depth, _ in choice), {kind: mask for kind, _, mask in choice}

    def _by_depth(self, kind: PlaceKind, allowed: tuple[str, ...]) -> list[tuple[int, int]]:
        known = self._known.get(allowed)
        if known is not None:
            return known
        found: dict[int, int] = {}
        for at, place in enumerate(self.cells.get(kind, ()), start=1):
            depth = _depth(self._lines[place], allowed)
            if depth:
                found[depth] = found.get(depth, 0) | 1 << at
        self._known[allowed] = list(found.items())
        return self._known[allowed]


_AXES: dict[str, PlaceKind] = {place_axis(kind): kind for kind in KINDS}

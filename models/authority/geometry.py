"""The proof engine: which cases are covered by no row, by one, or by several. Exact, on whole numbers only.

The domain is a product of axes. Each axis is cut at every edge that a row uses, so that all values in a cell are
treated alike; a region is then one bit mask of cells per axis, and box algebra is bit algebra. (Coordinate
compression with box subtraction: a region minus a box leaves at most one part per axis.)
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

Region = tuple[int, ...]
Interval = tuple[int | None, int | None]


@dataclass(frozen=True)
class Axis:
    """One dimension of the domain: integers from `lower` to below `upper` (None: without end), cut into cells."""

    dimension: str
    lower: int | None
    upper: int | None
    cuts: tuple[int, ...] = ()

    @property
    def full(self) -> int:
        """The mask of all cells."""
        return (1 << (len(self.cuts) + 1)) - 1

    def cell(self, value: int) -> int:
        """Return the mask of the cell in which a value lies, or 0 outside the domain."""
        outside = (self.lower is not None and value < self.lower) or (self.upper is not None and value >= self.upper)
        return 0 if outside else 1 << bisect_right(self.cuts, value)

    def between(self, lower: int | None, upper: int | None) -> int:
        """Return the mask of the cells in `[lower, upper)`, whose ends are cuts or lie outside the domain."""
        first = 0 if lower is None else self._cells_below(lower)
        last = len(self.cuts) + 1 if upper is None else self._cells_below(upper)
        return (1 << last) - (1 << first) if last > first else 0

    def _cells_below(self, edge: int) -> int:
        if self.lower is not None and edge <= self.lower:
            return 0
        if self.upper is not None and edge >= self.upper:
            return len(self.cuts) + 1
        return bisect_right(self.cuts, edge)

    def intervals(self, mask: int) -> Iterator[Interval]:
        """Yield the runs of cells in a mask as half-open intervals, ascending."""
        edges = (self.lower, *self.cuts, self.upper)
        start = None
        for at in range(len(self.cuts) + 2):
            inside = bool(mask >> at & 1)
            if inside and start is None:
                start = at
            elif not inside and start is not None:
                yield edges[start], edges[at]
                start = None


@dataclass(frozen=True)
class Piece:
    """A box that belongs to a row; among pieces that share a case the greatest precedence wins."""

    row: str
    region: Region
    precedence: tuple[int, ...] = ()


@dataclass(frozen=True)
class Settled:
    """A region in which the same rows win everywhere: none (a gap), one, or several (an overlap)."""

    region: Region
    rows: tuple[str, ...]


def cuts_of(edges: Iterable[int], lower: int | None, upper: int | None) -> tuple[int, ...]:
    """Return the edges that lie strictly inside a domain, ascending and each once."""
    inside = {e for e in edges if (lower is None or e > lower) and (upper is None or e < upper)}
    return tuple(sorted(inside))


def meet(one: Region, other: Region) -> Region | None:
    """Return what two regions share, or None."""
    shared = tuple(a & b for a, b in zip(one, other, strict=True))
    return shared if all(shared) else None


def minus(region: Region, box: Region) -> list[Region]:
    """Return disjoint regions that are together what is in a region and not in the box."""
    left: list[Region] = []
    head: Region = ()
    for at, (mine, theirs) in enumerate(zip(region, box, strict=True)):
        if not mine & theirs:
            return [region]
        if outside := mine & ~theirs:
            left.append((*head, outside, *region[at + 1 :]))
        head = (*head, mine & theirs)
    return left


def merged(regions: Iterable[Region]) -> list[Region]:
    """Return disjoint regions in fewer boxes: those that differ on one axis only become one, axis after axis."""
    current = list(dict.fromkeys(regions))
    axes = len(current[0]) if current else 0
    before = -1
    while before != len(current):
        before = len(current)
        for axis in range(axes):
            groups: dict[Region, int] = {}
            for region in current:
                rest = (*region[:axis], 0, *region[axis + 1 :])
                groups[rest] = groups.get(rest, 0) | region[axis]
            current = [(*rest[:axis], mask, *rest[axis + 1 :]) for rest, mask in groups.items()]
    return current


def settle(start: Region, pieces: Sequence[Piece]) -> list[Settled]:
    """Return a partition of a region by which rows win there, each set of rows in few boxes.

    Pieces of greater precedence are dealt with first and keep what they cover.
    """
    open_: list[Region] = [start]
    found: dict[tuple[str, ...], list[Region]] = {}
    for precedence in sorted({piece.precedence for piece in pieces}, reverse=True):
        parts: list[tuple[Region, tuple[str, ...]]] = [(region, ()) for region in open_]
        for piece in pieces:
            if piece.precedence == precedence:
                parts = list(_split(parts, piece))
        open_ = []
        for region, rows in parts:
            if rows:
                found.setdefault(rows, []).append(region)
            else:
                open_.append(region)
    if open_:
        found[()] = open_
    return [Settled(region, rows) for rows, regions in found.items() for region in merged(regions)]


def _split(parts: Iterable[tuple[Region, tuple[str, ...]]], piece: Piece) -> Iterator[tuple[Region, tuple[str, ...]]]:
    for region, rows in parts:
        inside = meet(region, piece.region)
        if inside is None:
            yield region, rows
            continue
        yield inside, rows if piece.row in rows else (*rows, piece.row)
        for rest in minus(region, piece.region):
            yield rest, rows


def uncovered(start: Region, boxes: Iterable[Region]) -> list[Region]:
    """Return what is in a region and in none of the boxes, in few boxes."""
    left = [start]
    for box in boxes:
        left = [rest for region in left for rest in minus(region, box)]
    return merged(left)


def solid(region: Region, axes: Sequence[Axis], runs: Sequence[bool]) -> Iterator[Region]:
    """Yield a region in parts that are one interval on each axis marked in `runs`."""
    choices = [
        [axis.between(*ends) for ends in axis.intervals(mask)] if run else [mask]
        for mask, axis, run in zip(region, axes, runs, strict=True)
    ]
    yield from product(*choices)


def example_value(interval: Interval) -> int:
    """Return the value of an interval that people would name: its only one, or a round one near its start."""
    lower, upper = interval
    if lower is None:
        lower = min(0, upper - 1) if upper is not None else 0
    first = max(lower, 1) if upper is None or upper > 1 else lower
    last = upper - 1 if upper is not None else first * 2 if first > 1 else 100_000
    if first < 1:
        return last
    best, unit = first, 1
    while (rounded := -(-first // unit) * unit) <= last:
        best = rounded
        unit *= 10
    return best

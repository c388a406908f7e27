"""The proof engine: which cases are covered by no row, by one, or by several. Exact, on whole numbers only.

The domain is a product of axes. Each axis is cut at every edge that a row uses, so that all values in a cell are
treated alike; a region is then one bit mask of cells per axis, and box algebra is bit algebra. (Coordinate
compression, and a sweep along one axis after the other: cells that the same pieces cover are dealt with together.)

Pieces can cut a domain into more regions than anybody could read, or a computer list. Each function that could
fall for that gives up with TooIntricate instead.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, product
from math import prod
from operator import or_

from models.effort import Halt, go_on

Region = tuple[int, ...]
Interval = tuple[int | None, int | None]

# Far more than the rows of any real matrix make; some tenths of a second of work.
MOST_REGIONS = 50_000
# The most rows that are named, region by region, as those that win there.
_MOST_NAMED = 1_000_000


class TooIntricate(Exception):
    """The pieces cut the domain into more regions than are worth listing."""


@dataclass(frozen=True)
class Axis:
    """One dimension of the domain: integers from `lower` to below `upper` (None: without end), cut into cells."""

    dimension: str
    lower: int | None
    upper: int | None
    cuts: tuple[int, ...] = ()

    @cached_property
    def full(self) -> int:
        """The mask of all cells."""
        return (1 << (len(self.cuts) + 1)) - 1

    @cached_property
    def _edges(self) -> tuple[int | None, ...]:
        return (self.lower, *self.cuts, self.upper)

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
        at = 0
        while mask:
            gap = (mask & -mask).bit_length() - 1
            mask >>= gap
            run = (~mask & (mask + 1)).bit_length() - 1
            mask >>= run
            yield self._edges[at + gap], self._edges[at + gap + run]
            at += gap + run


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


def meeting(regions: Sequence[Region]) -> list[int]:
    """Return for each region the mask of those, itself included, with which it shares a cell; bit i is the i-th.

    All at once: for each axis the masks of those that meet there, one sweep each, and these then cell by cell "and"ed.
    """
    found = [(1 << len(regions)) - 1] * len(regions)
    for masks in zip(*regions, strict=True):
        having: dict[int, int] = {}
        for at, mask in enumerate(masks):
            having[mask] = having.get(mask, 0) | 1 << at
        if len(having) > 1:
            touching = _touching(having)
            found = [met & touching[mask] for met, mask in zip(found, masks, strict=True)]
    return found


def _touching(having: dict[int, int]) -> dict[int, int]:
    """Return for each mask of cells who has one that shares a cell with it, given who has which."""
    if all(not mask & (mask + (mask & -mask)) for mask in having):
        # Runs of cells share one unless one starts where the other has ended.
        runs = {mask: ((mask & -mask).bit_length() - 1, mask.bit_length()) for mask in having}
        starts = sorted((start, having[mask]) for mask, (start, _) in runs.items())
        ends = sorted((end, having[mask]) for mask, (_, end) in runs.items())
        begun = list(accumulate((who for _, who in starts), or_, initial=0))
        over = list(accumulate((who for _, who in ends), or_, initial=0))
        at_starts, at_ends = [start for start, _ in starts], [end for end, _ in ends]
        return {
            mask: begun[bisect_left(at_starts, end)] & ~over[bisect_right(at_ends, start)]
            for mask, (start, end) in runs.items()
        }
    cells: dict[int, int] = {}
    for mask, who in having.items():
        for cell in bits(mask):
            cells[cell] = cells.get(cell, 0) | who
    touching = dict.fromkeys(having, 0)
    for mask in having:
        for cell in bits(mask):
            touching[mask] |= cells[cell]
    return touching


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


def settle(start: Region, pieces: Iterable[Piece], most: int = MOST_REGIONS, halt: Halt | None = None) -> list[Settled]:
    """Return a partition of a region by which rows win there, each set of rows in few boxes.

    Of the pieces that cover a case those of the greatest precedence win. Raises TooIntricate, and Stopped.
    """
    inside = sorted(
        (p for p in pieces if meet(p.region, start) is not None), key=lambda piece: piece.precedence, reverse=True
    )
    sweep = _Sweep(start, [piece.region for piece in inside], most, halt)
    level = [0] * len(inside)
    for at, piece in enumerate(inside):
        level[at] = 1 << at | (level[at - 1] if at and inside[at - 1].precedence == piece.precedence else 0)
    for at in reversed(range(len(inside) - 1)):
        if inside[at].precedence == inside[at + 1].precedence:
            level[at] = level[at + 1]

    def kept(axis: int, active: int) -> int:
        """Return the pieces that may still win: a piece that covers all that is left puts out all below it."""
        whole = active & sweep.whole[axis]
        if whole:
            first = (whole & -whole).bit_length() - 1
            active &= level[first] | ((1 << first) - 1)
        return active

    def rows(active: int) -> tuple[str, ...]:
        best = level[(active & -active).bit_length() - 1] & active if active else 0
        return tuple(dict.fromkeys(inside[at].row for at in bits(best)))

    found: dict[tuple[str, ...], list[Region]] = {}
    named = 0
    for region, active in sweep.regions(kept):
        won = rows(active)
        named += len(won)
        if named > _MOST_NAMED:
            raise TooIntricate
        found.setdefault(won, []).append(region)
    return [Settled(region, won) for won, regions in found.items() for region in merged(regions)]


def uncovered(
    start: Region, boxes: Iterable[Region], most: int = MOST_REGIONS, halt: Halt | None = None
) -> list[Region]:
    """Return what is in a region and in none of the boxes, in few boxes. Raises TooIntricate, and Stopped."""
    sweep = _Sweep(start, [box for box in boxes if meet(start, box) is not None], most, halt)

    def kept(axis: int, active: int) -> int | None:
        return None if active & sweep.whole[axis] else active

    return merged([region for region, _ in sweep.regions(kept)])


class _Sweep:
    """Goes through a region axis by axis, those with few cells first, which leaves the fewest regions to look at.

    `whole` gives, from each axis on, the boxes that cover all that is left.
    """

    def __init__(self, start: Region, boxes: Sequence[Region], most: int, halt: Halt | None = None) -> None:
        self._halt = halt
        self._order = sorted(range(len(start)), key=lambda axis: start[axis].bit_count())
        self._start = tuple(start[axis] for axis in self._order)
        self._boxes = [tuple(box[axis] for axis in self._order) for box in boxes]
        self._left = most
        self.whole = [(1 << len(boxes)) - 1]
        for at in reversed(range(len(start))):
            full = sum(1 << number for number, box in enumerate(self._boxes) if not self._start[at] & ~box[at])
            self.whole.insert(0, self.whole[0] & full)

    def regions(self, kept: "Keep") -> list[tuple[Region, int]]:
        """Return disjoint regions with the boxes that cover each; `kept` says which of them count, None for none."""
        self._known: dict[tuple[int, int], list[tuple[Region, int]]] = {}
        active = kept(0, (1 << len(self._boxes)) - 1)
        back = sorted(range(len(self._order)), key=self._order.__getitem__)
        found = [] if active is None else self._from(0, active, kept)
        return [(tuple(region[axis] for axis in back), covering) for region, covering in found]

    def _from(self, axis: int, active: int, kept: "Keep") -> list[tuple[Region, int]]:
        if axis == len(self._start) or not active & ~self.whole[axis]:
            return [(self._start[axis:], active)]
        known = self._known.get((axis, active))
        if known is not None:
            return known
        go_on(self._halt)
        merged_: dict[tuple[Region, int], int] = {}
        for inside, mask in self._groups(axis, active).items():
            going = kept(axis + 1, inside)
            if going is not None:
                for found in self._from(axis + 1, going, kept):
                    merged_[found] = merged_.get(found, 0) | mask
            self._left -= 1
            if len(merged_) > self._left:
                raise TooIntricate
        self._left -= len(merged_)
        result = [((mask, *rest), covering) for (rest, covering), mask in merged_.items()]
        self._known[axis, active] = result
        return result

    def _groups(self, axis: int, active: int) -> dict[int, int]:
        """Return the cells of an axis by which of the active boxes cover them."""
        turns: dict[int, int] = {0: 0}
        for number in bits(active):
            mask = self._boxes[number][axis]
            for edge in bits(mask ^ (mask << 1)):
                turns[edge] = turns.get(edge, 0) ^ (1 << number)
        whole = self._start[axis]
        edges = [*sorted(turns), whole.bit_length()]
        groups: dict[int, int] = {}
        inside = 0
        for at, edge in enumerate(edges[:-1]):
            inside ^= turns[edge]
            cells = ((1 << edges[at + 1]) - (1 << edge)) & whole if edges[at + 1] > edge else 0
            if cells:
                groups[inside] = groups.get(inside, 0) | cells
        return groups


Keep = Callable[[int, int], int | None]


def bits(mask: int) -> Iterator[int]:
    """Yield the places of the bits of a mask, ascending."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def solid(region: Region, axes: Sequence[Axis], runs: Sequence[bool]) -> Iterator[Region]:
    """Yield a region in parts that are one interval on each axis marked in `runs`."""
    choices = [
        [axis.between(*ends) for ends in axis.intervals(mask)] if run else [mask]
        for mask, axis, run in zip(region, axes, runs, strict=True)
    ]
    yield from product(*choices)


def count_solid(region: Region, axes: Sequence[Axis], runs: Sequence[bool]) -> int:
    """Return how many parts `solid` gives."""
    return prod(
        sum(1 for _ in axis.intervals(mask)) if run else 1 for mask, axis, run in zip(region, axes, runs, strict=True)
    )


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

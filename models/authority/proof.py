"""Proof: which cases of a decision no row covers, and which several do. Exact, or it says where it stopped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from models.authority.division import divides
from models.authority.geometry import (
    Region,
    TooIntricate,
    bits,
    count_solid,
    meet,
    meeting,
    merged,
    solid,
    uncovered,
)
from models.authority.rules import BandCondition, Rule
from models.authority.spaces import Space, space_of
from models.decisions import Decision
from models.document import Document
from models.effort import Halt, go_on

MOST_LISTED = 50
_MOST_PAIRS = 20_000
# How many rows that go before others are looked at in all, for what they leave to these: some seconds of work.
_MOST_LOOKED_AT = 60_000


@dataclass(frozen=True)
class Shared:
    """Two rows that win together, and the regions where they do, or the first of them."""

    one: Rule
    other: Rule
    regions: tuple[Region, ...]


@dataclass(frozen=True)
class Coverage:
    """Which rows of a decision win where.

    Gaps are looked for in `gap_space`, in which a limit that is blank or cannot be exchanged counts as unlimited, so
    that a gap is one whatever is entered there. `gaps` and `overlaps` end after MOST_LISTED; `all_gaps` and
    `all_overlaps` say how many there are, None for more than anybody could count.

    Each is worked out when it is first asked for. `ground` is what of the document they hang on, and `whole` says that
    the rows are known to divide all cases between them.
    """

    decision: Decision
    rules: dict[str, Rule]
    ground: Document
    on: date
    whole: bool

    def look(self, halt: Halt | None) -> None:
        """Work out what takes long, unless it is known. Raises Stopped."""
        if "_gaps" not in self.__dict__:
            self.__dict__["_gaps"] = self._find_gaps(halt)
        if "_overlaps" not in self.__dict__:
            self.__dict__["_overlaps"] = self._find_overlaps(halt)
        if "_never_used" not in self.__dict__:
            self.__dict__["_never_used"] = self._find_never_used(halt)

    @cached_property
    def space(self) -> Space:
        """The domain with what the rows cover of it."""
        return space_of(self.ground, self.decision.id, self.rules.values(), self.on)

    @cached_property
    def gap_space(self) -> Space:
        """The same, with all that rows might cover."""
        blank = any(is_blank(condition) for rule in self.rules.values() for condition in rule.box)
        if self.whole or not (self.space.unread or blank):
            return self.space
        return space_of(self.ground, self.decision.id, self.rules.values(), self.on, generous=True)

    @property
    def unread(self) -> dict[str, str]:
        """The rows whose limits cannot be compared, each with the reason in a sentence."""
        return {} if self.whole else self.space.unread

    @property
    def gaps(self) -> tuple[Region, ...]:
        """The uncovered regions of `gap_space`."""
        return self._gaps[0]

    @property
    def all_gaps(self) -> int | None:
        """How many uncovered regions there are; None where there are too many to look for."""
        return self._gaps[1]

    @cached_property
    def _gaps(self) -> tuple[tuple[Region, ...], int | None]:
        return self._find_gaps(None)

    def _find_gaps(self, halt: Halt | None) -> tuple[tuple[Region, ...], int | None]:
        if self.whole:
            return (), 0
        space = self.gap_space
        try:
            left = uncovered(space.everything, (piece.region for piece in space.pieces), halt=halt)
        except TooIntricate:
            return (), None
        found = (part for region in left for part in solid(region, space.axes, space.runs))
        count = sum(count_solid(region, space.axes, space.runs) for region in left)
        return tuple(islice(found, MOST_LISTED)), count

    @property
    def overlaps(self) -> tuple[Shared, ...]:
        """The pairs of rows that win together somewhere, in the order of the matrix."""
        return self._overlaps[0]

    @property
    def all_overlaps(self) -> int | None:
        """How many pairs of rows win together; None where there are more than are listed."""
        return self._overlaps[1]

    @cached_property
    def _overlaps(self) -> tuple[tuple[Shared, ...], int | None]:
        return self._find_overlaps(None)

    def _find_overlaps(self, halt: Halt | None) -> tuple[tuple[Shared, ...], int | None]:
        found: dict[tuple[str, str], list[Region]] = {}
        if self.whole:
            return (), 0
        pieces = self.space.pieces
        looked_at = 0
        try:
            for at, (one, other, region) in enumerate(self._pairs()):
                go_on(halt)
                looked_at += self._before(one).bit_count()
                pair = (pieces[one].row, pieces[other].row)
                if max(at - _MOST_PAIRS, looked_at - _MOST_LOOKED_AT) > 0 or (
                    pair not in found and len(found) == MOST_LISTED
                ):
                    return self._listed(found), None
                left = self._beyond(one, region, halt)
                if left:
                    found.setdefault(pair, []).extend(left)
        except TooIntricate:
            return self._listed(found), None
        return self._listed(found), len(found)

    def _listed(self, found: dict[tuple[str, str], list[Region]]) -> tuple[Shared, ...]:
        axes, runs = self.space.axes, self.space.runs
        return tuple(
            Shared(
                self.rules[one],
                self.rules[other],
                tuple(islice((p for region in merged(regions) for p in solid(region, axes, runs)), MOST_LISTED)),
            )
            for (one, other), regions in found.items()
        )

    def _pairs(self) -> Iterator[tuple[int, int, Region]]:
        """Yield pieces of different rows and the same precedence that share cases, with the region that they share."""
        pieces = self.space.pieces
        for level in self._levels.values():
            for one in bits(level):
                for other in bits(self._meeting[one] & level & ~((2 << one) - 1)):
                    region = meet(pieces[one].region, pieces[other].region)
                    if region is not None and pieces[one].row != pieces[other].row:
                        yield one, other, region

    @cached_property
    def _meeting(self) -> list[int]:
        """For each piece the mask of those with which it shares cases."""
        return meeting([piece.region for piece in self.space.pieces])

    @cached_property
    def _levels(self) -> dict[tuple[int, ...], int]:
        """For each precedence the mask of its pieces, those of the first rows first."""
        levels: dict[tuple[int, ...], int] = {}
        for at, piece in enumerate(self.space.pieces):
            levels[piece.precedence] = levels.get(piece.precedence, 0) | 1 << at
        return levels

    @cached_property
    def _above(self) -> dict[tuple[int, ...], int]:
        """For each precedence the mask of the pieces that go before it."""
        found, so_far = {}, 0
        for level in sorted(self._levels, reverse=True):
            found[level] = so_far
            so_far |= self._levels[level]
        return found

    def _before(self, piece: int) -> int:
        """Return the mask of the pieces of higher precedence that share cases with one."""
        return self._meeting[piece] & self._above[self.space.pieces[piece].precedence]

    def _beyond(self, piece: int, region: Region, halt: Halt | None = None) -> list[Region]:
        """Return what no piece of higher precedence takes from a region of a piece. Raises TooIntricate."""
        pieces, higher = self.space.pieces, self._before(piece)
        return uncovered(region, (pieces[at].region for at in bits(higher)), halt=halt) if higher else [region]

    @property
    def never_used(self) -> tuple[Rule, ...]:
        """The rows that cover cases but win none, as far as that is known."""
        return self._never_used[0]

    @property
    def all_never_used(self) -> bool:
        """Whether that is known of all rows."""
        return self._never_used[1]

    @cached_property
    def _never_used(self) -> tuple[tuple[Rule, ...], bool]:
        return self._find_never_used(None)

    def _find_never_used(self, halt: Halt | None) -> tuple[tuple[Rule, ...], bool]:
        if self.whole:
            return (), True
        used, unknown = set(), set()
        looked_at = 0
        for at, piece in enumerate(self.space.pieces):
            go_on(halt)
            if piece.row in used:
                continue
            looked_at += self._before(at).bit_count()
            try:
                if looked_at > _MOST_LOOKED_AT:
                    unknown.add(piece.row)
                elif self._beyond(at, piece.region, halt):
                    used.add(piece.row)
            except TooIntricate:
                unknown.add(piece.row)
        idle = {piece.row for piece in self.space.pieces} - used - unknown
        return tuple(rule for rule in self.rules.values() if rule.id in idle), unknown <= used

    def inside(self, one: Rule, other: Rule) -> bool:
        """Return whether every case that a row wins is one that the other wins with it; no if it is too intricate."""
        try:
            return self._inside(one, other)
        except TooIntricate:
            return False

    def _inside(self, one: Rule, other: Rule) -> bool:
        theirs = [piece for piece in self.space.pieces if piece.row == other.id]
        won = False
        for at, piece in enumerate(self.space.pieces):
            for region in self._beyond(at, piece.region) if piece.row == one.id else ():
                won = True
                if uncovered(region, (p.region for p in theirs if p.precedence == piece.precedence)):
                    return False
        return won


# What of a document the coverage of a decision hangs on, beside the decision and its rows.
GROUND = ("dimension", "place", "rate", "workspace", "instrument")
_AND_DECISIONS = (*GROUND, "decision")


def coverage_of(document: Document, decision: Decision, rules: Iterable[Rule], on: date) -> Coverage:
    """Return which rows of a decision, of those given, win where on a day (for exchange rates)."""
    by_id = {rule.id: rule for rule in rules}
    return Coverage(decision, by_id, document.only(_AND_DECISIONS), on, divides(document, by_id.values()))


def is_blank(condition: object) -> bool:
    """Return whether a condition is a band whose upper limit nobody has stated."""
    return isinstance(condition, BandCondition) and condition.band.upper is None

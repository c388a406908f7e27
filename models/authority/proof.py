"""Proof: which cases of a decision no row covers, and which several do. Exact, or it says where it stopped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from models.authority.geometry import Piece, Region, TooIntricate, count_solid, meet, merged, solid, uncovered
from models.authority.rules import BandCondition, Rule
from models.authority.spaces import Space, space_of
from models.decisions import Decision
from models.document import Document

MOST_LISTED = 50
_MOST_PAIRS = 20_000


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
    """

    decision: Decision
    rules: dict[str, Rule]
    space: Space
    gap_space: Space

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
        space = self.gap_space
        try:
            left = uncovered(space.everything, (piece.region for piece in space.pieces))
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
        found: dict[tuple[str, str], list[Region]] = {}
        try:
            for at, (one, other, region) in enumerate(self._meeting()):
                pair = (one.row, other.row)
                if at > _MOST_PAIRS or (pair not in found and len(found) == MOST_LISTED):
                    return self._listed(found), None
                left = self._beyond(region, one.precedence)
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

    def _meeting(self) -> Iterator[tuple[Piece, Piece, Region]]:
        """Yield pieces of different rows and the same precedence that share cases, with the region that they share."""
        levels: dict[tuple[int, ...], list[Piece]] = {}
        for piece in self.space.pieces:
            levels.setdefault(piece.precedence, []).append(piece)
        for pieces in levels.values():
            for one, other in _meeting([piece.region for piece in pieces]):
                region = meet(pieces[one].region, pieces[other].region)
                if region is not None and pieces[one].row != pieces[other].row:
                    yield pieces[one], pieces[other], region

    def _beyond(self, region: Region, precedence: tuple[int, ...]) -> list[Region]:
        """Return what no piece of higher precedence takes from a region."""
        higher = self._above[precedence]
        return uncovered(region, higher) if higher else [region]

    @cached_property
    def _above(self) -> dict[tuple[int, ...], list[Region]]:
        """For each precedence the regions of the pieces that go before it."""
        pieces = self.space.pieces
        levels = {piece.precedence for piece in pieces}
        return {level: [piece.region for piece in pieces if piece.precedence > level] for level in levels}

    @cached_property
    def never_used(self) -> tuple[Rule, ...]:
        """The rows that cover cases but win none."""
        used = set()
        for piece in self.space.pieces:
            try:
                if piece.row not in used and self._beyond(piece.region, piece.precedence):
                    used.add(piece.row)
            except TooIntricate:
                used.add(piece.row)
        covering = {piece.row for piece in self.space.pieces}
        return tuple(rule for rule in self.rules.values() if rule.id in covering - used)

    def inside(self, one: Rule, other: Rule) -> bool:
        """Return whether every case that a row wins is one that the other wins with it; no if it is too intricate."""
        try:
            return self._inside(one, other)
        except TooIntricate:
            return False

    def _inside(self, one: Rule, other: Rule) -> bool:
        mine = [piece for piece in self.space.pieces if piece.row == one.id]
        theirs = [piece for piece in self.space.pieces if piece.row == other.id]
        won = False
        for piece in mine:
            for region in self._beyond(piece.region, piece.precedence):
                won = True
                if uncovered(region, (p.region for p in theirs if p.precedence == piece.precedence)):
                    return False
        return won


def _meeting(regions: list[Region]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of regions that share a cell, each once."""
    columns = sorted(zip(*regions, strict=True), key=lambda masks: -len(set(masks)))
    for one in range(len(regions)):
        others: Iterable[int] = range(one + 1, len(regions))
        for masks in columns:
            mine = masks[one]
            others = [other for other in others if masks[other] & mine]
        for other in others:
            yield one, other


def coverage_of(document: Document, decision: Decision, rules: Iterable[Rule], on: date) -> Coverage:
    """Return which rows of a decision, of those given, win where on a day (for exchange rates)."""
    by_id = {rule.id: rule for rule in rules}
    space = space_of(document, decision.id, by_id.values(), on)
    gap_space = space
    if space.unread or any(is_blank(condition) for rule in by_id.values() for condition in rule.box):
        gap_space = space_of(document, decision.id, by_id.values(), on, generous=True)
    return Coverage(decision, by_id, space, gap_space)


def is_blank(condition: object) -> bool:
    """Return whether a condition is a band whose upper limit nobody has stated."""
    return isinstance(condition, BandCondition) and condition.band.upper is None

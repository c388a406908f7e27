"""The cases of a decision, divided by which answer they get: by which rows win and which grants reach there."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from models.authority.answers import Answer
from models.authority.force import rules_in_force
from models.authority.geometry import Region, TooIntricate, meet, settle, uncovered
from models.authority.grants import Delegation
from models.authority.outcomes import judged
from models.authority.rules import BandCondition, Condition, Rule
from models.authority.setting import Setting
from models.authority.spaces import band_interval, space_of
from models.document import Document

# The most parts that grants may cut the cases of one row into.
_MOST_PARTS = 2_000


class Partition:
    """The domain of a decision on a day, in regions of cases that get the same answer from the same people.

    Cases for which a row may count that cannot be read (its limit is in a currency without a rate) are in none, since
    nobody knows their answer. `space` says what the regions mean.
    """

    def __init__(self, document: Document, decision: str, on: date, grants: Iterable[Delegation] = ()) -> None:
        self._document, self._on = document, on
        rules = rules_in_force(document, decision, on)
        self._rules = {rule.id: rule for rule in rules}
        self._unread = set(space_of(document, decision, rules, on).unread)
        limited = [grant for grant in grants if grant.limits or grant.places]
        drawn = [_readable(document, rule, on) if rule.id in self._unread else rule for rule in rules]
        self._grants = [grant.id for grant in limited]
        drawn += [_drawn(grant, decision) for grant in limited]
        self.space = space_of(document, decision, drawn, on)

    def answers(self) -> Iterator[tuple[Region, Answer]]:
        """Yield disjoint regions with the answer that each case in them gets; its `case` is one of them.

        Raises TooIntricate.
        """
        unread = [piece.region for piece in self.space.pieces if piece.row in self._unread]
        pieces = [p for p in self.space.pieces if p.row in self._rules and p.row not in self._unread]
        grants = [[p.region for p in self.space.pieces if p.row == grant] for grant in self._grants]
        known: dict[tuple[str, ...], Answer] = {}
        for settled in settle(self.space.everything, pieces):
            regions = uncovered(settled.region, unread) if unread else [settled.region]
            for part in (part for region in regions for part in _split(region, grants)):
                answer = None if grants else known.get(settled.rows)
                if answer is None:
                    at = Setting(self._document, self.space.example(part), self._on)
                    answer = judged(at, [self._rules[row] for row in settled.rows])[1]
                    known[settled.rows] = answer
                yield part, answer


def _split(region: Region, grants: Sequence[Sequence[Region]]) -> list[Region]:
    """Return a region in parts that lie inside or outside of each grant as a whole."""
    parts = [region]
    for boxes in grants:
        split: list[Region] = []
        for part in parts:
            inside = [shared for box in boxes if (shared := meet(part, box)) is not None]
            split += [*inside, *uncovered(part, inside)] if inside else [part]
        if len(split) > _MOST_PARTS:
            raise TooIntricate
        parts = split
    return parts


def _drawn(grant: Delegation, decision: str) -> Rule:
    """Return a grant as a row that covers what it is limited to."""
    return Rule(id=grant.id, edition="", decision=decision, box=grant.limits, places=grant.places)


def _readable(document: Document, rule: Rule, on: date) -> Rule:
    """Return a row without the conditions that cannot be read, so that it covers all that it may."""
    return rule.changed(box=tuple(condition for condition in rule.box if _is_readable(document, condition, on)))


def _is_readable(document: Document, condition: Condition, on: date) -> bool:
    if isinstance(condition, BandCondition):
        try:
            band_interval(document, document.dimensions[condition.dimension], condition, on)
        except ValueError:
            return False
    return True

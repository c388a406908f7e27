"""The cases of a decision, divided by which answer they get: by which rows win and which grants reach there."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from models.authority.answers import Answer
from models.authority.circumstances import aggregated_dimension
from models.authority.cutting import cap_edge
from models.authority.facts import Case
from models.authority.force import rules_in_force
from models.authority.geometry import Region, TooIntricate, meet, settle, uncovered
from models.authority.grants import Delegation
from models.authority.outcomes import gap, judged
from models.authority.places import is_place_axis
from models.authority.routing import route
from models.authority.rules import BandCondition, Condition, Rule
from models.authority.setting import Setting
from models.authority.spaces import band_interval, space_of
from models.authority.urgency import with_urgency
from models.document import Document
from models.quantities import Band

# The most parts that limits may cut the cases of one row into.
_MOST_PARTS = 2_000
_CAP = "cap"

Concerns = Callable[[Sequence[Rule]], bool]


class Partition:
    """The domain of a decision on a day, in regions of cases that get the same answer from the same people.

    Cases for which a row may count that cannot be read (its limit is in a currency without a rate) are in none, since
    nobody knows their answer. `space` says what the regions mean.
    """

    def __init__(self, document: Document, decision: str, on: date, grants: Iterable[Delegation] = ()) -> None:
        self._document, self._on = document, on
        rules = with_urgency(document, Case(decision), rules_in_force(document, decision, on))
        self._rules = {rule.id: rule for rule in rules}
        self._unread = set(space_of(document, decision, rules, on).unread)
        self._cap = _cap(document, decision, on)
        limited = [_drawn(grant.id, decision, grant.limits, grant.places) for grant in grants]
        limited = [rule for rule in (*limited, _drawn(_CAP, decision, self._cap or (), ())) if rule.box or rule.places]
        drawn = [_readable(document, rule, on) if rule.id in self._unread else rule for rule in rules]
        self._limited = [rule.id for rule in limited]
        self.space = space_of(document, decision, [*drawn, *limited], on)

    def answers(self, concerns: Concerns = lambda _rules: True) -> Iterator[tuple[Region, Answer]]:
        """Yield disjoint regions with the answer that each case in them gets; its `case` is one of them.

        Only what is won by rows that concern whoever asks is looked at. Raises TooIntricate.
        """
        if self._cap is None:
            return
        unread = [piece.region for piece in self.space.pieces if piece.row in self._unread]
        pieces = [p for p in self.space.pieces if p.row in self._rules and p.row not in self._unread]
        limited = [[p.region for p in self.space.pieces if p.row == limit] for limit in self._limited]
        known: dict[tuple[str, ...], Answer] = {}
        for settled in settle(self.space.everything, pieces):
            rows = [self._rules[row] for row in settled.rows]
            if not (self._cap or concerns(rows)):
                continue
            regions = uncovered(settled.region, unread) if unread else [settled.region]
            for part in (part for region in regions for part in _split(region, limited)):
                answer = None if limited else known.get(settled.rows)
                if answer is None:
                    answer = known[settled.rows] = self._answer(part, rows)
                yield part, answer

    def _answer(self, part: Region, rows: Sequence[Rule]) -> Answer:
        case = self._example(part)
        at = Setting(self._document, case, self._on)
        if self._cap and all(meet(part, p.region) is None for p in self.space.pieces if p.row == _CAP):
            return gap(at, "it is above the cap")
        answer = judged(at, rows)[1]
        # Whether an urgent route is needed at all hangs on what holds without it, which routing knows.
        return route(self._document, case, self._on) if answer.urgent_route else answer

    def _example(self, part: Region) -> Case:
        """Return a case of a region, of a place of the file rather than of one elsewhere, which no case can name."""
        places = [is_place_axis(axis.dimension) for axis in self.space.axes]
        named = tuple(mask & ~1 or mask if place else mask for mask, place in zip(part, places, strict=True))
        return self.space.example(named)


def _split(region: Region, limits: Sequence[Sequence[Region]]) -> list[Region]:
    """Return a region in parts that lie inside or outside of each of some limits as a whole."""
    parts = [region]
    for boxes in limits:
        split: list[Region] = []
        for part in parts:
            inside = [shared for box in boxes if (shared := meet(part, box)) is not None]
            split += [*inside, *uncovered(part, inside)] if inside else [part]
        if len(split) > _MOST_PARTS:
            raise TooIntricate
        parts = split
    return parts


def _drawn(name: str, decision: str, box: tuple[Condition, ...], places: tuple[str, ...]) -> Rule:
    """Return a limit as a row that covers what lies within it."""
    return Rule(id=name, edition="", decision=decision, box=box, places=places)


def _cap(document: Document, decision: str, on: date) -> tuple[Condition, ...] | None:
    """Return what lies below the cap of a decision, () where it has none, None where nobody can compare it."""
    row = document.decisions[decision]
    dimension = aggregated_dimension(document, row)
    if row.aggregation_cap is None or dimension is None:
        return ()
    edge = cap_edge(document, decision, on)
    return None if edge is None else (BandCondition(dimension=dimension.id, band=Band(upper=edge)),)


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

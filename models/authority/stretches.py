"""Stretches of one dimension in which a case surely gets the same answer: fewer than the edges of its rows suggest.

Rows that stand side by side and give the same make no difference where one ends and the next begins. Of a decision
with thousands of such rows it would take minutes to ask what happens at each edge.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import date

from models.authority.aggregation import together
from models.authority.cutting import counted_before, edges_beyond_rows, edges_of, edges_of_rows
from models.authority.facts import Case
from models.authority.geometry import TooIntricate, bits, settle
from models.authority.ground import ground_of
from models.authority.rules import Rule
from models.authority.spaces import Space
from models.authority.urgency import with_urgency
from models.decisions import Dimension
from models.document import Document

# Up to this many edges it is quicker to ask at each.
_FEW = 8


def cuts_that_matter(document: Document, dimension: Dimension, case: Case, on: date) -> tuple[int, ...]:
    """Return the values of a dimension, in steps and ascending, at which the answer to a case may change.

    Each is the first value of the stretch above it. All over a stretch the answer is the same; it may be the same in
    the next one, too.
    """
    cuts = edges_of(document, dimension, case, on)
    if len(cuts) <= _FEW:
        return cuts
    whole, before = together(document, case, on).case, counted_before(document, dimension, case, on)
    ground = ground_of(document, case.decision, on)
    kept = set(edges_beyond_rows(document, dimension, case, on))
    lines = []
    for rules in dict.fromkeys((tuple(with_urgency(document, whole, ground.rules)), ground.ordinary)):
        space = ground.space_with(rules)
        unread = [rule for rule in rules if rule.id in space.unread]
        kept |= set(edges_of_rows(document, dimension, case, on, unread))
        try:
            lines.append(_Line(space, dimension, whole, rules))
        except TooIntricate:
            return cuts
    return tuple(cut for cut in cuts if cut in kept or any(line.turns(cut + before) for line in lines))


class _Line:
    """What rows give along one dimension, all else being as in a case. Raises TooIntricate."""

    def __init__(self, space: Space, dimension: Dimension, case: Case, rules: Iterable[Rule]) -> None:
        by_id = {rule.id: rule for rule in rules}
        self._axis = next((axis for axis in space.axes if axis.dimension == dimension.id), None)
        self._given: dict[int, set[Hashable]] = {}
        facts = {key: value for key, value in case.facts.items() if key != dimension.id}
        region = space.region_of(replace(case, facts=facts))
        if self._axis is None or region is None:
            return
        at = space.axes.index(self._axis)
        for settled in settle(region, space.pieces):
            given = _given([by_id[row] for row in settled.rows])
            rest = (*settled.region[:at], *settled.region[at + 1 :])
            for cell in bits(settled.region[at]):
                self._given.setdefault(cell, set()).add((given, rest))

    def turns(self, value: int) -> bool:
        """Return whether something else may be given from a value on than just below it."""
        return self._at(value) != self._at(value - 1)

    def _at(self, value: int) -> set[Hashable]:
        if self._axis is None or not self._axis.cell(value):
            return set()
        return self._given.get(bisect_right(self._axis.cuts, value), set())


def _given(rules: list[Rule]) -> Hashable:
    """Return a key that rows share that surely give the same, down to the words."""
    given = frozenset((rule.kind == "refer", rule.see_document, rule.procedure, rule.edition) for rule in rules)
    return given if len(given) == 1 else frozenset(rule.id for rule in rules)

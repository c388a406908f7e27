"""What holds for all cases of a decision on a day: its rows in force, the space they span, and what they are called.

It is made once and kept for as long as nothing that it hangs on changes, so that asking again costs little.
"""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from models.authority.force import rules_in_force, why_not_in_force
from models.authority.rules import Rule
from models.authority.spaces import Space, space_of
from models.authority.words import rule_words
from models.document import Document

_MOST_KEPT = 2048


class Ground:
    """The rows of a decision on a day with what has been worked out about just them."""

    def __init__(self, document: Document, decision: str, on: date) -> None:
        self._document, self._decision, self._on = document, decision, on
        self.all = document.rules.by("decision", decision)
        self.rules = rules_in_force(document, decision, on)
        self.hangs_on = _hangs_on(document, decision)
        # What speaks against a case, in words, by the condition that does.
        self.against: dict[int, str] = {}

    @cached_property
    def ordinary(self) -> tuple[Rule, ...]:
        """The rows in force but for those that wait for urgency."""
        return tuple(rule for rule in self.rules if rule.kind != "urgent" or rule.box)

    @cached_property
    def space(self) -> Space:
        """The space that the ordinary rows span."""
        return space_of(self._document, self._decision, self.ordinary, self._on)

    def space_with(self, rules: Iterable[Rule]) -> Space:
        """Return the space that some rows span."""
        found = tuple(rules)
        if found == self.ordinary:
            return self.space
        return space_of(self._document, self._decision, found, self._on, urgent=True)

    @cached_property
    def words(self) -> dict[str, str]:
        """What each row is called, with its cases."""
        return {rule.id: rule_words(self._document, rule) for rule in self.all}

    @cached_property
    def not_in_force(self) -> dict[str, str]:
        """The rows that do not count that day, each with the reason."""
        whys = ((rule.id, why_not_in_force(self._document, rule, self._on)) for rule in self.all)
        return {rule: why for rule, why in whys if why is not None}


def ground_of(document: Document, decision: str, on: date) -> Ground:
    """Return the ground of a decision on a day. Raises KeyError when the decision is not in the document."""
    known = _KEPT.get((decision, on))
    if known is not None:
        now = _hangs_on(document, decision)
        if all(one is other for one, other in zip(known.hangs_on, now, strict=True)):
            return known
    if len(_KEPT) >= _MOST_KEPT:
        _KEPT.clear()
    found = _KEPT[decision, on] = Ground(document, decision, on)
    return found


def _hangs_on(document: Document, decision: str) -> tuple[object, ...]:
    """Return all that a ground is made of; the rows of one decision stay the same object while others change."""
    return (
        document.decisions[decision],
        document.rules.by("decision", decision),
        document.editions,
        document.dimensions,
        document.places,
        document.rates,
        document.instruments,
        document.workspaces,
    )


_KEPT: dict[tuple[str, date], Ground] = {}

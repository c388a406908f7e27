"""Destinations: the role to which a case goes next, for each cause, and within how many hours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from models.authority.force import rules_in_force
from models.authority.paths import Hop as Move
from models.authority.paths import Paths
from models.authority.procedures import deciders
from models.document import Document
from models.escalation import Trigger

Cause = Literal["above", "settles", "late", "stands_in"]
CAUSES: tuple[Cause, ...] = ("above", "settles", "late", "stands_in")

_TRIGGERS: dict[Cause, Trigger] = {
    "above": "limit",
    "settles": "disagreement",
    "late": "time_out",
    "stands_in": "absence",
}
_TIMED: tuple[Trigger, ...] = ("time_out", "limit")


@dataclass
class Destinations:
    """Where cases go next in a document on a day."""

    document: Document
    on: date
    matrix_moves: Callable[[str], list[Move]] | None = None
    """Where the matrix sends cases of a decision from each of its deciders, if that is known already."""
    asked: dict[str, Move | None] = field(default_factory=dict)
    """The roles for which the other decisions were asked since this was last emptied, with what they said."""
    _known: dict[tuple[str, str, Cause], tuple[Move | None, bool]] = field(default_factory=dict)

    @cached_property
    def paths(self) -> Paths:
        """The escalation paths of the document."""
        return Paths(self.document, self.on)

    def next(self, decision: str, role: str, cause: Cause) -> tuple[Move | None, bool]:
        """Return where a case of a decision goes next from a role, and whether only other decisions say so.

        By a link, the decision's rows, the reporting line, or other decisions' rows; while somebody is absent by a
        link alone. A time-out goes by the link that gives it its hours, if no other does.
        """
        key = (decision, role, cause)
        if key not in self._known:
            self._known[key] = self._found(decision, role, cause), False
            if self._known[key][0] is None and cause != "stands_in":
                self._known[key] = self.usual(role), True
        elif self._known[key][1]:
            self.usual(role)
        return self._known[key]

    def link_hours(self, decision: str, role: str) -> float | None:
        """Return within how many hours a role passes cases on, if a link says so."""
        trigger = self._trigger_of_hours(decision, role)
        link = self.paths.link(decision, role, trigger) if trigger is not None else None
        return link.hours if link is not None else None

    def usual(self, role: str) -> Move | None:
        """Return the move that the matrix gives a role most often, over all decisions."""
        self.asked[role] = self._usual.get(role)
        return self.asked[role]

    def moves_of(self, decision: str) -> list[Move]:
        """Return where the matrix sends larger cases of a decision from each of its deciders, row by row."""
        moves = (
            self.paths.next_hop(decision, role, "limit")
            for rule in rules_in_force(self.document, decision, self.on)
            for role in deciders(rule.procedure)
        )
        return [move for move in moves if move is not None and move.source == "matrix"]

    def _found(self, decision: str, role: str, cause: Cause) -> Move | None:
        trigger = _TRIGGERS[cause]
        link = self.paths.link(decision, role, trigger)
        if link is None and cause == "stands_in":
            return None
        if link is None and cause == "late":
            trigger = self._trigger_of_hours(decision, role) or trigger
        return self.paths.next_hop(decision, role, trigger)

    def _trigger_of_hours(self, decision: str, role: str) -> Trigger | None:
        """By which link a role passes cases on in time: one for time-outs, else one for limits that names hours."""
        if not self.document.escalation_links.by("from_role", role):
            return None
        links = ((trigger, self.paths.link(decision, role, trigger)) for trigger in _TIMED)
        return next((trigger for trigger, link in links if link is not None and link.hours is not None), None)

    @cached_property
    def _usual(self) -> dict[str, Move]:
        found: dict[str, Counter[Move]] = {}
        for decision in self.document.decisions:
            for move in (self.matrix_moves or self.moves_of)(decision.id):
                found.setdefault(move.from_role, Counter())[move] += 1
        return {role: moves.most_common(1)[0][0] for role, moves in found.items()}

"""Ladders: who decides the larger cases of a decision than somebody else does."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from models.authority.procedures import deciders
from models.authority.rules import BandCondition, Rule
from models.quantities import UNLIMITED


@dataclass(frozen=True)
class Ladder:
    """The deciding rows of a decision, from those for the smallest cases to those for the largest."""

    steps: tuple[tuple[float, Rule, tuple[str, ...]], ...]

    @cached_property
    def largest(self) -> tuple[Rule, ...]:
        """The rows that decide the largest cases."""
        return tuple(rule for height, rule, _ in self.steps if height == self.steps[-1][0])

    @cached_property
    def tops(self) -> frozenset[str]:
        """The roles that decide the largest cases."""
        return frozenset(role for rule in self.largest for role in deciders(rule.procedure))

    @cached_property
    def reached(self) -> dict[str, float]:
        """How far up each role decides."""
        return {role: height for height, _, roles in self.steps for role in roles}

    def above(self, role: str) -> tuple[str, ...]:
        """Return the roles that decide more than a role does, those of the next larger cases first."""
        own = self.reached.get(role)
        if own is None:
            return ()
        return tuple(other for height, _, roles in self.steps if height > own for other in roles if other != role)


def ladder_of(rules: Iterable[tuple[Rule, tuple[str, ...]]]) -> Ladder:
    """Return the ladder of a decision's rows with their deciders; a row without a decider is no part of it."""
    steps = [(reach(rule), rule, roles) for rule, roles in rules if roles]
    return Ladder(tuple(sorted(steps, key=lambda step: step[0])))


def reach(rule: Rule) -> float:
    """Return how far up a row's first band goes, in steps; a row without a band goes all the way."""
    upper = next((c.band.upper for c in rule.box if isinstance(c, BandCondition)), UNLIMITED)
    return float(upper) if isinstance(upper, int) else float("inf") if upper == UNLIMITED else 0.0

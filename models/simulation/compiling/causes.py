"""Causes: with which probability a part ends how, how long it takes, and which roles a case is too large for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import Literal

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Vote
from models.authority.facts import currency_of
from models.authority.rates import exchange_rate
from models.authority.rules import Right
from models.decisions import Dimension
from models.document import Document
from models.escalation import Volume, efforts_for
from models.quantities import minor_unit
from models.simulation.assumptions import Assumptions
from models.simulation.model.pieces import Work, constant, lognormal

Ending = Literal["exception_probability", "disagreement_probability", "rework_probability", "refusal_probability"]

OBJECTS: frozenset[Right] = frozenset(("agree", "veto"))
"""Rights of those who can disagree with what others propose."""


@dataclass(frozen=True)
class Endings:
    """With which probabilities a part ends otherwise than done."""

    exception: float = 0.0
    disagreement: float = 0.0
    rework: float = 0.0
    refusal: float = 0.0


def work_of(volume: Volume | None, role: str, right: Right, assumptions: Assumptions) -> Work:
    """Return how long a part takes: by the effort that fits it best, else by assumption."""
    effort = next(iter(efforts_for(volume, role, right)), None)
    minutes = effort.minutes if effort else assumptions.minutes(right)
    variation = effort.variation if effort else assumptions.variation
    return lognormal(minutes / 60.0, variation) if variation else constant(minutes / 60.0)


def endings_of(volume: Volume | None, role: str, right: Right, joint: bool, assumptions: Assumptions) -> Endings:
    """Return how a part ends: as an effort for it says, then as the volume does where that can be, then by assumption.

    Without an effort only who approves can find that they cannot decide, send a case back or refuse it, and only who
    approves together with others, agrees or may veto can disagree.
    """
    approves = right == "approve"
    efforts = efforts_for(volume, role, right)

    def chance(name: Ending, usual: bool) -> float:
        for effort in efforts:
            said: float | None = getattr(effort, name)
            if said is not None and (usual or effort.right is not None):
                return said
        if not usual:
            return 0.0
        entered: float | None = getattr(volume, name) if volume is not None else None
        assumed: float = getattr(assumptions, name)
        return assumed if entered is None else entered

    rework = chance("rework_probability", approves)
    return Endings(
        exception=chance("exception_probability", approves),
        disagreement=chance("disagreement_probability", right in OBJECTS or (approves and joint)),
        rework=rework,
        refusal=min(chance("refusal_probability", approves), 1.0 - rework),
    )


def within_limits(who: Expression, over: Collection[str]) -> bool:
    """Return whether an approval stays within own limits, whoever gives it, where some roles' own limits are too low.

    Where several approve jointly the highest of their limits counts; where any may, the lowest.
    """
    match who:
        case OneRole():
            return who.role not in over
        case Vote():
            return who.body not in over
        case AllOf():
            return any(within_limits(part, over) for part in who.parts)
        case AnyOf():
            return all(within_limits(part, over) for part in who.parts)
        case KOf():
            return sum(not within_limits(part, over) for part in who.parts) < min(who.count, len(who.parts))


def first_above_limit(document: Document, role: str, dimension: Dimension, on: date) -> int | None:
    """Return the first value of a money dimension, in steps, above what a role may commit at all.

    None where it has no such limit, or there is no exchange rate to compare them by.
    """
    row = document.roles.get(role)
    limit = row.own_limit if row else None
    if limit == "none":
        limit = 0
    if not isinstance(limit, int):
        return None
    own = document.workspace.currency
    rate = exchange_rate(document, own, currency_of(document, dimension), on)
    if rate is None:
        return None
    return floor(limit * Fraction(minor_unit(own)) * rate / Fraction(dimension.step)) + 1

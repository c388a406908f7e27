"""Procedures: when two come to the same, and who decides in one."""

from collections.abc import Hashable, Iterable

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Vote, roles_in
from models.authority.rules import Step
from models.authority.words import in_procedure_order, together

# The rights by which somebody can stand in the way without deciding.
OBJECTING = ("agree", "veto", "endorse")

# The rights that a decision does not wait for.
_BESIDE = ("notify", "perform", "support")


def meaning(procedure: Iterable[Step]) -> Hashable:
    """Return a key that two procedures share when they come to the same: same parts, order, people, time limits.

    How a row is written down makes no difference: roles side by side in one step or in several, in any order,
    and stages numbered 1, 2 or 1, 5. Strands and notes are left out.
    """
    steps = in_procedure_order(procedure)
    stages = {stage: rank for rank, stage in enumerate(sorted({step.stage for step in steps}))}
    parties: dict[tuple[Hashable, ...], list[Expression]] = {}
    for step in steps:
        terms = (step.hours, step.on_timeout, step.binding, step.within_days)
        parties.setdefault((stages[step.stage], step.right, *terms), []).append(step.who)
    return tuple((key, _sense(together(who))) for key, who in parties.items())


def _sense(who: Expression) -> Hashable:
    """Return an expression with its parts in an order of their own."""
    match who:
        case OneRole():
            return who.role
        case Vote():
            return ("vote", who.body, who.majority, who.quorum, who.minimum_days, frozenset(who.excluded))
        case AllOf() | AnyOf():
            if len(who.parts) == 1:
                return _sense(who.parts[0])
            distinct = isinstance(who, AllOf) and who.distinct
            return (who.kind, distinct, frozenset(_sense(part) for part in who.parts))
        case KOf():
            quotas = frozenset((quota.count, _sense(quota.among)) for quota in who.quotas)
            return ("k_of", who.count, frozenset(_sense(part) for part in who.parts), quotas)


def deciding_steps(procedure: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps that decide: those that approve; else those whose silence does. Without one, nobody decides.

    Where nothing is said but who may object, and that it is approved unless they do in time, they decide by consent.
    """
    steps = tuple(procedure)
    approving = tuple(step for step in steps if step.right == "approve")
    return approving or tuple(step for step in steps if step.right in OBJECTING and step.on_timeout == "approve")


def is_awaited(step: Step) -> bool:
    """Return whether a decision waits for a step; it does not for a ratification that has days of its own after it."""
    return step.right not in _BESIDE and not (step.right == "ratify" and step.within_days is not None)


def deciders(procedure: Iterable[Step]) -> tuple[str, ...]:
    """Return the ids of the roles that decide, alone or together, each once."""
    return tuple(dict.fromkeys(r for step in deciding_steps(procedure) for r in roles_in(step.who)))

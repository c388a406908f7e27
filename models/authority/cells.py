"""Cells of the grid: which part a role has in a row. Derived from the row's procedure and edited through it."""

import re
from collections.abc import Iterable

from models.authority.expressions import (
    AllOf,
    AnyOf,
    Expression,
    KOf,
    OneRole,
    Vote,
    joined,
    roles_in,
    without,
)
from models.authority.rules import RIGHTS, Right, Rule, Step

# When nothing else is said, a part comes before another part of the same row in this order.
USUAL_STAGE: dict[Right, int] = {
    "recommend": 1,
    "consult": 2,
    "support": 2,
    "endorse": 3,
    "agree": 3,
    "veto": 3,
    "approve": 4,
    "sign": 5,
    "ratify": 6,
    "perform": 7,
    "notify": 8,
}


_APPROVALS = re.compile(r"\s*\b(?:approvals?|authorit(?:y|ies)|authori[sz]ations?)\b\s*", re.IGNORECASE)


def strand_of(column_group: str) -> str:
    """Return the strand in which the roles of a group of columns act: "functional" for "Functional Approval"."""
    return _APPROVALS.sub(" ", column_group).strip().lower() or column_group.lower()


def rights_by_role(rule: Rule) -> dict[str, tuple[Right, ...]]:
    """Return, for each role that a row names, the rights that it has there, in the order of a procedure."""
    found: dict[str, set[Right]] = {}
    for step in rule.procedure:
        for role in roles_in(step.who):
            found.setdefault(role, set()).add(step.right)
    return {role: tuple(right for right in RIGHTS if right in rights) for role, rights in found.items()}


def is_shared(rule: Rule, role: str) -> bool:
    """Return whether a role has a part only as one of several who could: any of, k of n."""
    return any(_shared(step.who, role) for step in rule.procedure)


def _shared(expression: Expression, role: str) -> bool:
    match expression:
        case OneRole() | Vote():
            return False
        case AnyOf() | KOf():
            return role in roles_in(expression)
        case AllOf():
            return any(_shared(part, role) for part in expression.parts)


def with_rights(rule: Rule, role: str, rights: Iterable[Right], strand: str = "") -> tuple[Step, ...]:
    """Return the procedure of a row after a role was given exactly these rights.

    Rights that it had and keeps stay where they stand, inside whatever expression that is. A new right joins the
    step of the same right and strand, where there is one, as one more who must; else it becomes a step of its own
    at the place that parts of that kind usually have.
    """
    wanted = set(rights)
    steps: list[Step] = []
    held: set[Right] = set()
    for step in rule.procedure:
        if role not in roles_in(step.who):
            steps.append(step)
        elif step.right in wanted:
            held.add(step.right)
            steps.append(step)
        elif (rest := without(step.who, role)) is not None:
            steps.append(step.changed(who=rest))
    for right in RIGHTS:
        if right in wanted - held:
            _give(steps, right, role, strand)
    return _renumbered(steps)


def _give(steps: list[Step], right: Right, role: str, strand: str) -> None:
    for index, step in enumerate(steps):
        if step.right == right and step.strand == strand:
            steps[index] = step.changed(who=joined(step.who, role))
            return
    same = next((step.stage for step in steps if step.right == right), None)
    if same is None:
        same = _stage_for(steps, right)
    at = next((i for i, step in enumerate(steps) if step.stage > same), len(steps))
    steps.insert(at, Step(right=right, who=OneRole(role=role), stage=same, strand=strand))


def _stage_for(steps: list[Step], right: Right) -> int:
    """Return a stage for a part that is new to a row, moving later stages up to make room."""
    earlier = [step.stage for step in steps if USUAL_STAGE[step.right] < USUAL_STAGE[right]]
    beside = [step.stage for step in steps if USUAL_STAGE[step.right] == USUAL_STAGE[right]]
    if beside:
        return max(beside)
    stage = max(earlier, default=0) + 1
    for index, step in enumerate(steps):
        if step.stage >= stage:
            steps[index] = step.changed(stage=step.stage + 1)
    return stage


def _renumbered(steps: list[Step]) -> tuple[Step, ...]:
    """Return steps with their stages counted 1, 2, 3 without holes."""
    stages = {stage: number for number, stage in enumerate(sorted({step.stage for step in steps}), 1)}
    return tuple(step if step.stage == stages[step.stage] else step.changed(stage=stages[step.stage]) for step in steps)

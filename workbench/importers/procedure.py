"""Parts that roles play in a row to the steps of a procedure."""

from collections.abc import Mapping, Sequence

from models.authority.cells import USUAL_STAGE
from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole
from models.authority.rules import RIGHTS, Right, Step
from workbench.importers.deciders import Who, all_of
from workbench.importers.reading import Part


def procedure_of(parts: Sequence[Part], role_ids: Mapping[str, str]) -> tuple[Step, ...]:
    """Return the steps: who has the same right in the same strand acts jointly, strands run side by side, and the
    rights follow one another in their usual order: recommend, approve, sign, notify.

    `role_ids` gives the id of each role by its name in lower case.
    """
    groups: dict[tuple[Right, str], list[Who]] = {}
    for part in parts:
        groups.setdefault((part.right, part.strand), []).append(part.who)
    ranks = {usual: rank for rank, usual in enumerate(sorted({USUAL_STAGE[right] for right, _ in groups}), 1)}
    steps = [
        Step(
            right=right,
            who=expression_of(all_of(tuple(who)), role_ids),
            stage=ranks[USUAL_STAGE[right]],
            strand=strand,
        )
        for (right, strand), who in groups.items()
    ]
    return tuple(sorted(steps, key=lambda step: (step.stage, RIGHTS.index(step.right))))


def expression_of(who: Who, role_ids: Mapping[str, str]) -> Expression:
    """Return an expression over role ids."""
    if who.kind == "role":
        return OneRole(role=role_ids[who.name.casefold()])
    parts = tuple(expression_of(part, role_ids) for part in who.parts)
    if who.kind == "all_of":
        return AllOf(parts=parts)
    return AnyOf(parts=parts) if who.kind == "any_of" else KOf(count=who.count, parts=parts)

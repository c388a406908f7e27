"""Vacancies: what is left of a procedure where nobody ever comes to a role, so that no case waits for ever."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import replace

from models.simulation.model.layout import ESCALATE
from models.simulation.model.pieces import FOLLOWING, Hop, Join, Stages, Step


def without_vacant(stages: Stages, vacant: Collection[int]) -> Stages:
    """Return stages in which no case goes on to a role that is vacant; none at all where one of them cannot be done.

    A case that comes to a vacant role first is done there where someone stands in or a deadline ends the wait.
    """
    found = []
    for stage in stages:
        left = _left_of(stage, vacant)
        if not isinstance(left, Join):
            return ()
        found.append(left)
    return tuple(found)


def _left_of(part: Join | Step, vacant: Collection[int]) -> Join | Step | None:
    if isinstance(part, Step):
        return _step(part, vacant)
    left = tuple(found for one in part.parts if (found := _left_of(one, vacant)) is not None)
    needed = len(part.parts) if part.needed is None else part.needed
    return Join(left, needed) if len(left) >= needed else None


def _step(step: Step, vacant: Collection[int]) -> Step | None:
    """Return a step whose hops lead to nobody who does not get done; None where the first does not."""
    hops = [_numbered(hop, at, len(step.hops)) for at, hop in enumerate(step.hops)]
    done = {at for at, hop in enumerate(hops) if hop.role not in vacant or _ends_by_itself(hop)}
    while more := {at for at, hop in enumerate(hops) if at not in done and _passed_on(hop) & done}:
        done |= more
    if 0 not in done:
        return None

    def kept(to: int | None) -> int | None:
        return to if to in done else None

    return Step(
        tuple(
            replace(
                hop,
                above=kept(hop.above),
                settles=kept(hop.settles),
                late=kept(hop.late),
                stands_in=kept(hop.stands_in),
            )
            for hop in hops
        ),
        step.decides,
    )


def _numbered(hop: Hop, at: int, count: int) -> Hop:
    """Return a hop that says by number where cases go from it."""

    def number(of: int | None) -> int | None:
        if of != FOLLOWING:
            return of
        return at + 1 if at + 1 < count else None

    return replace(
        hop,
        above=number(hop.above),
        settles=number(hop.settles),
        late=number(hop.late),
        stands_in=number(hop.stands_in),
    )


def _ends_by_itself(hop: Hop) -> bool:
    return hop.deadline < math.inf and hop.outcome != ESCALATE


def _passed_on(hop: Hop) -> set[int]:
    """Where cases go from a role at which nobody is."""
    late = {hop.late} if hop.deadline < math.inf and hop.outcome == ESCALATE else set()
    return {to for to in (late | {hop.stands_in}) if to is not None}

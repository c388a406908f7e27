"""At which levels the cases of each tier of oversight are decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.simulation.compile import CompiledModel
    from models.simulation.results.estimates import Estimate
    from models.simulation.results.summary import Result


@dataclass(frozen=True)
class TierShare:
    """The cases of one tier that a role decides."""

    name: str
    """Empty for cases of no tier."""
    asked: int
    """The level that the tier asks for, 0 being nearest to the work."""
    share: Estimate
    """Of all cases."""
    levels: tuple[Estimate | None, ...]
    """Of the tier's decided cases, by the level that decides; None where too few replications saw any."""
    below: Estimate | None
    """Of the tier's decided cases, those that are decided at a lower level than asked for."""


def by_tier(model: CompiledModel, result: Result) -> tuple[TierShare, ...]:
    """Return every tier that has cases, lowest first, cases of no tier before them; nothing without any tier."""
    import numpy as np

    from models.simulation.results.estimates import certain, estimate

    if not any(branch.tier for branch in model.branches):
        return ()
    found = []
    for number, name in enumerate(model.tiers):
        routes = [k for k, branch in enumerate(model.branches) if branch.tier == number]
        decided = result.replicates.route_levels[:, routes].sum(axis=1)
        total = decided.sum(axis=1)
        if not total.any():
            continue
        asked = max(int(model.layout.route_required[k]) for k in routes)
        shares = decided / np.where(total > 0, total, np.nan)[:, None]
        found.append(
            TierShare(
                name,
                asked,
                certain(total),
                tuple(estimate(column) for column in shares.T),
                estimate(shares[:, :asked].sum(axis=1)) if asked else None,
            )
        )
    return tuple(found)

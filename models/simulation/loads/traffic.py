"""How much work arrives at each role, before anything is simulated: a role that cannot keep up is named, with the sum.

The arithmetic follows cases along their escalations and back to the start (`passes`). Where nothing times out and
nothing is withdrawn these are the traffic equations λ = γ + λP of the network, and exact. Work that a deadline takes
away, or that a join with enough answers withdraws, is counted in full: it may relieve the role, so it is shown apart.

What a role has are the open hours of its holders, less their absences. Holders of several roles give each what the
best split does (`sharing`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from models.simulation.arrays import Floats, sizes, totals
from models.simulation.loads.passes import passes
from models.simulation.loads.sharing import Share, best_split
from models.simulation.model.layout import DAYS, NONE, Layout


@dataclass(frozen=True)
class Load:
    """What a role is asked for and what it has."""

    role: int
    hours_asked: float
    """Hours of work a week."""
    hours_that_stay: float
    """Of these, the hours that no deadline and no other's answer can take away."""
    hours_available: float
    """Hours a week that its holders have for decisions, in the best split where they serve other roles as well."""
    with_roles: tuple[int, ...] = ()
    """Other roles that ask the same holders, who have nothing more to give to any of them."""
    cannot_keep_up: bool | None = None
    """Whether what stays is more than there is, whatever the split; None: as `hours_available` says."""

    @property
    def ratio(self) -> float:
        """Asked by available: the utilisation, as long as it is below one."""
        if self.hours_available > 0:
            return self.hours_asked / self.hours_available
        return math.inf if self.hours_asked > 0 else 0.0

    @property
    def overloaded(self) -> bool:
        """Whether the queue must grow without end."""
        if self.cannot_keep_up is not None:
            return self.cannot_keep_up
        return self.hours_that_stay > 0 and self.hours_that_stay >= self.hours_available


class Overloaded(ValueError):
    """Some role is at or above full load; `loads` are those roles."""

    def __init__(self, loads: tuple[Load, ...]) -> None:
        self.loads = loads
        super().__init__(
            "; ".join(
                f"role {load.role} is asked for {load.hours_asked:.4g} hours a week and has {load.hours_available:.4g}"
                for load in loads
            )
        )


def loads(layout: Layout) -> tuple[Load, ...]:
    """Return the load of every role, in their order."""
    asked = hours_of(layout, passes(layout).worked)
    stays = hours_of(layout, passes(layout, certain=True).worked)
    pools, pairs = pool_hours(layout)
    shared = _shared(layout)
    alone = np.zeros(layout.roles)
    for (pool, role), hours in pairs.items():
        alone[role] += min(hours, pools[pool])
    split = _split(asked, shared, pools, pairs)
    kept = _split(stays, shared, pools, pairs)
    found = []
    for role in range(layout.roles):
        numbers = (role, float(asked[role]), float(stays[role]))
        share = split.get(role)
        if not shared[role] or share is None:
            found.append(Load(*numbers, float(alone[role])))
            continue
        certain = kept.get(role)
        over = certain is not None and bool(stays[role] >= certain.hours)
        together = tuple(other for other in share.together if other != role)
        found.append(Load(*numbers, share.hours, together, over))
    return tuple(found)


def pool_hours(layout: Layout) -> tuple[list[float], dict[tuple[int, int], float]]:
    """Return the hours a week that each pool has for decisions, and those in which it acts in each of its roles."""
    calendars = layout.calendar_hours.reshape(-1, DAYS)
    masks = layout.mask_days.reshape(-1, DAYS)
    always = np.full(DAYS, layout.hours_a_week / DAYS)
    scale_of_day = layout.hours_a_week / (24.0 * DAYS)
    pools: list[float] = []
    pairs: dict[tuple[int, int], float] = {}
    for pool in range(layout.pools):
        calendar = layout.pool_calendar[pool]
        hours = always if calendar == NONE else calendars[calendar] * scale_of_day
        scale = float(layout.pool_holders[pool] * layout.pool_share[pool])
        pools.append(scale * float(hours.sum()))
        for pair in range(int(layout.pool_roles[pool]), int(layout.pool_roles[pool + 1])):
            mask = layout.pair_mask[pair]
            acting = hours if mask == NONE else hours * masks[mask]
            key = (pool, int(layout.pair_role[pair]))
            pairs[key] = pairs.get(key, 0.0) + scale * float(acting.sum())
    return pools, pairs


def hours_of(layout: Layout, worked: Floats) -> Floats:
    """Return [R] the hours a week that cases at the hops [H] are, which come so many times an hour."""
    with np.errstate(invalid="ignore"):
        hours = np.where(worked > 0, worked * layout.hop_hours * layout.hours_a_week, 0.0)
    return totals(layout.hop_role, hours, layout.roles)


def _shared(layout: Layout) -> np.typing.NDArray[np.bool_]:
    """[R] whether some of a role's holders serve another role."""
    found = np.zeros(layout.roles, dtype=np.bool_)
    several = np.repeat(sizes(layout.pool_roles) > 1, sizes(layout.pool_roles))
    found[layout.pair_role[several]] = True
    return found


def _split(
    asked: Floats,
    shared: np.typing.NDArray[np.bool_],
    pools: list[float],
    pairs: dict[tuple[int, int], float],
) -> dict[int, Share]:
    """What each role gets that shares holders and is asked for anything at all."""
    if not shared.any():
        return {}
    among = {int(role): float(asked[role]) for role in np.flatnonzero(shared & (asked > 0))}
    return best_split({role: min(hours, 1e12) for role, hours in among.items()}, pools, pairs)

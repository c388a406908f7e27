"""How much work arrives at each role, before anything is simulated: a role that cannot keep up is named, with the sum.

The arithmetic follows cases along their chains of exceptions: at hop k of a step arrive the step's cases times the
probabilities of exception of the hops before. Where nothing times out and nothing is withdrawn these are the traffic
equations λ = γ + λP of the network, and exact. Work that a deadline takes away, or that a join with enough
answers withdraws, is counted in full: it may relieve the role, so it is shown apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.simulation.arrays import Floats, sizes, totals
from models.simulation.hours import HOURS_A_WEEK
from models.simulation.layout import Layout


@dataclass(frozen=True)
class Load:
    """What a role is asked for and what it has."""

    role: int
    hours_asked: float
    """Hours of work a week."""
    hours_that_stay: float
    """Of these, the hours that no deadline and no other's answer can take away."""
    hours_available: float
    """Hours a week that its holders have for decisions."""

    @property
    def ratio(self) -> float:
        """Asked by available: the utilisation, as long as it is below one."""
        return self.hours_asked / self.hours_available

    @property
    def overloaded(self) -> bool:
        """Whether the queue must grow without end."""
        return self.hours_that_stay >= self.hours_available


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


def hop_rates(layout: Layout) -> Floats:
    """Return [H] cases an hour that arrive at each hop by exception from the hops before it."""
    route_rate = layout.route_weight * np.repeat(layout.decision_rate, sizes(layout.decision_routes))
    decided = layout.route_answer == 0
    procedures = len(layout.procedure_stages) - 1
    per_procedure = totals(layout.route_procedure[decided], route_rate[decided], procedures)
    per_stage = np.repeat(per_procedure, sizes(layout.procedure_stages))
    per_step = np.repeat(per_stage, sizes(layout.stage_steps))
    rates: Floats = np.repeat(per_step, sizes(layout.step_hops))
    first = np.zeros(layout.hops, dtype=bool)
    first[layout.step_hops[:-1]] = True
    for hop in np.flatnonzero(~first):
        rates[hop] = rates[hop - 1] * layout.hop_exception[hop - 1]
    return rates


def _stays(layout: Layout) -> Floats:
    """[H] 1 where work must be done once it has arrived, 0 where something may take it away."""
    last = np.zeros(layout.hops, dtype=bool)
    last[layout.step_hops[1:].astype(np.int64) - 1] = True
    timed = np.isfinite(layout.hop_deadline) & ~(last & (layout.hop_outcome == 0))
    optional = np.zeros(len(layout.step_join), dtype=bool)
    for stage in range(len(layout.stage_steps) - 1):
        joins = slice(layout.stage_joins[stage], layout.stage_joins[stage + 1])
        steps = slice(layout.stage_steps[stage], layout.stage_steps[stage + 1])
        parents, own = layout.join_parent[joins], layout.step_join[steps]
        children = np.bincount(parents[1:], minlength=len(parents)) + np.bincount(own, minlength=len(parents))
        spare = layout.join_needed[joins] < children
        for join in range(1, len(parents)):
            spare[join] |= spare[parents[join]]
        optional[steps] = spare[own]
    stays: Floats = (~timed & ~np.repeat(optional, sizes(layout.step_hops))).astype(np.float64)
    return stays


def loads(layout: Layout) -> tuple[Load, ...]:
    """Return the load of every role, in their order."""
    hours = hop_rates(layout) * layout.hop_hours * HOURS_A_WEEK
    asked = totals(layout.hop_role, hours, layout.roles)
    stays = totals(layout.hop_role, hours * _stays(layout), layout.roles)
    available = layout.role_holders * layout.role_share * HOURS_A_WEEK
    return tuple(
        Load(role, float(asked[role]), float(stays[role]), float(available[role])) for role in range(layout.roles)
    )

"""One replication: run to its end, then reduced to the numbers that are compared across replications."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from models.simulation.arrays import Bytes, Counts, Floats, array_of, sizes, totals
from models.simulation.hours import HOURS_A_QUARTER
from models.simulation.kernel import OUT_OF_ROOM, STOPPED, advance
from models.simulation.layout import NO_LEVEL, Layout
from models.simulation.prepared import Prepared
from models.simulation.world import BY_ROLE, UNDECIDED, World, grown, new_world

QUANTILES = (0.5, 0.9, 0.95)
_ROOM = 1024


class Cancelled(Exception):
    """Somebody asked the simulation to stop."""


@dataclass(frozen=True)
class Replication:
    """What one replication says. Times in hours; NaN where there was nothing to observe."""

    digest: bytes
    cycle: Floats
    """[4] mean and quantiles over the cases that ended."""
    decision_cycle: Floats
    """[D, 4] the same by decision."""
    decision_undecided: Floats
    """[D] share of its cases for which nobody could tell who decides."""
    outcomes: Floats
    """[4] shares of cases by role, by silence, rejected, undecided."""
    levels: Floats
    """[L] shares of cases by the highest level that decided."""
    level_values: Floats
    """[L] shares of value, likewise; NaN where no decision has a value."""
    hops: Floats
    """[K] shares of cases by the highest hop that decided."""
    escalations: Floats
    """[K, 4] a case, from hop k: exceptions, time-outs, and both with nobody above."""
    role_wait: Floats
    """[R] mean hours before work is taken up or leaves."""
    role_utilisation: Floats
    """[R]"""
    role_waiting: Floats
    """[R] mean number waiting."""
    role_entered: Floats
    """[R] pieces of work a quarter."""


def run_world(
    layout: Layout,
    model: Prepared,
    *,
    seed: int,
    replication: int,
    warm_up: int,
    cases: int,
    cancel: Bytes,
    progress: Counts,
    room: int = _ROOM,
) -> World:
    """Return a replication at its end. Raises Cancelled when `cancel[0]` becomes nonzero."""
    world = new_world(layout, model, seed=seed, replication=replication, warm_up=warm_up, cases=cases, room=room)
    while True:
        status = advance(world, cancel, progress)
        if status == OUT_OF_ROOM:
            world = grown(world)
        elif status == STOPPED:
            raise Cancelled
        else:
            return world


def cycle_times(world: World) -> Floats:
    """Return [N] the hours from arrival to end of every case that was asked for, in order of arrival."""
    cycles: Floats = array_of(world.case_tally)["cycle"]
    return cycles


def reduced(layout: Layout, world: World) -> Replication:
    """Return what a finished replication says."""
    run = array_of(world.run)[0]
    everything = array_of(world.case_tally)
    cases = everything[int(run["warm_up"]) :]
    digest = hashlib.sha256(everything.tobytes() + array_of(world.hop_tally).tobytes()).digest()
    cycle = cases["cycle"][cases["outcome"] != UNDECIDED]
    decision_cycle, undecided = _by_decision(layout, cases)
    levels, level_values = _by_level(layout, cases)
    decided = (cases["outcome"] == BY_ROLE) & (cases["level"] != NO_LEVEL)
    return Replication(
        digest=digest,
        cycle=_mean_and_quantiles(np.sort(cycle)),
        decision_cycle=decision_cycle,
        decision_undecided=undecided,
        outcomes=np.bincount(cases["outcome"], minlength=5)[1:] / len(cases),
        levels=levels,
        level_values=level_values,
        hops=np.bincount(cases["hop"][decided], minlength=layout.depth) / len(cases),
        escalations=_escalations(layout, world, len(cases)),
        **_by_role(layout, world),
    )


def _mean_and_quantiles(ordered: Floats) -> Floats:
    if not len(ordered):
        return np.full(1 + len(QUANTILES), np.nan)
    return np.array([ordered.mean(), *np.quantile(ordered, QUANTILES)])


def _by_decision(layout: Layout, cases: np.typing.NDArray[np.void]) -> tuple[Floats, Floats]:
    owner = np.repeat(np.arange(layout.decisions), sizes(layout.decision_routes))
    decision = owner[cases["route"]]
    order = np.lexsort((cases["cycle"], decision))  # NaN sorts last within its decision
    counts = np.bincount(decision, minlength=layout.decisions)
    lost = np.bincount(decision[cases["outcome"] == UNDECIDED], minlength=layout.decisions)
    ends = np.cumsum(counts)
    cycles = cases["cycle"][order]
    table = np.array(
        [
            _mean_and_quantiles(cycles[end - count : end - gone])
            for end, count, gone in zip(ends, counts, lost, strict=True)
        ]
    )
    return table, np.where(counts > 0, lost / np.maximum(counts, 1), np.nan)


def _by_level(layout: Layout, cases: np.typing.NDArray[np.void]) -> tuple[Floats, Floats]:
    levels = int(layout.role_level.max(initial=0)) + 1
    known = (cases["level"] != NO_LEVEL) & (cases["outcome"] == BY_ROLE)
    shares = np.bincount(cases["level"][known], minlength=levels) / len(cases)
    value = layout.route_value[cases["route"]]
    worth = known & ~np.isnan(value)
    total = np.nansum(value)
    if not total > 0:
        return shares, np.full(levels, np.nan)
    return shares, totals(cases["level"][worth], value[worth], levels) / total


def _escalations(layout: Layout, world: World, cases: int) -> Floats:
    hops = array_of(world.hop_tally)
    position = np.arange(layout.hops) - np.repeat(layout.step_hops[:-1].astype(np.int64), sizes(layout.step_hops))
    columns = ("exceptions", "timeouts", "exceptions_at_top", "timeouts_at_top")
    return np.stack([totals(position, hops[name], layout.depth) / cases for name in columns], axis=1)


def _by_role(layout: Layout, world: World) -> dict[str, Floats]:
    hops, desks, run = array_of(world.hop_tally), array_of(world.desks), array_of(world.run)[0]
    window = run["window_to"] - run["window_from"]
    entered = totals(layout.hop_role, hops["entered"], layout.roles)
    waited = totals(layout.hop_role, hops["waited"], layout.roles)
    return {
        "role_wait": np.where(entered > 0, waited / np.maximum(entered, 1), np.nan),
        "role_utilisation": (desks["busy_to"] - desks["busy_from"]) / (window * layout.role_holders),
        "role_waiting": (desks["wait_to"] - desks["wait_from"]) / window,
        "role_entered": entered / window * HOURS_A_QUARTER,
    }

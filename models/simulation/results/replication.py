"""One replication: run to its end, then reduced to the numbers that are compared across replications."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.simulation.arrays import Bytes, Counts, Floats, array_of, sizes, totals
from models.simulation.feedforward.plan import plan_of
from models.simulation.kernel.counts import SAMPLES, UNDECIDED
from models.simulation.kernel.heap import MAX_EVENTS
from models.simulation.kernel.little import holds
from models.simulation.kernel.loop import BLOCK_FULL, OUT_OF_ROOM, STOPPED, advance_full, advance_plain
from models.simulation.kernel.prepared import Prepared, is_plain
from models.simulation.kernel.world import World, grown, new_world
from models.simulation.model.layout import NONE, Layout
from models.simulation.model.moves import Moves
from models.simulation.results.counted import Counted
from models.simulation.results.tally import Tally, Way

LOOKS = 1000
"""Moments at which a course tells what is open."""
_ROOM = 1024
_WEEKS_A_QUARTER = 13.0

Fold = Callable[[World], None]
"""Reads what became of cases; then there is room for more."""


class Cancelled(Exception):
    """Somebody asked the simulation to stop."""


class NothingEnds(ValueError):
    """No case that is measured ever ends: each waits for somebody who never acts."""


@dataclass(frozen=True)
class Replication:
    """What one replication says. Times in hours of the model; NaN where there was nothing to observe."""

    digest: bytes
    cycle: Floats
    """[4] mean and quantiles over the cases that ended."""
    working: Floats
    """[4] the same in working hours."""
    decision_cycle: Floats
    """[D, 4] the same by decision."""
    decision_working: Floats
    """[D, 4]"""
    decision_undecided: Floats
    """[D] share of its cases for which nobody could tell who decides."""
    decision_cost: Floats
    """[D] cost a case."""
    decision_exposed: Floats
    """[D] share of its approved cases that were decided below the level that oversight asks for."""
    outcomes: Floats
    """[5] shares of cases by role, by silence, rejected, refused, undecided."""
    levels: Floats
    """[L] shares of cases by the highest level that decided."""
    level_values: Floats
    """[L] shares of value, likewise; NaN where no decision has a value."""
    route_levels: Floats
    """[A, L] shares of cases by route and level."""
    hops: Floats
    """[K] shares of cases by the most moves before they were decided."""
    moves: Floats
    """[M] moves a case, in the order of `moves.moves_of`."""
    unsettled: float
    """A case: decided although the role could not, or a deadline that passed, with nobody next."""
    sent_back: float
    """Times a case."""
    exposed: float
    """Share of approved cases."""
    exposed_value: float
    """Share of approved value; NaN where there is none."""
    exposed_value_a_quarter: float
    cost: float
    """A case."""
    distribution: Floats
    """[B] shares of the cases that ended, by `tally.EDGES`."""
    open: Floats
    """[SAMPLES] open cases at evenly spaced moments."""
    waiting: Floats
    """[SAMPLES, R] pieces of work that wait, likewise; empty in a plain model."""
    ways: dict[Way, tuple[int, float]]
    """Cases by path, with their hours all together; empty in a plain model."""
    cases: int
    """Cases that were measured: those of which something became."""
    unended: float
    """Share of the cases that were to be measured, which wait for ever for somebody who never acts."""
    role_wait: Floats
    """[R] mean hours before work is taken up or leaves."""
    role_wait_working: Floats
    """[R]"""
    role_utilisation: Floats
    """[R] of the time that its holders have, for all that they do."""
    role_waiting: Floats
    """[R] mean number waiting."""
    role_entered: Floats
    """[R] pieces of work a quarter."""
    role_cost: Floats
    """[R] a quarter."""


class Course(NamedTuple):
    """How a replication went, from its empty start."""

    cycle: Floats
    """[N] hours from arrival to end by case, in order of arrival; NaN where nobody could take it."""
    open: Floats
    """[LOOKS] how many cases were open when some cases arrived,"""
    looks: NDArray[np.intp]
    """[LOOKS] and the numbers of these."""


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
    fold: Fold | None = None,
    trace: bool = False,
) -> World:
    """Return a replication at its end. Raises Cancelled when `cancel[0]` becomes nonzero.

    `fold` is called whenever a block of cases has ended, and once at the end; without it only the last block is left.
    With `trace` it finds in `world.trace` what has happened since.
    """
    plain = is_plain(layout) and not trace
    advance = advance_plain if plain else advance_full
    world = new_world(
        layout,
        model,
        seed=seed,
        replication=replication,
        warm_up=warm_up,
        cases=cases,
        room=room,
        plain=plain,
        trace=trace,
    )
    while True:
        status = advance(world, cancel, progress)
        if status == OUT_OF_ROOM:
            world = grown(world)
        elif status == STOPPED:
            raise Cancelled
        elif status == BLOCK_FULL:
            if fold is not None:
                fold(world)
            array_of(world.run)["finished"] = array_of(world.run)["traced"] = 0
            if array_of(world.run)["sequence"][0] > MAX_EVENTS // 2:
                raise MemoryError(f"more than {MAX_EVENTS // 2:,} events")
        else:
            if fold is not None:
                fold(world)
            assert holds(layout, world), "what waited at a role is not what its cases waited"
            return world


def replicate(
    layout: Layout,
    model: Prepared,
    moves: Moves,
    *,
    seed: int,
    replication: int,
    warm_up: int,
    cases: int,
    cancel: Bytes,
    progress: Counts,
) -> Replication:
    """Return what a replication says. Raises Cancelled when `cancel[0]` becomes nonzero, NothingEnds where no case
    that is measured ends, MemoryError where too much is open at once.

    It goes without events where work only moves on, unless two pieces of work tie so that only the events can tell.
    """
    tally = Tally(layout, warm_up, cases / layout.rate / (SAMPLES - 1))

    def begin() -> Callable[[Counted], None]:
        nonlocal tally
        tally = Tally(layout, warm_up, cases / layout.rate / (SAMPLES - 1))
        return tally.add

    done = run_counted(
        layout,
        model,
        begin,
        seed=seed,
        replication=replication,
        warm_up=warm_up,
        cases=cases,
        cancel=cancel,
        progress=progress,
    )
    return _reduced(layout, moves, done, tally)


def run_counted(
    layout: Layout,
    model: Prepared,
    begin: Callable[[], Callable[[Counted], None]],
    *,
    seed: int,
    replication: int,
    warm_up: int,
    cases: int,
    cancel: Bytes,
    progress: Counts,
) -> Counted:
    """Return a replication at its end: on the path without events if it applies, else as events.

    `begin` returns what reads the cases whenever a block of them has ended; it is called again where the path without
    events has to give up. Raises Cancelled when `cancel[0]` becomes nonzero, and MemoryError where too much is open.
    """
    plan = plan_of(layout)
    if plan is not None:
        from models.simulation.feedforward.passage import run_flow

        flow = run_flow(
            layout,
            plan,
            seed=seed,
            replication=replication,
            warm_up=warm_up,
            cases=cases,
            cancel=cancel,
            progress=progress,
            fold=begin(),
        )
        if flow is not None:
            return flow
    return run_world(
        layout,
        model,
        seed=seed,
        replication=replication,
        warm_up=warm_up,
        cases=cases,
        cancel=cancel,
        progress=progress,
        fold=begin(),
    )


def courses(
    layout: Layout,
    model: Prepared,
    *,
    seed: int,
    replication: int,
    cases: int,
    cancel: Bytes,
    progress: Counts,
) -> Course:
    """Return how a replication went, in order of arrival. Raises Cancelled when `cancel[0]` becomes nonzero."""
    arrived, ended = np.full(cases, np.inf), np.full(cases, np.inf)
    cycle = np.full(cases, np.nan)

    def fold(world: Counted) -> None:
        rows = array_of(world.finished)[: int(array_of(world.run)["finished"][0])]
        arrived[rows["number"]], ended[rows["number"]] = rows["arrived"], rows["ended"]
        taken = rows[rows["outcome"] != UNDECIDED]
        cycle[taken["number"]] = taken["ended"] - taken["arrived"]

    run_counted(
        layout,
        model,
        lambda: fold,
        seed=seed,
        replication=replication,
        warm_up=0,
        cases=cases,
        cancel=cancel,
        progress=progress,
    )
    looks = np.arange(0, cases, max(cases // LOOKS, 1))
    # When a case came that never ends is not known; the one before it came at about that time.
    arrived = np.maximum.accumulate(np.where(np.isfinite(arrived), arrived, 0.0))
    found = looks - np.searchsorted(np.sort(ended), arrived[looks], side="right")
    return Course(cycle, found.astype(np.float64), looks)


def _reduced(layout: Layout, moves: Moves, world: Counted, tally: Tally) -> Replication:
    run, hops = array_of(world.run)[0], array_of(world.hop_tally)
    cases, asked = tally.cases, int(run["cases"] - run["warm_up"])
    if not cases:
        raise NothingEnds
    # Where all came and went at one moment, no time has passed by the clock: the stated rate says what they stand for.
    window = float(run["window_to"] - run["window_from"]) or asked / layout.rate
    quarters = window / (layout.hours_a_week * _WEEKS_A_QUARTER)
    approved = int(tally.decision_decided.sum())
    ended = max(int(tally.histogram.sum()), 1)
    cycle, decision_cycle = tally.cycle.all(), tally.cycle.by_group()
    by_clock = layout.office[0] == NONE
    top = hops["exceptions_at_top"] + hops["disagreements_at_top"] + hops["timeouts_at_top"]
    has_value = tally.value > 0
    return Replication(
        digest=tally.digest(world),
        cycle=cycle,
        working=cycle if by_clock else tally.working.all(),
        decision_cycle=decision_cycle,
        decision_working=decision_cycle if by_clock else tally.working.by_group(),
        decision_undecided=_ratio(tally.decision_undecided, tally.decision_cases),
        decision_cost=_ratio(tally.decision_cost, tally.decision_cases),
        decision_exposed=_ratio(tally.decision_exposed, tally.decision_decided),
        outcomes=tally.outcomes / cases,
        levels=tally.route_levels.sum(axis=0) / cases,
        level_values=tally.level_values / tally.value if has_value else np.full(layout.levels, np.nan),
        route_levels=tally.route_levels / cases,
        hops=tally.moves / cases,
        moves=moves.counted(hops) / cases,
        unsettled=float(top.sum()) / cases,
        sent_back=float(hops["returns"].sum()) / cases,
        exposed=float(tally.decision_exposed.sum()) / approved if approved else np.nan,
        exposed_value=tally.exposed_value / tally.decided_value if tally.decided_value else np.nan,
        exposed_value_a_quarter=tally.exposed_value / quarters if has_value else np.nan,
        cost=float(tally.decision_cost.sum()) / cases,
        distribution=tally.histogram / ended,
        open=tally.open_cases(),
        waiting=array_of_samples(layout, world),
        ways={way: (count, total) for way, count, total in tally.ways(world)},
        cases=cases,
        unended=1.0 - cases / asked,
        **_by_role(layout, world, window, quarters),
    )


def array_of_samples(layout: Layout, world: Counted) -> Floats:
    """Return [SAMPLES, R] what waited at each moment of looking; after the end of the run nothing is known: NaN."""
    found: Floats = world.samples.reshape(len(world.samples) // max(layout.roles, 1), layout.roles).astype(np.float64)
    found[int(array_of(world.run)["samples"][0]) :] = np.nan
    return found


def _ratio(part: np.typing.NDArray[np.number], whole: np.typing.NDArray[np.number]) -> Floats:
    found: Floats = np.where(whole > 0, part / np.maximum(whole, 1), np.nan)
    return found


def _by_role(layout: Layout, world: Counted, window: float, quarters: float) -> dict[str, Floats]:
    hops, accounts = array_of(world.hop_tally), array_of(world.accounts)
    roles = accounts[: layout.roles]
    entered = totals(layout.hop_role, hops["entered"], layout.roles)
    waited = totals(layout.hop_role, hops["waited"], layout.roles)
    working = totals(layout.hop_role, hops["waited_working"], layout.roles)
    return {
        "role_wait": _ratio(waited, entered),
        "role_wait_working": _ratio(waited if layout.office[0] == NONE else working, entered),
        "role_utilisation": _utilisation(layout, accounts[: layout.pools]),
        "role_waiting": (roles["wait_to"] - roles["wait_from"]) / window,
        "role_entered": entered / quarters,
        "role_cost": roles["worked"] * layout.role_cost / quarters,
    }


def _utilisation(layout: Layout, pools: np.typing.NDArray[np.void]) -> Floats:
    """The share of the time of a role's own holders that is in use; of those who stand in, where it has none."""
    busy = pools["busy_to"] - pools["busy_from"]
    available = (pools["open_to"] - pools["open_from"]) * layout.pool_holders
    pool = np.repeat(np.arange(layout.pools), sizes(layout.pool_roles))
    own = layout.pair_mask == NONE
    has_own = np.bincount(layout.pair_role[own], minlength=layout.roles) > 0
    counts = own | ~has_own[layout.pair_role]
    role = layout.pair_role[counts]
    used = totals(role, busy[pool[counts]], layout.roles)
    return _ratio(used, np.maximum(totals(role, available[pool[counts]], layout.roles), 1e-300))

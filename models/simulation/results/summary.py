"""What a simulation found: every figure with its interval over independent replications."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from models.simulation.arrays import Floats
from models.simulation.kernel.counts import SAMPLES
from models.simulation.loads.traffic import Load
from models.simulation.model.layout import Layout
from models.simulation.model.moves import CAUSES, Cause, Moves
from models.simulation.results.estimates import Estimate, certain, estimate
from models.simulation.results.replication import Replication
from models.simulation.results.tally import EDGES, Way
from models.simulation.settings import Settings

PATHS = 40
"""Paths that are listed one by one; the rest is summed."""


@dataclass(frozen=True)
class CycleTime:
    """Hours from a case's arrival to its end."""

    mean: Estimate
    p50: Estimate
    p90: Estimate
    p95: Estimate


@dataclass(frozen=True)
class Distribution:
    """How the cycle times lie: the share of cases between the edges [B + 1, hours], with intervals [B]."""

    edges: Floats
    share: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class DecisionResult:
    """One decision. None where no case of it ended, or nothing of the kind was to be seen."""

    cycle: CycleTime | None
    working: CycleTime | None
    undecided: Estimate | None
    """Share of its cases without an answer."""
    cost: Estimate | None
    """A case."""
    exposed: Estimate | None
    """Share of its approved cases that were decided below the level that oversight asks for."""


@dataclass(frozen=True)
class RoleResult:
    """One role at work."""

    wait: Estimate | None
    """Mean hours before work is taken up; None where none arrived."""
    wait_working: Estimate | None
    """The same in working hours."""
    utilisation: Estimate
    """Share of the time that its holders have for decisions, of all roles that they hold."""
    waiting: Estimate
    """Mean number of cases that wait."""
    entered: Estimate
    """Pieces of work a quarter."""
    cost: Estimate
    """A quarter."""


@dataclass(frozen=True)
class HopResult:
    """Cases decided after so many moves, as a share of all cases: 0 is the role that the matrix names."""

    decided: Estimate


@dataclass(frozen=True)
class MoveResult:
    """Cases that go from one role to another, a case."""

    from_role: int
    to_role: int
    cause: Cause
    cases: Estimate


@dataclass(frozen=True)
class Outcomes:
    """How cases end, as shares of all cases."""

    by_role: Estimate
    by_silence: Estimate
    rejected: Estimate
    """By a deadline that passed."""
    refused: Estimate
    """By somebody who said no."""
    undecided: Estimate


@dataclass(frozen=True)
class Exposure:
    """What is approved below the level that oversight asks for."""

    cases: Estimate
    """Share of the approved cases."""
    value: Estimate | None
    """Share of the approved value."""
    value_a_quarter: Estimate | None


@dataclass(frozen=True)
class Backlog:
    """Open cases over time, from the empty start."""

    hours: Floats
    """[T]"""
    open: Floats
    """[T] mean over replications, with its interval."""
    low: Floats
    high: Floats
    waiting: Floats
    """[T, R] pieces of work that wait at each role, mean over replications; [T, 0] in a plain model."""


@dataclass(frozen=True)
class PathResult:
    """A way that cases take: their route, the moves (from which role, and why or "sent_back"), and how they end."""

    route: int
    moves: tuple[tuple[int, str], ...]
    ending: str
    share: Estimate
    cycle: Estimate | None
    """Mean hours of those that take it."""


@dataclass(frozen=True)
class Replicates:
    """One row a replication of the figures that are compared in pairs. Times in hours."""

    cycle: Floats
    """[N, 4] mean, p50, p90, p95."""
    working: Floats
    """[N, 4]"""
    levels: Floats
    """[N, L]"""
    exposed_cases: Floats
    exposed_value: Floats
    cost: Floats
    escalations: Floats
    utilisation: Floats
    """[N, R]"""
    wait: Floats
    """[N, R]"""
    outcomes: Floats
    """[N, 5]"""
    open: Floats
    """[N] mean number of open cases over the second half of the run."""
    route_levels: Floats
    """[N, A, L] share of cases by route and level."""


@dataclass(frozen=True)
class Result:
    """A simulation of one model. Times are hours of the model: by the clock, or of working time without calendars."""

    settings: Settings
    model: str
    """Digest of the layout."""
    digest: str
    """Digest of every case of every replication: equal seeds and models, equal digits, on any number of workers."""
    warm_up: int
    """Cases left out at the start of each replication."""
    replications: int
    cycle: CycleTime | None
    """None where no case could be decided."""
    working: CycleTime | None
    """The same in working hours."""
    distribution: Distribution
    outcomes: Outcomes
    levels: tuple[Estimate, ...]
    """Share of cases decided at each level."""
    level_values: tuple[Estimate | None, ...]
    """Share of value decided at each level; None where no decision has a value."""
    route_levels: Floats
    """[A, L] share of cases by route and level, mean over replications."""
    hops: tuple[HopResult, ...]
    causes: dict[Cause, Estimate]
    """Escalations a case, by trigger."""
    escalations: Estimate
    """Escalations a case, of all triggers."""
    unended: Estimate
    """Share of the cases that wait for ever for somebody who never acts; no other figure has them."""
    unsettled: Estimate
    """A case: decided although the role could not, or a deadline that passed, with nobody next."""
    sent_back: Estimate
    """Times a case."""
    moves: tuple[MoveResult, ...]
    exposure: Exposure | None
    cost: Estimate
    """A case."""
    backlog: Backlog
    paths: tuple[PathResult, ...]
    """By share, the most frequent ones."""
    rest_of_paths: Estimate | None
    roles: tuple[RoleResult, ...]
    decisions: tuple[DecisionResult, ...]
    loads: tuple[Load, ...]
    replicates: Replicates


Column = Callable[[Replication], object]


def summarised(
    layout: Layout,
    settings: Settings,
    warm_up: int,
    loads: tuple[Load, ...],
    moves: Moves,
    found: Sequence[Replication],
) -> Result:
    """Return the result of replications, given in their order."""

    def stack(of: Column) -> Floats:
        return np.stack([np.asarray(of(one), dtype=np.float64) for one in found])

    outcomes, levels, hops = stack(lambda r: r.outcomes), stack(lambda r: r.levels), stack(lambda r: r.hops)
    made = stack(lambda r: r.moves)
    paths, rest = _paths(layout, found)
    by_route = stack(lambda r: r.route_levels)
    escalations = made.sum(axis=1)
    return Result(
        settings=settings,
        model=layout.digest(),
        digest=hashlib.sha256(b"".join(one.digest for one in found)).hexdigest()[:16],
        warm_up=warm_up,
        replications=len(found),
        cycle=_cycle_time(stack(lambda r: r.cycle)),
        working=_cycle_time(stack(lambda r: r.working)),
        distribution=_distribution(stack(lambda r: r.distribution)),
        outcomes=Outcomes(*(certain(column) for column in outcomes.T)),
        levels=tuple(certain(column) for column in levels.T),
        level_values=tuple(estimate(column) for column in stack(lambda r: r.level_values).T),
        route_levels=by_route.mean(axis=0),
        hops=tuple(HopResult(certain(column)) for column in hops.T),
        causes={cause: certain(made[:, moves.cause == number].sum(axis=1)) for number, cause in enumerate(CAUSES)},
        escalations=certain(escalations),
        unended=certain(stack(lambda r: r.unended)),
        unsettled=certain(stack(lambda r: r.unsettled)),
        sent_back=certain(stack(lambda r: r.sent_back)),
        moves=tuple(
            MoveResult(int(moves.from_role[k]), int(moves.to_role[k]), CAUSES[moves.cause[k]], certain(made[:, k]))
            for k in range(made.shape[1])
            if made[:, k].any()
        ),
        exposure=_exposure(layout, found),
        cost=certain(stack(lambda r: r.cost)),
        backlog=_backlog(layout, settings, found),
        paths=paths,
        rest_of_paths=rest,
        roles=_roles(found),
        decisions=_decisions(found),
        loads=loads,
        replicates=Replicates(
            cycle=stack(lambda r: r.cycle),
            working=stack(lambda r: r.working),
            levels=levels,
            exposed_cases=stack(lambda r: r.exposed),
            exposed_value=stack(lambda r: r.exposed_value),
            cost=stack(lambda r: r.cost),
            escalations=escalations,
            utilisation=stack(lambda r: r.role_utilisation),
            wait=stack(lambda r: r.role_wait),
            outcomes=outcomes,
            open=stack(lambda r: r.open[SAMPLES // 2 :].mean()),
            route_levels=by_route,
        ),
    )


def _cycle_time(values: Floats) -> CycleTime | None:
    columns = [estimate(column) for column in values.T]
    known = [column for column in columns if column is not None]
    return CycleTime(*known) if len(known) == len(columns) else None


def _intervals(values: Floats) -> tuple[Floats, Floats, Floats]:
    """The means of columns [N, K] and the ends of their intervals."""
    found = [certain(column) for column in values.T]
    return (
        np.array([one.mean for one in found]),
        np.array([one.low for one in found]),
        np.array([one.high for one in found]),
    )


def _distribution(shares: Floats) -> Distribution:
    """The shares by bin, without the empty bins at both ends."""
    some = np.flatnonzero(shares.any(axis=0))
    first, last = (int(some[0]), int(some[-1])) if len(some) else (0, 0)
    share, low, high = _intervals(shares[:, first : last + 1])
    return Distribution(EDGES[first : last + 2], share, np.maximum(low, 0.0), high)


def _exposure(layout: Layout, found: Sequence[Replication]) -> Exposure | None:
    if not layout.route_required.any():
        return None
    cases = estimate(np.array([one.exposed for one in found]))
    if cases is None:
        return None
    value = estimate(np.array([one.exposed_value for one in found]))
    return Exposure(cases, value, estimate(np.array([one.exposed_value_a_quarter for one in found])))


def _backlog(layout: Layout, settings: Settings, found: Sequence[Replication]) -> Backlog:
    hours = np.linspace(0.0, settings.cases / layout.rate, SAMPLES)
    share, low, high = _intervals(np.stack([one.open for one in found]))
    waiting = np.stack([one.waiting for one in found])
    seen = ~np.isnan(waiting)
    mean = np.where(seen, waiting, 0.0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    return Backlog(hours, share, np.maximum(low, 0.0), high, mean if waiting.size else np.zeros((SAMPLES, 0)))


def _paths(layout: Layout, found: Sequence[Replication]) -> tuple[tuple[PathResult, ...], Estimate | None]:
    totals: dict[Way, int] = {}
    for one in found:
        for way, (count, _) in one.ways.items():
            totals[way] = totals.get(way, 0) + count
    ordered = sorted(totals, key=lambda way: (-totals[way], way))
    cases = np.array([float(one.cases) for one in found])
    shown = []
    for way in ordered[:PATHS]:
        counts = np.array([float(one.ways.get(way, (0, 0.0))[0]) for one in found])
        sums = np.array([one.ways.get(way, (0, 0.0))[1] for one in found])
        hours = np.where(counts > 0, sums / np.maximum(counts, 1.0), np.nan)
        shown.append(
            PathResult(
                route=way.route,
                moves=tuple((int(layout.hop_role[hop]), why) for hop, why in way.moves),
                ending=way.ending,
                share=certain(counts / cases),
                cycle=None if way.ending == "undecided" else estimate(hours),
            )
        )
    rest = [sum(one.ways.get(way, (0, 0.0))[0] for way in ordered[PATHS:]) / one.cases for one in found]
    return tuple(shown), certain(np.array(rest)) if len(ordered) > PATHS else None


def _roles(found: Sequence[Replication]) -> tuple[RoleResult, ...]:
    def by_role(of: Column) -> Floats:
        return np.stack([np.asarray(of(one)) for one in found]).T

    return tuple(
        RoleResult(estimate(wait), estimate(working), certain(used), certain(waiting), certain(entered), certain(cost))
        for wait, working, used, waiting, entered, cost in zip(
            by_role(lambda r: r.role_wait),
            by_role(lambda r: r.role_wait_working),
            by_role(lambda r: r.role_utilisation),
            by_role(lambda r: r.role_waiting),
            by_role(lambda r: r.role_entered),
            by_role(lambda r: r.role_cost),
            strict=True,
        )
    )


def _decisions(found: Sequence[Replication]) -> tuple[DecisionResult, ...]:
    cycle, working = np.stack([r.decision_cycle for r in found]), np.stack([r.decision_working for r in found])
    undecided = np.stack([r.decision_undecided for r in found])
    cost, exposed = np.stack([r.decision_cost for r in found]), np.stack([r.decision_exposed for r in found])
    return tuple(
        DecisionResult(
            _cycle_time(cycle[:, k]),
            _cycle_time(working[:, k]),
            estimate(undecided[:, k]),
            estimate(cost[:, k]),
            estimate(exposed[:, k]),
        )
        for k in range(cycle.shape[1])
    )

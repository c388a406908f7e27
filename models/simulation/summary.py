"""What a simulation found: every figure with its interval over independent replications."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.simulation.arrays import Floats
from models.simulation.estimates import Estimate, certain, estimate
from models.simulation.layout import Layout
from models.simulation.replication import Replication
from models.simulation.settings import Settings
from models.simulation.traffic import Load


@dataclass(frozen=True)
class CycleTime:
    """Hours of working time from a case's arrival to its end."""

    mean: Estimate
    p50: Estimate
    p90: Estimate
    p95: Estimate


@dataclass(frozen=True)
class DecisionResult:
    """One decision: its cycle time (None where no case of it ended) and the share of its cases without an answer."""

    cycle: CycleTime | None
    undecided: Estimate | None


@dataclass(frozen=True)
class RoleResult:
    """One role at work."""

    wait: Estimate | None
    """Mean hours before work is taken up; None where none arrived."""
    utilisation: Estimate
    """Share of the time it has for decisions."""
    waiting: Estimate
    """Mean number of cases that wait."""
    entered: Estimate
    """Pieces of work a quarter."""


@dataclass(frozen=True)
class HopResult:
    """What happens at one hop of the chains, as shares of all cases: 0 is the role that the matrix names."""

    decided: Estimate
    exceptions: Estimate
    """Escalations from here because the role could not decide, a case."""
    timeouts: Estimate
    """Escalations from here because the deadline had passed, a case."""
    exceptions_at_top: Estimate
    """Decided here although the role could not, because nobody is above."""
    timeouts_at_top: Estimate
    """Deadlines that passed here with nobody above."""


@dataclass(frozen=True)
class Outcomes:
    """How cases end, as shares of all cases."""

    by_role: Estimate
    by_silence: Estimate
    rejected: Estimate
    undecided: Estimate


@dataclass(frozen=True)
class Result:
    """A simulation of one model. Times are hours of working time."""

    settings: Settings
    model: str
    """Digest of the layout."""
    digest: str
    """Digest of every case of every replication: equal seeds and models, equal digits, on any number of threads."""
    warm_up: int
    """Cases left out at the start of each replication."""
    cycle: CycleTime | None
    """None where no case could be decided."""
    outcomes: Outcomes
    levels: tuple[Estimate, ...]
    """Share of cases decided at each level."""
    level_values: tuple[Estimate | None, ...]
    """Share of value decided at each level; None where no decision has a value."""
    hops: tuple[HopResult, ...]
    escalations: Estimate
    """Escalations a case, of both triggers."""
    roles: tuple[RoleResult, ...]
    decisions: tuple[DecisionResult, ...]
    loads: tuple[Load, ...]


def summarised(
    layout: Layout, settings: Settings, warm_up: int, loads: tuple[Load, ...], found: Sequence[Replication]
) -> Result:
    """Return the result of replications, given in their order."""
    digest = hashlib.sha256(b"".join(one.digest for one in found)).hexdigest()[:16]
    escalations = np.stack([one.escalations for one in found])
    hops = np.stack([one.hops for one in found])
    outcomes = np.stack([one.outcomes for one in found])
    decisions = np.stack([one.decision_cycle for one in found])
    undecided = np.stack([one.decision_undecided for one in found])
    return Result(
        settings=settings,
        model=layout.digest(),
        digest=digest,
        warm_up=warm_up,
        cycle=_cycle_time(np.stack([one.cycle for one in found])),
        outcomes=Outcomes(*(certain(outcomes[:, column]) for column in range(4))),
        levels=tuple(certain(column) for column in np.stack([one.levels for one in found]).T),
        level_values=tuple(estimate(column) for column in np.stack([one.level_values for one in found]).T),
        hops=tuple(
            HopResult(certain(hops[:, k]), *(certain(escalations[:, k, column]) for column in range(4)))
            for k in range(layout.depth)
        ),
        escalations=certain(escalations[:, :, :2].sum(axis=(1, 2))),
        roles=_roles(found),
        decisions=tuple(
            DecisionResult(_cycle_time(decisions[:, k]), estimate(undecided[:, k])) for k in range(layout.decisions)
        ),
        loads=loads,
    )


def _cycle_time(values: Floats) -> CycleTime | None:
    columns = [estimate(column) for column in values.T]
    known = [column for column in columns if column is not None]
    return CycleTime(*known) if len(known) == len(columns) else None


def _roles(found: Sequence[Replication]) -> tuple[RoleResult, ...]:
    waits = np.stack([one.role_wait for one in found]).T
    utilisations = np.stack([one.role_utilisation for one in found]).T
    waiting = np.stack([one.role_waiting for one in found]).T
    entered = np.stack([one.role_entered for one in found]).T
    return tuple(
        RoleResult(estimate(waits[k]), certain(utilisations[k]), certain(waiting[k]), certain(entered[k]))
        for k in range(len(waits))
    )

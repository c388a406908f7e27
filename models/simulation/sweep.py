"""Many scenarios of one kind: the same replications of each, reduced at once to the figures that are compared.

A scenario is a layout. Every replication of every scenario draws the same luck, so that scenarios can be compared pair
by pair. Each takes the fastest path that applies to it, and nothing but its figures is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import cpu_count

import numpy as np

from models.simulation.arrays import Bytes, Counts, Floats, array_of
from models.simulation.feedforward import applies, plan
from models.simulation.layout import NO_LEVEL, Layout
from models.simulation.passage import run_flow
from models.simulation.prepared import prepare
from models.simulation.replication import QUANTILES, Cancelled, run_world
from models.simulation.streams import Flow
from models.simulation.world import BY_ROLE, UNDECIDED, World

Progress = Callable[[int, int], None]
"""Told how many scenarios of how many are done."""


@dataclass(frozen=True)
class Figures:
    """What the replications of one scenario say; N replications. NaN where there was nothing to observe."""

    cycle: Floats
    """[N, 4] hours from arrival to the end: mean, median, p90, p95."""
    levels: Floats
    """[N, L] shares of cases by the highest level that decided."""
    utilisation: Floats
    """[N, R] share of the time that the roles have."""


def sweep(
    layouts: Sequence[Layout],
    *,
    seed: int,
    replications: int,
    cases: int,
    warm_up: float,
    workers: int | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Figures]:
    """Return the figures of each scenario, in their order; the same whatever the number of threads.

    `warm_up` is the share of the cases that is left out at the start, of every scenario alike. `progress` and
    `cancelled` are called from this thread after each scenario. Raises Cancelled when `cancelled` returned True.
    """
    cancel: Bytes = np.zeros(1, dtype=np.uint8)
    left_out = int(warm_up * cases)

    def one(layout: Layout) -> Figures:
        return _scenario(layout, seed, replications, cases, left_out, cancel)

    found: list[Figures] = []
    with ThreadPoolExecutor(workers or cpu_count(), thread_name_prefix="scenario") as pool:
        jobs = [pool.submit(one, layout) for layout in layouts]
        try:
            for job in jobs:
                found.append(job.result())
                if progress is not None:
                    progress(len(found), len(jobs))
                if cancelled is not None and cancelled():
                    raise Cancelled
        finally:
            cancel[0] = len(found) < len(jobs)
            for job in jobs:
                job.cancel()
    return found


def _scenario(layout: Layout, seed: int, replications: int, cases: int, warm_up: int, cancel: Bytes) -> Figures:
    fast = plan(layout) if applies(layout) is None else None
    slow = prepare(layout)
    rows = []
    for replication in range(replications):
        progress: Counts = np.zeros(1, dtype=np.int64)
        done: Flow | World | None = None
        if fast is not None:
            done = run_flow(
                layout,
                fast,
                seed=seed,
                replication=replication,
                warm_up=warm_up,
                cases=cases,
                cancel=cancel,
                progress=progress,
            )
        if done is None:
            done = run_world(
                layout,
                slow,
                seed=seed,
                replication=replication,
                warm_up=warm_up,
                cases=cases,
                cancel=cancel,
                progress=progress,
            )
        rows.append(_figures(layout, done, warm_up))
    cycle, levels, utilisation = (np.stack(column) for column in zip(*rows, strict=True))
    return Figures(cycle, levels, utilisation)


def _figures(layout: Layout, done: Flow | World, warm_up: int) -> tuple[Floats, Floats, Floats]:
    run, desks = array_of(done.run)[0], array_of(done.desks)
    cases = array_of(done.case_tally)[warm_up:]
    outcome = cases["outcome"]
    level = np.where(outcome == BY_ROLE, cases["level"], NO_LEVEL)
    counts = np.bincount(level, minlength=NO_LEVEL + 1)[: int(layout.role_level.max(initial=0)) + 1]
    worked = desks["busy_to"] - desks["busy_from"]
    utilisation = worked / ((run["window_to"] - run["window_from"]) * layout.role_holders)
    return mean_and_quantiles(cases["cycle"][outcome != UNDECIDED]), counts / len(cases), utilisation


def mean_and_quantiles(values: Floats) -> Floats:
    """Return [4] the mean and the quantiles, interpolated as `numpy.quantile` does, without sorting all values."""
    if not len(values):
        return np.full(1 + len(QUANTILES), np.nan)
    places = [quantile * (len(values) - 1) for quantile in QUANTILES]
    below = [int(place) for place in places]
    wanted = sorted({*below, *(min(place + 1, len(values) - 1) for place in below)})
    parted = np.partition(values, wanted)
    found = [
        parted[low] + (place - low) * (parted[min(low + 1, len(values) - 1)] - parted[low])
        for low, place in zip(below, places, strict=True)
    ]
    return np.array([values.mean(), *found])

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
from models.simulation.feedforward.passage import run_flow
from models.simulation.feedforward.plan import applies, plan
from models.simulation.feedforward.streams import Flow
from models.simulation.kernel.counts import BY_ROLE, UNDECIDED
from models.simulation.kernel.prepared import prepare
from models.simulation.model.layout import NO_LEVEL, Layout
from models.simulation.model.moves import moves_of
from models.simulation.results.quantiles import QUANTILES
from models.simulation.results.replication import Cancelled, replicate

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
    model, moves = prepare(layout), moves_of(layout)
    rows = []
    for replication in range(replications):
        progress: Counts = np.zeros(1, dtype=np.int64)
        ends = _Ends(layout, warm_up)
        done = None
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
                fold=ends.add,
            )
        if done is not None:
            rows.append(ends.figures(done))
            continue
        full = replicate(
            layout,
            model,
            moves,
            seed=seed,
            replication=replication,
            warm_up=warm_up,
            cases=cases,
            cancel=cancel,
            progress=progress,
        )
        rows.append((full.cycle, full.levels, full.role_utilisation))
    cycle, levels, utilisation = (np.stack(column) for column in zip(*rows, strict=True))
    return Figures(cycle, levels, utilisation)


class _Ends:
    """Cycle times and levels of the cases of a replication, taken in block by block."""

    def __init__(self, layout: Layout, warm_up: int) -> None:
        self._layout = layout
        self._warm_up = warm_up
        self._cases = 0
        self._times: list[Floats] = []
        self._levels = np.zeros(NO_LEVEL + 1, dtype=np.int64)

    def add(self, flow: Flow) -> None:
        ended = array_of(flow.finished)[: int(array_of(flow.run)["finished"][0])]
        measured = ended["number"] >= self._warm_up
        outcome = ended["outcome"][measured]
        self._cases += len(outcome)
        self._times.append((ended["ended"] - ended["arrived"])[measured][outcome != UNDECIDED])
        level = np.where(outcome == BY_ROLE, ended["level"][measured], NO_LEVEL)
        self._levels += np.bincount(level, minlength=NO_LEVEL + 1)

    def figures(self, flow: Flow) -> tuple[Floats, Floats, Floats]:
        accounts = array_of(flow.accounts)
        worked = accounts["busy_to"] - accounts["busy_from"]
        available = (accounts["open_to"] - accounts["open_from"]) * self._layout.pool_holders
        levels = self._levels[: self._layout.levels] / self._cases
        return mean_and_quantiles(np.concatenate(self._times)), levels, worked / available


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

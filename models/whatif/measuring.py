"""One replication of a candidate, reduced at once to the figures that a search compares: nothing else is kept.

The cases and their luck are those of `models.simulation`; so are the figures, but for the order in which they add up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from models.simulation.arrays import Bytes, Counts, Floats, array_of
from models.simulation.kernel.counts import BY_SILENCE, UNDECIDED
from models.simulation.kernel.prepared import Prepared
from models.simulation.model.layout import Layout
from models.simulation.results.counted import Counted
from models.simulation.results.quantiles import Times
from models.simulation.results.replication import NothingEnds, run_counted
from models.simulation.results.tally import decided_by_role, too_low


class Reading(NamedTuple):
    """What a replication says; NaN where there was nothing to observe."""

    cycle: Floats
    """[4] hours from arrival to the end: mean, p50, p90, p95."""
    exposed: float
    """Share of approved cases that were decided below the level asked for."""
    exposed_value: float
    cost: float
    """A case."""


def measure(
    layout: Layout,
    prepared: Prepared,
    *,
    seed: int,
    replication: int,
    warm_up: int,
    cases: int,
    cancel: Bytes,
) -> Reading:
    """Return what a replication says. Raises what `replicate` raises."""
    sums = _Sums(layout, warm_up)
    progress: Counts = np.zeros(1, dtype=np.int64)

    def begin() -> Callable[[Counted], None]:
        nonlocal sums
        sums = _Sums(layout, warm_up)
        return sums.add

    run_counted(
        layout,
        prepared,
        begin,
        seed=seed,
        replication=replication,
        warm_up=warm_up,
        cases=cases,
        cancel=cancel,
        progress=progress,
    )
    return sums.reading()


class _Sums:
    """Sums over the cases of a replication behind its warm-up."""

    def __init__(self, layout: Layout, warm_up: int) -> None:
        self._warm_up = warm_up
        self._required = layout.route_required[layout.cell_route]
        self._value = np.where(np.isnan(layout.cell_value), 0.0, layout.cell_value)
        self._times = Times(1)
        self._cases = self._approved = self._exposed = 0
        self._cost = self._approved_value = self._exposed_value = 0.0

    def add(self, world: Counted) -> None:
        """Take in the cases that have ended since the last time."""
        run = array_of(world.run)
        count = int(run["finished"][0])
        block, spent = array_of(world.finished)[:count], array_of(world.spent)[:count]
        chosen = block["number"] >= self._warm_up
        cases = block[chosen]
        self._cases += len(cases)
        if len(spent):
            self._cost += float(spent["cost"][chosen].sum())
        outcome, cell = cases["outcome"], cases["cell"]
        taken = cases[outcome != UNDECIDED]
        self._times.add(np.zeros(len(taken), dtype=np.intp), taken["ended"] - taken["arrived"])
        approved = decided_by_role(cases) | (outcome == BY_SILENCE)
        exposed = too_low(cases, self._required[cell])
        self._approved += int(approved.sum())
        self._exposed += int(exposed.sum())
        self._approved_value += float(self._value[cell[approved]].sum())
        self._exposed_value += float(self._value[cell[exposed]].sum())
        run["finished"] = 0

    def reading(self) -> Reading:
        """Return what the cases say. Raises NothingEnds where there are none."""
        if not self._cases:
            raise NothingEnds
        return Reading(
            self._times.all(),
            self._exposed / self._approved if self._approved else np.nan,
            self._exposed_value / self._approved_value if self._approved_value else np.nan,
            self._cost / self._cases,
        )

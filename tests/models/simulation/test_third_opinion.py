"""SimPy runs the bench's model: both must find the same, or their speeds cannot be compared."""

from __future__ import annotations

import numpy as np

from models.simulation.estimates import estimate
from tests.bench import simulation as bench
from tests.models.simulation.models_of_queues import run


def test_simpy_finds_the_same_cycle_time_and_waits() -> None:
    ours = run(bench.layout(), cases=bench.THEIRS, replications=12)
    cycles, waits = [], []
    for seed in range(4):
        times, waited, _ = bench.simpy_run(bench._Draws(seed))
        cycles.append(float(np.mean(times)))
        waits.append(sum(waited[: bench.LEADS]) / bench.THEIRS)
    assert ours.cycle is not None
    theirs = estimate(np.array(cycles))
    assert theirs is not None
    assert theirs.low <= ours.cycle.mean.high
    assert ours.cycle.mean.low <= theirs.high
    lead_waits = np.mean([role.wait.mean for role in ours.roles[: bench.LEADS] if role.wait is not None])
    assert abs(lead_waits - np.mean(waits)) < 0.15 * lead_waits

"""Cases per second: the compiled kernel against the same model in SimPy, tuned.

Twelve roles on three levels: eight leads decide what comes to them, and pass on what they cannot to three heads, who
pass on to one chief. Both sides draw Poisson arrivals and exponential times, keep every case's cycle time and every
role's waits and busy hours. SimPy gets its random numbers drawn beforehand, one process a case and plain resources:
that is its fastest form. The kernel draws its own.
"""

from __future__ import annotations

import time
from collections.abc import Generator

import numpy as np
import simpy

from models.simulation.builder import Hop, LayoutBuilder, Route, exponential, single
from models.simulation.layout import Layout
from models.simulation.prepared import prepare
from models.simulation.replication import run_world
from tests.bench.harness import Ratio

LEADS, HEADS = 8, 3
RATE = 1.6
HOURS = (1.0, 0.4, 0.8)
EXCEPTIONS = (0.2, 0.15)
HOLDERS = (2, 2, 1)

OURS, THEIRS = 400_000, 8_000
"""Cases each side runs, chosen to take about as long; the seconds returned are those for a million."""
GOAL = 40.0


def layout() -> Layout:
    """The model as the kernel reads it."""
    builder = LayoutBuilder()
    leads = [builder.role(HOLDERS[0], level=0) for _ in range(LEADS)]
    heads = [builder.role(HOLDERS[1], level=1) for _ in range(HEADS)]
    chief = builder.role(HOLDERS[2], level=2)
    for k, lead in enumerate(leads):
        chain = (
            Hop(lead, exponential(HOURS[0]), EXCEPTIONS[0]),
            Hop(heads[k % HEADS], exponential(HOURS[1]), EXCEPTIONS[1]),
            Hop(chief, exponential(HOURS[2])),
        )
        builder.decision(RATE, [Route(1, single(chain))])
    return builder.build()


def kernel_seconds() -> float:
    """Seconds a million cases take here, the state's allocation included."""
    model = layout()
    start = time.perf_counter()
    run_world(
        model,
        prepare(model),
        seed=1,
        replication=0,
        warm_up=0,
        cases=OURS,
        cancel=np.zeros(1, dtype=np.uint8),
        progress=np.zeros(1, dtype=np.int64),
    )
    return (time.perf_counter() - start) / OURS * 1e6


class _Draws:
    """All random numbers of a SimPy run, as lists: reading a list is the fastest that Python does."""

    def __init__(self, seed: int) -> None:
        generator = np.random.default_rng(seed)
        self.gaps: list[float] = generator.exponential(1 / (RATE * LEADS), THEIRS).tolist()
        self.leads: list[int] = generator.integers(0, LEADS, THEIRS).tolist()
        self.work: list[list[float]] = [generator.exponential(hours, THEIRS).tolist() for hours in HOURS]
        self.fails: list[list[bool]] = [(generator.random(THEIRS) < p).tolist() for p in (*EXCEPTIONS, 0.0)]


def simpy_run(draws: _Draws) -> tuple[list[float], list[float], list[float]]:
    """Run the model in SimPy; returns cycle times by case, and hours waited and worked by role."""
    environment = simpy.Environment()
    capacity = [HOLDERS[0]] * LEADS + [HOLDERS[1]] * HEADS + [HOLDERS[2]]
    resources = [simpy.Resource(environment, holders) for holders in capacity]
    cycles, waited, worked = [0.0] * THEIRS, [0.0] * len(capacity), [0.0] * len(capacity)
    timeout = environment.timeout

    def case(number: int) -> Generator[simpy.Event, None, None]:
        arrived = environment.now
        lead = draws.leads[number]
        for level, role in enumerate((lead, LEADS + lead % HEADS, LEADS + HEADS)):
            resource, entered = resources[role], environment.now
            request = resource.request()
            yield request
            waited[role] += environment.now - entered
            hours = draws.work[level][number]
            worked[role] += hours
            yield timeout(hours)
            resource.release(request)
            if not draws.fails[level][number]:
                break
        cycles[number] = environment.now - arrived

    def arrivals() -> Generator[simpy.Event, None, None]:
        process = environment.process
        for number, gap in enumerate(draws.gaps):
            yield timeout(gap)
            process(case(number))

    environment.process(arrivals())
    environment.run()
    return cycles, waited, worked


def simpy_seconds() -> float:
    """Seconds a million cases take in SimPy, its random numbers already drawn."""
    draws = _Draws(seed=1)
    start = time.perf_counter()
    simpy_run(draws)
    return (time.perf_counter() - start) / THEIRS * 1e6


def benches() -> list[Ratio]:
    """The promise of the simulation."""
    return [
        Ratio("simulation: cases a second, against SimPy", kernel_seconds, simpy_seconds, GOAL, at_most=False, pairs=9)
    ]

"""The three-level model in SimPy, tuned: numbers drawn beforehand, one process a case, plain resources."""

from __future__ import annotations

import time
from collections.abc import Generator

import numpy as np
import simpy

from tests.bench import three_levels as model


class Draws:
    """All random numbers of a run, as lists: reading a list is the fastest that Python does."""

    def __init__(self, seed: int, cases: int) -> None:
        generator = np.random.default_rng(seed)
        self.cases = cases
        self.gaps: list[float] = generator.exponential(1 / (model.RATE * model.LEADS), cases).tolist()
        self.leads: list[int] = generator.integers(0, model.LEADS, cases).tolist()
        self.work: list[list[float]] = [generator.exponential(hours, cases).tolist() for hours in model.HOURS]
        self.fails: list[list[bool]] = [(generator.random(cases) < p).tolist() for p in (*model.EXCEPTIONS, 0.0)]


def run(draws: Draws) -> tuple[list[float], list[float], list[float]]:
    """Run the model; returns cycle times by case, and hours waited and worked by role."""
    environment = simpy.Environment()
    holders = model.HOLDERS
    capacity = [holders[0]] * model.LEADS + [holders[1]] * model.HEADS + [holders[2]]
    resources = [simpy.Resource(environment, count) for count in capacity]
    cycles, waited, worked = [0.0] * draws.cases, [0.0] * len(capacity), [0.0] * len(capacity)
    timeout = environment.timeout

    def case(number: int) -> Generator[simpy.Event, None, None]:
        arrived = environment.now
        lead = draws.leads[number]
        for level, role in enumerate((lead, model.LEADS + lead % model.HEADS, model.ROLES - 1)):
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


def seconds(cases: int) -> float:
    """Seconds a million cases take, the random numbers already drawn."""
    draws = Draws(1, cases)
    start = time.thread_time()
    run(draws)
    return (time.thread_time() - start) / cases * 1e6

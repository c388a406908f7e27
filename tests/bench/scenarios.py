"""A thousand scenarios of the three-level model: other capacities, other shares of cases, other chances to pass on."""

from __future__ import annotations

import time

import numpy as np

from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import Layout
from models.simulation.model.pieces import Hop, Route, exponential, single
from models.simulation.results.sweep import sweep
from tests.bench import three_levels as model

SCENARIOS, REPLICATIONS, CASES = 1_000, 20, 10_000
SECONDS = 30.0
CORES = 2


def layouts(count: int) -> list[Layout]:
    """Variants of the model, each stable: holders, what leads pass on, and how much goes to the chief at once."""
    generator = np.random.default_rng(3)
    return [_variant(generator) for _ in range(count)]


def _variant(generator: np.random.Generator) -> Layout:
    builder = LayoutBuilder()
    holders = [int(extra) for extra in generator.integers(0, 3, 3)]
    leads = [builder.role(model.HOLDERS[0] + holders[0], level=0) for _ in range(model.LEADS)]
    heads = [builder.role(model.HOLDERS[1] + holders[1], level=1) for _ in range(model.HEADS)]
    chief = builder.role(model.HOLDERS[2] + holders[2], level=2)
    passed = generator.uniform(0.05, 0.2)
    straight = generator.uniform(0.0, 0.02)
    top = Hop(chief, exponential(model.HOURS[2]))
    for k, lead in enumerate(leads):
        middle = Hop(heads[k % model.HEADS], exponential(model.HOURS[1]), model.EXCEPTIONS[1])
        chain = (Hop(lead, exponential(model.HOURS[0]), passed), middle, top)
        builder.decision(model.RATE, [Route(1 - straight, single(chain)), Route(straight, single([top]))])
    return builder.build()


def proof() -> str:
    """Raise AssertionError unless all scenarios are done in time on two cores, else say how long they took."""
    variants = layouts(SCENARIOS)
    sweep(variants[:2], seed=1, replications=2, cases=CASES, warm_up=0.1, workers=CORES)
    start, begun = time.perf_counter(), time.process_time()
    found = sweep(variants, seed=1, replications=REPLICATIONS, cases=CASES, warm_up=0.1, workers=CORES)
    seconds, used = time.perf_counter() - start, time.process_time() - begun
    assert all(np.isfinite(figures.cycle).all() for figures in found)
    shown = (
        f"{SCENARIOS:,} × {REPLICATIONS} × {CASES:,} cases in {seconds:.1f} s on {CORES} cores, "
        f"promised {SECONDS:g} s; {used:.1f} s of processor time"
    )
    assert seconds <= SECONDS, shown
    return shown

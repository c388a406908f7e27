"""The model on which engines are compared: twelve roles on three levels.

Eight leads decide what comes to them, and pass on what they cannot to three heads, who pass on to one chief. Arrivals
are Poisson and times exponential. Every engine keeps every case's cycle time and every role's waits and busy hours.
Each runs on one thread, and the seconds are those of the processor, so that what else a machine does counts little.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from models.simulation.arrays import Floats, array_of
from models.simulation.feedforward.passage import run_flow
from models.simulation.feedforward.plan import plan
from models.simulation.feedforward.streams import Flow
from models.simulation.kernel.prepared import prepare
from models.simulation.kernel.world import World
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import Layout
from models.simulation.model.pieces import Hop, Route, exponential, single
from models.simulation.results.replication import run_world

LEADS, HEADS = 8, 3
ROLES = LEADS + HEADS + 1
RATE = 1.6
"""Cases an hour at each lead."""
HOURS = (1.0, 0.4, 0.8)
EXCEPTIONS = (0.2, 0.15)
HOLDERS = (2, 2, 1)


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


def kernel_seconds(cases: int, *, keep: bool = True) -> float:
    """Seconds a million cases take in the event loop, the state's allocation included."""
    model = layout()
    start = time.thread_time()
    run_world(
        model,
        prepare(model),
        seed=1,
        replication=0,
        warm_up=0,
        cases=cases,
        cancel=np.zeros(1, dtype=np.uint8),
        progress=np.zeros(1, dtype=np.int64),
        fold=_keeping(cases if keep else 0),
    )
    return (time.thread_time() - start) / cases * 1e6


def flow_seconds(cases: int, *, keep: bool = True) -> float:
    """Seconds a million cases take on the feed-forward path, the state's allocation included."""
    model = layout()
    start = time.thread_time()
    run_flow(
        model,
        plan(model),
        seed=1,
        replication=0,
        warm_up=0,
        cases=cases,
        cancel=np.zeros(1, dtype=np.uint8),
        progress=np.zeros(1, dtype=np.int64),
        fold=_keeping(cases if keep else 0),
    )
    return (time.thread_time() - start) / cases * 1e6


def _keeping(cases: int) -> Callable[[World | Flow], None]:
    """What keeps the cycle times as cases end; without cases only their sums are."""
    kept: list[Floats | float] = []

    def fold(world: World | Flow) -> None:
        ended = array_of(world.finished)[: int(array_of(world.run)["finished"][0])]
        cycles: Floats = ended["ended"] - ended["arrived"]
        kept.append(cycles if cases else float(cycles.sum()))

    return fold

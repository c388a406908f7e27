"""The speed of the simulation: against SimPy, Ciw and C, over many scenarios, and from a standing start."""

from __future__ import annotations

import time

from tests.bench import c_loop, ciw_loop, everything, fresh, scenarios, simpy_everything, simpy_loop
from tests.bench.harness import Proof, Ratio
from tests.bench.three_levels import flow_seconds, kernel_seconds

OURS, SIMPY, CIW = 400_000, 8_000, 2_000
"""Cases each side runs, chosen to take about as long; the seconds returned are those for a million."""


def _loop() -> float:
    return kernel_seconds(OURS)


def _flow() -> float:
    return flow_seconds(OURS)


def _simpy() -> float:
    return simpy_loop.seconds(SIMPY)


def _ciw() -> float:
    return ciw_loop.seconds(CIW)


def _c() -> float:
    start = time.thread_time()
    c_loop.run(1, 0, OURS)
    return (time.thread_time() - start) / OURS * 1e6


def _against_c() -> list[Ratio | Proof]:
    if c_loop.compiler() is None:
        return [Proof("simulation: against C", lambda: "there is no C compiler here, so two ratios are left out")]
    c_loop.library()
    return [
        Ratio("simulation: events, cases a second, against a tight loop in C", _loop, _c, 0.8, at_most=False, pairs=15),
        Ratio("simulation: feed-forward, against the event loop in C", _flow, _c, 1.4, at_most=False, pairs=15),
    ]


def benches() -> list[Ratio | Proof]:
    """The promises of the simulation."""
    return [
        Ratio("simulation: cases a second, against SimPy", _loop, _simpy, 60.0, at_most=False, pairs=9),
        Ratio("simulation: cases a second, against Ciw", _loop, _ciw, 250.0, at_most=False, pairs=9),
        Ratio(
            "simulation: all features on, against SimPy with the same",
            everything.seconds,
            simpy_everything.seconds,
            35.0,
            at_most=False,
            pairs=9,
        ),
        *_against_c(),
        Proof("simulation: many scenarios", scenarios.proof),
        Proof("simulation: a fresh process to its first result", fresh.first_result),
        Proof("simulation: memory of the event loop", lambda: fresh.memory("kernel_seconds")),
        Proof("simulation: memory of the feed-forward path", lambda: fresh.memory("flow_seconds")),
    ]

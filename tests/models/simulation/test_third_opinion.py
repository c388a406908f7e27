"""SimPy and Ciw run the same small models, and SimPy, Ciw and C the bench's: all must find the same."""

from __future__ import annotations

import functools

import numpy as np
import pytest

from models.simulation.arrays import Floats, array_of, totals
from models.simulation.kernel.prepared import prepare
from models.simulation.results.estimates import Estimate, estimate
from models.simulation.results.replication import run_world
from tests.bench import c_loop, ciw_loop, everything, simpy_everything, simpy_loop, three_levels
from tests.models.simulation.models_of_queues import cycle_times, run
from tests.models.simulation.third_parties import MODELS, by_ciw, by_simpy, layout

CASES, REPLICATIONS = 3_000, 8


def assert_same(ours: Estimate, theirs: Estimate | None) -> None:
    assert theirs is not None
    assert theirs.low <= ours.high
    assert ours.low <= theirs.high
    assert theirs.mean == pytest.approx(ours.mean, rel=0.1)  # intervals that hold anything prove nothing


@functools.cache
def kernel_finds(name: str) -> tuple[Estimate, ...]:
    found = [decision.cycle for decision in run(layout(MODELS[name]), cases=CASES, replications=40).decisions]
    return tuple(cycle.mean for cycle in found if cycle is not None)


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("engine", [by_simpy, by_ciw], ids=["SimPy", "Ciw"])
def test_another_engine_finds_the_same_cycle_times(name: str, engine: object) -> None:
    assert callable(engine)
    found: Floats = np.stack([engine(MODELS[name], seed, CASES) for seed in range(REPLICATIONS)])
    ours = kernel_finds(name)
    assert len(ours) == found.shape[1]
    for stream, estimated in enumerate(ours):
        assert_same(estimated, estimate(found[:, stream]))


def test_simpy_finds_the_same_in_the_model_on_which_speeds_are_compared() -> None:
    ours = run(three_levels.layout(), cases=6_000, replications=12)
    cycles, waits = [], []
    for seed in range(4):
        times, waited, _ = simpy_loop.run(simpy_loop.Draws(seed, 6_000))
        cycles.append(float(np.mean(times)))
        waits.append(sum(waited[: three_levels.LEADS]) / 6_000)
    assert ours.cycle is not None
    assert_same(ours.cycle.mean, estimate(np.array(cycles)))
    lead_waits = np.mean([role.wait.mean for role in ours.roles[: three_levels.LEADS] if role.wait is not None])
    assert np.mean(waits) == pytest.approx(lead_waits, rel=0.15)


def test_simpy_finds_the_same_with_all_features_on() -> None:
    cases = 4_000
    ours = [everything.run(cases, replication) for replication in range(10)]
    theirs = [simpy_everything.run(simpy_everything.Draws(seed, cases)) for seed in range(6)]
    pairs: list[tuple[list[float], list[float]]] = [
        ([float(one.cycle[0]) for one in ours], [float(np.mean(one.cycles)) for one in theirs]),
        ([float(one.working[0]) for one in ours], [float(np.mean(one.working)) for one in theirs]),
        ([one.cost for one in ours], [float(np.mean(one.costs)) for one in theirs]),
        ([float(one.levels[1]) for one in ours], [one.levels[1] / cases for one in theirs]),
        ([one.sent_back for one in ours], [sent_back(one) / cases for one in theirs]),
    ]
    for mine, its in pairs:
        found = estimate(np.array(mine))
        assert found is not None
        assert_same(found, estimate(np.array(its)))


def sent_back(found: simpy_everything.Found) -> int:
    return sum(count * sum(why == "sent back" for _, why in moves) for (_, moves), count in found.paths.items())


def test_ciw_finds_the_same_in_the_model_on_which_speeds_are_compared() -> None:
    ours = run(three_levels.layout(), cases=4_000, replications=12)
    waits = []
    for seed in range(3):
        records = ciw_loop.run(seed, 4_000).get_all_records()
        waits.append(float(np.mean([r.waiting_time for r in records if r.node <= three_levels.LEADS])))
    lead_waits = np.mean([role.wait.mean for role in ours.roles[: three_levels.LEADS] if role.wait is not None])
    assert np.mean(waits) == pytest.approx(lead_waits, rel=0.15)


@pytest.mark.skipif(c_loop.compiler() is None, reason="there is no C compiler")
def test_the_loop_in_c_finds_every_case_to_the_last_digit() -> None:
    model, cases = three_levels.layout(), 20_000
    world = run_world(
        model,
        prepare(model),
        seed=2**40 + 9,
        replication=3,
        warm_up=0,
        cases=cases,
        cancel=np.zeros(1, dtype=np.uint8),
        progress=np.zeros(1, dtype=np.int64),
    )
    cycles, waited, worked = c_loop.run(2**40 + 9, 3, cases)
    assert cycles.tolist() == cycle_times(world).tolist()
    accounts = array_of(world.accounts)
    assert worked == pytest.approx(accounts["busy_to"] - accounts["busy_from"])
    assert waited == pytest.approx(totals(model.hop_role, array_of(world.hop_tally)["waited"], model.roles))

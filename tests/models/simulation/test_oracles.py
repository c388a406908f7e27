"""The kernel against closed forms: each lies in the simulated 95 % interval, for a fixed seed."""

from __future__ import annotations

import math

import numpy as np
import pytest

from models.simulation import oracles
from models.simulation.arrays import array_of
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import GAP, UNTIL_TAKEN_UP
from models.simulation.model.pieces import Hop, Route, constant, exponential, lognormal, single
from models.simulation.results.summary import Result
from tests.models.simulation.kernel.test_flow import world_of
from tests.models.simulation.models_of_queues import ended, queue, run, side_by_side


def wait(result: Result, role: int = 0) -> tuple[float, float, float]:
    found = result.roles[role].wait
    assert found is not None
    return found.low, found.mean, found.high


def assert_wait(result: Result, expected: float, role: int = 0, within: float = 0.03) -> None:
    low, mean, high = wait(result, role)
    assert low <= expected <= high
    assert mean == pytest.approx(expected, rel=within)  # an interval that holds anything proves nothing


def test_mm1() -> None:
    result = run(queue(0.7, exponential(1.0)))
    assert_wait(result, 0.7 / 0.3)
    assert result.roles[0].utilisation.contains(0.7)
    assert result.cycle is not None
    assert result.cycle.mean.contains(1 / 0.3)
    for estimate, quantile in ((result.cycle.p50, 0.5), (result.cycle.p90, 0.9), (result.cycle.p95, 0.95)):
        assert estimate.contains(-math.log(1 - quantile) / 0.3)  # the time in M/M/1 is exponential


def test_mmc() -> None:
    result = run(queue(2.55, exponential(1.0), holders=3))
    assert_wait(result, 1.6231)
    assert result.roles[0].utilisation.contains(0.85)


def test_mg1_with_lognormal_work() -> None:
    assert_wait(run(queue(0.7, lognormal(1.0, math.sqrt(math.exp(0.64) - 1)))), 2.2126)


def test_md1() -> None:
    assert_wait(run(queue(0.8, constant(1.0))), oracles.mg1_wait(0.8, 1.0, 0.0))


def test_a_share_of_the_time_stretches_the_work() -> None:
    builder = LayoutBuilder()
    role = builder.role(holders=2, share=0.25)
    builder.decision(0.35, [Route(1, single([Hop(role, exponential(1.0))]))])
    result = run(builder.build())
    assert_wait(result, oracles.mmc_wait(0.35, 0.25, 2))
    assert result.roles[role].utilisation.contains(0.7)


def test_mmn_with_a_deadline_on_the_wait() -> None:
    """Those who wait in vain move to a role above; the queue below is M/M/n with deterministic patience."""
    builder = LayoutBuilder()
    below, above = builder.role(3), builder.role(50)
    chain = [
        Hop(below, exponential(1.0), deadline=1.5, binds=UNTIL_TAKEN_UP),
        Hop(above, exponential(1.0)),
    ]
    builder.decision(2.55, [Route(1, single(chain))])
    result = run(builder.build())
    timed_out, waits = oracles.patient_until(2.55, 1.0, 3, 1.5)
    assert result.causes["time_out"].contains(timed_out)
    assert_wait(result, waits)
    assert result.causes["exception"].mean == 0.0


def test_priorities() -> None:
    builder = LayoutBuilder()
    role = builder.role()
    stages = single([Hop(role, exponential(1.0))])
    builder.decision(0.3, [Route(1, stages, lane=0)])
    builder.decision(0.5, [Route(1, stages, lane=1)])
    result = run(builder.build())
    for found, expected in zip(result.decisions, oracles.priority_waits((0.3, 0.5), 1.0, 1.0), strict=True):
        assert found.cycle is not None
        assert found.cycle.mean.contains(expected + 1.0)


def test_both_of_two_in_parallel() -> None:
    result = run(side_by_side((exponential(1.0), exponential(1.0)), None, 0.6))
    assert result.cycle is not None
    assert result.cycle.mean.contains(oracles.fork_join_two(0.6, 1.0))


def test_tandem_stages_are_a_jackson_network() -> None:
    builder = LayoutBuilder()
    roles = [builder.role(1), builder.role(2)]
    stages = sum((single([Hop(role, exponential(hours))]) for role, hours in zip(roles, (1.0, 1.5), strict=True)), ())
    builder.decision(0.6, [Route(1, stages)])
    result = run(builder.build())
    expected = oracles.jackson_time(
        np.array([0.6, 0.0]), np.array([[0.0, 1.0], [0.0, 0.0]]), np.array([1.0, 1 / 1.5]), (1, 2)
    )
    assert result.cycle is not None
    assert result.cycle.mean.contains(expected)


def test_escalations_are_the_hops_of_an_absorbing_chain() -> None:
    """Three roles in two crossing chains; role 2 is on top of one and in the middle of the other."""
    builder = LayoutBuilder()
    roles = [builder.role(4) for _ in range(4)]
    up = {0: (2, 0.3), 1: (2, 0.5), 2: (3, 0.4)}
    passes = np.zeros((4, 4))
    for role, (above, probability) in up.items():
        passes[role, above] = probability

    def chain(role: int) -> list[Hop]:
        above, probability = up.get(role, (None, 0.0))
        rest = [] if above is None else chain(above)
        return [Hop(roles[role], exponential(0.5), probability), *rest]

    builder.decision(1.0, [Route(1, single(chain(0)))])
    builder.decision(0.5, [Route(1, single(chain(1)))])
    result = run(builder.build())
    start = np.array([2 / 3, 1 / 3, 0.0, 0.0])
    assert result.escalations.contains(oracles.mean_hops(start, passes))
    asked = oracles.traffic(1.5 * start, passes) * 0.5 * 40
    assert [load.hours_asked for load in result.loads] == pytest.approx(list(asked))
    for found, load in zip(result.roles, result.loads, strict=True):
        assert found.utilisation.contains(load.ratio)


def test_littles_law_as_an_integral() -> None:
    """The areas under the curves of all roles are the time that cases spent there; exact, but for rounding."""
    builder = LayoutBuilder()
    roles = [builder.role(3), builder.role(1)]
    chain = [Hop(roles[0], exponential(1.0), 0.2, deadline=2.0), Hop(roles[1], lognormal(0.5, 2.0))]
    builder.decision(2.55, [Route(1, single(chain)), Route(0.1, (), answer=GAP)])
    world = world_of(builder.build(), cases=20_000)
    accounts, run, cases = array_of(world.accounts), array_of(world.run)[0], ended(world)
    areas = accounts["busy_to"] - accounts["busy_from"] + accounts["wait_to"] - accounts["wait_from"]
    start, end = float(run["window_from"]), float(run["window_to"])
    present = oracles.number_present(cases["arrived"], cases["ended"], start, end)
    assert areas.sum() / (end - start) == pytest.approx(present, rel=1e-9)


def test_littles_law() -> None:
    result = run(queue(2.55, exponential(1.0), holders=3), cases=200_000, replications=4)
    role = result.roles[0]
    assert role.wait is not None
    waiting = role.entered.mean / 520 * role.wait.mean
    assert role.waiting.mean == pytest.approx(waiting, rel=0.01)

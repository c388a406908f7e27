"""What happens to cases, on models small enough to follow by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from models.simulation.arrays import array_of
from models.simulation.kernel.counts import BY_ROLE, BY_SILENCE, REJECTED, UNDECIDED
from models.simulation.kernel.prepared import prepare
from models.simulation.kernel.world import World
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import APPROVE, CONFLICT, GAP, NO_LEVEL, REJECT, UNTIL_TAKEN_UP, Layout
from models.simulation.model.pieces import Hop, Join, Route, Stages, Step, constant, exponential, single
from models.simulation.results.replication import run_world
from tests.models.simulation.models_of_queues import cycle_times, ended, queue, run, side_by_side

RARE = 1e-6
"""Cases an hour: so few that each finds everybody idle."""


def world_of(layout: Layout, cases: int = 200, room: int = 1024, seed: int = 3) -> World:
    return run_world(
        layout,
        prepare(layout),
        seed=seed,
        replication=0,
        warm_up=0,
        cases=cases,
        cancel=np.zeros(1, dtype=np.uint8),
        progress=np.zeros(1, dtype=np.int64),
        room=room,
    )


def one_decision(stages_of: object, rate: float = RARE) -> Layout:
    builder = LayoutBuilder()
    stages: Stages = stages_of(builder)  # type: ignore[operator]
    builder.decision(rate, [Route(1, stages)])
    return builder.build()


def cycles(world: World) -> set[float]:
    return {round(float(value), 3) for value in cycle_times(world)}


def outcomes(world: World) -> set[int]:
    return set(ended(world)["outcome"].tolist())


def counted(world: World, hop: int, name: str) -> int:
    return int(array_of(world.hop_tally)[name][hop])


def test_stages_follow_each_other_and_steps_run_side_by_side() -> None:
    def stages(builder: LayoutBuilder) -> Stages:
        a, b, c = (builder.role(level=level) for level in (0, 1, 2))
        both = Join((Step((Hop(a, constant(2)),), False), Step((Hop(b, constant(5)),), False)))
        return (both, *single([Hop(c, constant(1))]))

    world = world_of(one_decision(stages))
    assert cycles(world) == {6.0}
    assert set(ended(world)["level"].tolist()) == {2}


def test_any_of_two_takes_the_first_and_withdraws_the_other() -> None:
    world = world_of(side_by_side((constant(2), constant(5)), 1, RARE))
    assert cycles(world) == {2.0}
    assert counted(world, 0, "finished") == 200
    assert counted(world, 1, "finished") == 0
    accounts = array_of(world.accounts)
    worked = accounts["busy_to"] - accounts["busy_from"]
    assert worked[1] == pytest.approx(200 * 2)  # dropped at the moment it was no longer needed


def test_two_of_three() -> None:
    assert cycles(world_of(side_by_side((constant(2), constant(5), constant(3)), 2, RARE))) == {3.0}


def test_joins_nest() -> None:
    """A and (B or C): B alone takes 4, C alone 6, A takes 5."""

    def stages(builder: LayoutBuilder) -> Stages:
        a, b, c = (Step((Hop(builder.role(), constant(hours)),)) for hours in (5, 4, 6))
        return (Join((a, Join((b, c), 1))),)

    world = world_of(one_decision(stages))
    assert cycles(world) == {5.0}
    assert counted(world, 2, "finished") == 0


def test_an_inner_join_that_is_done_lets_the_outer_withdraw_the_rest() -> None:
    """(A and B) or C: C takes 9, both of A and B are done after 4."""

    def stages(builder: LayoutBuilder) -> Stages:
        a, b, c = (Step((Hop(builder.role(), constant(hours)),)) for hours in (3, 4, 9))
        return (Join((Join((a, b)), c), 1),)

    assert cycles(world_of(one_decision(stages))) == {4.0}


def chain(builder: LayoutBuilder, **hop: float) -> Stages:
    below, above = builder.role(level=0), builder.role(level=1)
    first = Hop(below, constant(8), **hop)  # type: ignore[arg-type]
    return single([first, Hop(above, constant(2))])


def test_an_exception_moves_up_and_the_higher_level_decides() -> None:
    world = world_of(one_decision(lambda builder: chain(builder, exception=1.0)))
    assert cycles(world) == {10.0}
    assert set(ended(world)["level"].tolist()) == {1}
    assert set(ended(world)["moves"].tolist()) == {1}
    assert counted(world, 0, "exceptions") == 200


def test_at_the_end_of_the_chain_an_exception_is_decided_and_counted() -> None:
    world = world_of(queue(RARE, constant(3), exception=1.0))
    assert cycles(world) == {3.0}
    assert outcomes(world) == {BY_ROLE}
    assert counted(world, 0, "exceptions_at_top") == 200


def test_a_deadline_takes_unfinished_work_up() -> None:
    world = world_of(one_decision(lambda builder: chain(builder, deadline=5.0)))
    assert cycles(world) == {7.0}
    assert counted(world, 0, "timeouts") == 200


def test_work_that_ends_at_the_deadline_is_in_time() -> None:
    world = world_of(one_decision(lambda builder: chain(builder, deadline=8.0)))
    assert cycles(world) == {8.0}
    assert counted(world, 0, "timeouts") == 0


def test_a_deadline_on_the_wait_leaves_work_in_hand_alone() -> None:
    world = world_of(one_decision(lambda builder: chain(builder, deadline=5.0, binds=UNTIL_TAKEN_UP)))
    assert cycles(world) == {8.0}


def test_silence_is_consent() -> None:
    world = world_of(queue(RARE, constant(8), deadline=5.0, outcome=APPROVE))
    assert cycles(world) == {5.0}
    assert outcomes(world) == {BY_SILENCE}
    assert set(ended(world)["level"].tolist()) == {NO_LEVEL}


def test_a_deadline_that_rejects_ends_the_case_and_all_its_work() -> None:
    def stages(builder: LayoutBuilder) -> Stages:
        strict = Step((Hop(builder.role(), constant(9), deadline=4.0, outcome=REJECT),))
        other = Step((Hop(builder.role(), constant(50)),))
        return (Join((strict, other)), *single([Hop(builder.role(), constant(1))]))

    world = world_of(one_decision(stages))
    assert cycles(world) == {4.0}
    assert outcomes(world) == {REJECTED}
    assert counted(world, 2, "entered") == 0


def test_a_deadline_at_the_end_of_the_chain_leaves_the_case_there() -> None:
    world = world_of(queue(RARE, constant(8), deadline=5.0))
    assert cycles(world) == {8.0}
    assert counted(world, 0, "timeouts_at_top") == 200


def test_a_deadline_in_the_queue_by_hand() -> None:
    """Work of 8 hours each, cases about 1 hour apart, 5 hours' patience: what waits 5 hours goes up, at 5 + 2."""
    layout = one_decision(lambda builder: chain(builder, deadline=5.0, binds=UNTIL_TAKEN_UP), rate=1.0)
    world = world_of(layout, cases=20)
    tally = ended(world)
    free_below = above = -math.inf
    for case in tally:
        start = max(case["arrived"], free_below)
        if start - case["arrived"] <= 5.0:
            free_below = start + 8.0
            expected = free_below
        else:
            above = max(case["arrived"] + 5.0, above) + 2.0
            expected = above
        assert case["ended"] == pytest.approx(expected)
    assert 0 < counted(world, 0, "timeouts") < 20


def test_cases_without_an_answer_are_counted_and_never_hidden() -> None:
    builder = LayoutBuilder()
    role = builder.role()
    builder.decision(
        1.0, [Route(6, single([Hop(role, exponential(0.2))])), Route(3, (), answer=GAP), Route(1, (), answer=CONFLICT)]
    )
    result = run(builder.build(), cases=5_000)
    assert result.outcomes.undecided.contains(0.4)
    assert result.outcomes.by_role.contains(0.6)
    assert result.decisions[0].undecided is not None
    assert result.decisions[0].undecided.contains(0.4)
    assert result.cycle is not None


def test_where_nobody_decides_anything_there_is_no_cycle_time() -> None:
    builder = LayoutBuilder()
    builder.role()
    builder.decision(1.0, [Route(1, (), answer=GAP)])
    result = run(builder.build(), cases=1_000, replications=2, warm_up="mser-5")
    assert result.cycle is None
    assert result.outcomes.undecided.mean == 1.0
    assert outcomes(world_of(builder.build())) == {UNDECIDED}


def test_shares_by_level_hop_and_value() -> None:
    builder = LayoutBuilder()
    low, high = builder.role(level=0), builder.role(level=1)
    small = single([Hop(low, exponential(0.1), 0.25), Hop(high, exponential(0.1))])
    builder.decision(1.0, [Route(9, small, value=10.0), Route(1, single([Hop(high, exponential(0.1))]), value=910.0)])
    result = run(builder.build(), cases=20_000, seed=8)
    assert result.levels[0].contains(0.9 * 0.75)
    assert result.levels[1].contains(0.9 * 0.25 + 0.1)
    assert result.hops[0].decided.contains(0.9 * 0.75 + 0.1)
    assert result.hops[1].decided.contains(0.9 * 0.25)
    lowest = result.level_values[0]
    assert lowest is not None
    assert lowest.contains(0.9 * 0.75 * 10 / (0.9 * 10 + 0.1 * 910))

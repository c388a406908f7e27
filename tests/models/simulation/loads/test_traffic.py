"""Loads before a run: flows of cases, hours that holders share between roles, and who cannot keep up."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.simulation.loads.passes import passes
from models.simulation.loads.sharing import best_split
from models.simulation.loads.traffic import Load, loads
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import APPROVE, DAYS, ESCALATE, REJECT, Layout
from models.simulation.model.pieces import Hop, Join, Route, Step, constant, single, weekly
from models.simulation.oracles import mean_hops, traffic
from tests.models.simulation.models_of_queues import run

HOUR = constant(1.0)


def one_decision(builder: LayoutBuilder, *stages: Join, rate: float = 0.1, start: int = 0) -> Layout:
    builder.decision(rate, [Route(1, stages, start=start)])
    return builder.build()


def asked(layout: Layout, rate: float = 0.1) -> list[float]:
    """How often a case comes to each role for work."""
    return [load.hours_asked / (rate * layout.hours_a_week) for load in loads(layout)]


chances = st.floats(0, 0.9)


@given(st.lists(st.tuples(chances, chances), min_size=1, max_size=4))
def test_escalation_in_a_step_is_an_absorbing_chain(levels: list[tuple[float, float]]) -> None:
    builder = LayoutBuilder()
    roles = [builder.role() for _ in (*levels, None)]
    top = len(levels)
    hops = [
        Hop(role, HOUR, exception=exception, disagreement=disagreement, above=at + 1, settles=top)
        for at, (role, (exception, disagreement)) in enumerate(zip(roles, levels, strict=False))
    ]
    layout = one_decision(builder, *single([*hops, Hop(roles[-1], HOUR)]))
    passes = np.zeros((top + 1, top + 1))
    for at, (exception, disagreement) in enumerate(levels):
        passes[at, at + 1] += exception
        passes[at, top] += (1 - exception) * disagreement
    start = np.eye(top + 1)[0]
    assert asked(layout) == pytest.approx(traffic(start, passes).tolist())
    assert sum(asked(layout)) - 1 == pytest.approx(mean_hops(start, passes))


def test_a_case_above_the_limit_always_goes_on() -> None:
    builder = LayoutBuilder()
    one, other = builder.role(), builder.role()
    layout = one_decision(builder, *single([Hop(one, HOUR, limit=True, disagreement=0.5), Hop(other, HOUR)]))
    assert asked(layout) == pytest.approx([1, 1])


def test_with_nobody_next_a_case_stays() -> None:
    builder = LayoutBuilder()
    layout = one_decision(builder, *single([Hop(builder.role(), HOUR, exception=0.5, disagreement=0.5)]))
    assert asked(layout) == pytest.approx([1])


def test_a_case_that_is_sent_back_passes_all_stages_again_as_in_a_network_with_feedback() -> None:
    builder = LayoutBuilder()
    first, second = builder.role(), builder.role()
    layout = one_decision(builder, *single([Hop(first, HOUR)]), *single([Hop(second, HOUR, rework=0.25, refusal=0.1)]))
    passes = np.array([[0, 1], [0.25, 0]])
    assert asked(layout) == pytest.approx(traffic(np.array([1.0, 0.0]), passes).tolist())


def test_a_revision_is_only_for_what_was_sent_back() -> None:
    builder = LayoutBuilder()
    reviser, one, other = (builder.role() for _ in range(3))
    stages = (
        *single([Hop(reviser, HOUR)], decides=False),
        *single([Hop(one, HOUR, rework=0.2)]),
        *single([Hop(other, HOUR, rework=0.5, refusal=0.25)]),
    )
    layout = one_decision(builder, *stages, start=1)
    passes = np.array([[0, 1, 0], [0.2, 0, 0.8], [0.5, 0, 0]])
    assert asked(layout) == pytest.approx(traffic(np.array([0.0, 1.0, 0.0]), passes).tolist())


def test_what_is_always_sent_back_never_ends() -> None:
    builder = LayoutBuilder()
    layout = one_decision(builder, *single([Hop(builder.role(), HOUR, rework=1.0)]))
    (load,) = loads(layout)
    assert load.hours_asked == math.inf
    assert load.overloaded


def test_side_by_side_each_has_all_and_any_bad_end_is_the_end() -> None:
    builder = LayoutBuilder()
    one, other, last = (builder.role() for _ in range(3))
    beside = Join((Step((Hop(one, HOUR, refusal=0.2),)), Step((Hop(other, HOUR, refusal=0.5),))))
    layout = one_decision(builder, beside, *single([Hop(last, HOUR)]))
    assert asked(layout) == pytest.approx([1, 1, 0.4])
    assert [load.hours_that_stay > 0 for load in loads(layout)] == [False, False, True]


@pytest.mark.parametrize(
    ("outcome", "stays"),
    [(APPROVE, [False, False, True]), (REJECT, [False, False, False]), (ESCALATE, [False, True, True])],
)
def test_what_a_deadline_may_take_away_is_told_apart(outcome: int, stays: list[bool]) -> None:
    builder = LayoutBuilder()
    one, above, last = (builder.role() for _ in range(3))
    hops = [Hop(one, HOUR, exception=0.5, deadline=8, outcome=outcome), Hop(above, HOUR)]
    layout = one_decision(builder, *single(hops), *single([Hop(last, HOUR)]))
    assert asked(layout) == pytest.approx([1, 0.5, 1])
    assert [load.hours_that_stay > 0 for load in loads(layout)] == stays


def test_a_deadline_with_nobody_next_takes_nothing_away() -> None:
    builder = LayoutBuilder()
    layout = one_decision(builder, *single([Hop(builder.role(), HOUR, deadline=8)]))
    (load,) = loads(layout)
    assert load.hours_that_stay == load.hours_asked > 0


def test_on_days_of_absence_work_goes_to_whoever_stands_in() -> None:
    builder = LayoutBuilder()
    builder.office = builder.calendar(weekly((8, 8, 8, 8, 8, 0, 0)))
    mondays = builder.mask([day % 7 == 0 for day in range(DAYS)])
    away, deputy = builder.role(absent=mondays), builder.role()
    hops = [Hop(away, HOUR, above=None, settles=None, late=None, stands_in=1), Hop(deputy, HOUR)]
    assert asked(one_decision(builder, *single(hops))) == pytest.approx([0.8, 0.2])


def test_hours_by_calendar_share_and_holders() -> None:
    builder = LayoutBuilder()
    builder.office = builder.calendar(weekly((8, 8, 8, 8, 8, 0, 0)))
    half = builder.calendar(weekly((4, 4, 4, 4, 0, 0, 0)))
    roles = [builder.role(2, 0.5, calendar=half), builder.role(calendar=builder.office), builder.role()]
    layout = one_decision(builder, *(stage for role in roles for stage in single([Hop(role, HOUR)])))
    assert [load.hours_available for load in loads(layout)] == pytest.approx([16, 40, 168])


def test_where_an_hour_is_one_of_working_time_a_week_has_forty() -> None:
    builder = LayoutBuilder()
    layout = one_decision(builder, *single([Hop(builder.role(3), HOUR)]))
    (load,) = loads(layout)
    assert (load.hours_asked, load.hours_available) == pytest.approx((4, 120))


def shared(*requests: tuple[float, tuple[int, ...]], pools: int, masked: tuple[int, int] | None = None) -> Layout:
    """Roles that ask for so many hours a week of pools of one holder with forty hours each."""
    builder = LayoutBuilder()
    roles = [builder.role(own_pool=False) for _ in requests]
    mondays = builder.mask([day % 7 == 0 for day in range(DAYS)])
    for pool in range(pools):
        served = [
            (role, mondays if (pool, role) == masked else None)
            for role, (_, of) in zip(roles, requests, strict=True)
            if pool in of
        ]
        builder.pool(served)
    for role, (hours, _) in zip(roles, requests, strict=True):
        builder.decision(hours / 40, [Route(1, single([Hop(role, HOUR)]))])
    return builder.build()


def test_the_best_split_gives_each_role_what_keeps_the_fullest_as_free_as_can_be() -> None:
    layout = shared((30, (0, 1)), (30, (1,)), (10, (0,)), pools=2)
    found = loads(layout)
    assert [load.ratio for load in found] == pytest.approx([70 / 80] * 3)
    assert [load.with_roles for load in found] == [(1, 2), (0, 2), (0, 1)]
    assert not any(load.overloaded for load in found)


def test_the_roles_that_ask_for_too_much_together_are_named() -> None:
    layout = shared((30, (0,)), (30, (0, 1)), (38, (1,)), (5, (2,)), (1, (2, 3)), pools=4)
    found = loads(layout)
    assert [load.overloaded for load in found] == [True, True, True, False, False]
    assert found[0].with_roles == (1, 2)
    assert found[4].ratio < found[3].ratio < 1


def test_roles_without_a_holder_in_common_are_not_named_together() -> None:
    """Also where both pairs are as full as each other."""
    found = loads(shared((30, (0,)), (30, (0,)), (30, (1,)), (30, (1,)), pools=2))
    assert [load.with_roles for load in found] == [(1,), (0,), (3,), (2,)]


def test_what_may_be_relieved_does_not_make_a_pool_overloaded() -> None:
    builder = LayoutBuilder()
    one, other = builder.role(own_pool=False), builder.role(own_pool=False)
    builder.pool([one, other])
    for role, hours, outcome in ((one, 60, APPROVE), (other, 20, ESCALATE)):
        builder.decision(hours / 40, [Route(1, single([Hop(role, HOUR, deadline=4, outcome=outcome)]))])
    found = loads(builder.build())
    assert [load.ratio for load in found] == pytest.approx([2, 2])
    assert not any(load.overloaded for load in found)


def test_a_role_that_nobody_asks_is_idle_and_one_without_holders_is_too_full() -> None:
    assert Load(0, 0.0, 0.0, 0.0).ratio == 0
    assert not Load(0, 0.0, 0.0, 0.0).overloaded
    assert Load(0, 1.0, 1.0, 0.0).ratio == math.inf
    assert Load(0, 1.0, 1.0, 0.0).overloaded


def test_a_pool_gives_a_role_no_more_than_on_the_days_on_which_it_acts_there() -> None:
    layout = shared((4, (0, 1)), (20, (0,)), (38, (1,)), pools=2, masked=(1, 0))
    # without the mask the first role would have its four hours from either
    assert sum(load.hours_available for load in loads(layout)) == pytest.approx(80)
    assert loads(layout)[0].ratio < 0.7


networks = st.integers(1, 5).flatmap(
    lambda roles: st.integers(1, 5).flatmap(
        lambda pools: st.tuples(
            st.lists(st.floats(0.1, 10), min_size=roles, max_size=roles),
            st.lists(st.floats(0, 10), min_size=pools, max_size=pools),
            st.lists(st.tuples(st.integers(0, pools - 1), st.integers(0, roles - 1), st.floats(0, 10)), max_size=12),
        )
    )
)


@given(networks)
def test_the_split_is_that_of_a_linear_programme(
    network: tuple[list[float], list[float], list[tuple[int, int, float]]],
) -> None:
    """The fullest role gets the factor that maximises t with Σ given = t · asked, within pools and pairs."""
    from scipy.optimize import linprog

    wanted, pools, found = network
    pairs = {(pool, role): hours for pool, role, hours in found}
    split = best_split(dict(enumerate(wanted)), pools, pairs)
    assert set(split) == set(range(len(wanted)))
    keys = list(pairs)
    cost = np.zeros(len(keys) + 1)
    cost[-1] = -1
    balance = np.zeros((len(wanted), len(keys) + 1))
    within = np.zeros((len(pools), len(keys) + 1))
    for at, (pool, role) in enumerate(keys):
        balance[role, at] = 1
        within[pool, at] = 1
    balance[:, -1] = [-hours for hours in wanted]
    bounds = [(0, pairs[key]) for key in keys] + [(0, None)]
    best = linprog(cost, within, pools, balance, np.zeros(len(wanted)), bounds)
    assert best.x is not None
    factor = float(best.x[-1])
    factors = [split[role].hours / hours for role, hours in enumerate(wanted)]
    assert min(factors) == pytest.approx(factor, abs=1e-6)
    assert sum(share.hours for share in split.values()) <= sum(pools) + 1e-6


def test_rates_by_hop() -> None:
    builder = LayoutBuilder()
    layout = one_decision(builder, *single([Hop(builder.role(), HOUR, exception=0.3), Hop(builder.role(), HOUR)]))
    assert passes(layout).arrive == pytest.approx([0.1, 0.03])


def test_a_run_uses_the_hours_that_were_asked() -> None:
    """Shared holders, a calendar, rework with a revision and escalation, without deadlines: the arithmetic is exact."""
    builder = LayoutBuilder()
    builder.office = builder.calendar(weekly((8, 8, 8, 8, 8, 0, 0)))
    one, other, reviser = (builder.role(own_pool=False) for _ in range(3))
    builder.pool([one, reviser], 2, 0.5, calendar=builder.office)
    builder.pool([one, other], calendar=builder.office)
    stages = (
        *single([Hop(reviser, constant(0.5))], decides=False),
        *single([Hop(one, HOUR, exception=0.3, rework=0.1), Hop(other, HOUR, rework=0.1, refusal=0.2)]),
    )
    layout = one_decision(builder, *stages, rate=0.2, start=1)
    found = run(layout, cases=20_000, replications=8)
    simulated = [
        role.utilisation.mean * load.hours_available for role, load in zip(found.roles, found.loads, strict=True)
    ]
    assert sum(simulated) == pytest.approx(sum(load.hours_asked for load in found.loads), rel=0.02)

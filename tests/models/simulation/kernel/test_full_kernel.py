"""What a model can have beside queues and chains, each followed by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from models.simulation import oracles
from models.simulation.arrays import array_of
from models.simulation.kernel.counts import BY_ROLE, BY_SILENCE, REFUSED
from models.simulation.kernel.prepared import is_plain
from models.simulation.kernel.world import World
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.calendars import open_hours
from models.simulation.model.layout import APPROVE, RANDOM, UNTIL_TAKEN_UP, Layout
from models.simulation.model.pieces import (
    Axis,
    Hop,
    Join,
    Part,
    Route,
    Step,
    constant,
    exponential,
    lognormal,
    single,
    weekly,
)
from tests.models.simulation.kernel.test_flow import RARE, counted, world_of
from tests.models.simulation.models_of_queues import cycle_times, ended, run
from tests.models.simulation.test_run import busy_model

WEEK = (8.0, 8.0, 8.0, 8.0, 8.0, 0.0, 0.0)
OFFICE = [float(9 <= hour % 24 < 17 and hour < 120) for hour in range(168)]


def listed(builder: LayoutBuilder, moments: list[float]) -> None:
    """All cases of decision 0 arrive at these moments."""
    builder.stream(listed=[(moment, 0) for moment in moments])


def ends(world: World) -> list[float]:
    return [round(float(moment), 6) for moment in ended(world)["ended"]]


def test_the_full_kernel_does_all_that_the_plain_one_does() -> None:
    plain = busy_model()
    full = replace(plain, role_cost=np.ones(plain.roles))
    assert is_plain(plain)
    assert not is_plain(full)
    ours, theirs = world_of(plain, cases=5_000), world_of(full, cases=5_000)
    assert ended(ours).tolist() == ended(theirs).tolist()
    for name in ("entered", "finished", "exceptions", "timeouts", "waited"):
        assert (array_of(ours.hop_tally)[name] == array_of(theirs.hop_tally)[name]).all()


def test_work_waits_for_the_office_to_open_and_stops_when_it_closes() -> None:
    builder = LayoutBuilder()
    office = builder.calendar(weekly(WEEK))
    role = builder.role(calendar=office)
    listed(builder, [10.0, 24 + 16.0, 4 * 24 + 16.5, 5 * 24 + 12.0])
    builder.decision(1.0, [Route(1, single([Hop(role, constant(2.0))]))])
    world = world_of(builder.build(), cases=4)
    # Monday 10:00 → 12:00; Tuesday 16:00 → Wednesday 10:00; Friday 16:30 → Monday 10:30; Saturday → Monday 12:30
    assert ends(world) == [12.0, 48 + 10.0, 168 + 10.5, 168 + 12.5]


def test_an_urgent_case_that_comes_by_night_goes_before_one_that_came_earlier() -> None:
    builder = LayoutBuilder()
    role = builder.role(calendar=builder.calendar(weekly(WEEK)))
    builder.stream(listed=[(1.0, 0), (2.0, 1)])
    stages = single([Hop(role, constant(1.0))])
    builder.decision(1.0, [Route(1, stages, lane=1)])
    builder.decision(1.0, [Route(1, stages, lane=0)])
    assert ends(world_of(builder.build(), cases=2)) == [11.0, 10.0]


def test_a_share_of_the_day_stretches_work_over_several() -> None:
    builder = LayoutBuilder()
    role = builder.role(share=0.25, calendar=builder.calendar(weekly(WEEK)))
    listed(builder, [9.0])
    builder.decision(1.0, [Route(1, single([Hop(role, constant(3.0))]))])
    assert ends(world_of(builder.build(), cases=1)) == [24 + 13.0]


def test_one_person_with_two_roles_does_one_thing_at_a_time() -> None:
    builder = LayoutBuilder()
    roles = [builder.role(own_pool=False) for _ in range(2)]
    builder.pool(roles)
    listed_pairs = [(0.0, 0), (0.5, 1), (0.6, 0)]
    builder.stream(listed=listed_pairs)
    for role in roles:
        builder.decision(1.0, [Route(1, single([Hop(role, constant(2.0))]))])
    world = world_of(builder.build(), cases=3)
    assert ends(world) == [2.0, 4.0, 6.0]  # in the order in which they came, whichever role they are for


def test_a_shared_pool_is_one_queue() -> None:
    """Two roles with the same two holders are M/M/2 together."""
    builder = LayoutBuilder()
    roles = [builder.role(own_pool=False) for _ in range(2)]
    builder.pool(roles, 2)
    for role, rate in zip(roles, (0.9, 0.6), strict=True):
        builder.decision(rate, [Route(1, single([Hop(role, exponential(1.0))]))])
    result = run(builder.build(), cases=30_000)
    wait = oracles.mmc_wait(1.5, 1.0, 2)
    for found in result.roles:
        assert found.wait is not None
        assert found.wait.low <= wait <= found.wait.high
        assert found.utilisation.contains(0.75)


def test_a_deputy_does_the_work_on_the_days_of_an_absence() -> None:
    builder = LayoutBuilder()
    away = [day == 0 for day in range(364)]
    weeks = weekly(WEEK)
    absent = builder.calendar(replace(weeks, hours=(0.0, *weeks.hours[1:])))
    role = builder.role(own_pool=False)
    builder.pool([role], calendar=absent)
    other = builder.role(calendar=builder.calendar(weeks))
    builder.pool([(role, builder.mask(away))], share=0.5, calendar=builder.calendar(weeks))
    listed(builder, [9.0, 24 + 9.0])
    builder.decision(1.0, [Route(1, single([Hop(role, constant(1.0))]))])
    builder.decision(0.0, [Route(1, single([Hop(other, constant(1.0))]))])
    assert ends(world_of(builder.build(), cases=2)) == [11.0, 24 + 10.0]


def test_while_a_role_is_absent_its_cases_go_to_whom_a_link_names() -> None:
    builder = LayoutBuilder()
    away = builder.mask([day == 0 for day in range(364)])
    weeks = weekly(WEEK)
    role = builder.role(calendar=builder.calendar(replace(weeks, hours=(0.0, *weeks.hours[1:]))), absent=away)
    other = builder.role(level=1, calendar=builder.calendar(weeks))
    hops = [Hop(role, constant(1.0), stands_in=1), Hop(other, constant(3.0))]
    listed(builder, [9.0, 24 + 9.0])
    builder.decision(1.0, [Route(1, single(hops))])
    world = world_of(builder.build(), cases=2)
    assert ends(world) == [12.0, 24 + 10.0]
    assert counted(world, 0, "absences") == 1
    assert ended(world)["level"].tolist() == [1, 0]


def test_a_case_that_is_sent_back_is_revised_and_starts_again() -> None:
    builder = LayoutBuilder()
    lead, author = builder.role(), builder.role()
    stages = (*single([Hop(author, constant(5.0))], decides=False), *single([Hop(lead, constant(1.0), rework=0.4)]))
    builder.decision(RARE, [Route(1, stages, start=1)])
    world = world_of(builder.build(), cases=4_000)
    rounds = ended(world)["rounds"]
    assert cycle_times(world) == pytest.approx(1.0 + 6.0 * rounds, abs=1e-3)
    assert rounds.mean() == pytest.approx(0.4 / 0.6, abs=0.06)
    assert counted(world, 1, "returns") == rounds.sum()


def test_feedback_is_a_jackson_network() -> None:
    builder = LayoutBuilder()
    role = builder.role()
    builder.decision(0.5, [Route(1, single([Hop(role, exponential(1.0), rework=0.25)]))])
    result = run(builder.build(), cases=40_000)
    expected = oracles.jackson_time(np.array([0.5]), np.array([[0.25]]), np.array([1.0]), (1,))
    assert result.cycle is not None
    assert result.cycle.mean.contains(expected)
    assert result.sent_back.contains(1 / 3)
    assert result.roles[0].utilisation.contains(0.5 / 0.75)


def test_being_refused_ends_a_case_and_all_its_work() -> None:
    builder = LayoutBuilder()
    strict = Step((Hop(builder.role(level=2), constant(4.0), refusal=1.0),))
    other = Step((Hop(builder.role(), constant(50.0)),))
    stages = (Join((strict, other)), *single([Hop(builder.role(), constant(1.0))]))
    builder.decision(RARE, [Route(1, stages)])
    world = world_of(builder.build())
    assert cycle_times(world) == pytest.approx(4.0)
    assert set(ended(world)["outcome"].tolist()) == {REFUSED}
    assert set(ended(world)["level"].tolist()) == {2}
    assert counted(world, 2, "entered") == 0


def test_a_disagreement_goes_to_whom_settles_it_and_an_exception_above() -> None:
    builder = LayoutBuilder()
    lead, referee, chief = (builder.role(level=level) for level in range(3))
    hops = [
        Hop(lead, constant(1.0), 0.25, disagreement=0.5, settles=1, above=2),
        Hop(referee, constant(10.0)),
        Hop(chief, constant(100.0)),
    ]
    builder.decision(RARE, [Route(1, single(hops))])
    world = world_of(builder.build(), cases=4_000)
    times = np.round(cycle_times(world)).astype(int)
    assert set(times.tolist()) == {1, 11, 101}
    assert (times == 101).mean() == pytest.approx(0.25, abs=0.03)
    assert (times == 11).mean() == pytest.approx(0.75 * 0.5, abs=0.03)
    assert counted(world, 0, "disagreements") == (times == 11).sum()


def test_a_case_above_the_limit_of_a_role_always_moves_on() -> None:
    builder = LayoutBuilder()
    lead, head = builder.role(), builder.role(level=1)
    builder.decision(RARE, [Route(1, single([Hop(lead, constant(1.0), limit=True), Hop(head, constant(2.0))]))])
    world = world_of(builder.build())
    assert cycle_times(world) == pytest.approx(3.0)
    assert counted(world, 0, "limits") == 200
    assert counted(world, 0, "exceptions") == 0


def test_random_patience_is_erlang_a() -> None:
    builder = LayoutBuilder()
    below, above = builder.role(3), builder.role(50)
    hops = [
        Hop(below, exponential(1.0), deadline=2.0, patience=RANDOM, binds=UNTIL_TAKEN_UP),
        Hop(above, exponential(1.0)),
    ]
    builder.decision(2.55, [Route(1, single(hops))])
    result = run(builder.build(), cases=30_000)
    # The stationary chain of M/M/3+M, cut where it hardly ever is.
    rates = np.array([min(n, 3) * 1.0 + max(n - 3, 0) / 2.0 for n in range(1, 200)])
    weights = np.concatenate([[1.0], np.cumprod(2.55 / rates)])
    waiting = (weights / weights.sum() * np.maximum(np.arange(200) - 3, 0)).sum()
    assert result.causes["time_out"].contains(waiting / 2.0 / 2.55)
    assert result.roles[below].waiting.contains(waiting)


def test_calendars_are_a_change_of_time() -> None:
    """Three who work office hours, for cases that come in office hours, are M/M/3 by the office clock."""
    builder = LayoutBuilder()
    office = builder.office = builder.calendar(weekly(WEEK))
    builder.stream(profile=builder.profile(OFFICE))
    role = builder.role(3, calendar=office)
    builder.decision(2.55 * 40 / 168, [Route(1, single([Hop(role, exponential(1.0))]))])
    result = run(builder.build())
    found = result.roles[role].wait_working
    assert found is not None
    assert found.low <= oracles.mmc_wait(2.55, 1.0, 3) <= found.high
    assert result.roles[role].utilisation.contains(0.85)
    assert result.working is not None
    assert result.cycle is not None
    assert result.cycle.mean.mean > 3 * result.working.mean.mean


def test_random_cases_follow_the_profile_of_the_week() -> None:
    builder = LayoutBuilder()
    weights = [1.0 + (hour % 24 == 10) * 5.0 for hour in range(168)]
    builder.stream(profile=builder.profile(weights))
    role = builder.role(1000)
    builder.decision(2.0, [Route(1, single([Hop(role, constant(0.0), refusal=0.0, disagreement=0.0)]))])
    world = world_of(builder.build(), cases=40_000)
    hours = np.floor(ended(world)["arrived"] % 24).astype(int)
    found = np.bincount(hours, minlength=24) / len(hours)
    assert found[10] == pytest.approx(6 / 29, abs=0.01)
    assert np.delete(found, 10) == pytest.approx(1 / 29, abs=0.005)
    assert 40_000 / ended(world)["arrived"][-1] == pytest.approx(2.0, rel=0.02)


def test_a_list_is_repeated_after_its_period_and_ends_without_one() -> None:
    builder = LayoutBuilder()
    builder.stream(listed=[(5.0, 0), (30.0, 0)], period=100.0)
    role = builder.role()
    builder.decision(0.02, [Route(1, single([Hop(role, constant(1.0))]))])
    assert ends(world_of(builder.build(), cases=5)) == [6.0, 31.0, 106.0, 131.0, 206.0]
    once = replace(builder.build(), stream_period=np.array([math.inf]))
    result = run(once, cases=1_000, replications=2, warm_up=0.0)
    assert result.settings.cases == 2
    assert result.cycle is not None
    assert result.cycle.mean.mean == pytest.approx(1.0)


def two_axes(low: float) -> Layout:
    """Cases with an amount and a flag: small ones to the lead, flagged large ones to the chief, others to the head."""
    builder = LayoutBuilder()
    roles = [builder.role(1000, level=level) for level in range(3)]
    routes = [Route(1, single([Hop(role, exponential(1.0), rework=1e-9)])) for role in roles]
    parts = (
        Part(3.0, (Axis(0, (low,)), Axis(1, (0.7,))), (0, 0, 1, 2), (10.0, 10.0, 100.0, 100.0)),
        Part(1.0, (), (2,), (1000.0,)),
    )
    builder.decision(1.0, routes, parts)
    return builder.build()


def test_parts_axes_and_cells_give_each_route_its_share() -> None:
    layout = two_axes(0.5)
    assert layout.route_weight.tolist() == pytest.approx([0.375, 0.75 * 0.35, 0.75 * 0.15 + 0.25])
    result = run(layout, cases=20_000)
    for found, weight in zip(result.levels, layout.route_weight, strict=True):
        assert found.mean == pytest.approx(float(weight), abs=0.005)


def test_moving_a_limit_moves_only_the_cases_between() -> None:
    before, after = (ended(world_of(two_axes(low), cases=5_000)) for low in (0.5, 0.6))
    moved = before["level"] != after["level"]
    assert (before["arrived"] == after["arrived"]).all()
    assert moved.mean() == pytest.approx(0.75 * 0.1, abs=0.01)
    assert set(after["level"][moved].tolist()) == {0}
    same = ~moved
    assert (before["ended"][same] == after["ended"][same]).all()


def test_paths_cost_and_exposure() -> None:
    builder = LayoutBuilder()
    lead, head = builder.role(5, cost=60.0), builder.role(5, level=1, cost=100.0)
    stages = single([Hop(lead, constant(0.5), 0.2), Hop(head, constant(1.0))])
    silent = single([Hop(head, constant(9.0), deadline=1.0, outcome=APPROVE)])
    routes = [Route(3, stages, value=10.0, required=1), Route(1, silent, value=70.0, required=1)]
    builder.decision(0.2, routes)
    result = run(builder.build(), cases=20_000)
    shares = {(path.route, path.moves, path.ending): path.share for path in result.paths}
    assert shares[0, (), "by_role"].contains(0.75 * 0.8)
    assert shares[0, ((0, "exception"),), "by_role"].contains(0.75 * 0.2)
    assert shares[1, (), "by_silence"].contains(0.25)
    assert len(shares) == 3
    assert result.exposure is not None
    assert result.exposure.cases.contains(0.75 * 0.8 + 0.25)
    assert result.exposure.value is not None
    assert result.exposure.value.contains((0.75 * 0.8 * 10 + 0.25 * 70) / (0.75 * 10 + 0.25 * 70))
    # A silent case occupies the head for its hour, or until the deadline if it waits in vain.
    assert result.cost.mean == pytest.approx(0.75 * (30 + 0.2 * 100) + 0.25 * 100, rel=0.02)
    assert result.outcomes.by_silence.contains(0.25)


def test_what_waits_is_seen_over_time() -> None:
    builder = LayoutBuilder()
    role = builder.role(cost=1.0)
    builder.decision(2.0, [Route(1, single([Hop(role, exponential(1.0))]))])
    result = run(builder.build(), cases=2_000, allow_overload=True, warm_up=0.0)
    backlog = result.backlog
    assert backlog.hours[-1] == pytest.approx(1_000.0)
    assert backlog.open[0] == 0.0
    assert backlog.open[-1] == pytest.approx(1_000, rel=0.1)  # two come an hour and one is done
    assert backlog.waiting[-2, role] == pytest.approx(backlog.open[-2] - 1, rel=0.01)


def test_open_hours_and_moments_are_inverse() -> None:
    builder = LayoutBuilder()
    hours = tuple(float(day % 5 != 3) * (1 + day % 7) for day in range(364))
    calendar = builder.calendar(replace(weekly(WEEK), hours=hours))
    role = builder.role(calendar=calendar)
    moments = np.sort(np.random.default_rng(3).uniform(0, 40_000, 300)).tolist()
    listed(builder, moments)
    builder.decision(1.0, [Route(1, single([Hop(role, lognormal(0.4, 1.0))]))])
    layout = builder.build()
    world = world_of(layout, cases=300)
    rows = ended(world)
    work = open_hours(layout, 0, rows["ended"]) - open_hours(layout, 0, np.maximum(rows["arrived"], 0))
    assert (work > 0).all()
    assert work.sum() >= array_of(world.accounts)["worked"][0] - 1e-6
    day = np.floor(rows["ended"] / 24).astype(int)
    within = rows["ended"] - day * 24 - 9.0
    assert (within > 0).all()
    assert (within <= np.array(hours)[day % 364] + 1e-9).all()
    assert set(rows["outcome"].tolist()) == {BY_ROLE}
    assert BY_SILENCE not in rows["outcome"]


def test_many_cases_take_no_more_memory_than_few_and_give_the_same_quantiles() -> None:
    builder = LayoutBuilder()
    role = builder.role()
    builder.decision(0.5, [Route(1, single([Hop(role, exponential(1.0))]))])
    result = run(builder.build(), cases=300_000, replications=3)
    assert result.cycle is not None
    for found, quantile in ((result.cycle.p50, 0.5), (result.cycle.p90, 0.9), (result.cycle.p95, 0.95)):
        assert found.mean == pytest.approx(-math.log(1 - quantile) / 0.5, rel=0.02)
    assert len(world_of(builder.build(), cases=300_000).finished) == 1 << 16


def test_replications_are_added_until_a_figure_is_known_well_enough() -> None:
    builder = LayoutBuilder()
    role = builder.role()
    builder.decision(0.7, [Route(1, single([Hop(role, exponential(1.0))]))])
    result = run(builder.build(), cases=4_000, replications=4, target=0.02, most_replications=400)
    assert result.cycle is not None
    assert result.replications > 4
    assert result.cycle.mean.half_width <= 0.02 * result.cycle.mean.mean
    stopped = run(builder.build(), cases=1_000, replications=4, target=0.0001, most_replications=9)
    assert stopped.replications == 9

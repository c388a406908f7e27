"""Models that a layout allows and that ask too much: each run ends, and nothing is lost on the way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.simulation.arrays import array_of
from models.simulation.kernel.counts import BLOCK, TRAILS
from models.simulation.kernel.prepared import is_plain, prepare
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import APPROVE, GAP, Layout
from models.simulation.model.pieces import Axis, Calendar, Hop, Join, Part, Route, Step, constant, exponential, single
from models.simulation.model.sound import UnsoundLayout
from models.simulation.results.replication import Course, courses
from models.simulation.run import NothingEnds
from tests.models.simulation.kernel.test_against_reference import compare
from tests.models.simulation.kernel.test_flow import RARE, counted, world_of
from tests.models.simulation.kernel.test_full_kernel import listed
from tests.models.simulation.models_of_queues import ended, queue, run

DAYS = 364


def daily(opens: float, hours: float) -> Calendar:
    return Calendar((opens,) * DAYS, (hours,) * DAYS)


def same(layout: Layout, cases: int) -> None:
    compare(layout, cases, 0, seed=2**64 - 1, replication=0)


def test_a_pool_that_never_acts_leaves_its_cases_waiting_and_the_run_ends() -> None:
    builder = LayoutBuilder()
    never = builder.mask([False] * DAYS)
    role, other = builder.role(own_pool=False), builder.role()
    builder.pool([(role, never)])
    builder.decision(0.1, [Route(1, single([Hop(role, constant(1.0))])), Route(1, single([Hop(other, constant(1.0))]))])
    layout = builder.build()
    assert not is_plain(layout)
    world = world_of(layout, cases=100)
    assert 30 < int(array_of(world.run)["done"][0]) < 70
    same(layout, 60)


@pytest.mark.parametrize("opens", [8.0, 9.1, 25 / 3, 17.77])
def test_an_office_opens_every_day_whatever_the_hour(opens: float) -> None:
    """The hour of opening is no sum of powers of two, and yet nothing that waits for it misses a day."""
    builder = LayoutBuilder()
    role = builder.role(calendar=builder.calendar(daily(opens, 2.0)))
    listed(builder, [24.0 * day + 1.0 for day in range(400)])
    builder.decision(1.0, [Route(1, single([Hop(role, constant(1.0))]))])
    world = world_of(builder.build(), cases=400)
    assert ended(world)["ended"] == pytest.approx([24.0 * day + opens + 1.0 for day in range(400)])


def test_who_comes_at_the_very_moment_of_opening_goes_behind_who_waits() -> None:
    builder = LayoutBuilder()
    office = builder.role(calendar=builder.calendar(daily(9.0, 8.0)))
    night = builder.role()
    builder.stream(listed=[(1.0, 0), (2.0, 1)])
    builder.decision(1.0, [Route(1, single([Hop(night, constant(8.0), 1.0), Hop(office, constant(1.0))]))])
    builder.decision(1.0, [Route(1, single([Hop(office, constant(1.0))]))])
    layout = builder.build()
    assert ended(world_of(layout, cases=2))["ended"].tolist() == [11.0, 10.0]
    same(layout, 2)


def test_a_case_that_comes_to_a_role_again_may_fare_better_there() -> None:
    """Two roles that pass half of their cases to each other: a case moves once on average, and none 250 times."""
    builder = LayoutBuilder()
    first, second = builder.role(), builder.role()
    hops = [Hop(first, constant(1.0), 0.5, above=1), Hop(second, constant(1.0), 0.5, above=0)]
    builder.decision(RARE, [Route(1, single(hops))])
    moves = ended(world_of(builder.build(), cases=4_000))["moves"]
    assert moves.mean() == pytest.approx(1.0, abs=0.07)
    assert (moves == 0).mean() == pytest.approx(0.5, abs=0.03)
    assert moves.max() < 30


def test_a_circle_without_a_way_out_is_left_after_250_moves() -> None:
    builder = LayoutBuilder()
    first, second = builder.role(), builder.role()
    hops = [Hop(first, constant(1.0), 1.0, above=1), Hop(second, constant(0.0), 1.0, above=0)]
    builder.decision(RARE, [Route(1, single(hops))])
    world = world_of(builder.build(), cases=10)
    assert set(ended(world)["moves"].tolist()) == {250}
    assert counted(world, 0, "exceptions_at_top") == 10


def test_a_case_that_is_always_sent_back_is_decided_after_250_rounds() -> None:
    builder = LayoutBuilder()
    role = builder.role()
    builder.decision(RARE, [Route(1, single([Hop(role, constant(0.0), rework=1.0)]))])
    world = world_of(builder.build(), cases=70)
    assert set(ended(world)["rounds"].tolist()) == {250}
    assert len(world.trails) == 1 + TRAILS
    assert counted(world, 0, "returns") == 250 * 70


def test_more_holders_than_events_have_room_open_at_once() -> None:
    """Two thousand wait over the night, beside as many deadlines that no longer count, for a thousand holders."""
    builder = LayoutBuilder()
    desk, office = builder.role(), builder.role(1_000, calendar=builder.calendar(daily(9.0, 8.0)))
    moments = [(index * 1e-3, 0) for index in range(1_000)] + [(2.0 + index * 1e-3, 1) for index in range(1_010)]
    builder.stream(listed=moments)
    builder.decision(1.0, [Route(1, single([Hop(desk, constant(1e-6), deadline=50.0), Hop(desk, constant(1.0))]))])
    builder.decision(1.0, [Route(1, single([Hop(office, constant(1.0), deadline=30.0)]))])
    layout = builder.build()
    for room in (1, 7, 300, 1024):
        times = np.sort(ended(world_of(layout, cases=2_010, room=room))["ended"])
        assert (times[-1_010:] == [10.0] * 1_000 + [11.0] * 10).all()


def test_a_calendar_of_one_hour_a_year() -> None:
    builder = LayoutBuilder()
    year = Calendar((9.0,) * DAYS, tuple(float(day == 200) for day in range(DAYS)))
    role = builder.role(calendar=builder.calendar(year))
    listed(builder, [0.0, 1.0])
    builder.decision(1.0, [Route(1, single([Hop(role, constant(1.5))]))])
    layout = builder.build()
    first = 200 * 24.0 + 9.0
    expected = [first + DAYS * 24.0 + 0.5, first + 2 * DAYS * 24.0 + 1.0]
    assert ended(world_of(layout, cases=2))["ended"].tolist() == expected
    same(layout, 2)


def test_a_stage_of_255_steps_and_two_hundred_thousand_at_work() -> None:
    builder = LayoutBuilder()
    roles = [builder.role(level=level) for level in range(5)]
    steps = tuple(Step((Hop(roles[number % 5], exponential(0.1)),)) for number in range(255))
    builder.decision(1e3, [Route(1, (Join(steps, 200),))])
    world = world_of(builder.build(), cases=300)
    assert (array_of(world.finished)["outcome"] == 1).all()
    assert array_of(world.hop_tally)["entered"].sum() == 300 * 255
    crowd = world_of(queue(1e6, constant(1.0), 1_000_000), cases=200_000)
    assert ended(crowd)["ended"].min() >= 1.0


def test_all_cases_at_the_same_moment_and_streams_without_anything() -> None:
    builder = LayoutBuilder()
    builder.stream(listed=[(3.0, 0)] * 40)
    for _ in range(299):
        builder.stream()
    role = builder.role(cost=1.0)
    builder.decision(1.0, [Route(1, single([Hop(role, constant(1.0))]))], stream=0)
    builder.decision(0.0, [Route(1, single([Hop(role, constant(1.0))]))], stream=7)
    layout = builder.build()
    assert ended(world_of(layout, cases=40))["ended"].tolist() == [4.0 + case for case in range(40)]
    same(layout, 40)


def test_luck_differs_between_many_streams() -> None:
    builder = LayoutBuilder()
    role = builder.role(1_000)
    for stream in range(300):
        builder.stream(listed=[(1.0, stream)])
    for stream in range(300):
        builder.decision(1.0, [Route(1, single([Hop(role, exponential(1.0))]))], stream=stream)
    times = ended(world_of(builder.build(), cases=300))["ended"]
    assert len(set(times.tolist())) == 300


def test_paths_and_costs_go_on_across_blocks() -> None:
    builder = LayoutBuilder()
    lead, head = builder.role(2, cost=60.0), builder.role(2, cost=100.0)
    stages = single([Hop(lead, constant(0.5), 0.2, deadline=0.4, outcome=APPROVE, binds=0), Hop(head, constant(1.0))])
    builder.decision(0.9, [Route(4, stages), Route(1, (), answer=GAP)])
    layout = builder.build()
    from models.simulation.kernel.prepared import prepare
    from models.simulation.kernel.world import World
    from models.simulation.results.replication import run_world
    from models.simulation.results.tally import Tally

    seen: list[int] = []
    costs, tally = [0.0], Tally(layout, 0, 1.0)

    def fold(world: World) -> None:
        count = int(array_of(world.run)["finished"][0])
        seen.extend(array_of(world.finished)["number"][:count].tolist())
        costs[0] += float(array_of(world.spent)["cost"][:count].sum())
        tally.add(world)

    cases = 2 * BLOCK + 1_000
    world = run_world(
        layout,
        prepare(layout),
        seed=5,
        replication=1,
        warm_up=0,
        cases=cases,
        cancel=np.zeros(1, dtype=np.uint8),
        progress=np.zeros(1, dtype=np.int64),
        room=3,
        fold=fold,
    )
    assert sorted(seen) == list(range(cases))
    hours = array_of(world.accounts)["worked"][: layout.roles]
    assert costs[0] == pytest.approx(float(hours @ layout.role_cost))
    ways = {way: count for way, count, _ in tally.ways(world)}
    assert sum(ways.values()) == cases
    moved = sum(count for way, count in ways.items() if way.moves == ((0, "exception"),))
    assert moved == counted(world, 0, "exceptions")


def test_more_paths_than_are_told_apart_end_where_they_are_lost() -> None:
    builder = LayoutBuilder()
    role = builder.role(1_000)
    count = 12
    steps = [
        Hop(role, exponential(1.0), 0.5, disagreement=0.5, above=at % count, settles=(at * 7 + 3) % count)
        for at in range(count)
    ]
    builder.decision(1.0, [Route(1, single(steps))])
    compare(builder.build(), 2_500, 0, seed=1, replication=2)


def never_acts(also: bool) -> Layout:
    """A role whose holders never act in it; and another one that gets half of the cases."""
    builder = LayoutBuilder()
    role, other = builder.role(own_pool=False), builder.role()
    builder.pool([(role, builder.mask([False] * DAYS))])
    routes = [Route(1, single([Hop(role, constant(1.0))])), Route(1, single([Hop(other, constant(1.0))]))]
    builder.decision(0.1, routes if also else routes[:1])
    return builder.build()


def courses_of(layout: Layout, cases: int) -> Course:
    """How the first replication goes."""
    terms = {"seed": 1, "replication": 0, "cases": cases}
    none, counter = np.zeros(1, dtype=np.uint8), np.zeros(1, dtype=np.int64)
    return courses(layout, prepare(layout), **terms, cancel=none, progress=counter)


def test_cases_that_wait_for_ever_are_said() -> None:
    result = run(never_acts(also=True), cases=2_000, replications=4, warm_up="mser-5", allow_overload=True)
    assert result.unended.contains(0.5)
    assert result.outcomes.by_role.mean == 1.0
    course = courses_of(never_acts(also=True), 2_000)
    assert (course.open >= 0).all()
    assert course.open[-1] == pytest.approx(course.looks[-1] / 2, rel=0.1)
    with pytest.raises(NothingEnds):
        run(never_acts(also=False), cases=100, replications=2, allow_overload=True)


@pytest.mark.parametrize("warm_up", [0.9, "mser-5"])
def test_a_list_that_is_shorter_than_what_is_asked_for_is_run_to_its_end(warm_up: float | str) -> None:
    """Also where another decision has a stream of which nothing comes, and all come and go at one moment."""
    builder = LayoutBuilder()
    builder.stream(listed=[(3.0, 0)] * 10)
    builder.stream()
    role = builder.role(cost=1.0)
    builder.decision(0.5, [Route(1, single([Hop(role, constant(0.0))]))])
    builder.decision(0.0, [Route(1, single([Hop(role, constant(1.0))]))], stream=1)
    result = run(builder.build(), cases=1_000, replications=2, warm_up=warm_up)
    assert result.settings.cases == 10
    assert result.outcomes.by_role.mean == 1.0
    assert result.roles[role].waiting.mean == 0.0


def test_one_case_is_enough() -> None:
    builder = LayoutBuilder()
    listed(builder, [5.0])
    builder.decision(0.1, [Route(1, single([Hop(builder.role(), constant(2.0))]))])
    result = run(builder.build(), cases=1_000, replications=2, warm_up="mser-5")
    assert result.cycle is not None
    assert result.cycle.mean.mean == 2.0


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("hop_hours", 1e300, "hop_hours must be at most"),
        ("hop_variation", 1e200, "hop_variation must be at most"),
        ("hop_deadline", 1e12, "hop_deadline must be at most"),
        ("pool_share", 1e-300, "pool_share must be at least"),
        ("decision_rate", 1e-300, "decision_rate must be"),
        ("decision_rate", 1e300, "decision_rate must be"),
    ],
)
def test_numbers_beyond_all_measure_are_refused(field: str, value: float, complaint: str) -> None:
    with pytest.raises(UnsoundLayout, match=complaint):
        replace(queue(0.5, constant(1.0)), **{field: np.array([value])})


def test_a_part_has_exactly_the_cells_that_its_axes_make() -> None:
    builder = LayoutBuilder()
    axis = Axis(0, tuple(np.linspace(0.0, 1.0, 999).tolist()))
    cells = (0,) * 1_000_000
    builder.decision(0.5, [Route(1, single([Hop(builder.role(), constant(1.0))]))], [Part(1, (axis, axis), cells)])
    layout = builder.build()
    with pytest.raises(UnsoundLayout, match="part_cells must be as many as the axes make"):
        replace(
            layout,
            part_cells=np.array([0, 999_999], dtype=np.uint32),
            cell_route=layout.cell_route[1:],
            cell_value=layout.cell_value[1:],
        )

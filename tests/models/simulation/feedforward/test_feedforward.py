"""The feed-forward path against the event loop: the same cases, the same luck, the same digits."""

from __future__ import annotations

import dataclasses
import math
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from models.simulation.arrays import Floats, Records, array_of
from models.simulation.feedforward.passage import Fold, run_flow
from models.simulation.feedforward.plan import applies, plan
from models.simulation.feedforward.streams import Flow
from models.simulation.kernel.counts import OPEN, Account, Finished
from models.simulation.kernel.prepared import prepare
from models.simulation.kernel.world import World
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import CONSTANT, GAP, Layout
from models.simulation.model.moves import moves_of
from models.simulation.model.pieces import (
    Hop,
    Join,
    Route,
    Stages,
    Step,
    Work,
    constant,
    exponential,
    lognormal,
    single,
    weekly,
)
from models.simulation.results import replication
from models.simulation.results.replication import Cancelled, Replication, replicate, run_world
from tests.models.simulation.models_of_queues import queue, run, side_by_side

WARM_UP, CASES = 60, 400


def both(layout: Layout, cases: int = CASES, warm_up: int = WARM_UP, seed: int = 5) -> tuple[World, Flow | None]:
    """The model on either path."""
    assert applies(layout) is None
    watch = np.zeros(1, dtype=np.uint8), np.zeros(1, dtype=np.int64)
    world = run_world(
        layout,
        prepare(layout),
        seed=seed,
        replication=2,
        warm_up=warm_up,
        cases=cases,
        cancel=watch[0],
        progress=watch[1],
    )
    return world, flow_of(layout, cases, warm_up, seed)


def flow_of(
    layout: Layout,
    cases: int = CASES,
    warm_up: int = WARM_UP,
    seed: int = 5,
    room: int = 512,
    open_cases: int = 4096,
    fold: Fold | None = None,
) -> Flow | None:
    return run_flow(
        layout,
        plan(layout),
        seed=seed,
        replication=2,
        warm_up=warm_up,
        cases=cases,
        cancel=np.zeros(1, dtype=np.uint8),
        progress=np.zeros(1, dtype=np.int64),
        room=room,
        open_cases=open_cases,
        fold=fold,
    )


def assert_equal(world: World, flow: Flow) -> None:
    assert same(in_order(flow.finished), in_order(world.finished))
    assert same(array_of(flow.hop_tally), array_of(world.hop_tally))
    there, here = array_of(world.run)[0], array_of(flow.run)[0]
    assert (here["window_from"], here["window_to"]) == (there["window_from"], there["window_to"])
    for name in ("busy", "wait", "open"):
        assert area(flow.accounts, name) == pytest.approx(area(world.accounts, name), rel=1e-9, abs=1e-7)


def in_order(finished: Records[Finished]) -> NDArray[np.void]:
    """What became of the cases, in order of arrival."""
    rows = array_of(finished)
    known: NDArray[np.void] = rows[rows["outcome"] != OPEN]  # a block may have room to spare
    ordered: NDArray[np.void] = known[np.argsort(known["number"])]
    return ordered


def same(these: NDArray[np.void], those: NDArray[np.void]) -> bool:
    """Whether every field of every row is equal."""
    assert these.dtype.names is not None
    return all(np.array_equal(these[name], those[name]) for name in these.dtype.names)


def area(accounts: Records[Account], name: str) -> Floats:
    rows = array_of(accounts)
    found: Floats = rows[f"{name}_to"] - rows[f"{name}_from"]
    return found


WORKS = st.one_of(
    st.sampled_from([constant(1.0), constant(0.5)]),
    st.builds(exponential, st.floats(0.1, 2.0)),
    st.builds(lognormal, st.floats(0.1, 2.0), st.floats(0.1, 2.0)),
)


@st.composite
def procedures(draw: st.DrawFn, names: list[int], works: st.SearchStrategy[Work]) -> Stages:
    """Stages whose chains of hops lead through `names` in their order, and never back."""
    chosen = sorted(draw(st.lists(st.integers(0, len(names) - 1), min_size=1, unique=True)))
    stages: list[list[Hop]] = []
    for place in chosen:
        begins: bool = draw(st.booleans())
        if begins or not stages:
            stages.append([])
        chance = draw(st.sampled_from([0.0, 0.3, 0.7, 1.0]))
        stages[-1].append(Hop(names[place], draw(works), chance))
    return tuple(Join((Step(tuple(hops), draw(st.booleans())),)) for hops in stages)


@st.composite
def networks(draw: st.DrawFn, works: st.SearchStrategy[Work] = WORKS) -> Layout:
    """A network in which work only moves on: some roles, in any numbering, and some decisions."""
    builder = LayoutBuilder()
    count = draw(st.integers(1, 6))
    for _ in range(count):
        builder.role(draw(st.integers(1, 4)), draw(st.sampled_from([1.0, 0.5])), draw(st.integers(0, 3)))
    names = draw(st.permutations(range(count)))
    for _ in range(draw(st.integers(1, 3))):
        routes = [
            Route(draw(st.sampled_from([1, 2])), draw(procedures(names, works))) for _ in range(draw(st.integers(1, 3)))
        ]
        if draw(st.booleans()):
            routes.append(Route(1, (), answer=GAP))
        builder.decision(draw(st.sampled_from([0.05, 0.5, 2.0])), routes)
    return builder.build()


@given(networks())
@settings(deadline=None, max_examples=60)
def test_both_paths_find_the_same_to_the_last_digit(layout: Layout) -> None:
    world, flow = both(layout)
    if flow is None:  # constant times let work reach a role at one moment from two sides; then it is the loop's
        assert (layout.hop_service == CONSTANT).any()
    else:
        assert_equal(world, flow)


@given(networks(st.builds(lognormal, st.floats(0.1, 2.0), st.floats(0.1, 2.0))), st.integers(0, 2**64 - 1))
@settings(deadline=None, max_examples=40)
def test_random_times_never_tie(layout: Layout, seed: int) -> None:
    world, flow = both(layout, cases=150, warm_up=0, seed=seed)
    assert flow is not None
    assert_equal(world, flow)


def test_equal_times_within_a_role_keep_the_order_of_events() -> None:
    """Four who all take one hour, one after them: who began first is first to arrive there."""
    builder = LayoutBuilder()
    many, one, last = builder.role(4), builder.role(1), builder.role(2)
    stages = sum((single([Hop(role, constant(1.0), 0.2)]) for role in (many, one, last)), ())
    builder.decision(5.0, [Route(1, stages)])
    world, flow = both(builder.build(), cases=3_000)
    assert flow is not None
    assert_equal(world, flow)


def crossing() -> Layout:
    """Everything takes an hour; some go to the last role at once, others by way of a second."""
    builder = LayoutBuilder()
    first, second, last = (builder.role() for _ in range(3))
    straight = single([Hop(first, constant(1.0))]) + single([Hop(last, constant(1.0))])
    around = straight[:1] + single([Hop(second, constant(1.0))]) + straight[1:]
    builder.decision(0.8, [Route(1, straight), Route(1, around)])
    return builder.build()


def test_work_that_comes_from_two_sides_at_one_moment_is_left_to_the_event_loop() -> None:
    assert both(crossing())[1] is None


@pytest.mark.parametrize("room", [1, 2, 4])
def test_rings_that_overflow_grow_and_change_nothing(room: int) -> None:
    builder = LayoutBuilder()
    roles = [builder.role(2), builder.role(3)]
    chain = [Hop(roles[0], exponential(1.0), 0.5), Hop(roles[1], exponential(2.0))]
    builder.decision(1.9, [Route(1, single(chain))])
    layout = builder.build()
    tight, roomy = flow_of(layout, cases=5_000, room=room, open_cases=room), flow_of(layout, cases=5_000)
    assert tight is not None
    assert roomy is not None
    assert same(in_order(tight.finished), in_order(roomy.finished))
    assert same(array_of(tight.accounts), array_of(roomy.accounts))


def test_an_overload_still_ends_as_in_the_event_loop() -> None:
    world, flow = both(queue(3.0, exponential(1.0)), cases=3_000)
    assert flow is not None
    assert_equal(world, flow)


def test_cases_are_handed_on_block_by_block_and_memory_stays_flat() -> None:
    parts: list[NDArray[np.void]] = []

    def fold(flow: Flow) -> None:
        parts.append(array_of(flow.finished)[: int(array_of(flow.run)["finished"][0])].copy())

    flow = flow_of(queue(0.5, exponential(1.0)), cases=150_000, fold=fold)
    assert flow is not None
    assert sorted(np.concatenate(parts)["number"].tolist()) == list(range(150_000))
    assert [len(part) for part in parts] == [65_536, 65_536, 150_000 - 2 * 65_536]
    assert len(flow.open_cases) == 4096
    assert len(flow.pieces) // len(flow.ways) <= 2048


def test_it_can_be_stopped() -> None:
    cancel = np.zeros(1, dtype=np.uint8)
    layout = queue(0.5, exponential(1.0))
    timer = threading.Timer(0.05, lambda: cancel.fill(1))
    timer.start()
    with pytest.raises(Cancelled):
        run_flow(
            layout,
            plan(layout),
            seed=1,
            replication=0,
            warm_up=0,
            cases=10**9,
            cancel=cancel,
            progress=np.zeros(1, dtype=np.int64),
        )
    timer.join()


def test_where_it_does_not_apply_it_says_why() -> None:
    hour = exponential(1.0)
    assert applies(side_by_side((hour, hour), 1, 0.1)) == "Steps of a stage run side by side."
    assert applies(queue(0.1, hour, deadline=3.0)) == "Work has deadlines."
    assert applies(queue(0.1, hour, deadline=math.inf)) is None
    builder = LayoutBuilder()
    role = builder.role()
    for lane in (0, 1):
        builder.decision(0.1, [Route(1, single([Hop(role, hour)]), lane=lane)])
    assert applies(builder.build()) == "Some cases are served before others."
    builder = LayoutBuilder()
    role = builder.role(calendar=builder.calendar(weekly([8.0] * 5 + [0.0] * 2)))
    builder.decision(0.1, [Route(1, single([Hop(role, hour)]))])
    assert applies(builder.build()) == "Somebody works by a calendar."
    builder = LayoutBuilder()
    stream = builder.stream(profile=builder.profile([1.0] * 100 + [0.0] * 68))
    builder.decision(0.1, [Route(1, single([Hop(builder.role(), hour)]))], stream=stream)
    assert applies(builder.build()) == "Cases come in several streams, by a profile or by a list."
    said = applies(queue(0.1, hour, rework=0.2))
    assert said == "Holders are shared or absent, cases are sent back or limited, or costs are counted."
    builder = LayoutBuilder()
    low, high = builder.role(), builder.role()
    builder.decision(0.1, [Route(1, single([Hop(low, hour, 0.5), Hop(high, hour)]))])
    builder.decision(0.1, [Route(1, single([Hop(high, hour)]) + single([Hop(low, hour)]))])
    said = applies(builder.build())
    assert said is not None
    assert said.startswith("Cases may come back to where they were: role ")


def test_a_replication_says_the_same_on_either_path(monkeypatch: pytest.MonkeyPatch) -> None:
    def said() -> Replication:
        return replicate(
            layout,
            prepare(layout),
            moves_of(layout),
            seed=3,
            replication=1,
            warm_up=50,
            cases=2_000,
            cancel=np.zeros(1, dtype=np.uint8),
            progress=np.zeros(1, dtype=np.int64),
        )

    builder = LayoutBuilder()
    low, high = builder.role(2, 0.5), builder.role(1, level=1)
    chain = [Hop(low, lognormal(0.5, 1.5), 0.2), Hop(high, exponential(1.0), 0.1)]
    builder.decision(1.5, [Route(3, single(chain), value=100.0), Route(1, (), answer=GAP)])
    builder.decision(0.2, [Route(1, single(chain[1:]), required=2)])
    layout = builder.build()
    without_events = said()
    monkeypatch.setattr(replication, "plan_of", lambda layout: None)
    with_events = said()
    for field in dataclasses.fields(Replication):
        if field.name not in {"digest", "ways"}:  # a digest is of cases in the order in which a path comes to know them
            here, there = getattr(without_events, field.name), getattr(with_events, field.name)
            assert np.allclose(here, there, rtol=1e-9, atol=1e-12, equal_nan=True), field.name


def test_a_tie_begins_again_with_events() -> None:
    result = run(crossing(), cases=2_000, replications=2)
    assert result.cycle is not None
    assert result.outcomes.by_role.mean == 1.0
    assert result.roles[0].utilisation.contains(0.8)


def test_a_case_that_goes_back_among_the_hops_of_its_step_is_left_to_the_event_loop() -> None:
    builder = LayoutBuilder()
    roles = [builder.role() for _ in range(3)]
    hops = [Hop(roles[0], exponential(1.0), 0.5, above=2, late=2), Hop(roles[1], exponential(1.0))]
    last = Hop(roles[2], exponential(1.0), 0.5, above=1, late=1)
    builder.decision(0.2, [Route(1, single([*hops, last]))])
    layout = builder.build()
    assert applies(layout) == "A case goes back among the hops of a step, where its luck is new."

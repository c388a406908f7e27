"""The feed-forward path against the event loop: the same cases, the same luck, the same digits."""

from __future__ import annotations

import math
import threading
from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from models.simulation.arrays import Floats, Records, Row, array_of
from models.simulation.builder import (
    Hop,
    Join,
    LayoutBuilder,
    Route,
    Stages,
    Step,
    Work,
    constant,
    exponential,
    lognormal,
    single,
)
from models.simulation.feedforward import applies, plan
from models.simulation.layout import CONSTANT, GAP, Layout
from models.simulation.passage import run_flow
from models.simulation.prepared import prepare
from models.simulation.replication import Cancelled, run_world
from models.simulation.streams import Flow
from models.simulation.world import CaseTally, Desk, World
from tests.models.simulation.models_of_queues import queue, side_by_side

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


def flow_of(layout: Layout, cases: int = CASES, warm_up: int = WARM_UP, seed: int = 5, room: int = 512) -> Flow | None:
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
    )


def assert_equal(world: World, flow: Flow) -> None:
    assert same(flow.case_tally, world.case_tally)
    assert same(flow.hop_tally, world.hop_tally)
    there, here = array_of(world.run)[0], array_of(flow.run)[0]
    assert (here["window_from"], here["window_to"]) == (there["window_from"], there["window_to"])
    for name in ("busy", "wait"):
        assert area(flow.desks, name) == pytest.approx(area(world.desks, name), rel=1e-9, abs=1e-7)


def same(these: Records[Row], those: Records[Row]) -> bool:
    """Whether every field of every row is equal, where there is no number included."""
    here, there = array_of(these), array_of(those)
    assert here.dtype.names is not None
    return all(np.array_equal(here[name], there[name], equal_nan=True) for name in here.dtype.names)


def area(desks: Records[Desk], name: str) -> Floats:
    rows = array_of(desks)
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
def test_streams_that_overflow_grow_and_change_nothing(room: int) -> None:
    builder = LayoutBuilder()
    roles = [builder.role(2), builder.role(3)]
    chain = [Hop(roles[0], exponential(1.0), 0.5), Hop(roles[1], exponential(2.0))]
    builder.decision(1.9, [Route(1, single(chain))])
    layout = builder.build()
    tight, roomy = flow_of(layout, cases=5_000, room=room), flow_of(layout, cases=5_000)
    assert tight is not None
    assert roomy is not None
    assert same(tight.case_tally, roomy.case_tally)
    assert same(tight.desks, roomy.desks)


def test_an_overload_still_ends_as_in_the_event_loop() -> None:
    world, flow = both(queue(3.0, exponential(1.0)), cases=3_000)
    assert flow is not None
    assert_equal(world, flow)


@pytest.mark.parametrize("rate", [0.5, 1.5])
def test_cases_are_handed_on_in_order_and_memory_stays_flat(rate: float) -> None:
    layout = queue(rate, exponential(1.0))
    whole = flow_of(layout, cases=20_000)
    assert whole is not None
    parts: list[NDArray[np.void]] = []
    flow = run_flow(
        layout,
        plan(layout),
        seed=5,
        replication=2,
        warm_up=WARM_UP,
        cases=20_000,
        cancel=np.zeros(1, dtype=np.uint8),
        progress=np.zeros(1, dtype=np.int64),
        fold=parts.append,
    )
    assert flow is not None
    assert same(cast("Records[CaseTally]", np.concatenate(parts)), whole.case_tally)
    assert same(flow.hop_tally, whole.hop_tally)
    if rate < 1.0:
        assert len(flow.case_tally) == 4096


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
            fold=lambda rows: None,
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
    low, high = builder.role(), builder.role()
    builder.decision(0.1, [Route(1, single([Hop(low, hour, 0.5), Hop(high, hour)]))])
    builder.decision(0.1, [Route(1, single([Hop(high, hour)]) + single([Hop(low, hour)]))])
    said = applies(builder.build())
    assert said is not None
    assert said.startswith("Cases may come back to where they were: role ")

"""The compiled simulator against a plain one, case by case, on models at random that have everything."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.simulation.arrays import array_of
from models.simulation.kernel.prepared import is_plain, prepare
from models.simulation.kernel.world import World
from models.simulation.model.layout import NO_LEVEL, Layout
from models.simulation.model.moves import CAUSES
from models.simulation.results.replication import run_world
from models.simulation.results.tally import ENDINGS, SENT_BACK
from tests.models.simulation.kernel.open_cases import Case
from tests.models.simulation.kernel.random_layouts import random_layout
from tests.models.simulation.kernel.reference import Reference

WHY = (*CAUSES, SENT_BACK)
COUNTS = (
    *("waited", "waited_working", "entered", "finished", "exceptions", "exceptions_at_top", "timeouts"),
    *("timeouts_at_top", "silences", "rejections", "disagreements", "disagreements_at_top", "limits", "absences"),
    *("returns", "refusals"),
)


def compiled(layout: Layout, room: int, seed: int, replication: int, warm_up: int, cases: int) -> World:
    return run_world(
        layout,
        prepare(layout),
        seed=seed,
        replication=replication,
        warm_up=warm_up,
        cases=cases,
        cancel=np.zeros(1, dtype=np.uint8),
        progress=np.zeros(1, dtype=np.int64),
        room=room,
    )


def path_of(world: World, routes: int, trail: int) -> list[tuple[int, str]]:
    trails, path = array_of(world.trails), []
    while trail >= routes:
        path.append((int(trails[trail]["hop"]), WHY[trails[trail]["cause"]]))
        trail = int(trails[trail]["parent"])
    return path[::-1]


def as_row(case: Case) -> tuple[Any, ...]:
    level = NO_LEVEL if case.level is None else case.level
    return case.number, case.came.cell, level, case.moves, ENDINGS.index(case.outcome) + 1, case.round


def compare(layout: Layout, cases: int, warm_up: int, seed: int, replication: int) -> None:
    """Hold a run of the compiled simulator against the reference."""
    reference = Reference(layout, seed=seed, replication=replication, warm_up=warm_up, cases=cases)
    expected = reference.run()
    worlds = [compiled(layout, room, seed, replication, warm_up, cases) for room in (1024, 1)]
    first, second = (array_of(world.finished)[: len(expected)] for world in worlds)
    assert first.tolist() == second.tolist()
    world = worlds[0]
    assert int(array_of(world.run)["done"][0]) == len(expected)
    columns = ("number", "cell", "level", "moves", "outcome", "rounds")
    assert [tuple(int(row[name]) for name in columns) for row in first] == [as_row(case) for case in expected]
    assert first["arrived"] == pytest.approx([case.came.time for case in expected], rel=1e-9, abs=1e-9)
    assert first["ended"] == pytest.approx([case.ended for case in expected], rel=1e-9, abs=1e-9)
    tally = array_of(world.hop_tally)
    for name in COUNTS:
        if is_plain(layout) and name == "waited_working":
            continue
        found = [reference.tally[name, hop] for hop in range(layout.hops)]
        assert tally[name] == pytest.approx(found, rel=1e-9, abs=1e-7), name
    if not is_plain(layout):
        spent = array_of(world.spent)[: len(expected)]
        assert spent["cost"] == pytest.approx([case.cost for case in expected], rel=1e-9, abs=1e-6)
        paths = [path_of(world, layout.routes, int(trail)) for trail in spent["trail"]]
        assert paths == [case.path for case in expected]
    if len(expected) == cases:
        compare_accounts(layout, world, reference)


def compare_accounts(layout: Layout, world: World, reference: Reference) -> None:
    """Hold what is known of pools and roles over the measured window against integrals."""
    accounts = array_of(world.accounts)
    pools, roles = accounts[: layout.pools], accounts[: layout.roles]
    assert pools["busy_to"] - pools["busy_from"] == pytest.approx(reference.busy, rel=1e-8, abs=1e-5)
    assert pools["open_to"] - pools["open_from"] == pytest.approx(reference.open, rel=1e-8, abs=1e-5)
    assert roles["wait_to"] - roles["wait_from"] == pytest.approx(reference.waiting, rel=1e-8, abs=1e-5)
    if not is_plain(layout):
        worked = [reference.tally["worked", role] for role in range(layout.roles)]
        assert roles["worked"] == pytest.approx(worked, rel=1e-9, abs=1e-6)


@settings(max_examples=25, derandomize=True)
@given(st.integers(0, 2**64 - 1), st.integers(0, 99_999))
def test_both_simulators_see_the_same_cases(seed: int, replication: int) -> None:
    """Thousands of these have been compared while this was written; a few remain for every run of the tests."""
    chance = Random(seed)
    cases = chance.randint(60, 120)
    compare(random_layout(chance), cases, chance.randint(0, cases // 2), seed, replication)

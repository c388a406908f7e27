"""What is made of the cases: sums, quantiles, Little's law, intervals and the rule when to stop."""

from __future__ import annotations

import itertools
from random import Random

import numpy as np
import pytest

from models.simulation.arrays import array_of
from models.simulation.kernel.counts import BY_ROLE, BY_SILENCE, REFUSED, REJECTED, UNDECIDED
from models.simulation.kernel.little import holds
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.calendars import open_hours
from models.simulation.model.layout import APPROVE, NO_LEVEL
from models.simulation.model.pieces import Hop, Route, constant, exponential, single
from models.simulation.results.estimates import Estimate, estimate
from models.simulation.results.quantiles import KEPT, QUANTILES, Times
from models.simulation.results.tally import EDGES, Tally
from models.simulation.run import simulate
from models.simulation.settings import Settings
from tests.models.simulation.kernel.luck import Calendar as Plain
from tests.models.simulation.kernel.random_layouts import random_layout
from tests.models.simulation.kernel.test_against_reference import compiled
from tests.models.simulation.models_of_queues import queue, run


@pytest.mark.parametrize("count", [1, 2, 3, 1_000, KEPT, KEPT + 1, 400_000])
def test_quantiles_of_many_times_are_off_by_at_most_a_thousandth(count: int) -> None:
    chance = np.random.default_rng(count)
    groups = 3
    found = Times(groups)
    group = chance.integers(0, 2, count)  # of the third group there is nothing
    times = chance.lognormal(1.0, 2.0, count) * (1.0 + 1e5 * (chance.random(count) < 0.01))
    for block in np.array_split(np.arange(count), 7):
        found.add(group[block], times[block])
    # A sketch takes the time at or above the place, a list goes between two neighbours in proportion.
    for row, chosen in ((found.all(), times), *((found.by_group()[g], times[group == g]) for g in (0, 1))):
        if not len(chosen):
            assert np.isnan(row).all()
            continue
        assert row[0] == pytest.approx(chosen.mean())
        low, high = (np.quantile(chosen, QUANTILES, method=how) for how in ("lower", "higher"))
        room = 0.001 if count > KEPT else 1e-12
        assert (row[1:] >= low * (1 - room)).all()
        assert (row[1:] <= high * (1 + room)).all()
    assert np.isnan(found.by_group()[2]).all()


def test_times_of_nothing_are_nothing_in_the_sketch_too() -> None:
    found = Times(1)
    found.add(np.zeros(KEPT + 1, dtype=np.intp), np.zeros(KEPT + 1))
    assert found.all() == pytest.approx(0.0, abs=1e-6)
    assert found.all()[0] == 0.0


def test_little_notices_a_piece_of_work_that_is_lost() -> None:
    layout = queue(2.0, exponential(1.0))
    world = compiled(layout, 1024, 3, 0, 0, 500)
    assert holds(layout, world)
    items, desks = array_of(world.items), array_of(world.desks)
    free = set(items["free"][: int(array_of(world.run)["free_items"][0])].tolist())
    waiting = [item for item in range(len(items)) if item not in free and items["end"][item] == 0]
    assert len(waiting) == desks["waiting"][0] > 10
    lost = waiting[5]
    for column, row, change in (
        ("waiting", desks, -1),
        ("wait_area", desks, 1.0),
        ("waited", array_of(world.accounts), -0.5),
    ):
        before = row[column][0].item()
        row[column][0] = before + change
        assert not holds(layout, world), column
        row[column][0] = before
    items["entered"][lost] -= 1.0
    assert not holds(layout, world)
    items["entered"][lost] += 1.0
    items["end"][lost] = 7  # as if somebody worked on it whom nobody remembers
    assert not holds(layout, world)
    items["end"][lost] = 0
    assert holds(layout, world)


def test_open_hours_of_many_moments_are_those_of_a_plain_calendar() -> None:
    chance = Random(4)
    layout = next(found for found in iter(lambda: random_layout(chance), None) if found.calendars)
    moments = np.array([chance.uniform(0, 30_000) for _ in range(200)] + [24.0 * day + 9.1 for day in range(20)])
    for number in range(layout.calendars):
        plain = Plain(layout, number)
        assert open_hours(layout, number, moments) == pytest.approx([plain.passed(float(one)) for one in moments])


def test_a_tally_is_what_one_counts_by_hand() -> None:
    seen = set()
    for seed in range(12):
        layout = random_layout(Random(seed + 100))
        world = compiled(layout, 1024, seed, 0, 20, 90)
        count = int(array_of(world.run)["finished"][0])
        rows = array_of(world.finished)[:count].copy()
        tally = Tally(layout, 20, 3.0)
        tally.add(world)
        chosen = [row for row in rows if row["number"] >= 20]
        assert tally.cases == len(chosen)
        for place, outcome in enumerate((BY_ROLE, BY_SILENCE, REJECTED, REFUSED, UNDECIDED)):
            assert tally.outcomes[place] == sum(row["outcome"] == outcome for row in chosen)
        seen |= {int(row["outcome"]) for row in chosen}
        routes = [int(layout.cell_route[row["cell"]]) for row in chosen]
        decided = [
            (row, route)
            for row, route in zip(chosen, routes, strict=True)
            if row["outcome"] == BY_ROLE and row["level"] != NO_LEVEL
        ]
        for route in range(layout.routes):
            for level in range(layout.levels):
                wanted = sum(int(row["level"]) == level and one == route for row, one in decided)
                assert tally.route_levels[route, level] == wanted
        times = [float(row["ended"] - row["arrived"]) for row in chosen if row["outcome"] != UNDECIDED]
        counts = [sum(low <= time < high for time in times) for low, high in itertools.pairwise(EDGES)]
        assert tally.histogram.tolist() == counts
        still = [sum(row["arrived"] <= 3.0 * at < row["ended"] for row in rows) for at in range(61)]
        assert tally.open_cases().tolist() == still
    assert seen == {BY_ROLE, BY_SILENCE, REJECTED, REFUSED, UNDECIDED}


def test_intervals_hold_what_they_promise() -> None:
    """Of 4,000 intervals over 5 replications, 95 % hold the mean, within three standard deviations of that count."""
    chance = np.random.default_rng(9)
    found = [estimate(chance.normal(10.0, 3.0, 5)) for _ in range(4_000)]
    held = np.mean([one is not None and one.contains(10.0) for one in found])
    assert held == pytest.approx(0.95, abs=3 * np.sqrt(0.95 * 0.05 / 4_000))
    assert estimate(np.array([1.0, np.nan])) is None
    assert estimate(np.array([2.0, np.nan, 2.0])) == Estimate(2.0, 2.0, 2.0)


def test_a_target_is_judged_by_enough_replications_and_not_by_far_too_many() -> None:
    """From two replications on: a figure of which some twenty are enough never takes hundreds, and the mean is held."""
    layout = queue(0.5, exponential(1.0))
    counts, held = [], 0
    for seed in range(15):
        result = simulate(
            layout,
            Settings(seed=seed, cases=300, replications=2, warm_up=0.0, target=0.08, workers=1),
        )
        assert result.cycle is not None
        counts.append(result.replications)
        # From an empty start, 300 cases take a little less than the two hours of the long run.
        held += result.cycle.mean.contains(1.96)
    assert min(counts) >= 10
    assert max(counts) <= 80
    assert held >= 11


def test_silence_is_exposed_only_where_oversight_asks_for_a_level() -> None:
    builder = LayoutBuilder()
    role, other = builder.role(level=0), builder.role(level=1)
    silent = single([Hop(role, constant(9.0), deadline=1.0, outcome=APPROVE)])
    watched = single([Hop(other, constant(0.1))])
    builder.decision(0.02, [Route(1, silent), Route(1, watched, required=1)])
    result = run(builder.build(), cases=1_000, replications=3, allow_overload=True)
    assert result.exposure is not None
    assert result.exposure.cases.mean == 0.0
    builder = LayoutBuilder()
    role = builder.role()
    builder.decision(0.02, [Route(1, single([Hop(role, constant(9.0), deadline=1.0, outcome=APPROVE)]), required=1)])
    result = run(builder.build(), cases=1_000, replications=3, allow_overload=True)
    assert result.exposure is not None
    assert result.exposure.cases.mean == 1.0

"""Replications: the same answer from the same seed, however it is computed; progress, cancel, overload, growth."""

from __future__ import annotations

import math

import numpy as np
import pytest

from models.simulation.arrays import array_of
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import Layout
from models.simulation.model.pieces import Hop, Join, Route, Step, constant, exponential, lognormal, single
from models.simulation.results.estimates import estimate
from models.simulation.results.warmup import mser5
from models.simulation.run import Cancelled, Overloaded, simulate
from models.simulation.settings import Settings
from tests.models.simulation.kernel.test_flow import world_of
from tests.models.simulation.models_of_queues import cycle_times, ended, queue, run


def busy_model() -> Layout:
    """Everything at once: consults, any-of, deadlines, exceptions, lanes, gaps."""
    builder = LayoutBuilder()
    lead, head, legal, chief = (builder.role(2, 1.0, level) for level in (0, 1, 1, 2))
    upward = (
        Hop(lead, lognormal(0.8, 1.2), 0.2, deadline=3.0),
        Hop(head, exponential(0.5), 0.1, deadline=6.0),
        Hop(chief, exponential(0.5)),
    )
    consult = Join((Step((Hop(legal, exponential(0.3)),), False), Step((Hop(head, exponential(0.1)),), False)), 1)
    builder.decision(1.0, [Route(3, (consult, Join((Step(upward),)))), Route(1, (), answer=1)])
    builder.decision(0.8, [Route(1, single(upward), lane=1, value=100.0)])
    return builder.build()


def test_the_same_seed_gives_the_same_answer_on_any_number_of_threads() -> None:
    results = [run(busy_model(), cases=3_000, replications=8, workers=workers) for workers in (1, 2, 5)]
    assert len({result.digest for result in results}) == 1
    assert len({(result.cycle, result.roles, result.hops) for result in results}) == 1
    assert run(busy_model(), cases=3_000, replications=8, seed=8).digest != results[0].digest


def test_pools_that_overflow_grow_and_change_nothing() -> None:
    layout = busy_model()
    roomy, tight = world_of(layout, cases=5_000, room=4096), world_of(layout, cases=5_000, room=1)
    assert len(array_of(tight.cases)) < len(array_of(roomy.cases))
    assert ended(tight).tolist() == ended(roomy).tolist()
    assert array_of(tight.hop_tally).tobytes() == array_of(roomy.hop_tally).tobytes()


def test_a_case_draws_the_same_luck_in_every_scenario() -> None:
    """Twice the holders: no case changes its route, its work or whether it escalates; only waits change."""
    one = world_of(queue(0.9, exponential(1.0), holders=1), cases=500)
    two = world_of(queue(0.9, exponential(1.0), holders=1000), cases=500)
    tight, loose = ended(one), ended(two)
    alone = cycle_times(two)
    assert (tight["arrived"] == loose["arrived"]).all()
    assert (cycle_times(one) >= alone - 1e-9).all()
    start = np.maximum.accumulate(tight["arrived"])
    end = -math.inf
    for k in range(500):  # with one holder, the case after the other, each with the work it had without waiting
        end = max(start[k], end) + alone[k]
        assert tight["ended"][k] == pytest.approx(end)


def test_a_role_at_full_load_is_named_with_its_arithmetic() -> None:
    with pytest.raises(Overloaded, match="role 0 is asked for 44 hours a week and has 40") as refused:
        run(queue(1.1, exponential(1.0)))
    (load,) = refused.value.loads
    assert load.ratio == pytest.approx(1.1)


def test_an_overload_that_is_allowed_still_ends() -> None:
    result = run(queue(3.0, exponential(1.0)), cases=2_000, replications=2, allow_overload=True)
    assert result.roles[0].utilisation.mean == pytest.approx(1.0, abs=0.01)
    assert result.loads[0].overloaded


def test_a_deadline_that_takes_work_away_is_no_overload() -> None:
    builder = LayoutBuilder()
    below, above = builder.role(), builder.role(5)
    builder.decision(
        1.5, [Route(1, single([Hop(below, exponential(1.0), deadline=2.0), Hop(above, exponential(1.0))]))]
    )
    result = run(builder.build(), cases=5_000)
    assert result.loads[0].ratio > 1.0
    assert not result.loads[0].overloaded
    assert 0.8 < result.roles[below].utilisation.mean <= 1.0


def test_progress_counts_up_to_the_end_and_cancel_stops() -> None:
    seen: list[tuple[int, int]] = []
    settings = Settings(cases=2_000, replications=5)
    simulate(queue(0.5, exponential(1.0)), settings, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (2_000 * (5 + 5), 2_000 * (5 + 5))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)

    asked = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) > 1

    with pytest.raises(Cancelled):
        simulate(queue(0.5, exponential(1.0)), Settings(cases=3_000_000, replications=2, warm_up=0.1), cancelled=stop)


def test_mser5_finds_where_a_series_settles() -> None:
    noise = np.random.default_rng(1).normal(size=2_000)
    settling = noise + 20 * np.exp(-np.arange(2_000) / 40)
    assert 100 <= mser5(settling) <= 400
    assert mser5(noise) <= 100
    assert mser5(np.arange(7.0)) == 0


def test_the_warm_up_is_found_or_stated() -> None:
    assert run(queue(0.9, exponential(1.0)), cases=2_000, warm_up=0.25).warm_up == 500
    assert run(queue(0.9, exponential(1.0)), cases=2_000, warm_up="mser-5").warm_up > 0


def test_a_start_that_shows_only_in_what_is_open_is_left_out() -> None:
    """One case in fifty takes 500 hours: its number builds up that long, while times by arrival are the same from the
    first case on."""
    builder = LayoutBuilder()
    roles = [builder.role(10_000) for _ in range(2)]
    routes = [Route(w, single([Hop(r, constant(h))])) for w, r, h in zip((49, 1), roles, (1.0, 500.0), strict=True)]
    builder.decision(10.0, routes)
    warm_up = run(builder.build(), cases=20_000, replications=10, warm_up="mser-5").warm_up
    assert 0.6 * 5_000 <= warm_up <= 1.4 * 5_000


def test_an_interval_holds_the_mean_as_often_as_it_says() -> None:
    sample = np.random.default_rng(2).normal(5.0, 2.0, size=(2_000, 10))
    intervals = [estimate(row) for row in sample]
    share = np.mean([found is not None and found.contains(5.0) for found in intervals])
    assert share == pytest.approx(0.95, abs=0.015)
    assert estimate(np.array([1.0, np.nan])) is None


def test_importing_the_package_loads_neither_numpy_nor_numba() -> None:
    import subprocess
    import sys

    code = "import sys, models.simulation; print('numpy' in sys.modules or 'numba' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "False"

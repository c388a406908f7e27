"""Many scenarios at once: the same figures as one at a time, on either path and on any number of threads."""

from __future__ import annotations

import functools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.simulation.arrays import Floats
from models.simulation.kernel.prepared import prepare
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import GAP, Layout
from models.simulation.model.moves import moves_of
from models.simulation.model.pieces import Hop, Route, constant, exponential, single
from models.simulation.results.replication import Cancelled, replicate
from models.simulation.results.sweep import Figures, mean_and_quantiles, sweep

CASES, REPLICATIONS, LEFT_OUT = 600, 3, 60


def scenario(holders: int, deadline: float = np.inf, cost: float = 0.0) -> Layout:
    """Plain without events, plain with a deadline, or with everything where work costs something."""
    builder = LayoutBuilder()
    low, high = builder.role(holders, level=0, cost=cost), builder.role(2, level=1)
    chain = [Hop(low, exponential(1.0), 0.2, deadline=deadline), Hop(high, constant(0.5))]
    builder.decision(1.5, [Route(4, single(chain)), Route(1, (), answer=GAP)])
    return builder.build()


SCENARIOS = [scenario(2), scenario(2, cost=9.0), scenario(2, deadline=1.0)]


def swept(workers: int) -> list[Figures]:
    return sweep(SCENARIOS, seed=4, replications=REPLICATIONS, cases=CASES, warm_up=0.1, workers=workers)


def test_each_scenario_is_what_it_is_alone_whichever_path_it_takes() -> None:
    for layout, found in zip(SCENARIOS, swept(2), strict=True):
        for replication in range(REPLICATIONS):
            alone = replicate(
                layout,
                prepare(layout),
                moves_of(layout),
                seed=4,
                replication=replication,
                warm_up=LEFT_OUT,
                cases=CASES,
                cancel=np.zeros(1, dtype=np.uint8),
                progress=np.zeros(1, dtype=np.int64),
            )
            assert found.cycle[replication] == pytest.approx(alone.cycle, rel=1e-12)
            assert found.levels[replication].tolist() == alone.levels.tolist()
            assert found.utilisation[replication] == pytest.approx(alone.role_utilisation, rel=1e-9)


def test_the_number_of_threads_changes_nothing() -> None:
    for one, many in zip(swept(1), swept(3), strict=True):
        assert one.cycle.tolist() == many.cycle.tolist()
        assert one.utilisation.tolist() == many.utilisation.tolist()


def test_progress_counts_scenarios_and_cancel_stops() -> None:
    seen: list[tuple[int, int]] = []
    small = functools.partial(sweep, SCENARIOS, seed=4, replications=2, cases=50, warm_up=0.0)
    small(progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(Cancelled):
        small(cancelled=lambda: True)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60).map(np.array))
def test_quantiles_are_those_of_numpy(values: Floats) -> None:
    expected = [values.mean(), *np.quantile(values, [0.5, 0.9, 0.95])]
    assert mean_and_quantiles(values) == pytest.approx(np.array(expected), rel=1e-9, abs=1e-9)


def test_nothing_has_no_quantiles() -> None:
    assert np.isnan(mean_and_quantiles(np.array([]))).all()

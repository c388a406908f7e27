"""What a search reads of a replication is what the simulation says of it."""

from __future__ import annotations

import numpy as np
import pytest

from models.entity import Entity
from models.escalation import WorkCalendar
from models.simulation.compile import compile_model
from models.simulation.kernel.prepared import prepare
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import APPROVE, Layout
from models.simulation.model.moves import moves_of
from models.simulation.model.pieces import Hop, Route, exponential, single
from models.simulation.results.replication import Replication, replicate
from models.whatif.measuring import Reading, measure
from tests.models.authority.small import band, row
from tests.models.whatif.house import ASSUMED, DAY, house


@pytest.mark.parametrize("more", [(), (WorkCalendar(id="week", name="Week"),)], ids=["plain", "calendar"])
def test_the_figures_are_those_of_the_whole_replication(more: tuple[Entity, ...]) -> None:
    bold = (row("low", band(None, 15_000), by="Lead"), row("high", band(15_000, "unlimited"), by="Head"))
    layout = compile_model(house(*bold, *more), ASSUMED.model_copy(update={"rework_probability": 0.1}), on=DAY).layout
    prepared, cancel = prepare(layout), np.zeros(1, dtype=np.uint8)
    for number in range(3):
        terms = {"seed": 7, "replication": number, "warm_up": 200, "cases": 3_000}
        whole = replicate(
            layout, prepared, moves_of(layout), **terms, cancel=cancel, progress=np.zeros(1, dtype=np.int64)
        )
        found = measure(layout, prepared, **terms, cancel=cancel)
        assert found.cycle == pytest.approx(whole.cycle, rel=1e-12)
        assert found.cost == pytest.approx(whole.cost, rel=1e-12)
        assert found.cost > 0
        assert 0 < found.exposed == whole.exposed
        assert found.exposed_value == pytest.approx(whole.exposed_value, rel=1e-12)


def _read_both_ways(layout: Layout, number: int) -> tuple[Reading, Replication]:
    prepared, cancel = prepare(layout), np.zeros(1, dtype=np.uint8)
    terms = {"seed": 3, "replication": number, "warm_up": 50, "cases": 600}
    counter = np.zeros(1, dtype=np.int64)
    whole = replicate(layout, prepared, moves_of(layout), **terms, cancel=cancel, progress=counter)
    return measure(layout, prepared, **terms, cancel=cancel), whole


def test_silence_is_too_low_only_where_a_level_is_asked_for() -> None:
    """A third of the cases ask for no level; of the others none gets the one that is asked for."""
    builder = LayoutBuilder()
    silent = builder.role(level=0)
    patient = (Hop(silent, exponential(4.0), deadline=1.0, outcome=APPROVE),)
    builder.decision(0.2, [Route(1, single(patient), value=10.0), Route(2, single(patient), value=5.0, required=1)])
    layout = builder.build()
    found, whole = _read_both_ways(layout, 0)
    assert found.exposed == whole.exposed == pytest.approx(2 / 3, abs=0.1)
    assert found.exposed_value == pytest.approx(whole.exposed_value, rel=1e-12)


def test_it_goes_without_events_where_nothing_needs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    builder = LayoutBuilder()
    low, high = builder.role(2, level=0), builder.role(1, level=1)
    chain = [Hop(low, exponential(1.0), 0.2), Hop(high, exponential(0.5))]
    builder.decision(1.2, [Route(3, single(chain), required=1), Route(1, single(chain[1:]))])
    layout = builder.build()
    with monkeypatch.context() as without_plan:
        without_plan.setattr("models.simulation.results.replication.plan_of", lambda _: None)
        by_events, _ = _read_both_ways(layout, 1)
    monkeypatch.setattr("models.simulation.results.replication.run_world", None)
    found, _ = _read_both_ways(layout, 1)
    assert found.cycle == pytest.approx(by_events.cycle, rel=1e-12)
    assert found.exposed == by_events.exposed > 0

"""What a search reads of a replication is what the simulation says of it."""

from __future__ import annotations

import numpy as np
import pytest

from models.entity import Entity
from models.escalation import WorkCalendar
from models.simulation.compile import compile_model
from models.simulation.kernel.prepared import prepare
from models.simulation.model.moves import moves_of
from models.simulation.results.replication import replicate
from models.whatif.measuring import measure
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

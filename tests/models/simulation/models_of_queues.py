"""Small models whose answers are known, shared by the tests of the simulation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.simulation.arrays import array_of
from models.simulation.kernel.world import World
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import Layout
from models.simulation.model.pieces import Hop, Join, Route, Step, Work, single
from models.simulation.results.summary import Result
from models.simulation.run import simulate
from models.simulation.settings import Settings


def queue(rate: float, work: Work, holders: int = 1, **hop: float) -> Layout:
    """One role, one decision, one step."""
    builder = LayoutBuilder()
    role = builder.role(holders)
    builder.decision(rate, [Route(1, single([Hop(role, work, **hop)]))])  # type: ignore[arg-type]
    return builder.build()


def side_by_side(works: tuple[Work, ...], needed: int | None, rate: float, decides: bool = True) -> Layout:
    """One decision whose one stage has a step for each of as many roles."""
    builder = LayoutBuilder()
    steps = tuple(Step((Hop(builder.role(), work),), decides) for work in works)
    builder.decision(rate, [Route(1, (Join(steps, needed),))])
    return builder.build()


def run(layout: Layout, cases: int = 40_000, replications: int = 20, seed: int = 7, **settings: object) -> Result:
    """The result with a warm-up of a tenth, unless told otherwise."""
    chosen: dict[str, object] = {"warm_up": 0.1, **settings}
    return simulate(
        layout, Settings.model_validate({"seed": seed, "cases": cases, "replications": replications, **chosen})
    )


def ended(world: World) -> NDArray[np.void]:
    """What became of the cases, in order of arrival; of a run that is no longer than a block."""
    rows = array_of(world.finished)
    return rows[np.argsort(rows["number"])]


def cycle_times(world: World) -> NDArray[np.float64]:
    """The hours from arrival to end, in order of arrival."""
    rows = ended(world)
    return np.asarray(rows["ended"] - rows["arrived"])

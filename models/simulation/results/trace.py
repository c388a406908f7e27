"""One replication with everything that happens in it, in order: for an event log of a simulated run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from models.simulation.arrays import Floats, Words, array_of
from models.simulation.kernel.prepared import prepare
from models.simulation.kernel.world import World
from models.simulation.model.layout import Layout
from models.simulation.results.replication import run_world

What = Literal["arrived", "taken_up", "worked", "timed_out", "closed"]
WHAT: tuple[What, ...] = get_args(What)

HOW_WORK_ENDS = ("done", "exception", "disagreement", "limit", "sent_back", "refused")
HOW_TIME_ENDS = ("escalate", "approve", "reject")
HOW_CASES_END = ("by_role", "by_role", "by_silence", "rejected", "refused", "undecided")


@dataclass(frozen=True)
class Happening:
    """Something that happened to a case: when (hours), to which, what, at which hop (the cell for arrived and closed),
    and how it ended."""

    time: float
    case: int
    what: What
    place: int
    how: str


@dataclass(frozen=True)
class Trace:
    """Everything that happened to some cases, in order."""

    time: Floats
    """[N] hours."""
    case: Words
    place: Words
    what: NDArray[np.uint8]
    how: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.time)

    def __iter__(self) -> Iterator[Happening]:
        return (self[at] for at in range(len(self)))

    def __getitem__(self, at: int) -> Happening:
        what = WHAT[self.what[at]]
        how = {"worked": HOW_WORK_ENDS, "timed_out": HOW_TIME_ENDS, "closed": HOW_CASES_END}.get(what)
        ended = how[self.how[at]] if how else ""
        return Happening(float(self.time[at]), int(self.case[at]), what, int(self.place[at]), ended)


def traced(layout: Layout, *, seed: int, cases: int, replication: int = 0) -> Trace:
    """Return what happens to the first `cases` cases of a replication, from the empty start to the end of the last."""
    found: list[NDArray[np.void]] = []

    def fold(world: World) -> None:
        rows = array_of(world.trace)[: int(array_of(world.run)["traced"][0])]
        found.append(rows[rows["case"] < cases].copy())

    run_world(
        layout,
        prepare(layout),
        seed=seed,
        replication=replication,
        warm_up=0,
        cases=cases,
        cancel=np.zeros(1, dtype=np.uint8),
        progress=np.zeros(1, dtype=np.int64),
        fold=fold,
        trace=True,
    )
    rows = np.concatenate(found)
    return Trace(rows["time"], rows["case"], rows["place"], rows["what"], rows["how"])

"""The moves that cases can make in a model: from which role to which, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from models.simulation.arrays import Floats, sizes
from models.simulation.model.layout import ESCALATE, NO_HOP, Layout

Cause = Literal["exception", "disagreement", "limit", "time_out", "absence"]
CAUSES: tuple[Cause, ...] = get_args(Cause)
"""Why a case moves to another role, in the order in which the kernel numbers them."""

TALLIES = ("exceptions", "disagreements", "limits", "timeouts", "absences")
"""The column of `world.HopTally` that counts each."""

_NEXT = ("hop_above", "hop_settles", "hop_above", "hop_late", "hop_stands_in")


@dataclass(frozen=True)
class Moves:
    """The moves of a model. [M] from which role to which and for which cause (a place in `CAUSES`)."""

    from_role: NDArray[np.intp]
    to_role: NDArray[np.intp]
    cause: NDArray[np.intp]
    number: NDArray[np.intp]
    """[H, 5] the move that a hop makes for each cause; -1 where it makes none."""

    def counted(self, tally: NDArray[np.void]) -> Floats:
        """Return [M] how often each was made, by the tally of the hops."""
        counts = np.stack([tally[name] for name in TALLIES], axis=1)
        made = self.number >= 0
        return np.bincount(self.number[made], weights=counts[made], minlength=len(self.cause)).astype(np.float64)


def moves_of(layout: Layout) -> Moves:
    """Return the moves that cases can make."""
    first = np.repeat(layout.step_hops[:-1].astype(np.intp), sizes(layout.step_hops))
    can = (
        layout.hop_exception > 0,
        layout.hop_disagreement > 0,
        layout.hop_limit > 0,
        np.isfinite(layout.hop_deadline) & (layout.hop_outcome == ESCALATE),
        np.ones(layout.hops, dtype=bool),
    )
    keys, places = [], []
    for cause, name in enumerate(_NEXT):
        numbers = getattr(layout, name)
        for hop in np.flatnonzero((numbers != NO_HOP) & can[cause]):
            target = first[hop] + numbers[hop]
            keys.append((int(layout.hop_role[hop]), int(layout.hop_role[target]), cause))
            places.append((int(hop), cause))
    known = {key: at for at, key in enumerate(sorted(set(keys)))}
    number = np.full((layout.hops, len(CAUSES)), -1, dtype=np.intp)
    for key, place in zip(keys, places, strict=True):
        number[place] = known[key]
    table = np.array(list(known), dtype=np.intp).reshape(-1, 3)
    return Moves(table[:, 0], table[:, 1], table[:, 2], number)

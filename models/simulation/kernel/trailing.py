"""The paths of cases: each move adds to a tree, in which a case remembers where it stands; and all that happens."""

from __future__ import annotations

import numpy as np

from models.simulation.kernel.compiled import rare
from models.simulation.kernel.world import World
from models.simulation.model.layout import NONE

LOST = np.uint32(1 << 31)
"""A bit of a case's path: where the case went from there is not known."""


@rare
def move_on(world: World, case: np.uint64, hop: np.uint64, cause: int) -> None:
    """The case moves on from a hop. Beyond the paths that can be told apart it stays for good on the one it is on."""
    run, of = world.run[0], world.cases[case]
    if of.trail & LOST:
        return
    at = world.trails[of.trail].child
    while at != NONE:
        known = world.trails[at]
        if known.hop == hop and known.cause == cause:
            of.trail = at
            return
        at = known.sibling
    if run.trails == np.uint64(len(world.trails)):
        of.trail |= LOST
        return
    new, parent = world.trails[run.trails], world.trails[of.trail]
    new.parent = of.trail
    new.hop = np.uint32(hop)
    new.cause = np.uint8(cause)
    new.sibling = parent.child
    parent.child = np.uint32(run.trails)
    of.trail = np.uint32(run.trails)
    run.trails += np.uint64(1)


@rare
def trace(world: World, time: float, case: np.uint64, place: np.uint64, what: int, how: np.uint8) -> None:
    """Write down what happens to a case. The kernel stops to have it read before there is no more room."""
    run = world.run[0]
    if run.traced < np.uint64(len(world.trace)):
        row = world.trace[run.traced]
        row.time = np.float64(time)
        row.case = np.uint32(case)
        row.place = np.uint32(place)
        row.what = np.uint8(what)
        row.how = how
        run.traced += np.uint64(1)

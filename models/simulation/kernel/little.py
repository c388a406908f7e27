"""Little's law as an integral: what waited at a role over time is what its cases waited, added up.

The area under the number waiting is the sum of the waits of all that have left the queue, and of what those who still
stand in it have waited so far. It holds for every run exactly, but for rounding; where it does not, the kernel has
lost or counted twice.

Source: Little, "A proof for the queuing formula: L = λW", Operations Research 9 (1961); as an identity of areas:
Stidham, "A last word on L = λW", Operations Research 22 (1974).
"""

from __future__ import annotations

import numpy as np

from models.simulation.arrays import array_of, totals
from models.simulation.kernel.world import World
from models.simulation.model.layout import Layout

_RELATIVE = 1e-6


def holds(layout: Layout, world: World) -> bool:
    """Return whether the areas agree at every role at the end of a run."""
    run, items = array_of(world.run)[0], array_of(world.items)
    desks, accounts = array_of(world.desks)[: layout.roles], array_of(world.accounts)[: layout.roles]
    in_use = np.ones(len(items), dtype=bool)
    in_use[items["free"][: int(run["free_items"])]] = False
    waiting = in_use & (items["end"] == 0)
    role = layout.hop_role[items["hop"][waiting]]
    so_far = totals(role, run["now"] - items["entered"][waiting], layout.roles)
    if not np.array_equal(np.bincount(role, minlength=layout.roles), desks["waiting"]):
        return False
    area = desks["wait_area"] + desks["waiting"] * run["now"]
    waited = accounts["waited"] + so_far
    # An area is a difference of sums of times: what it can be off by grows with them.
    room = _RELATIVE * (np.abs(area) + np.abs(waited)) + 1e-12 * run["now"] * run["arrived"]
    return bool((np.abs(area - waited) <= room).all())

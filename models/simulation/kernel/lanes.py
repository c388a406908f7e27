"""Queues at roles: one first-in-first-out lane per priority, doubly linked so that any item leaves in constant time."""

from __future__ import annotations

import numpy as np

from models.simulation.kernel.compiled import helper
from models.simulation.kernel.world import World
from models.simulation.model.layout import NONE

_ONE = np.uint64(1)


@helper
def join_queue(world: World, queue: np.uint64, item: np.uint64) -> None:
    """Put the item at the end of a lane."""
    lane, last = world.queues[queue], world.queues[queue].tail
    world.items[item].previous = last
    world.items[item].next = NONE
    if last == NONE:
        lane.head = np.uint32(item)
    else:
        world.items[last].next = np.uint32(item)
    lane.tail = np.uint32(item)


@helper
def leave_queue(world: World, queue: np.uint64, item: np.uint64) -> None:
    """Take the item out of a lane, wherever it stands."""
    lane = world.queues[queue]
    before, after = world.items[item].previous, world.items[item].next
    if before == NONE:
        lane.head = after
    else:
        world.items[before].next = after
    if after == NONE:
        lane.tail = before
    else:
        world.items[after].previous = before


@helper
def first_waiting(world: World, role: np.uint64) -> np.uint32:
    """The item that is served next at a role where some wait."""
    queue = role * world.run[0].lanes
    while world.queues[queue].head == NONE:
        queue += _ONE
    return world.queues[queue].head

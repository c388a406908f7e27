"""A piece of work at a role: it arrives, waits, is taken up, and frees its holder."""

from __future__ import annotations

import math

import numpy as np

from models.simulation.compiled import helper, rare
from models.simulation.heap import DEADLINE, SERVICE_END, push, reference
from models.simulation.lanes import first_waiting, join_queue, leave_queue
from models.simulation.layout import UNTIL_DONE
from models.simulation.random import WORK, philox, uniform
from models.simulation.service import duration
from models.simulation.world import World

_ZERO = np.uint64(0)
_ONE = np.uint64(1)
_ONE_WORD = np.uint32(1)
_UNTIL_DONE = np.uint8(UNTIL_DONE)


@helper
def measured(world: World, case: np.uint32) -> bool:
    """Whether the case arrived after the warm-up and is one of those that were asked for."""
    run = world.run[0]
    return bool(world.cases[case].number - run.warm_up < run.cases - run.warm_up)


@helper
def lane_of(world: World, item: np.uint64) -> np.uint64:
    """The queue in which the item stands, or would."""
    it = world.items[item]
    role = np.uint64(world.hops[it.hop].role)
    return role * world.run[0].lanes + np.uint64(world.routes[world.cases[it.case].route].lane)


@helper
def schedule(world: World, time: float, item: np.uint64, kind: np.uint64) -> np.uint64:
    """Put an event on the list; returns its sequence number."""
    run = world.run[0]
    sequence = run.sequence
    push(world.heap, run.events, time, reference(sequence, item, kind))
    run.sequence = sequence + _ONE
    run.events += _ONE
    return sequence


@helper
def take_up(world: World, item: np.uint64, now: float) -> None:
    """A holder starts on the item. What this work will be like is drawn here, in full."""
    run, it = world.run[0], world.items[item]
    hop = world.hops[it.hop]
    first, second, _, _ = philox(
        world.cases[it.case].number, run.replication, np.uint64(it.luck), WORK, run.key0, run.key1
    )
    it.fails = np.uint8(uniform(second) < hop.exception)
    end = now + duration(hop.service, hop.scale, hop.spread, uniform(first))
    world.desks[hop.role].busy_area -= now
    it.end = schedule(world, end, item, SERVICE_END)
    if hop.binds == _UNTIL_DONE and end > it.due:
        if it.deadline == _ZERO:
            it.deadline = schedule(world, it.due, item, DEADLINE)
    else:
        it.deadline = _ZERO


@helper
def enter(world: World, item: np.uint64, now: float) -> None:
    """The item arrives at the role of its hop: straight to an idle holder, or to the end of its lane."""
    it = world.items[item]
    hop = world.hops[it.hop]
    desk = world.desks[hop.role]
    if measured(world, it.case):
        world.hop_tally[it.hop].entered += 1
    it.due = np.float64(now + hop.deadline)
    it.deadline = _ZERO
    if desk.idle > 0:
        desk.idle -= _ONE_WORD
        take_up(world, item, now)
        return
    it.entered = np.float64(now)
    it.end = _ZERO
    join_queue(world, lane_of(world, item), item)
    desk.waiting += _ONE_WORD
    desk.wait_area -= now
    if it.due < math.inf:
        it.deadline = schedule(world, it.due, item, DEADLINE)


@helper
def stop_waiting(world: World, item: np.uint64, now: float) -> None:
    """The item leaves its lane, to be worked on or not."""
    it = world.items[item]
    desk = world.desks[world.hops[it.hop].role]
    leave_queue(world, lane_of(world, item), item)
    desk.waiting -= _ONE_WORD
    desk.wait_area += now
    if measured(world, it.case):
        world.hop_tally[it.hop].waited += now - it.entered


@helper
def release(world: World, role: np.uint64, now: float) -> None:
    """A holder is free again, and takes up the next item if there is one."""
    desk = world.desks[role]
    desk.busy_area += now
    if desk.waiting == 0:
        desk.idle += _ONE_WORD
        return
    item = np.uint64(first_waiting(world, role))
    stop_waiting(world, item, now)
    take_up(world, item, now)


@rare
def withdraw(world: World, item: np.uint64, now: float) -> None:
    """The item is no longer wanted where it is: it leaves its lane, or its holder drops it. Its events go stale."""
    it = world.items[item]
    it.deadline = _ZERO
    if it.end == _ZERO:
        stop_waiting(world, item, now)
        return
    it.end = _ZERO
    release(world, np.uint64(world.hops[it.hop].role), now)

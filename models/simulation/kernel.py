"""The event loop, compiled: one replication from its first case to its last.

Arrivals are merged from outside the heap; at equal times the heap goes first, and within it what was scheduled first.
Cases keep arriving after the last one that is measured, so that the last are met by the same traffic as the first,
but at most as many again: a model that cannot keep up still ends.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from models.simulation import arrays, flow, heap, lanes, layout, prepared, random, service, work
from models.simulation import world as world_
from models.simulation.arrays import Bytes, Counts
from models.simulation.compiled import entry, helper, rare, stamp
from models.simulation.flow import (
    NO_CASE,
    arrive,
    close,
    finish_step,
    move_up,
    next_stage,
    note_decider,
    note_silence,
    open_stage,
    plan_arrival,
    withdraw_below,
)
from models.simulation.heap import SERVICE_END, drop_first, item_of, kind_of, sequence_of
from models.simulation.layout import APPROVE, ESCALATE
from models.simulation.work import measured, release, withdraw
from models.simulation.world import REJECTED, World

ENDED, OUT_OF_ROOM, STOPPED = 0, 1, 2
"""What `advance` returns: all cases that were asked for have ended; the pools must grow; somebody cancelled."""

_ZERO = np.uint64(0)
_ONE = np.uint64(1)
_POLL = np.uint64(4095)
_NO_ITEM = np.uint64(0xFFFFFFFF)


@rare
def snapshot(world: World, now: float) -> None:
    """Write down the areas under the busy and waiting curves up to now; what was written before becomes the start.

    An area is kept as the sum of the times at which the curve fell minus those at which it rose; adding the
    present height times now makes it the integral.
    """
    run = world.run[0]
    run.window_from = run.window_to
    run.window_to = np.float64(now)
    for role in range(np.uint64(len(world.desks))):
        desk = world.desks[role]
        desk.busy_from = desk.busy_to
        desk.wait_from = desk.wait_to
        desk.busy_to = desk.busy_area + (desk.holders - desk.idle) * now
        desk.wait_to = desk.wait_area + desk.waiting * now


@helper
def on_arrival(world: World, now: float) -> np.uint64:
    """The next case arrives, and the one after it is planned. Returns the case whose first stage opens."""
    run = world.run[0]
    if run.arrived == run.warm_up:
        snapshot(world, now)
    if run.arrived == run.cases:
        snapshot(world, now)
    slot = arrive(world, now)
    plan_arrival(world, now)
    return slot


@helper
def on_service_end(world: World, item: np.uint64, now: float) -> tuple[np.uint64, np.uint64]:
    """The work is done: the role has decided, or cannot.

    Returns the case whose stage is done and the item that moves up.
    """
    it = world.items[item]
    fails, top = it.fails != 0, it.hop == it.last
    it.end = _ZERO
    it.deadline = _ZERO
    if measured(world, it.case):
        found = world.hop_tally[it.hop]
        if fails and not top:
            found.exceptions += 1
        else:
            found.finished += 1
            found.exceptions_at_top += fails
    release(world, np.uint64(world.hops[it.hop].role), now)
    if fails and not top:
        return NO_CASE, item
    note_decider(world, item)
    return finish_step(world, item, now), _NO_ITEM


@rare
def on_deadline(world: World, item: np.uint64, now: float) -> tuple[np.uint64, np.uint64]:
    """Time is up. Returns the case whose stage is done and the item that moves up."""
    it = world.items[item]
    counts = measured(world, it.case)
    found = world.hop_tally[it.hop]
    outcome = world.hops[it.hop].outcome
    if outcome == ESCALATE and it.hop == it.last:
        it.deadline = _ZERO
        it.due = np.float64(np.inf)
        found.timeouts_at_top += counts
        return NO_CASE, _NO_ITEM
    if outcome == ESCALATE:
        found.timeouts += counts
        withdraw(world, item, now)
        return NO_CASE, item
    if outcome == APPROVE:
        found.silences += counts
        withdraw(world, item, now)
        note_silence(world, item)
        return finish_step(world, item, now), _NO_ITEM
    found.rejections += counts
    slot = np.uint64(it.case)
    number = world.cases[slot].number
    if number < world.run[0].cases:
        world.case_tally[number].outcome = np.uint8(REJECTED)
    withdraw_below(world, slot, _ZERO, now)
    close(world, slot, now)
    return NO_CASE, _NO_ITEM


@helper
def on_event(world: World, now: float) -> tuple[np.uint64, np.uint64]:
    """The first event of the list happens, unless it is stale.

    Returns the case whose stage is done and the item that moves up.
    """
    run = world.run[0]
    ref = world.heap[0].ref
    run.events -= _ONE
    drop_first(world.heap, run.events)
    item, sequence = item_of(ref), sequence_of(ref)
    if kind_of(ref) == SERVICE_END:
        if world.items[item].end == sequence:
            return on_service_end(world, item, now)
    elif world.items[item].deadline == sequence:
        return on_deadline(world, item, now)
    return NO_CASE, _NO_ITEM


@helper
def has_room(world: World) -> bool:
    """Whether the next event, whatever it is, cannot overflow a pool."""
    run = world.run[0]
    return bool(
        run.events + np.uint64(4) * run.places < np.uint64(len(world.heap))
        and run.free_items >= run.places
        and run.free_cases > _ZERO
    )


def _compile(source: int) -> Callable[[World, Bytes, Counts], int]:
    def advance(world: World, cancel: Bytes, progress: Counts) -> int:
        status = ENDED + (source & 0)  # naming the helpers' source makes it part of this function's identity
        run = world.run[0]
        turn = _ZERO
        if run.arrived == _ZERO:
            plan_arrival(world, 0.0)
        while run.done < run.cases or run.arrived <= run.cases:
            if not has_room(world):
                status = OUT_OF_ROOM
                break
            turn += _ONE
            if turn & _POLL == _ZERO:
                progress[0] = np.int64(run.done)
                if cancel[0] != 0:
                    status = STOPPED
                    break
            if run.events == _ZERO or run.next_arrival < world.heap[0].time:
                now = run.next_arrival
                opening = on_arrival(world, now)
            else:
                now = world.heap[0].time
                done, moving = on_event(world, now)
                opening = NO_CASE
                if moving != _NO_ITEM:
                    move_up(world, moving, now)
                elif done != NO_CASE:
                    opening = next_stage(world, done, now)
            if opening != NO_CASE:
                open_stage(world, opening, now)
            run.now = now
        progress[0] = np.int64(run.done)
        return status

    return entry(advance)


advance = _compile(stamp(arrays, flow, heap, lanes, layout, prepared, random, service, work, world_))
"""`advance(world, cancel, progress)`: run on until the end, or until there is no room, or until cancelled."""

"""A piece of work at a role: it arrives, waits, is taken up, and frees its holder.

`full` says whether the model has anything beside roles with pools of their own that never close; it is known when the
kernel is compiled, so that a plain model pays nothing for what it does not have. There a role and its pool have the
same number.
"""

from __future__ import annotations

import math

import numpy as np

from models.simulation.kernel.clock import is_open, moment, next_turn, on_day, open_hours
from models.simulation.kernel.compiled import helper, rare
from models.simulation.kernel.counts import TAKEN_UP
from models.simulation.kernel.heap import DEADLINE, OPENING, SERVICE_END, push, reference, sink
from models.simulation.kernel.lanes import first_waiting, join_queue, leave_queue
from models.simulation.kernel.random import PATIENCE, WORK, philox, uniform
from models.simulation.kernel.service import duration
from models.simulation.kernel.state import DISAGREEMENT, DONE, EXCEPTION, LIMIT, NO, SENT_BACK
from models.simulation.kernel.trailing import trace
from models.simulation.kernel.world import World
from models.simulation.model.layout import RANDOM, UNTIL_DONE

_ZERO = np.uint64(0)
_ONE = np.uint64(1)
_ONE_WORD = np.uint32(1)
_UNTIL_DONE = np.uint8(UNTIL_DONE)
_RANDOM = np.uint8(RANDOM)
_LOW = np.uint64(0xFFFFFFFF)
_STREAM = np.uint64(32)
_BESIDE = np.uint64(8)
_TURN = np.uint64(24)
_NOBODY = np.uint64(0xFFFFFFFF)


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
    return role * world.run[0].lanes + np.uint64(world.cases[it.case].lane)


@helper
def schedule(world: World, time: float, item: np.uint64, kind: np.uint64) -> np.uint64:
    """Put an event on the list; returns its sequence number."""
    run = world.run[0]
    sequence = run.sequence
    run.sequence = sequence + _ONE
    if run.hole != _ZERO:
        run.hole = _ZERO
        sink(world.heap, run.events, time, reference(sequence, item, kind))
    else:
        push(world.heap, run.events, time, reference(sequence, item, kind))
        run.events += _ONE
    return sequence


@helper
def verdict(world: World, item: np.uint64, second: np.uint64, third: np.uint64, fourth: np.uint64) -> int:
    """How the work on an item ends, from three words of luck."""
    hop = world.hops[world.items[item].hop]
    if hop.limit != 0:
        return LIMIT
    if uniform(second) < hop.exception:
        return EXCEPTION
    if uniform(third) < hop.disagreement:
        return DISAGREEMENT
    share = uniform(fourth)
    if share < hop.rework:
        return SENT_BACK
    return NO if share < hop.rework_or_refusal else DONE


@helper
def again(world: World, item: np.uint64) -> np.uint64:
    """The word of the counter that tells replications apart, and the turns of a case that comes to a hop again."""
    return world.run[0].replication | (np.uint64(world.items[item].turn) << _TURN)


@helper
def take_up(world: World, item: np.uint64, pool: np.uint64, now: float, full: bool) -> None:
    """A holder of the pool starts on the item. What this work will be like is drawn here, in full."""
    run, it = world.run[0], world.items[item]
    hop, desk = world.hops[it.hop], world.desks[pool]
    desk.idle -= _ONE_WORD
    serial = world.cases[it.case].serial
    purpose = (WORK | ((serial >> _STREAM) << _BESIDE)) if full else WORK
    number = (serial & _LOW) if full else serial
    which = again(world, item)
    first, second, third, fourth = philox(number, which, np.uint64(it.luck), purpose, run.key0, run.key1)
    work = duration(hop.service, hop.scale, hop.spread, uniform(first))
    if full:
        it.verdict = np.uint8(verdict(world, item, second, third, fourth))
        started = open_hours(world, desk.calendar, now)
        end = max(moment(world, desk.calendar, started + work * desk.stretch), now)
        it.pool = np.uint32(pool)
        it.started = np.float64(started)
        it.work = np.float64(work)
        desk.busy_area -= started
        if len(world.trace) > 0:
            trace(world, now, world.cases[it.case].number, np.uint64(it.hop), TAKEN_UP, np.uint8(DONE))
    else:
        it.verdict = np.uint8(uniform(second) < hop.exception)
        end = now + work * desk.stretch
        desk.busy_area -= now
    it.end = schedule(world, end, item, SERVICE_END)
    if hop.binds == _UNTIL_DONE and end > it.due:
        if it.deadline == _ZERO:
            it.deadline = schedule(world, it.due, item, DEADLINE)
    else:
        it.deadline = _ZERO


@helper
def deadline_of(world: World, item: np.uint64, full: bool) -> float:
    """Hours that the role of the item's hop has."""
    it = world.items[item]
    hop = world.hops[it.hop]
    if full and hop.patience == _RANDOM:
        run, serial = world.run[0], world.cases[it.case].serial
        purpose = PATIENCE | ((serial >> _STREAM) << _BESIDE)
        words = philox(serial & _LOW, again(world, item), np.uint64(it.luck), purpose, run.key0, run.key1)
        return -math.log(uniform(words[0])) * hop.deadline
    return hop.deadline


@rare
def idle_pool(world: World, role: np.uint64, now: float) -> np.uint64:
    """A pool of the role that has somebody idle, is open and acts in the role today; or `_NOBODY`."""
    desk = world.desks[role]
    for pair in range(np.uint64(desk.pool), np.uint64(desk.pool_end)):
        found = world.role_pools[pair]
        pool = world.desks[found.other]
        if pool.idle > 0 and is_open(world, pool.calendar, now) and on_day(world, found.mask, now):
            return np.uint64(found.other)
    return _NOBODY


@rare
def wait_for_opening(world: World, pool: np.uint64, now: float) -> None:
    """See to it that the pool looks for work when it opens next to act in a role for which something waits.

    A pool that never does is not asked again: it would be, day after day, for ever.
    """
    desk = world.desks[pool]
    at = np.float64(math.inf)
    for pair in range(np.uint64(desk.role), np.uint64(desk.role_end)):
        found = world.pool_roles[pair]
        if world.desks[found.other].waiting > 0:
            at = min(at, np.float64(next_turn(world, desk.calendar, found.mask, now)))
    if at < math.inf and (desk.opening == _ZERO or at < desk.opens):
        desk.opening = schedule(world, at, pool, OPENING)
        desk.opens = at


@rare
def wake_pools(world: World, role: np.uint64, now: float) -> None:
    """Something waits for the role: those of its pools that have somebody idle, and cannot act now, look later."""
    desk = world.desks[role]
    for pair in range(np.uint64(desk.pool), np.uint64(desk.pool_end)):
        pool = np.uint64(world.role_pools[pair].other)
        if world.desks[pool].idle > 0:
            wait_for_opening(world, pool, now)


@rare
def ask_the_idle(world: World, item: np.uint64, role: np.uint64, now: float) -> bool:
    """Whether a pool that opens at this very moment takes the item up: after what has waited for that longer."""
    desk = world.desks[role]
    for pair in range(np.uint64(desk.pool), np.uint64(desk.pool_end)):
        found = world.role_pools[pair]
        pool = np.uint64(found.other)
        open_now = world.desks[pool].idle > 0 and is_open(world, world.desks[pool].calendar, now)
        if open_now and on_day(world, found.mask, now):
            look_for_work(world, pool, now)
            if world.items[item].end != _ZERO:
                return True
    return False


@helper
def enter(world: World, item: np.uint64, now: float, full: bool) -> None:
    """The item arrives at the role of its hop: straight to an idle holder, or to the end of its lane."""
    it = world.items[item]
    hop = world.hops[it.hop]
    role = np.uint64(hop.role)
    desk = world.desks[role]
    if measured(world, it.case):
        world.hop_tally[it.hop].entered += 1
    it.due = np.float64(now + deadline_of(world, item, full))
    it.deadline = _ZERO
    if full:
        pool = idle_pool(world, role, now)
        if pool != _NOBODY and world.desks[pool].opening == _ZERO:
            take_up(world, item, pool, now, full)
            return
    elif desk.idle > 0:
        take_up(world, item, role, now, full)
        return
    it.entered = np.float64(now)
    it.end = _ZERO
    join_queue(world, lane_of(world, item), item)
    desk.waiting += _ONE_WORD
    desk.wait_area -= now
    if full and ask_the_idle(world, item, role, now):
        return
    if it.due < math.inf:
        it.deadline = schedule(world, it.due, item, DEADLINE)
    if full:
        wake_pools(world, role, now)


@helper
def stop_waiting(world: World, item: np.uint64, now: float, full: bool) -> None:
    """The item leaves its lane, to be worked on or not."""
    it = world.items[item]
    role = np.uint64(world.hops[it.hop].role)
    desk = world.desks[role]
    leave_queue(world, lane_of(world, item), item)
    desk.waiting -= _ONE_WORD
    desk.wait_area += now
    world.accounts[role].waited += now - it.entered
    if measured(world, it.case):
        tally = world.hop_tally[it.hop]
        tally.waited += now - it.entered
        if full:
            office = world.office[0]
            tally.waited_working += open_hours(world, office, now) - open_hours(world, office, it.entered)


@rare
def next_of_roles(world: World, pool: np.uint64, now: float) -> np.uint64:
    """The item that the pool takes up next: of the first lane, the one that came first; or `_NOBODY`."""
    desk, lanes = world.desks[pool], world.run[0].lanes
    best, best_lane, best_entered = _NOBODY, lanes, np.float64(math.inf)
    for pair in range(np.uint64(desk.role), np.uint64(desk.role_end)):
        found = world.pool_roles[pair]
        role = np.uint64(found.other)
        if world.desks[role].waiting == 0 or not on_day(world, found.mask, now):
            continue
        item = np.uint64(first_waiting(world, role))
        lane = np.uint64(world.cases[world.items[item].case].lane)
        entered = world.items[item].entered
        if lane < best_lane or (lane == best_lane and entered < best_entered):
            best, best_lane, best_entered = item, lane, entered
    return best


@rare
def waits_somewhere(world: World, pool: np.uint64) -> bool:
    """Whether something waits at a role whose work the pool does."""
    desk = world.desks[pool]
    for pair in range(np.uint64(desk.role), np.uint64(desk.role_end)):
        if world.desks[world.pool_roles[pair].other].waiting > 0:
            return True
    return False


@rare
def look_for_work(world: World, pool: np.uint64, now: float) -> None:
    """The idle holders of the pool take up what waits, if they are open; if they are not, they look when they are."""
    desk = world.desks[pool]
    if is_open(world, desk.calendar, now):
        while desk.idle > 0:
            item = next_of_roles(world, pool, now)
            if item == _NOBODY:
                break
            stop_waiting(world, item, now, True)
            take_up(world, item, pool, now, True)
    if desk.idle > 0 and waits_somewhere(world, pool):
        wait_for_opening(world, pool, now)


@helper
def release(world: World, item: np.uint64, now: float, full: bool) -> None:
    """The holder who worked on the item is free again, and takes up the next one if there is one."""
    it = world.items[item]
    role = np.uint64(world.hops[it.hop].role)
    if full:
        pool = np.uint64(it.pool)
        desk = world.desks[pool]
        spent = open_hours(world, desk.calendar, now) - it.started
        desk.busy_area += it.started + spent
        work = min(spent / desk.stretch, it.work)
        world.cases[it.case].cost += work * world.role_cost[role]
        if measured(world, it.case):
            world.accounts[role].worked += work
        desk.idle += _ONE_WORD
        if desk.waiting > 0 or desk.role_end - desk.role > 1 or waits_somewhere(world, pool):
            look_for_work(world, pool, now)
        return
    desk = world.desks[role]
    desk.busy_area += now
    desk.idle += _ONE_WORD
    if desk.waiting > 0:
        following = np.uint64(first_waiting(world, role))
        stop_waiting(world, following, now, full)
        take_up(world, following, role, now, full)


@rare
def withdraw(world: World, item: np.uint64, now: float, full: bool) -> None:
    """The item is no longer wanted where it is: it leaves its lane, or its holder drops it. Its events go stale."""
    it = world.items[item]
    it.deadline = _ZERO
    if it.end == _ZERO:
        stop_waiting(world, item, now, full)
        return
    it.end = _ZERO
    release(world, item, now, full)

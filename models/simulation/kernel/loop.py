"""The event loop, compiled: one replication from its first case to its last.

Arrivals are merged from outside the heap; at equal times the heap goes first, and within it what was scheduled first.
Cases keep arriving after the last one that is measured, so that the last are met by the same traffic as the first,
but at most as many again: a model that cannot keep up still ends.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from models.simulation import arrays
from models.simulation.arrays import Bytes, Counts
from models.simulation.kernel import (
    arriving,
    clock,
    counts,
    flow,
    heap,
    lanes,
    prepared,
    random,
    service,
    state,
    trailing,
    work,
)
from models.simulation.kernel import world as world_
from models.simulation.kernel.arriving import choose_next, plan
from models.simulation.kernel.clock import open_hours
from models.simulation.kernel.compiled import entry, helper, rare, stamp
from models.simulation.kernel.counts import (
    BACK_MOVE,
    DISAGREEMENT_MOVE,
    EXCEPTION_MOVE,
    LIMIT_MOVE,
    REFUSED,
    REJECTED,
    SAMPLES,
    TIME_OUT_MOVE,
    TIMED_OUT,
    WORKED,
)
from models.simulation.kernel.flow import (
    MOST_MOVES,
    NO_CASE,
    arrive,
    close,
    finish_step,
    free,
    move,
    next_stage,
    note_decider,
    note_silence,
    open_stage,
    withdraw_below,
)
from models.simulation.kernel.heap import DEADLINE, SERVICE_END, drop_first, item_of, kind_of, sequence_of
from models.simulation.kernel.state import DISAGREEMENT, DONE, EXCEPTION, LIMIT, NO, SENT_BACK
from models.simulation.kernel.trailing import move_on, trace
from models.simulation.kernel.work import look_for_work, measured, release, withdraw
from models.simulation.kernel.world import World
from models.simulation.model import layout
from models.simulation.model.layout import APPROVE, ESCALATE, NONE

ENDED, OUT_OF_ROOM, STOPPED, BLOCK_FULL = 0, 1, 2, 3
"""What `advance` returns: all cases that were asked for have ended; the pools must grow; somebody cancelled; what
became of cases must be read before more can end."""

_ZERO = np.uint64(0)
_ONE = np.uint64(1)
_ONE_BYTE = np.uint8(1)
_POLL = np.uint64(4095)
_NO_ITEM = np.uint64(0xFFFFFFFF)


@rare
def snapshot(world: World, now: float, full: bool) -> None:
    """Write down the areas under the busy and waiting curves up to now; what was written before becomes the start.

    An area is kept as the sum of the times at which the curve fell minus those at which it rose; adding the
    present height times now makes it the integral.
    """
    run = world.run[0]
    run.window_from = run.window_to
    run.window_to = np.float64(now)
    for number in range(np.uint64(len(world.desks))):
        desk, account = world.desks[number], world.accounts[number]
        opened = np.float64(open_hours(world, desk.calendar, now) if full else now)
        account.busy_from = account.busy_to
        account.open_from = account.open_to
        account.wait_from = account.wait_to
        account.busy_to = desk.busy_area + (desk.holders - desk.idle) * opened
        account.open_to = opened
        account.wait_to = desk.wait_area + desk.waiting * now


@rare
def sample(world: World, now: float) -> None:
    """Write down how much waits at each role, for every moment to look that has come."""
    run, roles = world.run[0], np.uint64(len(world.role_cost))
    while run.samples < np.uint64(SAMPLES) and run.next_sample <= now:
        for role in range(roles):
            world.samples[run.samples * roles + role] = world.desks[role].waiting
        run.samples += _ONE
        run.next_sample += run.sample_every


@helper
def on_arrival(world: World, now: float, full: bool) -> np.uint64:
    """The next case arrives, and the one after it is planned. Returns the case whose first stage opens."""
    run = world.run[0]
    if run.arrived == run.warm_up:
        snapshot(world, now, full)
    if run.arrived == run.cases:
        snapshot(world, now, full)
    return arrive(world, now, full)


@rare
def send_back(world: World, slot: np.uint64, now: float) -> None:
    """The case starts again with the first stage of its procedure."""
    case = world.cases[slot]
    withdraw_below(world, slot, _ZERO, now, True)
    case.stage = world.routes[case.route].first
    case.round += _ONE_BYTE
    open_stage(world, slot, now, True)


@rare
def end_at_once(world: World, slot: np.uint64, outcome: int, now: float, full: bool) -> None:
    """The case ends, whatever is still open of it."""
    world.cases[slot].outcome = np.uint8(outcome)
    withdraw_below(world, slot, _ZERO, now, full)
    close(world, slot, now, full)


@rare
def end_otherwise(world: World, item: np.uint64, now: float) -> tuple[bool, np.uint64, np.uint32]:
    """The work of a full model is done, and not just done: the case moves on, is sent back, or refused.

    Returns whether the step is finished all the same, the item that moves on and to which hop.
    """
    it = world.items[item]
    hop, tally = world.hops[it.hop], world.hop_tally[it.hop]
    counts = measured(world, it.case)
    slot = np.uint64(it.case)
    ended = it.verdict
    if ended == SENT_BACK:
        if world.cases[slot].round >= MOST_MOVES:
            return True, _NO_ITEM, NONE
        tally.returns += counts
        move_on(world, slot, np.uint64(it.hop), BACK_MOVE)
        free(world, item)
        send_back(world, slot, now)
        return False, _NO_ITEM, NONE
    if ended == NO:
        tally.refusals += counts
        note_decider(world, item)
        free(world, item)
        end_at_once(world, slot, REFUSED, now, True)
        return False, _NO_ITEM, NONE
    target = hop.settles if ended == DISAGREEMENT else hop.above
    if target == NONE or it.moves >= MOST_MOVES:
        tally.exceptions_at_top += counts and ended != DISAGREEMENT
        tally.disagreements_at_top += counts and ended == DISAGREEMENT
        return True, _NO_ITEM, NONE
    if ended == EXCEPTION:
        tally.exceptions += counts
        move_on(world, slot, np.uint64(it.hop), EXCEPTION_MOVE)
    elif ended == LIMIT:
        tally.limits += counts
        move_on(world, slot, np.uint64(it.hop), LIMIT_MOVE)
    else:
        tally.disagreements += counts
        move_on(world, slot, np.uint64(it.hop), DISAGREEMENT_MOVE)
    return False, item, target


@helper
def on_service_end(world: World, item: np.uint64, now: float, full: bool) -> tuple[np.uint64, np.uint64, np.uint32]:
    """The work is done: the role has decided, or cannot.

    Returns the case whose stage is done, the item that moves on, and to which hop.
    """
    it = world.items[item]
    it.end = _ZERO
    it.deadline = _ZERO
    if full and len(world.trace) > 0:
        trace(world, now, world.cases[it.case].number, np.uint64(it.hop), WORKED, it.verdict)
    release(world, item, now, full)
    hop = world.hops[it.hop]
    if full and it.verdict != DONE:
        finished, moving, target = end_otherwise(world, item, now)
        if not finished:
            return NO_CASE, moving, target
    elif not full:
        fails, top = it.verdict != 0, hop.above == NONE
        if measured(world, it.case):
            found = world.hop_tally[it.hop]
            if fails and not top:
                found.exceptions += 1
            else:
                found.finished += 1
                found.exceptions_at_top += fails
        if fails and not top:
            return NO_CASE, item, hop.above
    if full:
        world.hop_tally[it.hop].finished += measured(world, it.case)
    note_decider(world, item)
    return finish_step(world, item, now, full), _NO_ITEM, NONE


@rare
def on_deadline(world: World, item: np.uint64, now: float, full: bool) -> tuple[np.uint64, np.uint64, np.uint32]:
    """Time is up. Returns the case whose stage is done, the item that moves on, and to which hop."""
    it = world.items[item]
    counts = measured(world, it.case)
    found, hop = world.hop_tally[it.hop], world.hops[it.hop]
    outcome = hop.outcome
    if full and len(world.trace) > 0:
        trace(world, now, world.cases[it.case].number, np.uint64(it.hop), TIMED_OUT, outcome)
    if outcome == ESCALATE and (hop.late == NONE or it.moves >= MOST_MOVES):
        it.deadline = _ZERO
        it.due = np.float64(np.inf)
        found.timeouts_at_top += counts
        return NO_CASE, _NO_ITEM, NONE
    if outcome == ESCALATE:
        found.timeouts += counts
        if full:
            move_on(world, np.uint64(it.case), np.uint64(it.hop), TIME_OUT_MOVE)
        withdraw(world, item, now, full)
        return NO_CASE, item, hop.late
    if outcome == APPROVE:
        found.silences += counts
        withdraw(world, item, now, full)
        note_silence(world, item)
        return finish_step(world, item, now, full), _NO_ITEM, NONE
    found.rejections += counts
    end_at_once(world, np.uint64(it.case), REJECTED, now, full)
    return NO_CASE, _NO_ITEM, NONE


@rare
def on_opening(world: World, pool: np.uint64, sequence: np.uint64, now: float) -> None:
    """A pool opens that waited for it."""
    desk = world.desks[pool]
    if desk.opening == sequence:
        desk.opening = _ZERO
        look_for_work(world, pool, now)


@helper
def on_event(world: World, now: float, full: bool) -> tuple[np.uint64, np.uint64, np.uint32]:
    """The first event of the list happens, unless it is stale.

    Returns the case whose stage is done, the item that moves on, and to which hop.
    """
    run = world.run[0]
    ref = world.heap[0].ref
    run.hole = _ONE
    item, sequence, kind = item_of(ref), sequence_of(ref), kind_of(ref)
    if kind == SERVICE_END:
        if world.items[item].end == sequence:
            return on_service_end(world, item, now, full)
    elif not full or kind == DEADLINE:
        if world.items[item].deadline == sequence:
            return on_deadline(world, item, now, full)
    else:
        on_opening(world, item, sequence, now)
    return NO_CASE, _NO_ITEM, NONE


@helper
def trace_is_full(world: World) -> bool:
    """Whether what has happened must be read before the next event; half of the room is for that event alone."""
    return bool(np.uint64(2) * world.run[0].traced > np.uint64(len(world.trace)))


@helper
def has_room(world: World, full: bool) -> bool:
    """Whether the next event, whatever it is, cannot overflow a pool.

    When a pool opens, all of its idle holders take something up at once.
    """
    run = world.run[0]
    taken = min(np.uint64(len(world.items)) - run.free_items, run.holders) if full else _ZERO
    return bool(
        run.events + taken + run.slack < np.uint64(len(world.heap))
        and run.free_items >= run.places
        and run.free_cases > _ZERO
    )


@helper
def begin(world: World, full: bool) -> None:
    """Plan the first case of each stream."""
    for number in range(len(world.sources)):
        plan(world, np.uint64(number), full)
    choose_next(world, full)


@helper
def happen(world: World, full: bool) -> bool:
    """What is next happens: a case arrives, or the first event of the list. Returns False where nothing is next."""
    run = world.run[0]
    target, moving = NONE, _NO_ITEM
    if run.events == _ZERO or run.next_arrival < world.heap[0].time:
        now = run.next_arrival
        if now == np.inf:  # the lists of arrivals have come to their end
            return False
        if full and run.next_sample <= now:
            sample(world, now)
        opening = on_arrival(world, now, full)
    else:
        now = world.heap[0].time
        if full and run.next_sample <= now:
            sample(world, now)
        opening, moving, target = on_event(world, now, full)
        if moving != _NO_ITEM:
            move(world, moving, target, now, full)
        elif opening != NO_CASE:
            opening = next_stage(world, opening, now, full)
    if opening != NO_CASE:
        open_stage(world, opening, now, full)
    if run.hole != _ZERO:
        run.hole = _ZERO
        run.events -= _ONE
        drop_first(world.heap, run.events)
    run.now = now
    return True


def _compile(source: int, full: bool) -> Callable[[World, Bytes, Counts], int]:
    def advance(world: World, cancel: Bytes, progress: Counts) -> int:
        status = ENDED + (source & 0)  # naming the helpers' source makes it part of this function's identity
        run = world.run[0]
        turn = _ZERO
        if world.sources[0].count == _ZERO:
            begin(world, full)
        while run.done < run.cases or run.arrived <= run.cases:
            if not has_room(world, full):
                status = OUT_OF_ROOM
                break
            if run.finished == np.uint64(len(world.finished)) or (full and trace_is_full(world)):
                status = BLOCK_FULL
                break
            turn += _ONE
            if turn & _POLL == _ZERO:
                progress[0] = np.int64(run.done)
                if cancel[0] != 0:
                    status = STOPPED
                    break
            if not happen(world, full):
                break
        if status == ENDED and run.arrived <= run.cases:
            snapshot(world, run.now, full)
        progress[0] = np.int64(run.done)
        return status

    return entry(advance)


_SOURCE = stamp(
    *(
        arrays,
        arriving,
        clock,
        counts,
        flow,
        heap,
        lanes,
        layout,
        prepared,
        random,
        service,
        state,
        trailing,
        work,
        world_,
    )
)

advance_plain = _compile(_SOURCE, full=False)
"""`advance(world, cancel, progress)`: run a plain model on until the end, or until there is no room, until what became
of cases must be read, or until cancelled."""
advance_full = _compile(_SOURCE, full=True)
"""The same for a model with everything."""

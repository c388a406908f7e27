"""The feed-forward path, compiled: a block of cases arrives, then each role in order works off what has reached it.

A block ends before a case whose moment of arrival is known, and everything up to that moment is done before that case
comes. Work that no holder can take up by then stays on its stream. So what is held in memory is a block and what is
open, and the moments at which the measured window begins and ends are moments between two blocks.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from models.simulation import arrays
from models.simulation.arrays import Bytes, Counts
from models.simulation.feedforward import plan as plan_
from models.simulation.feedforward import streams
from models.simulation.feedforward.streams import AT_REST, Flow, first_of, full, put
from models.simulation.kernel import arriving, counts, prepared, random, service, world
from models.simulation.kernel.arriving import plan
from models.simulation.kernel.compiled import entry, helper, rare, stamp
from models.simulation.kernel.counts import BY_ROLE, UNDECIDED
from models.simulation.kernel.random import WORK, philox, uniform
from models.simulation.kernel.service import duration
from models.simulation.model import layout
from models.simulation.model.layout import NO_LEVEL, NONE

ENDED, OUT_OF_ROOM, STOPPED, BLOCK_FULL, TOO_MANY_OPEN, TIED = range(6)
"""What `advance` returns: all cases that were asked for have ended; a stream must grow; somebody cancelled; what
became of cases must be read before more can end; there must be more places for open cases; two pieces of work
reached a role at the very same moment from two sides, so that their order is that of events: the event loop's."""

BLOCK = np.uint64(1024)
"""Cases a block: few enough to stay in the cache."""
_LAST_BLOCKS = np.uint64(128)
"""Cases a block once those that were asked for have arrived."""

_ZERO = np.uint64(0)
_ONE = np.uint64(1)
_TWO = np.uint64(2)
_NO_WAY = np.uint64(0xFFFFFFFF)


@rare
def snapshot(flow: Flow, now: float) -> None:
    """Write down the areas under the busy and waiting curves up to now; what was written before becomes the start."""
    run, mask = flow.run[0], flow.course[0].stream_mask
    run.window_from = run.window_to
    run.window_to = np.float64(now)
    for role in range(np.uint64(len(flow.posts))):
        post, account = flow.posts[role], flow.accounts[role]
        busy, wait = float(post.busy_area), float(post.wait_area)
        for holder in range(np.uint64(flow.role_holders[role]), np.uint64(flow.role_holders[role + _ONE])):
            hand = flow.holders[holder]
            if hand.order != AT_REST:
                busy -= hand.end - now  # counted in full when it was taken up
        for way in range(np.uint64(flow.role_streams[role]), np.uint64(flow.role_streams[role + _ONE])):
            for place in range(flow.ways[way].taken, flow.ways[way].put):
                wait += now - flow.pieces[way * (mask + _ONE) + (place & mask)].time
        account.busy_from = account.busy_to
        account.open_from = account.open_to
        account.wait_from = account.wait_to
        account.busy_to = np.float64(busy)
        account.open_to = np.float64(now)
        account.wait_to = np.float64(wait)


@helper
def plan_next(flow: Flow) -> None:
    """Set the time and the cell of the next case."""
    run = flow.run[0]
    if run.arrived >= run.arrivals:
        run.next_arrival = np.float64(math.inf)
        return
    plan(flow, _ZERO, False)  # type: ignore[arg-type]  # what it reads is there under the same names
    run.next_arrival = flow.sources[0].next
    run.next_cell = flow.sources[0].cell


@helper
def begin_block(flow: Flow) -> None:
    """Decide how far the next block goes."""
    run, course = flow.run[0], flow.course[0]
    if run.arrived == run.warm_up:
        snapshot(flow, run.next_arrival)
    if run.arrived == run.cases:
        snapshot(flow, run.next_arrival)
    course.border = run.arrived + (BLOCK if run.arrived < run.cases else _LAST_BLOCKS)
    if run.arrived < run.warm_up:
        course.border = min(course.border, run.warm_up)
    elif run.arrived < run.cases:
        course.border = min(course.border, run.cases)


@helper
def write_down(flow: Flow, number: np.uint64, ended: float, outcome: int) -> None:
    """Keep what became of a case that was asked for."""
    run = flow.run[0]
    case, found = flow.open_cases[number & flow.course[0].case_mask], flow.finished[run.finished]
    found.number = np.uint32(number)
    found.cell = case.cell
    found.arrived = case.arrived
    found.ended = np.float64(ended)
    found.outcome = np.uint8(outcome)
    found.level = case.level
    found.moves = case.moves
    case.open = np.uint8(0)
    run.finished += _ONE
    run.done += _ONE


@helper
def let_arrive(flow: Flow) -> int:
    """The cases of the block arrive, each on the stream to its first role."""
    run, course = flow.run[0], flow.course[0]
    while run.arrived < course.border and run.arrived < run.arrivals:
        number = run.arrived
        door = flow.entrances[flow.cell_route[run.next_cell]]
        if door.stream != NONE and full(flow, np.uint64(door.stream)):
            return OUT_OF_ROOM
        if number < run.cases:
            case = flow.open_cases[number & course.case_mask]
            if case.open != 0:
                return TOO_MANY_OPEN
            if door.stream == NONE and run.finished == np.uint64(len(flow.finished)):
                return BLOCK_FULL
            case.arrived = run.next_arrival
            case.cell = np.uint32(run.next_cell)
            case.level = np.uint8(NO_LEVEL)
            case.moves = np.uint8(0)
            case.open = np.uint8(1)
            if door.stream == NONE:
                write_down(flow, number, run.next_arrival, UNDECIDED)
        if door.stream != NONE:
            put(flow, np.uint64(door.stream), run.next_arrival, number, np.uint64(door.hop))
        run.now = run.next_arrival
        run.arrived = number + _ONE
        plan_next(flow)
    course.until = run.next_arrival
    return ENDED


@helper
def settle(flow: Flow, first: np.uint64, count: np.uint64) -> None:
    """Move the first of a role's holders to where it belongs in their heap."""
    top = flow.holders[first]
    end, order, number, hop, stream = top.end, top.order, top.number, top.hop, top.stream
    hole, child = _ZERO, _ONE
    while child < count:
        right = child + _ONE
        if right < count and (
            flow.holders[first + right].end < flow.holders[first + child].end
            or (
                flow.holders[first + right].end == flow.holders[first + child].end
                and flow.holders[first + right].order < flow.holders[first + child].order
            )
        ):
            child = right
        below = flow.holders[first + child]
        if end < below.end or (end == below.end and order <= below.order):
            break
        above = flow.holders[first + hole]
        above.end, above.order, above.number, above.hop, above.stream = (
            below.end,
            below.order,
            below.number,
            below.hop,
            below.stream,
        )
        hole = child
        child = (hole << _ONE) + _ONE
    if hole != _ZERO:
        found = flow.holders[first + hole]
        found.end, found.order, found.number, found.hop, found.stream = end, order, number, hop, stream


@helper
def earliest(flow: Flow, role: np.uint64) -> tuple[np.uint64, bool]:
    """The stream whose first piece reaches the role first, and whether another reaches it at the same moment."""
    best, time, tied = _NO_WAY, math.inf, False
    for number in range(np.uint64(flow.role_streams[role]), np.uint64(flow.role_streams[role + _ONE])):
        way = np.uint64(number)
        at = flow.ways[way]
        if at.put != at.taken:
            reached = flow.pieces[first_of(flow, way)].time
            if reached < time:
                best, time, tied = way, reached, False
            elif reached == time:
                tied = True
    return best, tied


@helper
def take_up(flow: Flow, role: np.uint64, piece: np.uint64, first: np.uint64, start: float) -> None:
    """The holder who is free first starts on a piece of work; all that will come of it is drawn and written down."""
    run = flow.run[0]
    number, hop = np.uint64(flow.pieces[piece].number), np.uint64(flow.pieces[piece].hop)
    waited = start - flow.pieces[piece].time
    visit, row = flow.visits[hop], flow.hops[hop]
    one, two, _, _ = philox(number, run.replication, np.uint64(visit.luck), WORK, run.key0, run.key1)
    fails = uniform(two) < row.exception
    post, hand = flow.posts[role], flow.holders[first]
    end = start + duration(row.service, row.scale, row.spread, uniform(one)) * post.stretch
    moves_up = fails and visit.up != NONE
    post.busy_area += end - start
    post.wait_area += waited
    hand.end = np.float64(end)
    hand.order = run.sequence
    run.sequence += _ONE
    hand.number = np.uint32(number)
    hand.hop = visit.up if moves_up else visit.on
    hand.stream = visit.up_stream if moves_up else visit.on_stream
    if number - run.warm_up < run.cases - run.warm_up:
        found = flow.hop_tally[hop]
        found.entered += 1
        found.waited += waited
        if moves_up:
            found.exceptions += 1
        else:
            found.finished += 1
            found.exceptions_at_top += fails
    if number >= run.cases or moves_up:
        return
    if visit.decides != 0:
        case = flow.open_cases[number & flow.course[0].case_mask]
        if case.level == NO_LEVEL or row.level > case.level:
            case.level = row.level
        case.moves = max(case.moves, visit.moves)
    if visit.on == NONE:
        write_down(flow, number, end, BY_ROLE)


@helper
def hand_over(flow: Flow, first: np.uint64) -> int:
    """What the first holder has finished goes on its way."""
    hand = flow.holders[first]
    if hand.hop != NONE:
        if full(flow, np.uint64(hand.stream)):
            return OUT_OF_ROOM
        put(flow, np.uint64(hand.stream), hand.end, np.uint64(hand.number), np.uint64(hand.hop))
        hand.hop = NONE
    return ENDED


@helper
def work_off(flow: Flow, role: np.uint64) -> int:
    """The role takes up what its holders can by `until`, and hands over what is finished by then."""
    until = flow.course[0].until
    first = np.uint64(flow.role_holders[role])
    count = np.uint64(flow.role_holders[role + _ONE]) - first
    while True:
        way, tied = earliest(flow, role)
        if way == _NO_WAY:
            break
        if tied:
            return TIED
        piece = first_of(flow, way)
        start = max(flow.pieces[piece].time, flow.holders[first].end)
        if start > until:
            break
        if flow.run[0].finished == np.uint64(len(flow.finished)):
            return BLOCK_FULL
        if hand_over(flow, first) != ENDED:
            return OUT_OF_ROOM
        flow.ways[way].taken += _ONE
        take_up(flow, role, piece, first, start)
        settle(flow, first, count)
    hand = flow.holders[first]
    while hand.end < until or (hand.end == until and hand.order != AT_REST):
        if hand_over(flow, first) != ENDED:
            return OUT_OF_ROOM
        hand.end = until  # so that those at rest stand behind those who finish by then
        hand.order = AT_REST
        settle(flow, first, count)
    return ENDED


def _compile(source: int) -> Callable[[Flow, Bytes, Counts], int]:
    def advance(flow: Flow, cancel: Bytes, progress: Counts) -> int:
        status = ENDED + (source & 0)  # naming the helpers' source makes it part of this function's identity
        run, course = flow.run[0], flow.course[0]
        if run.arrived == _ZERO and course.turn == _ZERO:
            plan_next(flow)
        while status == ENDED and (run.done < run.cases or run.arrived <= run.cases):
            if course.turn == _ZERO:
                progress[0] = np.int64(run.done)
                if cancel[0] != 0:
                    status = STOPPED
                    break
                begin_block(flow)
                course.turn = _ONE
            if course.turn == _ONE:
                status = let_arrive(flow)
                if status == ENDED:
                    course.turn = _TWO
            while status == ENDED and course.turn < np.uint64(len(flow.order)) + _TWO:
                status = work_off(flow, np.uint64(flow.order[course.turn - _TWO]))
                if status == ENDED:
                    course.turn += _ONE
            if status == ENDED:
                course.turn = _ZERO
        progress[0] = np.int64(run.done)
        return status

    return entry(advance)


advance = _compile(stamp(arrays, arriving, counts, plan_, layout, prepared, random, service, streams, world))
"""`advance(flow, cancel, progress)`: run on until the end, or until one of the reasons above."""

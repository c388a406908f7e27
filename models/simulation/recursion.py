"""The feed-forward path, compiled: a block of cases arrives, then each role in order works off what has reached it.

A block ends before a case whose moment of arrival is known, and everything up to that moment is done before that case
comes. Work that no holder can take up by then stays on its stream. So what is held in memory is a block and what is
open, and the moments at which the measured window begins and ends are moments between two blocks.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from models.simulation import arrays, feedforward, flow, layout, prepared, random, service, streams, world
from models.simulation.arrays import Bytes, Counts
from models.simulation.compiled import entry, helper, rare, stamp
from models.simulation.flow import next_route
from models.simulation.layout import NO_LEVEL, NONE
from models.simulation.random import ARRIVAL, WORK, philox, uniform
from models.simulation.service import duration
from models.simulation.streams import AT_REST, Flow, first_of, full, put
from models.simulation.world import BY_ROLE, UNDECIDED

ENDED, OUT_OF_ROOM, STOPPED, ROWS_FULL, TIED = range(5)
"""What `advance` returns: all cases that were asked for have ended; a stream must grow; somebody cancelled; rows of
cases that have ended must be handed on; two pieces of work reached a role at the very same moment from two sides, so
that their order is that of events, which only the event loop knows."""

BLOCK = np.uint64(1024)
"""Cases a block: few enough to stay in the cache."""
_LAST_BLOCKS = np.uint64(128)
"""Cases a block once those that were asked for have arrived."""

_ZERO = np.uint64(0)
_ONE = np.uint64(1)
_TWO = np.uint64(2)
_NO_STREAM = np.uint64(0xFFFFFFFF)


@rare
def snapshot(flow: Flow, now: float) -> None:
    """Write down the areas under the busy and waiting curves up to now; what was written before becomes the start."""
    run = flow.run[0]
    run.window_from = run.window_to
    run.window_to = np.float64(now)
    for role in range(np.uint64(len(flow.desks))):
        desk = flow.desks[role]
        busy, wait = float(desk.busy_area), float(desk.wait_area)
        for holder in range(np.uint64(flow.role_holders[role]), np.uint64(flow.role_holders[role + _ONE])):
            hand = flow.holders[holder]
            if hand.order != AT_REST:
                busy -= hand.end - now  # counted in full when it was taken up
        for stream in range(np.uint64(flow.role_streams[role]), np.uint64(flow.role_streams[role + _ONE])):
            mask = flow.course[0].stream_mask
            for place in range(flow.streams[stream].taken, flow.streams[stream].put):
                wait += now - flow.pieces[stream * (mask + _ONE) + (place & mask)].time
        desk.busy_from = desk.busy_to
        desk.wait_from = desk.wait_to
        desk.busy_to = np.float64(busy)
        desk.wait_to = np.float64(wait)


@helper
def plan_arrival(flow: Flow) -> None:
    """Set the time and the route of the next case."""
    run = flow.run[0]
    if run.arrived >= run.arrivals:
        run.next_arrival = np.float64(math.inf)
        return
    gap, second, third, _ = philox(run.arrived, run.replication, _ZERO, ARRIVAL, run.key0, run.key1)
    run.next_arrival = np.float64(run.now - math.log(uniform(gap)) * run.gap)
    run.next_route = next_route(flow, second, third)  # type: ignore[arg-type]  # it reads decisions and routes


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
def let_arrive(flow: Flow) -> int:
    """The cases of the block arrive, each on the stream to its first role."""
    run, course = flow.run[0], flow.course[0]
    while run.arrived < course.border and run.arrived < run.arrivals:
        number, route = run.arrived, run.next_route
        door = flow.entrances[route]
        if number < run.cases and number - course.folded > course.case_mask:
            return ROWS_FULL
        if door.stream != NONE and full(flow, np.uint64(door.stream)):
            return OUT_OF_ROOM
        if number < run.cases:
            row = flow.case_tally[number & course.case_mask]
            row.arrived = run.next_arrival
            row.route = np.uint32(route)
            if door.stream == NONE:
                row.outcome = np.uint8(UNDECIDED)
                row.cycle = np.float64(math.nan)
                run.done += _ONE
        if door.stream != NONE:
            put(flow, np.uint64(door.stream), run.next_arrival, number, np.uint64(door.hop))
        run.now = run.next_arrival
        run.arrived = number + _ONE
        plan_arrival(flow)
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
    best, time, tied = _NO_STREAM, math.inf, False
    for place in range(np.uint64(flow.role_streams[role]), np.uint64(flow.role_streams[role + _ONE])):
        stream = np.uint64(place)
        at = flow.streams[stream]
        if at.put != at.taken:
            reached = flow.pieces[first_of(flow, stream)].time
            if reached < time:
                best, time, tied = stream, reached, False
            elif reached == time:
                tied = True
    return best, tied


@helper
def take_up(flow: Flow, role: np.uint64, piece: np.uint64, first: np.uint64, start: float) -> None:
    """The holder who is free first starts on a piece of work; all that will come of it is drawn and written down."""
    run, course = flow.run[0], flow.course[0]
    number, hop = np.uint64(flow.pieces[piece].number), np.uint64(flow.pieces[piece].hop)
    waited = start - flow.pieces[piece].time
    visit, row = flow.visits[hop], flow.hops[hop]
    one, two, _, _ = philox(number, run.replication, np.uint64(visit.luck), WORK, run.key0, run.key1)
    fails = uniform(two) < row.exception
    end = start + duration(row.service, row.scale, row.spread, uniform(one))
    moves_up = fails and visit.up != NONE
    desk, hand = flow.desks[role], flow.holders[first]
    desk.busy_area += end - start
    desk.wait_area += waited
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
    case = flow.case_tally[number & course.case_mask]
    if visit.decides != 0:
        if case.level == NO_LEVEL or row.level > case.level:
            case.level = row.level
        case.hop = max(case.hop, visit.rank)
    if visit.on == NONE:
        case.cycle = np.float64(end - case.arrived)
        case.outcome = np.uint8(BY_ROLE)
        run.done += _ONE


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
        stream, tied = earliest(flow, role)
        if stream == _NO_STREAM:
            break
        if tied:
            return TIED
        piece = first_of(flow, stream)
        start = max(flow.pieces[piece].time, flow.holders[first].end)
        if start > until:
            break
        if hand_over(flow, first) != ENDED:
            return OUT_OF_ROOM
        flow.streams[stream].taken += _ONE
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
            plan_arrival(flow)
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


advance = _compile(stamp(arrays, feedforward, flow, layout, prepared, random, service, streams, world))
"""`advance(flow, cancel, progress)`: run on until the end, or until one of the reasons above."""

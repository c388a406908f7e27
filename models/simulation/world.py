"""What the compiled kernel works on: one replication, between two events, with everything that it has counted.

It is a named tuple of record arrays, because that is what numba passes to compiled code at no cost; records keep
side by side what is used together, and the tuple short. It is complete: a replication that ran out of room is
continued, after `grown`, at exactly the event where it stopped.
"""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np

from models.simulation.arrays import Longs, Records, Row, array_of, records
from models.simulation.heap import MAX_ITEMS, Event
from models.simulation.layout import NO_LEVEL, NONE, Layout
from models.simulation.prepared import DecisionRow, HopRow, JoinRow, Prepared, RouteRow, StageRow, StepRow

OPEN, BY_ROLE, BY_SILENCE, REJECTED, UNDECIDED = range(5)
"""What became of a case (`CaseTally.outcome`)."""


class Run:
    """The replication itself."""

    now: np.float64
    next_arrival: np.float64
    gap: np.float64
    """Mean hours between two arrivals."""
    window_from: np.float64
    """When the first measured case arrived."""
    window_to: np.float64
    """When the first case after the last measured one arrived."""
    next_route: np.uint64
    """The route of the case that arrives next."""
    arrived: np.uint64
    done: np.uint64
    """Cases that were asked for and have ended."""
    warm_up: np.uint64
    cases: np.uint64
    """Cases that were asked for: the first `warm_up` of them are not measured."""
    arrivals: np.uint64
    """Cases that may arrive in all."""
    events: np.uint64
    """Length of the event list."""
    sequence: np.uint64
    """The number of the next event to be scheduled, from 1."""
    free_items: np.uint64
    free_cases: np.uint64
    places: np.uint64
    """Slots a case has."""
    lanes: np.uint64
    """Queues a role has."""
    replication: np.uint64
    key0: np.uint64
    key1: np.uint64


class Item:
    """A piece of work: a step of a case that has been opened and is not finished."""

    # The stack of free slots is kept in the same rows: `free` of row 0 is its bottom.
    free: np.uint32
    due: np.float64
    """When its deadline passes."""
    entered: np.float64
    """When it came to the role."""
    end: np.uint64
    """Sequence number of the end of its service; 0 while it waits."""
    deadline: np.uint64
    """Sequence number of its deadline; 0 where none counts."""
    case: np.uint32
    hop: np.uint32
    last: np.uint32
    """The last hop of its chain."""
    luck: np.uint32
    """Which luck it draws: number of stage, step and hop within the procedure, 8 bits each."""
    next: np.uint32
    previous: np.uint32
    fails: np.uint8
    """Whether this role will find that it cannot decide."""
    step: np.uint8
    """Number of the step within its stage."""


class Case:
    """A case that is open."""

    free: np.uint32
    arrived: np.float64
    number: np.uint64
    """In order of arrival, from 0."""
    route: np.uint32
    stage: np.uint32


class Slot:
    """One of the places of an open case: the item of a step of its stage, and what is done so far at a join of it."""

    item: np.uint32
    done: np.uint32


class Queue:
    """A lane at a role: first and last item."""

    head: np.uint32
    tail: np.uint32


class Desk:
    """A role at work."""

    busy_area: np.float64
    """Times at which work ended minus times at which it began, so far."""
    wait_area: np.float64
    """Times at which waiting ended minus times at which it began, so far."""
    idle: np.uint32
    waiting: np.uint32
    holders: np.uint32
    busy_from: np.float64
    """Holder-hours worked until the first measured case arrived."""
    busy_to: np.float64
    """The same until the first case after the last measured one."""
    wait_from: np.float64
    """Case-hours waited, likewise."""
    wait_to: np.float64


class CaseTally:
    """What became of a case."""

    arrived: np.float64
    """Hours since the start."""
    cycle: np.float64
    """Hours from arrival to the end; NaN for a case that nobody could take."""
    route: np.uint32
    level: np.uint8
    """The highest level that decided; `NO_LEVEL` without one."""
    hop: np.uint8
    """The highest hop that decided."""
    outcome: np.uint8
    """`BY_ROLE`, `BY_SILENCE`, `REJECTED` or `UNDECIDED`."""


class HopTally:
    """What happened to measured cases at one hop of one step."""

    waited: np.float64
    """Hours, all together."""
    entered: np.int64
    finished: np.int64
    exceptions: np.int64
    """Passed on because this role could not decide."""
    exceptions_at_top: np.int64
    """Decided although this role could not, because there was nobody above."""
    timeouts: np.int64
    """Passed on because the deadline had passed."""
    timeouts_at_top: np.int64
    """Deadlines that passed with nobody above."""
    silences: np.int64
    """Approved by silence."""
    rejections: np.int64
    """Rejected because the deadline had passed."""


class World(NamedTuple):
    """A model and one replication of it."""

    decisions: Records[DecisionRow]
    routes: Records[RouteRow]
    stages: Records[StageRow]
    joins: Records[JoinRow]
    steps: Records[StepRow]
    hops: Records[HopRow]
    run: Records[Run]
    """[1]"""
    heap: Records[Event]
    items: Records[Item]
    cases: Records[Case]
    slots: Records[Slot]
    """[cases x places] as many places a case as the widest stage has steps or joins."""
    queues: Records[Queue]
    """[roles x lanes]"""
    desks: Records[Desk]
    case_tally: Records[CaseTally]
    """In order of arrival."""
    hop_tally: Records[HopTally]


def new_world(
    layout: Layout, model: Prepared, *, seed: int, replication: int, warm_up: int, cases: int, room: int
) -> World:
    """Return a replication before its first event, with room for `room` cases at once."""
    places = max(layout.width, layout.joins)
    items = room + 4 * layout.width
    world = World(
        *model,
        run=records(Run, 1),
        heap=records(Event, 2 * items + 8 * layout.width),
        items=records(Item, items),
        cases=records(Case, room),
        slots=records(Slot, room * places),
        queues=records(Queue, layout.roles * layout.lanes),
        desks=records(Desk, layout.roles),
        case_tally=records(CaseTally, cases),
        hop_tally=records(HopTally, layout.hops),
    )
    array_of(world.items)["free"] = np.arange(items)[::-1]
    array_of(world.cases)["free"] = np.arange(room)[::-1]
    array_of(world.slots)["item"] = NONE
    array_of(world.queues)["head"] = array_of(world.queues)["tail"] = NONE
    desks = array_of(world.desks)
    desks["idle"] = desks["holders"] = layout.role_holders
    array_of(world.case_tally)["level"] = NO_LEVEL
    run = array_of(world.run)
    run["gap"], run["next_arrival"] = 1.0 / layout.rate, np.inf
    run["warm_up"], run["cases"], run["arrivals"] = warm_up, cases, 2 * cases + 1
    run["sequence"], run["free_items"], run["free_cases"] = 1, items, room
    run["places"], run["lanes"] = places, layout.lanes
    run["replication"], run["key0"], run["key1"] = replication, seed & 0xFFFFFFFF, seed >> 32
    return world


def grown(world: World) -> World:
    """Return the same moment with twice the room. Raises MemoryError beyond 134 million open pieces of work."""
    if 2 * len(world.items) > MAX_ITEMS:
        raise MemoryError(f"more than {len(world.items):,} pieces of work are open at once")
    run = array_of(world.run).copy()
    items, cases, slots = _longer(world.items), _longer(world.cases), _longer(world.slots)
    array_of(slots)["item"][len(world.slots) :] = NONE
    _more_free(items, run["free_items"])
    _more_free(cases, run["free_cases"])
    return world._replace(run=run, heap=_longer(world.heap), items=items, cases=cases, slots=slots)


def _longer(rows: Records[Row]) -> Records[Row]:
    old = array_of(rows)
    return cast("Records[Row]", np.concatenate([old, np.zeros_like(old)]))


def _more_free(rows: Records[Item] | Records[Case], free: Longs) -> None:
    """Put the numbers of the new half of the rows under the stack of free ones, lowest on top."""
    stack, half, used = array_of(rows)["free"], len(rows) // 2, int(free[0])
    stack[half : half + used] = stack[:used].copy()
    stack[:half] = np.arange(2 * half - 1, half - 1, -1)
    free += np.uint64(half)

"""What the compiled kernel works on: one replication, between two events, with everything that it has counted.

It is a named tuple of record arrays, because that is what numba passes to compiled code at no cost; records keep
side by side what is used together, and the tuple short. It is complete: a replication that ran out of room is
continued, after `grown`, at exactly the event where it stopped.
"""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np

from models.simulation.arrays import Bytes, Floats, Longs, Records, Row, Words, array_of, records
from models.simulation.heap import MAX_ITEMS, Event
from models.simulation.layout import NONE, Layout
from models.simulation.prepared import (
    AxisRow,
    DayRow,
    DecisionRow,
    HopRow,
    JoinRow,
    ListedRow,
    PairRow,
    PartRow,
    Prepared,
    RouteRow,
    StageRow,
    StepRow,
    StreamRow,
)

OPEN, BY_ROLE, BY_SILENCE, REJECTED, REFUSED, UNDECIDED = range(6)
"""What became of a case (`Finished.outcome`)."""

DONE, EXCEPTION, DISAGREEMENT, LIMIT, SENT_BACK, NO = range(6)
"""How a piece of work ends (`Item.verdict`)."""

EXCEPTION_MOVE, DISAGREEMENT_MOVE, LIMIT_MOVE, TIME_OUT_MOVE, ABSENCE_MOVE, BACK_MOVE = range(6)
"""Why a case moves on (`Trail.cause`)."""

ARRIVED, TAKEN_UP, WORKED, TIMED_OUT, CLOSED = range(5)
"""What happens to a case (`Traced.what`)."""

BLOCK = 1 << 16
"""Cases that end before what became of them is read."""
TRAILS = 1 << 14
"""Paths that are told apart, beside one a route."""
SAMPLES = 61
"""Moments at which the queues are looked at, evenly from the start to the expected end."""


class Run:
    """The replication itself."""

    now: np.float64
    next_arrival: np.float64
    next_stream: np.uint64
    window_from: np.float64
    """When the first measured case arrived."""
    window_to: np.float64
    """When the first case after the last measured one arrived."""
    next_cell: np.uint64
    """The cell of the case that arrives next."""
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
    finished: np.uint64
    """Cases that have ended since the last were read."""
    trails: np.uint64
    """Paths known so far."""
    places: np.uint64
    """Slots a case has."""
    lanes: np.uint64
    """Queues a role has."""
    slack: np.uint64
    """Events that one event can schedule, beside the work that idle holders take up."""
    holders: np.uint64
    """Of all pools."""
    replication: np.uint64
    key0: np.uint64
    key1: np.uint64
    traced: np.uint64
    samples: np.uint64
    next_sample: np.float64
    sample_every: np.float64


class Stream:
    """Where a stream of arrivals is."""

    next: np.float64
    """When its next case arrives."""
    reached: np.float64
    """Hours of arrivals so far, as its profile counts them."""
    count: np.uint64
    """Cases planned so far."""
    cell: np.uint64
    """The cell of its next case."""
    at: np.uint64
    """Place in its list."""
    round: np.uint64
    """How often the list has been repeated."""


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
    luck: np.uint32
    """Which luck it draws: round of the case, and number of stage, step and hop within the procedure, 8 bits each."""
    next: np.uint32
    previous: np.uint32
    verdict: np.uint8
    """How the work will end."""
    step: np.uint8
    """Number of the step within its stage."""
    moves: np.uint8
    """How often it has moved on to another role."""
    turn: np.uint8
    """How often it has gone back among its hops, so that its luck at one to which it comes again is new."""
    pool: np.uint32
    """Who works on it."""
    started: np.float64
    """Open hours of the pool's calendar at which work on it began."""
    work: np.float64
    """Hours of work."""


class Case:
    """A case that is open."""

    free: np.uint32
    arrived: np.float64
    number: np.uint64
    """In order of arrival, from 0."""
    serial: np.uint64
    """Number within its stream, and the stream from bit 32 on: what its luck hangs on."""
    cell: np.uint32
    route: np.uint32
    stage: np.uint32
    lane: np.uint32
    trail: np.uint32
    level: np.uint8
    """The highest level that has decided a step; `NO_LEVEL` without one."""
    moves: np.uint8
    """The most moves of a step that has been decided."""
    outcome: np.uint8
    round: np.uint8
    """How often it has been sent back."""
    cost: np.float64


class Slot:
    """One of the places of an open case: the item of a step of its stage, and what is done so far at a join of it."""

    item: np.uint32
    done: np.uint32


class Queue:
    """A lane at a role: first and last item."""

    head: np.uint32
    tail: np.uint32


class Desk:
    """A role at work, and the pool with the same number."""

    busy_area: np.float64
    """Pool: open hours at which work ended minus those at which it began, so far."""
    wait_area: np.float64
    """Role: times at which waiting ended minus times at which it began, so far."""
    stretch: np.float64
    """Pool: open hours that an hour of work takes."""
    idle: np.uint32
    """Pool."""
    holders: np.uint32
    """Pool."""
    waiting: np.uint32
    """Role."""
    calendar: np.uint32
    """Pool."""
    opening: np.uint64
    """Pool: sequence number of the opening that it waits for; 0 without one."""
    opens: np.float64
    """Pool: when that is."""
    role: np.uint32
    role_end: np.uint32
    """Pool: its pairs."""
    pool: np.uint32
    pool_end: np.uint32
    """Role: its pairs."""
    absent: np.uint32
    """Role: the mask of the days on which nobody is there."""


class Account:
    """What is known of a role, and of the pool with the same number, at the ends of the measured window."""

    busy_from: np.float64
    """Pool: open hours worked until the first measured case arrived."""
    busy_to: np.float64
    """The same until the first case after the last measured one."""
    open_from: np.float64
    """Pool: open hours, likewise."""
    open_to: np.float64
    wait_from: np.float64
    """Role: case-hours waited, likewise."""
    wait_to: np.float64
    worked: np.float64
    """Role: hours of work done for measured cases."""
    waited: np.float64
    """Role: hours waited by every case, also those that are not measured: for Little's law."""


class Finished:
    """What became of a case."""

    arrived: np.float64
    """Hours since the start."""
    ended: np.float64
    number: np.uint32
    """In order of arrival."""
    cell: np.uint32
    level: np.uint8
    """The highest level that decided; `NO_LEVEL` without one."""
    moves: np.uint8
    """The most moves of a step before it was decided."""
    outcome: np.uint8
    """`BY_ROLE`, `BY_SILENCE`, `REJECTED`, `REFUSED` or `UNDECIDED`."""
    rounds: np.uint8
    """How often it was sent back."""


class Spent:
    """What a case took, beside its time."""

    cost: np.float64
    trail: np.uint32


class Trail:
    """A path of cases: another one, and one move more. The first are those of the routes, without any move."""

    parent: np.uint32
    hop: np.uint32
    """From where it moves."""
    child: np.uint32
    """The first path with one move more."""
    sibling: np.uint32
    """The next path with the same parent."""
    cause: np.uint8


class Traced:
    """Something that happened to a case, where that is asked for."""

    time: np.float64
    case: np.uint32
    """In order of arrival."""
    place: np.uint32
    """The hop, or for `ARRIVED` the cell."""
    what: np.uint8
    """`ARRIVED`, `TAKEN_UP`, `WORKED`, `TIMED_OUT` or `CLOSED`."""
    how: np.uint8
    """How the work ended (`Item.verdict`), or what became of the case."""


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
    waited_working: np.float64
    """Working hours, all together."""
    disagreements: np.int64
    disagreements_at_top: np.int64
    limits: np.int64
    """Passed on because the case was above what the role may commit."""
    absences: np.int64
    """Passed on because nobody was there."""
    returns: np.int64
    """Sent back."""
    refusals: np.int64


class World(NamedTuple):
    """A model and one replication of it."""

    streams: Records[StreamRow]
    listed: Records[ListedRow]
    profiles: Floats
    decisions: Records[DecisionRow]
    parts: Records[PartRow]
    axes: Records[AxisRow]
    cuts: Floats
    cell_route: Words
    routes: Records[RouteRow]
    stages: Records[StageRow]
    joins: Records[JoinRow]
    steps: Records[StepRow]
    hops: Records[HopRow]
    pool_roles: Records[PairRow]
    role_pools: Records[PairRow]
    days: Records[DayRow]
    guide: Words
    masks: Bytes
    role_cost: Floats
    office: Words
    run: Records[Run]
    """[1]"""
    sources: Records[Stream]
    heap: Records[Event]
    items: Records[Item]
    cases: Records[Case]
    slots: Records[Slot]
    """[cases x places] as many places a case as the widest stage has steps or joins."""
    queues: Records[Queue]
    """[roles x lanes]"""
    desks: Records[Desk]
    """As many as there are roles or pools, whichever are more."""
    accounts: Records[Account]
    finished: Records[Finished]
    """In the order in which cases ended."""
    spent: Records[Spent]
    """Of each that ended; empty in a plain model."""
    trails: Records[Trail]
    samples: Words
    """[SAMPLES x roles] pieces of work that wait."""
    trace: Records[Traced]
    """What happened since it was last read; empty where nobody asks."""
    hop_tally: Records[HopTally]


def new_world(
    layout: Layout,
    model: Prepared,
    *,
    seed: int,
    replication: int,
    warm_up: int,
    cases: int,
    room: int,
    plain: bool,
    trace: bool = False,
) -> World:
    """Return a replication before its first event, with room for `room` cases at once."""
    places = max(layout.width, layout.joins)
    items = room + 4 * layout.width
    block = min(cases, BLOCK)
    world = World(
        *model,
        run=records(Run, 1),
        sources=records(Stream, layout.streams),
        heap=records(Event, 2 * items + 8 * layout.width + layout.pools),
        items=records(Item, items),
        cases=records(Case, room),
        slots=records(Slot, room * places),
        queues=records(Queue, layout.roles * layout.lanes),
        desks=records(Desk, max(layout.roles, layout.pools)),
        accounts=records(Account, max(layout.roles, layout.pools)),
        finished=records(Finished, block),
        spent=records(Spent, 0 if plain else block),
        trails=records(Trail, 0 if plain else layout.routes + TRAILS),
        samples=np.zeros(0 if plain else SAMPLES * layout.roles, dtype=np.uint32),
        trace=records(Traced, BLOCK if trace else 0),
        hop_tally=records(HopTally, layout.hops),
    )
    array_of(world.items)["free"] = np.arange(items)[::-1]
    array_of(world.cases)["free"] = np.arange(room)[::-1]
    array_of(world.slots)["item"] = NONE
    array_of(world.queues)["head"] = array_of(world.queues)["tail"] = NONE
    trails = array_of(world.trails)
    trails["parent"] = trails["child"] = trails["sibling"] = trails["hop"] = NONE
    _fill_desks(layout, world)
    run = array_of(world.run)
    run["next_arrival"] = np.inf
    run["warm_up"], run["cases"], run["arrivals"] = warm_up, cases, 2 * cases + 1
    run["sequence"], run["free_items"], run["free_cases"] = 1, items, room
    run["places"], run["lanes"], run["trails"] = places, layout.lanes, layout.routes
    run["slack"] = places * (6 + int(np.bincount(layout.pair_role).max(initial=1))) + layout.pools + 4
    run["holders"] = layout.pool_holders.sum(dtype=np.uint64)
    run["replication"], run["key0"], run["key1"] = replication, seed & 0xFFFFFFFF, seed >> 32
    run["sample_every"] = cases / layout.rate / (SAMPLES - 1)
    return world


def _fill_desks(layout: Layout, world: World) -> None:
    desks = array_of(world.desks)
    pools, roles = desks[: layout.pools], desks[: layout.roles]
    pools["idle"] = pools["holders"] = layout.pool_holders
    pools["stretch"], pools["calendar"] = 1.0 / layout.pool_share, layout.pool_calendar
    pools["role"], pools["role_end"] = layout.pool_roles[:-1], layout.pool_roles[1:]
    roles["pool_end"] = np.cumsum(np.bincount(layout.pair_role, minlength=layout.roles))
    roles["pool"][1:] = roles["pool_end"][:-1]
    roles["absent"] = layout.role_absent


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

"""What a replication remembers between two events: where it is, what is open, who is busy."""

from __future__ import annotations

import numpy as np

DONE, EXCEPTION, DISAGREEMENT, LIMIT, SENT_BACK, NO = range(6)
"""How a piece of work ends (`Item.verdict`)."""


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
    hole: np.uint64
    """1 while the first of the list is what happens now: the next event to be scheduled takes its place."""
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

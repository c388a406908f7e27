"""What the feed-forward path works on: streams of work between roles, holders, and what has been counted so far.

Memory does not grow with the number of cases: streams and rows of cases are rings, and each holds what is open only.
"""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np

from models.simulation.arrays import Records, Words, array_of, records
from models.simulation.compiled import helper
from models.simulation.feedforward import Entrance, Plan, Visit
from models.simulation.layout import NO_LEVEL, NONE, Layout
from models.simulation.prepared import DecisionRow, HopRow, RouteRow
from models.simulation.world import CaseTally, Desk, HopTally, Run

_ONE = np.uint64(1)
ROOM = 512
"""Pieces of work that a stream has room for at first."""


class Course:
    """How far a feed-forward replication has come, besides what a `Run` knows."""

    until: np.float64
    """The streams are worked off up to here: when the next case arrives."""
    border: np.uint64
    """The block of cases that is on its way ends before this one."""
    turn: np.uint64
    """What is next: 0 begins a block, 1 lets its cases arrive, k + 2 works through the k-th role of the order."""
    folded: np.uint64
    """The first case whose row has not been handed on."""
    stream_mask: np.uint64
    """Room of a stream, less one."""
    case_mask: np.uint64
    """Rows of cases, less one."""


class Stream:
    """Work on its way to a role: how many pieces have been put on it, and how many taken off."""

    put: np.uint64
    taken: np.uint64


class Piece:
    """A piece of work on its way: when it reaches the role, for which hop, of which case."""

    time: np.float64
    number: np.uint32
    hop: np.uint32


class Holder:
    """What a holder of a role has in hand. The holders of a role form a binary heap by `end`, then `order`."""

    end: np.float64
    order: np.uint64
    """In which order the role took work up; `AT_REST` for a holder with nothing in hand."""
    number: np.uint32
    hop: np.uint32
    """Where the case goes next; `NONE` where it ends here, or has gone already."""
    stream: np.uint32


AT_REST = np.uint64(0xFFFFFFFFFFFFFFFF)


class Flow(NamedTuple):
    """A plan and one replication of it."""

    decisions: Records[DecisionRow]
    routes: Records[RouteRow]
    hops: Records[HopRow]
    visits: Records[Visit]
    entrances: Records[Entrance]
    order: Words
    role_streams: Words
    role_holders: Words
    """[R + 1] CSR offsets into holders."""
    run: Records[Run]
    course: Records[Course]
    streams: Records[Stream]
    pieces: Records[Piece]
    """[streams x room]"""
    holders: Records[Holder]
    desks: Records[Desk]
    case_tally: Records[CaseTally]
    """Row `number & case_mask` is the case's."""
    hop_tally: Records[HopTally]


def new_flow(
    layout: Layout, model: Plan, *, seed: int, replication: int, warm_up: int, cases: int, rows: int, room: int = ROOM
) -> Flow:
    """Return a replication before its first case, with `rows` rows of cases (a power of two, or all cases)."""
    streams = int(model.role_streams[-1])
    flow = Flow(
        *model,
        role_holders=np.concatenate([[0], np.cumsum(layout.role_holders)]).astype(np.uint32),
        run=records(Run, 1),
        course=records(Course, 1),
        streams=records(Stream, streams),
        pieces=records(Piece, streams * room),
        holders=records(Holder, int(layout.role_holders.sum())),
        desks=records(Desk, layout.roles),
        case_tally=records(CaseTally, rows),
        hop_tally=records(HopTally, layout.hops),
    )
    array_of(flow.desks)["holders"] = layout.role_holders
    array_of(flow.holders)["order"], array_of(flow.holders)["hop"] = AT_REST, NONE
    array_of(flow.case_tally)["level"] = NO_LEVEL
    run, course = array_of(flow.run), array_of(flow.course)
    run["gap"], run["next_arrival"] = 1.0 / layout.rate, np.inf
    run["warm_up"], run["cases"], run["arrivals"] = warm_up, cases, 2 * cases + 1
    run["replication"], run["key0"], run["key1"] = replication, seed & 0xFFFFFFFF, seed >> 32
    course["stream_mask"] = room - 1
    course["case_mask"] = AT_REST if rows >= cases else rows - 1
    return flow


def with_longer_streams(flow: Flow) -> Flow:
    """Return the same moment with streams that have twice the room."""
    room = len(flow.pieces) // len(flow.streams)
    pieces = records(Piece, 2 * len(flow.pieces))
    old = array_of(flow.pieces).reshape(-1, room)
    new = array_of(pieces).reshape(-1, 2 * room)
    for stream, at in enumerate(array_of(flow.streams)):
        places = np.arange(int(at["taken"]), int(at["put"]))
        new[stream, places & (2 * room - 1)] = old[stream, places & (room - 1)]
    course = array_of(flow.course).copy()
    course["stream_mask"] = 2 * room - 1
    return flow._replace(pieces=pieces, course=cast("Records[Course]", course))


@helper
def full(flow: Flow, stream: np.uint64) -> bool:
    """Whether nothing more can be put on the stream."""
    at = flow.streams[stream]
    return bool(at.put - at.taken > flow.course[0].stream_mask)


@helper
def put(flow: Flow, stream: np.uint64, time: float, number: np.uint64, hop: np.uint64) -> None:
    """Put a piece of work at the end of a stream."""
    at, mask = flow.streams[stream], flow.course[0].stream_mask
    piece = flow.pieces[stream * (mask + _ONE) + (at.put & mask)]
    piece.time = np.float64(time)
    piece.number = np.uint32(number)
    piece.hop = np.uint32(hop)
    at.put += _ONE


@helper
def first_of(flow: Flow, stream: np.uint64) -> np.uint64:
    """Where the first piece of a stream lies; there must be one."""
    mask = flow.course[0].stream_mask
    return stream * (mask + _ONE) + (flow.streams[stream].taken & mask)

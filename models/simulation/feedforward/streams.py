"""What the feed-forward path works on: streams of work between roles, holders, and what has been counted so far.

Memory does not grow with the number of cases: streams and open cases are rings, and what became of cases is read block
by block.
"""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np

from models.simulation.arrays import Bytes, Floats, Records, Words, array_of, records
from models.simulation.feedforward.plan import Entrance, Plan, Visit
from models.simulation.kernel.compiled import helper
from models.simulation.kernel.counts import BLOCK, Account, Finished, HopTally, Spent, Trail
from models.simulation.kernel.prepared import (
    AxisRow,
    DayRow,
    DecisionRow,
    HopRow,
    JoinRow,
    ListedRow,
    PairRow,
    PartRow,
    RouteRow,
    StageRow,
    StepRow,
    StreamRow,
)
from models.simulation.kernel.state import Run, Stream
from models.simulation.model.layout import NONE, Layout

_ONE = np.uint64(1)
ROOM = 512
"""Pieces of work that a stream has room for at first."""
OPEN_CASES = 4096
"""Places for open cases at first."""


class Course:
    """How far a feed-forward replication has come, besides what a `Run` knows."""

    until: np.float64
    """The streams are worked off up to here: when the next case arrives."""
    border: np.uint64
    """The block of cases that is on its way ends before this one."""
    turn: np.uint64
    """What is next: 0 begins a block, 1 lets its cases arrive, k + 2 works through the k-th role of the order."""
    stream_mask: np.uint64
    """Room of a stream, less one."""
    case_mask: np.uint64
    """Places for open cases, less one."""


class Way:
    """A stream of work on its way to a role: how many pieces have been put on it, and how many taken off."""

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
    """In which order work was taken up; `AT_REST` for a holder with nothing in hand."""
    number: np.uint32
    hop: np.uint32
    """Where the case goes next; `NONE` where it ends here, or has gone already."""
    stream: np.uint32


AT_REST = np.uint64(0xFFFFFFFFFFFFFFFF)


class Post:
    """A role at work, with the pool that is its own."""

    busy_area: np.float64
    """Hours of work that has been taken up."""
    wait_area: np.float64
    """Hours waited by work that has been taken up."""
    stretch: np.float64
    """Hours that an hour of work takes."""


class OpenCase:
    """A case that is open and was asked for."""

    arrived: np.float64
    cell: np.uint32
    level: np.uint8
    moves: np.uint8
    open: np.uint8


class Flow(NamedTuple):
    """A plan and one replication of it. What is named as in `world.World` is the same there."""

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
    visits: Records[Visit]
    entrances: Records[Entrance]
    order: Words
    role_streams: Words
    role_holders: Words
    """[R + 1] CSR offsets into holders."""
    run: Records[Run]
    sources: Records[Stream]
    course: Records[Course]
    ways: Records[Way]
    pieces: Records[Piece]
    """[ways x room]"""
    holders: Records[Holder]
    posts: Records[Post]
    accounts: Records[Account]
    open_cases: Records[OpenCase]
    """Row `number & case_mask` is the case's."""
    finished: Records[Finished]
    """Not in the order in which cases ended, but as they became known."""
    spent: Records[Spent]
    """Empty, as are trails and samples: a plain model has none."""
    trails: Records[Trail]
    samples: Words
    hop_tally: Records[HopTally]


def new_flow(
    layout: Layout, plan: Plan, *, seed: int, replication: int, warm_up: int, cases: int, room: int, open_cases: int
) -> Flow:
    """Return a replication before its first case, with that room on a stream and for cases; both powers of two."""
    ways = int(plan.role_streams[-1])
    flow = Flow(
        *plan.model,
        *plan[1:],
        role_holders=np.concatenate([[0], np.cumsum(layout.pool_holders)]).astype(np.uint32),
        run=records(Run, 1),
        sources=records(Stream, layout.streams),
        course=records(Course, 1),
        ways=records(Way, ways),
        pieces=records(Piece, ways * room),
        holders=records(Holder, int(layout.pool_holders.sum())),
        posts=records(Post, layout.roles),
        accounts=records(Account, layout.roles),
        open_cases=records(OpenCase, open_cases),
        finished=records(Finished, min(cases + 1, BLOCK)),
        spent=records(Spent, 0),
        trails=records(Trail, 0),
        samples=np.zeros(0, dtype=np.uint32),
        hop_tally=records(HopTally, layout.hops),
    )
    array_of(flow.posts)["stretch"] = 1.0 / layout.pool_share
    array_of(flow.holders)["order"], array_of(flow.holders)["hop"] = AT_REST, NONE
    run, course = array_of(flow.run), array_of(flow.course)
    run["next_arrival"] = np.inf
    run["warm_up"], run["cases"], run["arrivals"] = warm_up, cases, 2 * cases + 1
    run["replication"], run["key0"], run["key1"] = replication, seed & 0xFFFFFFFF, seed >> 32
    course["stream_mask"], course["case_mask"] = room - 1, open_cases - 1
    return flow


def with_longer_streams(flow: Flow) -> Flow:
    """Return the same moment with streams that have twice the room."""
    room = len(flow.pieces) // len(flow.ways)
    pieces = records(Piece, 2 * len(flow.pieces))
    old = array_of(flow.pieces).reshape(-1, room)
    new = array_of(pieces).reshape(-1, 2 * room)
    for number, way in enumerate(array_of(flow.ways)):
        places = np.arange(int(way["taken"]), int(way["put"]))
        new[number, places & (2 * room - 1)] = old[number, places & (room - 1)]
    return flow._replace(pieces=pieces, course=_course(flow, "stream_mask", 2 * room - 1))


def with_more_cases(flow: Flow) -> Flow:
    """Return the same moment with twice the places for open cases."""
    room, next_number = len(flow.open_cases), int(array_of(flow.run)["arrived"][0])
    rows = records(OpenCase, 2 * room)
    numbers = np.arange(max(next_number - room, 0), next_number)
    array_of(rows)[numbers & (2 * room - 1)] = array_of(flow.open_cases)[numbers & (room - 1)]
    return flow._replace(open_cases=rows, course=_course(flow, "case_mask", 2 * room - 1))


def _course(flow: Flow, name: str, value: int) -> Records[Course]:
    course = array_of(flow.course).copy()
    course[name] = value
    return cast("Records[Course]", course)


@helper
def full(flow: Flow, way: np.uint64) -> bool:
    """Whether nothing more can be put on a stream of work."""
    at = flow.ways[way]
    return bool(at.put - at.taken > flow.course[0].stream_mask)


@helper
def put(flow: Flow, way: np.uint64, time: float, number: np.uint64, hop: np.uint64) -> None:
    """Put a piece at the end of a stream of work."""
    at, mask = flow.ways[way], flow.course[0].stream_mask
    piece = flow.pieces[way * (mask + _ONE) + (at.put & mask)]
    piece.time = np.float64(time)
    piece.number = np.uint32(number)
    piece.hop = np.uint32(hop)
    at.put += _ONE


@helper
def first_of(flow: Flow, way: np.uint64) -> np.uint64:
    """Where the first piece of a stream of work lies; there must be one."""
    mask = flow.course[0].stream_mask
    return way * (mask + _ONE) + (flow.ways[way].taken & mask)

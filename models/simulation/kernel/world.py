"""What the compiled kernel works on: one replication, between two events, with everything that it has counted.

It is a named tuple of record arrays, because that is what numba passes to compiled code at no cost; records keep
side by side what is used together, and the tuple short. It is complete: a replication that ran out of room is
continued, after `grown`, at exactly the event where it stopped.
"""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np

from models.simulation.arrays import Bytes, Floats, Longs, Records, Row, Words, array_of, records
from models.simulation.kernel.counts import BLOCK, SAMPLES, TRAILS, Account, Finished, HopTally, Spent, Traced, Trail
from models.simulation.kernel.heap import MAX_ITEMS, Event
from models.simulation.kernel.prepared import (
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
from models.simulation.kernel.state import Case, Desk, Item, Queue, Run, Slot, Stream
from models.simulation.model.layout import NONE, Layout


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

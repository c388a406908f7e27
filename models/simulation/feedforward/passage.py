"""One replication on the feed-forward path, from its first case to its last."""

from __future__ import annotations

from collections.abc import Callable

from models.simulation.arrays import Bytes, Counts, array_of
from models.simulation.feedforward.plan import Plan
from models.simulation.feedforward.recursion import BLOCK_FULL, ENDED, OUT_OF_ROOM, STOPPED, TOO_MANY_OPEN, advance
from models.simulation.feedforward.streams import OPEN_CASES, ROOM, Flow, new_flow, with_longer_streams, with_more_cases
from models.simulation.model.layout import Layout
from models.simulation.results.replication import Cancelled

Fold = Callable[[Flow], None]
"""Reads what became of cases; then there is room for more."""


def run_flow(
    layout: Layout,
    plan: Plan,
    *,
    seed: int,
    replication: int,
    warm_up: int,
    cases: int,
    cancel: Bytes,
    progress: Counts,
    room: int = ROOM,
    open_cases: int = OPEN_CASES,
    fold: Fold | None = None,
) -> Flow | None:
    """Return a replication at its end, or None where two pieces of work tie so that only the event loop can tell.

    `fold` is called whenever the ends of a block of cases are known, and once at the end; without it only the last
    block is left. `room` and `open_cases` are what there is room for at first, powers of two. Raises Cancelled when
    `cancel[0]` becomes nonzero.
    """
    flow = new_flow(
        layout,
        plan,
        seed=seed,
        replication=replication,
        warm_up=warm_up,
        cases=cases,
        room=room,
        open_cases=open_cases,
    )
    while True:
        status = advance(flow, cancel, progress)
        if status == OUT_OF_ROOM:
            flow = with_longer_streams(flow)
        elif status == TOO_MANY_OPEN:
            flow = with_more_cases(flow)
        elif status == STOPPED:
            raise Cancelled
        elif status == BLOCK_FULL:
            if fold is not None:
                fold(flow)
            array_of(flow.run)["finished"] = 0
        elif status == ENDED:
            if fold is not None:
                fold(flow)
            return flow
        else:
            return None

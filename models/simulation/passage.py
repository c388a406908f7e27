"""One replication on the feed-forward path, from its first case to its last."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from models.simulation.arrays import Bytes, Counts, array_of, records
from models.simulation.feedforward import Plan
from models.simulation.layout import NO_LEVEL, Layout
from models.simulation.recursion import BLOCK, ENDED, OUT_OF_ROOM, ROWS_FULL, STOPPED, advance
from models.simulation.replication import Cancelled
from models.simulation.streams import ROOM, Flow, new_flow, with_longer_streams
from models.simulation.world import OPEN, CaseTally

Fold = Callable[[NDArray[np.void]], None]
"""Given the rows of cases that have ended, in order of arrival; it must not keep them."""


def run_flow(
    layout: Layout,
    model: Plan,
    *,
    seed: int,
    replication: int,
    warm_up: int,
    cases: int,
    cancel: Bytes,
    progress: Counts,
    fold: Fold | None = None,
    room: int = ROOM,
) -> Flow | None:
    """Return a replication at its end, or None where two pieces of work tie so that only the event loop can tell.

    Without `fold` the rows of all cases are kept. With it they are handed on as they end, the rest at the end, and
    memory does not depend on the number of cases. Raises Cancelled when `cancel[0]` becomes nonzero.
    """
    rows = cases if fold is None else min(4 * int(BLOCK), _power_of_two(cases))
    flow = new_flow(
        layout,
        model,
        seed=seed,
        replication=replication,
        warm_up=warm_up,
        cases=cases,
        rows=rows,
        room=room,
    )
    while True:
        status = advance(flow, cancel, progress)
        if status == OUT_OF_ROOM:
            flow = with_longer_streams(flow)
        elif status == ROWS_FULL:
            assert fold is not None
            if not _hand_on(flow, fold):
                flow = _with_more_rows(flow)
        elif status == STOPPED:
            raise Cancelled
        elif status != ENDED:
            return None
        else:
            if fold is not None:
                _hand_on(flow, fold)
            return flow


def _power_of_two(least: int) -> int:
    return 1 << (least - 1).bit_length()


def _open_rows(flow: Flow) -> NDArray[np.int64]:
    """The rows that have not been handed on, in order of arrival."""
    course, run = array_of(flow.course)[0], array_of(flow.run)[0]
    numbers = np.arange(int(course["folded"]), min(int(run["arrived"]), int(run["cases"])))
    return numbers % len(flow.case_tally)


def _hand_on(flow: Flow, fold: Fold) -> int:
    """Hand on the cases up to the first that has not ended; return how many they are."""
    rows, places = array_of(flow.case_tally), _open_rows(flow)
    still = np.flatnonzero(rows["outcome"][places] == OPEN)
    ended = places[: still[0]] if len(still) else places
    fold(rows[ended])
    fresh = np.zeros(1, dtype=rows.dtype)
    fresh["level"] = NO_LEVEL
    rows[ended] = fresh
    array_of(flow.course)["folded"] += np.uint64(len(ended))
    return len(ended)


def _with_more_rows(flow: Flow) -> Flow:
    """The same moment with twice the rows of cases."""
    rows = records(CaseTally, 2 * len(flow.case_tally))
    new, places = array_of(rows), _open_rows(flow)
    new["level"] = NO_LEVEL
    first = int(array_of(flow.course)["folded"][0])
    new[(first + np.arange(len(places))) % len(new)] = array_of(flow.case_tally)[places]
    array_of(flow.course)["case_mask"] = len(new) - 1
    return flow._replace(case_tally=rows)

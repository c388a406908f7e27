"""The feed-forward path: where work only ever moves on to roles that come later, no event list is needed.

If the roles can be put in an order in which no case ever comes back, and every queue is first in first out, then what
a role does depends only on what the roles before it did. So the roles are worked through in that order: the streams of
work that reach a role are merged by time, its holders take the pieces up one after the other (Lindley's recursion for
one holder; for several, the one who is free first), and what leaves is put on the streams of the roles after it.
Source: Lindley, "The theory of queues with a single server", Proc. Cambridge Phil. Soc. 48 (1952); Kiefer and
Wolfowitz, "On the theory of queues with many servers", Trans. AMS 78 (1955).

A case draws the luck that it draws in the event loop, and times are computed by the same operations in the same order:
the path of every case, its cycle time and what is counted at every hop are equal to the last digit. The areas under
the busy and waiting curves of a role add up in another order, so they are equal but for rounding.
"""

from __future__ import annotations

from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

import numpy as np

from models.simulation.arrays import Records, Words, array_of, records, sizes
from models.simulation.kernel.prepared import Prepared, is_plain, prepare
from models.simulation.model.layout import NONE, Layout


class Visit:
    """A hop, and where its case goes from there."""

    up: np.uint32
    """The hop that follows when this role cannot decide; `NONE` at the end of the chain."""
    up_stream: np.uint32
    on: np.uint32
    """The hop that follows when it has decided; `NONE` where the case then ends."""
    on_stream: np.uint32
    luck: np.uint32
    """Which luck it draws: number of stage, step and hop within the procedure, 8 bits each."""
    decides: np.uint8
    moves: np.uint8
    """Moves within its step that lead here."""


class Entrance:
    """The first hop of a route, and the stream of work to its role; `NONE` where nobody can tell who decides."""

    hop: np.uint32
    stream: np.uint32


class Plan(NamedTuple):
    """A layout as the feed-forward path reads it."""

    model: Prepared
    visits: Records[Visit]
    """[H]"""
    entrances: Records[Entrance]
    """[A]"""
    order: Words
    """[R] the roles, each before those that get work from it."""
    role_streams: Words
    """[R + 1] CSR offsets into streams of work, by the role they lead to. The last of a role brings its new cases."""


def applies(layout: Layout) -> str | None:
    """Return None where the feed-forward path can run the model, else the reason why it cannot, in words."""
    if (layout.pool_calendar != NONE).any():
        return "Somebody works by a calendar."
    if layout.streams > 1 or len(layout.listed_time) or (layout.stream_profile != NONE).any():
        return "Cases come in several streams, by a profile or by a list."
    if layout.width > 1:
        return "Steps of a stage run side by side."
    if np.isfinite(layout.hop_deadline).any():
        return "Work has deadlines."
    if not is_plain(layout):
        return "Holders are shared or absent, cases are sent back or limited, or costs are counted."
    number = np.arange(layout.hops) - np.repeat(layout.step_hops[:-1], sizes(layout.step_hops))
    if (layout.hop_above <= number).any():
        return "A case goes back among the hops of a step, where its luck is new."
    if len(np.unique(layout.route_lane[layout.route_procedure != NONE])) > 1:
        return "Some cases are served before others."
    try:
        _order(layout)
    except CycleError as error:
        names = ", ".join(str(role) for role in error.args[1][:-1])
        return f"Cases may come back to where they were: role {names}."
    return None


@lru_cache(maxsize=16)
def plan_of(layout: Layout) -> Plan | None:
    """Return the plan of a layout, made once for all its replications, or None where the path does not apply."""
    return plan(layout) if applies(layout) is None else None


def plan(layout: Layout) -> Plan:
    """Return the plan of a layout to which the path `applies`. Raises CycleError where cases may come back."""
    # The streams of a role: one from each role that passes work on to it, then the one with its new cases.
    sources: list[list[int]] = [[] for _ in range(layout.roles)]
    for source, target in sorted(_passes(layout)):
        sources[target].append(source)
    offsets = np.concatenate([[0], np.cumsum([len(of) + 1 for of in sources])]).astype(np.uint32)
    number = {
        (source, target): int(offsets[target]) + place
        for target, of in enumerate(sources)
        for place, source in enumerate(of)
    }
    return Plan(
        model=prepare(layout),
        visits=_visits(layout, number),
        entrances=_entrances(layout, offsets),
        order=_order(layout),
        role_streams=offsets,
    )


def _visits(layout: Layout, number: dict[tuple[int, int], int]) -> Records[Visit]:
    visits = records(Visit, layout.hops)
    rows = array_of(visits)
    up, on = _next_hops(layout)
    rows["up"], rows["on"], rows["up_stream"], rows["on_stream"] = up, on, NONE, NONE
    role = layout.hop_role.tolist()
    for hop in range(layout.hops):
        for target, column in ((int(up[hop]), "up_stream"), (int(on[hop]), "on_stream")):
            if target != NONE:
                rows[column][hop] = number.get((role[hop], role[target]), NONE)
    step = np.repeat(np.arange(len(layout.step_join)), sizes(layout.step_hops))
    place = np.arange(layout.hops) - layout.step_hops[step]
    rows["decides"] = layout.step_decides[step]
    rows["luck"] = (_stage_numbers(layout)[step] << 16) | place.astype(np.uint32)
    for first in layout.step_hops[:-1].tolist():
        hop, moves = first, 0
        while hop != NONE and moves < 255:
            rows["moves"][hop] = moves
            hop, moves = int(up[hop]), moves + 1
    return visits


def _entrances(layout: Layout, offsets: Words) -> Records[Entrance]:
    entrances = records(Entrance, layout.routes)
    doors = array_of(entrances)
    doors["hop"] = doors["stream"] = NONE
    decided = np.flatnonzero(layout.route_procedure != NONE)
    first = layout.step_hops[layout.stage_steps[layout.procedure_stages[layout.route_procedure[decided]]]]
    doors["hop"][decided] = first
    doors["stream"][decided] = offsets[layout.hop_role[first] + 1] - 1
    return entrances


def _next_hops(layout: Layout) -> tuple[Words, Words]:
    """[H] the hop above in the step, and the first hop of the stage that follows; `NONE` where there is none."""
    up: Words = array_of(prepare(layout).hops)["above"]
    stages = len(layout.stage_steps) - 1
    following = np.arange(1, stages + 1)
    last = np.zeros(stages, dtype=bool)
    last[layout.procedure_stages[1:].astype(np.int64) - 1] = True
    on_stage = np.full(stages, NONE, dtype=np.uint32)
    on_stage[~last] = layout.step_hops[layout.stage_steps[following[~last]]]
    step_stage = np.repeat(np.arange(stages), sizes(layout.stage_steps))
    on: Words = np.repeat(on_stage[step_stage], sizes(layout.step_hops))
    return up, on


def _stage_numbers(layout: Layout) -> Words:
    """[T] number of the step's stage within its procedure."""
    stages = np.arange(len(layout.stage_steps) - 1)
    number = stages - np.repeat(layout.procedure_stages[:-1], sizes(layout.procedure_stages))
    numbers: Words = np.repeat(number, sizes(layout.stage_steps)).astype(np.uint32)
    return numbers


def _passes(layout: Layout) -> set[tuple[int, int]]:
    """The pairs of roles of which the first passes work on to the second."""
    up, on = _next_hops(layout)
    up = np.where(layout.hop_exception > 0, up, NONE)
    role = layout.hop_role
    return {
        (int(role[hop]), int(role[target]))
        for targets in (up, on)
        for hop, target in enumerate(targets.tolist())
        if target != NONE
    }


def _order(layout: Layout) -> Words:
    graph: dict[int, set[int]] = {role: set() for role in range(layout.roles)}
    for source, target in _passes(layout):
        graph[target].add(source)
    return np.array(list(TopologicalSorter(graph).static_order()), dtype=np.uint32)

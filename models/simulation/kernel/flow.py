"""How a case moves: it arrives, its stages open one after the other, its steps finish, and it is closed."""

from __future__ import annotations

import numpy as np

from models.simulation.kernel.arriving import choose_next, plan
from models.simulation.kernel.clock import on_day
from models.simulation.kernel.compiled import helper, rare
from models.simulation.kernel.counts import ABSENCE_MOVE, ARRIVED, BY_ROLE, BY_SILENCE, CLOSED, OPEN, UNDECIDED
from models.simulation.kernel.trailing import LOST, move_on, trace
from models.simulation.kernel.work import enter, measured, withdraw
from models.simulation.kernel.world import World
from models.simulation.model.layout import NO_LEVEL, NONE

NO_CASE = np.uint64(0xFFFFFFFF)
MOST_MOVES = np.uint8(250)
"""Moves of a step, and rounds of a case, after which it stays where it is."""

_ZERO = np.uint64(0)
_ONE = np.uint64(1)
_ONE_BYTE = np.uint8(1)
_ONE_WORD = np.uint32(1)
_ROUND_SHIFT = np.uint64(24)
_STAGE_SHIFT = np.uint64(16)
_STEP_SHIFT = np.uint64(8)
_HOP_MASK = np.uint32(0xFF)
_STREAM_SHIFT = np.uint64(32)


@helper
def write_down(
    world: World,
    number: np.uint64,
    cell: np.uint64,
    arrived: float,
    now: float,
    outcome: np.uint8,
    level: np.uint8,
    moves: np.uint8,
    rounds: np.uint8,
) -> None:
    """Keep what became of a case that was asked for."""
    run = world.run[0]
    found = world.finished[run.finished]
    found.number = np.uint32(number)
    found.cell = np.uint32(cell)
    found.arrived = np.float64(arrived)
    found.ended = np.float64(now)
    found.outcome = outcome
    found.level = level
    found.moves = moves
    found.rounds = rounds
    run.finished += _ONE
    run.done += _ONE


@helper
def arrive(world: World, now: float, full: bool) -> np.uint64:
    """The planned case comes. Returns its slot, at its first stage, or `NO_CASE` where nobody can tell who decides."""
    run = world.run[0]
    number, cell, stream = run.arrived, run.next_cell, run.next_stream
    serial = (world.sources[stream].count - _ONE) if full else number
    run.arrived = number + _ONE
    if full and len(world.trace) > 0:
        trace(world, now, number, cell, ARRIVED, np.uint8(OPEN))
    name = world.cell_route[cell]
    route = world.routes[name]
    if route.stage == route.end:
        if number < run.cases:
            if full:
                world.spent[run.finished].cost = np.float64(0.0)
                world.spent[run.finished].trail = name
                if len(world.trace) > 0:
                    trace(world, now, number, cell, CLOSED, np.uint8(UNDECIDED))
            write_down(world, number, cell, now, now, np.uint8(UNDECIDED), np.uint8(NO_LEVEL), np.uint8(0), np.uint8(0))
        slot = NO_CASE
    else:
        run.free_cases -= _ONE
        slot = np.uint64(world.cases[run.free_cases].free)
        case = world.cases[slot]
        case.number = number
        case.serial = (serial | (stream << _STREAM_SHIFT)) if full else number
        case.arrived = np.float64(now)
        case.cell = np.uint32(cell)
        case.route = name
        case.stage = route.stage
        case.lane = route.lane
        case.level = np.uint8(NO_LEVEL)
        case.moves = np.uint8(0)
        case.outcome = np.uint8(OPEN)
        if full:
            case.round = np.uint8(0)
            case.cost = np.float64(0.0)
            case.trail = name
    plan(world, stream, full)
    choose_next(world, full)
    return slot


@helper
def set_hop(world: World, item: np.uint64, hop: np.uint32) -> None:
    """Put the item at a hop of its step. Its luck there is that of the hop, and another one when it comes again."""
    it = world.items[item]
    it.turn += np.uint8(world.hops[hop].number <= world.hops[it.hop].number)
    it.hop = hop
    it.luck = np.uint32((it.luck & ~_HOP_MASK) | np.uint32(world.hops[hop].number))


@rare
def pass_absent(world: World, item: np.uint64, now: float) -> None:
    """While nobody of the role is there today, and somebody is named for that, the item goes on to them."""
    it = world.items[item]
    while it.moves < MOST_MOVES:
        hop = world.hops[it.hop]
        if hop.stands_in == NONE:
            return
        absent = world.desks[hop.role].absent
        if absent == NONE or not on_day(world, absent, now):
            return
        if measured(world, it.case):
            world.hop_tally[it.hop].absences += 1
        move_on(world, np.uint64(it.case), np.uint64(it.hop), ABSENCE_MOVE)
        it.moves += _ONE_BYTE
        set_hop(world, item, hop.stands_in)


@helper
def open_stage(world: World, slot: np.uint64, now: float, full: bool) -> None:
    """Start every step of the case's current stage."""
    run, case = world.run[0], world.cases[slot]
    stage = world.stages[case.stage]
    place = slot * run.places
    for join in range(np.uint64(stage.joins)):
        world.slots[place + join].done = np.uint32(0)
    number = np.uint64(case.stage - world.routes[case.route].first) << _STAGE_SHIFT
    if full:
        number |= np.uint64(case.round) << _ROUND_SHIFT
    for step in range(np.uint64(stage.steps)):
        run.free_items -= _ONE
        item = np.uint64(world.items[run.free_items].free)
        world.slots[place + step].item = np.uint32(item)
        it = world.items[item]
        it.case = np.uint32(slot)
        it.step = np.uint8(step)
        it.moves = np.uint8(0)
        it.turn = np.uint8(0)
        it.luck = np.uint32(number | (np.uint64(step) << _STEP_SHIFT))
        it.hop = world.steps[np.uint64(stage.step) + step].hop
        if full and world.hops[it.hop].stands_in != NONE:
            pass_absent(world, item, now)
        enter(world, item, now, full)


@helper
def free(world: World, item: np.uint64) -> None:
    """The item's row is free again; whatever is still planned for it is stale."""
    run, it = world.run[0], world.items[item]
    world.slots[np.uint64(it.case) * run.places + np.uint64(it.step)].item = NONE
    it.end = _ZERO
    it.deadline = _ZERO
    world.items[run.free_items].free = np.uint32(item)
    run.free_items += _ONE


@helper
def move(world: World, item: np.uint64, hop: np.uint32, now: float, full: bool) -> None:
    """The item goes to another hop of its step."""
    it = world.items[item]
    it.moves += _ONE_BYTE
    set_hop(world, item, hop)
    if full and world.hops[hop].stands_in != NONE:
        pass_absent(world, item, now)
    enter(world, item, now, full)


@rare
def withdraw_below(world: World, slot: np.uint64, top: np.uint64, now: float, full: bool) -> None:
    """Withdraw what is still open under the join `top` of the case's current stage."""
    stage = world.stages[world.cases[slot].stage]
    for step in range(np.uint64(stage.steps)):
        item = world.slots[slot * world.run[0].places + step].item
        join = np.uint64(world.steps[np.uint64(stage.step) + step].join)
        while join > top:
            join = np.uint64(world.joins[np.uint64(stage.join) + join].parent)
        if item != NONE and join == top:
            withdraw(world, np.uint64(item), now, full)
            free(world, np.uint64(item))


@helper
def finish_step(world: World, item: np.uint64, now: float, full: bool) -> np.uint64:
    """The step is done: count it in the joins above and withdraw what they no longer need.

    Returns the case if its stage is done, else `NO_CASE`.
    """
    it = world.items[item]
    slot = np.uint64(it.case)
    stage = world.stages[world.cases[slot].stage]
    join = np.uint64(world.steps[np.uint64(stage.step) + np.uint64(it.step)].join)
    free(world, item)
    while True:
        place = world.slots[slot * world.run[0].places + join]
        place.done += _ONE_WORD
        row = world.joins[np.uint64(stage.join) + join]
        if place.done < row.needed:
            return NO_CASE
        if stage.steps > 1:
            withdraw_below(world, slot, join, now, full)
        if join == _ZERO:
            return slot
        join = np.uint64(row.parent)


@helper
def decides(world: World, item: np.uint64) -> bool:
    """Whether finishing the item's step decides."""
    it = world.items[item]
    step = np.uint64(world.stages[world.cases[it.case].stage].step) + np.uint64(it.step)
    return bool(world.steps[step].decides != 0)


@helper
def note_decider(world: World, item: np.uint64) -> None:
    """Write down who finished a step, if it decides."""
    if not decides(world, item):
        return
    it = world.items[item]
    case = world.cases[it.case]
    level = world.hops[it.hop].level
    if case.level == NO_LEVEL or level > case.level:
        case.level = level
    case.moves = max(case.moves, it.moves)


@helper
def note_silence(world: World, item: np.uint64) -> None:
    """Write down that a step was approved by silence, if it decides."""
    if decides(world, item):
        world.cases[world.items[item].case].outcome = np.uint8(BY_SILENCE)


@helper
def close(world: World, slot: np.uint64, now: float, full: bool) -> None:
    """The case has ended."""
    run, case = world.run[0], world.cases[slot]
    if full and len(world.trace) > 0:
        trace(world, now, case.number, np.uint64(case.cell), CLOSED, case.outcome)
    if case.number < run.cases:
        if full:
            world.spent[run.finished].cost = case.cost
            world.spent[run.finished].trail = case.trail & ~LOST
        outcome = np.uint8(BY_ROLE) if case.outcome == OPEN else case.outcome
        rounds = case.round if full else np.uint8(0)
        write_down(world, case.number, np.uint64(case.cell), case.arrived, now, outcome, case.level, case.moves, rounds)
    world.cases[run.free_cases].free = np.uint32(slot)
    run.free_cases += _ONE


@helper
def next_stage(world: World, slot: np.uint64, now: float, full: bool) -> np.uint64:
    """A stage is done. Returns the case if another one follows; otherwise closes it and returns `NO_CASE`."""
    case = world.cases[slot]
    case.stage += _ONE_WORD
    if case.stage != world.routes[case.route].end:
        return slot
    close(world, slot, now, full)
    return NO_CASE

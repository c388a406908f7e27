"""How a case moves: it arrives, its stages open one after the other, its steps finish, and it is closed."""

from __future__ import annotations

import math

import numpy as np

from models.simulation.compiled import helper, rare
from models.simulation.layout import NO_LEVEL, NONE
from models.simulation.random import ARRIVAL, philox, uniform
from models.simulation.work import enter, withdraw
from models.simulation.world import BY_ROLE, BY_SILENCE, OPEN, UNDECIDED, World

NO_CASE = np.uint64(0xFFFFFFFF)

_ZERO = np.uint64(0)
_ONE = np.uint64(1)
_ONE_WORD = np.uint32(1)
_STAGE_SHIFT = np.uint64(16)
_STEP_SHIFT = np.uint64(8)
_HOP_MASK = np.uint32(0xFF)


@helper
def next_route(world: World, second: np.uint64, third: np.uint64) -> np.uint64:
    """The route of a case, from the words for its decision and its place in the mix."""
    position = uniform(second) * len(world.decisions)
    cell = np.uint64(position)
    if position - math.floor(position) >= world.decisions[cell].keep:
        cell = np.uint64(world.decisions[cell].other)
    decision = world.decisions[cell]
    first = np.uint64(decision.first)
    position = uniform(third) * decision.routes
    cell = np.uint64(position)
    if position - math.floor(position) >= world.routes[first + cell].keep:
        cell = np.uint64(world.routes[first + cell].other)
    return first + cell


@helper
def plan_arrival(world: World, now: float) -> None:
    """Set the time and the route of the next case."""
    run = world.run[0]
    if run.arrived >= run.arrivals:
        run.next_arrival = np.float64(math.inf)
        return
    gap, second, third, _ = philox(run.arrived, run.replication, _ZERO, ARRIVAL, run.key0, run.key1)
    run.next_arrival = np.float64(now - math.log(uniform(gap)) * run.gap)
    run.next_route = next_route(world, second, third)


@helper
def arrive(world: World, now: float) -> np.uint64:
    """The planned case comes. Returns its slot, at its first stage, or `NO_CASE` where nobody can tell who decides."""
    run = world.run[0]
    number, route = run.arrived, world.routes[run.next_route]
    run.arrived = number + _ONE
    if number < run.cases:
        world.case_tally[number].arrived = np.float64(now)
        world.case_tally[number].route = np.uint32(run.next_route)
    if route.stage == route.end:
        if number < run.cases:
            world.case_tally[number].outcome = np.uint8(UNDECIDED)
            world.case_tally[number].cycle = np.float64(math.nan)
            run.done += _ONE
        return NO_CASE
    run.free_cases -= _ONE
    slot = np.uint64(world.cases[run.free_cases].free)
    case = world.cases[slot]
    case.number = number
    case.arrived = np.float64(now)
    case.route = np.uint32(run.next_route)
    case.stage = route.stage
    return slot


@helper
def open_stage(world: World, slot: np.uint64, now: float) -> None:
    """Start every step of the case's current stage."""
    run, case = world.run[0], world.cases[slot]
    stage = world.stages[case.stage]
    place = slot * run.places
    for join in range(np.uint64(stage.joins)):
        world.slots[place + join].done = np.uint32(0)
    number = np.uint64(case.stage - world.routes[case.route].stage) << _STAGE_SHIFT
    for step in range(np.uint64(stage.steps)):
        run.free_items -= _ONE
        item = np.uint64(world.items[run.free_items].free)
        world.slots[place + step].item = np.uint32(item)
        row, it = world.steps[np.uint64(stage.step) + step], world.items[item]
        it.case = np.uint32(slot)
        it.step = np.uint8(step)
        it.luck = np.uint32(number | (np.uint64(step) << _STEP_SHIFT))
        it.hop = row.hop
        it.last = row.last
        enter(world, item, now)


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
def move_up(world: World, item: np.uint64, now: float) -> None:
    """The item goes to the next role of its chain."""
    it = world.items[item]
    it.hop += _ONE_WORD
    it.luck += _ONE_WORD
    enter(world, item, now)


@rare
def withdraw_below(world: World, slot: np.uint64, top: np.uint64, now: float) -> None:
    """Withdraw what is still open under the join `top` of the case's current stage."""
    stage = world.stages[world.cases[slot].stage]
    for step in range(np.uint64(stage.steps)):
        item = world.slots[slot * world.run[0].places + step].item
        join = np.uint64(world.steps[np.uint64(stage.step) + step].join)
        while join > top:
            join = np.uint64(world.joins[np.uint64(stage.join) + join].parent)
        if item != NONE and join == top:
            withdraw(world, np.uint64(item), now)
            free(world, np.uint64(item))


@helper
def finish_step(world: World, item: np.uint64, now: float) -> np.uint64:
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
            withdraw_below(world, slot, join, now)
        if join == _ZERO:
            return slot
        join = np.uint64(row.parent)


@helper
def decides(world: World, item: np.uint64) -> bool:
    """Whether the item's case was asked for, and finishing its step decides."""
    it = world.items[item]
    case = world.cases[it.case]
    step = np.uint64(world.stages[case.stage].step) + np.uint64(it.step)
    return bool(case.number < world.run[0].cases and world.steps[step].decides != 0)


@helper
def note_decider(world: World, item: np.uint64) -> None:
    """Write down who finished a step, if it decides."""
    if not decides(world, item):
        return
    it = world.items[item]
    found = world.case_tally[world.cases[it.case].number]
    level = world.hops[it.hop].level
    if found.level == NO_LEVEL or level > found.level:
        found.level = level
    hop = np.uint8(it.luck & _HOP_MASK)
    found.hop = max(found.hop, hop)


@helper
def note_silence(world: World, item: np.uint64) -> None:
    """Write down that a step was approved by silence, if it decides."""
    if decides(world, item):
        world.case_tally[world.cases[world.items[item].case].number].outcome = np.uint8(BY_SILENCE)


@helper
def close(world: World, slot: np.uint64, now: float) -> None:
    """The case has ended."""
    run, case = world.run[0], world.cases[slot]
    if case.number < run.cases:
        found = world.case_tally[case.number]
        found.cycle = np.float64(now - case.arrived)
        if found.outcome == OPEN:
            found.outcome = np.uint8(BY_ROLE)
        run.done += _ONE
    world.cases[run.free_cases].free = np.uint32(slot)
    run.free_cases += _ONE


@helper
def next_stage(world: World, slot: np.uint64, now: float) -> np.uint64:
    """A stage is done. Returns the case if another one follows; otherwise closes it and returns `NO_CASE`."""
    case = world.cases[slot]
    case.stage += _ONE_WORD
    if case.stage != world.routes[case.route].end:
        return slot
    close(world, slot, now)
    return NO_CASE

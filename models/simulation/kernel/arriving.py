"""Which case arrives next, and when: random or listed moments, and what the case looks like.

All of it is a function of the case's number within its stream, so that the same case comes whatever the scenario.
"""

from __future__ import annotations

import math

import numpy as np

from models.simulation.kernel.compiled import helper, rare
from models.simulation.kernel.random import ARRIVAL, ATTRIBUTES, philox, uniform
from models.simulation.kernel.world import World
from models.simulation.model.layout import HOURS_OF_A_WEEK, NONE

_ZERO = np.uint64(0)
_ONE = np.uint64(1)
_STREAM_SHIFT = np.uint64(8)
_WORDS_SHIFT = np.uint64(2)
_WORDS_MASK = np.uint64(3)
_WEEK = float(HOURS_OF_A_WEEK)
_ROW = np.uint64(HOURS_OF_A_WEEK + 1)


@helper
def stretch_of(world: World, axis: np.uint64, share: float) -> np.uint64:
    """The number of the stretch of an axis in which a share of its cases lies."""
    row = world.axes[axis]
    low, high = np.uint64(row.cut), np.uint64(row.cut) + np.uint64(row.cuts)
    while low < high:
        middle = (low + high) >> _ONE
        if world.cuts[middle] <= share:
            low = middle + _ONE
        else:
            high = middle
    return low - np.uint64(row.cut)


@rare
def cell_on_axes(world: World, part: np.uint64, stream: np.uint64, count: np.uint64, fourth: np.uint64) -> np.uint64:
    """The cell of a case that more than one axis describes, or one whose luck is further on."""
    run, row = world.run[0], world.parts[part]
    cell, block = _ZERO, _ZERO
    words = (fourth, fourth, fourth, fourth)
    for number in range(np.uint64(row.axes)):
        axis = np.uint64(row.axis) + np.uint64(number)
        word = np.uint64(world.axes[axis].word)
        if word == _ZERO:
            luck = fourth
        else:
            wanted = ((word - _ONE) >> _WORDS_SHIFT) + _ONE
            if wanted != block:
                block = wanted
                purpose = ATTRIBUTES | (stream << _STREAM_SHIFT)
                words = philox(count, run.replication, block, purpose, run.key0, run.key1)
            place = (word - _ONE) & _WORDS_MASK
            luck = words[0]
            if place == np.uint64(1):
                luck = words[1]
            elif place == np.uint64(2):
                luck = words[2]
            elif place == np.uint64(3):
                luck = words[3]
        cell = cell * (np.uint64(world.axes[axis].cuts) + _ONE) + stretch_of(world, axis, uniform(luck))
    return np.uint64(row.cell) + cell


@helper
def cell_of(
    world: World, decision: np.uint64, stream: np.uint64, count: np.uint64, third: np.uint64, fourth: np.uint64
) -> np.uint64:
    """The cell of a case of a decision, from the words for its part of the mix and for the first axis."""
    row = world.decisions[decision]
    part = np.uint64(row.part)
    if row.parts > 1:
        position = uniform(third) * row.parts
        cell = np.uint64(position)
        if position - np.float64(cell) >= world.parts[part + cell].keep:
            cell = np.uint64(world.parts[part + cell].other)
        part += cell
    found = world.parts[part]
    if found.axes == 0:
        return np.uint64(found.cell)
    axis = np.uint64(found.axis)
    if found.axes == 1 and world.axes[axis].word == 0:
        return np.uint64(found.cell) + stretch_of(world, axis, uniform(fourth))
    return cell_on_axes(world, part, stream, count, fourth)


@helper
def decision_of(world: World, stream: np.uint64, second: np.uint64) -> np.uint64:
    """The decision of a random case of a stream."""
    row = world.streams[stream]
    first = np.uint64(row.decision)
    position = uniform(second) * row.decisions
    cell = np.uint64(position)
    if position - np.float64(cell) >= world.decisions[first + cell].keep:
        cell = np.uint64(world.decisions[first + cell].other)
    return first + cell


@rare
def in_profile(world: World, profile: np.uint32, hours: float) -> float:
    """The moment at which so many hours of a profile have passed; a week has 168 of them."""
    week = math.floor(hours / _WEEK)
    rest = hours - week * _WEEK
    first = np.uint64(profile) * _ROW
    low, high = _ZERO, np.uint64(HOURS_OF_A_WEEK)
    while high - low > _ONE:
        middle = (low + high) >> _ONE
        if world.profiles[first + middle] <= rest:
            low = middle
        else:
            high = middle
    before, after = world.profiles[first + low], world.profiles[first + low + _ONE]
    within = (rest - before) / (after - before) if after > before else 0.0
    return week * _WEEK + np.float64(low) + min(within, 1.0)


@rare
def plan_listed(world: World, stream: np.uint64) -> None:
    """Set the next case of a stream that has a list."""
    run, row, source = world.run[0], world.streams[stream], world.sources[stream]
    if np.uint64(row.listed) + source.at == np.uint64(row.listed_end):
        source.at = _ZERO
        source.round += _ONE
    if source.round > _ZERO and row.period == math.inf:
        source.next = np.float64(math.inf)
        return
    found = world.listed[np.uint64(row.listed) + source.at]
    source.next = np.float64(found.time + np.float64(source.round) * row.period) if source.round else found.time
    purpose = ARRIVAL | (stream << _STREAM_SHIFT)
    _, _, third, fourth = philox(source.count, run.replication, _ZERO, purpose, run.key0, run.key1)
    source.cell = cell_of(world, np.uint64(found.decision), stream, source.count, third, fourth)
    source.at += _ONE
    source.count += _ONE


@helper
def plan(world: World, stream: np.uint64, full: bool) -> None:
    """Set the time and the cell of the next case of a stream."""
    run, row, source = world.run[0], world.streams[stream], world.sources[stream]
    if full and row.listed != row.listed_end:
        plan_listed(world, stream)
        return
    if full and row.gap == math.inf:
        source.next = np.float64(math.inf)
        source.count += _ONE
        return
    purpose = (ARRIVAL | (stream << _STREAM_SHIFT)) if full else ARRIVAL
    gap, second, third, fourth = philox(source.count, run.replication, _ZERO, purpose, run.key0, run.key1)
    source.reached = np.float64(source.reached - math.log(uniform(gap)) * row.gap)
    source.next = source.reached
    if full and row.profile != NONE and row.gap < math.inf:
        source.next = np.float64(in_profile(world, row.profile, source.reached))
    source.cell = cell_of(world, decision_of(world, stream, second), stream, source.count, third, fourth)
    source.count += _ONE


@helper
def choose_next(world: World, full: bool) -> None:
    """Say which of the planned cases arrives next."""
    run = world.run[0]
    if run.arrived >= run.arrivals:
        run.next_arrival = np.float64(math.inf)
        return
    run.next_arrival = world.sources[0].next
    run.next_cell = world.sources[0].cell
    run.next_stream = _ZERO
    if full:
        for number in range(len(world.sources)):
            stream = np.uint64(number)
            if world.sources[stream].next < run.next_arrival:
                run.next_arrival = world.sources[stream].next
                run.next_cell = world.sources[stream].cell
                run.next_stream = stream

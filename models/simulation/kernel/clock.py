"""Working time within the kernel: how many open hours have passed at a moment, and at which moment so many have.

Calendars have 364 days and start again. The open hours before each day are summed up beforehand, and a guide says
near which day a sum is reached, so that neither way depends on how long the simulation runs.
"""

from __future__ import annotations

import math

import numpy as np

from models.simulation.kernel.compiled import helper, rare
from models.simulation.kernel.world import World
from models.simulation.model.layout import DAYS, NONE

_DAYS = np.uint64(DAYS)
_ROWS = np.uint64(DAYS + 1)
_ONE = np.uint64(1)


@helper
def day_of(now: float) -> np.uint64:
    """The day of the year of 364 days on which a moment lies."""
    return np.uint64(now * (1.0 / 24.0)) % _DAYS


@helper
def on_day(world: World, mask: np.uint32, now: float) -> bool:
    """Whether the day of a moment is among those of a mask; on any day without one."""
    return bool(mask == NONE or world.masks[np.uint64(mask) * _DAYS + day_of(now)] != 0)


@helper
def open_hours(world: World, calendar: np.uint32, now: float) -> float:
    """Open hours of a calendar from time 0 to a moment; without a calendar all hours count."""
    if calendar == NONE:
        return now
    day = np.uint64(now * (1.0 / 24.0))
    first = np.uint64(calendar) * _ROWS
    row = world.days[first + day % _DAYS]
    hour = now - np.float64(day) * 24.0 - row.opens
    within = min(max(hour, 0.0), row.hours)
    return np.float64(day // _DAYS) * world.days[first + _DAYS].before + row.before + within


@helper
def is_open(world: World, calendar: np.uint32, now: float) -> bool:
    """Whether a calendar is open at a moment: from the hour at which it opens until just before it closes."""
    if calendar == NONE:
        return True
    day = np.uint64(now * (1.0 / 24.0))
    row = world.days[np.uint64(calendar) * _ROWS + day % _DAYS]
    midnight = np.float64(day) * 24.0
    # The moment of opening is the sum below, rounded; the difference from it is not exactly zero.
    return bool(now >= midnight + row.opens and now - midnight - row.opens < row.hours)


@helper
def moment(world: World, calendar: np.uint32, hours: float) -> float:
    """The first moment at which so many open hours of a calendar have passed."""
    if calendar == NONE:
        return hours
    first = np.uint64(calendar) * _ROWS
    total = world.days[first + _DAYS].before
    years = max(math.ceil(hours / total) - 1.0, 0.0)
    rest = hours - years * total
    place = min(np.uint64(max(rest, 0.0) / total * DAYS), _DAYS - _ONE)
    day = np.uint64(world.guide[np.uint64(calendar) * _DAYS + place])
    while day > 0 and world.days[first + day].before >= rest:
        day -= _ONE
    while day < _DAYS - _ONE and world.days[first + day + _ONE].before < rest:
        day += _ONE
    row = world.days[first + day]
    return (years * DAYS + np.float64(day)) * 24.0 + row.opens + (rest - row.before)


@rare
def next_opening(world: World, calendar: np.uint32, now: float) -> float:
    """The first moment after the day of `now`, or later on that day, at which a calendar opens."""
    if calendar == NONE:  # it is always open; what keeps it from working can end with the day
        return (math.floor(now * (1.0 / 24.0)) + 1.0) * 24.0
    first = np.uint64(calendar) * _ROWS
    day = np.uint64(now * (1.0 / 24.0))
    row = world.days[first + day % _DAYS]
    if row.hours > 0.0 and now < np.float64(day) * 24.0 + row.opens:
        return np.float64(day) * 24.0 + row.opens
    while True:
        day += _ONE
        row = world.days[first + day % _DAYS]
        if row.hours > 0.0:
            return np.float64(day) * 24.0 + row.opens


@rare
def next_turn(world: World, calendar: np.uint32, mask: np.uint32, now: float) -> float:
    """The first opening of a calendar after a moment that falls on a day of a mask; infinite if none ever does."""
    end = now + 2.0 * DAYS * 24.0
    at = next_opening(world, calendar, now)
    for _ in range(2 * DAYS):
        if on_day(world, mask, at):
            return at
        at = next_opening(world, calendar, at)
        if at > end:
            break
    return np.float64(math.inf)

"""How many hold a role, and how long they work at a case, as far as a log tells: matched by moments.

Where the log says when work began, work is what lies between, and as many hold the role as ever worked at once. Where
it does not, a queue shows only in this: waits grow with the cases of the week. Then, for each number of holders, the
working time is sought with which a first-come-first-served queue, fed with the very arrivals of the log, has the
observed median; the number counts with which its 90 % quantile, and how its waits answer to the volume, are nearest.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from models.calibration.desks import Desk, open_hours
from models.calibration.log import Floats
from models.calibration.passes import Visits
from models.calibration.response import Slope, slope_of
from models.calibration.waits import Lognormal

SURE = 2.0
"""A queue is taken to be there from so many standard errors of the answer to the volume on."""
SPREAD = math.sqrt(math.log(2.0))
"""Of the logarithm of working times: a coefficient of variation of 1. What waits scatter by is the queue's as much."""
_MOST_HOLDERS = 64
_ROUNDS = 14
_MOST_VISITS = 20_000


@dataclass(frozen=True)
class Capacity:
    """Holders, the open hours that they work at a case, and how waits answer to the volume: as observed, and so."""

    holders: int
    work: Lognormal
    observed: float
    simulated: float


def holders_at_work(desk: Desk, visits: Visits) -> int | None:
    """Return how many work at once at most, where the log says when work began and cases waited for it.

    None where they hardly waited in open hours: then there may be more.
    """
    known = np.isfinite(visits.worked)
    if known.mean() <= 0.9:
        return None
    begin, end = visits.left[known] - visits.worked[known], visits.left[known]
    waited = open_hours(desk.hours, replace(visits.having(known), left=begin))
    if waited.mean() < 0.01 * max(desk.quick.wait.mean, 1e-9):
        return None
    # Somebody who ends one case begins the next at the same moment: ends come first.
    order = np.lexsort((np.repeat([1, 0], len(begin)), np.concatenate([begin, end])))
    steps = np.repeat([1, -1], len(begin))[order]
    return int(np.cumsum(steps).max())


def capacity_of(desk: Desk, visits: Visits, came: Floats, slope: Slope, seed: int = 1) -> Capacity | None:
    """Return the holders and working time of a desk whose waits grow with the volume; None where they do not."""
    if slope.value < SURE * slope.error or desk.time_out is not None or desk.slow is not None:
        return None
    order = np.argsort(visits.came, kind="stable")[:_MOST_VISITS]
    visits = visits.having(order)
    if desk.hours.always:
        asked = visits.came - visits.came[0]
    else:
        time = desk.hours.over(float(visits.came.min()), float(visits.left.max()))
        asked = time.worked(visits.came)
    hours = open_hours(desk.hours, visits)
    normal = np.random.default_rng(seed).standard_normal(len(asked))
    best: Capacity | None = None
    least, p90 = math.inf, math.log(max(float(np.quantile(hours, 0.9)), 1e-3))
    for holders in _numbers():
        work, waits = _matched(asked, hours, normal, holders)
        there = slope_of(visits.came, waits, came)
        if there is None:
            continue
        # Both moments on the scale of how far they may be off: a standard error, and a tenth.
        off = abs(there.value - slope.value) / slope.error
        off += abs(math.log(max(float(np.quantile(waits, 0.9)), 1e-3)) - p90) / 0.1
        if off < least:
            best, least = Capacity(holders, work, slope.value, there.value), off
        elif best is not None and holders > 2 * best.holders + 2:
            break
    return best


def with_capacity(desk: Desk, found: Capacity) -> Desk:
    """Return the desk with its holders, and its wait as work alone."""
    return replace(desk, holders=found.holders, quick=replace(desk.quick, wait=found.work))


def _numbers() -> Iterator[int]:
    number = 1
    while number <= _MOST_HOLDERS:
        yield number
        number = max(number + 1, round(number * 1.25))


def _matched(asked: Floats, hours: Floats, normal: Floats, holders: int) -> tuple[Lognormal, Floats]:
    """The working time whose queue has the observed median, by halving, and the waits in that queue."""
    target = float(np.median(hours))
    low, high = math.log(max(target, 1e-3)) - 8.0, math.log(max(target, 1e-3)) + 0.5
    mu, waits = high, hours
    for _ in range(_ROUNDS):
        mu = (low + high) / 2
        waits = queued(asked, np.exp(mu + SPREAD * normal), holders)
        low, high = (low, mu) if np.median(waits) > target else (mu, high)
    return Lognormal(mu, SPREAD), waits


def queued(asked: Floats, work: Floats, holders: int) -> Floats:
    """Return from asking to the end of the work, first come, first served, by so many holders (Kiefer, Wolfowitz)."""
    free = [-np.inf] * holders
    found = np.empty(len(asked))
    for number, (at, lasts) in enumerate(zip(asked.tolist(), work.tolist(), strict=True)):
        done = max(at, heapq.heappop(free)) + lasts
        heapq.heappush(free, done)
        found[number] = done - at
    return found

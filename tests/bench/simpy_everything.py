"""The model with all features in SimPy, tuned.

Random numbers and arrivals are drawn beforehand; a desk is a heap of waiting events and a count of idle people, as
SimPy's own resources know neither office hours nor people with two roles; a deadline is a timeout with a callback, as
waiting for any of two events costs more; working time is a closed form, as everybody keeps the same hours.
"""

from __future__ import annotations

import heapq
import time
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from itertools import count

import numpy as np
import simpy

from tests.bench import everything as model
from tests.bench.everything import Desk

CASES = 4_000
_WEEK = model.HOURS * model.DAYS

Process = Generator[simpy.Event, object, None]


def open_hours(now: float) -> float:
    """Office hours from time 0 to a moment."""
    week, rest = divmod(now, 168.0)
    day, hour = divmod(rest, 24.0)
    if day >= model.DAYS:
        return week * _WEEK + _WEEK
    return week * _WEEK + day * model.HOURS + min(max(hour - model.OPENS, 0.0), model.HOURS)


def moment(hours: float) -> float:
    """The moment at which so many office hours have passed."""
    week, rest = divmod(hours, _WEEK)
    day, hour = divmod(rest, model.HOURS)
    return week * 168.0 + day * 24.0 + model.OPENS + hour


def opening(now: float) -> float:
    """The moment itself if the office is open, else the next at which it opens."""
    rest = now % 168.0
    day, hour = divmod(rest, 24.0)
    begin = now - hour + model.OPENS
    if day < model.DAYS and hour < model.OPENS + model.HOURS:
        return max(now, begin)
    return begin + 24.0 if day < model.DAYS - 1 else now - rest + 168.0 + model.OPENS


def _too_late(event: simpy.Event) -> None:
    if not event.triggered:
        event.succeed(False)


class People:
    """Those who do the work of a desk or two: who waits for them, urgent cases first, and how many are idle."""

    def __init__(self, environment: simpy.Environment, holders: int) -> None:
        self._environment = environment
        self._idle = holders
        self._waiting: list[tuple[int, int, simpy.Event]] = []
        self._numbers = count()
        self._opening = False

    def ask(self, lane: int, deadline: float) -> simpy.Event:
        """Return an event that comes with True when somebody is free for it, or with False when it is too late."""
        event, now = self._environment.event(), self._environment.now
        opens = opening(now)
        if self._idle and opens == now:
            self._idle -= 1
            event.succeed(True)
            return event
        heapq.heappush(self._waiting, (lane, next(self._numbers), event))
        if self._idle and not self._opening:
            self._wait_for(opens - now)
        if deadline < float("inf"):
            late = self._environment.timeout(deadline)
            late.callbacks.append(lambda _: _too_late(event))
        return event

    def leave(self) -> None:
        """Somebody has finished, and turns to what waits."""
        self._idle += 1
        if self._waiting:
            self._turn_to()

    def _turn_to(self) -> None:
        opens = opening(self._environment.now)
        if opens > self._environment.now:
            if not self._opening:
                self._wait_for(opens - self._environment.now)
            return
        while self._idle and self._waiting:
            _, _, event = heapq.heappop(self._waiting)
            if not event.triggered:
                self._idle -= 1
                event.succeed(True)

    def _wait_for(self, hours: float) -> None:
        self._opening = True
        self._environment.timeout(hours).callbacks.append(self._open)

    def _open(self, _: simpy.Event) -> None:
        self._opening = False
        self._turn_to()


@dataclass
class Found:
    """What a run found."""

    cycles: list[float] = field(default_factory=list)
    working: list[float] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    paths: Counter[tuple[bool, tuple[tuple[int, str], ...]]] = field(default_factory=Counter)
    levels: Counter[int] = field(default_factory=Counter)
    waited: list[float] = field(default_factory=lambda: [0.0] * len(model.LEVELS))
    worked: list[float] = field(default_factory=lambda: [0.0] * len(model.LEVELS))


class Draws:
    """Random numbers and arrivals of a run, drawn beforehand."""

    def __init__(self, seed: int, cases: int) -> None:
        generator = np.random.default_rng(seed)
        hours = np.cumsum(generator.exponential(1.0 / sum(model.RATES), cases))
        weights = np.concatenate([[0.0], np.cumsum(model.PROFILE)])
        weights *= 168.0 / weights[-1]
        within = np.interp(hours % 168.0, weights, np.arange(169.0))
        self.arrivals: list[float] = (hours - hours % 168.0 + within).tolist()
        self.urgent: list[bool] = (generator.random(cases) < model.RATES[1] / sum(model.RATES)).tolist()
        self.works: Iterator[float] = iter(generator.exponential(1.0, 12 * cases).tolist())
        self.shares: Iterator[float] = iter(generator.random(12 * cases).tolist())


class Office:
    """A run: its people, its cases, and what has been found so far."""

    def __init__(self, draws: Draws) -> None:
        self.found = Found()
        self._draws = draws
        self._environment = simpy.Environment()
        self._people: dict[int, People] = {}
        for holders, roles in model.HOLDERS:
            self._people |= dict.fromkeys(roles, People(self._environment, holders))
        self._environment.process(self._arrivals())
        self._environment.run()

    def _at_desk(self, desk: Desk, lane: int, bill: list[float]) -> Generator[simpy.Event, object, bool]:
        """Wait for somebody and be worked on; False where nobody has begun by the deadline."""
        environment, role, found = self._environment, desk.role, self.found
        people, entered = self._people[role], environment.now
        begun = yield people.ask(lane, desk.deadline)
        now = environment.now
        found.waited[role] += now - entered
        if not begun:
            return False
        work = desk.hours * next(self._draws.works)
        found.worked[role] += work
        bill[0] += work * model.COSTS[role]
        yield environment.timeout(moment(open_hours(now) + work) - now)
        people.leave()
        return True

    def _consult(self, desk: Desk, bill: list[float], still: list[int], both: simpy.Event) -> Process:
        yield from self._at_desk(desk, 1, bill)
        still[0] -= 1
        if not still[0]:
            both.succeed()

    def _decide(
        self, chain: tuple[Desk, ...], lane: int, bill: list[float], path: list[tuple[int, str]]
    ) -> Generator[simpy.Event, object, int]:
        """Go up the chain; returns the level that decided, or -1 where the case is sent back."""
        shares = self._draws.shares
        for number, desk in enumerate(chain):
            begun, above = (yield from self._at_desk(desk, lane, bill)), number < len(chain) - 1
            if not begun:
                path.append((number, "late"))
            elif next(shares) < desk.exception and above:
                path.append((number, "exception"))
            elif desk.disagreement and next(shares) < desk.disagreement and above:
                path.append((number, "disagreement"))
            elif desk.rework and next(shares) < desk.rework:
                path.append((number, "sent back"))
                return -1
            else:
                return model.LEVELS[desk.role]
        raise AssertionError("the last of a chain decides")

    def _case(self, arrived: float, urgent: bool) -> Process:
        environment, found = self._environment, self.found
        chain, lane = (model.URGENT, 0) if urgent else (model.ORDINARY, 1)
        path: list[tuple[int, str]] = []
        bill, level = [0.0], -2
        while level < 0:
            if level == -1:
                yield from self._at_desk(model.REVISION, lane, bill)
            if not urgent:
                still, both = [len(model.CONSULTED)], environment.event()
                for desk in model.CONSULTED:
                    environment.process(self._consult(desk, bill, still, both))
                yield both
            level = yield from self._decide(chain, lane, bill, path)
        now = environment.now
        found.kinds.append(int(urgent))
        found.cycles.append(now - arrived)
        found.working.append(open_hours(now) - open_hours(arrived))
        found.costs.append(bill[0])
        found.paths[urgent, tuple(path)] += 1
        found.levels[level] += 1

    def _arrivals(self) -> Process:
        environment, case = self._environment, self._case
        for arrival, urgent in zip(self._draws.arrivals, self._draws.urgent, strict=True):
            yield environment.timeout(arrival - environment.now)
            environment.process(case(arrival, urgent))


def run(draws: Draws) -> Found:
    """Return what a run finds when all cases have ended."""
    return Office(draws).found


def seconds() -> float:
    """Seconds of the processor that a million cases take, random numbers already drawn."""
    draws = Draws(1, CASES)
    start = time.thread_time()
    run(draws)
    return (time.thread_time() - start) / CASES * 1e6

"""The luck of cases and the clock of calendars, in plain Python: for the reference simulator."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

import numpy as np
from scipy.special import ndtri

from models.simulation.kernel.alias import alias_table
from models.simulation.model.layout import CONSTANT, DAYS, EXPONENTIAL, NONE, Layout

ARRIVAL, WORK, ATTRIBUTES, PATIENCE = range(4)
NOWHERE = int(NONE)


def philox(counter: tuple[int, int, int, int], key: tuple[int, int]) -> tuple[int, int, int, int]:
    """Philox4x32-10, as its authors describe it (Salmon and others, SC '11)."""
    word = 0xFFFFFFFF
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        high0, low0 = divmod(0xD2511F53 * c0, 1 << 32)
        high1, low1 = divmod(0xCD9E8D57 * c2, 1 << 32)
        c0, c1, c2, c3 = high1 ^ c1 ^ k0, low1, high0 ^ c3 ^ k1, low0
        k0, k1 = (k0 + 0x9E3779B9) & word, (k1 + 0xBB67AE85) & word
    return c0, c1, c2, c3


@dataclass
class Luck:
    """The random numbers of one replication: four uniform ones for each case, purpose and piece."""

    seed: int
    replication: int

    def of(
        self, case: int, stream: int, purpose: int, piece: int = 0, turn: int = 0
    ) -> tuple[float, float, float, float]:
        words = philox(
            (case, self.replication | turn << 24, piece, purpose | stream << 8),
            (self.seed & 0xFFFFFFFF, self.seed >> 32),
        )
        a, b, c, d = ((word + 0.5) / 2.0**32 for word in words)
        return a, b, c, d


def duration(kind: int, mean: float, variation: float, luck: float) -> float:
    """Hours of work by inversion. An exponential time counts its luck from the other end."""
    if kind == CONSTANT:
        return mean
    if kind == EXPONENTIAL:
        return -mean * math.log(luck)
    spread = math.sqrt(math.log1p(variation**2))
    return float(mean * math.exp(-0.5 * spread**2) * math.exp(spread * ndtri(luck)))


def picked(weights: list[float], luck: float) -> int:
    """One of many, by weight."""
    keep, other = alias_table(np.array(weights))
    place = luck * len(weights)
    cell = int(place)
    return cell if place - cell < keep[cell] else int(other[cell])


class Calendar:
    """Open hours: on each of 364 days from one hour on, for some hours; or always open."""

    def __init__(self, layout: Layout, number: int) -> None:
        self.always = number == NOWHERE
        rows = slice(0, 0) if self.always else slice(number * DAYS, (number + 1) * DAYS)
        self.opens: list[float] = layout.calendar_opens[rows].tolist()
        self.hours: list[float] = layout.calendar_hours[rows].tolist()
        self.before: list[float] = [0.0, *accumulate(self.hours)]

    def passed(self, now: float) -> float:
        """Open hours from the start to a moment."""
        if self.always:
            return now
        day = int(now // 24.0)
        year, place = divmod(day, DAYS)
        within = min(max(now - day * 24.0 - self.opens[place], 0.0), self.hours[place])
        return year * self.before[-1] + self.before[place] + within

    def when(self, hours: float) -> float:
        """The first moment at which so many open hours have passed."""
        if self.always:
            return hours
        year = max(math.ceil(hours / self.before[-1]) - 1.0, 0.0)
        rest = hours - year * self.before[-1]
        day = next((day for day in range(DAYS) if self.before[day + 1] >= rest), DAYS - 1)
        return (year * DAYS + day) * 24.0 + self.opens[day] + (rest - self.before[day])

    def opening(self, day: int) -> float:
        """The moment at which a day opens."""
        return 24.0 * day + (0.0 if self.always else self.opens[day % DAYS])

    def is_open(self, now: float) -> bool:
        """From the moment of opening until just before closing."""
        day = int(now // 24.0)
        if self.always:
            return True
        opening = self.opening(day)
        return opening <= now and now - day * 24.0 - self.opens[day % DAYS] < self.hours[day % DAYS]

    def next_opening(self, now: float) -> float:
        """The first opening after a moment; where it is always open, the next midnight."""
        day = int(now // 24.0)
        while self.opening(day) <= now or (not self.always and self.hours[day % DAYS] == 0.0):
            day += 1
        return self.opening(day)


@dataclass(frozen=True)
class Arrival:
    """A case that comes: when, where it is from, which of its stream it is, and the cell in which it lies."""

    time: float
    stream: int
    serial: int
    cell: int


@dataclass
class Source:
    """The arrivals of one stream, one after the other."""

    layout: Layout
    luck: Luck
    stream: int
    serial: int = 0
    reached: float = 0.0
    decisions: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.decisions = np.flatnonzero(self.layout.decision_stream == self.stream).tolist()

    def next(self) -> Arrival | None:
        """The next case; None when there is none any more."""
        first, end = self.layout.stream_times[self.stream : self.stream + 2].tolist()
        a, b, c, d = self.luck.of(self.serial, self.stream, ARRIVAL)
        if first < end:
            turn, at = divmod(self.serial, end - first)
            period = float(self.layout.stream_period[self.stream])
            if turn and period == math.inf:
                return None
            time = float(self.layout.listed_time[first + at]) + (turn * period if turn else 0.0)
            decision = int(self.layout.listed_decision[first + at])
        else:
            rates = self.layout.decision_rate[self.decisions]
            if not rates.sum() > 0:
                return None
            self.reached -= math.log(a) * (1.0 / float(rates.sum()))
            time = self._in_profile(self.reached)
            decision = self.decisions[picked(rates.tolist(), b)]
        found = Arrival(time, self.stream, self.serial, self._cell(decision, c, d))
        self.serial += 1
        return found

    def _in_profile(self, hours: float) -> float:
        number = int(self.layout.stream_profile[self.stream])
        if number == NOWHERE:
            return hours
        weights = self.layout.profile_weight[number * 168 : number * 168 + 168]
        before: list[float] = [0.0, *accumulate(weights.tolist())]
        before = [hour * (168.0 / before[-1]) for hour in before]
        week = math.floor(hours / 168.0)
        rest = hours - week * 168.0
        for hour, (low, high) in enumerate(pairwise(before)):
            if low <= rest < high:
                return week * 168.0 + hour + min((rest - low) / (high - low), 1.0)
        return week * 168.0 + 168.0

    def _cell(self, decision: int, part_luck: float, first_luck: float) -> int:
        layout = self.layout
        first, end = layout.decision_parts[decision : decision + 2].tolist()
        part = first + (picked(layout.part_weight[first:end].tolist(), part_luck) if end - first > 1 else 0)
        cell = 0
        for axis in range(layout.part_axes[part], layout.part_axes[part + 1]):
            word = int(layout.axis_word[axis])
            luck = first_luck
            if word:
                luck = self.luck.of(self.serial, self.stream, ATTRIBUTES, 1 + (word - 1) // 4)[(word - 1) % 4]
            cuts = layout.cut[layout.axis_cuts[axis] : layout.axis_cuts[axis + 1]].tolist()
            cell = cell * (len(cuts) + 1) + bisect_right(cuts, luck)
        return int(layout.part_cells[part]) + cell

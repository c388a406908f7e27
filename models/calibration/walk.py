"""Cases without queues, quickly: each takes its way, waits as long as roles take, is sent back or refused.

Where roles have holders enough, cases do not wait for each other, and this is the simulation itself, without an event
list: a hundred thousand cases in a tenth of a second. Fits and their intervals are found with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.calibration.desks import Desk, Revision
from models.calibration.log import Flags, Floats, Longs
from models.calibration.rhythm import OpenTime

MOST_PASSES = 8
"""A case that was sent back so often is not followed further."""


@dataclass(frozen=True)
class Way:
    """Desks that cases come to in order, and the share of the cases that take it."""

    desks: tuple[int, ...]
    weight: float


@dataclass(frozen=True)
class Walked:
    """What became of cases. Hours by the clock from first submission to approval are NaN where it never came."""

    cycle: Floats
    way: Longs
    sent_back: Longs
    """[cases] how often"""
    first_back: Longs
    """[cases] the desk that sent it back or refused it first; -1 for none"""
    passes: Longs
    refused: Flags
    waits: tuple[Floats, ...]
    """By desk: hours by the clock from coming to leaving, of every visit."""


def walk(
    came: Floats,
    desks: Sequence[Desk],
    ways: Sequence[Way],
    revision: Revision | None,
    random: np.random.Generator,
    *,
    pace: float = 1.0,
) -> Walked:
    """Return what becomes of cases that come at these moments. `pace` multiplies every wait."""
    number = len(came)
    weights = np.array([way.weight for way in ways])
    # All luck is drawn first and for everybody, so that another parameter changes no other case's luck.
    way = np.searchsorted(np.cumsum(weights / weights.sum()), random.random(number)).clip(0, len(ways) - 1)
    held = {k: random.random(number) < (d.slow.share if d.slow else 0.0) for k, d in enumerate(desks)}
    cycle = np.full(number, np.nan)
    sent_back, first_back = np.zeros(number, dtype=np.int64), np.full(number, -1, dtype=np.int64)
    passes, refused = np.ones(number, dtype=np.int64), np.zeros(number, dtype=bool)
    now, active = came.astype(float).copy(), np.arange(number)
    horizon = (float(came.min()), float(came.max())) if number else (0.0, 0.0)
    times = [desk.hours.over(*horizon) for desk in desks]
    waits: list[list[Floats]] = [[] for _ in desks]
    for _ in range(MOST_PASSES):
        if not len(active):
            break
        normal, ends = random.standard_normal((len(desks) + 1, number)), random.random((len(desks), number))
        outcome = np.zeros(number, dtype=np.int64)
        for k, desk in enumerate(desks):
            visiting = [j for j, one in enumerate(ways) if k in one.desks]
            here = active[np.isin(way[active], visiting) & (outcome[active] == 0)]
            if not len(here):
                continue
            slow = held[k][here]
            asked = now[here]
            now[here], silent = _answered(desk, times[k], asked, slow, normal[k, here], pace)
            waits[k].append(now[here] - asked)
            outcome[here] = np.where(silent, 0, _ended(desk, slow, ends[k, here]))
            bad = here[outcome[here] > 0]
            first_back[bad] = np.where(first_back[bad] < 0, k, first_back[bad])
        done = active[outcome[active] == 0]
        cycle[done] = now[done] - came[done]
        gone = active[outcome[active] == 2]
        refused[gone] = True
        active = active[outcome[active] == 1]
        sent_back[active] += 1
        passes[active] += 1
        if revision is not None and len(active):
            now[active] += np.exp(revision.wait.mu + revision.wait.sigma * normal[-1, active]) * pace
    waited = tuple(np.concatenate(parts) if parts else np.empty(0) for parts in waits)
    return Walked(cycle, way, sent_back, first_back, passes, refused, waited)


def _answered(
    desk: Desk, time: OpenTime, came: Floats, slow: Flags, normal: Floats, pace: float
) -> tuple[Floats, Flags]:
    """When cases leave a desk, and which of them because nobody answered in time."""
    mu = np.full(len(came), desk.quick.wait.mu)
    sigma = np.full(len(came), desk.quick.wait.sigma)
    if desk.slow is not None:
        mu[slow], sigma[slow] = desk.slow.wait.mu, desk.slow.wait.sigma
    hours = np.exp(mu + sigma * normal) * pace
    left = came + hours if desk.hours.always else time.after(came, np.minimum(hours, 20_000.0))
    if desk.time_out is None:
        return left, np.zeros(len(came), dtype=bool)
    silent = left > came + desk.time_out.hours
    return np.where(silent, came + desk.time_out.hours, left), silent


def _ended(desk: Desk, slow: Flags, luck: Floats) -> Longs:
    """0 passed, 1 sent back, 2 refused for good."""
    rework = np.full(len(luck), desk.quick.rework)
    refusal = np.full(len(luck), desk.quick.refusal)
    if desk.slow is not None:
        rework[slow], refusal[slow] = desk.slow.rework, desk.slow.refusal
    found: Longs = np.where(luck < rework, 1, np.where(luck < rework + refusal, 2, 0))
    return found

"""Matching moments: two factors with which simulated cycle times have the observed median and 90 % quantile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from models.calibration.desks import Desk
from models.calibration.log import Flags, Floats
from models.calibration.parameters import Fit, figures
from models.calibration.passes import Passes
from models.calibration.queueing import kernel_figures
from models.calibration.walk import Walked, walk
from models.effort import Halt, go_on

_WALKED = 40_000
_ROUNDS = 8
_STEP = 0.1
OVERLOADED = "By the fit some role cannot keep up with its cases; how long they take could not be matched."
_MOST = 1.6
"""Matching multiplies waits and their spread by at most this, or divides them by it."""


def simulated(fitted: Fit, came: Floats, random: np.random.Generator, *, pace: float = 1.0) -> Walked:
    """Return what becomes of cases that come at these moments, by the fit."""
    return walk(came, fitted.desks, fitted.ways, fitted.revision, random, pace=pace)


def tuned(fitted: Fit, pace: float, spread: float) -> Fit:
    """Return the fit with all waits, and the spread of their logarithms, multiplied."""

    revision = fitted.revision
    if revision is not None:
        revision = replace(revision, wait=revision.wait.scaled(pace, spread))
    return replace(fitted, desks=tuple(tuned_desk(one, pace, spread) for one in fitted.desks), revision=revision)


def tuned_desk(desk: Desk, pace: float, spread: float) -> Desk:
    """Return the desk with its waits, and the spread of their logarithms, multiplied."""
    quick = replace(desk.quick, wait=desk.quick.wait.scaled(pace, spread))
    slow = replace(desk.slow, wait=desk.slow.wait.scaled(pace, spread)) if desk.slow else None
    return replace(desk, quick=quick, slow=slow)


def matched(passes: Passes, made: Fit, inside: Flags, seed: int, halt: Halt | None = None) -> Fit:
    """Return the fit with the factors that match its moments, by Newton's method under common random numbers.

    Raises Stopped.
    """
    came = passes.came[inside]
    repeated = np.tile(came, max(1, round(_WALKED / len(came))))

    def at(pace: float, spread: float) -> Walked:
        go_on(halt)
        # The same luck every time: what differs, differs by the factors.
        return simulated(tuned(made, pace, spread), repeated, np.random.default_rng(seed))

    def logs(pace: float, spread: float) -> Floats | None:
        there = tuned(made, pace, spread)
        # Where cases wait for each other, only the event kernel knows how long.
        found = kernel_figures(there, came, seed=seed) if made.queues else figures(at(pace, spread).cycle)
        return np.log([found.p50, found.p90]) if found is not None else None

    first = logs(1.0, 1.0)
    pace, spread, here = _sought(logs, np.log([made.observed.p50, made.observed.p90]))
    result, best = tuned(made, pace, spread), at(pace, spread)
    seen = figures(best.cycle)
    if made.queues:
        seen = kernel_figures(result, came, seed=seed) or seen
    return replace(
        result,
        simulated=seen,
        paths=compared(passes, inside, result, best),
        waits=tuple(_median_and_ninety(part) for part in best.waits),
        factors=(pace, spread),
        unmatched=(seen.p50, seen.p90) if first is None else (float(np.exp(first[0])), float(np.exp(first[1]))),
        notes=made.notes if here is not None else (*made.notes, OVERLOADED),
    )


def _sought(logs: Callable[[float, float], Floats | None], target: Floats) -> tuple[float, float, Floats | None]:
    """The factors at which the logarithms of both figures are those of the target, and where they are then."""
    pace, spread = 1.0, 1.0
    here = logs(pace, spread)
    best = (pace, spread, here)
    for _ in range(_ROUNDS):
        if here is None or _off(target, here) < 0.005:
            break
        along = [logs(pace * float(np.exp(_STEP)), spread), logs(pace, spread * float(np.exp(_STEP)))]
        if along[0] is None or along[1] is None:
            break
        slopes = (np.stack([part for part in along if part is not None]) - here).T / _STEP
        try:
            move = np.clip(np.linalg.solve(slopes + 1e-6 * np.eye(2), target - here), -0.15, 0.15)
        except np.linalg.LinAlgError:
            break
        pace = float(np.clip(pace * np.exp(move[0]), 1 / _MOST, _MOST))
        spread = float(np.clip(spread * np.exp(move[1]), 1 / _MOST, _MOST))
        here = logs(pace, spread)
        # Behind a queue a step may lead too far; the nearest counts, not the last.
        if here is not None and best[2] is not None and _off(target, here) < _off(target, best[2]):
            best = (pace, spread, here)
    return best


def _off(target: Floats, here: Floats) -> float:
    return float(np.abs(target - here).max())


def _median_and_ninety(hours: Floats) -> tuple[float, float]:
    if not len(hours):
        return float("nan"), float("nan")
    p50, p90 = np.quantile(hours, [0.5, 0.9])
    return float(p50), float(p90)


def compared(passes: Passes, inside: Flags, fitted: Fit, walked: Walked) -> tuple[tuple[str, float, float], ...]:
    """Return the shares of paths, observed and simulated.

    A path is the way of a case that was approved at once, "sent back by" whoever did so first and whether it was
    approved in the end, or "not approved".
    """
    observed = Counter(_path(passes.paths[k]) for k in passes.path[inside].tolist())
    names = [" → ".join(_plain(passes, fitted.desks[k]) for k in way.desks) for way in fitted.ways]
    seen: Counter[str] = Counter()
    done = np.isfinite(walked.cycle)
    for number, name in enumerate(names):
        seen[name] += int((done & (walked.first_back < 0) & (walked.way == number)).sum())
    for number, desk in enumerate(fitted.desks):
        back = walked.first_back == number
        seen[f"sent back by {_plain(passes, desk)}, then approved"] += int((back & done).sum())
        seen[f"sent back by {_plain(passes, desk)}, never approved"] += int((back & ~done).sum())
    total, all_seen = max(observed.total(), 1), max(len(walked.cycle), 1)
    rows = [(name, observed[name] / total, seen[name] / all_seen) for name in {*observed, *seen}]
    rows = [row for row in rows if max(row[1], row[2]) >= 0.002]
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))


def _plain(passes: Passes, desk: Desk) -> str:
    return passes.steps[desk.step].role


def _path(path: str) -> str:
    parts = path.split(" → ")
    first = next((part for part in parts if part.startswith("sent back by ")), None)
    if first is None:
        return path if parts[-1] != "not approved" else "not approved"
    return f"{first}, {'never' if parts[-1] == 'not approved' else 'then'} approved"

"""Matching moments: two factors with which simulated cycle times have the observed median and 90 % quantile."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from models.calibration.desks import Desk
from models.calibration.log import Flags, Floats
from models.calibration.parameters import Fit, figures
from models.calibration.passes import Passes
from models.calibration.walk import Walked, walk
from models.effort import Halt, go_on

_WALKED = 40_000
_ROUNDS = 8
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

    before = figures(at(1.0, 1.0).cycle)
    pace, spread = 1.0, 1.0
    target = np.log([made.observed.p50, made.observed.p90])
    for _ in range(_ROUNDS):
        here = _logs(at(pace, spread))
        miss = target - here
        if np.abs(miss).max() < 0.005:
            break
        step = 0.1
        along = np.stack([_logs(at(pace * np.exp(step), spread)), _logs(at(pace, spread * np.exp(step)))])
        slopes = (along - here).T / step
        try:
            move = np.linalg.solve(slopes + 1e-6 * np.eye(2), miss)
        except np.linalg.LinAlgError:
            break
        move = np.clip(move, -0.15, 0.15)
        pace = float(np.clip(pace * np.exp(move[0]), 1 / _MOST, _MOST))
        spread = float(np.clip(spread * np.exp(move[1]), 1 / _MOST, _MOST))
    best = at(pace, spread)
    result = tuned(made, pace, spread)
    return replace(
        result,
        simulated=figures(best.cycle),
        paths=compared(passes, inside, result, best),
        factors=(pace, spread),
        unmatched=(before.p50, before.p90),
    )


def _logs(walked: Walked) -> Floats:
    found = figures(walked.cycle)
    logs: Floats = np.log([found.p50, found.p90])
    return logs


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

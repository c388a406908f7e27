"""Fits as other weeks of the same kind might have given them, for intervals that say how sure a fit is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from models.calibration.desks import desk_numbers, estimated, open_hours, revision_of
from models.calibration.log import Floats, Longs
from models.calibration.matching import tuned_desk
from models.calibration.parameters import Fit
from models.calibration.passes import Passes, Visits
from models.calibration.rhythm import WEEK
from models.calibration.walk import Way


def resampled(
    passes: Passes,
    fitted: Fit,
    random: np.random.Generator,
    known: Iterable[Floats] | None = None,
    *,
    weeks: int | None = None,
) -> Fit:
    """Return the fit as other weeks of the same kind might have given it: weeks drawn anew, with repetition.

    As many are drawn as it has, or as are said.

    Hours, ways of answering and factors stay, and so does the work at desks whose holders were found by their queue;
    `known` are the open hours of each desk's visits, from `open_of`.
    """
    inside = passes.between(fitted.stretch.begin, fitted.stretch.end)
    week = ((passes.came - fitted.stretch.begin) // WEEK).astype(np.int64)
    own = max(int(np.ceil(fitted.stretch.weeks)), 1)
    times = np.bincount(random.integers(0, own, weeks or own), minlength=own)
    repeats = np.where(inside, times[np.clip(week, 0, own - 1)], 0)
    visits = passes.visits
    numbers = desk_numbers(fitted.desks, visits)
    opened = list(known) if known is not None else open_of(passes, fitted)
    desks = []
    for number, desk in enumerate(fitted.desks):
        rows = np.flatnonzero((numbers == number) & inside[visits.case])
        drawn = np.repeat(np.arange(len(rows)), repeats[visits.case[rows]])
        if len(drawn) < 20:
            desks.append(desk)
            continue
        pace, spread = fitted.factors
        new = estimated(desk, visits.having(rows[drawn]), opened[number][drawn])
        if desk.holders is not None and not desk.works:
            # Its answers are its work and its queue; the work alone was found by what the queue does with it.
            desks.append(replace(new, quick=replace(new.quick, wait=desk.quick.wait)))
            continue
        desks.append(tuned_desk(new, pace, spread))
    back = np.flatnonzero(np.isfinite(visits.back) & inside[visits.case])
    revision = revision_of(visits.having(np.repeat(back, repeats[visits.case[back]])))
    if revision is not None:
        revision = replace(revision, wait=revision.wait.scaled(*fitted.factors))
    ways = _redrawn(passes, fitted, repeats)
    return replace(fitted, desks=tuple(desks), revision=revision or fitted.revision, ways=ways)


def open_of(passes: Passes, fitted: Fit) -> list[Floats]:
    """Return for each desk the open hours of its visits in the fitted stretch."""
    visits = passes.visits
    inside = passes.between(fitted.stretch.begin, fitted.stretch.end)[visits.case]
    numbers = desk_numbers(fitted.desks, visits)
    chosen: list[Visits] = [visits.having(np.flatnonzero((numbers == k) & inside)) for k in range(len(fitted.desks))]
    return [open_hours(desk.hours, rows) for desk, rows in zip(fitted.desks, chosen, strict=True)]


def _redrawn(passes: Passes, fitted: Fit, repeats: Longs) -> tuple[Way, ...]:
    """The ways with their shares among the drawn cases."""
    masks = [sum(1 << fitted.desks[k].step for k in way.desks) for way in fitted.ways]
    done = np.isfinite(passes.approved)
    totals = [float(repeats[done & (passes.way == mask)].sum()) for mask in masks]
    if not sum(totals):
        return fitted.ways
    return tuple(replace(way, weight=total / sum(totals)) for way, total in zip(fitted.ways, totals, strict=True))

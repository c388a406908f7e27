"""Fitting: the parameters of a stretch of a log, so that cases simulated with them behave as those observed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from models.calibration.capacity import capacity_of, holders_at_work, with_capacity
from models.calibration.desks import Desk, desk_numbers, desks_of, revision_of
from models.calibration.log import CalibrationRefused, Flags, Floats, count
from models.calibration.matching import matched
from models.calibration.parameters import Fit, MixShare, Stretch, figures
from models.calibration.passes import Passes, Visits
from models.calibration.response import response_of, slopes_of
from models.calibration.rhythm import profile, quiet_days
from models.calibration.walk import Way
from models.effort import Halt

LEAST_CASES = 30
_RARE_WAY = 0.01


def fit(passes: Passes, stretch: Stretch, *, seed: int = 1, halt: Halt | None = None) -> Fit:
    """Return the fit of the cases that were first submitted in a stretch, each to its end, be it after the stretch.

    Waits are estimated desk by desk; then one factor on all of them and one on their spread are sought with which
    the simulated median and 90 % quantile of the cycle time match the observed. Raises CalibrationRefused where
    there are too few cases, or half of them take no time.
    """
    inside = passes.between(stretch.begin, stretch.end)
    observed = figures(passes.cycle[inside])
    known = int(np.isfinite(passes.cycle[inside]).sum())
    if known < LEAST_CASES:
        raise CalibrationRefused(
            f"Between {stretch.first} and {stretch.last} only {count(known, 'case')} came and {_was(known)} approved; "
            f"that is too few to fit anything to. Take a longer time, of {LEAST_CASES} cases or more."
        )
    holidays = quiet_days(passes.came, stretch.begin, stretch.end)
    if observed.p50 <= 0:
        raise CalibrationRefused(
            f"Half of the cases from {stretch.first} to {stretch.last} were approved at the very moment at which they "
            "came, as far as the log tells; that leaves no times to fit. A log needs the hour of the day, too."
        )
    rows = inside[passes.visits.case]
    visits = passes.visits.having(rows)
    desks, queues = _with_queues(desks_of(passes, rows, holidays), visits, passes.came[inside], seed)
    ways, notes = ways_of(passes, desks, inside)
    edges = _bands(passes.amount[inside])
    made = Fit(
        stretch=stretch,
        desks=desks,
        ways=ways,
        revision=revision_of(visits),
        response=response_of(desks, visits, passes.came[inside]),
        profile=profile(passes.came[inside]),
        cases_a_week=observed.cases / stretch.weeks,
        holidays=holidays,
        amounts=edges,
        mix=_mix(passes, desks, ways, inside, edges),
        observed=observed,
        simulated=observed,
        paths=(),
        waits=(),
        factors=(1.0, 1.0),
        unmatched=(observed.p50, observed.p90),
        notes=(*notes, *queues),
    )
    return matched(passes, made, inside, seed, halt)


def _bands(amounts: Floats) -> tuple[float, ...]:
    """Edges of bands that hold a quarter, a quarter, a quarter, 15 and 10 % of the amounts, to two figures."""
    known = amounts[np.isfinite(amounts) & (amounts >= 0)]
    if len(known) < 0.5 * len(amounts) or len(np.unique(known)) < 10:
        return ()
    inner = {float(f"{edge:.2g}") for edge in np.quantile(known, [0.25, 0.5, 0.75, 0.9]).tolist()}
    return (0.0, *sorted(edge for edge in inner if 0 < edge < known.max()), float(known.max()))


def _mix(
    passes: Passes, desks: tuple[Desk, ...], ways: tuple[Way, ...], inside: Flags, edges: tuple[float, ...]
) -> tuple[MixShare, ...]:
    """The joint shares of bands and ways; of ways alone where there are no amounts."""
    if not edges:
        return tuple(MixShare(0, k, way.weight) for k, way in enumerate(ways))
    masks = [sum(1 << desks[k].step for k in way.desks) for way in ways]
    found = []
    for number, (mask, way) in enumerate(zip(masks, ways, strict=True)):
        amounts = passes.amount[inside & np.isfinite(passes.approved) & (passes.way == mask)]
        amounts = amounts[np.isfinite(amounts)]
        bands = np.clip(np.searchsorted(edges, amounts, side="right") - 1, 0, len(edges) - 2)
        counts = np.bincount(bands, minlength=len(edges) - 1)
        for band, times in enumerate(counts.tolist()):
            if times:
                found.append(MixShare(band, number, way.weight * times / len(amounts)))
    return tuple(found)


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _with_queues(
    desks: tuple[Desk, ...], visits: Visits, came: Floats, seed: int
) -> tuple[tuple[Desk, ...], tuple[str, ...]]:
    """The desks with their holders, where the log tells them, and what it told."""
    numbers, slopes = desk_numbers(desks, visits), slopes_of(desks, visits, came)
    found, notes = [], []
    for number, desk in enumerate(desks):
        own = visits.having(np.flatnonzero(numbers == number))
        holders = holders_at_work(desk, own) if desk.works else None
        capacity = capacity_of(desk, own, came, slopes[number], seed) if not desk.works and number in slopes else None
        if holders is not None:
            found.append(replace(desk, holders=holders))
            notes.append(f"At {desk.name} {count(holders, 'case')} at most were in work at once: so many hold it.")
        elif capacity is not None:
            found.append(with_capacity(desk, capacity))
            notes.append(
                f"Waits at {desk.name} change by {capacity.observed * 10:+.1f} % with 10 % more cases a week (give or "
                f"take {slopes[number].error * 19.6:.1f}), as behind a queue; one before "
                f"{count(capacity.holders, 'holder')} changes by {capacity.simulated * 10:+.1f} %."
            )
        else:
            found.append(desk)
    return tuple(found), tuple(notes)


def ways_of(passes: Passes, desks: tuple[Desk, ...], inside: Flags) -> tuple[tuple[Way, ...], tuple[str, ...]]:
    """Return the ways that cases take through the desks and what was left out.

    A way is the desks of the last pass of cases that were approved; rarer ones than 1 % are left out.
    """
    approved = inside & np.isfinite(passes.approved)
    rows = approved[passes.visits.case] & passes.visits.passed
    visits = passes.visits.having(rows)
    numbers = desk_numbers(desks, visits)
    # The last pass of a case: what lies after it was sent back last.
    last = np.zeros(len(passes.came))
    back = passes.visits.back
    again = np.isfinite(back)
    np.maximum.at(last, passes.visits.case[again], back[again])
    use = (visits.came >= last[visits.case]) & (numbers >= 0)
    taken: dict[int, list[int]] = {}
    for case, number in zip(visits.case[use].tolist(), numbers[use].tolist(), strict=True):
        taken.setdefault(case, []).append(number)
    deciding = {k for k, desk in enumerate(desks) if passes.steps[desk.step].right == "approve"}
    ways = Counter(tuple(way) for way in taken.values() if way[-1] in deciding and len(set(way)) == len(way))
    total = len(taken)
    kept = {way: times for way, times in ways.most_common() if times >= _RARE_WAY * total}
    if not kept:
        raise CalibrationRefused(
            "No way to an approval is taken often enough to fit it; say in a mapping file what is a step."
        )
    rare = total - sum(kept.values())
    notes = (
        (f"{count(rare, 'case')} of {total:,} took ways that less than 1 % take; these ways are left out.",)
        if rare
        else ()
    )
    return tuple(Way(way, times / sum(kept.values())) for way, times in kept.items()), notes

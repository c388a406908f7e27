"""How often cases come to each hop: along escalations within a step, and again where they are sent back.

Within a step cases leave a hop for the next by exception, above a limit, or by disagreement, each by its probability:
an absorbing chain (Kemeny and Snell, "Finite Markov chains", 1960, chapter 3). Over the stages of a procedure cases
go on, are sent back to the first stage, or end, so that the passes through a stage solve a linear flow: the traffic
equations λ = γ + λP of Jackson (1957). Deadlines are left out: they may relieve.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.simulation.arrays import Floats, sizes, totals
from models.simulation.model.layout import DAYS, ESCALATE, NO_HOP, NONE, REJECT, Layout

Flags = NDArray[np.bool_]
_MOST_ROUNDS = 100_000


@dataclass(frozen=True)
class Passes:
    """Cases an hour at each hop."""

    arrive: Floats
    """[H] that come to it."""
    worked: Floats
    """[H] of these, that are worked on there: not those that go to whoever stands in."""


def passes(layout: Layout, *, certain: bool = False) -> Passes:
    """Return how many cases an hour come to each hop.

    With `certain` only those count that no deadline, no other's answer and nobody's sending back can take away.
    """
    step_of = np.repeat(np.arange(len(layout.step_join)), sizes(layout.step_hops))
    absent = _absence(layout)
    stays = (layout.hop_outcome == ESCALATE) & (layout.hop_late == NO_HOP)
    timed = np.isfinite(layout.hop_deadline) & ~stays
    above = np.where(layout.hop_limit == 1, 1.0, layout.hop_exception)
    above = np.where(layout.hop_above == NO_HOP, 0.0, above)
    settles = np.where(layout.hop_settles == NO_HOP, 0.0, (1.0 - above) * layout.hop_disagreement)
    ends = (1.0 - above - settles) * (1.0 - absent)
    leaves = [
        (layout.hop_above, above * (1.0 - absent)),
        (layout.hop_settles, settles * (1.0 - absent)),
        (layout.hop_stands_in, absent),
    ]
    within = _within_steps(layout, step_of, leaves)
    steps = len(layout.step_join)
    bad = totals(step_of, within * ends * (layout.hop_rework + layout.hop_refusal), steps)
    sent_back = within * ends * layout.hop_rework
    rejects = np.zeros(steps, dtype=np.bool_)
    kept = np.ones(layout.hops)
    if certain:
        same = (layout.hop_outcome == ESCALATE) & (layout.hop_late == layout.hop_above)
        within = _within_steps(layout, step_of, [(to, np.where(timed & ~same, 0.0, chance)) for to, chance in leaves])
        withdrawn = _withdrawn(layout, bad > 0)
        kept = (~timed & ~withdrawn[step_of]).astype(np.float64)
        sent_back = within * ends * layout.hop_rework * kept
        rejects = _may_reject(layout, step_of)
    stage_rate = _over_stages(layout, totals(step_of, sent_back, steps), bad, rejects)
    arrive = np.repeat(np.repeat(stage_rate, sizes(layout.stage_steps)), sizes(layout.step_hops)) * within
    return Passes(arrive, arrive * (1.0 - absent) * kept)


def _absence(layout: Layout) -> Floats:
    """[H] share of the working days on which a case goes to whoever stands in."""
    days = np.ones(DAYS, dtype=np.bool_)
    if layout.office[0] != NONE:
        days = layout.calendar_hours.reshape(-1, DAYS)[layout.office[0]] > 0
    share = np.zeros(layout.roles)
    masks = layout.mask_days.reshape(-1, DAYS).astype(np.bool_)
    for role in np.flatnonzero(layout.role_absent != NONE):
        share[role] = masks[layout.role_absent[role]][days].mean()
    return np.where(layout.hop_stands_in == NO_HOP, 0.0, share[layout.hop_role])


def _within_steps(layout: Layout, step_of: NDArray[np.intp], leaves: list[tuple[NDArray[np.uint8], Floats]]) -> Floats:
    """[H] how often a case of a step comes to each of its hops."""
    first = np.zeros(layout.hops)
    first[layout.step_hops[:-1]] = 1.0
    start = layout.step_hops[:-1].astype(np.int64)[step_of]
    moves = [(start + to, chance, to != NO_HOP) for to, chance in leaves]
    visits: Floats = first
    new = first
    for _ in range(_MOST_ROUNDS):
        following = np.zeros(layout.hops)
        for to, chance, there in moves:
            following += totals(to[there], new[there] * chance[there], layout.hops)
        new = following
        if new.sum() <= 1e-14 * layout.hops:
            break
        visits = visits + new
    return visits


def _over_stages(layout: Layout, back: Floats, bad: Floats, rejects: Flags) -> Floats:
    """[stages] cases an hour that come to each stage, again and again if they are sent back.

    Of the cases of each step `back` are sent back and `bad` do not go on; none does where `rejects`.
    """
    route_rate = layout.route_weight * np.repeat(layout.decision_rate, sizes(layout.decision_routes))
    decided = layout.route_answer == 0
    procedures = len(layout.procedure_start)
    rate = totals(layout.route_procedure[decided], route_rate[decided], procedures)
    stage_rate: Floats = np.repeat(rate, sizes(layout.procedure_stages))
    stage_of_step = np.repeat(np.arange(len(layout.stage_steps) - 1), sizes(layout.stage_steps))
    procedure_of_stage = np.repeat(np.arange(procedures), sizes(layout.procedure_stages))
    matters = ((bad > 0) | rejects).astype(np.float64)
    special = (layout.procedure_start > 0) | (totals(procedure_of_stage[stage_of_step], matters, procedures) > 0)
    for procedure in np.flatnonzero(special):
        stages = range(int(layout.procedure_stages[procedure]), int(layout.procedure_stages[procedure + 1]))
        new, more = np.zeros(len(stages)), np.zeros(len(stages))
        # Cases that come for the first time, and for each that is sent back.
        once, again = 0.0, 1.0
        returns, returns_again = 0.0, 0.0
        for number, stage in enumerate(stages):
            once += float(number == layout.procedure_start[procedure])
            new[number], more[number] = once, again
            passed, sent_back = _ending(layout, stage, back, bad)
            returns += once * sent_back
            returns_again += again * sent_back
            if rejects[layout.stage_steps[stage] : layout.stage_steps[stage + 1]].any():
                passed = 0.0
            once *= passed
            again *= passed
        factor = returns / (1.0 - returns_again) if returns_again < 1.0 else np.inf
        extra = np.multiply(more, factor, where=more > 0, out=np.zeros(len(stages)))
        stage_rate[stages.start : stages.stop] = rate[procedure] * (new + extra)
    return stage_rate


def _ending(layout: Layout, stage: int, back: Floats, bad: Floats) -> tuple[float, float]:
    """Return the share of a stage's cases that go on, and that are sent back.

    Exact where all of its steps are needed and end independently, but for which of several bad ends comes first;
    where fewer are needed, as many of an average step.
    """
    joins = slice(int(layout.stage_joins[stage]), int(layout.stage_joins[stage + 1]))
    steps = slice(int(layout.stage_steps[stage]), int(layout.stage_steps[stage + 1]))
    parents, needed = layout.join_parent[joins], layout.join_needed[joins]
    good: list[list[float]] = [[] for _ in parents]
    for join, chance in zip(layout.step_join[steps], bad[steps], strict=True):
        good[join].append(max(1.0 - float(chance), 0.0))
    passed = 1.0
    for join in range(len(parents) - 1, -1, -1):
        passed = float(np.prod(good[join])) ** (int(needed[join]) / len(good[join]))
        if join:
            good[parents[join]].append(passed)
    sums = float(bad[steps].sum())
    return passed, (1.0 - passed) * float(back[steps].sum()) / sums if sums else 0.0


def _may_reject(layout: Layout, step_of: NDArray[np.intp]) -> Flags:
    """[T] whether a deadline can end the case in a step."""
    ending = np.isfinite(layout.hop_deadline) & (layout.hop_outcome == REJECT)
    return totals(step_of, ending.astype(np.float64), len(layout.step_join)) > 0


def _withdrawn(layout: Layout, ends: Flags) -> Flags:
    """[T] whether work can be withdrawn, because others have answered enough or ended the case."""
    optional = np.zeros(len(layout.step_join), dtype=np.bool_)
    for stage in range(len(layout.stage_steps) - 1):
        joins = slice(layout.stage_joins[stage], layout.stage_joins[stage + 1])
        steps = slice(layout.stage_steps[stage], layout.stage_steps[stage + 1])
        parents, own = layout.join_parent[joins], layout.step_join[steps]
        if len(own) == 1:
            continue
        children = np.bincount(parents[1:], minlength=len(parents)) + np.bincount(own, minlength=len(parents))
        spare = layout.join_needed[joins] < children
        for join in range(1, len(parents)):
            spare[join] |= spare[parents[join]]
        others = int(ends[steps].sum()) - ends[steps].astype(np.int64)
        optional[steps] = spare[own] | (others > 0)
    return optional

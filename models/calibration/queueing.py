"""A fit as a model of the event kernel, for fits with queues and to hold cases without them against it."""

from __future__ import annotations

import math
from itertools import product

from models.calibration.desks import Answers, Desk
from models.calibration.log import Floats
from models.calibration.parameters import Figures, Fit
from models.calibration.rhythm import WorkingHours, hour_of
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import APPROVE, DAYS, Layout
from models.simulation.model.pieces import Calendar, Hop, Join, Route, Stages, Step, lognormal
from models.simulation.settings import Settings

PLENTY = 100_000
"""Holders of a role that has enough."""


def layout_of(fitted: Fit, came: Floats | None = None) -> Layout:
    """Return the model; each way is a route of its own.

    Cases come at random by the hours of the week, or at these moments.
    """
    builder = LayoutBuilder()
    begin = fitted.stretch.begin if came is None else float(came.min())
    monday = int(begin // 24) // 7 * 7
    roles = [
        builder.role(desk.holders or PLENTY, level=desk.step, calendar=builder.calendar(_calendar(monday, desk.hours)))
        for desk in fitted.desks
    ]
    stages: list[Join] = []
    if fitted.revision is not None:
        reviser = builder.role(PLENTY)
        stages.append(_stage(Hop(reviser, lognormal(fitted.revision.wait.mean, fitted.revision.wait.variation))))
    routes = []
    for way in fitted.ways:
        asked = [k for k in way.desks if fitted.desks[k].slow is not None]
        for flags in product((False, True), repeat=len(asked)):
            slow = dict(zip(asked, flags, strict=True))
            weight, after = way.weight, []
            for k in way.desks:
                desk, late = fitted.desks[k], slow.get(k, False)
                answers = desk.slow if late and desk.slow is not None else desk.quick
                weight *= answers.share
                after.append(_stage(_hop(roles[k], desk, answers), decides=k == way.desks[-1]))
            if weight > 0:
                procedure: Stages = (*stages, *after)
                routes.append(Route(weight, procedure, start=len(stages)))
    if came is None:
        stream = builder.stream(profile=builder.profile(fitted.profile))
    else:
        stream = builder.stream(listed=[(hour - monday * 24.0, 0) for hour in sorted(came.tolist())])
    builder.decision(fitted.cases_a_week / 168, routes, stream=stream)
    return builder.build()


def _stage(hop: Hop, *, decides: bool = False) -> Join:
    return Join((Step((hop,), decides),))


def _hop(role: int, desk: Desk, answers: Answers) -> Hop:
    deadline = desk.time_out.hours if desk.time_out is not None else math.inf
    return Hop(
        role,
        lognormal(answers.wait.mean, answers.wait.variation),
        rework=answers.rework,
        refusal=answers.refusal,
        deadline=deadline,
        outcome=APPROVE,
    )


def _calendar(monday: int, hours: WorkingHours) -> Calendar:
    off = {int(hour_of(day) // 24) - monday for day in hours.holidays}
    return Calendar((hours.opens,) * DAYS, tuple(0.0 if day in off else hours.hours[day % 7] for day in range(DAYS)))


def kernel_figures(
    fitted: Fit, came: Floats | None = None, *, seed: int = 1, replications: int = 4, cases: int = 4_000
) -> Figures | None:
    """Return what the event kernel finds; None where some role could not keep up.

    Its cycle times are those of all cases that end, refused ones with them.
    """
    from models.simulation.run import Overloaded, simulate

    if came is not None:
        # A list ends, and so does what piles up behind it.
        settings = Settings(
            seed=seed, replications=replications, cases=max(len(came), 10), warm_up=0.0, allow_overload=True
        )
    else:
        settings = Settings(seed=seed, replications=replications, cases=cases)
    try:
        cycle = simulate(layout_of(fitted, came), settings).cycle
    except Overloaded:
        return None
    if cycle is None:
        return None
    return Figures(replications * settings.cases, 1.0, cycle.p50.mean, cycle.p90.mean, cycle.mean.mean)

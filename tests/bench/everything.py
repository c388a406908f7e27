"""The model on which engines are compared with all features on.

Two kinds of cases come by the hours of the week. Ordinary ones need the consent of legal and the contribution of
finance, side by side, then a lead decides; what a lead cannot decide, or disagrees about, or has not begun within a
day, goes to a head and from there to the chief. A lead and a head send some back: the author revises them and they
start again. Legal consents by silence. Urgent ones go before at every desk, straight to another role of the same leads.
All work office hours; what cases cost and which paths they take is counted.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass

import numpy as np

from models.simulation.arrays import Floats, array_of
from models.simulation.kernel.prepared import prepare
from models.simulation.kernel.world import World
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.calendars import open_hours
from models.simulation.model.layout import APPROVE, UNTIL_TAKEN_UP, Layout
from models.simulation.model.moves import moves_of
from models.simulation.model.pieces import Hop, Join, Route, Step, exponential, weekly
from models.simulation.results.replication import Replication, replicate, run_world

OPENS, HOURS, DAYS = 9.0, 8.0, 5
"""Everybody works from nine to five, Monday to Friday."""
PROFILE = [(1.0 + (hour % 24 in {9, 10, 14})) * (9 <= hour % 24 < 17 and hour < 24 * DAYS) for hour in range(168)]
"""Weights of the hours of a week: cases come while the office is open, most of them in the morning and after lunch."""
RATES = (0.55, 0.25)
"""Ordinary and urgent cases an hour by the clock."""

LEAD, DUTY, HEAD, CHIEF, LEGAL, FINANCE, AUTHOR = range(7)
LEVELS = (0, 0, 1, 2, 0, 0, 0)
HOLDERS = ((5, (LEAD, DUTY)), (2, (HEAD,)), (1, (CHIEF,)), (3, (LEGAL,)), (2, (FINANCE,)), (2, (AUTHOR,)))
"""How many people do the work of which roles."""
COSTS = (60.0, 60.0, 90.0, 150.0, 80.0, 70.0, 50.0)
"""What an hour of each role costs."""


@dataclass(frozen=True)
class Desk:
    """Work at a role: mean hours, and how it can end. A deadline counts until it is begun."""

    role: int
    hours: float
    exception: float = 0.0
    disagreement: float = 0.0
    rework: float = 0.0
    deadline: float = float("inf")


ORDINARY = (
    Desk(LEAD, 1.0, exception=0.2, disagreement=0.05, rework=0.1, deadline=24.0),
    Desk(HEAD, 0.6, exception=0.1, rework=0.05),
    Desk(CHIEF, 0.5),
)
URGENT = (Desk(DUTY, 0.5, exception=0.15, deadline=4.0), Desk(HEAD, 0.4, exception=0.1), Desk(CHIEF, 0.3))
CONSULTED = (Desk(LEGAL, 0.8, deadline=16.0), Desk(FINANCE, 0.4))
"""Legal consents by silence when its deadline has passed."""
REVISION = Desk(AUTHOR, 1.0)

CASES = 100_000


def layout() -> Layout:
    """The model as the kernel reads it."""
    builder = LayoutBuilder()
    office = builder.office = builder.calendar(weekly([HOURS] * DAYS + [0.0] * (7 - DAYS), OPENS))
    for level, cost in zip(LEVELS, COSTS, strict=True):
        builder.role(level=level, cost=cost, own_pool=False)
    for holders, roles in HOLDERS:
        builder.pool(list(roles), holders, calendar=office)
    builder.stream(profile=builder.profile(PROFILE))
    legal, finance = CONSULTED
    consent = Hop(legal.role, exponential(legal.hours), deadline=legal.deadline, outcome=APPROVE, binds=UNTIL_TAKEN_UP)
    stages = (
        Join((Step((_hop(REVISION),), False),)),
        Join((Step((consent,), False), Step((_hop(finance),), False))),
        Join((Step(tuple(_hop(desk) for desk in ORDINARY)),)),
    )
    builder.decision(RATES[0], [Route(1, stages, lane=1, start=1)])
    builder.decision(RATES[1], [Route(1, (Join((Step(tuple(_hop(desk) for desk in URGENT)),)),))])
    return builder.build()


def _hop(desk: Desk) -> Hop:
    return Hop(
        desk.role,
        exponential(desk.hours),
        desk.exception,
        deadline=desk.deadline,
        binds=UNTIL_TAKEN_UP,
        disagreement=desk.disagreement,
        rework=desk.rework,
    )


def run(cases: int, replication: int = 0) -> Replication:
    """Return a replication of the model, with all that it counts."""
    model = layout()
    return replicate(
        model,
        prepare(model),
        moves_of(model),
        seed=1,
        replication=replication,
        warm_up=0,
        cases=cases,
        cancel=np.zeros(1, dtype=np.uint8),
        progress=np.zeros(1, dtype=np.int64),
    )


def seconds() -> float:
    """Seconds of the processor that a million cases take, with what the other engine keeps: every case's times and
    cost, how often each path was taken, and what roles waited and worked."""
    start = time.thread_time()
    model = layout()
    kept: list[Floats] = []
    paths: Counter[int] = Counter()

    def fold(world: World) -> None:
        count = int(array_of(world.run)["finished"][0])
        ended, spent = array_of(world.finished)[:count], array_of(world.spent)[:count]
        kept.append(ended["ended"] - ended["arrived"])
        kept.append(open_hours(model, office, ended["ended"]) - open_hours(model, office, ended["arrived"]))
        kept.append(spent["cost"].copy())
        paths.update(dict(enumerate(np.bincount(spent["trail"]).tolist())))

    office = model.office[0]
    run_world(
        model,
        prepare(model),
        seed=1,
        replication=0,
        warm_up=0,
        cases=CASES,
        cancel=np.zeros(1, dtype=np.uint8),
        progress=np.zeros(1, dtype=np.int64),
        fold=fold,
    )
    return (time.thread_time() - start) / CASES * 1e6

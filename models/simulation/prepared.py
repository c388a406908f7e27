"""A layout as the kernel reads it: alias tables for choices, working time stretched to elapsed time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from models.simulation.alias import alias_table
from models.simulation.arrays import Records, array_of, records
from models.simulation.layout import LOGNORMAL, Layout


class DecisionRow:
    """A cell of the alias table over decisions, and the decision's routes."""

    keep: np.float64
    other: np.uint32
    first: np.uint32
    routes: np.uint32


class RouteRow:
    """A cell of the alias table over a decision's routes, and the route's stages: from `stage` up to `end`."""

    keep: np.float64
    other: np.uint32
    stage: np.uint32
    end: np.uint32
    """Equal to `stage` where nobody can tell who decides."""
    lane: np.uint32


class StageRow:
    """Where a stage's steps and joins begin, and how many they are."""

    step: np.uint32
    steps: np.uint32
    join: np.uint32
    joins: np.uint32


class JoinRow:
    """The join above, by its number in the stage, and how many parts must be done."""

    parent: np.uint32
    needed: np.uint32


class StepRow:
    """The step's join, by its number in the stage, and its chain of hops: from `hop` to `last`, both included."""

    join: np.uint32
    decides: np.uint32
    hop: np.uint32
    last: np.uint32


class HopRow:
    """Work for one role."""

    scale: np.float64
    """Elapsed hours: the mean, or the median of a lognormal time."""
    spread: np.float64
    """Standard deviation of the logarithm of a lognormal time."""
    exception: np.float64
    deadline: np.float64
    role: np.uint32
    service: np.uint8
    outcome: np.uint8
    binds: np.uint8
    level: np.uint8


class Prepared(NamedTuple):
    """The model that `kernel.advance` runs. The first fields of `world.World` are these."""

    decisions: Records[DecisionRow]
    routes: Records[RouteRow]
    stages: Records[StageRow]
    joins: Records[JoinRow]
    steps: Records[StepRow]
    hops: Records[HopRow]


def prepare(layout: Layout) -> Prepared:
    """Return the layout as the kernel reads it."""
    prepared = Prepared(
        decisions=records(DecisionRow, layout.decisions),
        routes=records(RouteRow, len(layout.route_weight)),
        stages=records(StageRow, len(layout.stage_steps) - 1),
        joins=records(JoinRow, len(layout.join_parent)),
        steps=records(StepRow, len(layout.step_join)),
        hops=records(HopRow, layout.hops),
    )
    _fill_choices(layout, prepared)
    stages, joins, steps = array_of(prepared.stages), array_of(prepared.joins), array_of(prepared.steps)
    stages["step"], stages["steps"] = layout.stage_steps[:-1], np.diff(layout.stage_steps)
    stages["join"], stages["joins"] = layout.stage_joins[:-1], np.diff(layout.stage_joins)
    joins["parent"], joins["needed"] = layout.join_parent, layout.join_needed
    steps["join"], steps["decides"] = layout.step_join, layout.step_decides
    steps["hop"], steps["last"] = layout.step_hops[:-1], layout.step_hops[1:] - 1
    _fill_hops(layout, prepared)
    return prepared


def _fill_choices(layout: Layout, prepared: Prepared) -> None:
    decisions, routes = array_of(prepared.decisions), array_of(prepared.routes)
    decisions["keep"], decisions["other"] = alias_table(layout.decision_rate)
    decisions["first"], decisions["routes"] = layout.decision_routes[:-1], np.diff(layout.decision_routes)
    for first, end in zip(layout.decision_routes[:-1].tolist(), layout.decision_routes[1:].tolist(), strict=True):
        routes["keep"][first:end], routes["other"][first:end] = alias_table(layout.route_weight[first:end])
    decided = layout.route_answer == 0
    procedures = layout.route_procedure[decided]
    routes["stage"][decided] = layout.procedure_stages[procedures]
    routes["end"][decided] = layout.procedure_stages[procedures + 1]
    routes["lane"] = layout.route_lane


def _fill_hops(layout: Layout, prepared: Prepared) -> None:
    hops = array_of(prepared.hops)
    lognormal = layout.hop_service == LOGNORMAL
    spread = np.where(lognormal, np.sqrt(np.log1p(layout.hop_variation**2)), 0.0)
    elapsed = layout.hop_hours / layout.role_share[layout.hop_role]
    hops["scale"], hops["spread"] = elapsed * np.exp(-0.5 * spread**2), spread
    hops["exception"], hops["deadline"] = layout.hop_exception, layout.hop_deadline
    hops["role"], hops["service"] = layout.hop_role, layout.hop_service
    hops["outcome"], hops["binds"] = layout.hop_outcome, layout.hop_binds
    hops["level"] = layout.role_level[layout.hop_role]

"""A layout as the kernel reads it: what is used together side by side, choices as tables, calendars summed up."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from models.simulation.arrays import Bytes, Floats, Records, Words, array_of, records, sizes
from models.simulation.kernel.alias import alias_table
from models.simulation.model.layout import DAYS, HOURS_OF_A_WEEK, LOGNORMAL, NO_HOP, NONE, Layout


class StreamRow:
    """Where cases come from: at random moments, or from a list."""

    gap: np.float64
    """Mean hours between two random arrivals; infinite where none come."""
    period: np.float64
    decision: np.uint32
    decisions: np.uint32
    profile: np.uint32
    listed: np.uint32
    listed_end: np.uint32


class ListedRow:
    """An arrival of a list."""

    time: np.float64
    decision: np.uint32


class DecisionRow:
    """A cell of the alias table over the decisions of a stream, and the decision's parts."""

    keep: np.float64
    other: np.uint32
    part: np.uint32
    parts: np.uint32


class PartRow:
    """A cell of the alias table over a decision's parts, its axes and its cells."""

    keep: np.float64
    other: np.uint32
    axis: np.uint32
    axes: np.uint32
    cell: np.uint32


class AxisRow:
    """Which luck places a case, and the cuts."""

    word: np.uint32
    cut: np.uint32
    cuts: np.uint32


class RouteRow:
    """The route's stages: a case starts at `stage`, one that was sent back at `first`; they end before `end`."""

    first: np.uint32
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
    """The step's join, by its number in the stage, and its first hop."""

    join: np.uint32
    decides: np.uint32
    hop: np.uint32


class HopRow:
    """Work for one role, and to which hops a case goes from there (`NONE`: nobody is next)."""

    scale: np.float64
    """Hours of work: the mean, or the median of a lognormal time."""
    spread: np.float64
    """Standard deviation of the logarithm of a lognormal time."""
    exception: np.float64
    deadline: np.float64
    role: np.uint32
    above: np.uint32
    late: np.uint32
    service: np.uint8
    outcome: np.uint8
    binds: np.uint8
    level: np.uint8
    settles: np.uint32
    stands_in: np.uint32
    number: np.uint8
    """Within its step."""
    limit: np.uint8
    patience: np.uint8
    disagreement: np.float64
    rework: np.float64
    rework_or_refusal: np.float64


class PairRow:
    """A pool and a role whose work it does, and the mask of the days on which it does."""

    other: np.uint32
    """The role, in the list of a pool; the pool, in the list of a role."""
    mask: np.uint32


class DayRow:
    """A day of a calendar."""

    opens: np.float64
    hours: np.float64
    before: np.float64
    """Open hours of the calendar before it."""


class Prepared(NamedTuple):
    """The model that `kernel.advance` runs. The first fields of `world.World` are these."""

    streams: Records[StreamRow]
    listed: Records[ListedRow]
    profiles: Floats
    """[F x 169] hours of a week that come before each hour, weighted so that a week has 168."""
    decisions: Records[DecisionRow]
    parts: Records[PartRow]
    axes: Records[AxisRow]
    cuts: Floats
    cell_route: Words
    routes: Records[RouteRow]
    stages: Records[StageRow]
    joins: Records[JoinRow]
    steps: Records[StepRow]
    hops: Records[HopRow]
    pool_roles: Records[PairRow]
    role_pools: Records[PairRow]
    days: Records[DayRow]
    """[K x 365] with a last row that holds the sum."""
    guide: Words
    """[K x 364] for equal shares of the year's open hours, the day that they end in: where to look for a moment."""
    masks: Bytes
    role_cost: Floats
    office: Words


def prepare(layout: Layout) -> Prepared:
    """Return the layout as the kernel reads it."""
    days, guide = _calendars(layout)
    by_pool, by_role = _pairs(layout)
    return Prepared(
        streams=_streams(layout),
        listed=_listed(layout),
        profiles=_profiles(layout),
        decisions=_decisions(layout),
        parts=_parts(layout),
        axes=_axes(layout),
        cuts=layout.cut,
        cell_route=layout.cell_route,
        routes=_routes(layout),
        stages=_stages(layout),
        joins=_joins(layout),
        steps=_steps(layout),
        hops=_hops(layout),
        pool_roles=by_pool,
        role_pools=by_role,
        days=days,
        guide=guide,
        masks=layout.mask_days,
        role_cost=layout.role_cost,
        office=layout.office,
    )


def is_plain(layout: Layout) -> bool:
    """Whether the smaller kernel will do: roles with pools of their own that never close, chains, one random stream."""
    numbers = np.arange(layout.roles, dtype=np.uint32)
    alone = layout.pools == layout.roles and np.array_equal(layout.pair_role, numbers)
    always = bool((layout.pair_mask == NONE).all())
    chains = bool((layout.hop_above == layout.hop_late).all() and (layout.hop_stands_in == NO_HOP).all())
    unused = (
        *(layout.hop_disagreement, layout.hop_rework, layout.hop_refusal, layout.hop_limit, layout.hop_patience),
        *(layout.procedure_start, layout.listed_time, layout.calendar_hours, layout.mask_days, layout.role_cost),
    )
    single = layout.streams == 1 and layout.stream_profile[0] == NONE
    return alone and always and chains and single and not any(column.any() for column in unused)


def _streams(layout: Layout) -> Records[StreamRow]:
    rows = records(StreamRow, layout.streams)
    table = array_of(rows)
    counts = np.bincount(layout.decision_stream, minlength=layout.streams)
    ends = np.cumsum(counts)
    table["decision"], table["decisions"] = ends - counts, counts
    table["profile"], table["period"] = layout.stream_profile, layout.stream_period
    table["listed"], table["listed_end"] = layout.stream_times[:-1], layout.stream_times[1:]
    rates = np.bincount(layout.decision_stream, weights=layout.decision_rate, minlength=layout.streams)
    random = (sizes(layout.stream_times) == 0) & (rates > 0)
    table["gap"] = np.where(random, 1.0 / np.where(random, rates, 1.0), np.inf)
    return rows


def _listed(layout: Layout) -> Records[ListedRow]:
    rows = records(ListedRow, len(layout.listed_time))
    table = array_of(rows)
    table["time"], table["decision"] = layout.listed_time, layout.listed_decision
    return rows


def _profiles(layout: Layout) -> Floats:
    weights = layout.profile_weight.reshape(-1, HOURS_OF_A_WEEK)
    weights = weights / weights.max(axis=1, keepdims=True)
    before = np.zeros((len(weights), HOURS_OF_A_WEEK + 1))
    before[:, 1:] = np.cumsum(weights, axis=1)
    profiles: Floats = (before * (HOURS_OF_A_WEEK / before[:, -1:])).ravel()
    return profiles


def _decisions(layout: Layout) -> Records[DecisionRow]:
    rows = records(DecisionRow, layout.decisions)
    table = array_of(rows)
    table["part"], table["parts"] = layout.decision_parts[:-1], sizes(layout.decision_parts)
    for stream in range(layout.streams):
        own = layout.decision_stream == stream
        if layout.decision_rate[own].sum() > 0:
            table["keep"][own], table["other"][own] = alias_table(layout.decision_rate[own])
    return rows


def _parts(layout: Layout) -> Records[PartRow]:
    rows = records(PartRow, len(layout.part_weight))
    table = array_of(rows)
    table["axis"], table["axes"] = layout.part_axes[:-1], sizes(layout.part_axes)
    table["cell"] = layout.part_cells[:-1]
    for first, end in zip(layout.decision_parts[:-1].tolist(), layout.decision_parts[1:].tolist(), strict=True):
        table["keep"][first:end], table["other"][first:end] = alias_table(layout.part_weight[first:end])
    return rows


def _axes(layout: Layout) -> Records[AxisRow]:
    rows = records(AxisRow, len(layout.axis_word))
    table = array_of(rows)
    table["word"], table["cut"], table["cuts"] = layout.axis_word, layout.axis_cuts[:-1], sizes(layout.axis_cuts)
    return rows


def _routes(layout: Layout) -> Records[RouteRow]:
    rows = records(RouteRow, layout.routes)
    table = array_of(rows)
    decided = layout.route_procedure != NONE
    procedures = layout.route_procedure[decided]
    table["first"][decided] = layout.procedure_stages[procedures]
    table["stage"][decided] = layout.procedure_stages[procedures] + layout.procedure_start[procedures]
    table["end"][decided] = layout.procedure_stages[procedures + 1]
    table["lane"] = layout.route_lane
    return rows


def _stages(layout: Layout) -> Records[StageRow]:
    rows = records(StageRow, len(layout.stage_steps) - 1)
    table = array_of(rows)
    table["step"], table["steps"] = layout.stage_steps[:-1], sizes(layout.stage_steps)
    table["join"], table["joins"] = layout.stage_joins[:-1], sizes(layout.stage_joins)
    return rows


def _joins(layout: Layout) -> Records[JoinRow]:
    rows = records(JoinRow, len(layout.join_parent))
    table = array_of(rows)
    table["parent"], table["needed"] = layout.join_parent, layout.join_needed
    return rows


def _steps(layout: Layout) -> Records[StepRow]:
    rows = records(StepRow, len(layout.step_join))
    table = array_of(rows)
    table["join"], table["decides"], table["hop"] = layout.step_join, layout.step_decides, layout.step_hops[:-1]
    return rows


def _hops(layout: Layout) -> Records[HopRow]:
    rows = records(HopRow, layout.hops)
    table = array_of(rows)
    lognormal = layout.hop_service == LOGNORMAL
    spread = np.where(lognormal, np.sqrt(np.log1p(layout.hop_variation**2)), 0.0)
    table["scale"], table["spread"] = layout.hop_hours * np.exp(-0.5 * spread**2), spread
    first = np.repeat(layout.step_hops[:-1], sizes(layout.step_hops))
    table["number"] = np.arange(layout.hops) - first
    for name in ("above", "settles", "late", "stands_in"):
        numbers = getattr(layout, f"hop_{name}")
        table[name] = np.where(numbers == NO_HOP, NONE, first + numbers)
    table["level"] = layout.role_level[layout.hop_role]
    table["rework"], table["rework_or_refusal"] = layout.hop_rework, layout.hop_rework + layout.hop_refusal
    for name in ("role", "exception", "deadline", "service", "outcome", "binds", "limit", "patience", "disagreement"):
        table[name] = getattr(layout, f"hop_{name}")
    return rows


def _pairs(layout: Layout) -> tuple[Records[PairRow], Records[PairRow]]:
    by_pool, by_role = records(PairRow, len(layout.pair_role)), records(PairRow, len(layout.pair_role))
    pools, roles = array_of(by_pool), array_of(by_role)
    pools["other"], pools["mask"] = layout.pair_role, layout.pair_mask
    order = np.argsort(layout.pair_role, kind="stable")
    roles["other"] = np.repeat(np.arange(layout.pools), sizes(layout.pool_roles))[order]
    roles["mask"] = layout.pair_mask[order]
    return by_pool, by_role


def _calendars(layout: Layout) -> tuple[Records[DayRow], Words]:
    count = layout.calendars
    rows = records(DayRow, count * (DAYS + 1))
    table = array_of(rows).reshape(count, DAYS + 1)
    hours = layout.calendar_hours.reshape(count, DAYS)
    table["opens"][:, :-1], table["hours"][:, :-1] = layout.calendar_opens.reshape(count, DAYS), hours
    table["before"][:, 1:] = np.cumsum(hours, axis=1)
    guide = np.zeros((count, DAYS), dtype=np.uint32)
    for number in range(count):
        before = table["before"][number]
        marks = np.arange(DAYS) * (before[-1] / DAYS)
        guide[number] = np.maximum(np.searchsorted(before, marks, side="right").astype(np.int64) - 1, 0)
    return rows, guide.ravel()

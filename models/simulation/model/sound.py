"""Whether a layout makes sense: the compiled kernel reads its arrays unchecked, so nothing unsound may reach it."""

from __future__ import annotations

import math
from dataclasses import fields
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.simulation.arrays import Words, sizes

if TYPE_CHECKING:
    from models.simulation.model.layout import Layout

_LIMIT = 255
"""Stages of a procedure, steps of a stage and hops of a step are numbered in eight bits each."""
_NONE = np.uint32(0xFFFFFFFF)
_DAYS = 364
_WEEK = 168
_STREAMS = 2**24
_LONGEST = 1e9
"""Hours of anything: beyond a hundred thousand years, moments are no longer told apart to the minute."""
_MOST_VARIATION = 1e3
_MOST_COST = 1e12
_LEAST_SHARE = 1e-6
_LEAST_OPEN = 1.0 / 60.0

_DTYPES = {"Floats": np.float64, "Bytes": np.uint8, "Shorts": np.uint16, "Words": np.uint32}

Good = NDArray[np.bool_]


class UnsoundLayout(ValueError):
    """A layout that contradicts itself, or holds numbers beyond all measure. The message begins with the array."""

    @property
    def array(self) -> str:
        """The name of the array that is wrong."""
        return str(self).partition(" ")[0]


def _require(true: bool | np.bool_, what: str) -> None:
    if not true:
        raise UnsoundLayout(what)


def check(layout: Layout) -> None:
    """Raise UnsoundLayout, naming the array, unless every index is in range and every number has its meaning."""
    for field in fields(layout):
        values = getattr(layout, field.name)
        _require(
            values.ndim == 1 and values.dtype == _DTYPES[str(field.type)] and values.flags.c_contiguous,
            f"{field.name} must be a contiguous vector of {field.type}",
        )
    _check_lengths(layout)
    _check_lists(layout)
    _check_indices(layout)
    _check_cases(layout)
    _check_work(layout)
    _check_time(layout)
    _check_joins(layout)


def _check_lengths(layout: Layout) -> None:
    """Columns of one table are those whose names begin alike, but for offsets and what hangs on them."""
    apart = {
        *("stream_times", "decision_parts", "decision_routes", "part_axes", "part_cells", "axis_cuts"),
        *("procedure_stages", "stage_steps", "stage_joins", "step_hops", "pool_roles", "profile_weight"),
        *("calendar_opens", "calendar_hours", "mask_days"),
    }
    tables: dict[str, set[int]] = {}
    for field in fields(layout):
        if field.name not in apart:
            tables.setdefault(field.name.partition("_")[0], set()).add(len(getattr(layout, field.name)))
    for name, lengths in tables.items():
        _require(len(lengths) == 1, f"the {name} columns differ in length")
    _require(layout.decisions > 0, "a model needs at least one decision")
    _require(layout.streams > 0, "a model needs at least one stream of arrivals")
    _require(layout.streams <= _STREAMS, f"a model has at most {_STREAMS} streams of arrivals")
    _require(len(layout.profile_weight) % _WEEK == 0, "profile_weight must have 168 hours a profile")
    _require(len(layout.calendar_opens) == len(layout.calendar_hours), "the calendar columns differ in length")
    _require(len(layout.calendar_opens) % _DAYS == 0, "calendars must have 364 days")
    _require(len(layout.mask_days) % _DAYS == 0, "masks must have 364 days")
    _require(len(layout.office) == 1, "office must name one calendar or none")


def _check_lists(layout: Layout) -> None:
    many = 2**31
    lists = (
        ("stream_times", layout.stream_times, layout.streams, len(layout.listed_time), 0, many),
        ("decision_parts", layout.decision_parts, layout.decisions, len(layout.part_weight), 1, many),
        ("decision_routes", layout.decision_routes, layout.decisions, layout.routes, 1, many),
        ("part_axes", layout.part_axes, len(layout.part_weight), len(layout.axis_word), 0, _LIMIT),
        ("part_cells", layout.part_cells, len(layout.part_weight), len(layout.cell_route), 1, many),
        ("axis_cuts", layout.axis_cuts, len(layout.axis_word), len(layout.cut), 0, many),
        ("procedure_stages", layout.procedure_stages, len(layout.procedure_start), None, 1, _LIMIT),
        ("stage_steps", layout.stage_steps, len(layout.stage_joins) - 1, len(layout.step_join), 1, _LIMIT),
        ("stage_joins", layout.stage_joins, len(layout.stage_steps) - 1, len(layout.join_parent), 1, _LIMIT),
        ("step_hops", layout.step_hops, len(layout.step_join), layout.hops, 1, _LIMIT),
        ("pool_roles", layout.pool_roles, layout.pools, len(layout.pair_role), 1, many),
    )
    for name, offsets, parents, children, fewest, most in lists:
        wanted = len(layout.stage_steps) - 1 if children is None else children
        _require(len(offsets) == parents + 1, f"{name} has a wrong length")
        _require(offsets[0] == 0 and offsets[-1] == wanted, f"{name} does not span its children")
        lengths = sizes(offsets)
        _require(
            bool(((lengths >= fewest) & (lengths <= most)).all()),
            f"{name} has a list that is empty or longer than {most}",
        )


def _check_indices(layout: Layout) -> None:
    procedures = len(layout.procedure_start)
    masks = len(layout.mask_days) // _DAYS
    profiles = len(layout.profile_weight) // _WEEK

    def within(name: str, index: Words, count: int, or_none: bool = False) -> None:
        good = (index < count) | (or_none & (index == _NONE))
        _require(bool(good.all()), f"{name} is out of range")

    within("stream_profile", layout.stream_profile, profiles, or_none=True)
    within("listed_decision", layout.listed_decision, layout.decisions)
    within("decision_stream", layout.decision_stream, layout.streams)
    within("route_procedure", layout.route_procedure, procedures, or_none=True)
    within("hop_role", layout.hop_role, layout.roles)
    within("role_absent", layout.role_absent, masks, or_none=True)
    within("pool_calendar", layout.pool_calendar, layout.calendars, or_none=True)
    within("pair_role", layout.pair_role, layout.roles)
    within("pair_mask", layout.pair_mask, masks, or_none=True)
    within("office", layout.office, layout.calendars, or_none=True)
    _require(
        bool((np.diff(layout.decision_stream.astype(np.int64)) >= 0).all()),
        "decision_stream must be in ascending order",
    )
    has_one = layout.route_procedure != _NONE
    _require(bool((has_one == (layout.route_answer == 0)).all()), "route_answer and route_procedure disagree")
    starts = layout.procedure_start < sizes(layout.procedure_stages)
    _require(bool(starts.all()), "procedure_start is out of range")
    served = np.bincount(layout.pair_role, minlength=layout.roles) > 0
    _require(bool(served.all()), "a role has no pool that does its work")
    length = np.repeat(sizes(layout.step_hops), sizes(layout.step_hops))
    for name in ("hop_above", "hop_settles", "hop_late", "hop_stands_in"):
        numbers = getattr(layout, name)
        _require(bool(((numbers < length) | (numbers == _LIMIT)).all()), f"{name} is out of range")


def _each(name: str, good: Good, what: str) -> None:
    _require(bool(good.all()), f"{name} must be {what}")


def _check_cases(layout: Layout) -> None:
    rate = layout.decision_rate
    _each("decision_rate", np.isfinite(rate) & (rate >= 0), "finite and not negative")
    _require(layout.rate > 0, "no case ever arrives: every decision_rate is zero")
    rates = np.bincount(layout.decision_stream, weights=rate, minlength=layout.streams)
    _each("decision_rate", (rates == 0) | ((rates >= 1 / _LONGEST) & (rates <= _LONGEST)), "a number of cases an hour")
    for name, offsets in (("route_weight", layout.decision_routes), ("part_weight", layout.decision_parts)):
        weights = getattr(layout, name)
        _each(name, np.isfinite(weights) & (weights >= 0), "finite and not negative")
        sums = np.add.reduceat(weights, offsets[:-1].astype(np.intp))
        _each(name, np.isclose(sums, 1.0), "adding up to one within each decision")
    _each("cut", (layout.cut >= 0) & (layout.cut <= 1), "a share")
    within = np.repeat(np.arange(len(layout.axis_word)), sizes(layout.axis_cuts))
    _each("cut", (np.diff(layout.cut) >= 0) | (np.diff(within) > 0), "ascending within an axis")
    _each("axis_word", layout.axis_word < 64, "below 64")
    _each("route_answer", layout.route_answer <= 4, "one of the five answers")
    owner = np.repeat(np.arange(layout.decisions), sizes(layout.decision_parts))
    decision = np.repeat(owner, sizes(layout.part_cells))
    routes = layout.cell_route
    own = (routes >= layout.decision_routes[decision]) & (routes < layout.decision_routes[decision + 1])
    _each("cell_route", own, "a route of the cell's decision")
    stretches = (sizes(layout.axis_cuts) + 1).tolist()
    for part, (first, end) in enumerate(pairwise(layout.part_axes.tolist())):
        cells = int(layout.part_cells[part + 1]) - int(layout.part_cells[part])
        _require(math.prod(stretches[first:end]) == cells, "part_cells must be as many as the axes make")


def _check_work(layout: Layout) -> None:
    _each("step_decides", layout.step_decides <= 1, "0 or 1")
    _each("hop_service", layout.hop_service <= 2, "a kind of service time")
    for name, most in (("hop_hours", _LONGEST), ("hop_variation", _MOST_VARIATION), ("role_cost", _MOST_COST)):
        values = getattr(layout, name)
        _each(name, np.isfinite(values) & (values >= 0), "finite and not negative")
        _each(name, values <= most, f"at most {most:g}")
    for name in ("hop_exception", "hop_disagreement", "hop_rework", "hop_refusal"):
        values = getattr(layout, name)
        _each(name, (values >= 0) & (values <= 1), "a probability")
    _each("hop_refusal", layout.hop_rework + layout.hop_refusal <= 1, "at most what hop_rework leaves")
    _each("hop_deadline", layout.hop_deadline > 0, "above zero")
    _each("hop_deadline", np.isinf(layout.hop_deadline) | (layout.hop_deadline <= _LONGEST), f"at most {_LONGEST:g}")
    for name, highest in (("hop_outcome", 2), ("hop_binds", 1), ("hop_patience", 1), ("hop_limit", 1)):
        _each(name, getattr(layout, name) <= highest, f"at most {highest}")
    _each("role_level", layout.role_level < 255, "below 255")
    _each("pool_holders", layout.pool_holders >= 1, "at least one")
    _each("pool_share", (layout.pool_share > 0) & (layout.pool_share <= 1), "above 0 and at most 1")
    _each("pool_share", layout.pool_share >= _LEAST_SHARE, f"at least {_LEAST_SHARE:g}")


def _check_time(layout: Layout) -> None:
    _each("stream_period", layout.stream_period > 0, "above zero")
    _each("stream_period", np.isinf(layout.stream_period) | (layout.stream_period <= _LONGEST), f"at most {_LONGEST:g}")
    _each("listed_time", np.isfinite(layout.listed_time) & (layout.listed_time >= 0), "finite and not negative")
    _each("listed_time", layout.listed_time <= _LONGEST, f"at most {_LONGEST:g}")
    stream = np.repeat(np.arange(layout.streams), sizes(layout.stream_times))
    ascending = (np.diff(layout.listed_time) >= 0) | (np.diff(stream) > 0)
    _each("listed_time", ascending, "ascending within a stream")
    _each("listed_time", layout.listed_time < layout.stream_period[stream], "before its list is repeated")
    own = layout.decision_stream[layout.listed_decision] == stream if len(stream) else np.ones(0, dtype=bool)
    _each("listed_decision", own, "a decision of its stream")
    weights = layout.profile_weight
    _each("profile_weight", np.isfinite(weights) & (weights >= 0), "finite and not negative")
    _each("profile_weight", weights.reshape(-1, _WEEK).max(axis=1) > 0, "above zero at some hour")
    opens, hours = layout.calendar_opens, layout.calendar_hours
    _each("calendar_hours", (opens >= 0) & (hours >= 0) & (opens + hours <= 24), "within the day")
    _each("calendar_hours", hours.reshape(-1, _DAYS).sum(axis=1) >= _LEAST_OPEN, "above zero on some day")
    _each("mask_days", layout.mask_days <= 1, "0 or 1")


def _check_joins(layout: Layout) -> None:
    for stage in range(len(layout.stage_steps) - 1):
        joins = slice(layout.stage_joins[stage], layout.stage_joins[stage + 1])
        steps = slice(layout.stage_steps[stage], layout.stage_steps[stage + 1])
        parents, needed = layout.join_parent[joins], layout.join_needed[joins]
        own = layout.step_join[steps]
        _require(parents[0] == 0, f"stage {stage}: the first join must be the root")
        _require(
            bool((parents[1:] < np.arange(1, len(parents))).all()),
            f"stage {stage}: a join comes before its parent",
        )
        _require(bool((own < len(parents)).all()), f"stage {stage}: step_join is out of range")
        children = np.bincount(parents[1:], minlength=len(parents)) + np.bincount(own, minlength=len(parents))
        _require(
            bool(((needed >= 1) & (needed <= children)).all()),
            f"stage {stage}: a join needs more than it has, or nothing",
        )

"""Whether a layout makes sense: the compiled kernel reads its arrays unchecked, so nothing unsound may reach it."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np

from models.simulation.arrays import Bytes, Floats, Shorts, Words, sizes

if TYPE_CHECKING:
    from models.simulation.layout import Layout

_LIMIT = 255
"""Stages of a procedure, steps of a stage and hops of a step are numbered in eight bits each."""

_DTYPES = {"Floats": np.float64, "Bytes": np.uint8, "Shorts": np.uint16, "Words": np.uint32}


class UnsoundLayout(ValueError):
    """A layout that contradicts itself."""


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
    _check_numbers(layout)
    _check_joins(layout)


def _check_lengths(layout: Layout) -> None:
    groups: tuple[tuple[str, tuple[Floats | Bytes | Shorts | Words, ...]], ...] = (
        (
            "route",
            (
                layout.route_weight,
                layout.route_procedure,
                layout.route_answer,
                layout.route_lane,
                layout.route_value,
            ),
        ),
        ("join", (layout.join_parent, layout.join_needed)),
        ("step", (layout.step_join, layout.step_decides)),
        (
            "hop",
            (
                layout.hop_role,
                layout.hop_service,
                layout.hop_hours,
                layout.hop_variation,
                layout.hop_exception,
                layout.hop_deadline,
                layout.hop_outcome,
                layout.hop_binds,
            ),
        ),
        ("role", (layout.role_holders, layout.role_share, layout.role_level)),
    )
    for name, columns in groups:
        _require(len({len(column) for column in columns}) == 1, f"the {name} columns differ in length")
    _require(layout.decisions > 0, "a model needs at least one decision")


def _check_lists(layout: Layout) -> None:
    lists = (
        ("decision_routes", layout.decision_routes, layout.decisions, len(layout.route_weight), 1, 2**31),
        ("procedure_stages", layout.procedure_stages, None, len(layout.stage_steps) - 1, 1, _LIMIT),
        ("stage_steps", layout.stage_steps, len(layout.stage_joins) - 1, len(layout.step_join), 1, _LIMIT),
        ("stage_joins", layout.stage_joins, len(layout.stage_steps) - 1, len(layout.join_parent), 1, _LIMIT),
        ("step_hops", layout.step_hops, len(layout.step_join), layout.hops, 1, _LIMIT),
    )
    for name, offsets, parents, children, fewest, most in lists:
        _require(
            len(offsets) > 0 and (parents is None or len(offsets) == parents + 1),
            f"{name} has a wrong length",
        )
        _require(offsets[0] == 0 and offsets[-1] == children, f"{name} does not span its children")
        lengths = sizes(offsets)
        _require(
            bool(((lengths >= fewest) & (lengths <= most)).all()),
            f"{name} has a list that is empty or longer than {most}",
        )
    procedures = len(layout.procedure_stages) - 1
    has_one = layout.route_procedure != np.uint32(0xFFFFFFFF)
    _require(bool((layout.route_procedure[has_one] < procedures).all()), "route_procedure is out of range")
    _require(bool((has_one == (layout.route_answer == 0)).all()), "route_answer and route_procedure disagree")
    _require(bool((layout.hop_role < layout.roles).all()), "hop_role is out of range")


def _check_numbers(layout: Layout) -> None:
    def each(name: str, good: np.typing.NDArray[np.bool_], what: str) -> None:
        _require(bool(good.all()), f"{name} must be {what}")

    rate = layout.decision_rate
    each("decision_rate", np.isfinite(rate) & (rate >= 0), "finite and not negative")
    _require(layout.rate > 0, "no case ever arrives: every decision_rate is zero")
    each(
        "route_weight",
        np.isfinite(layout.route_weight) & (layout.route_weight >= 0),
        "finite and not negative",
    )
    sums = np.add.reduceat(layout.route_weight, layout.decision_routes[:-1].astype(np.intp))
    each("route_weight", np.isclose(sums, 1.0), "adding up to one within each decision")
    each("route_answer", layout.route_answer <= 4, "one of the five answers")
    each("step_decides", layout.step_decides <= 1, "0 or 1")
    each("hop_service", layout.hop_service <= 2, "a kind of service time")
    each("hop_hours", np.isfinite(layout.hop_hours) & (layout.hop_hours >= 0), "finite and not negative")
    each(
        "hop_variation",
        np.isfinite(layout.hop_variation) & (layout.hop_variation >= 0),
        "finite and not negative",
    )
    each("hop_exception", (layout.hop_exception >= 0) & (layout.hop_exception <= 1), "a probability")
    each("hop_deadline", layout.hop_deadline > 0, "above zero")
    each("hop_outcome", layout.hop_outcome <= 2, "a time-out outcome")
    each("hop_binds", layout.hop_binds <= 1, "0 or 1")
    each("role_holders", layout.role_holders >= 1, "at least one")
    each("role_share", (layout.role_share > 0) & (layout.role_share <= 1), "above 0 and at most 1")
    each("role_level", layout.role_level < 255, "below 255")


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

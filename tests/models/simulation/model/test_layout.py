"""A layout refuses to contradict itself, because compiled code reads it unchecked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.simulation.kernel.alias import alias_table
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import Layout
from models.simulation.model.pieces import Hop, Join, Route, Step, constant, single
from models.simulation.model.sound import UnsoundLayout


def sample() -> Layout:
    builder = LayoutBuilder()
    a, b = builder.role(), builder.role(2)
    both = Join((Step((Hop(a, constant(1)), Hop(b, constant(1)))), Join((Step((Hop(b, constant(2)),)),))))
    builder.decision(0.1, [Route(1, (both,)), Route(3, single([Hop(b, constant(1))]))])
    builder.decision(0.2, [Route(1, (both,)), Route(2, (), answer=1)])
    return builder.build()


def test_equal_procedures_are_kept_once_and_weights_add_up() -> None:
    layout = sample()
    assert len(layout.procedure_stages) - 1 == 2
    assert layout.route_weight.tolist() == pytest.approx([0.25, 0.75, 1 / 3, 2 / 3])
    assert layout.width == 2
    assert layout.joins == 2
    assert layout.depth == 2


def test_the_digest_names_the_model() -> None:
    assert sample().digest() == sample().digest()
    assert replace(sample(), decision_rate=np.array([0.1, 0.3])).digest() != sample().digest()


@pytest.mark.parametrize(
    ("field", "values", "complaint"),
    [
        ("hop_role", [0, 1, 1, 9], "hop_role is out of range"),
        ("hop_exception", [0, 2.0, 0, 0], "hop_exception must be a probability"),
        ("hop_deadline", [0, 1.0, 1.0, 1.0], "hop_deadline must be above zero"),
        ("pool_share", [0.0, 1.0], "pool_share must be above 0"),
        ("pool_holders", [0, 1], "pool_holders must be at least one"),
        ("pair_role", [0, 0], "a role has no pool that does its work"),
        ("pair_mask", [0, 3], "pair_mask is out of range"),
        ("cut", [1.5, 0.5], "cut must be a share"),
        ("cell_route", [0, 1, 0, 3], "cell_route must be a route of the cell's decision"),
        ("hop_above", [1, 255, 1, 255], "hop_above is out of range"),
        ("hop_refusal", [0, 0, 1.5, 0], "hop_refusal must be a probability"),
        ("procedure_start", [1, 0], "procedure_start is out of range"),
        ("decision_stream", [0, 1], "decision_stream is out of range"),
        ("office", [0], "office is out of range"),
        ("route_weight", [0.5, 0.75, 0.5, 0.5], "adding up to one"),
        ("route_procedure", [0, 7, 0, 0], "route_procedure is out of range"),
        ("route_answer", [1, 0, 0, 1], "route_answer and route_procedure disagree"),
        ("step_hops", [0, 2, 2, 4], "step_hops has a list that is empty"),
        ("join_needed", [3, 1, 1], "a join needs more than it has"),
        ("step_join", [0, 2, 0], "step_join is out of range"),
        ("decision_rate", [0.0, 0.0], "no case ever arrives"),
        ("decision_rate", [np.nan, 0.1], "decision_rate must be finite"),
    ],
)
def test_what_contradicts_itself_is_refused_by_name(field: str, values: list[float], complaint: str) -> None:
    layout = sample()
    changed = np.array(values, dtype=getattr(layout, field).dtype)
    with pytest.raises(UnsoundLayout, match=complaint):
        replace(layout, **{field: changed})


def test_a_wrong_type_is_refused() -> None:
    with pytest.raises(UnsoundLayout, match="hop_role must be a contiguous vector of Words"):
        replace(sample(), hop_role=np.array([0, 1, 1, 1]))


def test_an_alias_table_gives_each_its_weight() -> None:
    weights = np.array([0.5, 0.0, 3.0, 1.5, 1.0])
    keep, other = alias_table(weights)
    found = keep / 5
    np.add.at(found, other, (1 - keep) / 5)
    assert found == pytest.approx(weights / weights.sum())

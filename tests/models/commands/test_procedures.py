"""Edits of a procedure: steps move between stages, and nothing of a step is lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authority.expressions import OneRole
from models.authority.rules import RIGHTS, Rule, Step
from models.changes import EditRefused, apply
from models.commands import matrix, procedures, teams
from models.commands.procedures import Where, in_order, with_step_moved, with_step_shifted
from models.document import Document

STEPS = st.lists(
    st.builds(
        lambda right, role, stage: Step(right=right, who=OneRole(role=role), stage=stage, note=role),
        st.sampled_from(RIGHTS),
        st.sampled_from("abc"),
        st.integers(1, 5),
    ),
    min_size=1,
    max_size=6,
).map(lambda steps: in_order(tuple(steps)))


def bare(procedure: tuple[Step, ...]) -> list[str]:
    return sorted(f"{step.right} {step.note}" for step in procedure)


@given(STEPS, st.data())
def test_a_step_lands_where_it_is_put_and_no_other_is_lost(procedure: tuple[Step, ...], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(procedure) - 1))
    stage = data.draw(st.sampled_from([step.stage for step in procedure]))
    where: Where = data.draw(st.sampled_from(("before", "beside", "after")))
    after = with_step_moved(procedure, at, where, stage)
    assert bare(after) == bare(procedure)
    assert after == in_order(after)
    assert sorted({step.stage for step in after}) == list(range(1, max(step.stage for step in after) + 1))


@given(STEPS, st.data())
def test_shifting_goes_one_place_and_ends_at_the_ends(procedure: tuple[Step, ...], data: st.DataObject) -> None:
    by = data.draw(st.sampled_from((-1, 1)))
    marked = tuple(step.changed(note=f"{number}") for number, step in enumerate(procedure))
    at = data.draw(st.integers(0, len(marked) - 1))
    for _ in range(2 * len(marked) + 1):
        before = marked
        marked = with_step_shifted(marked, at, by)
        at = next(n for n, step in enumerate(marked) if step.note == str(before[at].note))
    ends = [step.stage for step in marked]
    assert marked[at].stage == (min(ends) if by < 0 else max(ends))
    assert sum(step.stage == marked[at].stage for step in marked) == 1


def with_row() -> tuple[Document, Rule, str]:
    document = apply(Document(), teams.add_role(Document(), "CFO"))
    role = next(iter(document.roles)).id
    document = apply(document, matrix.add_decision(document, "Spend"))
    document = apply(document, matrix.add_rule(document, next(iter(document.decisions)).id))
    rule = next(iter(document.rules))
    return document, rule, role


def test_steps_are_added_behind_changed_and_taken_out() -> None:
    document, rule, role = with_row()
    document = apply(document, procedures.add_step(document, rule.id, "approve", role))
    document = apply(document, procedures.add_step(document, rule.id, "notify", role))
    document = apply(document, procedures.set_step(document, rule.id, 0, hours=24.0))
    document = apply(document, procedures.set_step(document, rule.id, 0, on_timeout="approve", strand="financial"))
    approve, notify = document.rules[rule.id].procedure
    assert (approve.stage, approve.hours, approve.on_timeout, approve.strand) == (1, 24, "approve", "financial")
    assert (notify.right, notify.stage) == ("notify", 2)
    document = apply(document, procedures.set_step(document, rule.id, 0, hours=None))
    assert document.rules[rule.id].procedure[0].on_timeout is None
    document = apply(document, procedures.drop_step(document, rule.id, 0))
    assert [(step.right, step.stage) for step in document.rules[rule.id].procedure] == [("notify", 1)]


def test_what_cannot_be_is_refused_in_a_sentence() -> None:
    document, rule, role = with_row()
    document = apply(document, procedures.add_step(document, rule.id, "approve", role))
    with pytest.raises(EditRefused, match="within how many hours"):
        procedures.set_step(document, rule.id, 0, on_timeout="reject")
    with pytest.raises(EditRefused, match="hours"):
        procedures.set_step(document, rule.id, 0, hours=-2)
    with pytest.raises(EditRefused, match="no longer in the row"):
        procedures.drop_step(document, rule.id, 3)

"""Why a case leaves a role, and where it goes then: exceptions, limits, disagreement, deadlines, rework, refusal."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Vote
from models.authority.grants import UrgentRoute
from models.authority.rules import Step
from models.decisions import Decision
from models.entity import Entity
from models.escalation import Effort, EscalationLink, MixPart, MixShare, Volume
from models.quantities import Band
from models.simulation.assumptions import Assumptions
from models.simulation.compile import CompiledModel, compile_model
from models.simulation.compiling import graphs
from models.simulation.model.layout import NO_HOP, NONE
from models.teams import Role
from tests.models.authority.small import NAMES, ON, approve, matrix, role, row, urgent

LEAD, HEAD, CFO = (OneRole(role=name) for name in ("lead", "head", "cfo"))
BOTH = AllOf(parts=(LEAD, HEAD))


def compiled(*rows: Entity, **assumed: float) -> CompiledModel:
    return compile_model(matrix(*rows), Assumptions.model_validate({"exception_probability": 0, **assumed}), on=ON)


def by(who: Expression, **more: object) -> Entity:
    return row("any", by=(Step.model_validate({"right": "approve", "who": who, **more}),))


def volume(**said: object) -> Volume:
    return Volume.model_validate({"id": "v", "decision": "buy", "cases_a_quarter": 10, **said})


def link(one: str, other: str, *triggers: str, **more: object) -> EscalationLink:
    return EscalationLink.model_validate(
        {"id": f"{one}-{other}", "from_role": one, "to_role": other, "triggers": triggers, **more}
    )


def nexts(model: CompiledModel, step: int = 0) -> dict[str, dict[str, str]]:
    """For each role of a step where a case goes from there, by cause."""
    layout = model.layout
    first, end = (int(at) for at in layout.step_hops[step : step + 2])
    names = [model.roles[layout.hop_role[hop]] for hop in range(first, end)]
    columns = {
        "above": layout.hop_above,
        "settles": layout.hop_settles,
        "late": layout.hop_late,
        "stands_in": layout.hop_stands_in,
    }
    return {
        names[hop - first]: {cause: names[column[hop]] for cause, column in columns.items() if column[hop] != NO_HOP}
        for hop in range(first, end)
    }


def figure(model: CompiledModel, column: str, name: str, step: int = 0) -> float:
    layout = model.layout
    first, end = (int(at) for at in layout.step_hops[step : step + 2])
    hop = next(hop for hop in range(first, end) if model.roles[layout.hop_role[hop]] == name)
    return float(getattr(layout, f"hop_{column}")[hop])


def test_each_cause_has_its_own_way() -> None:
    model = compiled(
        by(BOTH, hours=24, on_timeout="escalate"),
        link("lead", "cfo", "limit"),
        link("lead", "ceo", "disagreement"),
        link("lead", "board", "time_out"),
        link("lead", "head", "absence"),
        volume(disagreement_probability=0.2),
    )
    assert nexts(model)["lead"] == {"above": "cfo", "settles": "ceo", "late": "board", "stands_in": "head"}
    assert figure(model, "deadline", "lead") == 24
    assert figure(model, "disagreement", "lead") == 0.2


def test_only_those_who_approve_together_disagree() -> None:
    said = volume(disagreement_probability=0.2)
    assert compiled(by(LEAD), said).layout.hop_disagreement.max() == 0
    assert compiled(by(AnyOf(parts=(LEAD, HEAD))), said).layout.hop_disagreement.max() == 0
    assert compiled(by(KOf(count=1, parts=(LEAD, HEAD))), said).layout.hop_disagreement.max() == 0
    assert compiled(by(KOf(count=2, parts=(LEAD, HEAD))), said).layout.hop_disagreement.tolist() == [0.2, 0.2]
    body = role("Board").changed(kind="body")
    assert figure(compiled(body, by(Vote(body="board")), said), "disagreement", "board") == 0.2


@pytest.mark.parametrize(("right", "disagrees"), [("agree", 0.2), ("veto", 0.2), ("endorse", 0), ("consult", 0)])
def test_those_who_agree_or_may_veto_disagree(right: str, disagrees: float) -> None:
    steps = (Step.model_validate({"right": right, "who": HEAD}), approve("Lead", stage=2))
    model = compiled(row("any", by=steps), volume(disagreement_probability=0.2), link("head", "ceo", "disagreement"))
    assert figure(model, "disagreement", "head") == disagrees
    assert nexts(model)["head"] == ({"settles": "ceo"} if disagrees else {})


def test_who_settles_a_disagreement_does_so_alone() -> None:
    model = compiled(by(BOTH), link("lead", "ceo", "disagreement"), volume(disagreement_probability=0.2))
    assert figure(model, "disagreement", "ceo") == 0


def test_an_effort_says_how_a_part_ends_where_that_differs() -> None:
    model = compiled(
        by(BOTH),
        volume(
            exception_probability=0.3,
            rework_probability=0.1,
            efforts=(
                Effort(minutes=10, role="head", exception_probability=0.5),
                Effort(minutes=20, right="approve", rework_probability=0.25),
            ),
        ),
    )
    assert [figure(model, "exception", name, step) for step, name in enumerate(("lead", "head"))] == [0.3, 0.5]
    assert [figure(model, "rework", name, step) for step, name in enumerate(("lead", "head"))] == [0.25, 0.25]
    assert [figure(model, "hours", name, step) for step, name in enumerate(("lead", "head"))] == [
        pytest.approx(20 / 60),
        pytest.approx(10 / 60),
    ]


def test_what_is_said_of_approving_does_not_hold_for_consulting() -> None:
    steps = (Step(right="consult", who=HEAD), approve("Lead", stage=2))
    said = volume(
        rework_probability=0.2,
        refusal_probability=0.1,
        efforts=(
            Effort(minutes=5, right="consult", rework_probability=0.05),
            Effort(minutes=5, refusal_probability=0.3),
        ),
    )
    model = compiled(row("any", by=steps), said)
    assert [figure(model, "rework", "head", 0), figure(model, "rework", "lead", 1)] == [0.05, 0.2]
    assert [figure(model, "refusal", "head", 0), figure(model, "refusal", "lead", 1)] == [0, 0.3]


def test_assumed_probabilities_hold_where_nothing_is_entered() -> None:
    model = compiled(by(LEAD), rework_probability=0.1, refusal_probability=0.2)
    assert (model.layout.hop_rework.tolist(), model.layout.hop_refusal.tolist()) == ([0.1], [0.2])
    entered = compiled(by(LEAD), volume(rework_probability=0.0), rework_probability=0.1)
    assert entered.layout.hop_rework.tolist() == [0.0]


def test_what_is_sent_back_or_refused_is_never_more_than_all() -> None:
    model = compiled(by(LEAD), volume(rework_probability=0.75, refusal_probability=0.75))
    assert model.layout.hop_refusal.tolist() == [0.25]


def test_a_case_that_is_sent_back_is_revised_first() -> None:
    model = compiled(
        by(LEAD),
        volume(rework_probability=0.2, revision_by="cfo", efforts=(Effort(minutes=90, right="perform"),)),
    )
    layout = model.layout
    assert np.diff(layout.procedure_stages.astype(int)).tolist() == [2]
    assert layout.procedure_start.tolist() == [1]
    assert layout.step_decides.tolist() == [0, 1]
    assert figure(model, "hours", "cfo", 0) == pytest.approx(1.5)


def test_without_rework_nobody_revises() -> None:
    model = compiled(by(LEAD), volume(revision_by="cfo"))
    assert model.layout.procedure_start.tolist() == [0]
    assert "cfo" not in model.roles
    at_once = compiled(by(LEAD), volume(rework_probability=0.2))
    assert at_once.layout.procedure_start.tolist() == [0]
    assert any("where nobody is named who revises it, it starts again at once" in note for note in at_once.notes)


def limited(name: str, units: int) -> Role:
    return role(name).changed(own_limit=units * 100)


BUY = Decision(id="buy", name="Buy", dimensions=("amount",))
AMOUNTS = (500, 3_000, 10_000, 50_000)
"""A limit of 1,000, of 5,000 and of 20,000 lies between each two."""


@pytest.mark.parametrize(
    ("who", "limited_at"),
    [
        (LEAD, ["", "lead", "lead", "lead"]),
        (BOTH, ["", "", "head lead", "head lead"]),  # jointly the highest of their limits counts
        (AnyOf(parts=(LEAD, HEAD)), ["", "lead", "head lead", "head lead"]),  # where any may, each its own
        (KOf(count=2, parts=(LEAD, HEAD, CFO)), ["", "", "head lead", "cfo head lead"]),
    ],
)
def test_above_own_limits_a_case_goes_on(who: Expression, limited_at: list[str]) -> None:
    mix = tuple(
        MixPart(weight=1, shares=(MixShare(dimension="amount", band=Band(lower=at * 100, upper=at * 101)),))
        for at in AMOUNTS
    )
    own = (limited("Lead", 1_000), limited("Head", 5_000), limited("CFO", 20_000))
    layout = (model := compiled(BUY, by(who), *own, volume(mix=mix))).layout
    found = []
    for cell in layout.cell_route:
        stage = layout.procedure_stages[layout.route_procedure[cell]]
        hops = layout.step_hops[layout.stage_steps[stage] : layout.stage_steps[stage + 1]]
        found.append(" ".join(sorted(model.roles[layout.hop_role[hop]] for hop in hops if layout.hop_limit[hop])))
    assert found == limited_at


def test_a_role_that_may_commit_nothing_passes_every_case_on() -> None:
    model = compiled(BUY, row("any"), role("Lead").changed(own_limit="none"), link("lead", "ceo", "limit"))
    assert model.layout.hop_limit.tolist()[0] == 1
    assert model.layout.route_weight.tolist() == [1.0]


def test_what_contributes_has_no_limit() -> None:
    steps = (Step(right="consult", who=LEAD), approve("Head", stage=2))
    model = compiled(BUY, row("any", by=steps), limited("Lead", 10))
    assert model.layout.hop_limit.max() == 0


def test_a_time_out_follows_the_link_that_gives_its_hours() -> None:
    model = compiled(by(LEAD), link("lead", "cfo", "limit", hours=24))
    assert nexts(model)["lead"]["late"] == "cfo"
    both = compiled(by(LEAD), link("lead", "cfo", "limit", hours=24), link("lead", "ceo", "time_out", hours=8))
    assert nexts(both)["lead"]["late"] == "ceo"
    assert figure(both, "deadline", "lead") == 8


def test_a_deadline_that_approves_or_rejects_sends_nobody_on() -> None:
    for outcome in ("approve", "reject"):
        model = compiled(by(LEAD, hours=24, on_timeout=outcome), link("lead", "cfo", "time_out"))
        assert "late" not in nexts(model)["lead"]


def test_a_role_that_several_causes_lead_to_is_there_once() -> None:
    model = compiled(
        by(LEAD, hours=24),
        link("lead", "head", "limit", "time_out"),
        link("head", "ceo", "limit"),
        exception_probability=0.1,
    )
    assert nexts(model) == {
        "lead": {"above": "head", "late": "head"},
        "head": {"above": "ceo"},
        "ceo": {},
    }


def test_a_circle_through_several_causes_is_cut() -> None:
    model = compiled(
        by(BOTH),
        link("lead", "cfo", "limit"),
        link("cfo", "ceo", "limit"),
        link("ceo", "lead", "limit", "disagreement"),
        volume(disagreement_probability=0.1),
    )
    assert nexts(model)["ceo"] == {}
    assert "Escalation goes in a circle (Lead → CFO → CEO → Lead); it is cut where it would come back." in model.notes


def test_a_path_is_cut_where_it_gets_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphs, "MOST_HOPS", 3)
    names = [name.lower() for name in NAMES]
    model = compiled(by(LEAD), *(link(one, other, "limit") for one, other in pairwise(names)))
    assert list(nexts(model)) == ["lead", "head", "cfo"]
    assert any("more than 3 roles is cut there" in note for note in model.notes)


def test_a_ratification_after_the_decision_is_not_waited_for() -> None:
    after = Step(right="ratify", who=HEAD, stage=2, within_days=30)
    model = compiled(row("any", by=(approve("Lead"), after)))
    assert "head" not in model.roles
    assert "A ratification that may come after the decision is not waited for." in model.notes


def test_an_urgent_route_goes_first_and_before_the_rows() -> None:
    quick = UrgentRoute(id="quick", name="Quick", decision="buy", decided_by="ceo")
    about = Decision(id="buy", name="Buy", dimensions=("urgent",))
    model = compiled(
        about,
        row("any"),
        quick,
        row("other", urgent(False), by="Head"),
    )
    lanes = {
        branch.answer.urgent_route: lane for branch, lane in zip(model.branches, model.layout.route_lane, strict=True)
    }
    assert lanes["quick"] == 0
    assert {lane for name, lane in lanes.items() if name is None} == {1}


def test_nothing_is_left_of_a_decision_that_nobody_has_to_take() -> None:
    model = compiled(row("told", by=(approve("Head", right="notify"),)))
    assert model.layout.route_procedure.tolist() == [NONE]

"""From documents to models: routes, weights, stages, chains, desks, and what is said about assumptions."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest

from models.authority.expressions import AllOf, AnyOf, KOf, OneRole, Vote
from models.authority.rules import Step
from models.decisions import Decision
from models.document import Document
from models.entity import Entity
from models.escalation import Capacity, Effort, EscalationLink, MixPart, MixShare, Volume
from models.quantities import Band
from models.simulation.assumptions import Assumptions
from models.simulation.compile import CompiledModel, NothingToSimulate, compile_model
from models.simulation.hours import HOURS_A_QUARTER
from models.simulation.model.layout import APPROVE, CONFLICT, CONSTANT, DECIDED, ESCALATE, GAP, NONE, REJECT
from models.simulation.settings import Settings
from models.simulation.study import StudyRefused, study
from models.teams import Holding, Person
from tests.models.authority.small import ON, approve, band, matrix, row, urgent
from tests.models.authority.small import role as role_row

LEAD, HEAD, CFO, CEO, BOARD = (OneRole(role=name) for name in ("lead", "head", "cfo", "ceo", "board"))
SURE = Assumptions(exception_probability=0.0)


def compiled(*rows: Entity, assumptions: Assumptions | None = None, on: date = ON) -> CompiledModel:
    return compile_model(matrix(*rows), assumptions or Assumptions(), on=on)


def chain_of(model: CompiledModel, step: int = 0) -> list[str]:
    """The roles of a step's chain."""
    first, end = model.layout.step_hops[step : step + 2]
    return [model.roles[role] for role in model.layout.hop_role[first:end]]


def hop_of(model: CompiledModel, role: str, step: int = 0) -> int:
    """The number of the hop at a role in a step's chain."""
    return int(model.layout.step_hops[step]) + chain_of(model, step).index(role)


def test_a_decision_is_cut_where_its_answer_changes() -> None:
    model = compiled(row("small", band(None, 1_000), by="Lead"), row("large", band(1_000, "unlimited"), by="Head"))
    assert [branch.answer.rules for branch in model.branches] == [("small",), ("large",)]
    assert [branch.share for branch in model.branches] == pytest.approx([0.5, 0.5])
    assert model.layout.route_weight == pytest.approx([0.5, 0.5])
    assert model.layout.decision_rate == pytest.approx([13 / HOURS_A_QUARTER])


def test_gaps_and_conflicts_become_undecided_cases() -> None:
    model = compiled(
        row("one", band(None, 1_000), by="Lead"),
        row("two", band(100, 1_000), by="Head"),
        row("three", band(10_000, "unlimited"), by="CEO"),
    )
    by_kind = dict(zip([b.answer.kind for b in model.branches], model.layout.route_answer.tolist(), strict=False))
    assert by_kind["conflict"] == CONFLICT
    assert by_kind["gap"] == GAP
    assert by_kind["decided"] == DECIDED
    assert sum(branch.share for branch in model.branches) == pytest.approx(1.0)
    undecided = model.layout.route_answer != DECIDED
    assert (model.layout.route_procedure[undecided] == NONE).all()


def test_a_matrix_of_gaps_only_still_gives_a_result() -> None:
    found = study(matrix(), Assumptions(), Settings(cases=1_000, replications=2), on=ON)
    assert found.sentences[0] == "No case can be decided: for none of them the matrix names who does."
    assert found.result.outcomes.undecided.mean == 1.0


def test_cases_are_undecided_for_want_of_rows_or_of_people() -> None:
    people = Person(id="ann", name="Ann"), Holding(id="holding", person="ann", role="head")
    settings = Settings(cases=200, replications=2)
    away = study(matrix(row("all", band(None, "unlimited")), *people), Assumptions(), settings, on=ON)
    assert away.sentences[:2] == (
        "No case can be decided: for none of them somebody is there who could.",
        "100 % of cases stay undecided, because nobody is there who could decide.",
    )
    rows = row("small", band(None, 1_000)), row("large", band(10_000, "unlimited"), by="Head")
    both = study(matrix(*rows, *people), Assumptions(), settings, on=ON)
    reason = "because the matrix does not settle them or nobody is there who could decide."
    assert any(sentence.endswith(reason) for sentence in both.sentences)


def test_a_role_whose_work_deadlines_take_away_is_named_all_the_same() -> None:
    late = Step(right="approve", who=LEAD, hours=24, on_timeout="reject")
    document = matrix(row("all", band(None, "unlimited"), by=(late,)))
    asked = Assumptions(cases_a_quarter=600)
    found = study(document, asked, Settings(cases=500, replications=2), on=ON)
    assert (
        "Lead is asked for 15.4 hours a week and has 10.0 (1 holder with 10.0 hours each). Deadlines that pass, and "
        "answers of others, take the rest away from it."
    ) in found.sentences


def test_a_target_that_was_not_reached_is_said() -> None:
    document = matrix(row("all", band(None, "unlimited")))
    settings = Settings(cases=200, replications=2, target=0.001, most_replications=12)
    missed = study(document, Assumptions(), settings, on=ON).sentences[-1]
    assert missed.startswith("After 12 replications the mean is known to ± ")
    assert missed.endswith(" %, not yet to ± 0.1 %.")
    reached = study(document, Assumptions(), settings.model_copy(update={"target": 0.9}), on=ON)
    assert not any("not yet" in sentence for sentence in reached.sentences)


def test_without_decisions_there_is_nothing_to_simulate() -> None:
    with pytest.raises(NothingToSimulate, match="the file has no decisions yet"):
        compile_model(Document(), Assumptions(), on=ON)
    with pytest.raises(StudyRefused, match="nothing to simulate"):
        study(Document(), Assumptions(), Settings(), on=ON)


def test_a_volume_gives_rate_mix_effort_and_exceptions() -> None:
    volume = Volume(
        id="v",
        decision="buy",
        cases_a_quarter=104,
        mix=(
            MixPart(weight=3, shares=(MixShare(dimension="amount", band=Band(lower=1_00, upper=100_00)),)),
            MixPart(weight=1, shares=(MixShare(dimension="amount", band=Band(lower=5_000_00, upper=9_000_00)),)),
        ),
        efforts=(
            Effort(minutes=30, variation=0.5),
            Effort(role="head", minutes=60),
            Effort(right="approve", role="head", minutes=90, variation=0.0),
        ),
        exception_probability=0.25,
    )
    model = compiled(
        row("small", band(None, 1_000), by="Lead"), row("large", band(1_000, "unlimited"), by="Head"), volume
    )
    layout = model.layout
    assert layout.decision_rate == pytest.approx([104 / HOURS_A_QUARTER])
    assert layout.route_weight == pytest.approx([0.75, 0.25])
    lead, head = hop_of(model, "lead"), hop_of(model, "head")
    assert layout.hop_hours[lead] == pytest.approx(0.5)
    assert layout.hop_variation[lead] == pytest.approx(0.5)
    assert layout.hop_hours[head] == pytest.approx(1.5)
    assert layout.hop_service[head] == CONSTANT
    assert layout.hop_exception[lead] == 0.25
    assert layout.cell_value == pytest.approx([99 / math.log(100), 4_000 / math.log(1.8)], rel=1e-6)


def test_expressions_become_joins() -> None:
    who = AllOf(parts=(LEAD, AnyOf(parts=(HEAD, KOf(count=2, parts=(CFO, CEO, BOARD))))))
    model = compiled(row("any", by=(Step(right="approve", who=who),)), assumptions=SURE)
    layout = model.layout
    assert layout.join_needed.tolist() == [2, 1, 2]
    assert layout.join_parent.tolist() == [0, 0, 1]
    assert layout.step_join.tolist() == [0, 1, 2, 2, 2]


def test_stages_follow_and_what_nobody_waits_for_is_left_out() -> None:
    model = compiled(
        row(
            "any",
            by=(
                approve("Board", right="notify", stage=3),
                approve("CFO", right="consult"),
                approve("Head", right="recommend"),
                approve("CEO", stage=2),
            ),
        )
    )
    layout = model.layout
    assert np.diff(layout.stage_steps.astype(int)).tolist() == [2, 1]
    assert layout.step_decides.tolist() == [0, 0, 1]
    assert "board" not in model.roles
    assert chain_of(model, 0) == ["head"] or chain_of(model, 0) == ["cfo"]  # who contributes does not escalate


def test_a_chain_follows_links_first() -> None:
    link = EscalationLink(id="link", from_role="lead", to_role="cfo", triggers=("limit",), hours=24)
    model = compiled(
        row("small", band(None, 1_000), by="Lead"), row("large", band(1_000, "unlimited"), by="Head"), link
    )
    assert chain_of(model) == ["lead", "cfo"]
    first = hop_of(model, "lead")
    assert model.layout.hop_deadline[first] == 24.0
    assert model.layout.hop_outcome[first] == ESCALATE


def test_a_chain_follows_the_matrix_then_the_reporting_line() -> None:
    model = compiled(
        row("small", band(None, 1_000), by="Lead"),
        row("large", band(1_000, "unlimited"), by="Head"),
        role_row("Head").changed(reports_to="ceo"),
    )
    assert chain_of(model) == ["lead", "head", "ceo"]
    assert any("the matrix does" in note for note in model.notes)
    assert any("the reporting line does" in note for note in model.notes)


def test_where_a_decision_has_nobody_above_the_other_decisions_say_who_is() -> None:
    model = compiled(
        Decision(id="sell", name="Sell", position=1),
        row("small", band(None, 1_000), by="Lead"),
        row("large", band(1_000, "unlimited"), by="Head"),
        row("sale", by=(approve("CFO", right="consult"), approve("Lead", stage=2)), decision="sell"),
    )
    assert chain_of(model, 3) == ["lead", "head"]
    assert any("in their other decisions" in note for note in model.notes)


def test_one_of_several_has_what_more_of_them_have() -> None:
    one = compiled(row("all", band(None, "unlimited"))).notes
    assert "1 of 1 decisions has no volume; each is taken to come up 13 times a quarter." in one
    assert any(note.startswith("1 of 1 roles has no holders entered") for note in one)
    two = compiled(row("all", band(None, "unlimited")), Decision(id="sell", name="Sell")).notes
    assert "2 of 2 decisions have no volume; each is taken to come up 13 times a quarter." in two


def test_a_circle_of_links_is_cut_and_said() -> None:
    there = EscalationLink(id="there", from_role="lead", to_role="head")
    back = EscalationLink(id="back", from_role="head", to_role="lead")
    model = compiled(row("any", by="Lead"), there, back)
    assert chain_of(model) == ["lead", "head"]
    assert any("goes in a circle (Lead → Head → Lead)" in note for note in model.notes)


@pytest.mark.parametrize(
    ("on_timeout", "outcome"), [("escalate", ESCALATE), ("approve", APPROVE), ("reject", REJECT), (None, ESCALATE)]
)
def test_a_deadline_and_what_it_means(on_timeout: str | None, outcome: int) -> None:
    step = Step.model_validate({"right": "approve", "who": LEAD, "hours": 48, "on_timeout": on_timeout})
    model = compiled(row("any", by=(step,)))
    assert model.layout.hop_deadline[0] == 48.0
    assert model.layout.hop_outcome[0] == outcome
    assert any("does not say what a time-out means" in note for note in model.notes) == (on_timeout is None)


def test_an_assumed_deadline_holds_for_approvals_that_have_none() -> None:
    model = compiled(row("any"), assumptions=Assumptions(deadline_hours=24))
    assert model.layout.hop_deadline.tolist() == [24.0]
    assert compiled(row("any")).layout.hop_deadline.tolist() == [math.inf]


def test_desks_come_from_capacities_then_holders_then_assumptions() -> None:
    people = [Person(id=name, name=name) for name in ("ann", "bob")]
    held = [Holding(id=f"h-{name}", role="head", person=name) for name in ("ann", "bob")]
    spare = Holding(id="h-lead", role="lead", person="ann")
    capacity = Capacity(id="c", role="lead", hours_a_week=20, holders=3)
    model = compiled(
        row("small", band(None, 1_000), by="Lead"),
        row("large", band(1_000, "unlimited"), by="Head"),
        *people,
        *held,
        spare,
        capacity,
    )
    lead, head = (model.desks[model.roles.index(name)] for name in ("lead", "head"))
    assert (lead.holders, lead.hours_a_week, lead.holders_assumed, lead.hours_assumed) == (3, 20, False, False)
    assert (head.holders, head.hours_a_week, head.holders_assumed, head.hours_assumed) == (2, 10, False, True)
    shares = {pool.names: share for pool, share in zip(model.pools, model.layout.pool_share, strict=True)}
    assert shares == {("Lead",): 0.5, ("ann",): 0.75, ("bob",): 0.25}  # ann gives Lead 20 hours and Head 10


def test_a_runtime_role_has_many_people_and_a_body_meets_as_one() -> None:
    model = compiled(
        role_row("Lead").changed(kind="runtime", resolver="requester_manager"),
        role_row("Board").changed(kind="body"),
        row("small", band(None, 1_000), by="Lead"),
        row("large", band(1_000, "unlimited"), by=(Step(right="approve", who=Vote(body="board")),)),
    )
    assert [model.desks[model.roles.index(name)].holders for name in ("lead", "board")] == [5, 1]
    assert any("Board decides as one: how its members vote" in note for note in model.notes)


def test_levels_are_those_of_the_roles_or_counted_along_the_paths() -> None:
    rows = (row("small", band(None, 1_000), by="Lead"), row("large", band(1_000, "unlimited"), by="Head"))
    counted = compiled(*rows)
    assert counted.levels == ("Level 1: Lead", "Level 2: Head")
    own = compiled(*rows, role_row("Lead").changed(level=7), role_row("Head").changed(level=2))
    assert own.levels == ("Level 1: Head", "Level 2: Lead")


def test_urgent_rows_go_first() -> None:
    model = compiled(row("normal", urgent(False)), row("quick", urgent(True), by="CEO", kind="urgent"))
    lanes = {b.answer.rules[0]: lane for b, lane in zip(model.branches, model.layout.route_lane, strict=True)}
    assert lanes == {"normal": 1, "quick": 0}


def test_what_is_assumed_is_said_with_how_much_of_the_file_it_is() -> None:
    volume = Volume(id="v", decision="buy", cases_a_quarter=5)
    model = compiled(Decision(id="sell", name="Sell"), row("any"), volume, assumptions=Assumptions(cases_a_quarter=7))
    assert model.notes[0] == "1 of 2 decisions has no volume; each is taken to come up 7 times a quarter."
    assert "2 of 2 decisions have no case mix" in model.notes[1]

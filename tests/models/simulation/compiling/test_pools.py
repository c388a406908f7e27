"""Who does the work when: pools of people who are alike, calendars, absences, deputies, bodies that meet."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings

from models.authority.expressions import AnyOf, OneRole, Vote
from models.authority.grants import Delegation
from models.authority.rules import Step
from models.decisions import Decision
from models.entity import Entity
from models.escalation import Capacity, EscalationLink, WorkCalendar
from models.simulation.arrays import Floats
from models.simulation.assumptions import Assumptions
from models.simulation.compile import CompiledModel, compile_model
from models.simulation.compiling.year import Days
from models.simulation.model.layout import DAYS, DECIDED, NO_HOP, NOBODY, NONE
from models.teams import Absence, Holding, Person
from tests.models.authority.lives import lives, living
from tests.models.authority.schemes_at_random import schemes
from tests.models.authority.small import ON, band, matrix, role, row

ROWS = (row("small", band(None, 1_000), by="Lead"), row("large", band(1_000, "unlimited"), by="Head"))
ANN, BOB, EVE = (Person(id=name.lower(), name=name) for name in ("Ann", "Bob", "Eve"))
ALWAYS = np.ones(DAYS, dtype=bool)


def compiled(*rows: Entity, on: date = ON) -> CompiledModel:
    return compile_model(matrix(*rows), Assumptions(), on=on)


def held(role_id: str, person: Person, **more: object) -> Holding:
    return Holding.model_validate({"id": f"{role_id}-{person.id}", "role": role_id, "person": person.id, **more})


def hours(name: str, week: float, **more: object) -> Capacity:
    return Capacity.model_validate({"id": f"c-{name}", "role": name, "hours_a_week": week, **more})


def pool_of(model: CompiledModel, *names: str) -> int:
    return next(at for at, pool in enumerate(model.pools) if pool.names == names)


def calendar_of(model: CompiledModel, pool: int) -> Floats:
    """The hours of each day on which a pool works."""
    found: Floats = model.layout.calendar_hours.reshape(-1, DAYS)[model.layout.pool_calendar[pool]]
    return found


def days_of(model: CompiledModel, mask: int) -> Days:
    return ALWAYS if mask == NONE else model.layout.mask_days.reshape(-1, DAYS)[mask].astype(bool)


def acts(model: CompiledModel, pool: int) -> dict[str, Days]:
    """On which days a pool acts in which roles."""
    first, end = model.layout.pool_roles[pool : pool + 2]
    return {
        model.roles[model.layout.pair_role[at]]: days_of(model, model.layout.pair_mask[at]) for at in range(first, end)
    }


def absent(model: CompiledModel, name: str) -> Days:
    """The days on which nobody acts in a role."""
    mask = model.layout.role_absent[model.roles.index(name)]
    return ~ALWAYS if mask == NONE else days_of(model, mask)


def number(model: CompiledModel, day: date) -> int:
    return (day - model.starts.date()).days


def test_somebody_who_holds_two_roles_is_one_holder_with_the_hours_of_both() -> None:
    model = compiled(*ROWS, ANN, BOB, held("lead", ANN), held("head", ANN), held("lead", BOB), hours("lead", 12))
    ann, bob = pool_of(model, "Ann"), pool_of(model, "Bob")
    assert set(acts(model, ann)) == {"lead", "head"}
    assert set(acts(model, bob)) == {"lead"}
    assert model.layout.pool_share[ann] == pytest.approx((12 + 10) / 40)
    assert model.layout.pool_share[bob] == pytest.approx(12 / 40)
    assert "1 person holds several roles and has the hours of these together, one piece of work at a time." in (
        model.notes
    )


def test_people_who_are_alike_are_one_pool() -> None:
    model = compiled(*ROWS, ANN, BOB, EVE, *(held("lead", person) for person in (ANN, BOB, EVE)))
    pool = pool_of(model, "Ann", "Bob", "Eve")
    assert model.layout.pool_holders[pool] == 3
    assert model.pools[pool].people == ("ann", "bob", "eve")


def test_nobody_gives_more_than_their_open_hours() -> None:
    model = compiled(*ROWS, ANN, held("lead", ANN), held("head", ANN), hours("lead", 30), hours("head", 30))
    assert model.layout.pool_share[pool_of(model, "Ann")] == 1.0
    assert "Ann is to give 60 hours a week and works 40; all of these go to decisions." in model.notes


def test_a_role_works_by_its_calendar_and_not_on_holidays() -> None:
    holiday = ON + timedelta(days=9)
    calendar = WorkCalendar(id="k", name="Short", hours=(6, 6, 6, 6, 0, 0, 0), opens_at=8, holidays=(holiday,))
    model = compiled(*ROWS, calendar, hours("lead", 12, calendar="k"))
    lead = pool_of(model, "Lead")
    week = calendar_of(model, lead)
    assert week[:7].tolist() == [6, 6, 6, 6, 0, 0, 0]
    assert week[number(model, holiday)] == 0
    assert model.layout.pool_share[lead] == pytest.approx(12 / (24 - 6 / 52))
    assert model.layout.calendar_opens.reshape(-1, DAYS)[model.layout.pool_calendar[lead]][0] == 8


def test_who_is_away_does_not_work_and_a_substitute_does() -> None:
    first, last = ON + timedelta(days=7), ON + timedelta(days=13)
    away = Absence(id="a", person="ann", starts=first, ends=last, substitute="bob")
    model = compiled(*ROWS, ANN, BOB, held("lead", ANN), held("head", BOB), away)
    days = np.zeros(DAYS, dtype=bool)
    days[number(model, first) : number(model, last) + 1] = True
    ann, bob = pool_of(model, "Ann"), pool_of(model, "Bob")
    assert not calendar_of(model, ann)[days].any()
    assert (acts(model, bob)["lead"] == days).all()
    assert acts(model, bob)["head"].all()
    assert model.layout.pool_share[bob] == pytest.approx(10 / 40)  # standing in gives nobody more time
    assert not absent(model, "lead").any()


def test_a_substitute_who_is_away_too_does_not_stand_in() -> None:
    first, last = ON + timedelta(days=7), ON + timedelta(days=13)
    both = [Absence(id="a", person="ann", starts=first, ends=last, substitute="bob")]
    both.append(Absence(id="b", person="bob", starts=last, ends=last))
    model = compiled(*ROWS, ANN, BOB, held("lead", ANN), held("head", BOB), *both)
    assert np.flatnonzero(absent(model, "lead")).tolist() == [number(model, last)]
    assert not calendar_of(model, pool_of(model, "Bob"))[number(model, last)]


def test_answers_do_not_hang_on_who_is_away_today() -> None:
    away = Absence(id="a", person="ann", starts=ON, ends=ON)
    model = compiled(*ROWS, ANN, BOB, held("lead", ANN), held("head", BOB), away)
    assert [branch.answer.kind for branch in model.branches] == ["decided", "decided"]
    assert absent(model, "lead")[number(model, ON)]


def test_a_link_for_absence_says_who_stands_in() -> None:
    away = Absence(id="a", person="ann", starts=ON, ends=ON)
    link = EscalationLink(id="l", from_role="lead", to_role="cfo", triggers=("absence",))
    model = compiled(*ROWS, ANN, BOB, EVE, held("lead", ANN), held("head", BOB), held("cfo", EVE), away, link)
    layout = model.layout
    first = int(layout.step_hops[0])
    assert model.roles[layout.hop_role[first]] == "lead"
    assert model.roles[layout.hop_role[first + layout.hop_stands_in[first]]] == "cfo"
    others = np.delete(layout.hop_stands_in, first)
    assert (others[layout.hop_role[np.arange(layout.hops) != first] != 0] == NO_HOP).all()


def test_two_who_stand_in_for_each_other_are_no_circle_to_speak_of() -> None:
    links = [
        EscalationLink(id=one, from_role=one, to_role=other, triggers=("absence",))
        for one, other in (("lead", "head"), ("head", "lead"))
    ]
    model = compiled(row("any", by="Lead"), *links)
    assert not any("circle" in note for note in model.notes)
    assert model.layout.hop_stands_in.tolist()[0] != NO_HOP


def test_a_holding_counts_on_its_days() -> None:
    last = ON + timedelta(days=20)
    model = compiled(*ROWS, ANN, BOB, held("lead", ANN, ends=last), held("lead", BOB, starts=last), held("head", BOB))
    until = np.arange(DAYS) <= number(model, last)
    assert (acts(model, pool_of(model, "Ann"))["lead"] == until).all()
    bob = acts(model, pool_of(model, "Bob"))
    assert (bob["lead"] == (np.arange(DAYS) >= number(model, last))).all()
    assert bob["head"].all()
    assert not absent(model, "lead").any()


def test_a_role_that_nobody_takes_over_is_absent_from_then_on() -> None:
    last = ON + timedelta(days=20)
    model = compiled(*ROWS, ANN, BOB, held("lead", ANN, ends=last), held("head", BOB))
    assert (absent(model, "lead") == (np.arange(DAYS) > number(model, last))).all()


def delegated(**more: object) -> Delegation:
    return Delegation.model_validate({"id": "d", "from_role": "lead", "to_role": "cfo", **more})


PEOPLE = (ANN, BOB, EVE, held("lead", ANN), held("head", BOB), held("cfo", EVE))


def test_those_to_whom_all_of_a_role_is_delegated_do_its_work_for_that_time() -> None:
    first, last = ON + timedelta(days=3), ON + timedelta(days=30)
    model = compiled(*ROWS, *PEOPLE, delegated(starts=first, ends=last))
    days = np.zeros(DAYS, dtype=bool)
    days[number(model, first) : number(model, last) + 1] = True
    assert (acts(model, pool_of(model, "Eve"))["lead"] == days).all()


def test_a_delegation_to_a_person_is_theirs_alone() -> None:
    model = compiled(*ROWS, *PEOPLE, held("cfo", BOB), delegated(to_person="eve"))
    assert [pool.people for pool in model.pools if "lead" in pool.roles] == [("ann", "eve")]


def test_a_delegation_that_counts_only_in_absence_and_one_that_is_revoked() -> None:
    away = Absence(id="a", person="ann", starts=ON, ends=ON + timedelta(days=4))
    revoked = ON + timedelta(days=2)
    model = compiled(*ROWS, *PEOPLE, away, delegated(only_when_absent=True, revoked_on=revoked))
    eve = acts(model, pool_of(model, "Eve"))["lead"]
    assert np.flatnonzero(eve).tolist() == [number(model, ON), number(model, ON) + 1]
    assert np.flatnonzero(absent(model, "lead")).tolist() == [number(model, ON) + at for at in (2, 3, 4)]


@pytest.mark.parametrize(
    "part",
    [
        {"limits": (band(None, 100),)},
        {"decisions": ("sell",)},
        {"rights": ("sign",)},
    ],
)
def test_a_delegation_of_a_part_is_left_out_and_said(part: dict[str, object]) -> None:
    model = compiled(*ROWS, *PEOPLE, Decision(id="sell", name="Sell"), delegated(**part))
    assert all("lead" not in acts(model, at) for at, pool in enumerate(model.pools) if pool.names != ("Ann",))
    assert any("covers only part of what Lead decides here" in note for note in model.notes)


def test_a_delegation_without_consent_does_not_count() -> None:
    model = compiled(*ROWS, *PEOPLE, delegated(consent_of="ceo"))
    assert [pool.names for pool in model.pools if "lead" in pool.roles] == [("Ann",)]


def test_where_no_people_are_entered_the_holders_of_the_other_role_do_the_work() -> None:
    model = compiled(*ROWS, delegated(to_role="head"))
    assert set(acts(model, pool_of(model, "Head"))) == {"head", "lead"}
    model = compiled(*ROWS, delegated(to_role="board"))
    assert set(acts(model, pool_of(model, "Board"))) == {"lead"}


def test_more_holders_than_people_are_entered() -> None:
    model = compiled(*ROWS, ANN, BOB, held("lead", ANN), held("head", BOB), hours("lead", 10, holders=3))
    assert model.layout.pool_holders[pool_of(model, "Lead")] == 2
    assert model.layout.pool_holders[pool_of(model, "Ann")] == 1


def test_fewer_holders_than_people_are_entered_is_said() -> None:
    model = compiled(*ROWS, *PEOPLE, held("lead", BOB), hours("lead", 10, holders=1))
    assert model.layout.pool_holders[pool_of(model, "Lead")] == 1
    assert any("is said to have 1 holder and 2 people are entered" in note for note in model.notes)


def test_who_is_away_all_year_leaves_the_role_empty() -> None:
    away = Absence(id="a", person="ann", starts=ON - timedelta(days=30), ends=ON + timedelta(days=700))
    model = compiled(*ROWS, ANN, BOB, held("lead", ANN), held("head", BOB), away)
    assert absent(model, "lead").all()
    assert not acts(model, pool_of(model, "Lead"))["lead"].any()
    assert "Nobody acts as Lead all year; what cannot be decided without it counts as undecided." in model.notes
    assert [branch.answer.kind for branch in model.branches] == ["nobody", "decided"]
    assert model.branches[0].answer.sentence == "Nobody can decide: no one acts as Lead all year."
    assert model.layout.route_answer.tolist() == [NOBODY, DECIDED]


def test_a_link_or_a_deadline_leads_past_a_role_that_stays_empty() -> None:
    away = Absence(id="a", person="ann", starts=ON - timedelta(days=30), ends=ON + timedelta(days=700))
    people = (ANN, BOB, held("lead", ANN), held("head", BOB), away)
    link = EscalationLink(id="l", from_role="lead", to_role="head", triggers=("absence",))
    model = compiled(*ROWS, *people, link)
    assert model.layout.route_answer.tolist() == [DECIDED, DECIDED]
    silent = row("small", by=(Step(right="approve", who=OneRole(role="lead"), hours=24, on_timeout="approve"),))
    assert compiled(silent, *people).layout.route_answer.tolist() == [DECIDED]
    either = Step(right="approve", who=AnyOf(parts=(OneRole(role="lead"), OneRole(role="head"))))
    model = compiled(row("any", by=(either,)), *people)
    assert model.layout.route_answer.tolist() == [DECIDED]
    assert [model.roles[role] for role in model.layout.hop_role] == ["head"]


def test_no_case_is_passed_on_to_a_role_that_stays_empty() -> None:
    away = Absence(id="a", person="bob", starts=ON - timedelta(days=30), ends=ON + timedelta(days=700))
    model = compiled(*ROWS, ANN, BOB, held("lead", ANN), held("head", BOB), away)
    lead = int(model.layout.step_hops[0])
    assert model.layout.route_answer.tolist() == [DECIDED, NOBODY]
    assert model.layout.hop_above[lead] == NO_HOP


BODY = role("Board").changed(kind="body", meets_every_days=14, quorum=2, members=("lead", "head"))
DECIDES = row("any", by=(Step(right="approve", who=Vote(body="board")),))


def meetings(model: CompiledModel) -> list[tuple[int, float]]:
    found = calendar_of(model, pool_of(model, "Board"))
    return [(int(day), float(found[day])) for day in np.flatnonzero(found)]


def test_a_body_works_at_its_meetings() -> None:
    model = compiled(DECIDES, BODY)
    assert meetings(model) == [(14 * at, 4.0) for at in range(26)]
    assert model.layout.pool_holders[pool_of(model, "Board")] == 1
    assert model.desks[0].hours_a_week == pytest.approx(2)
    assert "1 body meets and has no hours entered; each of its meetings is taken to last 4 hours." in model.notes
    assert not any("10 hours a week" in note for note in model.notes)
    assert compiled(DECIDES, BODY, hours("board", 5)).pools[0].hours_a_week == pytest.approx(5)


def test_a_meeting_on_a_weekend_is_on_the_next_working_day() -> None:
    wednesday = ON + timedelta(days=2)
    first = meetings(compiled(DECIDES, BODY.changed(meets_every_days=3), on=wednesday))
    assert [day for day, _ in first[:4]] == [2, 7, 8, 11]  # of days 2, 5, 8, 11 the second is a Saturday


def test_a_long_meeting_takes_several_days() -> None:
    model = compiled(DECIDES, BODY, hours("board", 10))  # twenty hours each time
    assert meetings(model)[:3] == [(0, 10.0), (1, 10.0), (14, 10.0)]


def test_without_its_quorum_a_body_does_not_meet() -> None:
    away = Absence(id="a", person="ann", starts=ON + timedelta(days=14), ends=ON + timedelta(days=14))
    model = compiled(DECIDES, BODY, ANN, BOB, held("lead", ANN), held("head", BOB), away)
    assert [day for day, _ in meetings(model)[:2]] == [0, 28]
    stood_in = away.changed(substitute="eve")
    model = compiled(DECIDES, BODY, ANN, BOB, EVE, held("lead", ANN), held("head", BOB), stood_in)
    assert [day for day, _ in meetings(model)[:2]] == [0, 14]


def test_a_body_that_never_has_its_quorum_is_taken_to_have_it() -> None:
    away = Absence(id="a", person="ann", starts=ON - timedelta(days=9), ends=ON + timedelta(days=900))
    model = compiled(DECIDES, BODY, ANN, BOB, held("lead", ANN), held("head", BOB), away)
    assert len(meetings(model)) == 26
    assert any("Board never has the quorum of 2" in note for note in model.notes)


def test_a_body_that_meets_once_in_two_years_meets_in_this_one() -> None:
    assert len(meetings(compiled(DECIDES, BODY.changed(meets_every_days=730)))) == 1


def test_an_hour_costs_what_the_capacity_says() -> None:
    model = compiled(*ROWS, hours("lead", 10, cost_an_hour=80))
    costs = dict(zip(model.roles, model.layout.role_cost.tolist(), strict=True))
    assert costs == {"lead": 80, "head": 0}


@settings(max_examples=40, deadline=None)
@given(schemes, lives())
def test_every_life_compiles_and_absent_days_are_those_without_anybody(
    specs: list[dict[str, object]], people: list[Entity]
) -> None:
    model = compile_model(living(specs, people), Assumptions(), on=ON)
    for at, name in enumerate(model.roles):
        there = np.zeros(DAYS, dtype=bool)
        for pool in range(model.layout.pools):
            if name in acts(model, pool):
                usual = np.arange(DAYS) % 7 < 5
                there |= acts(model, pool)[name] & ((calendar_of(model, pool) > 0) | ~usual)
        working = np.arange(DAYS) % 7 < 5
        assert (absent(model, name)[working] == ~there[working]).all(), (at, name)

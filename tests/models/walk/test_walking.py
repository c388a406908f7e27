"""One case stepped: who has it, until when, what can happen, and why."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.authority.expressions import AllOf, AnyOf, KOf, OneRole, Quota, Vote
from models.authority.facts import Case
from models.authority.grants import Delegation
from models.authority.rules import Edition, Step
from models.document import Document
from models.entity import Entity
from models.escalation import Capacity, Effort, EscalationLink, Volume, WorkCalendar
from models.simulation.assumptions import Assumptions
from models.teams import Absence, Holding, Person, Role
from models.walk.choices import choices
from models.walk.parts import Choice, Walk
from models.walk.progress import leaves, progress_of
from models.walk.telling import NoSuchChoice, told
from models.walk.walking import likely, likely_path, start, step
from tests.models.authority.small import approve, band, matrix, row

MONDAY = datetime(2026, 5, 4, 9, 0)
LADDER = (row("small", band(None, 1000)), row("large", band(1000, "unlimited"), by="CEO"))
PEOPLE = (
    *(Person(id=name, name=name.capitalize()) for name in ("ann", "bo", "cy")),
    Holding(id="h1", role="lead", person="ann"),
    Holding(id="h2", role="ceo", person="cy"),
)


def walked(*rows: Entity, at: datetime = MONDAY, case: Case | None = None, **assumed: float) -> Walk:
    return start(matrix(*rows), case or Case("buy"), at=at, assumptions=Assumptions.model_validate(assumed))


def link(start_: str, end: str, *triggers: str, **fields: object) -> EscalationLink:
    known = {"id": f"{start_}-{end}", "from_role": start_, "to_role": end, "triggers": triggers or ("limit",)}
    return EscalationLink.model_validate({**known, **fields})


def pick(walk: Walk, kind: str, role: str | None = None) -> Choice:
    found = [c for c in choices(walk) if c.kind == kind and role in (None, c.post.role)]
    assert found, [(c.kind, c.post.role) for c in choices(walk)]
    return found[0]


def kinds(walk: Walk) -> dict[str, str]:
    return {choice.kind: choice.words for choice in choices(walk)}


def test_a_ratification_that_may_come_after_the_decision_is_not_waited_for() -> None:
    after = Step(right="ratify", who=OneRole(role="board"), stage=2, within_days=30)
    walk = likely_path(walked(row("all", by=(approve("Lead"), after))))
    assert walk.end == "decided"
    assert [hop.from_role for hop in walk.history] == [None, "lead"]
    assert walk.ending.startswith("It is decided. Then ")
    assert "Board" in walk.ending


def test_steps_follow_one_another_with_the_clock_and_the_reason() -> None:
    by = (approve("Lead", right="recommend"), approve("CFO", stage=2), approve("Board", right="notify", stage=3))
    walk = likely_path(walked(row("all", by=by), minutes_to_contribute=30, minutes_to_decide=60))
    assert [(hop.kind, hop.from_role, hop.to_roles, hop.at) for hop in walk.history] == [
        ("routed", None, ("lead",), MONDAY),
        ("acts", "lead", ("cfo",), MONDAY + timedelta(minutes=30)),
        ("acts", "cfo", (), MONDAY + timedelta(minutes=90)),
    ]
    assert walk.history[1].reason == "The row “all” names Lead; 30 min of work."
    assert (walk.end, walk.ending) == ("decided", "It is decided. Then Board is informed.")
    assert walk.clock == MONDAY + timedelta(minutes=90)


def test_a_case_above_the_limit_follows_the_link_with_what_travels() -> None:
    up = link("lead", "cfo", hours=24, carries="The offer", reason="Money goes to Finance")
    walk = walked(row("all"), up)
    choice = pick(walk, "limit")
    assert choice.words == "Lead cannot decide it → CFO"
    assert choice.carries == "The offer"
    assert choice.reason == "Lead passes it to CFO within 24 hours (a case above the limit). Money goes to Finance."
    after = step(walk, choice)
    assert after.roles == ("cfo",)
    assert after.history[-1].link == "lead-cfo"
    assert likely_path(after).end == "decided"
    assert walk.roles == ("lead",)  # what was is as it was


def test_without_a_link_the_matrix_leads_up_and_without_that_it_is_stuck() -> None:
    walk = walked(*LADDER, case=Case("buy", {"amount": 100}))
    walk = step(walk, pick(walk, "limit"))
    assert (walk.roles, walk.history[-1].reason) == (("ceo",), "CEO decides the next larger cases, says the matrix.")
    stuck = step(walk, pick(walk, "stuck"))
    assert stuck.end == "stuck"
    assert "Nothing leads on from CEO for a case above the limit" in stuck.ending
    assert choices(stuck) == ()
    assert likely(stuck) is None


def test_a_case_does_not_go_round_in_circles() -> None:
    walk = walked(row("all"), link("lead", "cfo"), link("cfo", "lead"))
    walk = step(walk, pick(walk, "limit"))
    assert "limit" not in kinds(walk)
    assert "it would go in a circle" in pick(walk, "stuck").reason


@pytest.mark.parametrize(
    ("outcome", "kind", "end"), [("approve", "silence", "decided"), ("reject", "lapse", "rejected")]
)
def test_time_that_runs_out_means_what_the_step_says(outcome: str, kind: str, end: str) -> None:
    step_ = Step.model_validate({**approve("Lead").__dict__, "hours": 24, "on_timeout": outcome})
    walk = walked(row("all", by=(step_,)))
    choice = pick(walk, kind)
    # A day by the clock, of which eight hours are working time.
    assert (choice.at, choice.hours) == (datetime(2026, 5, 5, 9, 0), 8)
    assert step(walk, choice).end == end


def test_a_deadline_shorter_than_the_work_is_never_kept() -> None:
    step_ = Step.model_validate({**approve("Lead").__dict__, "hours": 1, "on_timeout": "escalate"})
    walk = walked(row("all", by=(step_,)), link("lead", "ceo", "time_out"), minutes_to_decide=90)
    assert set(kinds(walk)) == {"time_out"}
    (choice,) = choices(walk)
    assert choice.likely
    assert "before the work is done" in choice.reason
    assert likely_path(walk).history[-1].from_role == "ceo"


def test_the_link_that_sets_the_time_leads_on_when_it_is_over_and_without_a_way_nothing_happens() -> None:
    by_limit = walked(row("all"), link("lead", "cfo", hours=1, reason="CFO is quick"), minutes_to_decide=90)
    (choice,) = choices(by_limit)
    assert (choice.kind, choice.to_role, choice.link) == ("time_out", "cfo", "lead-cfo")
    assert choice.reason.endswith("It then goes to CFO. CFO is quick.")
    step_ = Step.model_validate({**approve("Lead").__dict__, "hours": 1, "on_timeout": "escalate"})
    nowhere = walked(row("all", by=(step_,)), minutes_to_decide=90)
    assert "time_out" not in kinds(nowhere)
    acts = pick(nowhere, "acts")
    assert acts.likely
    assert "1 hour by the clock are over on Mon 4 May 2026, 10:00, but nothing says where it goes then" in acts.reason


def test_consent_is_silence_and_an_objection_goes_up() -> None:
    step_ = Step.model_validate({**approve("CFO", right="agree").__dict__, "hours": 24, "on_timeout": "approve"})
    walk = walked(row("all", by=(step_,)), link("cfo", "ceo", "disagreement"))
    assert likely_path(walk).history[-1].kind == "silence"
    after = step(walk, pick(walk, "disagreement"))
    assert after.posts[0].settles
    assert pick(after, "acts").words == "CEO settles it"


def test_who_is_away_is_stood_in_for_waited_for_or_passed_over() -> None:
    away = Absence(id="a", person="ann", starts=date(2026, 5, 1), ends=date(2026, 5, 12))
    waits = walked(row("all"), *PEOPLE, away)
    choice = pick(waits, "acts")
    assert choice.at == datetime(2026, 5, 13, 9, 20)
    assert "Lead (Ann) is away until 12 May 2026; somebody is there again on Wed 13 May 2026, 9:00" in choice.reason
    passed = walked(row("all"), *PEOPLE, away, link("lead", "ceo", "absence"))
    first = likely(passed)
    assert first is not None
    assert (first.kind, first.to_role, first.at) == ("absence", "ceo", MONDAY)
    substitute = walked(row("all"), *PEOPLE, away.changed(substitute="bo"))
    assert "Lead (Ann) is away until 12 May 2026; Bo stands in" in pick(substitute, "acts").reason
    assert pick(substitute, "acts").person == "bo"
    deputy = Delegation(id="g", from_role="lead", to_role="ceo", only_when_absent=True)
    by_delegation = walked(row("all"), *PEOPLE, away, deputy)
    assert "Cy acts by delegation from Lead" in pick(by_delegation, "acts").reason


def test_nobody_there_and_nowhere_to_go_is_stuck() -> None:
    walk = likely_path(walked(row("all"), case=Case("buy", absent=frozenset(("lead",)))))
    assert walk.end == "stuck"
    assert "Lead is away and nobody is named to stand in" in walk.ending


def test_whoever_asks_does_not_approve() -> None:
    walk = walked(
        Edition(id="matrix", name="M", bars_requester=True), row("all"), *PEOPLE, case=Case("buy", requester="ann")
    )
    assert "Ann asked for it and may not approve it" in likely_path(walk).ending


def test_the_calendar_of_the_role_and_the_effort_of_the_decision_count() -> None:
    late = WorkCalendar(id="late", name="Late", opens_at=14, hours=(4,) * 7)
    hours = Capacity(id="c", role="lead", hours_a_week=10, calendar="late")
    volume = Volume(
        id="v", decision="buy", cases_a_quarter=1, efforts=(Effort(minutes=30), Effort(minutes=60, role="lead"))
    )
    choice = pick(walked(row("all"), late, hours, volume), "acts")
    assert (choice.at, choice.hours) == (datetime(2026, 5, 4, 15, 0), 1)
    assert "it is taken up on Mon 4 May 2026, 14:00" in choice.reason


def test_a_body_meets_first() -> None:
    board = Role(id="board", name="Board", kind="body", meets_every_days=14)
    vote = Step(right="approve", who=Vote(body="board"))
    choice = pick(walked(board, row("all", by=(vote,))), "acts")
    assert choice.words == "Board votes for it"
    assert choice.at == datetime(2026, 5, 11, 9, 20)
    assert "it meets every 14 days, on average 7 days from now" in choice.reason


def test_a_body_votes_once_enough_members_are_there() -> None:
    board = Role(id="board", name="Board", kind="body", quorum=2)
    seats = (Holding(id="b1", role="board", person="ann"), Holding(id="b2", role="board", person="bo"))
    away = Absence(id="a", person="bo", starts=date(2026, 5, 1), ends=date(2026, 5, 5))
    walk = walked(board, row("all", by=(Step(right="approve", who=Vote(body="board")),)), *PEOPLE, *seats, away)
    acts = pick(walk, "acts")
    assert acts.at == datetime(2026, 5, 6, 9, 20)
    assert "too few members of Board are there for a vote" in acts.reason


def test_times_beyond_every_calendar_are_no_trouble() -> None:
    never = Step.model_validate({**approve("Lead").__dict__, "hours": 1e300, "on_timeout": "reject"})
    assert "lapse" not in kinds(walked(row("all", by=(never,))))
    rare = Role(id="board", name="Board", kind="body", meets_every_days=10**9)
    assert pick(walked(rare, row("all", by=(Step(right="approve", who=Vote(body="board")),))), "acts").likely
    slow = Volume(id="v", decision="buy", cases_a_quarter=1, efforts=(Effort(minutes=1e12),))
    stuck = likely_path(walked(row("all"), slow))
    assert (stuck.end, stuck.ending[:23]) == ("stuck", "Lead never gets to it. ")


def test_parts_side_by_side_wait_for_the_last_or_end_with_the_first() -> None:
    slow = Volume(
        id="v", decision="buy", cases_a_quarter=1, efforts=(Effort(minutes=10), Effort(minutes=90, role="cfo"))
    )
    both = (Step(right="approve", who=AllOf(parts=(OneRole(role="lead"), OneRole(role="cfo")))),)
    either = (Step(right="approve", who=AnyOf(parts=(OneRole(role="lead"), OneRole(role="cfo")))),)
    walk = walked(row("all", by=both), slow)
    assert walk.roles == ("lead", "cfo")
    assert likely_path(walk).clock == MONDAY + timedelta(minutes=90)
    first = likely_path(walked(row("all", by=either), slow))
    assert (first.clock, len(first.history)) == (MONDAY + timedelta(minutes=10), 2)
    refused = step(walk, pick(walk, "no", "cfo"))
    assert (refused.end, refused.posts) == ("rejected", ())
    other = walked(row("all", by=either), slow)
    assert step(other, pick(other, "no", "cfo")).roles == ("lead",)


def test_what_is_sent_back_begins_again() -> None:
    by = (approve("Lead", right="recommend"), approve("CFO", stage=2))
    walk = walked(row("all", by=by))
    walk = step(walk, pick(walk, "acts"))
    walk = step(walk, pick(walk, "back"))
    assert (walk.roles, walk.said) == (("lead",), {})
    assert likely_path(walk).end == "decided"


def test_who_revises_a_case_takes_time_before_it_starts_again() -> None:
    volume = Volume(
        id="v",
        decision="buy",
        cases_a_quarter=1,
        revision_by="head",
        efforts=(Effort(minutes=60, role="head", right="perform"), Effort(minutes=20)),
    )
    walk = walked(row("all"), volume)
    choice = pick(walk, "back")
    assert choice.reason.startswith("Head revises it until Mon 4 May 2026, 10:20")
    walk = step(walk, choice)
    assert (walk.roles, walk.clock) == (("lead",), datetime(2026, 5, 4, 10, 20))
    assert likely_path(walk).clock == datetime(2026, 5, 4, 10, 40)


def test_a_case_that_no_row_covers_does_not_begin() -> None:
    walk = walked(row("small", band(None, 10)), case=Case("buy", {"amount": 10_000}))
    assert (walk.end, walk.history) == ("stuck", ())
    assert walk.ending.startswith("Gap:")


def test_choices_are_taken_by_number_and_told_as_json() -> None:
    walk = walked(row("all"), link("lead", "ceo", carries="All of it"))
    found = told(walk, [2])
    data = found.to_json()
    assert [hop["kind"] for hop in data["hops"]] == ["routed", "limit", "acts"]
    assert data["hops"][1]["carries"] == "All of it"
    assert data["end"] == "decided"
    with pytest.raises(NoSuchChoice, match="At hop 1 there is no choice 99; there are 1 to"):
        told(walk, [99])
    with pytest.raises(NoSuchChoice, match="The case ends after 1 hop"):
        told(walk, [1, 1])


ROLES = [OneRole(role=name) for name in ("a", "b", "c", "d")]
TREES = st.recursive(
    st.sampled_from(ROLES),
    lambda inner: st.one_of(
        st.builds(lambda parts: AllOf(parts=tuple(parts)), st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: AnyOf(parts=tuple(parts)), st.lists(inner, min_size=1, max_size=3)),
        st.builds(
            lambda parts, k: KOf(parts=tuple(parts), count=k),
            st.lists(inner, min_size=1, max_size=3),
            st.integers(1, 3),
        ),
    ),
    max_leaves=6,
)


def holds(who: object, answers: list[bool]) -> bool:
    """Whether an expression is met by the answers of its leaves, read once more in another way."""
    if isinstance(who, OneRole):
        return answers.pop(0)
    assert isinstance(who, AllOf | AnyOf | KOf)
    met = [holds(part, answers) for part in who.parts]
    needed = len(met) if isinstance(who, AllOf) else 1 if isinstance(who, AnyOf) else min(who.count, len(met))
    return sum(met) >= needed


@settings(max_examples=150, deadline=None)
@given(TREES, st.data())
def test_an_expression_is_settled_as_soon_as_nothing_can_change_it(who: OneRole, data: st.DataObject) -> None:
    count = len(leaves(who))
    answers = data.draw(st.lists(st.booleans(), min_size=count, max_size=count))
    order = data.draw(st.permutations(range(count)))
    said: dict[int, tuple[bool, datetime]] = {}
    settled: set[bool] = set()
    for number, leaf in enumerate(order, 1):
        said[leaf] = (answers[leaf], MONDAY + timedelta(minutes=number))
        found = progress_of(who, said)
        open_ = [at for at in range(count) if at not in said]
        ways = {holds(who, [fill if at in open_ else answers[at] for at in range(count)]) for fill in (True, False)}
        assert found.met == (ways.pop() if len(ways) == 1 else None)
        if found.met is not None:
            settled.add(found.met)
            assert found.since is not None
            assert found.since <= MONDAY + timedelta(minutes=number)
    assert settled == {holds(who, list(answers))}


def test_a_quota_counts() -> None:
    who = KOf(count=2, parts=tuple(ROLES[:3]), quotas=(Quota(count=1, among=ROLES[2]),))
    yes = {0: (True, MONDAY), 1: (True, MONDAY)}
    assert progress_of(who, yes).met is None
    assert progress_of(who, {**yes, 2: (True, MONDAY)}).met is True
    assert progress_of(who, {2: (False, MONDAY)}).met is False


def test_documents_stay_as_they_are() -> None:
    document: Document = matrix(*LADDER)
    likely_path(start(document, Case("buy", {"amount": 5}), at=MONDAY))
    assert document == matrix(*LADDER)

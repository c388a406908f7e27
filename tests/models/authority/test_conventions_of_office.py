"""The conventions of real schemes on who acts for whom, when, and under which paper, one test each.

The numbers are those of the list of conventions that a model must express.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from models.authority.expressions import Vote
from models.authority.facts import Case
from models.authority.grants import Delegation, Separation, UrgentRoute
from models.authority.procedures import deciders
from models.authority.routing import route
from models.authority.rules import Edition, Note, Rule, Step
from models.decisions import Decision, Instrument, Reservation
from models.teams import Absence, Holding, Person
from tests.models.authority import test_conventions_of_limits
from tests.models.authority.conventions import BOARD, HEAD, LEAD, amount, found, held, said, steps
from tests.models.authority.small import ON, approve, band, matrix, role, row, urgent


def test_c16_positions_hold_authority_and_persons_hold_positions() -> None:
    rows = held("cfo Ann")
    later = Holding(id="later", role="cfo", person="bob", starts=ON + timedelta(30))
    until = Holding(id="cfo Ann", role="cfo", person="ann", ends=ON + timedelta(29))
    document = matrix(*rows, until, Person(id="bob", name="Bob"), later, row("one", by="CFO"))
    holders = [
        tuple(holder.name for holder in route(document, Case("buy"), day).steps[0].holders)
        for day in (ON, ON + timedelta(29), ON + timedelta(30))
    ]
    assert holders == [("Ann",), ("Ann",), ("Bob",)]


def test_c17_acting_holders_deputies_and_substitutes() -> None:
    away = Absence(id="away", person="ann", starts=ON, ends=ON + timedelta(6), substitute="bob")
    document = matrix(*held("cfo Ann"), Person(id="bob", name="Bob"), away, row("one", by="CFO"))
    (holder,) = route(document, Case("buy"), ON).steps[0].holders
    assert (holder.name, holder.capacity) == ("Bob", "for Ann, who is away")
    acting = Holding(id="acting", role="cfo", person="cy", acting=True)
    document = matrix(Person(id="cy", name="Cy"), acting, row("one", by="CFO"))
    (holder,) = route(document, Case("buy"), ON).steps[0].holders
    assert (holder.name, holder.capacity) == ("Cy", "acting")
    deputy = Delegation(id="deputy", from_role="cfo", to_role="head", only_when_absent=True)
    present = matrix(*held("cfo Ann", "head Hal"), deputy, row("one", by="CFO"))
    assert [holder.name for holder in route(present, Case("buy"), ON).steps[0].holders] == ["Ann"]
    absent = present.with_rows({"absence": {"gone": Absence(id="gone", person="ann", starts=ON, ends=ON)}})
    assert [holder.name for holder in route(absent, Case("buy"), ON).steps[0].holders] == ["Hal"]


def test_c18_powers_passed_on_never_grow_and_end_together() -> None:
    first = Delegation(
        id="first",
        from_role="cfo",
        to_role="head",
        limits=(band(None, 1000),),
        may_sub_delegate=True,
        depth=1,
        ends=ON + timedelta(10),
    )
    second = Delegation(id="second", from_role="head", to_role="lead", parent="first", limits=(band(None, 5000),))
    document = matrix(*held("cfo Ann", "head Hal", "lead Lea"), first, second, row("one", by="CFO"))

    def names(case: Case, on: date = ON) -> set[str]:
        return {holder.name for holder in route(document, case, on).steps[0].holders}

    assert names(amount(500)) == {"Ann", "Hal", "Lea"}
    assert names(amount(2000)) == {"Ann"}
    assert names(amount(500), ON + timedelta(11)) == {"Ann"}
    document = document.with_rows({"delegation": {"first": first.changed(may_sub_delegate=False, depth=0)}})
    assert names(amount(500)) == {"Ann", "Hal"}
    document = document.with_rows({"delegation": {"first": first.changed(revoked_on=ON)}})
    assert names(amount(500)) == {"Ann"}
    waiting = first.changed(consent_of="board")
    document = document.with_rows({"delegation": {"first": waiting}})
    assert names(amount(500)) == {"Ann"}
    document = document.with_rows({"delegation": {"first": waiting.changed(consented_on=ON)}})
    assert names(amount(500)) == {"Ann", "Hal", "Lea"}


def test_c19_whoever_delegates_keeps_the_power_and_a_row_may_refer_up() -> None:
    grant = Delegation(id="grant", from_role="cfo", to_role="head")
    document = matrix(*held("cfo Ann", "head Hal"), grant, row("one", by="CFO"))
    assert {holder.name for holder in route(document, Case("buy"), ON).steps[0].holders} == {"Ann", "Hal"}
    referred = matrix(row("up", kind="refer", by=(), see_document="Standing orders"))
    answer = route(referred, Case("buy"), ON)
    assert (answer.kind, answer.see_document) == ("unknown", "Standing orders")


def test_c20_reserved_matters_of_both_kinds() -> None:
    grant = Delegation(id="grant", from_role="board", to_role="ceo")
    kinds: dict[Reservation, set[str]] = {"by_law": {"Bea"}, "by_choice": {"Bea", "Cy"}}
    for kind, names in kinds.items():
        decision = Decision(id="buy", name="Buy", reserved=kind)
        document = matrix(decision, *held("board Bea", "ceo Cy"), grant, row("one", by="Board"))
        holders = route(document, Case("buy"), ON).steps[0].holders
        assert {holder.name for holder in holders} == names
        assert "F56" in found(document)


def test_c21_what_nobody_thought_of() -> None:
    residual = Edition(id="matrix", name="Matrix", residual="ceo")
    document = matrix(residual, row("small", band(None, 1000)))
    assert said(document, amount(2000)) == "CEO approves by the residual rule, since no row covers this case."
    assert "F12" in found(matrix(row("small", band(None, 1000))))


def test_c22_a_statute_goes_before_the_scheme() -> None:
    papers = (Instrument(id="law", name="Companies Act", rank=1), Instrument(id="local", name="Local rules", rank=4))
    document = matrix(
        *papers, row("law", by="Board", instrument="law"), row("local", by="Head", instrument="local", priority=9)
    )
    answer = route(document, Case("buy"), ON)
    assert answer.rules == ("law",)
    assert "Companies Act" in next(reason.sentence for reason in answer.reasons if reason.rule == "local")


def test_c23_the_urgent_route_with_notice_report_and_ratification() -> None:
    quick = UrgentRoute(
        id="quick",
        name="Between meetings",
        decision="buy",
        decided_by="ceo",
        consulted=("cfo",),
        notice_days=5,
        report_to="head",
        ratified_by="board",
        ratify_within_days=30,
        limits=(band(None, 10_000),),
    )
    document = matrix(quick, row("one", by="Board"))
    answer = route(document, Case("buy", {"amount": 5_000_00}, urgent=True), ON)
    parts = [(step.right, step.roles) for step in answer.steps]
    assert parts == [
        ("consult", ("cfo",)),
        ("approve", ("ceo",)),
        ("notify", ("head",)),
        ("ratify", ("board",)),
    ]
    assert answer.steps[-1].step.within_days == 30
    assert "by the urgent route “Between meetings”" in answer.sentence
    assert said(document, Case("buy", {"amount": 5_000_00})) == "Board approves."
    assert said(document, Case("buy", {"amount": 20_000_00}, urgent=True)).startswith("Board approves.")


def test_c24_exceptions_are_approved_within_a_limit_of_their_own() -> None:
    exception = row("exception", urgent(True), band(None, 5000), by="Head", kind="carve_out")
    document = matrix(exception, row("rest", by="Board"))
    assert route(document, Case("buy", {"amount": 4_000_00, "urgent": True}), ON).rules == ("exception",)
    assert route(document, Case("buy", {"amount": 6_000_00, "urgent": True}), ON).rules == ("rest",)


def test_c25_nobody_approves_what_they_asked_for_or_recommended() -> None:
    barred = Edition(id="matrix", name="Matrix", bars_requester=True)
    document = matrix(barred, *held("head Hal", "head Ida"), row("one", by="Head"))
    answer = route(document, Case("buy", requester="hal"), ON)
    assert {holder.name for holder in answer.steps[0].holders} == {"Ida"}
    alone = matrix(barred, *held("head Hal"), row("one", by="Head"))
    answer = route(alone, Case("buy", requester="hal"), ON)
    assert answer.kind == "nobody"
    assert "Hal" in answer.sentence
    by = steps(Step(right="recommend", who=LEAD), approve("Head", stage=2))
    one_hand = matrix(
        Edition(id="matrix", name="Matrix", bars_recommender=True), *held("lead Hal", "head Hal"), row("own", by=by)
    )
    assert route(one_hand, Case("buy"), ON).kind == "nobody"
    apart = Separation(id="apart", one="lead", other="head", dynamic=True)
    assert route(matrix(apart, *held("lead Hal", "head Hal"), row("own", by=by)), Case("buy"), ON).kind == "nobody"


def test_c26_a_body_decides_when_enough_of_it_are_there() -> None:
    body = role("Board").changed(kind="body", quorum=2, meets_every_days=30)
    vote = Vote(body="board", majority="two_thirds", quorum=2, minimum_days=5)
    motion = row("motion", by=(Step(right="approve", who=vote),))
    document = matrix(body, *held("board Ann", "board Bob", "board Cy"), motion)
    answer = route(document, Case("buy"), ON)
    assert answer.kind == "decided"
    assert "Two thirds of the Board" in answer.sentence
    short = route(matrix(body, *held("board Ann"), motion), Case("buy"), ON)
    assert short.kind == "nobody"
    assert short.sentence.endswith("but only one of its members may vote on 4 May 2026 and two have to.")


def test_c27_silence_is_consent_after_a_time() -> None:
    by = (Step(right="approve", who=HEAD, hours=72, on_timeout="approve"),)
    document = matrix(row("silent", by=by))
    assert said(document, Case("buy", waited=72)) == "Deemed approved: Head has not answered within 72 hours."
    assert said(document, Case("buy", waited=71)) == "Head approves."
    rejected = matrix(row("strict", by=(Step(right="approve", who=HEAD, hours=72, on_timeout="reject"),)))
    assert said(rejected, Case("buy", waited=100)) == "Deemed rejected: Head has not answered within 72 hours."


def test_c28_each_step_has_its_time() -> None:
    by = steps(Step(right="consult", who=LEAD, hours=24), Step(right="approve", who=HEAD, stage=2, hours=48))
    answer = route(matrix(row("timed", by=by)), Case("buy"), ON)
    assert [step.hours for step in answer.steps] == [24, 48]


def test_c29_reports_afterwards_and_how_often() -> None:
    report = Step(right="notify", who=BOARD, stage=2, within_days=30, cadence="quarter", note="over 50,000")
    answer = route(matrix(row("told", by=(approve("Head"), report))), Case("buy"), ON)
    assert answer.sentence == "Head approves, then Board is informed within 30 days."
    assert answer.remarks == ("Board is informed, once a quarter for all cases of it.",)


def test_c30_a_matrix_has_a_version_an_owner_a_body_and_its_days() -> None:
    edition = Edition(
        id="matrix",
        name="Scheme",
        version="4",
        owner="cfo",
        approving_body="board",
        approved_on=ON,
        effective=ON,
        expires=ON + timedelta(365),
        review_on=ON + timedelta(300),
    )
    document = matrix(edition, row("one", by="CFO"))
    assert route(document, Case("buy"), ON - timedelta(1)).kind == "gap"
    assert route(document, Case("buy"), ON).kind == "decided"
    assert route(document, Case("buy"), ON + timedelta(366)).kind == "gap"
    assert "F80" in found(matrix(row("one", by="CFO")))
    assert "F77" in found(document, ON + timedelta(301))


def test_c31_rows_are_drafted_published_suspended_revoked_and_expire() -> None:
    told = {"draft": "is a draft", "suspended": "is suspended", "revoked": "is revoked", "expired": "has expired"}
    for status, words in told.items():
        answer = route(matrix(row("one", by="CFO", status=status)), Case("buy"), ON)
        assert answer.kind == "gap"
        (reason,) = answer.reasons
        assert reason.sentence == f"It {words}."


def test_c32_footnotes_belong_to_cells_rows_roles_and_the_matrix() -> None:
    notes = (
        Note(id="cell", mark="1", text="Only in plan", rule="one", role="cfo"),
        Note(id="row", mark="2", text="See the policy", rule="one"),
        Note(id="role", mark="3", text="Or deputy", role="cfo"),
        Note(id="all", mark="*", text="Excluding tax", edition="matrix"),
    )
    document = matrix(*notes, row("one", by="CFO"))
    assert [note.id for note in document.notes.by("rule", "one")] == ["cell", "row"]
    rule: Rule = document.rules["one"]
    assert deciders(rule.procedure) == ("cfo",)


def test_every_convention_has_a_test() -> None:
    numbers = {
        int(name[6:8]) for name in {**vars(test_conventions_of_limits), **globals()} if re.match(r"test_c\d\d_", name)
    }
    assert numbers == set(range(1, 33))

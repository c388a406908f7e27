"""The conventions of real schemes, one test each: what they say can be said, and the answer is theirs.

The numbers are those of the list of conventions that a model must express.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from models.authority.expressions import AllOf, AnyOf, KOf, OneRole, Quota, Vote
from models.authority.facts import Case, Earlier, read_case
from models.authority.grants import Delegation, Separation, UrgentRoute
from models.authority.procedures import deciders
from models.authority.routing import route
from models.authority.rules import Edition, Note, Right, Rule, Step
from models.decisions import Decision, Dimension, Instrument, Place, Rate, Reservation
from models.document import Document
from models.entity import Entity
from models.findings import check
from models.quantities import Money
from models.teams import Absence, Holding, Person, Role
from tests.models.authority.small import ON, approve, band, matrix, role, row, urgent

LEAD, HEAD, CFO, CEO = (OneRole(role=name) for name in ("lead", "head", "cfo", "ceo"))
BOARD = OneRole(role="board")


def said(document: Document, case: Case | None = None, on: date = ON) -> str:
    """The answer to a case in one sentence."""
    return route(document, case or Case("buy"), on).sentence


def amount(euros: int) -> Case:
    return Case("buy", {"amount": euros * 100})


def held(*pairs: str) -> list[Entity]:
    """Roles and who holds them, as "cfo Ann"."""
    rows: dict[str, Entity] = {}
    for pair in pairs:
        key, name = pair.split(" ", 1)
        rows[name] = Person(id=name.lower(), name=name)
        rows[pair] = Holding(id=pair, role=key, person=name.lower())
    return list(rows.values())


def steps(*parts: Step) -> tuple[Step, ...]:
    return parts


def found(document: Document, on: date = ON) -> set[str]:
    return {finding.id for finding in check(document, on)}


def test_c01_two_together_approve() -> None:
    document = matrix(row("joint", by=(Step(right="approve", who=AllOf(parts=(HEAD, CFO))),)))
    assert said(document) == "Head and CFO approve."


def test_c02_either_of_two_approves() -> None:
    document = matrix(row("either", by=(Step(right="approve", who=AnyOf(parts=(HEAD, CFO))),)))
    assert said(document) == "Head or CFO approves."


def test_c03_some_of_many_with_a_share_that_must_come_from_named_ones() -> None:
    cabinet = tuple(OneRole(role=f"member{at}") for at in range(6))
    quotas = (Quota(count=1, among=cabinet[0]), Quota(count=1, among=AnyOf(parts=cabinet[4:])))
    who = KOf(count=4, parts=cabinet, quotas=quotas)
    members = [Role(id=f"member{at}", name=f"Member {at}", position=20 + at) for at in range(6)]
    by = (Step(right="consult", who=who), approve("Head", stage=2))
    document = matrix(*members, *held("head Hal", *(f"member{at} P{at}" for at in range(6))), row("cabinet", by=by))
    answer = route(document, Case("buy"), ON)
    assert answer.kind == "decided"
    assert "Four of" in answer.sentence
    assert answer.steps[0].step.who == who
    # Only three of six hold office: four cannot be consulted, nor the quota met without the first.
    few = matrix(
        *members,
        *held("head Hal", *(f"member{at} P{at}" for at in range(3))),
        row("cabinet", by=(Step(right="approve", who=who),)),
    )
    assert route(few, Case("buy"), ON).kind == "nobody"
    without = matrix(
        *members,
        *held(*(f"member{at} P{at}" for at in range(1, 6))),
        row("cabinet", by=(Step(right="approve", who=who),)),
    )
    assert route(without, Case("buy"), ON).kind == "nobody"


def test_c04_one_of_each_list_and_different_persons() -> None:
    who = AllOf(parts=(AnyOf(parts=(LEAD, HEAD)), AnyOf(parts=(CFO, CEO))), distinct=True)
    pair = row("pair", by=(Step(right="approve", who=who),))
    assert route(matrix(pair, *held("lead Ann", "cfo Bob")), Case("buy"), ON).kind == "decided"
    alone = route(matrix(pair, *held("lead Ann", "cfo Ann")), Case("buy"), ON)
    assert alone.kind == "nobody"
    assert "only Ann" in alone.sentence


def test_c05_whoever_must_be_consulted_comes_first() -> None:
    by = steps(Step(right="consult", who=HEAD, hours=48), approve("CFO", stage=2))
    answer = route(matrix(row("heard", by=by)), Case("buy"), ON)
    assert answer.sentence == "Head is consulted, then CFO approves."
    assert [step.step.binding for step in answer.steps] == [True, True]


def test_c06_recommend_endorse_approve_ratify_notify_in_order() -> None:
    rights: tuple[Right, ...] = ("recommend", "endorse", "approve", "ratify", "notify")
    who = (LEAD, HEAD, CFO, BOARD, CEO)
    by = tuple(Step(right=right, who=one, stage=at) for at, (right, one) in enumerate(zip(rights, who, strict=True), 1))
    assert said(matrix(row("order", by=by))) == (
        "Lead recommends, then Head endorses, then CFO approves, then Board ratifies, then CEO is informed."
    )


def test_c07_functional_financial_legal_approval_and_signature_stand_apart() -> None:
    by = steps(
        Step(right="approve", who=HEAD, strand="functional"),
        Step(right="approve", who=CFO, strand="financial"),
        Step(right="approve", who=LEAD, strand="legal"),
        Step(right="sign", who=CEO, stage=2, strand="signature"),
    )
    answer = route(matrix(row("strands", by=by)), Case("buy"), ON)
    assert [step.step.strand for step in answer.steps] == ["functional", "financial", "legal", "signature"]
    assert answer.sentence == "Head, CFO and Lead approve, then CEO signs."


def test_c08_within_the_budget_or_not() -> None:
    document = matrix(row("within", urgent(False), by="Head"), row("beyond", urgent(True), by="Board"))
    assert said(document, Case("buy", {"urgent": True})) == "Board approves."
    assert said(document, Case("buy", {"urgent": False})) == "Head approves."
    assert route(document, Case("buy"), ON).ask == "urgent"


def test_c09_limits_that_are_not_money() -> None:
    months = Dimension(id="term", name="Term", key="term", kind="number", unit="months", position=9)
    short, long = band(None, 37, "term"), band(37, "unlimited", "term")
    document = matrix(months, row("short", short, by="Head"), row("long", long, by="Board"))
    assert said(document, read_case(document, "Buy", {"term": "36 months"}, on=ON)) == "Head approves."
    assert said(document, read_case(document, "Buy", {"term": "37"}, on=ON)) == "Board approves."
    share = Dimension(id="over", name="Over plan", key="over", kind="percent", step=Decimal("0.1"), position=9)
    document = matrix(share, row("little", band(None, 101, "over"), by="Head"))
    assert said(document, read_case(document, "Buy", {"over": "10%"}, on=ON)) == "Head approves."
    assert route(document, read_case(document, "Buy", {"over": "10.1%"}, on=ON), ON).kind == "gap"


def test_c10_what_a_matter_is_can_go_before_its_amount() -> None:
    document = matrix(
        row("small", band(None, 1000), by="Lead"), row("novel", urgent(True), by="Board", kind="carve_out")
    )
    answer = route(document, Case("buy", {"amount": 500, "urgent": True}), ON)
    assert answer.rules == ("novel",)
    lost = next(reason for reason in answer.reasons if reason.rule == "small")
    assert "carve-out" in lost.sentence


def test_c11_limits_for_an_entity_a_location_and_a_department() -> None:
    places = (
        Place(id="gmbh", name="GmbH", kind="entity"),
        Place(id="it", name="IT", kind="department", position=1),
        Place(id="berlin", name="Berlin", kind="location", position=2),
    )
    document = matrix(
        *places,
        row("all", by="Lead"),
        row("entity", by="Head", places=("gmbh",)),
        row("both", by="CFO", places=("gmbh", "it")),
    )
    assert said(document, Case("buy", place="gmbh", more_places=("berlin",))) != ""
    assert route(document, Case("buy", place="gmbh", more_places=("it", "berlin")), ON).rules == ("both",)
    answer = route(document, Case("buy", place="gmbh", more_places=("it",)), ON)
    assert answer.rules == ("both",)
    assert "more specific" in next(reason.sentence for reason in answer.reasons if reason.rule == "entity")
    conflict = matrix(*places, row("e", by="Head", places=("gmbh",)), row("d", by="CFO", places=("it",)))
    assert route(conflict, Case("buy", place="gmbh", more_places=("it",)), ON).kind == "conflict"


def test_c12_limits_in_another_currency_by_the_rate_of_the_day() -> None:
    rates = (
        Rate(id="old", source="USD", target="EUR", on=ON - timedelta(400), rate=Decimal("0.5")),
        Rate(id="new", source="USD", target="EUR", on=ON - timedelta(1), rate=Decimal("0.9")),
    )
    dollars = band(None, 1000).changed(currency="USD")
    document = matrix(*rates, row("small", dollars, by="Lead"))
    assert route(document, amount(899), ON).kind == "decided"
    assert route(document, amount(899), ON - timedelta(2)).kind == "gap"


def test_c13_a_blank_is_never_unlimited() -> None:
    assert route(matrix(row("blank", band(0, None))), amount(1), ON).kind == "gap"
    assert route(matrix(row("none", band(0, "none"))), amount(1), ON).kind == "gap"
    assert route(matrix(row("unlimited", band(0, "unlimited"))), amount(10**9), ON).kind == "decided"
    assert "F09" in found(matrix(row("blank", band(0, None))))


def test_c14_what_an_amount_includes_is_said() -> None:
    decision = Decision(id="buy", name="Buy", includes_options=True, includes_tax=False)
    document = matrix(decision, row("small", band(None, 1000)))
    assert (document.decisions["buy"].includes_options, document.decisions["buy"].includes_tax) == (True, False)
    other = Dimension(id="net", name="Net amount", key="net", kind="money", unit="EUR", basis="without tax", position=9)
    mixed = matrix(other, row("gross", band(None, 1000)), row("net", band(1000, "unlimited", "net"), by="CFO"))
    assert "F10" in found(mixed)


def test_c15_amounts_of_a_time_count_together_up_to_a_cap() -> None:
    decision = Decision(
        id="buy",
        name="Buy",
        dimensions=("amount",),
        aggregation_days=60,
        aggregation_per="supplier",
        aggregation_cap=Money(minor=5_000_00, currency="EUR"),
    )
    document = matrix(decision, row("small", band(None, 1000)), row("large", band(1000, "unlimited"), by="CFO"))
    fresh, stale = Earlier(600_00, ON - timedelta(60)), Earlier(600_00, ON - timedelta(61))
    assert route(document, Case("buy", {"amount": 600_00}, earlier=(fresh,)), ON).rules == ("large",)
    assert route(document, Case("buy", {"amount": 600_00}, earlier=(stale,)), ON).rules == ("small",)
    beyond = route(document, Case("buy", {"amount": 600_00}, earlier=(Earlier(4_500_00, ON),)), ON)
    assert beyond.kind == "gap"
    assert "5,000 EUR" in beyond.sentence + " ".join(beyond.remarks)


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
    assert "Between meetings" in answer.sentence + " ".join(answer.remarks)
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
    assert re.search("quorum|two", short.sentence)


def test_c27_silence_is_consent_after_a_time() -> None:
    by = (Step(right="approve", who=HEAD, hours=72, on_timeout="approve"),)
    document = matrix(row("silent", by=by))
    assert said(document, Case("buy", waited=72)).startswith("Deemed approved")
    assert not said(document, Case("buy", waited=71)).startswith("Deemed approved")
    rejected = matrix(row("strict", by=(Step(right="approve", who=HEAD, hours=72, on_timeout="reject"),)))
    assert "reject" in said(rejected, Case("buy", waited=100)).lower()


def test_c28_each_step_has_its_time() -> None:
    by = steps(Step(right="consult", who=LEAD, hours=24), Step(right="approve", who=HEAD, stage=2, hours=48))
    answer = route(matrix(row("timed", by=by)), Case("buy"), ON)
    assert [step.hours for step in answer.steps] == [24, 48]


def test_c29_reports_afterwards_and_how_often() -> None:
    report = Step(right="notify", who=BOARD, stage=2, within_days=30, cadence="quarter", note="over 50,000")
    answer = route(matrix(row("told", by=(approve("Head"), report))), Case("buy"), ON)
    assert "quarter" in answer.sentence + " ".join(answer.remarks)


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
    for status in ("draft", "suspended", "revoked", "expired"):
        answer = route(matrix(row("one", by="CFO", status=status)), Case("buy"), ON)
        assert answer.kind == "gap"
        (reason,) = answer.reasons
        assert status.removesuffix("d") in reason.sentence.lower() or "draft" in reason.sentence


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
    numbers = {int(name[6:8]) for name in globals() if re.match(r"test_c\d\d_", name)}
    assert numbers == set(range(1, 33))

"""The conventions of real schemes on who approves and up to what limit, one test each: the answer is theirs.

The numbers are those of the list of conventions that a model must express.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from models.authority.expressions import AllOf, AnyOf, KOf, OneRole, Quota
from models.authority.facts import Case, Earlier, read_case
from models.authority.routing import route
from models.authority.rules import Right, Step
from models.decisions import Decision, Dimension, Place, Rate
from models.quantities import Money
from models.teams import Role
from tests.models.authority.conventions import BOARD, CEO, CFO, HEAD, LEAD, amount, found, held, said, steps
from tests.models.authority.small import ON, approve, band, matrix, row, urgent


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

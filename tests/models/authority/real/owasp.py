"""The policy of a foundation on who may spend, transfer and pay, as a workspace."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from models.authority.expressions import KOf, Vote
from models.authority.grants import Delegation
from models.authority.rules import BandCondition, Edition, Step
from models.decisions import Dimension
from models.document import Document
from models.quantities import UNLIMITED, Band
from models.workspace import Workspace
from tests.models.authority.real.tidy import CENT, Facts, Scheme, among, amount, both, edges_of, either, facts_of, flag

SPEND = "Budgeted or discretionary spend, grant, award, contract, asset"
OPERATING = "Budgeted general operational spending (payroll, expenses, AP)"
EXPENSE = "Chapter/project expense"
ACCOUNTS = {
    "bank": "Transfer between bank accounts",
    "investment": "Transfer between investment accounts",
    "payment processor": "Transfer at payment processor or other institution",
}


def owasp(path: Path) -> Document:
    """Return the workspace; every fact of the file is in it."""
    scheme = Scheme("OWASP")
    scheme.add(Workspace(name="OWASP Foundation", currency="USD"))
    scheme.money()
    scheme.add(
        Dimension(
            id="over_plan", name="Over the quarterly plan", key="over_plan", kind="percent", step=CENT, position=1
        )
    )
    scheme.flag("one_leader", "Only one leader exists")
    scheme.classes("account", "Account", *ACCOUNTS)
    with facts_of(path) as facts:
        _board(scheme, facts)
        _spending(scheme, facts)
        _treasury(scheme, facts)
        _expenses(scheme, facts)
    return scheme.document()


def _board(scheme: Scheme, facts: Facts) -> None:
    review = facts.take("Delegated limits as a whole", right="review")
    board = scheme.role(review["role"], "body")
    scheme.add(
        Edition(
            id="matrix",
            name="Signatory policy",
            version="2",
            approving_body=board.role,
            approved_on=date(2026, 4, 21),
            effective=date(2026, 4, 21),
            review_on=date(2027, 4, 21),
            note=review["note"],
        )
    )
    given = facts.take("Executive Director authority", right="delegate")
    director, designate = scheme.role(given["role"]), scheme.role("Executive Director’s designate")
    scheme.add(
        Delegation(
            id="designate", from_role=director.role, to_role=designate.role, note=given["note"], reason="By the policy"
        )
    )


def _spending(scheme: Scheme, facts: Facts) -> None:
    spend = scheme.decision(
        "spend", SPEND, "amount", "over_plan", aggregation_per="initiative", note="with integrated or related ones"
    )
    operating = scheme.decision("operating", OPERATING, "amount", "over_plan")
    approve, sign = facts.take(SPEND, right="approve", upper="25000"), facts.take(SPEND, right="sign")
    director = scheme.role(approve["role"])
    steps = (Step(right="approve", who=director), Step(right="sign", who=scheme.role(sign["role"]), stage=2))
    scheme.row("spend-small", spend, amount(edges_of(approve)), by=steps, note=approve["note"])

    joint = facts.take_all(SPEND, upper="250000")
    first, *others = (scheme.role(line["role"]) for line in joint)
    assert [line["combine"] for line in joint] == [
        "all-of: ED and (Treasurer or Chair)",
        "any-of with Chair",
        "any-of with Treasurer",
    ]
    who = both(first, either(*others))
    scheme.row("spend-joint", spend, amount(edges_of(joint[0])), by=[Step(right="approve", who=who)])

    large = facts.take(SPEND, lower="250001")
    vote = Step(right="approve", who=Vote(body=scheme.role(large["role"]).role), note=large["note"])
    scheme.row("spend-large", spend, amount(edges_of(large)), by=[vote])

    signed = facts.take(OPERATING)
    by = [Step(right="sign", who=scheme.role(signed["role"]))]
    scheme.row("operating", operating, amount(edges_of(signed)), by=by)

    over = facts.take("Spending over the Quarterly Plan")
    assert (over["lower"], over["bounds"], over["combine"]) == ("10%", "(lo,inf)", "majority vote")
    above = BandCondition(dimension="over_plan", band=Band(lower=1001, upper=UNLIMITED))
    for decision in (spend, operating):
        vote = Step(right="approve", who=Vote(body=scheme.role(over["role"]).role))
        scheme.row(f"{decision}-over-plan", decision, above, by=[vote], kind="carve_out", note=over["note"])


def _treasury(scheme: Scheme, facts: Facts) -> None:
    manage = facts.take("Transfer between and manage accounts")
    decision = scheme.decision("manage", manage["decision"], "amount")
    by = [Step(right="sign", who=scheme.role(manage["role"]))]
    scheme.row("manage", decision, amount(edges_of(manage)), by=by)

    transfer = scheme.decision("transfer", "Transfer between accounts by the CFO", "account", "amount")
    above = facts.take_all("Transfer above the CFO limit", right="approve")
    beyond = either(*(scheme.role(line["role"]) for line in above))
    for key, name in ACCOUNTS.items():
        limit = facts.take(name)
        band = edges_of(limit)
        assert isinstance(band.upper, int)
        account = among("account", key)
        by = [Step(right="approve", who=scheme.role(limit["role"]))]
        scheme.row(f"transfer-{key}", transfer, account, amount(band), by=by)
        by = [Step(right="approve", who=beyond, note=above[0]["note"])]
        rest = Band(lower=band.upper, upper=UNLIMITED)
        scheme.row(f"transfer-{key}-above", transfer, account, amount(rest), by=by)

    payment = facts.take_all("Conforming payment before final processing", right="veto")
    decision = scheme.decision("payment", payment[0]["decision"])
    assert {line["note"] for line in payment} == {"silence for 72 hours = approved"}
    who = either(*(scheme.role(line["role"]) for line in payment))
    scheme.row("payment", decision, by=[Step(right="veto", who=who, hours=72, on_timeout="approve")])


def _expenses(scheme: Scheme, facts: Facts) -> None:
    expense = scheme.decision("expense", EXPENSE, "amount", "one_leader")
    small = facts.take(EXPENSE, right="submit")
    assert small["bounds"] == "(source: under 250)"
    leader = scheme.role("Leader")
    by = [Step(right="approve", who=leader, note=small["note"])]
    scheme.row("expense-small", expense, amount(edges_of(small, "[lo,hi)")), by=by)

    two = facts.take(EXPENSE, role="two leaders")
    one = facts.take(EXPENSE, role="leader and relevant committee")
    before = facts.take(EXPENSE, role="Executive Director or designate")
    invoice = facts.take(EXPENSE, right="require")
    assert two["combine"] == "2-of-N"
    leaders = KOf(count=2, parts=(leader, leader))
    committee = both(leader, scheme.role("Relevant committee", "body"))
    director = Step(right="approve", who=scheme.role("Executive Director"), stage=2, note=before["note"])
    split = edges_of(invoice).lower
    for size, band, note in (
        ("middle", edges_of(two).changed(upper=split), ""),
        ("large", edges_of(two).changed(lower=split), invoice["condition"]),
    ):
        for alone, who in ((False, leaders), (True, committee)):
            key = f"expense-{size}{'-one-leader' if alone else ''}"
            by = [Step(right="approve", who=who), director]
            scheme.row(key, expense, amount(band), flag("one_leader", alone), by=by, note=note)
    assert one["lower"] == two["lower"]

    funding = facts.take("Project funding")
    decision = scheme.decision("funding", funding["decision"], "amount")
    scheme.row("funding", decision, amount(edges_of(funding)), by=(), kind="refer", see_document=funding["note"])

    denied = facts.take_all("Denied reimbursement exception")
    decision = scheme.decision("denied", denied[0]["decision"])
    rights = {"consult": "consult", "decide": "approve"}
    steps = [
        Step.model_validate(
            {"right": rights[line["right"]], "who": scheme.role(line["role"]), "stage": int(line["seq"])}
        )
        for line in sorted(denied, key=lambda line: line["seq"])
    ]
    scheme.row("denied", decision, by=steps)

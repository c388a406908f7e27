"""Who acts in a case: runtime roles, delegates, those who are away, those who may not, silence, sums, urgency."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authority.answers import Answer
from models.authority.expressions import AllOf, AnyOf, OneRole, Vote
from models.authority.facts import Case, Earlier
from models.authority.grants import Delegation, Separation, UrgentRoute
from models.authority.routing import route
from models.authority.rules import Edition, Step
from models.decisions import Decision, Instrument, Rate, Tier
from models.document import Document
from models.entity import Entity
from models.escalation import EscalationLink
from models.quantities import Money
from models.teams import Absence, Holding, Membership, Person, Resolver, Role, Team
from tests.models.authority.small import NAMES, ON, approve, band, matrix, risk, role, row, urgent

LEAD, HEAD, CFO, CEO, BOARD = (OneRole(role=name.lower()) for name in NAMES)


def held(*pairs: str) -> list[Entity]:
    """People and what they hold, as "cfo Ann"."""
    rows: dict[str, Entity] = {}
    for pair in pairs:
        key, name = pair.split(" ", 1)
        rows[name] = Person(id=name.lower(), name=name)
        rows[pair] = Holding(id=pair, role=key, person=name.lower())
    return list(rows.values())


def ask(document: Document, on: date = ON, **case: object) -> Answer:
    return route(document, Case("buy", **case), on)  # type: ignore[arg-type]


def names(answer: Answer, step: int = 0) -> set[str]:
    return {holder.name for holder in answer.steps[step].holders}


# ---- roles that only a case tells

LINE = (
    role("Lead").changed(reports_to="head"),
    role("Head").changed(reports_to="cfo"),
    role("CFO").changed(reports_to="ceo", heads_function=True),
)


def runtime(resolver: Resolver, name: str) -> Role:
    return Role(id="who", name=name, kind="runtime", resolver=resolver)


WHO = row("one", by=(Step(right="approve", who=OneRole(role="who")),))


@pytest.mark.parametrize(
    ("resolver", "name", "sentence"),
    [
        ("requester_manager", "Requester’s manager", "Requester’s manager (Hal) approves."),
        ("requester_head", "Function head", "Function head (Fay) approves."),
        ("subject_head", "Head of the leaver", "Head of the leaver (Fay) approves."),
        ("requester", "Requester", "Requester (Ann) approves."),
    ],
)
def test_a_runtime_role_is_who_the_case_tells(resolver: Resolver, name: str, sentence: str) -> None:
    people = held("lead Ann", "head Hal", "cfo Fay", "head Sue")[:6]
    document = matrix(*LINE, runtime(resolver, name), *people, WHO)
    told = ask(document, requester="ann", subject="hal")
    assert (told.kind, told.sentence, told.ask) == ("decided", sentence, None)
    open_ = ask(document)
    assert (open_.kind, open_.sentence) == ("decided", f"{name} approves.")
    asks = "subject" if resolver == "subject_head" else "requester"
    assert open_.ask == asks
    says = "whom it is about" if asks == "subject" else "who asks"
    assert open_.remarks == (f"Who is meant by “{name}” can be told once the case says {says}.",)


def test_without_people_a_runtime_role_is_a_role() -> None:
    document = matrix(*LINE, runtime("requester_head", "Function head"), WHO)
    assert ask(document, requesting_role="lead").sentence == "Function head (CFO) approves."
    assert ask(document, requesting_role="cfo").sentence == "Function head (CFO) approves."
    nobody = ask(document, requesting_role="ceo")
    assert nobody.kind == "nobody"
    assert nobody.sentence == (
        "Nobody can decide: Function head approves, but nothing says who that is: nobody in the line above CEO heads a "
        "function."
    )


def test_a_manager_who_is_away_is_stood_in_for() -> None:
    away = Absence(id="away", person="hal", starts=ON, ends=ON, substitute="sue")
    people = [*held("lead Ann", "head Hal"), Person(id="sue", name="Sue"), away]
    document = matrix(*LINE, runtime("requester_manager", "Manager"), *people, WHO)
    assert ask(document, requester="ann").sentence == "Manager (Sue) approves."
    assert ask(document, ON + timedelta(1), requester="ann").sentence == "Manager (Hal) approves."


def test_on_call_is_who_is_on_the_roster_that_day() -> None:
    roster = [
        Person(id="ann", name="Ann"),
        Person(id="bob", name="Bob"),
        Holding(id="w1", role="who", person="ann", starts=ON, ends=ON + timedelta(6)),
        Holding(id="w2", role="who", person="bob", starts=ON + timedelta(7), ends=ON + timedelta(13)),
    ]
    document = matrix(runtime("on_call", "On call"), *roster, WHO)
    assert ask(document).sentence == "On call (Ann) approves."
    assert ask(document, ON + timedelta(7)).sentence == "On call (Bob) approves."
    after = ask(document, ON + timedelta(14))
    assert after.sentence == (
        "Nobody can decide: On call approves, but nothing says who that is: nobody is on its roster on 18 May 2026."
    )


def test_a_reviewer_comes_from_another_team() -> None:
    teams = [Team(id="red", name="Red"), Team(id="blue", name="Blue")]
    people = [Person(id=name, name=name.title()) for name in ("ann", "bob", "cleo")]
    members = [
        Membership(id="m1", team="red", person="ann"),
        Membership(id="m2", team="red", person="bob"),
        Membership(id="m3", team="blue", person="bob"),
        Membership(id="m4", team="blue", person="cleo"),
    ]
    document = matrix(runtime("other_team", "Reviewer"), *teams, *people, *members, *held("ceo Zed"), WHO)
    assert ask(document, requester="ann").sentence == "Reviewer (Cleo) approves."
    assert ask(document, requester="cleo").sentence == "Reviewer (Ann) approves."
    assert ask(document, requester="bob").kind == "nobody"
    assert ask(document, requester="zed").kind == "nobody"


# ---- delegations


def grant(name: str, giver: str, to: str, **fields: object) -> Delegation:
    return Delegation.model_validate({"id": name, "from_role": giver, "to_role": to, **fields})


PEOPLE = held("cfo Fay", "head Hal", "lead Ann")
BY_CFO = row("one", by="CFO")


def test_a_delegation_adds_somebody_and_takes_nothing_away() -> None:
    document = matrix(*PEOPLE, grant("g", "cfo", "head", ends=date(2026, 6, 30)), BY_CFO)
    answer = ask(document)
    assert [(h.name, h.capacity) for h in answer.steps[0].holders] == [("Fay", ""), ("Hal", "by delegation from CFO")]
    assert answer.steps[0].delegates == ("head",)
    assert answer.remarks == ("Head may decide too, by delegation from CFO until 30 June 2026; CFO keeps the power.",)


def test_power_is_passed_on_no_further_and_no_wider_than_it_was_given() -> None:
    first = grant("g1", "cfo", "head", limits=(band(None, 1000),), may_sub_delegate=True, depth=1)
    second = grant("g2", "head", "lead", limits=(band(500, "unlimited"),), parent="g1", may_sub_delegate=True)
    third = grant("g3", "lead", "ceo", parent="g2")
    document = matrix(*PEOPLE, *held("ceo Cy"), first, second, third, BY_CFO)
    for amount, who in ((400, {"Fay", "Hal"}), (700, {"Fay", "Hal", "Ann"}), (2000, {"Fay"})):
        assert names(ask(document, facts={"amount": amount * 100})) == who
    through = ask(document, facts={"amount": 70_000}).steps[0].holders[-1]
    assert through.capacity == "by delegation from CFO through Head"
    deeper = document.with_rows({"delegation": {"g1": first.changed(depth=0)}})
    assert "Cy" in names(ask(deeper, facts={"amount": 70_000}))


@pytest.mark.parametrize(
    "change",
    [
        {"revoked_on": ON},
        {"ends": ON - timedelta(1)},
        {"starts": ON + timedelta(1)},
        {"may_sub_delegate": False},
        {"consent_of": "board"},
        {"consent_of": "board", "consented_on": ON + timedelta(1)},
        {"decisions": ("other",)},
        {"rights": ("sign",)},
        {"to_role": "ceo"},
    ],
)
def test_what_ends_takes_with_it_all_that_hangs_on_it(change: dict[str, object]) -> None:
    first = grant("g1", "cfo", "head", may_sub_delegate=True)
    second = grant("g2", "head", "lead", parent="g1")
    document = matrix(*PEOPLE, Decision(id="other", name="Other"), first, second, BY_CFO)
    assert names(ask(document)) == {"Fay", "Hal", "Ann"}
    over = document.with_rows({"delegation": {"g1": first.changed(**change)}})
    assert names(ask(over)) == ({"Fay", "Hal"} if change == {"may_sub_delegate": False} else {"Fay"})


def test_consent_counts_from_its_day() -> None:
    consented = grant("g", "cfo", "head", consent_of="board", consented_on=ON)
    document = matrix(*PEOPLE, consented, BY_CFO)
    assert names(ask(document, ON - timedelta(1))) == {"Fay"}
    assert names(ask(document)) == {"Fay", "Hal"}


days = st.one_of(st.none(), st.integers(-1, 1).map(lambda days: ON + timedelta(days)))
grants = st.lists(
    st.fixed_dictionaries(
        {
            "from_role": st.sampled_from(["cfo", "head", "lead"]),
            "to_role": st.sampled_from(["head", "lead", "ceo"]),
            "parent": st.one_of(st.none(), st.integers(0, 3)),
            "ends": days,
            "revoked_on": days,
            "may_sub_delegate": st.booleans(),
            "depth": st.integers(0, 2),
            "only_when_absent": st.booleans(),
            "limits": st.sampled_from([(), (band(None, 10),), (band(5, "unlimited"),)]),
        }
    ),
    max_size=4,
)


@given(grants, st.integers(0, 12), st.sets(st.sampled_from(["cfo", "head"])))
def test_delegates_are_those_of_trying_every_chain(
    specs: list[dict[str, object]], amount: int, absent: set[str]
) -> None:
    rows = []
    for at, spec in enumerate(specs):
        up = spec["parent"]
        parent = f"g{up}" if isinstance(up, int) and up < at else None
        rows.append(Delegation.model_validate({**spec, "id": f"g{at}", "parent": parent}))
    everybody = held("cfo Fay", "head Hal", "lead Ann", "ceo Cy")
    document = matrix(*everybody, *rows, BY_CFO)
    who = {"cfo": "Fay", "head": "Hal", "lead": "Ann", "ceo": "Cy"}
    wanted = {"Fay"} - {who[role] for role in absent}
    for size in range(1, len(rows) + 1):
        for chain in product(rows, repeat=size):
            linked = chain[0].parent is None and chain[0].from_role == "cfo"
            for above, below in pairwise(chain):
                linked &= below.parent == above.id and below.from_role == above.to_role
            counts = all(
                (g.ends is None or g.ends >= ON)
                and (g.revoked_on is None or g.revoked_on > ON)
                and (not g.only_when_absent or g.from_role in absent)
                and all(c.band.holds(amount * 100) for c in g.limits if c.kind == "band")
                for g in chain
            )
            passed = all(
                g.may_sub_delegate and (g.depth == 0 or size - 1 - at <= g.depth) for at, g in enumerate(chain[:-1])
            )
            if linked and counts and passed and chain[-1].to_role not in absent:
                wanted.add(who[chain[-1].to_role])
    answer = ask(document, facts={"amount": amount * 100}, absent=frozenset(absent))
    assert names(answer) == wanted
    assert answer.kind == ("decided" if wanted else "nobody")


# ---- who is away


def test_where_no_people_are_named_another_role_stands_in_if_it_was_written_so_before() -> None:
    deputy = grant("g", "cfo", "head", limits=(urgent(True),), only_when_absent=True)
    document = matrix(deputy, BY_CFO)
    assert ask(document, facts={"urgent": True}).sentence == "CFO approves."
    stands_in = ask(document, facts={"urgent": True}, absent=frozenset({"cfo"}))
    assert stands_in.sentence == "Head (for CFO, who is away) approves."
    assert stands_in.steps[0].delegates == ("head",)
    for absent, facts in (({"cfo"}, {"urgent": False}), ({"cfo", "head"}, {"urgent": True})):
        answer = ask(document, facts=facts, absent=frozenset(absent))
        assert answer.kind == "nobody"
        assert answer.sentence == ("Nobody can decide: CFO approves, but CFO is away and nobody is named to stand in.")


def test_whether_somebody_stands_in_can_hang_on_a_fact() -> None:
    deputy = grant("g", "cfo", "head", limits=(urgent(True), band(None, 100)), only_when_absent=True)
    document = matrix(deputy, BY_CFO)
    away = frozenset({"cfo"})
    answer = ask(document, facts={"amount": 5000}, absent=away)
    assert (answer.kind, answer.ask) == ("depends", "urgent")
    assert answer.sentence == (
        "It depends on “Urgent”: if yes, Head (for CFO, who is away) approves; if no, nobody can decide."
    )
    assert ask(document, facts={"amount": 50_000}, absent=away).kind == "nobody"
    both = ask(document, absent=away)
    kinds = {branch.words: branch.answer.kind for branch in both.branches}
    assert kinds == {
        "Amount below 100 EUR, Urgent: yes": "decided",
        "Amount below 100 EUR, Urgent: no or Amount from 100 EUR": "nobody",
    }
    assert ask(document).kind == "decided"


def test_a_body_is_away_only_when_all_of_it_is() -> None:
    board = role("Board").changed(kind="body", members=("cfo", "ceo"))
    document = matrix(board, row("one", by="Board"))
    assert ask(document, absent=frozenset({"cfo"})).kind == "decided"
    assert ask(document, absent=frozenset({"cfo", "ceo"})).kind == "nobody"


# ---- conflicts of interest

STRICT = Edition(id="matrix", name="Matrix", bars_requester=True, bars_recommender=True)


def test_nobody_approves_what_they_asked_for_or_what_is_about_them() -> None:
    document = matrix(STRICT, *held("cfo Fay", "cfo Gus"), BY_CFO)
    answer = ask(document, requester="fay")
    assert names(answer) == {"Gus"}
    assert answer.remarks == ("Fay asked for it, and so does not approve it.",)
    nobody = ask(document, requester="fay", subject="gus")
    assert nobody.sentence == (
        "Nobody can decide: CFO approves, but Gus is who it is about and Fay asked for it and may not approve it."
    )
    lax = document.with_rows({"edition": {"matrix": Edition(id="matrix", name="Matrix")}})
    assert names(ask(lax, requester="fay", subject="gus")) == {"Fay", "Gus"}


def test_a_position_that_asks_does_not_approve_where_no_people_are_named() -> None:
    document = matrix(
        STRICT,
        row("one", by=(Step(right="approve", who=AnyOf(parts=(CFO, CEO))),)),
        BY_CFO.changed(id="two", decision="two"),
        Decision(id="two", name="Two"),
    )
    assert ask(document, requesting_role="cfo").kind == "decided"
    alone = route(document, Case("two", requesting_role="cfo"), ON)
    assert alone.sentence == "Nobody can decide: CFO approves, but CFO asked for it and may not approve it."


def test_nobody_approves_what_they_recommended() -> None:
    steps = (approve("Head", right="recommend"), approve("CFO", stage=2))
    both = matrix(STRICT, *held("head Ann", "cfo Ann"), row("one", by=steps))
    assert ask(both).sentence == (
        "Nobody can decide: CFO approves, but whoever recommends it may not approve it, and only Ann acts here on "
        "4 May 2026."
    )
    assert ask(matrix(STRICT, *held("head Ann", "cfo Ann", "cfo Bob"), row("one", by=steps))).kind == "decided"
    assert ask(matrix(*held("head Ann", "cfo Ann"), row("one", by=steps))).kind == "decided"


def test_duties_kept_apart_in_each_case() -> None:
    steps = (approve("Head"), approve("CFO", stage=2))
    apart = Separation(id="s", one="head", other="cfo", dynamic=True)
    document = matrix(*held("head Ann", "cfo Ann"), row("one", by=steps), apart)
    answer = ask(document)
    assert answer.kind == "nobody"
    assert "nobody may act as Head and CFO in the same case, and only Ann acts here" in answer.sentence
    static = document.with_rows({"separation": {"s": apart.changed(dynamic=False)}})
    assert ask(static).kind == "decided"
    signs = document.with_rows({"separation": {"s": apart.changed(one_right="sign")}})
    assert ask(signs).kind == "decided"


def test_a_vote_needs_its_quorum_of_those_who_may() -> None:
    board = role("Board").changed(kind="body", members=("head", "cfo", "ceo"), quorum=2)
    members = held("head Hal", "cfo Fay", "ceo Cy")
    by = (Step(right="approve", who=Vote(body="board", excluded=("cfo",))),)
    document = matrix(board, *members, row("one", by=by))
    assert names(ask(document)) == {"Hal", "Cy"}
    three = document.with_rows({"role": {"board": board.changed(quorum=3)}})
    assert ask(three).sentence == (
        "Nobody can decide: a majority of the Board (without CFO) approves, but only two of its members may vote on "
        "4 May 2026 and three have to."
    )
    away = ask(document, absent=frozenset({"ceo"}))
    assert away.kind == "nobody"


# ---- silence


def silent(right: str, outcome: str, hours: float = 72) -> Step:
    return Step.model_validate({"right": right, "who": HEAD, "hours": hours, "on_timeout": outcome})


@pytest.mark.parametrize(
    ("steps", "kind", "sentence"),
    [
        ((silent("approve", "approve"),), "decided", "Deemed approved: Head has not answered within 72 hours."),
        (
            (silent("veto", "approve"), Step(right="sign", who=CEO, stage=2)),
            "decided",
            "Deemed approved: Head has not objected within 72 hours; then CEO signs.",
        ),
        (
            (silent("consult", "approve"), approve("CEO", stage=2)),
            "decided",
            "Head has not answered within 72 hours, which counts as a yes, so CEO approves.",
        ),
        ((silent("approve", "reject"),), "decided", "Deemed rejected: Head has not answered within 72 hours."),
        (
            (silent("approve", "escalate"),),
            "decided",
            "Head has not answered within 72 hours, so the case goes up to CEO.",
        ),
        (
            (approve("CEO", right="notify"), silent("approve", "reject")),
            "decided",
            "Deemed rejected: Head has not answered within 72 hours.",
        ),
    ],
)
def test_what_silence_brings(steps: tuple[Step, ...], kind: str, sentence: str) -> None:
    up = EscalationLink(id="up", from_role="head", to_role="ceo", triggers=("time_out",))
    document = matrix(up, row("one", by=steps))
    late = ask(document, waited=72.0)
    assert (late.kind, late.sentence) == (kind, sentence)
    assert [step.silence for step in late.steps if step.step.on_timeout] == [
        step.on_timeout for step in steps if step.on_timeout
    ]
    early = ask(document, waited=71.9)
    assert early.sentence == ask(document).sentence != sentence


def test_silence_that_goes_nowhere_is_decided_by_nobody() -> None:
    answer = ask(matrix(row("one", by=(silent("approve", "escalate", 1),))), waited=1.0)
    assert answer.kind == "nobody"
    assert answer.sentence == (
        "Nobody can decide: Head has not answered within 1 hour, and nothing says where the case goes then."
    )


# ---- what counts together

WINDOW = Decision(
    id="buy", name="Buy", dimensions=("amount",), aggregation_days=60, aggregation_per="supplier", clause="4.2"
)
TWO = (row("small", band(None, 1000)), row("large", band(1000, "unlimited"), by="CFO"))


def test_what_was_spent_in_the_window_is_added() -> None:
    document = matrix(WINDOW, *TWO)
    earlier = (Earlier(60_000, ON - timedelta(60)), Earlier(90_000, ON - timedelta(61)), Earlier(100))
    answer = ask(document, facts={"amount": 40_000}, earlier=earlier)
    assert (answer.rules, answer.clause) == (("large",), "4.2")
    assert answer.case.facts == {"amount": 40_000}
    assert answer.remarks == (
        "601 EUR of the last 60 days for the same supplier count with it: 1,001 EUR.",
        "900 EUR of 4 March 2026 do not count with it: only the last 60 days do.",
    )
    assert ask(document, facts={"amount": 40_000}).rules == ("small",)
    unknown = ask(document, earlier=earlier)
    assert unknown.kind == "depends"
    assert unknown.remarks[0].endswith("count with it; amounts here are those of all together.")


def test_above_the_cap_no_row_covers_it() -> None:
    capped = WINDOW.changed(aggregation_cap=Money(minor=500_000, currency="EUR"))
    document = matrix(capped, *TWO)
    assert ask(document, facts={"amount": 500_000}).rules == ("large",)
    alone = ask(document, facts={"amount": 500_001})
    assert alone.sentence == "Gap: 5,000.01 EUR is above the cap of 5,000 EUR, so no row covers this case."
    assert {reason.sentence for reason in alone.reasons if reason.rule == "large"} == {
        "It could cover the case, but 5,000.01 EUR is above the cap of 5,000 EUR."
    }
    residual = matrix(capped, *TWO, Edition(id="matrix", name="Matrix", residual="board"))
    both = ask(residual, facts={"amount": 1_000_00}, earlier=(Earlier(450_000, ON),))
    assert both.sentence == (
        "Board approves by the residual rule, since with 4,500 EUR of the last 60 days for the same supplier it comes "
        "to 5,500 EUR, which is above the cap of 5,000 EUR."
    )
    dollars = matrix(WINDOW.changed(aggregation_cap=Money(minor=500_000, currency="USD")), *TWO)
    assert ask(dollars, facts={"amount": 1}).kind == "unknown"
    rate = Rate(id="r", source="USD", target="EUR", on=ON, rate="0.5")  # type: ignore[arg-type]
    exchanged = dollars.with_rows({"rate": {"r": rate}})
    assert ask(exchanged, facts={"amount": 250_000}).kind == "decided"
    assert ask(exchanged, facts={"amount": 250_001}).kind == "gap"


# ---- urgency

QUICK = UrgentRoute(
    id="quick",
    name="Out of hours",
    decision="buy",
    decided_by="ceo",
    consulted=("cfo",),
    condition="Lives are at risk.",
    notice_days=1,
    report_to="head",
    ratified_by="board",
    ratify_within_days=30,
    limits=(band(None, 10_000), risk("high")),
)


def test_an_urgent_case_goes_by_the_urgent_route_and_says_what_it_would_be_without() -> None:
    document = matrix(QUICK, row("one", by="Board"))
    facts = {"amount": 500_000, "risk": "high"}
    answer = ask(document, urgent=True, facts=facts)
    assert (answer.kind, answer.urgent_route, answer.rules) == ("decided", "quick", ())
    assert answer.sentence == (
        "CFO is consulted, then CEO approves, then Head is informed, then Board ratifies within 30 days, by the urgent "
        "route “Out of hours”."
    )
    assert answer.remarks == (
        "Without the urgent route: Board approves.",
        "The urgent route is for this alone: Lives are at risk.",
        "Notice has to be given one day before.",
    )
    (reason,) = answer.reasons
    assert reason.sentence == "It could cover the case, but the urgent route “Out of hours” goes before it."
    assert ask(document, facts=facts).sentence == "Board approves."
    assert ask(document, urgent=True, facts={"amount": 500_000, "risk": "low"}).sentence == "Board approves."
    reserved = document.with_rows({"decision": {"buy": Decision(id="buy", name="Buy", reserved="by_law")}})
    assert ask(reserved, urgent=True, facts=facts).sentence == "Board approves."


def test_a_case_that_does_not_say_all_has_the_urgent_route_as_a_branch() -> None:
    decision = Decision(id="buy", name="Buy", dimensions=("urgent",), tier="t1")
    of_tier = QUICK.changed(decision=None, tier="t1", limits=(), consulted=(), report_to=None)
    document = matrix(Tier(id="t1", name="One", rank=1), decision, of_tier, row("one", by="Board"))
    answer = ask(document)
    assert (answer.kind, answer.ask) == ("depends", "urgent")
    assert [branch.answer.urgent_route for branch in answer.branches] == ["quick", None]
    assert ask(document, facts={"urgent": True}).urgent_route == "quick"
    assert ask(document, facts={"urgent": False}).sentence == "Board approves."


def test_an_urgent_route_that_changes_nothing_is_not_taken() -> None:
    document = matrix(QUICK.changed(limits=()), row("one", by="CEO"))
    answer = ask(document, urgent=True)
    assert (answer.sentence, answer.urgent_route) == ("CEO approves.", None)
    assert answer.remarks == ("The urgent route “Out of hours” is not needed: CEO decides anyway.",)


def test_an_urgent_row_without_conditions_counts_for_urgent_cases() -> None:
    document = matrix(row("normal"), row("quick", kind="urgent", by="CEO"))
    answer = ask(document, urgent=True)
    assert answer.rules == ("quick",)
    assert answer.reasons[0].sentence == "It could cover the case, but the urgent row “quick” goes before it."


# ---- the matrix of a day, and where it is written


def test_a_past_day_has_the_answer_of_the_matrix_in_force_then() -> None:
    after = Edition(id="new", name="Matrix 2", effective=date(2026, 5, 1), replaces="matrix")
    document = matrix(after, BY_CFO, row("two", by="Head", edition="new"))
    assert ask(document, date(2026, 4, 30)).sentence == "CFO approves."
    new = ask(document, date(2026, 5, 1))
    assert new.sentence == "Head approves."
    assert new.reasons[0].sentence == "Its matrix “Matrix” is not in force on 1 May 2026."


def test_an_answer_says_where_it_is_written_and_by_when() -> None:
    act = Instrument(id="act", name="Companies Act", rank=1)
    step = Step(right="approve", who=AllOf(parts=(CFO, CEO)), hours=24)
    document = matrix(act, Decision(id="buy", name="Buy", clause="§ 12"), row("one", by=(step,), instrument="act"))
    answer = ask(document)
    assert (answer.clause, answer.instrument) == ("§ 12", "Companies Act")
    data = answer.to_json()
    assert (data["clause"], data["instrument"]) == ("§ 12", "Companies Act")
    assert data["steps"][0]["deadline"] == "CFO and CEO must answer within 24 hours."

"""What becomes of a case: who may not decide it, silence, what counts together, urgency, the matrix of the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.authority.expressions import AllOf, AnyOf, Vote
from models.authority.facts import Case, Earlier
from models.authority.grants import Separation, UrgentRoute
from models.authority.routing import route
from models.authority.rules import Edition, Step
from models.decisions import Decision, Instrument, Rate, Tier
from models.escalation import EscalationLink
from models.quantities import Money
from tests.models.authority.asking import BY_CFO, CEO, CFO, HEAD, ask, held, names
from tests.models.authority.small import ON, approve, band, matrix, risk, role, row

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


def test_an_answer_inside_another_sentence_has_a_capital_only_where_a_name_begins_it() -> None:
    vote = Step(right="approve", who=Vote(body="board"))
    document = matrix(row("small", band(None, 100), by="Lead"), row("large", band(100, "unlimited"), by=(vote,)))
    assert route(document, Case("buy", {"amount": 200_00}), ON).sentence == "A majority of the Board approves."
    answer = route(document, Case("buy"), ON)
    assert "Lead approves" in answer.sentence
    assert answer.sentence.endswith(", a majority of the Board approves.")

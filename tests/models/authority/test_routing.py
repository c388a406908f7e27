"""Who can decide: against evaluating every row on every case, and answer by answer."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authority.expressions import AllOf, OneRole
from models.authority.facts import Case
from models.authority.geometry import settle
from models.authority.grants import Delegation
from models.authority.procedures import meaning
from models.authority.proof import coverage_of
from models.authority.routing import route
from models.authority.rules import BandCondition, ClassCondition, Edition, FlagCondition, Rule, Step
from models.authority.spaces import space_of
from models.decisions import Decision, Rate
from models.document import Document
from models.quantities import Band
from models.teams import Absence, Holding, Person
from tests.models.authority.small import (
    EUROPE,
    GERMANY,
    INDIA,
    ON,
    approve,
    band,
    matrix,
    risk,
    row,
    urgent,
)

PLACES = (None, "europe", "germany", "india")
LINES = {"europe": ["europe"], "germany": ["germany", "europe"], "india": ["india"]}

edges = st.one_of(st.none(), st.integers(0, 12))
conditions = st.one_of(
    st.builds(
        lambda lower, upper: band(lower, upper, "size"),
        edges,
        st.one_of(st.integers(0, 12), st.sampled_from(["unlimited", "none", None])),
    ),
    st.lists(st.sampled_from(["low", "medium", "high"]), unique=True).map(lambda among: risk(*among)),
    st.booleans().map(urgent),
)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "box": st.lists(conditions, max_size=3).map(tuple),
            "by": st.sampled_from(["Lead", "Head", "CFO"]),
            "kind": st.sampled_from(["ordinary", "ordinary", "carve_out"]),
            "priority": st.sampled_from([0, 0, 1]),
            "places": st.lists(st.sampled_from(["europe", "germany", "india"]), max_size=2, unique=True).map(tuple),
        }
    ),
    max_size=6,
)


def document_with(specs: list[dict[str, object]]) -> Document:
    found = []
    for at, spec in enumerate(specs):
        box = spec["box"]
        assert isinstance(box, tuple)
        rest = {name: value for name, value in spec.items() if name not in ("box", "by")}
        found.append(row(f"r{at}", *box, by=str(spec["by"])).changed(**rest))
    return matrix(EUROPE, GERMANY, INDIA, *found)


def fits(rule: Rule, case: Case) -> bool:
    for condition in rule.box:
        value = case.facts[condition.dimension]
        match condition:
            case BandCondition():
                if not condition.band.holds(int(value)):
                    return False
            case ClassCondition():
                if value not in condition.among:
                    return False
            case FlagCondition():
                if value is not condition.value:
                    return False
    return not rule.places or bool(set(LINES.get(case.place or "", [])) & set(rule.places))


def winners(document: Document, case: Case) -> set[str]:
    """The oracle: rows that fit, of the highest kind and priority, for the most specific place."""
    fitting = [rule for rule in document.rules if fits(rule, case)]

    def rank(rule: Rule) -> tuple[bool, int, int]:
        line = LINES.get(case.place or "", [])
        depth = max((len(line) - at for at, place in enumerate(line) if place in rule.places), default=0)
        return rule.kind == "carve_out", rule.priority, depth

    best = max((rank(rule) for rule in fitting), default=None)
    return {rule.id for rule in fitting if rank(rule) == best}


def every_case() -> list[Case]:
    return [
        Case("buy", {"size": size, "risk": level, "urgent": flag}, place)
        for size, level, flag, place in product(
            range(12), ("low", "medium", "high"), (True, False), (None, "germany", "india")
        )
    ]


def expected(document: Document, won: set[str]) -> str:
    procedures = {meaning(document.rules[rule].procedure) for rule in won}
    return "gap" if not won else "decided" if len(procedures) == 1 else "conflict"


@given(rows, st.randoms(use_true_random=False))
def test_a_full_case_goes_to_the_rows_that_the_oracle_names(specs: list[dict[str, object]], random: Random) -> None:
    document = document_with(specs)
    space = space_of(document, "buy", document.rules, ON)
    settled = settle(space.everything, space.pieces)
    placed = any(rule.places for rule in document.rules)
    for case in random.sample(every_case(), 12):
        if placed and case.place is None:
            continue
        answer = route(document, case, ON)
        won = winners(document, case)
        assert set(answer.rules) == won
        assert answer.kind == expected(document, won)
        region = space.region_of(case)
        assert region is not None
        (part,) = [s for s in settled if all(a & b for a, b in zip(s.region, region, strict=True))]
        assert set(part.rows) == won
        verdicts = {reason.rule: reason.verdict for reason in answer.reasons}
        assert {rule for rule, verdict in verdicts.items() if verdict == "won"} == won
        assert set(verdicts) == {rule.id for rule in document.rules}


@given(rows, st.sets(st.sampled_from(["size", "risk", "urgent"])), st.integers(0, 200))
def test_a_case_with_facts_missing_has_every_answer_that_it_can_turn_into(
    specs: list[dict[str, object]], missing: set[str], at: int
) -> None:
    document = document_with([{**spec, "places": ()} for spec in specs])
    cases = every_case()
    whole = cases[at % len(cases)]
    known = Case("buy", {name: value for name, value in whole.facts.items() if name not in missing})
    agreeing = [
        case for case in cases if case.place is None and all(case.facts[d] == v for d, v in known.facts.items())
    ]
    outcomes = set()
    for case in agreeing:
        won = winners(document, case)
        kind = expected(document, won)
        outcomes.add((kind, frozenset(won) if kind == "conflict" else key_of(document, won)))
    answer = route(document, known, ON)
    if len(outcomes) == 1:
        assert answer.kind == next(iter(outcomes))[0]
    else:
        assert answer.kind == "depends"
        assert len(answer.branches) == len(outcomes)
        assert answer.ask in missing
        for case in agreeing:
            mine = [b for b in answer.branches if any(box_holds(document, box.conditions, case) for box in b.boxes)]
            assert len(mine) == 1
            assert mine[0].answer.kind == expected(document, winners(document, case))


def key_of(document: Document, won: set[str]) -> object:
    return meaning(document.rules[next(iter(won))].procedure) if won else None


def box_holds(document: Document, box: tuple[object, ...], case: Case) -> bool:
    return fits(row("box").changed(box=box), case)


def test_a_row_in_draft_or_out_of_its_time_does_not_count() -> None:
    document = matrix(
        row("draft", status="draft"),
        row("later", starts=date(2027, 1, 1)),
        row("before", ends=date(2026, 5, 3)),
        Edition(id="old", name="Old matrix", expires=date(2025, 12, 31)),
        row("elsewhere", edition="old"),
    )
    answer = route(document, Case("buy"), ON)
    assert answer.kind == "gap"
    assert answer.sentence == "Gap: no row of “Buy” is in force on 4 May 2026."
    assert [reason.sentence for reason in answer.reasons] == [
        "It is a draft.",
        "It starts on 1 January 2027.",
        "It ended on 3 May 2026.",
        "Its matrix “Old matrix” is not in force on 4 May 2026.",
    ]
    assert route(document, Case("buy"), date(2027, 1, 1)).rules == ("later",)
    assert route(document, Case("buy"), date(2026, 5, 3)).rules == ("before",)


def test_the_residual_rule_decides_what_no_row_covers() -> None:
    document = matrix(Edition(id="matrix", name="Matrix", residual="ceo"), row("small", band(None, 100)))
    answer = route(document, Case("buy", {"amount": 20_000}), ON)
    assert answer.kind == "decided"
    assert answer.rules == ()
    assert answer.sentence == "CEO approves by the residual rule, since no row covers this case."


def test_a_row_that_refers_and_a_decision_that_does_are_unknown() -> None:
    refers = matrix(row("refer", kind="refer", see_document="Procurement policy"))
    answer = route(refers, Case("buy"), ON)
    assert (answer.kind, answer.see_document, answer.rules) == ("unknown", "Procurement policy", ("refer",))
    decision = matrix(Decision(id="buy", name="Buy", see_document="Statutes"))
    assert route(decision, Case("buy"), ON).sentence == "Unknown: see “Statutes”."


def test_rows_that_overlap_and_agree_decide_with_a_remark() -> None:
    side_by_side = (approve("CFO"), approve("CEO"))
    together = (approve("CEO", "CFO"),)
    document = matrix(row("one", band(None, 100), by=side_by_side), row("two", band(50, "unlimited"), by=together))
    answer = route(document, Case("buy", {"amount": 7_000}), ON)
    assert (answer.kind, answer.rules) == ("decided", ("one", "two"))
    assert answer.remarks == ("The rows “one” and “two” overlap here and give the same.",)


def test_a_carve_out_goes_before_an_amount_and_says_so() -> None:
    document = matrix(row("any", by="Head"), row("risky", risk("high"), by="Board", kind="carve_out"))
    answer = route(document, Case("buy", {"risk": "high"}), ON)
    assert answer.rules == ("risky",)
    assert answer.reasons[0].sentence == "It could cover the case, but the carve-out “risky” goes before it."


def test_a_row_without_an_approver_is_decided_by_nobody() -> None:
    document = matrix(row("advice", by=(approve("Head", right="recommend"),)))
    answer = route(document, Case("buy"), ON)
    assert answer.kind == "nobody"
    assert answer.sentence == "Nobody can decide: the row says that Head recommends, but not who approves."


ANN, BOB = Person(id="ann", name="Ann"), Person(id="bob", name="Bob")


def test_a_vacant_role_decides_nothing_once_holders_are_kept() -> None:
    held = Holding(id="h1", role="lead", person="ann", ends=date(2026, 6, 30))
    document = matrix(ANN, BOB, held, row("any"))
    now = route(document, Case("buy"), ON)
    assert now.kind == "decided"
    assert [holder.name for holder in now.steps[0].holders] == ["Ann"]
    later = route(document, Case("buy"), date(2026, 7, 1))
    assert later.kind == "nobody"
    assert later.sentence == "Nobody can decide: Lead approves, but nobody holds Lead on 1 July 2026."
    assert route(matrix(row("any")), Case("buy"), ON).kind == "decided"


def test_a_substitute_stands_in_and_a_delegate_too() -> None:
    held = Holding(id="h1", role="lead", person="ann")
    away = Absence(id="a1", person="ann", starts=ON, ends=ON)
    document = matrix(ANN, BOB, held, away, row("any"))
    assert route(document, Case("buy"), ON).kind == "nobody"
    stands_in = matrix(ANN, BOB, held, away.changed(substitute="bob"), row("any"))
    (holder,) = route(stands_in, Case("buy"), ON).steps[0].holders
    assert (holder.name, holder.capacity) == ("Bob", "for Ann, who is away")
    grant = Delegation(
        id="d1", from_role="lead", to_role="head", to_person="bob", limits=(band(None, 100),), decisions=("buy",)
    )
    delegated = matrix(ANN, BOB, held, away, grant, row("any"))
    (holder,) = route(delegated, Case("buy", {"amount": 500}), ON).steps[0].holders
    assert (holder.name, holder.capacity) == ("Bob", "by delegation from Lead")
    assert route(delegated, Case("buy", {"amount": 50_000}), ON).kind == "nobody"


def test_different_persons_are_wanted_and_there_are_not_enough() -> None:
    both = [Holding(id=f"h-{role}", role=role, person="ann") for role in ("cfo", "ceo")]
    joint = AllOf(parts=(OneRole(role="cfo"), OneRole(role="ceo")), distinct=True)
    document = matrix(ANN, BOB, *both, row("all", by=(Step(right="approve", who=joint),)))
    answer = route(document, Case("buy"), ON)
    assert answer.kind == "nobody"
    assert answer.sentence == (
        "Nobody can decide: CFO and CEO (different persons) approve, but only Ann holds these roles on 4 May 2026."
    )
    second = Holding(id="h-bob", role="ceo", person="bob")
    document = matrix(ANN, BOB, *both, second, row("all", by=(Step(right="approve", who=joint),)))
    assert route(document, Case("buy"), ON).kind == "decided"


def test_deadlines_and_what_silence_means_are_remarks() -> None:
    steps = (
        Step(right="consult", who=OneRole(role="cfo"), hours=72, on_timeout="approve"),
        Step(right="approve", who=OneRole(role="ceo"), stage=2, hours=24, on_timeout="escalate"),
    )
    answer = route(matrix(row("all", by=steps)), Case("buy"), ON)
    assert answer.sentence == "CFO is consulted, then CEO approves."
    assert answer.remarks == (
        "CFO must answer within 72 hours; silence counts as a yes.",
        "CEO must answer within 24 hours; otherwise the case goes up.",
    )


def test_a_conflict_of_many_rows_names_each_answer_once_and_not_every_row() -> None:
    rows_ = [row(f"row {at}", by=by) for by in ("Lead", "Head") for at in range(4) if by == "Lead" or at == 0]
    rows_[-1] = row("other", by="Head")
    answer = route(matrix(*rows_, row("row 4")), Case("buy"), ON)
    assert answer.sentence == (
        "Conflict: six rows cover this case; by “row 0”, “row 1”, “row 2”, “row 3” and one more Lead approves, "
        "but by “other” Head approves."
    )
    assert answer.reasons[0].sentence == "It covers the case, as do “row 1”, “row 2”, “row 3” and two more."


@pytest.mark.parametrize(
    ("rate", "amount", "by"),
    [
        # Up to and including 5,000 USD is up to and including 4,166.67 (and a third of a cent) EUR.
        ("0.8333333333", 416_666, "Lead"),
        ("0.8333333333", 416_667, "Head"),
        ("0.5", 250_000, "Lead"),
        ("0.5", 250_001, "Head"),
        ("150", 75_000_000, "Lead"),
        ("150", 75_000_001, "Head"),
        ("0.000001", 0, "Lead"),
        ("0.000001", 1, "Head"),
    ],
)
def test_bands_that_meet_in_one_currency_meet_in_the_other(rate: str, amount: int, by: str) -> None:
    edge = 500_001
    small = band(None, 1, currency="USD").model_copy(update={"band": Band(upper=edge)})
    large = band(1, "unlimited", currency="USD").model_copy(update={"band": Band(lower=edge, upper="unlimited")})
    exchange = Rate(id="rate", source="USD", target="EUR", on=ON, rate=Decimal(rate))
    document = matrix(exchange, row("small", small), row("large", large, by="Head"))
    answer = route(document, Case("buy", {"amount": amount}), ON)
    assert answer.sentence == f"{by} approves."
    gaps = coverage_of(document, document.decisions["buy"], document.rules, ON)
    assert (gaps.all_gaps, gaps.all_overlaps) == (0, 0)


def test_a_limit_in_another_currency_is_compared_at_the_rate_of_the_day() -> None:
    rows_ = (row("dollars", band(None, 1000, currency="USD"), by="Lead"), row("more", band(1000, "unlimited")))
    without = route(matrix(*rows_), Case("buy", {"amount": 10_000}), ON)
    assert without.kind == "unknown"
    assert "There is no exchange rate from USD to EUR on or before 4 May 2026." in without.sentence
    rate = Rate(id="rate", source="USD", target="EUR", on=date(2026, 1, 1), rate=Decimal("0.9"))
    document = matrix(rate, *rows_)
    assert route(document, Case("buy", {"amount": 89_999}), ON).rules == ("dollars",)
    assert route(document, Case("buy", {"amount": 90_000}), ON).kind == "gap"


def test_an_urgent_row_without_conditions_waits_for_urgency() -> None:
    document = matrix(row("normal"), row("quick", kind="urgent", by="CEO"))
    answer = route(document, Case("buy"), ON)
    assert answer.rules == ("normal",)
    assert answer.reasons[1].sentence == "It is for urgent cases only."


def test_the_answer_is_stable_json() -> None:
    document = matrix(row("small", band(None, 100)), row("large", band(100, "unlimited"), by="Head"))
    data = route(document, Case("buy"), ON).to_json()
    assert json.loads(json.dumps(data)) == data
    assert data["schema"] == "remit.answer/2"
    assert set(data) == {
        "schema",
        "decision",
        "facts",
        "place",
        "more_places",
        "on",
        "kind",
        "sentence",
        "rules",
        "steps",
        "remarks",
        "see_document",
        "clause",
        "instrument",
        "urgent_route",
        "ask",
        "branches",
        "reasons",
    }
    assert [branch["answer"]["kind"] for branch in data["branches"]] == ["decided", "decided"]


def test_a_decision_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        route(matrix(), Case("sell"), ON)

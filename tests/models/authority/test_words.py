"""Authority in words: the grammar of who does what."""

from __future__ import annotations

import pytest

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Quota, Vote
from models.authority.facts import Case
from models.authority.rules import Right, Step
from models.authority.words import (
    box_words,
    case_words,
    cases_words,
    deadline_words,
    expression_words,
    listed,
    procedure_words,
    rule_words,
    some_of,
    who_words,
)
from models.quantities import Limit
from tests.models.authority.small import EUROPE, GERMANY, approve, band, matrix, risk, row, urgent

DOCUMENT = matrix(EUROPE, GERMANY)
LEAD, HEAD, CFO, CEO, BOARD = (OneRole(role=name) for name in ("lead", "head", "cfo", "ceo", "board"))


@pytest.mark.parametrize(
    ("who", "right", "words"),
    [
        (CEO, "approve", "CEO approves"),
        (AllOf(parts=(CEO, CFO)), "approve", "CEO and CFO approve"),
        (AllOf(parts=(CEO, CFO), distinct=True), "sign", "CEO and CFO (different persons) sign"),
        (AnyOf(parts=(CEO, CFO)), "approve", "CEO or CFO approves"),
        (AllOf(parts=(HEAD, AnyOf(parts=(CFO, CEO)))), "approve", "Head and (CFO or CEO) approve"),
        (AnyOf(parts=(HEAD, AllOf(parts=(CFO, CEO)))), "approve", "Head or (CFO and CEO) approves"),
        (AllOf(parts=(CEO,)), "approve", "CEO approves"),
        (KOf(count=2, parts=(HEAD, CFO, CEO)), "approve", "two of Head, CFO and CEO approve"),
        (
            KOf(count=3, parts=(LEAD, HEAD, CFO, CEO), quotas=(Quota(count=1, among=CEO),)),
            "approve",
            "three of Lead, Head, CFO and CEO, among them CEO, approve",
        ),
        (
            KOf(count=3, parts=(LEAD, HEAD, CFO, CEO), quotas=(Quota(count=1, among=AnyOf(parts=(CEO, CFO))),)),
            "approve",
            "three of Lead, Head, CFO and CEO, among them at least one from CEO or CFO, approve",
        ),
        (Vote(body="board", minimum_days=1), "approve", "a majority of the Board (1 day’s notice) approves"),
        (AllOf(parts=(CEO, Vote(body="board"))), "approve", "CEO and a majority of the Board approve"),
        (AnyOf(parts=(CEO, KOf(count=2, parts=(LEAD, HEAD, CFO)))), "sign", "CEO or (two of Lead, Head and CFO) signs"),
        (KOf(count=1, parts=(HEAD, CFO)), "approve", "one of Head and CFO approves"),
        (Vote(body="board"), "approve", "a majority of the Board approves"),
        (Vote(body="board", majority="two_thirds", quorum=5), "approve", "two thirds of the Board (quorum 5) approve"),
        (AllOf(parts=(HEAD, CFO)), "consult", "Head and CFO are consulted"),
        (HEAD, "notify", "Head is informed"),
        (AllOf(parts=(HEAD, CFO)), "agree", "Head and CFO must agree"),
    ],
)
def test_who_does_what(who: Expression, right: Right, words: str) -> None:
    assert expression_words(DOCUMENT, who, right) == words


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ((), "nobody does anything"),
        ((approve("Lead"), approve("CFO")), "Lead and CFO approve"),
        ((approve("CEO", right="recommend"), approve("Board", stage=2)), "CEO recommends, then Board approves"),
        (
            (approve("Board", right="notify"), approve("CFO", right="sign"), approve("CEO")),
            "CEO approves; CFO signs; Board is informed",
        ),
        ((approve("CEO"), approve("CEO", right="sign")), "CEO approves and signs"),
        ((approve("CEO", "CFO"), approve("CEO", "CFO", right="sign")), "CEO and CFO approve and sign"),
        ((approve("CEO"), approve("CEO", right="sign", stage=2)), "CEO approves and signs"),
        ((approve("CEO"), approve("CEO", "CFO", right="sign", stage=2)), "CEO approves, then CEO and CFO sign"),
        ((approve("CEO", right="sign"), approve("CEO", stage=2)), "CEO signs, then CEO approves"),
        (
            (approve("CFO", right="consult"), approve("Head", right="recommend"), approve("CEO", stage=2)),
            "Head recommends; CFO is consulted; then CEO approves",
        ),
        (
            (approve("CFO"), approve("Head", right="sign", stage=2), approve("Board", right="notify", stage=3)),
            "CFO approves, then Head signs, then Board is informed",
        ),
        (
            (approve("CEO"), Step(right="ratify", who=BOARD, stage=2, within_days=5)),
            "CEO approves, then Board ratifies within five days",
        ),
    ],
)
def test_a_procedure_is_told_in_its_order(steps: tuple[Step, ...], words: str) -> None:
    assert procedure_words(DOCUMENT, steps) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ""),
        ({"hours": 24}, "CEO or CFO must answer within 24 hours."),
        ({"hours": 1, "on_timeout": "approve"}, "CEO or CFO must answer within 1 hour; silence counts as a yes."),
        ({"hours": 72, "on_timeout": "reject"}, "CEO or CFO must answer within 72 hours; silence counts as a no."),
        ({"hours": 8, "on_timeout": "escalate"}, "CEO or CFO must answer within 8 hours; otherwise the case goes up."),
        ({"hours": 8, "right": "sign"}, "CEO or CFO must sign within 8 hours."),
    ],
)
def test_a_deadline_says_what_silence_means(fields: dict[str, object], words: str) -> None:
    step = Step.model_validate({"right": "approve", "who": AnyOf(parts=(CEO, CFO)), **fields})
    assert deadline_words(DOCUMENT, step) == words


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [
        (0, 5000, "Amount below 5,000 EUR"),
        (None, 5000, "Amount below 5,000 EUR"),
        (5000, "unlimited", "Amount from 5,000 EUR"),
        (0, None, "Amount up to a limit not stated"),
        (0, "unlimited", "any Amount"),
        (5000, "none", "no Amount"),
    ],
)
def test_a_band_reads_as_people_write_it(lower: int | None, upper: Limit, words: str) -> None:
    assert box_words(DOCUMENT, [band(lower, upper)]) == words


def test_a_single_value_is_exactly_that() -> None:
    condition = band(0, 1, "size").model_copy(update={"band": band(5, 6, "size").band})
    assert box_words(DOCUMENT, [condition]) == "Size exactly 5"


def test_a_box_names_each_condition_and_the_place() -> None:
    box = (risk("low", "medium"), urgent(False))
    assert (
        box_words(DOCUMENT, box, ["germany", "elsewhere.entity"])
        == "Risk: low or medium, Urgent: no, in Germany or elsewhere"
    )
    assert box_words(DOCUMENT, ()) == "every case"


def test_rows_and_cases_in_words() -> None:
    assert rule_words(DOCUMENT, row("Small", risk("low"))) == "“Small” (Risk: low)"
    assert rule_words(DOCUMENT, row("", risk("low"))) == "“Risk: low”"
    case = Case("buy", {"amount": 500_000, "risk": "high", "urgent": True}, "germany")
    assert case_words(DOCUMENT, case) == "“Buy” with Amount 5,000 EUR, Risk: high, Urgent: yes, in Germany"
    assert case_words(DOCUMENT, Case("buy")) == "“Buy”"


def test_lists() -> None:
    assert [listed([]), listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"], "or")] == [
        "",
        "A",
        "A and B",
        "A, B or C",
    ]
    assert some_of(["A", "B", "C", "D"]) == "A, B, C and D"
    assert some_of(["A", "B", "C", "D", "E"], "or") == "A, B, C or two more"


def test_one_role_named_several_times_is_told_by_its_holders() -> None:
    two = AllOf(parts=(LEAD, LEAD), distinct=True)
    assert who_words(DOCUMENT, KOf(count=2, parts=(LEAD, LEAD, LEAD))) == "two holders of Lead"
    assert who_words(DOCUMENT, KOf(count=1, parts=(LEAD, LEAD))) == "one holder of Lead"
    assert expression_words(DOCUMENT, two, "approve") == "two holders of Lead approve"
    assert who_words(DOCUMENT, KOf(count=2, parts=(LEAD, HEAD))) == "two of Lead and Head"


def test_what_a_row_covers_is_always_cases() -> None:
    assert cases_words(DOCUMENT, (), ("europe",)) == "cases in Europe"
    assert cases_words(DOCUMENT, (band(None, 5),), ("europe",)) == "Amount below 5 EUR, in Europe"
    assert (cases_words(DOCUMENT, ()), cases_words(DOCUMENT, (), every="any")) == ("every case", "any case")
    assert case_words(DOCUMENT, Case("buy", place="europe")) == "“Buy” in Europe"
    assert case_words(DOCUMENT, Case("buy")) == "“Buy”"

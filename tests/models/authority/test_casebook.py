"""The case library: whether cases get the expected answer, and if not which row makes the difference."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from models.authority.casebook import CaseResult, fact_text, is_stated, library_case, run_case, run_cases
from models.authority.circumstances import case_of
from models.authority.facts import Case, Earlier, read_fact
from models.cases import Fact, LibraryCase
from models.changes import apply
from models.commands.cases import save_case
from models.decisions import Decision, Dimension
from models.document import Document
from models.entity import Entity
from models.quantities import UNLIMITED
from models.teams import Holding
from tests.models.authority.lives import ANN, BOB
from tests.models.authority.schemes_at_random import ALL_CASES, document_of, schemes
from tests.models.authority.small import EUROPE, GERMANY, INDIA, ON, RISK, approve, band, matrix, row


def limits(*more: Entity) -> Document:
    return matrix(
        row("small", band(None, 5_000), by="Lead"),
        row("middle", band(5_000, 25_000), by="Head"),
        row("large", band(25_000, UNLIMITED), by="Board"),
        *more,
    )


KEPT = LibraryCase(
    id="c",
    name="Laptops",
    decision="buy",
    facts=(Fact(dimension="amount", value="8,000 EUR"),),
    expected_kind="decided",
    expected_rule="middle",
    expected="Head approves.",
)


def run(document: Document, **fields: object) -> CaseResult:
    return run_case(document, KEPT.changed(**fields), ON)


def with_rule(document: Document, rule: str, **fields: object) -> Document:
    return document.with_rows({"rule": {rule: document.rules[rule].changed(**fields)}})


def test_a_case_that_gets_what_is_expected_passes() -> None:
    assert run(limits()).verdict == "passed"
    assert run(limits(), expected="head  approves").verdict == "passed"
    assert run(limits(), expected_rule=None, expected="").verdict == "passed"


def test_a_case_that_expects_nothing_neither_passes_nor_fails() -> None:
    found = run(limits(), expected_kind=None, expected_rule=None, expected=" ")
    assert (found.verdict, found.actual) == ("not stated", "Head approves.")
    assert not is_stated(found.case)


def test_another_row_that_wins_is_named_with_what_became_of_the_expected_one() -> None:
    found = run(with_rule(limits(), "middle", box=(band(5_000, 6_000),)))
    assert found.verdict == "failed"
    assert found.findings == (
        (
            "The row “middle” was expected to win, but no row does. “middle”: It does not apply: it is for Amount "
            "from 5,000 and below 6,000 EUR."
        ),
        "Expected: Head approves.",
    )
    assert found.changed == ("middle",)
    carved = limits(row("special", by="CEO", kind="carve_out"))
    found = run(carved)
    assert found.findings[0] == (
        "The row “middle” was expected to win, but “special” does. “middle”: It could cover the case, but the "
        "carve-out “special” goes before it."
    )
    assert found.changed == ("middle", "special")


def test_a_row_that_says_something_else_now_is_named() -> None:
    found = run(with_rule(limits(), "middle", procedure=(approve("CFO"),)))
    assert found.findings == (
        "The row “middle” wins as expected, but what it gives has changed.",
        "Expected: Head approves.",
    )
    assert (found.actual, found.changed) == ("CFO approves.", ("middle",))


def test_nobody_there_is_another_answer() -> None:
    holding = Holding(id="h", role="cfo", person="ann")
    found = run(limits(ANN, holding), expected="", expected_rule=None)
    assert found.findings == ("Expected that somebody decides, but nobody can decide.",)
    assert found.changed == ("middle",)


def test_a_fact_that_cannot_be_read_any_more_fails_in_one_sentence() -> None:
    document = limits(RISK.changed(classes=("little", "much")))
    found = run(document, facts=(Fact(dimension="risk", value="low"),))
    assert (found.verdict, found.answer) == ("failed", None)
    assert found.findings == (
        "The case can no longer be read: “low” is not a class of “Risk”; its classes are “little”, “much”.",
    )
    assert found.to_json()["actual"] is None


def test_a_row_of_another_decision_is_said_to_be_one() -> None:
    document = limits(Decision(id="sell", name="Sell"), row("sold", decision="sell"))
    found = run(document, expected_rule="sold")
    assert found.findings[0].endswith("“sold” belongs to “Sell” now.")


def test_json_says_what_was_expected_and_what_is() -> None:
    data = run(with_rule(limits(), "middle", procedure=(approve("CFO"),))).to_json()
    assert data["expected"] == {"kind": "decided", "rule": "middle", "sentence": "Head approves."}
    assert (data["verdict"], data["actual"]["sentence"], data["changed"]) == ("failed", "CFO approves.", ["middle"])


def test_running_can_be_stopped() -> None:
    document = limits(KEPT, KEPT.changed(id="d", name="Other"))
    assert [found.case.name for found in run_cases(document, ON)] == ["Laptops", "Other"]
    assert list(run_cases(document, ON, lambda: True)) == []


# ---- keeping


@given(schemes, st.sampled_from(ALL_CASES))
def test_a_kept_case_reads_back_and_passes_until_something_changes(specs: list[dict[str, object]], case: Case) -> None:
    document = document_of(specs)
    again = case_of(document, library_case(document, "c", "Any", case), ON)
    assert (again.facts, again.places) == (case.facts, case.places)
    after = apply(document, save_case(document, "Any", case, ON))
    (found,) = run_cases(after, ON)
    assert found.verdict == "passed"


def test_circumstances_are_kept() -> None:
    document = limits(EUROPE, GERMANY, INDIA, ANN, BOB)
    case = Case(
        "buy",
        {"amount": 123_45},
        "germany",
        requester="ann",
        requesting_role="lead",
        subject="bob",
        absent=frozenset({"cfo", "lead"}),
        earlier=(Earlier(100_01, ON), Earlier(5)),
        waited=12.5,
        urgent=True,
    )
    assert case_of(document, library_case(document, "c", "All", case), ON) == case


units = st.sampled_from(["", "EUR", "months", "m²", "person-days", "k", "5th", "%", "USD/h"])


@given(
    st.sampled_from(["money", "number", "percent"]),
    units,
    st.sampled_from(["1", "0.01", "0.5", "100", "0.001"]),
    st.integers(-(10**9), 10**15),
)
def test_every_number_reads_back_from_its_text(kind: str, unit: str, step: str, value: int) -> None:
    if kind == "money" and unit not in ("", "EUR"):
        unit = "EUR"
    dimension = Dimension.model_validate(
        {"id": "d", "name": "D", "key": "d", "kind": kind, "unit": unit, "step": Decimal(step), "lower": None}
    )
    document = matrix(dimension)
    assert read_fact(document, dimension, fact_text(document, dimension, value), on=ON) == value


def test_a_sentence_that_names_the_day_is_not_expected_of_other_days() -> None:
    document = limits(ANN, Holding(id="h", role="cfo", person="ann"))
    after = apply(document, save_case(document, "Any day", Case("buy", {"amount": 1}), ON))
    after = apply(after, save_case(after, "That day", Case("buy", {"amount": 1}), ON, ON))
    any_day, that_day = after.library_cases
    assert (any_day.expected_kind, any_day.expected_rule, any_day.expected) == ("nobody", "small", "")
    assert that_day.expected == "Nobody can decide: Lead approves, but nobody holds Lead on 4 May 2026."

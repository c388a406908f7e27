"""Cases read from what people type, and the one sentence when that cannot be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.authority.facts import CaseError, read_case
from models.decisions import Decision, Dimension, Rate, Section
from models.document import Document
from tests.models.authority.small import GERMANY, ON, band, matrix, risk, row, urgent

TERM = Dimension(id="term", name="Contract term", key="term", kind="number", unit="months", upper=121, position=4)
SHARE = Dimension(
    id="share", name="Discount", key="discount", kind="percent", unit="%", step=Decimal("0.5"), position=5
)


@pytest.fixture(scope="module")
def document() -> Document:
    return matrix(
        TERM,
        SHARE,
        GERMANY.changed(parent=None),
        Section(id="treasury", name="Treasury"),
        Section(id="legal", name="Legal"),
        Decision(id="opex", name="Operating Expenses", section="treasury"),
        Decision(id="nda1", name="NDA", section="treasury"),
        Decision(id="nda2", name="NDA", section="legal"),
        Rate(id="r1", source="USD", target="EUR", on=date(2026, 1, 1), rate=Decimal("0.9")),
        Rate(id="r2", source="EUR", target="GBP", on=date(2026, 1, 1), rate=Decimal("0.8")),
        Rate(id="r3", source="USD", target="EUR", on=date(2026, 6, 1), rate=Decimal("0.5")),
        row("a", band(None, 100), risk("low"), urgent(True)),
        row("b", band(None, 100), decision="opex"),
        row("c", label="Leases over a year", decision="nda1"),
        row("d", label="Any", decision="nda1"),
        row("e", label="Any", decision="nda2"),
        Decision(id="travel", name="Non billable", section="trips"),
        Section(id="trips", name="Travel & Entertainment"),
    )


@pytest.mark.parametrize(
    ("name", "text", "dimension", "value"),
    [
        ("amount", "5000", "amount", 500_000),
        ("Amount", "5000 EUR", "amount", 500_000),
        ("AMOUNT", "€5K", "amount", 500_000),
        ("amount", "25,000.50", "amount", 2_500_050),
        ("amount", "100USD", "amount", 9_000),
        ("amount", "GBP 80", "amount", 10_000),
        ("value", "7", "amount", 700),
        ("term", "36", "term", 36),
        ("Contract term", "36 months", "term", 36),
        ("term", "1 month", "term", 1),
        ("discount", "12.5%", "share", 25),
        ("discount", "10", "share", 20),
        ("risk", "HIGH", "risk", "high"),
        ("urgent", "Yes", "urgent", True),
        ("urgent", "false", "urgent", False),
    ],
)
def test_texts_become_facts(document: Document, name: str, text: str, dimension: str, value: object) -> None:
    case = read_case(document, "Buy", {name: text}, on=ON)
    assert case.facts == {dimension: value}
    assert type(case.facts[dimension]) is type(value)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        (
            "amount",
            "5000XXQ",
            "“Amount”: “XXQ” in “5000XXQ” is not a currency; use a three-letter code such as USD or EUR.",
        ),
        (
            "amount",
            "5000CHF",
            "“Amount” is kept in EUR. There is no exchange rate from CHF to EUR on or before 4 May 2026.",
        ),
        ("amount", "25000.505", "“Amount”: 25,000.505 is finer than the smallest step of 0.01."),
        ("amount", "-5", "“Amount” cannot be -5: it goes from 0 EUR."),
        ("amount", "much", "“Amount”: “much” is not an amount; write it like 5000USD or 12.5."),
        ("amount", "5%", "“Amount” is an amount of money, not a percentage."),
        ("amount", " ", "“Amount” is empty; write an amount such as 5000EUR."),
        ("term", "500", "“Contract term” cannot be 500: it goes from 0 up to 120 months."),
        ("term", "3 years", "“Contract term” is measured in months, not in years."),
        ("term", "5000USD", "“Contract term” is measured in months, not in USD."),
        ("term", "1.5", "“Contract term”: 1.5 is finer than the smallest step of 1."),
        ("risk", "extreme", "“extreme” is not a class of “Risk”; its classes are “low”, “medium”, “high”."),
        ("urgent", "maybe", "“Urgent” is yes or no, not “maybe”."),
        ("urgent", "", "“Urgent” is empty; write yes or no."),
        ("risk", "", "“Risk” is empty; write one of “low”, “medium”, “high”."),
        ("amount", "9" * 25, "“Amount”: “999999999999…” has 25 digits; write an amount of at most 24."),
        ("colour", "red", "There is no dimension “colour”; “Buy” is described by “amount”, “risk” and “urgent”."),
    ],
)
def test_a_text_that_is_no_fact_gets_one_sentence(document: Document, name: str, text: str, sentence: str) -> None:
    with pytest.raises(CaseError) as caught:
        read_case(document, "Buy", {name: text}, on=ON)
    assert str(caught.value) == sentence


def test_the_rate_is_the_latest_up_to_the_day(document: Document) -> None:
    assert read_case(document, "Buy", {"amount": "100USD"}, on=date(2026, 5, 31)).facts == {"amount": 9_000}
    assert read_case(document, "Buy", {"amount": "100USD"}, on=date(2026, 6, 1)).facts == {"amount": 5_000}
    with pytest.raises(CaseError):
        read_case(document, "Buy", {"amount": "100USD"}, on=date(2025, 12, 31))


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("opex", "opex"),
        ("Operating Expenses", "opex"),
        ("operating expenses", "opex"),
        ("Treasury / Operating Expenses", "opex"),
        ("treasury/operating expenses", "opex"),
        ("Operating expense", "opex"),
        ("Legal / NDA", "nda2"),
        ("nda1", "nda1"),
        ("leases over a year", "nda1"),
        ("Travel", "travel"),
    ],
)
def test_a_decision_is_found_by_what_people_call_it(document: Document, text: str, decision: str) -> None:
    assert read_case(document, text, {}, on=ON).decision == decision


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("NDA", "Several decisions are called “NDA”: “Treasury / NDA” and “Legal / NDA”; name the section too."),
        ("oex", "There is no decision “oex”; did you mean “Operating Expenses”?"),
        ("Any", "There is no decision “Any”; the file has 5 others, none like it."),
        ("Zebra", "There is no decision “Zebra”; the file has 5 others, none like it."),
    ],
)
def test_a_decision_that_is_not_found_says_what_is_near(document: Document, text: str, sentence: str) -> None:
    with pytest.raises(CaseError) as caught:
        read_case(document, text, {}, on=ON)
    assert str(caught.value) == sentence


def test_a_place_is_found_by_name(document: Document) -> None:
    assert read_case(document, "Buy", {}, "germany", on=ON).place == "germany"
    assert read_case(document, "Buy", {}, "GERMANY", on=ON).place == "germany"
    with pytest.raises(CaseError, match=r"There is no place “Mars”; the file has “Germany”."):
        read_case(document, "Buy", {}, "Mars", on=ON)


def test_one_fact_cannot_be_given_twice(document: Document) -> None:
    with pytest.raises(CaseError, match=r"“Amount” is given twice."):
        read_case(document, "Buy", {"amount": "1", "Amount": "2"}, on=ON)

"""Amounts as people write them, and bands that give back what was written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.quantities import (
    MOST_STEPS,
    NONE,
    UNLIMITED,
    Amount,
    Band,
    Money,
    QuantityError,
    TooLarge,
    describe_band,
    group,
    parse_amount,
    to_steps,
)

CENT = Decimal("0.01")


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("5000USD", "5000", "USD"),
        ("$5K", "5000", "USD"),
        ("EUR 1 200.50", "1200.50", "EUR"),
        ("5,000.00 eur", "5000.00", "EUR"),
        ("0.5M", "500000", None),
        ("1.2bn EUR", "1200000000", "EUR"),
        ("2 million GBP", "2000000", "GBP"),
        ("10%", "10", "%"),
        ("-3", "-3", None),
        ("25000.5", "25000.5", None),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, number: str, unit: str | None) -> None:
    assert parse_amount(text) == Amount(Decimal(number), unit)


@pytest.mark.parametrize("text", ["", "abc", "5000XYZ", "12 34x", "3 months", "=1+1", "1e5", "--5"])
def test_what_is_no_amount_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(QuantityError) as refusal:
        parse_amount(text)
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("text", ["9" * 25, "0." + "1" * 30, "9" * 5000], ids=len)
def test_more_digits_than_anybody_counts_are_refused(text: str) -> None:
    with pytest.raises(QuantityError, match=f"has {len(text.replace('.', ''))} digits"):
        parse_amount(text)


def test_an_amount_is_counted_exactly_as_far_as_there_are_steps_and_no_further() -> None:
    most = MOST_STEPS * CENT
    assert to_steps(most, CENT) == MOST_STEPS
    assert to_steps(-most + CENT, CENT) == 1 - MOST_STEPS
    assert Band(lower=to_steps(most, CENT) + 1, upper=UNLIMITED).holds(MOST_STEPS + 1)
    with pytest.raises(TooLarge, match="further from zero than 10,000,000,000,000,000"):
        to_steps(most + CENT, CENT)
    with pytest.raises(QuantityError, match="finer"):
        to_steps(Decimal("5000.0000000000000000001"), CENT)


@pytest.mark.parametrize("edge", [10**19, -(10**30), 10**400])
def test_a_band_has_no_edge_beyond_what_can_be_counted(edge: int) -> None:
    for fields in ({"lower": edge}, {"upper": edge}):
        with pytest.raises(ValidationError):
            Band.model_validate(fields)
    with pytest.raises(ValidationError):
        Money(minor=edge, currency="EUR")


def test_a_number_between_two_steps_is_refused() -> None:
    assert to_steps(Decimal("25000.50"), CENT) == 2500050
    with pytest.raises(QuantityError, match=r"25,000\.50 is finer"):
        to_steps(Decimal("25000.50"), Decimal(1))


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [
        (0, 500_001, "up to and including 5,000 USD"),
        (500_001, 1_000_001, "above 5,000 up to and including 10,000 USD"),
        (1_000_000, 10_000_001, "from 10,000 up to and including 100,000 USD"),
        (10_000_001, UNLIMITED, "above 100,000 USD"),
        (10_000_000, UNLIMITED, "from 100,000 USD"),
        (0, 300_000, "below 3,000 USD"),
        (300_001, 1_000_000, "above 3,000 and below 10,000 USD"),
        (None, UNLIMITED, "any amount"),
        (0, NONE, "none"),
        (500_000, None, "from 5,000 USD, upper limit not stated"),
    ],
)
def test_a_band_reads_as_people_write_it(lower: int | None, upper: object, words: str) -> None:
    assert describe_band(Band(lower=lower, upper=upper), CENT, "USD") == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [
        (0, 8, "up to and including 7 people"),
        (8, 13, "from 8 up to and including 12 people"),
        (8, 10, "from 8 and below 10 people"),
        (0, 11, "up to and including 10 people"),
        (13, UNLIMITED, "from 13 people"),
    ],
)
def test_what_is_counted_is_told_by_the_last_inside(lower: int, upper: object, words: str) -> None:
    assert describe_band(Band(lower=lower, upper=upper), Decimal(1), "people") == words  # type: ignore[arg-type]


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_band_holds_exactly_its_half_open_interval(one: int, other: int) -> None:
    lower, upper = sorted((one, other))
    band = Band(lower=lower, upper=upper)
    assert band.empty == (lower == upper)
    assert not band.holds(upper)
    assert not band.holds(lower - 1)
    if lower < upper:
        assert band.holds(lower)
        assert band.holds(upper - 1)


def test_a_blank_limit_is_never_unlimited() -> None:
    assert not Band(lower=0, upper=None).holds(1)
    assert Band(lower=0, upper=UNLIMITED).holds(10**15)
    assert not Band(lower=0, upper=NONE).holds(0)
    assert Band(lower=0, upper=NONE).empty
    assert not Band(lower=0, upper=None).empty


@given(st.integers(-(10**12), 10**12))
def test_grouping_keeps_the_value(cents: int) -> None:
    number = cents * CENT
    assert Decimal(group(number).replace(",", "")) == number


def test_money_shows_the_minor_units_that_its_currency_has() -> None:
    assert str(Money(minor=123_450, currency="EUR")) == "1,234.50 EUR"
    assert str(Money(minor=5000, currency="JPY")) == "5,000 JPY"
    assert str(Money(minor=1_500, currency="KWD")) == "1.5 KWD"

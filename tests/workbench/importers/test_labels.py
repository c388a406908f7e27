"""Band labels: both edges, as written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authority.words import band_words
from models.decisions import Dimension
from models.quantities import UNLIMITED, Band, Limit, describe_band
from workbench.importers.labels import parse_band, split_label

BANDS = {
    "Up to $5K": ("[0, 5,000]", "USD"),
    ">$5K up to $10K": ("(5,000, 10,000]", "USD"),
    "above $100K": ("(100,000, ∞)", "USD"),
    "Over $100K": ("(100,000, ∞)", "USD"),
    "$10K to $100K": ("[10,000, 100,000]", "USD"),
    "$100K plus": ("[100,000, ∞)", "USD"),
    "<50k": ("[0, 50,000)", None),
    "≤50k": ("[0, 50,000]", None),
    ">50k – 250k": ("(50,000, 250,000]", None),
    "≥ 10k and < 50k": ("[10,000, 50,000)", None),
    "From $3,000.01 up to $10,000.00": ("[3,000.01, 10,000]", "USD"),
    "From $30,000.00": ("[30,000, ∞)", "USD"),
    "50.000 €": ("[0, 50,000]", "EUR"),
    "between €1.000 and €2.000,50": ("[1,000, 2,000.50]", "EUR"),
    "1 200,50 EUR and above": ("[1,200.50, ∞)", "EUR"),
    "not exceeding CHF 12’000": ("[0, 12,000]", "CHF"),
    "Up to and including $5 million": ("[0, 5,000,000]", "USD"),
    "$1,000,000 or more": ("[1,000,000, ∞)", "USD"),
    "$10-50K": ("[10,000, 50,000]", "USD"),
    "up to $10K, above $5K": ("(5,000, 10,000]", "USD"),
    "> 250.000,00 €": ("(250,000, ∞)", "EUR"),
    "Up to 5000": ("[0, 5,000]", None),
    "1.25M and over": ("[1,250,000, ∞)", None),
}


@pytest.mark.parametrize(("text", "expected"), BANDS.items())
def test_a_label_says_both_edges(text: str, expected: tuple[str, str | None]) -> None:
    band = parse_band(text)
    assert (band and (band.edges, band.currency)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "NDA - GitLab Template",
        "Executive Compensation - All",
        "Transfer of funds among entities",
        "2018 - 2019",
        "Phase 1 - 2",
        "Level 3",
        "90 days' notice",
        "Decisions to file a lawsuit or accept an injunction or consent decree (other than collection)",
        "$10 to €50",
        "over and above",
        "",
    ],
)
def test_what_is_no_band_is_a_name(text: str) -> None:
    label = split_label(text)
    assert (label.name, label.band) == (text, None)


def test_the_words_behind_a_band_name_its_dimension() -> None:
    band = parse_band("> $0.5M annual revenue")
    assert band is not None
    assert (band.edges, band.subject) == ("(500,000, ∞)", "annual revenue")


def test_a_band_at_the_end_of_a_name_comes_off() -> None:
    label = split_label("Decision to withdraw from/settle a lawsuit > $50,000")
    assert label.name == "Decision to withdraw from/settle a lawsuit"
    assert label.band is not None
    assert label.band.edges == "(50,000, ∞)"


def test_an_amount_in_the_middle_of_a_name_is_left_and_said() -> None:
    label = split_label("Contracts over $50,000 with suppliers")
    assert (label.name, label.band) == ("Contracts over $50,000 with suppliers", None)
    assert "middle" in label.remark


@pytest.mark.parametrize(("text", "unit"), [("≤ 3 years", "years"), ("more than 10 %", "%"), ("up to 5 FTE", "FTE")])
def test_other_units_than_money(text: str, unit: str) -> None:
    band = parse_band(text)
    assert band is not None
    assert (band.unit, band.currency) == (unit, None)


def test_what_was_assumed_is_said() -> None:
    band = parse_band("5 - 10K")
    assert band is not None
    assert "5,000" in band.remark
    bare = parse_band("$5,000")
    assert bare is not None
    assert "up to and including" in bare.remark


def test_a_shared_edge_is_in_both_bands() -> None:
    below, above = parse_band("Up to $10K"), parse_band("$10K to $100K")
    assert below is not None
    assert above is not None
    edge, step = 1_000_000, Decimal("0.01")
    assert below.on(step).holds(edge)
    assert above.on(step).holds(edge)


edges = st.integers(min_value=0, max_value=10**12)


@st.composite
def bands(draw: st.DrawFn) -> Band:
    lower = draw(st.none() | edges)
    uppers: st.SearchStrategy[Limit] = st.none() | st.just(UNLIMITED) | st.integers(min_value=1, max_value=10**12)
    return Band(lower=lower, upper=draw(uppers))


@given(bands(), st.sampled_from([Decimal(1), Decimal("0.01"), Decimal("0.001")]), st.sampled_from(["", "USD", "%"]))
def test_a_band_that_is_described_is_read_back(band: Band, step: Decimal, unit: str) -> None:
    """A missing lower edge and zero say the same in words, as the domain begins at zero."""
    said = describe_band(band, step, unit)
    found = parse_band(said, english=True)
    assert found is not None, said
    again = found.on(step)
    assert (again.lower or 0, again.upper) == (band.lower or 0, band.upper), said


@given(bands(), st.sampled_from([Decimal(1), Decimal("0.01")]))
def test_a_band_in_the_words_of_the_matrix_is_read_back(band: Band, step: Decimal) -> None:
    dimension = Dimension(id="d", name="Amount", key="amount", kind="money", unit="USD", step=step)
    found = parse_band(band_words(dimension, band), english=True)
    assert found is not None
    again = found.on(step)
    assert (again.lower or 0, again.upper) == (band.lower or 0, band.upper)


numbers = st.decimals(min_value=1, max_value=10**7, places=2)


@given(numbers, numbers, st.sampled_from(["$", "€", "£"]), st.booleans(), st.booleans())
def test_any_two_amounts_make_the_band_that_the_words_say(
    one: Decimal, other: Decimal, sign: str, above: bool, below: bool
) -> None:
    low, high = sorted((one, other))
    text = f"{'>' if above else '≥'} {sign}{low:,f} and {'<' if below else '≤'} {sign}{high:,f}"
    band = parse_band(text)
    assert band is not None
    assert (band.lower, band.upper, band.lower_inclusive, band.upper_inclusive) == (low, high, not above, not below)


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    label = split_label(text)
    assert label.name or label.band is not None or not text.strip()

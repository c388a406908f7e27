"""Rows in a few signs: short, exact about whose the edges are, and never the same for two rows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authority.labels import Label, band_signs, box_signs, edge_signs, row_label
from models.authority.rules import BandCondition, ClassCondition, Condition, FlagCondition, Rule
from models.decisions import Decision, Dimension, DimensionKind, Place
from models.document import Document, document_of
from models.quantities import NONE, UNLIMITED, Band, Limit

CENT = Decimal("0.01")
DIMENSIONS = (
    Dimension(id="amount", name="Amount", key="amount", kind="money", unit="EUR", step=CENT),
    Dimension(id="term", name="Term", key="term", kind="number", unit="months", position=1),
    Dimension(id="budgeted", name="Budgeted", key="budgeted", kind="flag", position=2),
    Dimension(id="data", name="Personal data", key="data", kind="flag", position=3),
    Dimension(id="plan", name="In plan", key="plan", kind="flag", position=4),
    Dimension(id="risk", name="Risk", key="risk", kind="classes", classes=("low", "medium", "high"), position=5),
    Dimension(id="paper", name="Contract type", key="paper", kind="classes", classes=("NDA", "Lease"), position=6),
    Dimension(id="revenue", name="Annual Revenue", key="revenue", kind="money", unit="USD", step=CENT, position=7),
    Dimension(id="discount", name="Discount", key="discount", kind="percent", unit="%", step=CENT, position=8),
    Dimension(id="score", name="Score", key="score", kind="number", lower=None, position=9),
    Dimension(id="urgent", name="Is urgent?", key="urgent", kind="flag", position=10),
)
OF = {dimension.id: dimension for dimension in DIMENSIONS}
PLACES = (Place(id="de", name="Germany"), Place(id="nl", name="Netherlands"))


def band(dimension: str, lower: int | None, upper: Limit, currency: str | None = None) -> BandCondition:
    return BandCondition(dimension=dimension, band=Band(lower=lower, upper=upper), currency=currency)


def matrix(*rules: Rule) -> Document:
    decision = Decision(id="buy", name="Buy")
    return document_of(
        {"dimension": list(DIMENSIONS), "place": list(PLACES), "decision": [decision], "rule": list(rules)}
    )


def row(name: str, *box: Condition, label: str = "", places: tuple[str, ...] = (), edition: str = "one") -> Rule:
    return Rule(id=name, edition=edition, decision="buy", label=label, box=box, places=places)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (row("r", band("amount", None, 200_001)), "≤ 2,000 EUR"),
        (row("r", band("amount", 0, 200_001)), "≤ 2,000 EUR"),
        (
            row("r", band("amount", 200_001, 5_000_001), FlagCondition(dimension="budgeted", value=True)),
            "> 2,000 – 50,000 EUR · budgeted",
        ),
        (
            row(
                "r",
                band("amount", 10_000_001, 50_000_001),
                band("term", 25, UNLIMITED),
                FlagCondition(dimension="data", value=True),
                places=("de",),
            ),
            "> 100,000 – 500,000 EUR · > 24 months · personal data · Germany",
        ),
        (row("r", ClassCondition(dimension="risk", among=("low",))), "low risk"),
        (row("r", ClassCondition(dimension="risk", among=("low", "medium"))), "low or medium risk"),
        (row("r", ClassCondition(dimension="risk", among=())), "risk: none"),
        (row("r", ClassCondition(dimension="paper", among=("NDA", "Lease"))), "contract type: NDA or Lease"),
        (row("r", FlagCondition(dimension="budgeted", value=False)), "not budgeted"),
        (row("r", FlagCondition(dimension="plan", value=False)), "not in plan"),
        (row("r", FlagCondition(dimension="data", value=False)), "no personal data"),
        (row("r", FlagCondition(dimension="urgent", value=False)), "is urgent: no"),
        (row("r", band("revenue", 50_000_001, UNLIMITED)), "annual revenue > 500,000 USD"),
        (row("r", band("discount", 1_001, UNLIMITED)), "discount > 10%"),
        (row("r", band("score", -5, 7)), "score > -6 – 6"),
        (row("r", band("amount", None, 200_001, "USD")), "≤ 2,000 USD"),
        (row("r", band("amount", None, UNLIMITED), FlagCondition(dimension="plan", value=True)), "in plan"),
        (row("r", band("amount", None, UNLIMITED)), "any amount"),
        (row("r", band("amount", None, NONE)), "no amount"),
        (row("r", band("amount", None, None)), "≤ ? EUR"),
        (row("r", band("amount", 500_001, None)), "> 5,000 – ? EUR"),
        (row("r", places=("de", "nl")), "Germany or Netherlands"),
        (row("r"), "every case"),
    ],
)
def test_a_row_without_a_label_is_its_cases(rule: Rule, text: str) -> None:
    assert row_label(matrix(rule), rule) == Label(text)


@pytest.mark.parametrize(
    ("dimension", "lower", "upper", "signs"),
    [
        ("amount", 1_000_000, 10_000_001, "≥ 10,000 – 100,000 EUR"),
        ("amount", 1_000_000, 10_000_000, "≥ 10,000 – < 100,000 EUR"),
        ("amount", 1_000_001, 10_000_000, "> 10,000 – < 100,000 EUR"),
        ("amount", None, 100_000, "< 1,000 EUR"),
        ("amount", 100_000, UNLIMITED, "≥ 1,000 EUR"),
        ("term", None, 13, "≤ 12 months"),
        ("term", 13, UNLIMITED, "> 12 months"),
        ("term", None, 20, "< 20 months"),
        ("term", 20, UNLIMITED, "≥ 20 months"),
        ("term", 5, 6, "exactly 5 months"),
    ],
)
def test_one_edge_is_one_number_on_both_sides(dimension: str, lower: int | None, upper: Limit, signs: str) -> None:
    assert band_signs(OF[dimension], Band(lower=lower, upper=upper)) == signs


def test_an_edge_alone_is_written_as_the_band_below_it() -> None:
    assert edge_signs(OF["amount"], 500_001) == "≤ 5,000 EUR"
    assert edge_signs(OF["amount"], 500_000) == "< 5,000 EUR"
    assert edge_signs(OF["discount"], 1_001) == "≤ 10%"
    assert edge_signs(OF["score"], 7) == "≤ 6"


def test_what_a_sheet_wrote_stays_and_its_exact_edges_stand_beside_it() -> None:
    rule = row("r", band("amount", 1_000_000, 10_000_001), label="$10K to $100K")
    assert row_label(matrix(rule), rule) == Label("$10K to $100K", "≥ 10,000 – 100,000 EUR")
    said = row("s", FlagCondition(dimension="plan", value=True), label="In plan")
    assert row_label(matrix(said), said) == Label("In plan")


def test_rows_that_are_called_the_same_say_what_tells_them_apart() -> None:
    edge = band("amount", None, 500_001)
    planned = row("p", edge, FlagCondition(dimension="plan", value=True), label="Up to $5K")
    unplanned = row("u", edge, FlagCondition(dimension="plan", value=False), label="Up to $5K")
    abroad = row("a", edge, label="Up to $5K", places=("nl",))
    document = matrix(planned, unplanned, abroad)
    assert row_label(document, planned) == Label("Up to $5K · in plan", "≤ 5,000 EUR")
    assert row_label(document, unplanned) == Label("Up to $5K · not in plan", "≤ 5,000 EUR")
    assert row_label(document, abroad) == Label("Up to $5K · Netherlands", "≤ 5,000 EUR")


def test_rows_of_another_edition_are_no_reason_to_say_more() -> None:
    rule = row("r", FlagCondition(dimension="plan", value=True), label="Small")
    other = row("o", label="Small", edition="two")
    assert row_label(matrix(rule, other), rule) == Label("Small", "in plan")


EDGE = st.integers(1, 40) | st.integers(1, 10**7) | st.integers(1, 999).map(lambda n: n * 100_000 + 1)
KIND = st.sampled_from(["amount", "term", "score"])


@given(KIND, EDGE | st.none(), EDGE | st.just(UNLIMITED))
def test_signs_read_back_are_the_band(name: str, lower: int | None, upper: Limit) -> None:
    dimension = OF[name]
    wanted = Band(lower=lower, upper=upper)
    signs = band_signs(dimension, wanted)
    probes = {edge + near for edge in (lower, upper) if isinstance(edge, int) for near in (-2, -1, 0, 1, 2)}
    for steps in probes | {0, 10**9}:
        if dimension.lower is None or steps >= dimension.lower:
            assert _said(signs, steps * dimension.step) == wanted.holds(steps), (signs, steps)


def _said(signs: str, value: Decimal) -> bool:
    """Whether a value lies in a band as a reader of its signs understands them."""
    if signs == "any":
        return True
    compare = {"<": value.__lt__, "≤": value.__le__, ">": value.__gt__, "≥": value.__ge__, "exactly": value.__eq__}
    sides = signs.removesuffix(" EUR").removesuffix(" months").split(" – ")
    for at, side in enumerate(sides):
        sign, _, number = side.rpartition(" ")
        if not compare[sign or "≤"](Decimal(number.replace(",", ""))):
            return False
        assert sign or at == 1
    return True


BOX = st.tuples(
    st.none() | st.builds(lambda low, width: band("amount", low, low + width), EDGE, st.integers(2, 10**6)),
    st.none() | st.builds(lambda low: band("term", low, UNLIMITED), st.integers(1, 60)),
    st.none()
    | st.sets(st.sampled_from(["low", "medium", "high"]), min_size=1).map(
        lambda among: ClassCondition(dimension="risk", among=tuple(sorted(among)))
    ),
    st.none() | st.booleans().map(lambda value: FlagCondition(dimension="data", value=value)),
).map(lambda found: tuple(condition for condition in found if condition is not None))


@given(BOX, BOX, st.sampled_from(["", "Up to $5K"]))
def test_rows_with_other_cases_read_differently(
    one: tuple[Condition, ...], two: tuple[Condition, ...], label: str
) -> None:
    first, second = row("a", *one, label=label), row("b", *two, label=label)
    document = matrix(first, second)
    same = row_label(document, first).text == row_label(document, second).text
    assert same == (one == two), (box_signs(document, first), box_signs(document, second))


def test_the_very_dimension_names_itself_where_two_share_a_unit() -> None:
    kinds: tuple[DimensionKind, ...] = ("number", "number")
    first, second = (
        Dimension(id=f"d{at}", name=f"Count {at}", key=f"count_{at}", kind=kind, unit="people", position=at)
        for at, kind in enumerate(kinds)
    )
    rule = row("r", band("d0", None, 6), band("d1", None, 6))
    document = document_of({"dimension": [first, second], "decision": [Decision(id="buy", name="Buy")], "rule": [rule]})
    assert row_label(document, rule).text == "≤ 5 people · count 1 ≤ 5 people"

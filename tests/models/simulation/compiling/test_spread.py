"""Where cases lie: by the mix where there is one, else over the whole domain so that every band is met."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authority.spaces import Box
from models.decisions import Dimension
from models.escalation import MixPart, MixShare
from models.quantities import Band
from models.simulation.compiling.spread import common_currency, spread_of
from tests.models.authority.small import EUROPE, GERMANY, INDIA, band, matrix, risk, urgent

DOCUMENT = matrix(EUROPE, GERMANY, INDIA)
ON = date(2026, 5, 4)


def boxes_between(*edges: int) -> list[Box]:
    """The bands of an amount that these edges make, in whole units."""
    ends = [None, *edges]
    uppers = [*edges, "unlimited"]
    return [Box((band(low, high),)) for low, high in zip(ends, uppers, strict=True)]  # type: ignore[arg-type]


@given(st.lists(st.integers(2, 10**9), min_size=1, max_size=6, unique=True))
def test_every_band_of_money_is_met_and_nothing_is_lost(edges: list[int]) -> None:
    boxes = boxes_between(*sorted(edges))
    spread = spread_of(DOCUMENT, boxes, ())
    shares = [spread.weight([box], None) for box in boxes]
    assert min(shares) > 0
    assert sum(shares) == pytest.approx(1.0)


def test_amounts_lie_evenly_by_order_of_magnitude() -> None:
    boxes = boxes_between(100, 10_000)
    spread = spread_of(DOCUMENT, boxes, ())  # from 10 to 100,000: one, two and one orders of magnitude
    assert [spread.weight([box], None) for box in boxes] == pytest.approx([0.25, 0.5, 0.25])
    assert spread.value([boxes[0]], None, "EUR", ON) == pytest.approx(90 / math.log(10))
    assert spread.value(boxes, None, "EUR", ON) == pytest.approx((100_000 - 10) / math.log(10_000), rel=1e-6)


def test_a_limit_of_next_to_nothing_is_no_order_of_magnitude() -> None:
    boxes = boxes_between(1, 1000)
    spread = spread_of(DOCUMENT, boxes, ())
    assert [spread.weight([box], None) for box in boxes] == pytest.approx([0.0, 0.5, 0.5])


def test_other_numbers_lie_evenly_by_value() -> None:
    boxes = [Box((band(0, 3, "size"),)), Box((band(3, 12, "size"),))]
    assert [spread_of(DOCUMENT, boxes, ()).weight([box], None) for box in boxes] == pytest.approx([0.25, 0.75])
    months = Dimension(id="months", name="Term", key="months", kind="number", unit="months", step=Decimal(1))
    open_ended = [Box((band(0, 12, "months"),)), Box((band(12, "unlimited", "months"),))]
    spread = spread_of(matrix(months), open_ended, ())
    assert [spread.weight([box], None) for box in open_ended] == pytest.approx([0.5, 0.5])


def test_classes_flags_and_places_count_alike() -> None:
    spread = spread_of(DOCUMENT, (), ())
    assert spread.weight([Box((risk("low", "high"),))], None) == pytest.approx(2 / 3)
    assert spread.weight([Box((urgent(True), risk("low")))], None) == pytest.approx(1 / 6)
    assert spread.weight([Box((), ("europe",))], None) == pytest.approx(1 / 4)  # three places and elsewhere
    assert spread.weight([Box((), ("elsewhere.entity", "india"))], None) == pytest.approx(1 / 2)


def test_a_mix_says_where_cases_lie() -> None:
    part = MixPart(
        weight=1,
        shares=(
            MixShare(dimension="amount", band=Band(lower=100_00, upper=1_000_00)),
            MixShare(dimension="risk", classes=("low", "medium")),
            MixShare(dimension="urgent", flag=True),
        ),
        place="germany",
    )
    boxes = boxes_between(1_000, 10_000)
    spread = spread_of(DOCUMENT, boxes, (part,))
    assert spread.weight([boxes[0]], part) == pytest.approx(1.0)
    assert spread.weight([boxes[1]], part) == 0.0
    assert spread.weight([Box((risk("low"), urgent(True)))], part) == pytest.approx(0.5)
    assert spread.weight([Box((urgent(False),))], part) == 0.0
    assert spread.weight([Box((), ("germany",))], part) == 1.0
    assert spread.weight([Box((), ("india",))], part) == 0.0
    assert spread.value([Box()], part, "EUR", ON) == pytest.approx(900 / math.log(10))


def test_a_mix_beyond_every_limit_still_has_its_place() -> None:
    part = MixPart(weight=1, shares=(MixShare(dimension="amount", band=Band(lower=10**12, upper="unlimited")),))
    boxes = boxes_between(1_000)
    spread = spread_of(DOCUMENT, boxes, (part,))
    assert [spread.weight([box], part) for box in boxes] == pytest.approx([0.0, 1.0])


def test_values_add_up_in_the_only_currency_there_is() -> None:
    assert common_currency(DOCUMENT) == "EUR"
    dollars = Dimension(id="amount", name="Amount", key="amount", kind="money", unit="USD", step=Decimal("0.01"))
    assert common_currency(matrix(dollars)) == "USD"
    other = Dimension(id="other", name="Other", key="other", kind="money", unit="USD", step=Decimal("0.01"))
    assert common_currency(matrix(other)) == DOCUMENT.workspace.currency

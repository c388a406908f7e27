"""The first and the last day that there is, and windows longer than all time: answered like any other."""

from __future__ import annotations

from datetime import date

import pytest

from models.authority.facts import Case, Earlier
from models.authority.force import days_after
from models.authority.grants import Delegation
from models.authority.mandates import mandate_of_person
from models.authority.turning import what_changes
from models.decisions import Decision
from models.document import Document
from models.findings import check
from models.fixes import fixes_for
from models.quantities import UNLIMITED
from models.teams import Holding, Person
from tests.models.authority.small import AMOUNT, ON, band, matrix, row

FIRST, LAST = date.min, date.max


def test_no_day_is_after_the_last() -> None:
    assert days_after(ON, 3) == date(2026, 5, 7)
    assert days_after(LAST, 0) == days_after(LAST, 1) == days_after(ON, 10**30) == LAST


def document(window: int) -> Document:
    return matrix(
        AMOUNT,
        Decision(id="buy", name="Buy", dimensions=("amount",), aggregation_days=window),
        Person(id="ann", name="Ann"),
        Holding(id="h", role="lead", person="ann", starts=FIRST, ends=LAST),
        Delegation(id="g", from_role="lead", to_role="head", kind="temporary", starts=FIRST, ends=LAST),
        row("small", band(None, 100), starts=FIRST, ends=LAST),
        row("large", band(100, UNLIMITED), by="Head"),
    )


@pytest.mark.parametrize("on", [FIRST, ON, LAST])
@pytest.mark.parametrize("window", [1, 90, 10**12])
def test_a_window_and_spans_up_to_the_last_day_are_looked_at_like_any(on: date, window: int) -> None:
    found = document(window)
    for spent in (FIRST, ON, LAST):
        case = Case("buy", {"amount": 5_000}, earlier=(Earlier(6_000, spent),))
        counts = spent <= on and on.toordinal() - spent.toordinal() <= window
        below = [turn for turn in what_changes(found, case, on) if turn.factor == "amount" and turn.side == "below"]
        assert [turn.value for turn in below] == ([3_999] if counts else [])
    assert mandate_of_person(found, "ann", on).entries
    for finding in check(found, on):
        fixes_for(found, finding, on)

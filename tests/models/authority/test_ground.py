"""What is kept between questions is never out of date: each edit that can change an answer does."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from models.authority import ground
from models.authority.ground import ground_of
from models.authority.routing import route
from models.authority.rules import Edition
from models.decisions import Decision, Instrument, Place, Rate
from models.document import Document
from models.entity import Entity
from models.workspace import Workspace
from tests.models.authority.schemes_at_random import ALL_CASES, document_of, schemes
from tests.models.authority.small import AMOUNT, EUROPE, GERMANY, ON, SIZE, band, matrix, row

EDITS: list[Entity] = [
    SIZE.changed(upper=3),
    SIZE.changed(name="Magnitude"),
    GERMANY.changed(parent=None),
    EUROPE.changed(kind="department"),
    Place(id="mars", name="Mars", position=9),
    Instrument(id="law", name="Act", rank=5),
    Edition(id="matrix", name="Matrix", residual="ceo"),
    Edition(id="other", name="Other", status="withdrawn"),
    Decision(id="buy", name="Purchase", instrument="scheme", see_document="Statutes"),
    row("more", band(1, 2, "size"), by="Board", priority=3),
    Workspace(name="House", currency="USD"),
]


@given(schemes, st.lists(st.sampled_from(EDITS), max_size=4), st.integers(0, 10**6), st.booleans())
@settings(max_examples=60)
def test_an_answer_after_edits_is_that_of_a_fresh_start(
    specs: list[dict[str, object]], edits: list[Entity], at: int, back: bool
) -> None:
    first = document = document_of(specs)
    case, day = ALL_CASES[at % len(ALL_CASES)], ON + timedelta(at % 2)
    route(document, case, day)
    for edit in edits:
        document = document.with_rows({edit.table: {edit.id: edit}})
        kept = route(document, case, day)
        ground._KEPT.clear()
        assert kept == route(document, case, day)
    if back:
        kept = route(first, case, day)
        ground._KEPT.clear()
        assert kept == route(first, case, day)


def test_a_new_rate_counts_at_once() -> None:
    before = matrix(row("small", band(None, 100, currency="USD")), rate("0.5"))
    case = ALL_CASES[0].known("amount", 6000)
    assert route(before, case, ON).kind == "gap"
    after: Document = before.with_rows({"rate": {"r": rate("0.9")}})
    assert route(after, case, ON).kind == "decided"


def rate(value: str) -> Rate:
    return Rate(id="r", source="USD", target=AMOUNT.unit, on=date(2026, 1, 1), rate=Decimal(value))


def test_other_edits_leave_it_as_it_is() -> None:
    document = matrix(row("one"), Decision(id="sell", name="Sell"))
    kept = ground_of(document, "buy", ON)
    other = document.with_rows({"rule": {"two": row("two", decision="sell")}})
    assert ground_of(other, "buy", ON) is kept
    own = document.with_rows({"rule": {"two": row("two")}})
    assert ground_of(own, "buy", ON) is not kept

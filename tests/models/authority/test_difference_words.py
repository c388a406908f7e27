"""The difference of two versions in the words of the business: who gains, who loses, what nobody decides any more."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from models.authority.difference import Version, compared, reported, version_of
from models.authority.difference.versions import _renamed
from models.authority.rules import BandCondition, Edition, Rule
from models.decisions import Decision, Dimension, Place, Rate
from models.document import Document
from models.effort import Stopped
from models.quantities import Band, Limit
from tests.models.authority.small import NAMES, ON, RISK, SIZE, approve, band, matrix, risk, row, urgent
from tests.models.authority.test_difference import AFTER, BEFORE, difference, report, told


def spend(edge: int, *more: Rule, residual: str | None = None) -> Document:
    return matrix(
        Edition(id="matrix", name="Matrix", residual=residual),
        row("low", band(0, edge), by="Head"),
        row("high", band(edge, "unlimited"), by=(approve("CFO", right="endorse"), approve("CEO", stage=2))),
        *more,
    )


def test_a_threshold_that_moves_is_said_as_who_gains_and_who_loses() -> None:
    assert told(spend(25_000), spend(50_000)) == (
        "Head gains: Buy from 25,000 and below 50,000 EUR.",
        "CFO loses: endorsement of Buy from 25,000 and below 50,000 EUR.",
        "CEO loses: Buy from 25,000 and below 50,000 EUR.",
        "No case became undecided.",
    )


def cents(lower: int | None, upper: int | None) -> BandCondition:
    """Above so many euros, up to and including so many."""
    edge = None if lower is None else lower * 100 + 1
    top: Limit = "unlimited" if upper is None else upper * 100 + 1
    return BandCondition(dimension="amount", band=Band(lower=edge, upper=top))


def test_who_gains_and_loses_is_said_right_by_right() -> None:
    endorsed = (approve("CFO", right="endorse"), approve("CEO", stage=2))
    before = matrix(
        row("a", cents(None, 25_000), by="Head"),
        row("b", cents(25_000, 100_000), by=endorsed),
        row("c", cents(100_000, None), by=endorsed),
    )
    after = matrix(
        row("a", cents(None, 25_000), by="Head"),
        row("a2", cents(25_000, 50_000), urgent(True), by="Head"),
        row("b1", cents(25_000, 50_000), urgent(False), by="CEO"),
        row("b", cents(50_000, 100_000), by="CEO"),
        row("c", cents(100_000, None), by=endorsed),
    )
    assert told(before, after) == (
        "Head gains: Buy above 25,000 up to and including 50,000 EUR, Urgent: yes.",
        "CFO loses: endorsement of Buy above 25,000 up to and including 100,000 EUR.",
        "CEO loses: Buy above 25,000 up to and including 50,000 EUR, Urgent: yes.",
        "No case became undecided.",
    )


def test_cases_that_become_undecided_are_named_with_one_of_them() -> None:
    both = (row("low", band(None, 10), by="Head"), row("high", band(10, "unlimited"), by="CEO"))
    gap = matrix(both[0], row("high", band(20, "unlimited"), by="CEO"))
    overlap = matrix(row("low", band(None, 12), by="Head"), both[1])
    assert told(matrix(*both), gap)[-2:] == (
        (
            "Cases that became undecided: Buy from 10 and below 20 EUR, for example Amount 10 EUR. "
            "Now no row covers them; before, CEO approves."
        ),
        "No other case became undecided.",
    )
    assert told(matrix(*both), overlap)[-2:] == (
        (
            "Cases that became undecided: Buy from 10 and below 12 EUR, for example Amount 10 EUR. "
            "Now two rows contradict each other; before, CEO approves."
        ),
        "No other case became undecided.",
    )
    assert told(gap, overlap)[-2:] == (
        (
            "Cases that are still undecided: Buy from 10 and below 12 EUR, for example Amount 10 EUR. "
            "Now two rows contradict each other; before, no row covers them."
        ),
        "No case became undecided.",
    )
    assert told(gap, matrix(*both)) == (
        "CEO gains: Buy from 10 and below 20 EUR.",
        "Cases that nobody decided before: Buy from 10 and below 20 EUR. Now CEO approves; before, no row covers them.",
        "No case became undecided.",
    )


def test_a_role_that_shares_what_it_decided_alone_is_told() -> None:
    before = matrix(row("all", by="CEO"))
    after = matrix(row("all", by=(approve("CEO", "CFO"),)))
    assert told(before, after) == (
        "CFO gains: Buy (CEO and CFO).",
        "CEO now decides as part of “CEO and CFO”, before alone: Buy.",
        "No case became undecided.",
    )
    ordered = matrix(row("all", by=(approve("CEO"), approve("CFO", stage=2))))
    assert told(after, ordered) == (
        "Decided in another way: Buy. Now CEO approves, then CFO approves; before, CEO and CFO approve.",
        "No case became undecided.",
    )
    quick = matrix(row("all", by=(approve("CEO").changed(hours=24, on_timeout="escalate"),)))
    assert told(before, quick) == (
        (
            "Decided in another way: Buy. Now CEO approves; CEO must answer within 24 hours; otherwise the case goes "
            "up; before, CEO approves."
        ),
        "No case became undecided.",
    )


def test_the_residual_rule_answers_like_a_row() -> None:
    bare = matrix(Edition(id="matrix", name="Matrix", residual="ceo"), row("low", band(None, 10), by="Head"))
    said = matrix(row("low", band(None, 10), by="Head"), row("high", band(10, "unlimited"), by="CEO"))
    assert report(bare, said).same
    none = matrix(row("low", band(None, 10), by="Head"))
    assert "Cases that became undecided: Buy from 10 EUR, for example Amount 10 EUR." in told(bare, none)[1]


def test_decisions_and_dimensions_that_only_one_knows() -> None:
    before = matrix(row("all", by="CEO"), Decision(id="hire", name="Hire"), row("staff", by="Head", decision="hire"))
    after = matrix(row("all", by="CEO"), Decision(id="rent", name="Rent"), row("flat", by="CFO", decision="rent"))
    assert told(before, after) == (
        "CFO gains: Rent.",
        "Head loses: Hire.",
        "New cases: Rent.",
        "Cases that there are no longer: Hire.",
        "No case that both know became undecided.",
    )
    fewer = RISK.changed(classes=("low", "high"))
    left = matrix(row("low", risk("low"), by="Head"), row("high", risk("high", "medium"), by="CEO"))
    right = matrix(fewer, row("low", risk("low"), by="Head"), row("high", risk("high"), by="CEO"))
    assert told(left, right) == (
        "CEO loses: Buy, Risk: medium.",
        "Cases that there are no longer: Buy, Risk: medium.",
        "The domain of “Risk” was low, medium or high and is now low or high.",
        "No case that both know became undecided.",
    )


def test_what_is_kept_in_another_unit_is_not_compared() -> None:
    amount = Dimension(id="amount", name="Amount", key="amount", kind="money", unit="USD")
    before, after = spend(10), matrix(amount, *spend(10).rules)
    found = report(before, after)
    assert not found.proved
    assert found.claim == (
        "It is not proved whether a case became undecided of “Buy”, since “Amount” is kept as money in EUR in steps of "
        "0.01 in version 3 and as money in USD in steps of 1 in version 4."
    )


def test_documents_are_matched_by_name_where_their_ids_differ() -> None:
    before = spend(25_000)
    ids = {row.id: f"{row.id}-2" for name in ("role", "dimension", "decision", "rule") for row in before.table(name)}
    after = _renamed(before, ids)
    assert next(iter(after.rules)).decision == "buy-2"
    assert report(before, after).same
    assert told(before, _renamed(spend(50_000), ids)) == told(before, spend(50_000))


def test_places_that_lie_elsewhere_are_looked_at_in_the_tree_of_each() -> None:
    def document(parent: str | None) -> Document:
        return matrix(
            Place(id="europe", name="Europe"),
            Place(id="malta", name="Malta", parent=parent, position=3),
            row("all", by="CEO"),
            row("some", by="Head", places=("europe",)),
        )

    assert told(document("europe"), document(None)) == (
        "CEO gains: Buy in Malta.",
        "Head loses: Buy in Malta.",
        "“Malta” lay in Europe and lies in no other place now.",
        "No case that both know became undecided.",
    )


def test_limits_in_other_currencies_are_exchanged_on_each_day() -> None:
    later = ON + timedelta(days=30)
    document = matrix(
        Rate(id="r1", source="USD", target="EUR", on=ON, rate=Decimal("0.5")),
        Rate(id="r2", source="USD", target="EUR", on=later, rate=Decimal(1)),
        row("low", cents(None, 1000).changed(currency="USD"), by="Head"),
        row("high", cents(1000, None).changed(currency="USD"), by="CEO"),
    )
    found = reported(difference(document, document, later=later))
    assert found.sentences == (
        "Head gains: Buy above 500 up to and including 1,000 EUR.",
        "CEO loses: Buy above 500 up to and including 1,000 EUR.",
        "No case became undecided.",
    )
    early = reported(difference(document, document, on=date(2020, 1, 1)))
    assert [line.kind for line in early.lines] == ["gains", "gains", "decided", "decided"]
    assert "There is no exchange rate from USD to EUR" in early.lines[2].text


def test_where_the_rows_are_too_many_nothing_is_claimed() -> None:
    random = Random(1)
    rows = []
    for at in range(1500):
        (a, b), (c, d) = (sorted(random.sample(range(10**6), 2)) for _ in range(2))
        kind = random.choice(["ordinary", "carve_out"])
        rows.append(row(f"w{at}", band(a, b), band(c, d, "size"), by=random.choice(NAMES), kind=kind))
    wild = matrix(SIZE.changed(upper=10**6), *rows)
    found = report(wild, wild.with_rows({"rule": {"w0": rows[0].changed(priority=1)}}))
    assert not found.proved
    assert not found.same
    assert found.claim.startswith("It is not proved whether a case became undecided of “Buy”, since its rows cut its")


def test_an_edition_is_compared_as_though_it_were_in_force() -> None:
    document = matrix(
        Edition(id="matrix", name="Matrix", version="3", expires=date(2020, 1, 1)),
        Edition(id="new", name="Matrix", version="4", status="draft", replaces="matrix"),
        row("old", by="CEO"),
        row("fresh", by="CFO", edition="new"),
    )
    old, new = (version_of(document, document.editions[each], ON) for each in ("matrix", "new"))
    assert old.name == "“Matrix”, version 3"
    assert reported(compared(old, new)).sentences == (
        "CFO gains: Buy.",
        "CEO loses: Buy.",
        "No case became undecided.",
    )


def test_a_comparison_can_be_stopped() -> None:
    with pytest.raises(Stopped):
        compared(Version(spend(1), ON, BEFORE), Version(spend(2), ON, AFTER), halt=lambda: True)

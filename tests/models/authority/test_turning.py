"""What changes an answer: against trying every other value, one by one, and as people read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authority import stretches
from models.authority.facts import Case, Earlier
from models.authority.grants import Delegation, UrgentRoute
from models.authority.places import by_kind, place_axis
from models.authority.routing import route
from models.authority.rules import BandCondition, Edition
from models.authority.turning import DATE, URGENT, Turn, sense, what_changes
from models.decisions import Decision, Rate
from models.document import Document
from models.entity import Entity
from models.quantities import UNLIMITED, Band, Money
from models.teams import Absence, Holding
from tests.models.authority.lives import ANN, BOB, day, lives, living
from tests.models.authority.schemes_at_random import ALL_CASES, RISKS, schemes
from tests.models.authority.small import AMOUNT, EUROPE, GERMANY, INDIA, ON, SIZE, band, matrix, risk, row

FAR = 60


@pytest.fixture(autouse=True, scope="module")
def with_stretches() -> Iterator[None]:
    """Rows that give the same are taken together also where they are few."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches, "_FEW", 0)
        yield


def of(turns: tuple[Turn, ...], factor: str, side: str = "other") -> list[Turn]:
    return [turn for turn in turns if turn.factor == factor and turn.side == side]


def named(turns: list[Turn]) -> list[str]:
    return [name for turn in turns if isinstance(turn.value, tuple) for name in turn.value]


@given(
    schemes,
    lives(),
    st.sampled_from(ALL_CASES),
    st.sets(st.sampled_from(["size", "length", "risk", "urgent"]), max_size=2),
)
def test_the_nearest_change_is_the_one_that_trying_every_value_finds(
    specs: list[dict[str, object]], more: list[Entity], case: Case, hidden: set[str]
) -> None:
    document = living(specs, more)
    case = replace(case, facts={key: value for key, value in case.facts.items() if key not in hidden})
    now = sense(route(document, case, ON))
    turns = what_changes(document, case, ON)

    def differs(other: Case, on: date = ON) -> bool:
        return sense(route(document, other, on)) != now

    for dimension in (document.dimensions["size"], document.dimensions["length"]):
        if dimension.id not in case.facts:
            assert not [turn for turn in turns if turn.factor == dimension.id]
            continue
        value, upper = int(case.facts[dimension.id]), dimension.upper
        assert upper is not None
        for side, line in (("below", range(value - 1, -1, -1)), ("above", range(value + 1, upper))):
            expected = next((x for x in line if differs(case.known(dimension.id, x))), None)
            assert [turn.value for turn in of(turns, dimension.id, side)] == ([] if expected is None else [expected])
    if "risk" in case.facts:
        others = {name for name in RISKS if name != case.facts["risk"] and differs(case.known("risk", name))}
        assert sorted(named(of(turns, "risk"))) == sorted(others)
    if "urgent" in case.facts:
        other = not case.facts["urgent"]
        assert [turn.value for turn in of(turns, "urgent")] == [other] * differs(case.known("urgent", other))
    for kind, ids in by_kind(document.places, (place.id for place in document.places)).items():
        mine = next((place for place in case.places if place in ids), None)
        stay = tuple(place for place in case.places if place != mine)
        moved = {place for place in ids if place != mine and differs(replace(case, place=place, more_places=stay))}
        assert set(named(of(turns, place_axis(kind)))) == (moved if mine else set())
    days = (ON + timedelta(after) for after in range(1, FAR))
    expected_day = next((on for on in days if differs(case, on)), None)
    assert [turn.value for turn in of(turns, DATE, "above")] == ([] if expected_day is None else [expected_day])
    for turn in turns:
        assert sense(turn.answer) != now
        assert sense(route(document, turn.case, turn.on)) == sense(turn.answer)


CENTS = AMOUNT.changed(upper=16)
cents = st.tuples(st.one_of(st.none(), st.integers(0, 16)), st.one_of(st.integers(0, 16), st.just("unlimited"))).map(
    lambda ends: BandCondition(dimension="amount", band=Band.model_validate({"lower": ends[0], "upper": ends[1]}))
)
routes = st.one_of(
    st.none(),
    st.builds(
        lambda limit, who: UrgentRoute(id="u", name="Night", decision="buy", decided_by=who, limits=(limit,)),
        cents,
        st.sampled_from(["ceo", "lead"]),
    ),
)


@given(
    st.lists(st.tuples(cents, st.sampled_from(["Lead", "Head", "CFO"])), max_size=4),
    st.tuples(st.one_of(st.none(), st.integers(1, 9)), st.one_of(st.none(), st.integers(0, 16))),
    st.lists(st.tuples(st.integers(0, 8), st.one_of(st.none(), st.integers(-12, 5))), max_size=3),
    routes,
    st.tuples(st.integers(0, 15), st.booleans(), st.sets(st.sampled_from(["lead", "head"]))),
)
def test_what_counts_together_caps_and_urgent_routes_change_it_where_trying_every_cent_says(
    rows: list[tuple[BandCondition, str]],
    together: tuple[int | None, int | None],
    spent: list[tuple[int, int | None]],
    quick: UrgentRoute | None,
    asked: tuple[int, bool, set[str]],
) -> None:
    window, cap = together
    decision = Decision(
        id="buy",
        name="Buy",
        dimensions=("amount",),
        aggregation_days=window,
        aggregation_cap=None if cap is None else Money(minor=cap, currency="EUR"),
    )
    found = [row(f"r{at}", box, by=by) for at, (box, by) in enumerate(rows)]
    document = matrix(CENTS, decision, *found, *([quick] if quick else []))
    earlier = tuple(Earlier(steps, day(after)) for steps, after in spent)
    case = Case("buy", {"amount": asked[0]}, earlier=earlier, urgent=asked[1], absent=frozenset(asked[2]))
    now = sense(route(document, case, ON))
    turns = what_changes(document, case, ON)

    def differs(other: Case, on: date = ON) -> bool:
        return sense(route(document, other, on)) != now

    for side, line in (("below", range(asked[0] - 1, -1, -1)), ("above", range(asked[0] + 1, 16))):
        expected = next((x for x in line if differs(case.known("amount", x))), None)
        assert [turn.value for turn in of(turns, "amount", side)] == ([] if expected is None else [expected])
    assert [turn.value for turn in of(turns, URGENT)] == [not asked[1]] * differs(replace(case, urgent=not asked[1]))
    days = (ON + timedelta(after) for after in range(1, 20))
    on = next((on for on in days if differs(case, on)), None)
    assert [turn.value for turn in of(turns, DATE, "above")] == ([] if on is None else [on])


def limits() -> Document:
    return matrix(
        EUROPE,
        GERMANY,
        INDIA,
        row("small", band(None, 5_000), by="Lead"),
        row("middle", band(5_000, 25_001), risk("low", "medium"), by="Head"),
        row("risky", band(5_000, 25_001), risk("high"), by="CFO"),
        row("large", band(25_001, UNLIMITED), by="Board"),
        row("indian", band(5_000, 25_001), by="CEO", places=("india",)),
    )


def told(document: Document, case: Case, on: date = ON) -> list[str]:
    return [turn.text for turn in what_changes(document, case, on)]


def test_each_change_is_said_to_the_cent_and_no_further_than_it_reaches() -> None:
    case = Case("buy", {"amount": 600_000, "risk": "low"}, "germany")
    assert told(limits(), case) == [
        "Amount of 4,999.99 EUR or less: Lead approves.",
        "Amount of 25,001 EUR or more: Board approves.",
        "Risk: high: CFO approves.",
        "In India: CEO approves.",
    ]
    between = told(limits(), Case("buy", {"amount": 1, "risk": "low"}, "germany"))
    assert between == ["Amount from 5,000 to 25,000.99 EUR: Head approves."]


def test_an_edge_that_two_rows_leave_open_is_one_value_wide() -> None:
    document = matrix(row("below", band(None, 1_000)), row("above", band(1_001, UNLIMITED), by="Head"))
    found = told(document, Case("buy", {"amount": 5}))
    assert found == ["Amount from 1,000 to 1,000.99 EUR: Gap: no row of “Buy” covers this case (Amount 1,000 EUR)."]
    open_cent = matrix(row("below", band(None, 1_000)), row("above", band(None, UNLIMITED), by="Head"))
    assert told(open_cent, Case("buy", {"amount": 100_000})) == [
        (
            "Amount of 999.99 EUR or less: Conflict: two rows cover this case; by “below” Lead approves, "
            "but by “above” Head approves."
        )
    ]
    one = matrix(row("below", band(None, 5, "size")), row("above", band(6, UNLIMITED, "size"), by="Head"))
    assert told(one, Case("buy", {"size": 2}))[0].startswith("Size of exactly 5: Gap")


def test_rows_that_give_the_same_are_no_change() -> None:
    document = matrix(
        row("a", band(None, 5, "size")), row("b", band(5, 8, "size")), row("c", band(8, UNLIMITED, "size"))
    )
    assert told(document, Case("buy", {"size": 6})) == []


def test_thousands_of_rows_that_give_the_same_are_asked_about_once() -> None:
    rows = [row(f"r{at}", band(at, at + 1, "size")) for at in range(3_000)]
    document = matrix(SIZE.changed(upper=None), *rows, row("rest", band(3_000, UNLIMITED, "size"), by="Head"))
    assert told(document, Case("buy", {"size": 7})) == ["Size of 3,000 or more: Head approves."]


def test_the_day_on_which_a_delegation_ends_is_named_with_what_is_left() -> None:
    document = matrix(
        row("all", by="CFO"),
        ANN,
        BOB,
        Holding(id="h", role="cfo", person="ann", ends=date(2026, 5, 20)),
        Holding(id="i", role="head", person="bob"),
        Delegation(id="d", from_role="cfo", to_role="head", ends=date(2026, 6, 30)),
    )
    case = Case("buy")
    assert told(document, case) == [
        "From 21 May 2026 (Ann is no longer CFO): CFO approves. CFO: Bob (by delegation from CFO)."
    ]
    assert told(document, case, date(2026, 5, 21)) == [
        (
            "From 1 July 2026 (the delegation from CFO to Head has ended): Nobody can decide: CFO approves, but nobody "
            "holds CFO on 1 July 2026."
        )
    ]


def test_an_absence_a_matrix_and_a_rate_change_it_on_their_day() -> None:
    away = Absence(id="x", person="ann", starts=date(2026, 5, 11), ends=date(2026, 5, 15), substitute="bob")
    document = matrix(row("all", by="CFO"), ANN, BOB, Holding(id="h", role="cfo", person="ann"), away)
    assert told(document, Case("buy")) == [
        "From 11 May 2026 (Ann is away): CFO approves. CFO: Bob (for Ann, who is away)."
    ]
    edition = Edition(id="matrix", name="Matrix", expires=date(2026, 12, 31))
    assert told(matrix(edition, row("all")), Case("buy")) == [
        "From 1 January 2027 (the matrix “Matrix” has expired): Gap: no row of “Buy” is in force on 1 January 2027."
    ]
    dollars = matrix(
        row("small", band(None, 1_000, currency="USD")),
        row("large", band(1_000, UNLIMITED, currency="USD"), by="Head"),
        Rate(id="r1", source="USD", target="EUR", on=date(2026, 1, 1), rate=Decimal("0.9")),
        Rate(id="r2", source="USD", target="EUR", on=date(2026, 8, 1), rate=Decimal("0.5")),
    )
    found = what_changes(dollars, Case("buy", {"amount": 80_000}), ON)
    assert [(turn.value, turn.factor) for turn in found] == [(90_000, "amount"), (date(2026, 8, 1), DATE)]


def test_a_fact_that_is_left_out_is_no_factor() -> None:
    assert [turn.factor for turn in what_changes(limits(), Case("buy", {"risk": "low"}), ON)] == ["risk"]


def test_the_limit_of_a_delegation_changes_who_is_there() -> None:
    document = matrix(
        row("all", band(None, UNLIMITED), by="CFO"),
        ANN,
        BOB,
        Holding(id="h", role="head", person="bob"),
        Delegation(id="d", from_role="cfo", to_role="head", limits=(band(None, 10_001),)),
    )
    assert told(document, Case("buy", {"amount": 100})) == [
        "Amount of 10,001 EUR or more: Nobody can decide: CFO approves, but nobody holds CFO on 4 May 2026."
    ]


def test_a_search_that_is_stopped_ends_at_once_with_what_it_has() -> None:
    asked = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 1

    assert len(what_changes(limits(), Case("buy", {"amount": 600_000, "risk": "low"}, "germany"), ON, stop)) <= 1
    assert URGENT not in {turn.factor for turn in what_changes(limits(), Case("buy", {"amount": 1}), ON)}

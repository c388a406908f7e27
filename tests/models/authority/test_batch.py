"""Many cases at once get the answers that each of them alone gets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.authority.answers import Answer
from models.authority.batch import BatchError, Routed, route_many, said
from models.authority.facts import Case, Earlier
from models.authority.grants import Delegation
from models.authority.routing import route
from models.authority.rules import Edition
from models.decisions import Rate
from models.document import Document
from models.entity import Entity
from models.teams import Holding, Person
from tests.models.authority.schemes_at_random import ALL_CASES, DEPARTMENTS, ENTITIES, conditions, document_of, schemes
from tests.models.authority.small import NAMES, ON, SIZE, band, matrix, risk, row, urgent

randoms = st.randoms(use_true_random=False)
DIMENSIONS = ("size", "length", "risk", "urgent")
grants = st.fixed_dictionaries(
    {
        "from_role": st.sampled_from(["lead", "head"]),
        "to_role": st.sampled_from(["cfo", "ceo"]),
        "limits": st.lists(conditions, max_size=2, unique_by=lambda condition: condition.dimension).map(tuple),
        "places": st.lists(st.sampled_from([*ENTITIES, *DEPARTMENTS]), max_size=2, unique=True).map(tuple),
    }
)


def routed(document: Document, cases: list[Case], dimensions: Iterable[str], *, placed: bool = True) -> Routed:
    columns = {name: np.array([case.facts[name] for case in cases]) for name in dimensions}
    trees = [
        np.array([next((p for p in case.places if p in tree), "") for case in cases])
        for tree in (ENTITIES, DEPARTMENTS)
    ]
    return route_many(document, "buy", columns, ON, places=trees if placed else ())


def agree(one: Answer, other: Answer) -> bool:
    """Whether two answers say the same; a gap names the facts of its case, of which there is just one here."""
    if one.kind == other.kind == "gap":
        return one.rules == other.rules
    if one.kind == other.kind == "depends":
        return one.ask == other.ask and all(
            a.words == b.words and a.boxes == b.boxes and agree(a.answer, b.answer)
            for a, b in zip(one.branches, other.branches, strict=True)
        )
    return said(one) == said(other)


@given(schemes, st.lists(grants, max_size=2), st.sets(st.sampled_from(DIMENSIONS), max_size=1), st.booleans(), randoms)
@settings(max_examples=40, deadline=None)
def test_each_case_gets_its_own_answer(
    specs: list[dict[str, object]],
    given_: list[dict[str, object]],
    unknown: set[str],
    placed: bool,
    random: Random,
) -> None:
    held: list[Entity] = [Person(id="ann", name="Ann"), Person(id="bob", name="Bob")]
    held += [Holding(id="h1", role="head", person="ann"), Holding(id="h2", role="cfo", person="bob")]
    held += [Delegation.model_validate({"id": f"g{at}", **grant}) for at, grant in enumerate(given_)]
    document = document_of(specs)
    tables: dict[str, dict[str, Entity | None]] = {}
    for entity in held:
        tables.setdefault(entity.table, {})[entity.id] = entity
    document = document.with_rows(tables)
    cases = random.sample(ALL_CASES, 25)
    known = [name for name in DIMENSIONS if name not in unknown]
    found = routed(document, cases, known, placed=placed)
    for at, case in enumerate(cases):
        alone = replace(case, facts={name: case.facts[name] for name in known})
        if not placed:
            alone = replace(alone, place=None, more_places=())
        assert agree(found[at], route(document, alone, ON))


def test_edges_in_cents_and_in_another_currency() -> None:
    rate = Rate(id="rate", source="USD", target="EUR", on=ON, rate=Decimal("0.92"))
    document = matrix(
        rate,
        row("small", band(None, 25_000)),
        row("middle", band(25_001, 60_000)),
        row("large", band(60_000, "unlimited", currency="USD"), by="Head"),
        row("rare", band(70_000, 80_000, currency="INR"), risk("high"), by="CFO"),
    )
    edges = [0, 2_500_000, 2_500_050, 2_500_100, 5_520_000, 6_000_000, 7_000_000, 10**12]
    amounts = np.array(sorted({near for edge in edges for near in (edge - 1, edge, edge + 1)}))
    for level in ("low", "high"):
        like = Case("buy", {"risk": level})
        found = route_many(document, "buy", {"amount": amounts}, ON, like=like)
        for at, amount in enumerate(amounts):
            assert agree(found[at], route(document, like.known("amount", int(amount)), ON)), amount


def test_many_cells_are_numbered_as_few_are() -> None:
    """More dimensions and edges than a table has room for."""
    random = Random(5)
    sizes = [SIZE.changed(id=f"s{at}", key=f"s{at}", name=f"S{at}", upper=10**9) for at in range(9)]
    rows_ = []
    for at in range(60):
        ends = [sorted(random.sample(range(10**9), 2)) for _ in sizes]
        box = [band(low, high, size.id) for size, (low, high) in zip(sizes, ends, strict=True)]
        rows_.append(row(f"r{at}", *random.sample(box, 3), by=random.choice(NAMES)))
    document = matrix(*sizes, *rows_, Edition(id="matrix", name="Matrix", residual="ceo"))
    generator = np.random.default_rng(3)
    columns = {size.id: generator.integers(0, 10**9, 60) for size in sizes}
    found = route_many(document, "buy", columns, ON)
    for at in range(60):
        case = Case("buy", {name: int(column[at]) for name, column in columns.items()})
        assert agree(found[at], route(document, case, ON))


def test_answers_that_say_the_same_are_one() -> None:
    document = matrix(row("small", band(None, 100)), row("large", band(100, "unlimited"), urgent(True), by="Head"))
    amounts = np.arange(0, 20_000)
    found = route_many(document, "buy", {"amount": amounts}, ON, like=Case("buy", {"urgent": True}))
    assert [answer.kind for answer in found.answers] == ["decided", "decided"]
    assert found.index.tolist() == [0] * 10_000 + [1] * 10_000
    assert found[9_999].rules == ("small",)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"amount": np.array([1.5])}, "“Amount” is given in whole steps of 0.01."),
        ({"urgent": np.array([1])}, "“Urgent” is yes or no for each case."),
        ({"risk": np.array(["odd"])}, "“odd” is not a class of “Risk”."),
        (
            {"amount": np.array([1]), "urgent": np.array([True, False])},
            "The columns of the cases are not equally long.",
        ),
        ({}, "The columns of the cases are not equally long."),
    ],
)
def test_columns_that_do_not_fit_are_refused(columns: dict[str, np.ndarray], words: str) -> None:
    with pytest.raises(BatchError) as refused:
        route_many(matrix(row("all")), "buy", columns, ON)
    assert str(refused.value) == words


def test_what_counts_together_is_answered_one_by_one() -> None:
    like = Case("buy", earlier=(Earlier(100),))
    with pytest.raises(BatchError, match="one by one"):
        route_many(matrix(row("all")), "buy", {"amount": np.array([1])}, ON, like=like)

"""Which of the rows that lost come first: those that the case came nearest to."""

from __future__ import annotations

from itertools import pairwise

from models.authority.facts import Case
from models.authority.nearness import nearest_lost
from models.authority.routing import route
from models.document import Document
from models.quantities import UNLIMITED
from tests.models.authority.small import EUROPE, GERMANY, INDIA, ON, band, matrix, risk, row


def nearest(document: Document, case: Case) -> list[str]:
    return [reason.rule for reason in nearest_lost(document, route(document, case, ON))]


def test_bands_come_by_how_far_away_they_are() -> None:
    edges = (0, 100, 1_000, 5_000, 20_000, 100_000)
    rows = [row(f"to {upper}", band(lower, upper)) for lower, upper in pairwise(edges)]
    document = matrix(*rows, row("above", band(100_000, UNLIMITED)))
    assert nearest(document, Case("buy", {"amount": 490_000})) == [
        "to 20000",
        "to 100000",
        "to 1000",
        "above",
        "to 100",
    ]
    assert nearest(document, Case("buy", {"amount": 10_000})) == ["to 100", "to 5000", "to 20000", "to 100000", "above"]


def test_what_one_change_would_do_comes_before_what_takes_two_and_what_is_not_in_force_last() -> None:
    document = matrix(
        EUROPE,
        GERMANY,
        INDIA,
        row("draft", status="draft"),
        row("indian and risky", risk("high"), places=("india",)),
        row("risky", risk("high"), places=("europe",)),
        row("beaten", places=("europe",)),
        row("wins", places=("germany",), by="Head"),
    )
    case = Case("buy", {"amount": 1, "risk": "low"}, "germany")
    assert nearest(document, case) == ["beaten", "risky", "indian and risky", "draft"]


def test_an_empty_band_is_far_from_every_case() -> None:
    document = matrix(row("empty", band(5, 5)), row("open", band(0, None)), row("above", band(10, UNLIMITED)))
    assert nearest(document, Case("buy", {"amount": 900})) == ["above", "empty", "open"]

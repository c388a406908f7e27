"""Edits of places, instruments and exchange rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authority.grants import Delegation
from models.authority.places import KINDS, kind_of, line_of
from models.changes import EditRefused, apply
from models.commands import grounds, rows, teams
from models.constraints import check
from models.decisions import PlaceKind
from models.document import Document

NAMES = ("A", "B", "C", "D", "E")


def forest(kinds: list[PlaceKind]) -> Document:
    document = Document()
    for name, kind in zip(NAMES, kinds, strict=False):
        document = apply(document, grounds.add_place(document, name, kind))
    return document


kinds = st.lists(st.sampled_from(KINDS), min_size=5, max_size=5)
steps = st.lists(st.tuples(st.integers(0, 4), st.one_of(st.none(), st.integers(0, 4), st.sampled_from(KINDS))))


@given(kinds, steps)
def test_whatever_is_moved_every_tree_is_of_one_kind_and_listed_once(
    kinds: list[PlaceKind], steps: list[tuple[int, int | PlaceKind | None]]
) -> None:
    document = forest(kinds)
    ids = [place.id for place in document.places]
    for at, to in steps:
        fields = {"kind": to} if isinstance(to, str) else {"parent": None if to is None else ids[to]}
        inside = isinstance(to, int) and ids[at] in line_of(document.places, ids[to])
        if inside:
            with pytest.raises(EditRefused, match="would lie inside itself"):
                grounds.set_place(document, ids[at], **fields)
            continue
        changes = grounds.set_place(document, ids[at], **fields)
        document = apply(document, changes)
        check(document, changes)
    for place in document.places:
        assert place.kind == kind_of(document.places, place.id)
    listed = grounds.places_in_trees(document)
    assert sorted(place.id for place, _ in listed) == sorted(ids)
    for place, depth in listed:
        assert depth == len(line_of(document.places, place.id)) - 1


@given(kinds, st.lists(st.integers(0, 4), min_size=4, max_size=4), st.integers(0, 4))
def test_what_lies_in_a_deleted_place_moves_up_and_lies_where_it_lay(
    kinds: list[PlaceKind], above: list[int], gone: int
) -> None:
    document = forest(kinds)
    ids = [place.id for place in document.places]
    for at, up in enumerate(above, 1):
        document = apply(document, grounds.set_place(document, ids[at], parent=ids[up % at]))
    after = apply(document, grounds.delete_place(document, ids[gone]))
    for place in ids[:gone] + ids[gone + 1 :]:
        left = tuple(each for each in line_of(document.places, place) if each != ids[gone])
        assert line_of(after.places, place) == left


def test_a_delegation_keeps_its_place_so_that_it_does_not_widen_unseen() -> None:
    document = forest(["location"])
    for name in ("Lead", "Head"):
        document = apply(document, teams.add_role(document, name))
    lead, head = (role.id for role in document.roles)
    place = next(iter(document.places)).id
    grant = Delegation(id="grant", from_role=lead, to_role=head, places=(place,))
    document = apply(document, rows.add_row(document, grant))
    with pytest.raises(EditRefused, match="The place “A” is still used by a delegation"):
        grounds.delete_place(document, place)


@pytest.mark.parametrize(
    ("source", "target", "rate", "said"),
    [
        ("USD", "USD", "1", "One USD is always one USD"),
        ("USD", "QQQ", "1", "“QQQ” is not a currency"),
        ("USD", "EUR", "0", "a number above 0"),
        ("USD", "EUR", "NaN", "a number above 0"),
        ("USD", "EUR", "1." + "1" * 40, "no more than 40 digits"),
        ("EUR", "USD", "2", "already an exchange rate from EUR to USD on 1 January 2026"),
    ],
)
def test_a_rate_that_cannot_be_is_refused(source: str, target: str, rate: str, said: str) -> None:
    day = date(2026, 1, 1)
    document = apply(Document(), grounds.add_rate(Document(), "EUR", "USD", day, Decimal("1.1")))
    with pytest.raises(EditRefused, match=said):
        grounds.add_rate(document, source, target, day, Decimal(rate))

"""Whether there are enough different people, against trying every choice of them."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authority.attainment import is_attainable, wants_more_than_named
from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Quota, Vote

A, B, C = (OneRole(role=name) for name in "abc")
HELD: dict[str, frozenset[str] | None] = {
    "a": frozenset(("ann",)),
    "b": frozenset(("ann", "bob")),
    "c": frozenset(("ann",)),
    "empty": frozenset(),
    "runtime": None,
}


@pytest.mark.parametrize(
    ("who", "attainable"),
    [
        (A, True),
        (OneRole(role="empty"), False),
        (OneRole(role="runtime"), True),
        (AllOf(parts=(A, C)), True),
        (AllOf(parts=(A, C), distinct=True), False),
        (AllOf(parts=(A, B), distinct=True), True),
        (AllOf(parts=(A, B, C), distinct=True), False),
        (AllOf(parts=(A, OneRole(role="runtime")), distinct=True), True),
        (AllOf(parts=(A, AnyOf(parts=(C, B))), distinct=True), True),
        (AnyOf(parts=(AllOf(parts=(A, C), distinct=True), B)), True),
        (KOf(count=2, parts=(A, B, C)), True),
        (KOf(count=2, parts=(A, C)), False),
        (KOf(count=3, parts=(B, B)), False),
        (KOf(count=2, parts=(B, B)), True),
        (KOf(count=2, parts=(A, B, C), quotas=(Quota(count=2, among=AnyOf(parts=(A, C))),)), False),
        (Vote(body="b"), True),
        (Vote(body="empty"), False),
    ],
)
def test_enough_people(who: Expression, attainable: bool) -> None:
    assert is_attainable(who, HELD.__getitem__) == attainable


def test_more_than_are_named() -> None:
    assert wants_more_than_named(KOf(count=3, parts=(A, B)))
    assert wants_more_than_named(AllOf(parts=(C, KOf(count=3, parts=(A, B)))))
    assert not wants_more_than_named(AnyOf(parts=(C, KOf(count=3, parts=(A, B)))))
    assert not wants_more_than_named(KOf(count=2, parts=(A, B)))


people = st.frozensets(st.sampled_from(["ann", "bob", "cleo", "dan"]), max_size=3)


@given(st.lists(people, min_size=1, max_size=5), st.integers(1, 5))
def test_different_people_for_each_part(held: list[frozenset[str]], count: int) -> None:
    parts = tuple(OneRole(role=str(at)) for at in range(len(held)))
    wanted = any(len(set(choice)) == count for chosen in combinations(held, count) for choice in product(*chosen))
    assert is_attainable(KOf(count=count, parts=parts), lambda role: held[int(role)]) == wanted
    everyone = any(len(set(choice)) == len(held) for choice in product(*held))
    assert is_attainable(AllOf(parts=parts, distinct=True), lambda role: held[int(role)]) == everyone


def test_more_ways_than_are_worth_trying_are_taken_for_granted() -> None:
    parts = tuple(AnyOf(parts=tuple(OneRole(role="a") for _ in range(10))) for _ in range(8))
    assert is_attainable(AllOf(parts=parts, distinct=True), HELD.__getitem__)

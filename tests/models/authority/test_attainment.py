"""Whether there are enough different people, against trying every choice of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, count, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authority.attainment import Party, are_attainable, is_attainable, wants_more_than_named
from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Quota, Vote, roles_in
from models.authority.rules import Right

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


ROLES = ("r0", "r1", "r2", "r3", "stranger")
leaves = st.one_of(
    st.sampled_from(ROLES).map(lambda role: OneRole(role=role)),
    st.builds(
        Vote,
        body=st.sampled_from(ROLES[:3]),
        majority=st.sampled_from(["simple", "absolute", "two_thirds"]),
        quorum=st.sampled_from([None, 1, 2]),
        excluded=st.lists(st.sampled_from(ROLES), max_size=1).map(tuple),
    ),
)


def several(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    quotas = st.lists(st.builds(Quota, count=st.integers(1, 2), among=inner), max_size=1).map(tuple)
    return st.one_of(
        st.builds(AllOf, parts=parts, distinct=st.booleans()),
        st.builds(AnyOf, parts=parts),
        st.builds(KOf, count=st.integers(1, 3), parts=parts, quotas=quotas),
    )


expressions = st.recursive(leaves, several, max_leaves=6)
holders = st.lists(st.frozensets(st.sampled_from(["ann", "bob", "cleo"])), min_size=4, max_size=4)

Taken = frozenset[tuple[str, str]]


def every_way(who: Expression, held: dict[str, frozenset[str]], fresh: Iterator[int]) -> set[Taken]:
    """All ways to meet an expression, each as who takes which role; strangers are as many people as are wanted."""
    match who:
        case OneRole():
            people = held.get(who.role, frozenset({f"stranger {next(fresh)}"}))
            return {frozenset({(who.role, person)}) for person in people}
        case Vote():
            out = frozenset[str]().union(*(held.get(role, frozenset()) for role in who.excluded))
            voters = held[who.body] - out
            most = len(held[who.body]) / 2 if who.majority == "absolute" else 0
            enough = len(voters) >= (who.quorum or 1) and len(voters) > most
            return {frozenset({(who.body, person)}) for person in voters} if enough else set()
        case AnyOf():
            return set[Taken]().union(*(every_way(part, held, fresh) for part in who.parts))
        case AllOf():
            return {
                frozenset().union(*way)
                for way in product(*(every_way(part, held, fresh) for part in who.parts))
                if not who.distinct or apart(way)
            }
    found = set[Taken]()
    for size in range(who.count, len(who.parts) + 1):
        for chosen in combinations(who.parts, size):
            named = [set(roles_in(part)) for part in chosen]
            met = all(sum(roles <= set(roles_in(q.among)) for roles in named) >= q.count for q in who.quotas)
            ways = product(*(every_way(part, held, fresh) for part in chosen)) if met else ()
            found |= {frozenset().union(*way) for way in ways if apart(way)}
    return found


def apart(way: Sequence[Taken]) -> bool:
    people = [{person for _, person in taken} for taken in way]
    return all(not one & other for one, other in combinations(people, 2))


@given(expressions, holders)
def test_as_trying_every_choice_of_people_says(who: Expression, sets: list[frozenset[str]]) -> None:
    held = dict(zip(ROLES, sets, strict=False))
    assert is_attainable(who, held.get) == bool(every_way(who, held, count()))


@given(st.lists(expressions, min_size=2, max_size=2), holders, st.sets(st.sampled_from(ROLES[:4]), max_size=2))
def test_what_is_kept_apart_is_done_by_different_people(
    parties: list[Expression], sets: list[frozenset[str]], separate: set[str]
) -> None:
    """One role of the first expression and one of the second must not be taken by one person."""
    held = dict(zip(ROLES, sets, strict=False))
    fresh = count()
    first, second = (every_way(who, held, fresh) for who in parties)
    wanted = any(
        not {p for role, p in one if role in separate} & {p for role, p in other if role in separate}
        for one, other in product(first, second)
    )
    rights: tuple[Right, Right] = ("recommend", "approve")
    asked = [Party(right, who, held.get) for right, who in zip(rights, parties, strict=True)]
    found = are_attainable(asked, lambda a, b: a.right != b.right and {a.role, b.role} <= separate)
    assert found == wanted

"""Circles of delegations: all of them, against trying every order of givers; and enough of them in a dense web."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from models.authority.grants import Delegation
from models.findings.circles import circles

ROLES = "abcd"
grants = st.lists(
    st.tuples(st.permutations(ROLES), st.sets(st.sampled_from("xyz"), max_size=2)), max_size=6, unique_by=repr
).map(
    lambda found: [
        Delegation(id=f"g{at}", from_role=order[0], to_role=order[1], decisions=tuple(sorted(decisions)))
        for at, (order, decisions) in enumerate(found)
    ]
)


def goes_round(way: tuple[Delegation, ...]) -> bool:
    joined = all(one.to_role == other.from_role for one, other in zip(way, (*way[1:], way[0]), strict=True))
    once = len({grant.from_role for grant in way}) == len(way)
    about = [set(grant.decisions) for grant in way if grant.decisions]
    return joined and once and (not about or bool(set.intersection(*about)))


@given(grants)
def test_all_circles_are_found_once(found: list[Delegation]) -> None:
    tried = {
        frozenset(grant.id for grant in way)
        for length in range(2, len(ROLES) + 1)
        for way in permutations(found, length)
        if goes_round(way)
    }
    listed = list(circles(found))
    assert all(map(goes_round, listed))
    assert {frozenset(grant.id for grant in way) for way in listed} == tried
    assert len(listed) == len(tried)


def test_where_everybody_delegates_to_everybody_each_delegation_is_in_a_circle_that_is_told() -> None:
    names = [f"r{at}" for at in range(15)]
    web = [Delegation(id=f"{a}-{b}", from_role=a, to_role=b) for a, b in permutations(names, 2)]
    listed = list(circles(web))
    assert all(map(goes_round, listed))
    assert {grant.id for way in listed for grant in way} == {grant.id for grant in web}
    assert len(listed) < 5_000


def test_one_circle_of_thousands_and_a_chain_of_thousands() -> None:
    chain = [Delegation(id=f"g{at}", from_role=f"r{at}", to_role=f"r{at + 1}") for at in range(2_000)]
    assert list(circles(chain)) == []
    (whole,) = circles([*chain, Delegation(id="back", from_role="r2000", to_role="r0")])
    assert len(whole) == 2_001

"""Approval expressions as trees: no edit loses anybody, and none leaves a tree that cannot be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Quota, Vote, roles_in
from models.commands.trees import (
    GROUPS,
    Path,
    can_unwrap,
    group_of,
    inserted,
    moved,
    of_kind,
    part_at,
    parts_of,
    replaced,
    tidy,
    unwrapped,
    with_quota,
    wrapped,
)

CEO, CFO, CHAIR = OneRole(role="ceo"), OneRole(role="cfo"), OneRole(role="chair")


def _groups(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(parts, min_size=1, max_size=4).map(tuple)
    k_of = several.flatmap(lambda p: st.integers(1, len(p)).map(lambda count: KOf(count=count, parts=p)))
    return st.one_of(several.map(lambda p: AllOf(parts=p)), several.map(lambda p: AnyOf(parts=p)), k_of)


LEAVES: st.SearchStrategy[Expression] = st.one_of(
    st.sampled_from("abcdef").map(lambda name: OneRole(role=name)), st.just(Vote(body="board"))
)
TREES = st.recursive(LEAVES, _groups, max_leaves=10)


def paths(who: Expression, above: Path = ()) -> list[Path]:
    return [above, *(path for at, part in enumerate(parts_of(who)) for path in paths(part, (*above, at)))]


def named(who: Expression) -> list[str]:
    return sorted(roles_in(who))


@given(TREES, st.data())
def test_moving_loses_nobody_and_leaves_a_sound_tree(who: Expression, data: st.DataObject) -> None:
    source, group = data.draw(st.sampled_from(paths(who))), data.draw(st.sampled_from(paths(who)))
    at = data.draw(st.integers(0, len(parts_of(part_at(who, group)))))
    after = moved(who, source, group, at)
    assert named(after) == named(who)
    assert tidy(after) == after
    assert type(after).model_validate(after.model_dump()) == after


@given(TREES, st.data())
def test_wrapping_and_unwrapping_lead_back(who: Expression, data: st.DataObject) -> None:
    path, kind = data.draw(st.sampled_from(paths(who))), data.draw(st.sampled_from(GROUPS))
    around = wrapped(who, path, kind)
    assert part_at(around, (*path, 0)) == part_at(who, path)
    assert can_unwrap(around, path)
    assert unwrapped(around, path) == who


@given(TREES, st.data())
def test_what_is_put_in_is_there_and_can_be_taken_out(who: Expression, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([path for path in paths(who) if parts_of(part_at(who, path))] or [()]))
    at = data.draw(st.integers(0, len(parts_of(part_at(who, path)))))
    group = part_at(who, path)
    grown = inserted(who, path, at, OneRole(role="new"))
    assert named(grown) == sorted([*named(who), "new"])
    if parts_of(group):
        assert replaced(grown, (*path, at), None) == who


@given(TREES)
def test_a_group_keeps_its_parts_as_another_kind(who: Expression) -> None:
    for kind in GROUPS:
        assert named(of_kind(who, kind)) == named(who)
        assert of_kind(who, kind).kind == kind


def test_the_last_part_takes_its_group_with_it() -> None:
    who = AllOf(parts=(CEO, AnyOf(parts=(CFO,))))
    assert replaced(who, (1, 0), None) == AllOf(parts=(CEO,))
    assert replaced(CEO, (), None) is None


def test_a_quota_stays_while_its_roles_move_inside_and_goes_with_them() -> None:
    quota = Quota(count=1, among=AnyOf(parts=(CEO, CFO)))
    who = KOf(count=2, parts=(CEO, CFO, CHAIR), quotas=(quota,))
    inside = moved(who, (0,), (), 3)
    assert inside == KOf(count=2, parts=(CFO, CHAIR, CEO), quotas=(quota,))
    assert replaced(who, (0,), None) == KOf(count=2, parts=(CFO, CHAIR), quotas=(Quota(count=1, among=CFO),))
    alone = replaced(KOf(count=2, parts=(CEO, CFO)), (0,), None)
    assert alone == KOf(count=1, parts=(CFO,))


def test_nothing_is_moved_into_itself_and_a_role_that_gets_company_becomes_all_of() -> None:
    who = AllOf(parts=(AnyOf(parts=(CEO, CFO)), CHAIR))
    assert moved(who, (0,), (0, 1), 0) == who
    assert moved(who, (1,), (0, 0), 1) == AllOf(parts=(AnyOf(parts=(AllOf(parts=(CEO, CHAIR)), CFO)),))
    assert not can_unwrap(who, ())
    assert unwrapped(who, ()) == who


def test_quotas_are_added_changed_and_dropped() -> None:
    who = KOf(count=2, parts=(CEO, CFO, CHAIR))
    one = with_quota(who, 0, 1, ("ceo",))
    assert one.quotas == (Quota(count=1, among=CEO),)
    two = with_quota(one, 0, 2, ("ceo", "cfo"))
    assert two.quotas == (Quota(count=2, among=AnyOf(parts=(CEO, CFO))),)
    assert with_quota(two, 0, 2, ()) == who


def test_at_least_so_many_begins_with_a_sensible_number() -> None:
    roles = tuple(OneRole(role=name) for name in "abcdef")
    counts = [group_of("k_of", roles[:size]) for size in range(1, 7)]
    assert [group.count for group in counts if isinstance(group, KOf)] == [1, 2, 2, 2, 2, 3]

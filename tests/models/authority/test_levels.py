"""Levels of delegation: what each gives to whom, shown back, and taken away with its other side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authority.levels import level_of, levels_shown, reduced, with_level, without_level
from models.authority.rules import RIGHTS, Right
from models.authority.schemes import LEVELS, UNSHOWN
from tests.models.authority.parts_at_random import ABOVE, ROLES

LETTERS = LEVELS.letters
Parts = dict[str, tuple[Right, ...]]
some_rights = st.sets(st.sampled_from(RIGHTS), min_size=1, max_size=3).map(lambda rights: tuple(sorted(rights)))
rows = st.dictionaries(st.sampled_from(ROLES), some_rights)


def _taken(parts: Parts, changed: Parts) -> Parts:
    return {role: rights for role, rights in {**parts, **changed}.items() if rights}


def _typed(parts: Parts, role: str, number: int) -> Parts:
    return _taken(parts, with_level(parts, role, LETTERS[number - 1], LETTERS, ABOVE))


def test_one_to_three_the_role_above_decides_four_both_and_five_to_seven_the_role() -> None:
    deciders = {letter.letter: ("approve" in letter.rights, "approve" in letter.counterpart) for letter in LETTERS}
    assert [name for name, found in deciders.items() if found == (False, True)] == ["1", "2", "3"]
    assert [name for name, found in deciders.items() if found == (True, True)] == ["4"]
    assert [name for name, found in deciders.items() if found == (True, False)] == ["5", "6", "7"]
    assert len({(letter.rights, letter.counterpart) for letter in LETTERS}) == 7


@pytest.mark.parametrize(("number", "above"), [(1, "7"), (2, "↔"), (3, "7"), (4, "7"), (5, "↔"), (6, "↔"), (7, None)])
def test_a_level_in_an_empty_row_shows_both_parties(number: int, above: str | None) -> None:
    shown = levels_shown(_typed({}, "Lead", number), LETTERS, ABOVE)
    assert shown.get("Lead") == str(number)
    assert shown.get("Head") == above


@given(rows, st.sampled_from(["Lead", "Clerk", "Head", "Chief"]), st.integers(1, 7))
def test_whatever_stood_there_a_level_is_shown_back(parts: Parts, role: str, number: int) -> None:
    after = _typed(parts, role, number)
    assert levels_shown(after, LETTERS, ABOVE)[role] == str(number)
    untouched = set(parts) - {role, ABOVE[role], ABOVE[ABOVE[role] or ""]}
    assert {other: after.get(other) for other in untouched} == {other: parts[other] for other in untouched}


@given(rows, st.sampled_from(ROLES))
def test_taking_a_level_away_takes_no_right_to_approve_from_the_role_above(parts: Parts, role: str) -> None:
    after = _taken(parts, without_level(parts, role, LETTERS, ABOVE))
    assert role not in after
    for other, rights in parts.items():
        if other != role:
            assert ("approve" in rights) == ("approve" in after.get(other, ()))


def test_siblings_share_the_other_side_and_keep_it() -> None:
    parts = _typed(_typed({}, "Lead", 3), "Clerk", 1)
    assert parts == {"Lead": ("consult",), "Clerk": ("notify",), "Head": ("approve",)}
    parts = _typed(_typed({}, "Lead", 5), "Clerk", 5)
    cleared = _taken(parts, without_level(parts, "Clerk", LETTERS, ABOVE))
    assert cleared == {"Lead": ("approve",), "Head": ("consult",)}
    assert _taken(cleared, without_level(cleared, "Lead", LETTERS, ABOVE)) == {}


def test_a_role_in_the_middle_has_a_level_of_its_own() -> None:
    parts: Parts = {"Lead": ("notify",), "Head": ("approve",), "Chief": ("consult",)}
    assert levels_shown(parts, LETTERS, ABOVE) == {"Lead": "1", "Head": "5", "Chief": "↔"}
    # As the head's part changes, what the chief had for its level goes.
    assert _typed(parts, "Lead", 6) == {"Lead": ("approve",), "Head": ("notify",)}


@given(rows)
def test_reducing_only_takes_away_and_leaves_levels_alone(parts: Parts) -> None:
    left = reduced(parts, LETTERS, ABOVE)
    assert all(set(rights) <= set(parts[role]) for role, rights in left.items())
    assert UNSHOWN not in levels_shown(left, LETTERS, ABOVE).values()
    assert reduced(left, LETTERS, ABOVE) == left
    if UNSHOWN not in levels_shown(parts, LETTERS, ABOVE).values():
        assert left == parts
    # Somebody who may decide keeps that, and their word.
    assert {role for role, rights in parts.items() if "approve" in rights} == {
        role for role, rights in left.items() if "approve" in rights
    }


def test_no_part_is_no_level() -> None:
    assert level_of({"Head": ("approve",)}, "Lead", LETTERS, ABOVE) is None

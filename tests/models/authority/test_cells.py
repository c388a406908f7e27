"""Cells of the grid: what is typed is what is shown, and nothing else in the row changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authority.cells import is_shared, rights_by_role, with_rights
from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Vote
from models.authority.lettering import Lettering
from models.authority.rules import RIGHTS, Right, Rule, Step
from models.authority.schemes import HOUSE_LETTERS, Letter, letter_of, rights_of

ROLES = [f"role-{n}" for n in range(5)]


def _expressions() -> st.SearchStrategy[Expression]:
    leaf = st.one_of(
        st.sampled_from(ROLES).map(lambda role: OneRole(role=role)),
        st.sampled_from(ROLES).map(lambda role: Vote(body=role)),
    )

    def groups(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return st.one_of(
            parts.map(lambda p: AllOf(parts=p)),
            parts.map(lambda p: AnyOf(parts=p)),
            parts.map(lambda p: KOf(count=len(p), parts=p)),
        )

    return st.recursive(leaf, groups, max_leaves=5)


def _rules() -> st.SearchStrategy[Rule]:
    steps = st.lists(
        st.builds(Step, right=st.sampled_from(RIGHTS), who=_expressions(), stage=st.integers(1, 4)), max_size=4
    )
    return steps.map(
        lambda found: Rule(
            id="rule-1", edition="e", decision="d", procedure=tuple(sorted(found, key=lambda step: step.stage))
        )
    )


@given(_rules(), st.sampled_from(ROLES), st.sets(st.sampled_from(RIGHTS), max_size=3))
def test_a_role_has_exactly_the_rights_that_it_was_given(rule: Rule, role: str, rights: set[Right]) -> None:
    after = rule.changed(procedure=with_rights(rule, role, rights))
    assert set(rights_by_role(after).get(role, ())) == rights
    before = rights_by_role(rule)
    for other in ROLES:
        if other != role:
            assert rights_by_role(after).get(other) == before.get(other)
    assert [step.stage for step in after.procedure] == sorted(step.stage for step in after.procedure)


@given(_rules(), st.sampled_from(ROLES))
def test_giving_what_is_there_changes_nothing_but_idle_stage_numbers(rule: Rule, role: str) -> None:
    same = with_rights(rule, role, rights_by_role(rule).get(role, ()))
    assert [(step.right, step.who) for step in same] == [(step.right, step.who) for step in rule.procedure]


def test_a_second_approver_must_agree_as_well() -> None:
    rule = Rule(id="r", edition="e", decision="d")
    rule = rule.changed(procedure=with_rights(rule, "role-1", ["approve"]))
    rule = rule.changed(procedure=with_rights(rule, "role-2", ["approve"]))
    assert rule.procedure == (Step(right="approve", who=AllOf(parts=(OneRole(role="role-1"), OneRole(role="role-2")))),)


def test_functional_and_financial_approval_stand_side_by_side() -> None:
    rule = Rule(id="r", edition="e", decision="d")
    rule = rule.changed(procedure=with_rights(rule, "role-1", ["approve"], "functional"))
    rule = rule.changed(procedure=with_rights(rule, "role-2", ["approve"], "financial"))
    assert [(step.strand, step.stage) for step in rule.procedure] == [("functional", 1), ("financial", 1)]


def test_recommending_comes_before_approving_whichever_was_typed_first() -> None:
    rule = Rule(id="r", edition="e", decision="d")
    for role, right in (("role-1", "approve"), ("role-2", "notify"), ("role-3", "recommend"), ("role-4", "sign")):
        rule = rule.changed(procedure=with_rights(rule, role, [right]))  # type: ignore[list-item]
    assert [(step.right, step.stage) for step in rule.procedure] == [
        ("recommend", 1),
        ("approve", 2),
        ("sign", 3),
        ("notify", 4),
    ]


def test_one_of_several_is_marked_as_such() -> None:
    either = AnyOf(parts=(OneRole(role="role-1"), OneRole(role="role-2")))
    who = AllOf(parts=(OneRole(role="role-0"), either))
    rule = Rule(id="r", edition="e", decision="d", procedure=(Step(right="approve", who=who),))
    assert not is_shared(rule, "role-0")
    assert is_shared(rule, "role-1")
    assert Lettering(HOUSE_LETTERS).texts(rule) == {"role-0": "A", "role-1": "A", "role-2": "A"}


@given(st.sets(st.sampled_from(RIGHTS), min_size=1))
def test_the_house_letters_lose_nothing(rights: set[Right]) -> None:
    text = "".join(letter_of(right, HOUSE_LETTERS) or "" for right in rights)
    assert set(rights_of(text, HOUSE_LETTERS)) == rights
    assert set(rights_of(text.lower(), HOUSE_LETTERS)) == rights


def test_a_letter_that_the_scheme_has_not_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="“Q” is not a letter of this matrix"):
        rights_of("AQ", HOUSE_LETTERS)
    daci = (Letter(letter="D", name="Drives", rights=("recommend",)),)
    with pytest.raises(ValueError, match=r"it has D \(drives\)"):
        rights_of("A", daci)

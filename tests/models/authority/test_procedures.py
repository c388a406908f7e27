"""Who decides in a procedure: whoever approves, else whoever may object and does not."""

from models.authority.expressions import OneRole
from models.authority.procedures import deciders
from models.authority.rules import Step


def test_whoever_approves_decides() -> None:
    veto = Step(right="veto", who=OneRole(role="chair"), hours=72, on_timeout="approve")
    approve = Step(right="approve", who=OneRole(role="head"), stage=2)
    assert deciders([veto, approve]) == ("head",)


def test_whoever_may_object_in_time_decides_where_nobody_approves() -> None:
    veto = Step(right="veto", who=OneRole(role="chair"), hours=72, on_timeout="approve")
    assert deciders([veto]) == ("chair",)


def test_nobody_decides_by_objecting_without_end() -> None:
    assert deciders([Step(right="veto", who=OneRole(role="chair"))]) == ()
    assert deciders([Step(right="veto", who=OneRole(role="chair"), hours=72, on_timeout="reject")]) == ()
    assert deciders([Step(right="notify", who=OneRole(role="chair"), hours=72, on_timeout="approve")]) == ()

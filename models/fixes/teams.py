"""Fixes of shares of time that do not add up."""

from collections.abc import Iterator

from models.changes import Edit
from models.fixes.base import Fix, Matter, Offer
from models.teams import Membership


def _members(matter: Matter) -> list[Membership]:
    return [matter.document.memberships[name] for name in matter.named("membership")]


def _called(matter: Matter, member: Membership) -> tuple[str, str]:
    return matter.document.people[member.person].name, matter.document.teams[member.team].name


def _whole(matter: Matter) -> Iterator[Fix]:
    members = _members(matter)
    if len(members) == 1:
        person, team = _called(matter, members[0])
        yield matter.setting(f"Give “{team}” all of {person}’s time", members[0], allocation=100)
    yield from _left(matter)


def _left(matter: Matter) -> Iterator[Fix]:
    for member in _members(matter):
        person, team = _called(matter, member)
        yield matter.deleting(f"Take {person} off “{team}”", member)


def _scaled(matter: Matter) -> Iterator[Fix]:
    """Yield shares that add up: all lowered in proportion, or those of one team by what is too much."""
    members = _members(matter)
    total = sum(member.allocation for member in members)
    for member in members:
        left = member.allocation - (total - 100)
        if left > 0:
            person, team = _called(matter, member)
            label = f"Lower {person}’s share for “{team}” from {member.allocation:g} % to {left:g} %"
            yield matter.setting(label, member, allocation=left)

    def lower(edit: Edit) -> None:
        for member in members:
            edit.set(member, allocation=member.allocation * 100 / total)

    if members:
        person, _ = _called(matter, members[0])
        yield matter.fix(f"Lower all of {person}’s shares in proportion, to 100 % together", lower)
    yield from _left(matter)


OFFERS: dict[str, Offer] = {"F63": _whole, "F64": _scaled}

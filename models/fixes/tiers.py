"""Fixes of tiers: another order, another tier for a decision, four eyes."""

from collections.abc import Iterator

from models.changes import Edit
from models.decisions import Tier
from models.fixes.base import Fix, Matter, Offer


def _dropped(matter: Matter) -> Iterator[Fix]:
    for name in matter.named("tier"):
        tier = matter.document.tiers[name]
        yield matter.deleting(f"Delete the tier “{tier.name}”", tier)


def _exchanged(matter: Matter) -> Iterator[Fix]:
    tiers = [matter.document.tiers[name] for name in matter.named("tier")]
    if len(tiers) != 2:
        return
    one, other = tiers

    def exchange(edit: Edit) -> None:
        edit.set(one, rank=other.rank, position=other.position)
        edit.set(other, rank=one.rank, position=one.position)

    yield matter.fix(f"Exchange the ranks of “{one.name}” and “{other.name}”", exchange)
    if one.decided_by and other.decided_by:

        def hand_over(edit: Edit) -> None:
            edit.set(one, decided_by=other.decided_by)
            edit.set(other, decided_by=one.decided_by)

        names = f"{matter.role(other.decided_by)} decide in “{one.name}” and {matter.role(one.decided_by)}"
        yield matter.fix(f"Let {names} in “{other.name}”", hand_over)


def _lowered(matter: Matter) -> Iterator[Fix]:
    yield from _moved(matter, sorted(matter.document.tiers, key=lambda tier: tier.rank))


def _raised(matter: Matter) -> Iterator[Fix]:
    tiers = sorted(matter.document.tiers, key=lambda tier: tier.rank)
    yield from _moved(matter, tiers)
    for name in matter.named("decision"):
        tier = matter.document.tiers.get(matter.document.decisions[name].tier)
        if tier is not None:
            yield matter.setting(
                f"Require four eyes in the tier “{tier.name}”, so that two decide in all of its decisions",
                tier,
                four_eyes=True,
            )


def _moved(matter: Matter, tiers: list[Tier]) -> Iterator[Fix]:
    for name in matter.named("decision"):
        decision = matter.document.decisions[name]
        for tier in tiers:
            if tier.id != decision.tier:
                yield matter.setting(f"Move “{decision.name}” to the tier “{tier.name}”", decision, tier=tier.id)


OFFERS: dict[str, Offer] = {"F48": _dropped, "F49": _exchanged, "F50": _lowered, "F51": _raised}

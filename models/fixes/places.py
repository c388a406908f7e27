"""Fixes of places in which no row holds: a row that holds there as well, or one more."""

from collections.abc import Iterator

from models.authority.expressions import OneRole
from models.authority.rules import Rule, Step
from models.commands.rows import last_position
from models.fixes.base import Fix, Matter, Offer
from models.ids import fresh


def _held(matter: Matter) -> Iterator[Fix]:
    decisions = matter.named("decision")
    for name in matter.named("place") if len(decisions) == 1 else ():
        place = matter.document.places[name]
        decision = matter.document.decisions[decisions[0]]
        rules = matter.survey.rules[decision.id]
        for rule in rules:
            if rule.places:
                label = f"Let the row {matter.rule(rule)} hold in {place.name} as well, so that {matter.decided(rule)}"
                yield matter.setting(f"{label} there", rule, places=(*rule.places, place.id))
        for role in matter.likely(matter.able(decision.id)):
            new = Rule(
                id=fresh("rule"),
                edition=rules[0].edition,
                decision=decision.id,
                places=(place.id,),
                position=last_position(matter.document, "rule"),
                procedure=(Step(right="approve", who=OneRole(role=role)),),
            )
            yield matter.creating(
                f"Add a row of “{decision.name}” for {place.name}, so that {matter.role(role)} approves there",
                new,
            )


OFFERS: dict[str, Offer] = {"F13": _held}

"""Fixes of parts that nobody has, or that should not be with who decides."""

from collections import Counter
from collections.abc import Iterator

from models.authority.expressions import OneRole
from models.authority.rules import Right, Rule, Step
from models.changes import Edit
from models.escalation import EscalationLink
from models.fixes.base import MOST_ROLES, Fix, Matter, Offer, taking_part, without_deciding
from models.ids import fresh


def _with_part(right: Right, words: str) -> Offer:
    """Return what proposes who could have a part in a decision that nobody has: first those who have it elsewhere."""

    def offer(matter: Matter) -> Iterator[Fix]:
        usual: Counter[str] = Counter()
        for reading in matter.survey.readings.values():
            usual.update(reading.parts.get(right, {}))
        for name in matter.named("decision"):
            rules = [rule for rule in matter.survey.rules[name] if rule.procedure]
            here = [role for rule in rules for role in taking_part(rule)]
            elsewhere = [role for role, _ in usual.most_common()]
            decision = matter.document.decisions[name].name
            for role in list(dict.fromkeys((*elsewhere, *here, *matter.tops)))[:MOST_ROLES]:

                def add(edit: Edit, role: str = role, rules: list[Rule] = rules) -> None:
                    for rule in rules:
                        edit.set(rule, procedure=_added(rule, right, role))

                yield matter.fix(words.format(role=matter.role(role), decision=decision), add)

    return offer


def _added(rule: Rule, right: Right, role: str) -> tuple[Step, ...]:
    """Return the procedure of a row with one part more: a recommendation before all others, the rest after them."""
    who = OneRole(role=role)
    if right == "recommend":
        later = (step.changed(stage=step.stage + 1) for step in rule.procedure)
        return (Step(right=right, who=who), *later)
    last = max(step.stage for step in rule.procedure)
    return (*rule.procedure, Step(right=right, who=who, stage=last + 1))


def _signed_by_another(matter: Matter) -> Iterator[Fix]:
    for rule in matter.rules:
        mine = taking_part(rule)
        for role in [*matter.above(mine[0], rule.decision), *matter.able(rule.decision)][: 2 * MOST_ROLES]:
            if role in mine:
                continue
            who = OneRole(role=role)
            steps = tuple(step.changed(who=who) if step.right == "sign" else step for step in rule.procedure)
            label = f"Let {matter.role(role)} sign in the row {matter.rule(rule)}"
            yield matter.setting(label, rule, procedure=steps)
            label = (
                f"Let {matter.role(role)} approve in the row {matter.rule(rule)}, while {matter.role(mine[0])} signs"
            )
            approval = Step(right="approve", who=who)
            yield matter.setting(label, rule, procedure=without_deciding(rule, approval))


def _interests(matter: Matter) -> Iterator[Fix]:
    """Yield who could decide where those on top have an interest of their own."""
    roles = matter.named("role")
    names = [matter.role(role) for role in roles]
    for other in [role.id for role in matter.document.roles if role.kind in ("position", "body")]:
        givers = [role for role in roles if role != other]
        if len(givers) < len(roles):
            continue

        def link(edit: Edit, other: str = other) -> None:
            for role in roles:
                edit.create(
                    EscalationLink(
                        id=fresh("link"), from_role=role, to_role=other, triggers=("conflict_of_interest",), hours=24
                    )
                )

        of = names[0] if len(names) == 1 else "those who decide alone"
        yield matter.fix(f"Let cases in which {of} has an interest go to {matter.role(other)}", link)


OFFERS: dict[str, Offer] = {
    "F22": _with_part("perform", "Let {role} carry out “{decision}”"),
    "F23": _with_part("recommend", "Let {role} recommend “{decision}”"),
    "F29": _signed_by_another,
    "F30": _interests,
}

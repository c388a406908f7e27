"""Fixes of load: fewer who can stop a row, somebody who hears of it, somebody who stands in."""

from collections.abc import Iterator

from models.authority.expressions import OneRole, roles_in, without
from models.authority.grants import Delegation
from models.authority.rules import Right, Rule, Step
from models.authority.words import listed
from models.changes import Edit
from models.fixes.base import MOST_ROLES, Fix, Matter, Offer
from models.fixes.escalation import consulted_instead
from models.ids import fresh


def _consulted(matter: Matter) -> Iterator[Fix]:
    for rule in matter.rules:
        holders = [role for step in rule.procedure if step.right in ("agree", "veto") for role in roles_in(step.who)]
        for role in dict.fromkeys(holders):
            yield matter.setting(
                f"Consult {matter.role(role)} in the row {matter.rule(rule)}, so that it can no longer stop it",
                rule,
                procedure=consulted_instead(rule.procedure, role),
            )


def _heard_less(right: Right, words: str) -> Offer:
    """Return what proposes to hear one of those who are heard in a row in a lighter way, or not at all."""

    def offer(matter: Matter) -> Iterator[Fix]:
        for rule in matter.rules:
            for role in dict.fromkeys(r for step in rule.procedure if step.right == right for r in roles_in(step.who)):
                steps = list(_without(rule.procedure, right, role))
                if right == "consult":
                    last = max(step.stage for step in rule.procedure)
                    steps.append(Step(right="notify", who=OneRole(role=role), stage=last + 1))
                label = words.format(role=matter.role(role), row=matter.rule(rule))
                yield matter.setting(label, rule, procedure=tuple(steps))

    return offer


def _without(procedure: tuple[Step, ...], right: Right, role: str) -> Iterator[Step]:
    for step in procedure:
        left = without(step.who, role) if step.right == right else step.who
        if left is not None:
            yield step.changed(who=left)


def _told(matter: Matter) -> Iterator[Fix]:
    """Yield the roles of the teams concerned that could be informed of a decision."""
    document = matter.document
    for name in matter.named("decision"):
        rules = [rule for rule in matter.rules if rule.procedure]
        acting = {role for rule in rules for step in rule.procedure for role in roles_in(step.who)}
        teams = {document.decisions[name].owner_team, *(document.roles[role].team for role in acting)}
        others = [role.id for role in document.roles if role.team in teams - {None} and role.id not in acting]
        for role in (*others, *sorted(acting))[:MOST_ROLES]:

            def inform(edit: Edit, role: str = role, rules: list[Rule] = rules) -> None:
                for rule in rules:
                    last = max(step.stage for step in rule.procedure)
                    step = Step(right="notify", who=OneRole(role=role), stage=last + 1)
                    edit.set(rule, procedure=(*rule.procedure, step))

            label = f"Inform {matter.role(role)} of “{document.decisions[name].name}” once it is decided"
            yield matter.fix(label, inform)


def _placed(matter: Matter) -> Iterator[Fix]:
    for name in matter.named("role"):
        role = matter.document.roles[name]
        yield matter.deleting(f"Delete the role {role.name}", role)
        for team in list(matter.document.teams)[:MOST_ROLES]:
            yield matter.setting(f"Have the role {role.name} belong to “{team.name}”", role, team=team.id)


def _covered(matter: Matter) -> Iterator[Fix]:
    """Yield who could stand in for somebody without whom decisions stop: for all of their roles at once."""
    roles = matter.named("role")
    person = matter.document.people.get(matter.finding.subject)
    if person is None or not roles:
        return
    names = listed([matter.role(role) for role in roles])
    for other in dict.fromkeys((*matter.above(roles[0]), *(role.id for role in matter.document.roles))):
        holders = matter.survey.holders(other)
        if other in roles or not holders or holders == {person.id}:
            continue

        def delegate(edit: Edit, other: str = other) -> None:
            for role in roles:
                edit.create(
                    Delegation(
                        id=fresh("delegation"),
                        from_role=role,
                        to_role=other,
                        only_when_absent=True,
                        starts=matter.on,
                        reason=f"So that decisions do not stop while {person.name} is away.",
                    )
                )

        yield matter.fix(f"Let {matter.role(other)} act as {names} while nobody there can", delegate)


OFFERS: dict[str, Offer] = {
    "F41": _consulted,
    "F42": _heard_less("consult", "Inform {role} in the row {row} instead of consulting it"),
    "F43": _heard_less("notify", "Inform {role} no longer in the row {row}"),
    "F44": _told,
    "F45": _placed,
    "F47": _covered,
}

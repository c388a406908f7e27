"""Fixes of who decides: nobody, too many, somebody who is not there, or the same person twice."""

from collections.abc import Iterator

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, roles_in, without
from models.authority.force import day_words, days_after
from models.authority.grants import Delegation
from models.authority.procedures import deciders, deciding_steps
from models.authority.rules import Right, Rule, Step
from models.authority.words import expression_words, listed, together
from models.changes import Edit
from models.commands.matrix import current_edition
from models.commands.rows import last_position
from models.fixes.base import MOST_ROLES, Fix, Matter, Offer, taking_part, without_deciding
from models.ids import fresh
from models.teams import Holding


def _named(matter: Matter) -> Iterator[Fix]:
    """Yield who could decide where nobody does: those who have a part in the row, then those above them."""
    for rule in matter.rules:
        for role in matter.likely((*taking_part(rule), *matter.able(rule.decision))):
            step = Step(right="approve", who=OneRole(role=role))
            yield matter.setting(
                f"Let {matter.role(role)} approve in the row {matter.rule(rule)}",
                rule,
                procedure=without_deciding(rule, step),
            )
    if not matter.rules:
        for decision in matter.named("decision"):
            yield from _first_row(matter, decision)


def _first_row(matter: Matter, decision: str) -> Iterator[Fix]:
    name = matter.document.decisions[decision].name
    for role in matter.likely(()):
        step = Step(right="approve", who=OneRole(role=role))

        def add(edit: Edit, step: Step = step) -> None:
            edition = current_edition(edit)
            position = last_position(edit.document, "rule")
            row = Rule(id=fresh("rule"), edition=edition.id, decision=decision, position=position, procedure=(step,))
            edit.create(row)

        yield matter.fix(f"Add a row for every case of “{name}”, so that {matter.role(role)} approves", add)


def _jointly(matter: Matter) -> Iterator[Fix]:
    for rule in matter.rules:
        all_ = together(step.who for step in deciding_steps(rule.procedure))
        if not isinstance(all_, AllOf):
            continue
        roles = list(dict.fromkeys(roles_in(all_)))
        names = listed([matter.role(role) for role in roles])
        either = listed([matter.role(role) for role in roles], "or")
        yield _with_who(matter, rule, all_.changed(distinct=True), f"Let {names} decide jointly, as different persons")
        yield _with_who(matter, rule, AnyOf(parts=all_.parts), f"Let {either} decide, whoever acts first")
        for role in roles:
            yield _with_who(matter, rule, OneRole(role=role), f"Let {matter.role(role)} alone decide")


def _with_who(matter: Matter, rule: Rule, who: Expression, label: str) -> Fix:
    step = deciding_steps(rule.procedure)[0].changed(who=who)
    return matter.setting(f"{label}, in the row {matter.rule(rule)}", rule, procedure=without_deciding(rule, step))


def _standing_in(matter: Matter) -> Iterator[Fix]:
    """Yield who could hold or act for a role that nobody holds."""
    for role in matter.named("role"):
        others = [name for name in _nearest(matter, role) if matter.survey.holders(name)]
        for other in others:
            grant = Delegation(
                id=fresh("delegation"),
                from_role=role,
                to_role=other,
                kind="temporary",
                starts=matter.on,
                ends=days_after(matter.on, 90),
                reason=f"Nobody holds {matter.role(role)}.",
            )
            yield matter.creating(
                f"Delegate {matter.role(role)} to {matter.role(other)} until {day_words(grant.ends or matter.on)}",
                grant,
            )
        yield from _acting(matter, role, others)


def _acting(matter: Matter, role: str, others: list[str]) -> Iterator[Fix]:
    people = {person: other for other in others for person in sorted(matter.survey.holders(other) or ())}
    for person in people:
        holding = Holding(id=fresh("holding"), role=role, person=person, starts=matter.on, acting=True)
        name = matter.document.people[person].name
        yield matter.creating(
            f"Have {name} act as {matter.role(role)} from {day_words(matter.on)}",
            holding,
        )


def _nearest(matter: Matter, role: str) -> list[str]:
    """Return the roles nearest to one: those above it, then those beside it in the decisions that it decides."""
    beside = [
        other
        for reading in matter.survey.readings.values()
        if role in reading.deciders
        for other in (*matter.survey.paths.ladder(reading.decision.id).above(role), *reading.ladder.reached)
    ]
    return [name for name in dict.fromkeys((*matter.above(role), *beside)) if name != role][: 2 * MOST_ROLES]


def _fewer(matter: Matter) -> Iterator[Fix]:
    """Yield weaker forms of a joint approval that there are not enough people for."""
    for rule in matter.rules:
        for at, step in enumerate(rule.procedure):
            if step.right == "approve":
                for who in _weaker(step.who):
                    words = expression_words(matter.document, who, "approve")
                    steps = (*rule.procedure[:at], step.changed(who=who), *rule.procedure[at + 1 :])
                    yield matter.setting(
                        f"Ask for less in the row {matter.rule(rule)}, so that {words}", rule, procedure=steps
                    )


def _weaker(who: Expression) -> Iterator[Expression]:
    if isinstance(who, KOf):
        most = min(who.count, len(who.parts) + 1)
        for count in range(most - 1, 0, -1):
            quotas = tuple(quota for quota in who.quotas if quota.count <= count)
            yield who.changed(count=count, quotas=quotas)
    if isinstance(who, AllOf) and who.distinct:
        yield who.changed(distinct=False)
        yield AnyOf(parts=who.parts)


def _somebody_else(matter: Matter) -> Iterator[Fix]:
    """Yield how a request can be seen by somebody else: a second approval, or no request by whoever approves."""
    for rule in matter.rules:
        decision = matter.document.decisions[rule.decision]
        mine = set(deciders(rule.procedure))
        for requester in decision.requesters:
            left = tuple(other for other in decision.requesters if other != requester)
            label = f"Let {matter.role(requester)} no longer ask for “{decision.name}”"
            yield matter.setting(label, decision, requesters=left)
        for role in mine:
            for upper in matter.above(role, rule.decision)[:MOST_ROLES]:
                who = AllOf(parts=(OneRole(role=role), OneRole(role=upper)), distinct=True)
                label = f"Have {matter.role(upper)} approve as well as {matter.role(role)}"
                yield _with_who(matter, rule, who, label)


def _leaving(right: Right, words: str) -> Offer:
    """Return what proposes to take a part from those who also decide."""

    def offer(matter: Matter) -> Iterator[Fix]:
        for rule in matter.rules:
            for role in [role for step in rule.procedure if step.right == right for role in roles_in(step.who)]:
                steps = tuple(
                    kept
                    for step in rule.procedure
                    if (kept := _less_by(step, role) if step.right == right else step) is not None
                )
                label = f"Let {matter.role(role)} no longer {words} in the row {matter.rule(rule)}"
                yield matter.setting(label, rule, procedure=steps)
            for role in deciders(rule.procedure):
                for upper in matter.above(role, rule.decision)[:MOST_ROLES]:
                    label = f"Let {matter.role(upper)} approve instead of {matter.role(role)}"
                    yield _with_who(matter, rule, OneRole(role=upper), label)

    return offer


def _less_by(step: Step, role: str) -> Step | None:
    who = without(step.who, role)
    return step.changed(who=who) if who is not None else None


def _handed_over(matter: Matter) -> Iterator[Fix]:
    """Yield the end of one of two roles that one person holds and that are to be kept apart."""
    people = matter.finding.subject.rpartition("|")[2]
    for role in matter.named("role"):
        for holding in matter.document.holdings.by("role", role):
            if holding.person == people:
                name = matter.document.people[people].name
                yield matter.deleting(f"Have {name} no longer hold {matter.role(role)}", holding)


OFFERS: dict[str, Offer] = {
    "F15": _named,
    "F16": _jointly,
    "F18": _standing_in,
    "F19": _fewer,
    "F25": _somebody_else,
    "F26": _leaving("perform", "carry it out"),
    "F27": _leaving("recommend", "recommend"),
    "F28": _handed_over,
    "F52": _standing_in,
}

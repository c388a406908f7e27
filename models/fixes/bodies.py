"""Fixes of roles that cannot do what rows ask of them: their own limit is lower, or a body does not meet."""

from collections.abc import Iterator
from decimal import Decimal

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Vote
from models.authority.rules import BandCondition, Rule
from models.fixes.base import Fix, Matter, Offer
from models.quantities import UNLIMITED, Limit, group, minor_unit
from models.teams import Role


def _raised(matter: Matter) -> Iterator[Fix]:
    """Yield an own limit as high as the band that the role decides."""
    currency = matter.document.workspace.currency
    for rule in matter.rules:
        top = _top(matter, rule)
        for name in matter.named("role", "own_limit"):
            role = matter.document.roles[name]
            limits: list[Limit] = [top, UNLIMITED] if isinstance(top, int) else [UNLIMITED]
            for limit in limits:
                words = "unlimited" if limit == UNLIMITED else _money(limit, currency)
                yield matter.setting(f"Raise the own limit of {role.name} to {words}", role, own_limit=limit)


def _top(matter: Matter, rule: Rule) -> Limit:
    """Return the largest amount of a row, in minor units of the organisation's currency, or "unlimited"."""
    unit = minor_unit(matter.document.workspace.currency)
    for condition in rule.box:
        dimension = matter.document.dimensions[condition.dimension]
        if isinstance(condition, BandCondition) and dimension.kind == "money" and isinstance(condition.band.upper, int):
            return int((condition.band.upper - 1) * dimension.step / unit)
    return UNLIMITED


def _money(minor: Limit, currency: str) -> str:
    return f"{group(Decimal(minor if isinstance(minor, int) else 0) * minor_unit(currency))} {currency}"


def _able_to_meet(matter: Matter) -> Iterator[Fix]:
    for name in matter.named("role"):
        role = matter.document.roles[name]
        yield from _lower_quorum(matter, role)
        for rule in matter.rules:
            yield from _smaller_vote(matter, rule, role)
            yield from _until_next_meeting(matter, rule, role)
        for route in (matter.document.urgent_routes[each] for each in matter.named("urgent_route")):
            if role.meets_every_days:
                days = role.meets_every_days
                label = f"Let {role.name} ratify by “{route.name}” within {days} days, until its next meeting"
                yield matter.setting(label, route, ratify_within_days=days)


def _lower_quorum(matter: Matter, role: Role) -> Iterator[Fix]:
    members = len(matter.survey.holders(role.id) or role.members)
    if role.quorum and 0 < members < role.quorum:
        yield matter.setting(f"Lower the quorum of {role.name} from {role.quorum} to {members}", role, quorum=members)


def _smaller_vote(matter: Matter, rule: Rule, role: Role) -> Iterator[Fix]:
    """Yield the votes of a body in a row with fewer members for a quorum, or shorter notice."""
    for at, step in enumerate(rule.procedure):
        for vote in _votes(step.who, role.id):
            others = {person for each in vote.excluded for person in matter.survey.holders(each) or ()}
            members = len((matter.survey.holders(role.id) or frozenset(role.members)) - others)
            if 0 < members < (vote.quorum or role.quorum or 0):
                who = _exchanged(step.who, vote, vote.changed(quorum=members))
                steps = (*rule.procedure[:at], step.changed(who=who), *rule.procedure[at + 1 :])
                label = f"Let {members} of {role.name} be a quorum in the row {matter.rule(rule)}"
                yield matter.setting(label, rule, procedure=steps)
            if step.hours is not None and vote.minimum_days * 24 > step.hours:
                hours = vote.minimum_days * 24
                steps = (*rule.procedure[:at], step.changed(hours=hours), *rule.procedure[at + 1 :])
                label = f"Give {role.name} {hours} hours in the row {matter.rule(rule)}, as long as its notice takes"
                yield matter.setting(label, rule, procedure=steps)


def _until_next_meeting(matter: Matter, rule: Rule, role: Role) -> Iterator[Fix]:
    days = role.meets_every_days
    if days is None:
        return
    steps = []
    for step in rule.procedure:
        named = any(True for _ in _parties(step.who, role.id))
        late = named and step.hours is not None and step.hours < days * 24
        slow = named and step.within_days is not None and step.within_days < days
        steps.append(step.changed(**({"hours": days * 24} if late else {}), **({"within_days": days} if slow else {})))
    label = f"Give {role.name} {days} days in the row {matter.rule(rule)}, until its next meeting"
    yield matter.setting(label, rule, procedure=tuple(steps))


def _parties(who: Expression, role: str) -> Iterator[OneRole | Vote]:
    match who:
        case OneRole() | Vote():
            if role == (who.role if isinstance(who, OneRole) else who.body):
                yield who
        case AllOf() | AnyOf() | KOf():
            for part in who.parts:
                yield from _parties(part, role)


def _votes(who: Expression, role: str) -> Iterator[Vote]:
    return (party for party in _parties(who, role) if isinstance(party, Vote))


def _exchanged(who: Expression, old: Vote, new: Vote) -> Expression:
    """Return an expression with a vote in place of another."""
    if who == old:
        return new
    if isinstance(who, OneRole | Vote):
        return who
    return who.changed(parts=tuple(_exchanged(part, old, new) for part in who.parts))


OFFERS: dict[str, Offer] = {"F20": _raised, "F21": _able_to_meet}

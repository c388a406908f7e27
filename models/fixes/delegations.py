"""Fixes of delegations: ended, renewed, narrowed to what is held, or allowed to be passed on."""

from collections.abc import Iterator

from models.authority.expressions import OneRole
from models.authority.force import day_words, days_after
from models.authority.grants import Delegation
from models.authority.power import line_above
from models.authority.procedures import deciders
from models.authority.rules import BandCondition, ClassCondition, Condition, Rule, Step
from models.authority.words import box_words, some_of
from models.fixes.base import Fix, Matter, Offer, without_deciding
from models.fixes.deciders import OFFERS as DECIDING
from models.quantities import UNLIMITED, Band

_TERMS = (90, 365)


def _grants(matter: Matter) -> list[Delegation]:
    return [matter.document.delegations[name] for name in matter.named("delegation")]


def _called(matter: Matter, grant: Delegation) -> str:
    return f"the delegation from {matter.role(grant.from_role)} to {matter.role(grant.to_role)}"


def _renewed(matter: Matter) -> Iterator[Fix]:
    for grant in _grants(matter):
        for days in _TERMS:
            ends = days_after(matter.on, days)
            revoked = grant.revoked_on if grant.revoked_on is None or grant.revoked_on > matter.on else None
            label = f"Renew {_called(matter, grant)} until {day_words(ends)}"
            yield matter.setting(label, grant, ends=ends, revoked_on=revoked)


def _relied_on(matter: Matter) -> Iterator[Fix]:
    yield from _renewed(matter)
    yield from DECIDING["F18"](matter)


def _revoked(matter: Matter) -> Iterator[Fix]:
    for grant in _grants(matter):
        label = f"Revoke {_called(matter, grant)} as of {day_words(matter.on)}"
        yield matter.setting(label, grant, revoked_on=matter.on)


def _narrowed(matter: Matter) -> Iterator[Fix]:
    for grant in _grants(matter):
        limits = tuple(_within(matter, limit) for limit in grant.limits)
        if limits != grant.limits:
            words = box_words(matter.document, limits, grant.places)
            yield matter.setting(f"Narrow {_called(matter, grant)} to what is held: {words}", grant, limits=limits)
        outside = [name for name in grant.decisions if not _holds_any(matter, grant, name)]
        yield from _taken_out(matter, grant, outside or matter.named("decision"))
    yield from _revoked(matter)


def _within(matter: Matter, limit: Condition) -> Condition:
    """Return a limit no wider than the rows that the finding names: those that the delegator decides."""
    held = [c for rule in matter.rules for c in rule.box if c.dimension == limit.dimension]
    if len({rule.id for rule in matter.rules for c in rule.box if c.dimension == limit.dimension}) < len(matter.rules):
        return limit
    if isinstance(limit, BandCondition):
        tops = [c.band.upper for c in held if isinstance(c, BandCondition) and c.currency == limit.currency]
        top = max((edge for edge in tops if isinstance(edge, int)), default=None)
        if top is not None and UNLIMITED not in tops and _reaches(limit.band) > top:
            return limit.changed(band=limit.band.changed(upper=top))
    if isinstance(limit, ClassCondition):
        among = {name for c in held if isinstance(c, ClassCondition) for name in c.among}
        kept = tuple(name for name in limit.among if name in among)
        return limit.changed(among=kept) if kept else limit
    return limit


def _reaches(band: Band) -> float:
    return float(band.upper) if isinstance(band.upper, int) else float("inf")


def _holds_any(matter: Matter, grant: Delegation, decision: str) -> bool:
    enough = matter.survey.paths.power.enough
    rules: tuple[Rule, ...] = matter.survey.rules.get(decision, ())
    return not rules or any(grant.from_role in enough(frozenset(deciders(rule.procedure))) for rule in rules)


def _taken_out(matter: Matter, grant: Delegation, decisions: list[str]) -> Iterator[Fix]:
    left = tuple(name for name in grant.decisions if name not in decisions)
    if left and left != grant.decisions:
        names = some_of([f"“{matter.document.decisions[name].name}”" for name in decisions])
        yield matter.setting(f"Take {names} out of {_called(matter, grant)}", grant, decisions=left)


def _allowed(matter: Matter) -> Iterator[Fix]:
    """Yield leave to pass on for the grant above, the same grant from the first giver, or its end."""
    grants = _grants(matter)
    if len(grants) != 2:
        return
    grant, above = grants
    yield matter.setting(f"Allow {_called(matter, above)} to be passed on once", above, may_sub_delegate=True, depth=1)
    if above.may_sub_delegate:
        deeper = above.depth + 1
        yield matter.setting(f"Allow {_called(matter, above)} to be passed on so far", above, depth=deeper)
    giver = matter.role(above.from_role)
    yield matter.setting(
        f"Let {giver} delegate directly to {matter.role(grant.to_role)}",
        grant,
        from_role=above.from_role,
        parent=above.parent,
    )
    label = f"Revoke {_called(matter, grant)} as of {day_words(matter.on)}"
    yield matter.setting(label, grant, revoked_on=matter.on)


def _kept_above(matter: Matter) -> Iterator[Fix]:
    """Yield a reserved matter taken out of a delegation, or decided by whoever stands on top."""
    for grant in _grants(matter):
        yield from _taken_out(matter, grant, matter.named("decision"))
        others = tuple(
            decision.id
            for decision in matter.document.decisions
            if decision.reserved is None and _decides(matter, grant.from_role, decision.id)
        )
        if not grant.decisions and others:
            yield matter.setting(f"Limit {_called(matter, grant)} to what is not reserved", grant, decisions=others)
    yield from _revoked(matter)
    for rule in matter.rules:
        tops = [
            role
            for decider in deciders(rule.procedure)
            for role in line_above(matter.document, decider)
            if not line_above(matter.document, role)
        ]
        for role in dict.fromkeys(tops):
            step = Step(right="approve", who=OneRole(role=role))
            yield matter.setting(
                f"Let {matter.role(role)} approve in the row {matter.rule(rule)}",
                rule,
                procedure=without_deciding(rule, step),
            )


def _decides(matter: Matter, role: str, decision: str) -> bool:
    return any(role in deciders(rule.procedure) for rule in matter.survey.rules[decision])


def _ended(matter: Matter) -> Iterator[Fix]:
    for grant in _grants(matter):
        for days in _TERMS:
            ends = days_after(grant.starts or matter.on, days)
            if ends > matter.on:
                yield matter.setting(f"End {_called(matter, grant)} on {day_words(ends)}", grant, ends=ends)
        yield matter.setting(f"Make {_called(matter, grant)} a standing one", grant, kind="standing")
    yield from _revoked(matter)


OFFERS: dict[str, Offer] = {
    "F52": _relied_on,
    "F53": _renewed,
    "F54": _narrowed,
    "F55": _allowed,
    "F56": _kept_above,
    "F57": _ended,
    "F58": _revoked,
}

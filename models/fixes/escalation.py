"""Fixes of escalation: links that lead upward, end in time, and reach somebody who can decide."""

from collections.abc import Iterator

from models.authority.expressions import AllOf, OneRole, roles_in, without
from models.authority.grants import UrgentRoute
from models.authority.paths import trigger_words
from models.authority.power import line_above
from models.authority.procedures import deciders, deciding_steps
from models.authority.rules import Step
from models.authority.words import listed, number_words, together
from models.escalation import EscalationLink, Trigger
from models.fixes.base import MOST_ROLES, Fix, Matter, Offer
from models.ids import fresh

_HOURS = (24.0, 72.0, 8.0)
_CHAINED = ("endorse", "agree", "approve", "ratify")


def _links(matter: Matter) -> list[EscalationLink]:
    return [matter.document.escalation_links[name] for name in matter.named("escalation_link")]


def _upward(matter: Matter) -> Iterator[Fix]:
    """Yield links that lead to a role with more authority than that from which they come."""
    for link in _links(matter):
        above = matter.above(link.from_role, link.decision)
        for decision in matter.survey.rules if not link.decision else ():
            above += matter.survey.paths.ladder(decision).above(link.from_role)
        for role in list(dict.fromkeys(above))[:MOST_ROLES]:
            if role != link.to_role:
                yield matter.setting(
                    f"Let {matter.role(link.from_role)} pass cases to {matter.role(role)} instead of "
                    f"{matter.role(link.to_role)}",
                    link,
                    to_role=role,
                )


def _turned(matter: Matter) -> Iterator[Fix]:
    yield from _upward(matter)
    for link in _links(matter):
        one, other = matter.role(link.from_role), matter.role(link.to_role)
        yield matter.setting(
            f"Turn the link round, so that {other} passes cases to {one}",
            link,
            from_role=link.to_role,
            to_role=link.from_role,
        )
        yield _ended(matter, link)


def _ended(matter: Matter, link: EscalationLink) -> Fix:
    one, other = matter.role(link.from_role), matter.role(link.to_role)
    return matter.deleting(f"Delete the link from {one} to {other}", link)


def _broken(matter: Matter) -> Iterator[Fix]:
    """Yield circles cut open, at each of their links."""
    yield from _upward(matter)
    for link in _links(matter):
        yield _ended(matter, link)
    for name in matter.named("role"):
        if not _links(matter):
            row = matter.document.roles[name]
            yield matter.setting(f"Let {row.name} report to nobody", row, reports_to=None)


def _led_on(matter: Matter) -> Iterator[Fix]:
    """Yield a link on from where a path ends dead, to a role that can decide."""
    for decision in matter.named("decision"):
        able = reversed(matter.able(decision))
        triggers: dict[Trigger, None] = {}
        for link in _links(matter):
            triggers.update(dict.fromkeys(link.triggers))
        for role in list(dict.fromkeys((*able, *matter.tops)))[:MOST_ROLES]:
            for last in matter.named("role"):
                if last != role:
                    yield _new_link(matter, last, role, tuple(triggers) or ("limit",), decision)
    yield from _upward(matter)
    for link in _links(matter):
        yield _ended(matter, link)


def _new_link(matter: Matter, start: str, end: str, triggers: tuple[Trigger, ...], decision: str) -> Fix:
    link = EscalationLink(
        id=fresh("link"), from_role=start, to_role=end, triggers=triggers, decision=decision, hours=_HOURS[0]
    )
    name = matter.document.decisions[decision].name
    on = "" if triggers == ("limit",) else f", on {listed([trigger_words(each) for each in triggers], 'or')}"
    return matter.fix(
        f"Let {matter.role(start)} pass cases of “{name}” to {matter.role(end)} within {_HOURS[0]:g} hours{on}",
        lambda edit: edit.create(link),
    )


def _another_person(matter: Matter) -> Iterator[Fix]:
    """Yield links past a role that the same people hold."""
    for link in _links(matter):
        for role in matter.above(link.to_role, link.decision)[:MOST_ROLES]:
            if role != link.from_role:
                yield matter.setting(
                    f"Let {matter.role(link.from_role)} pass cases to {matter.role(role)} instead of "
                    f"{matter.role(link.to_role)}",
                    link,
                    to_role=role,
                )
        yield _ended(matter, link)


def _timed(matter: Matter) -> Iterator[Fix]:
    for link in _links(matter):
        usual = [other.hours for other in matter.document.escalation_links if other.hours is not None]
        first = [max(set(usual), key=usual.count)] if usual else []
        for hours in dict.fromkeys((*first, *_HOURS)):
            one, other = matter.role(link.from_role), matter.role(link.to_role)
            yield matter.setting(f"Have {one} pass cases to {other} within {hours:g} hours", link, hours=hours)
    yield from _timed_steps(matter)


def _timed_steps(matter: Matter) -> Iterator[Fix]:
    """Yield the hours after which what a row says of a time-out happens."""
    for rule in matter.rules:
        for hours in _HOURS:
            steps = tuple(
                step.changed(hours=hours) if step.on_timeout is not None and step.hours is None else step
                for step in rule.procedure
            )
            label = f"Let time be over after {hours:g} hours in the row {matter.rule(rule)}"
            yield matter.setting(label, rule, procedure=steps)


def _met(matter: Matter) -> Iterator[Fix]:
    """Yield links by which a case meets the decider whom it passes by now."""
    for rule in matter.rules:
        for link in _links(matter):
            for role in deciders(rule.procedure):
                if role != link.from_role:
                    yield _new_link(matter, link.from_role, role, ("limit",), rule.decision)


def _in_time(matter: Matter) -> Iterator[Fix]:
    """Yield urgent routes for a tier: who decides then, ratified by who decides otherwise."""
    for name in matter.named("tier"):
        tier = matter.document.tiers[name]
        usual = [role for decision in matter.named("decision") for role in reversed(matter.able(decision))]
        ratifies = tier.decided_by or next(iter(usual), None)
        every = matter.document.roles[ratifies].meets_every_days if ratifies else None
        days = max(30, every or 0)
        for role in matter.likely((*usual, *matter.tops)):
            if role == ratifies:
                continue
            route = UrgentRoute(
                id=fresh("urgent"),
                name=f"Urgent: {tier.name}",
                tier=tier.id,
                decided_by=role,
                ratified_by=ratifies,
                ratify_within_days=days if ratifies else None,
            )
            then = f", ratified by {matter.role(ratifies)} within {days} days" if ratifies else ""
            yield matter.creating(
                f"Let {matter.role(role)} decide urgent cases of the tier “{tier.name}”{then}",
                route,
            )


def _side_by_side(matter: Matter) -> Iterator[Fix]:
    """Yield the approvals of a row at once rather than one after the other."""
    for rule in matter.rules:
        stages = sorted({step.stage for step in rule.procedure if step.right in _CHAINED})
        if not stages:
            continue
        last = stages[-1]
        approvals = deciding_steps(rule.procedure)
        steps = [s.changed(stage=last) if s.right in _CHAINED else s for s in rule.procedure if s not in approvals]
        if approvals:
            all_ = together(step.who for step in approvals)
            who = all_.changed(distinct=True) if isinstance(all_, AllOf) else all_
            steps.append(approvals[0].changed(who=who, stage=last))
        yield matter.setting(
            f"Let all {number_words(len(stages))} of the row {matter.rule(rule)} say yes side by side",
            rule,
            procedure=tuple(steps),
        )


def _next_level(matter: Matter) -> Iterator[Fix]:
    for link in _links(matter):
        line = line_above(matter.document, link.from_role)
        for role in line[: line.index(link.to_role)] if link.to_role in line else ():
            yield matter.setting(
                f"Let {matter.role(link.from_role)} pass cases to {matter.role(role)} first", link, to_role=role
            )


def _settled(matter: Matter) -> Iterator[Fix]:
    """Yield who settles it where somebody must agree and does not: they are only consulted, or the case goes on."""
    for rule in matter.rules:
        holders = [role for step in rule.procedure if step.right in ("agree", "veto") for role in roles_in(step.who)]
        for role in dict.fromkeys(holders):
            yield matter.setting(
                f"Consult {matter.role(role)} in the row {matter.rule(rule)}, so that {matter.decided(rule)} even "
                "where it disagrees",
                rule,
                procedure=consulted_instead(rule.procedure, role),
            )
            for decider in deciders(rule.procedure):
                if decider != role:
                    yield _new_link(matter, role, decider, ("disagreement",), rule.decision)


def consulted_instead(procedure: tuple[Step, ...], role: str) -> tuple[Step, ...]:
    """Return a procedure in which a role that had to agree, or could veto, is consulted."""
    steps: list[Step] = []
    for step in procedure:
        if step.right not in ("agree", "veto") or role not in roles_in(step.who):
            steps.append(step)
            continue
        left = without(step.who, role)
        if left is not None:
            steps.append(step.changed(who=left))
        one = OneRole(role=role) if left is not None else step.who
        steps.append(Step(right="consult", who=one, stage=step.stage, hours=step.hours, strand=step.strand))
    return tuple(steps)


OFFERS: dict[str, Offer] = {
    "F17": _met,
    "F31": _broken,
    "F32": _led_on,
    "F33": _turned,
    "F34": _another_person,
    "F35": _timed,
    "F36": _side_by_side,
    "F37": _next_level,
    "F38": _in_time,
    "F39": _settled,
}

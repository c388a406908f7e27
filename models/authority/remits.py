"""What a team may decide, derived from the matrix through the roles that belong to it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from models.authority.delegation import granted
from models.authority.expressions import roles_in
from models.authority.force import day_words, rules_in_force
from models.authority.geometry import TooIntricate, settle, solid, uncovered
from models.authority.paths import hours_words, path_from, top_deciders, trigger_words
from models.authority.power import acting_as, meets
from models.authority.procedures import deciders, deciding_steps
from models.authority.rules import Right, Rule
from models.authority.spaces import Space, space_of
from models.authority.words import box_words, cases_words, listed, procedure_words, role_words, verb
from models.decisions import Decision
from models.document import Document

# The roles in which a team acts; with a group goes the role of the team that is a member of it, else None.
Own = Mapping[str, str | None]

_HEARD: tuple[Right, ...] = ("recommend", "consult", "endorse", "agree", "veto", "ratify")
_SHOWN = 3


@dataclass(frozen=True)
class Line:
    """One thing that a team may or must do: in words, with the decision, the row if it is one, and its clause."""

    text: str
    decision: str | None = None
    rule: str | None = None
    clause: str = ""


@dataclass(frozen=True)
class Remit:
    """A team's authority: what it decides alone, with others, for others, is heard on, and has to pass on."""

    alone: tuple[Line, ...] = ()
    together: tuple[Line, ...] = ()
    delegated: tuple[Line, ...] = ()
    consulted: tuple[Line, ...] = ()
    escalated: tuple[Line, ...] = ()


def remit_of(document: Document, team: str, on: date) -> Remit:
    """Return what a team may decide on a day, through its roles and the groups of which they are members."""
    own = acting_as(document, (role.id for role in document.roles.by("team", team)))
    alone: list[Line] = []
    together: list[Line] = []
    consulted: list[Line] = []
    escalated: list[Line] = []
    for decision in document.decisions:
        rules = rules_in_force(document, decision.id, on)
        if not any(role in own for rule in rules for step in rule.procedure for role in roles_in(step.who)):
            continue
        for rule in rules:
            if own.keys() & set(deciders(rule.procedure)):
                mine = all(meets(step.who, own) for step in deciding_steps(rule.procedure))
                (alone if mine else together).append(_deciding(document, decision, rule, own, mine))
            else:
                consulted += _heard(document, decision, rule, own)
        escalated += _escalated(document, decision, rules, own, on)
    escalated += _general_links(document, own)
    delegated = _delegated(document, own, on)
    return Remit(tuple(alone), tuple(together), tuple(delegated), tuple(consulted), tuple(escalated))


def _as_groups(document: Document, own: Own, roles: Iterable[str]) -> str:
    """Return the groups as which a team acts: ", as Team Lead"; nothing where it acts as itself."""
    named = [role for role in dict.fromkeys(roles) if role in own]
    if not named or any(own[role] is None for role in named):
        return ""
    return f", as {listed([role_words(document, role) for role in named])}"


def _where(document: Document, decision: Decision, rule: Rule) -> str:
    cases = box_words(document, rule.box, rule.places)
    return f"{decision.name}: {cases}" if rule.box or rule.places else decision.name


def _deciding(document: Document, decision: Decision, rule: Rule, own: Own, alone: bool) -> Line:
    others = [role_words(document, role) for role in deciders(rule.procedure) if role not in own and not alone]
    before = dict.fromkeys(
        role_words(document, role)
        for step in rule.procedure
        if step.right in ("consult", "agree", "endorse")
        for role in roles_in(step.who)
        if role not in own
    )
    text = _where(document, decision, rule) + _as_groups(document, own, deciders(rule.procedure))
    if others:
        text += f", with {listed(others)}"
    if before:
        text += f", after hearing {listed(list(before))}"
    return Line(f"{text}.", decision.id, rule.id, decision.clause)


def _delegated(document: Document, own: Own, on: date) -> Iterator[Line]:
    """Yield what is delegated to the roles of a team, of what the delegator decides."""
    for delegation in document.delegations:
        if delegation.to_role not in own or delegation.from_role in own or not granted(delegation, on, "approve"):
            continue
        until = f" until {day_words(delegation.ends)}" if delegation.ends else ""
        absent = " while nobody there can decide" if delegation.only_when_absent else ""
        limits = box_words(document, delegation.limits, delegation.places)
        within = f", {limits}" if delegation.limits or delegation.places else ""
        for decision in document.decisions:
            if delegation.decisions and decision.id not in delegation.decisions:
                continue
            for rule in rules_in_force(document, decision.id, on):
                if delegation.from_role in deciders(rule.procedure):
                    text = (
                        f"{_where(document, decision, rule)}{within}{_as_groups(document, own, [delegation.to_role])}"
                    )
                    text += f", for {role_words(document, delegation.from_role)}{absent}{until}."
                    yield Line(text, decision.id, rule.id, decision.clause)


def _heard(document: Document, decision: Decision, rule: Rule, own: Own) -> Iterator[Line]:
    heard = [(step.right, role) for step in rule.procedure for role in roles_in(step.who) if role in own]
    rights = [right for right in _HEARD if any(right == each for each, _ in heard)]
    if rights:
        ours = listed([verb(right, True).replace("are consulted", "we are consulted") for right in rights])
        ours = ours if ours.startswith("we ") else f"we {ours}"
        decide = procedure_words(document, deciding_steps(rule.procedure))
        group = _as_groups(document, own, (role for right, role in heard if right in rights))
        text = f"{_where(document, decision, rule)}{group}: {ours}; {decide}."
        yield Line(text, decision.id, rule.id, decision.clause)


def _escalated(document: Document, decision: Decision, rules: tuple[Rule, ...], own: Own, on: date) -> Iterator[Line]:
    """Yield what of a decision that the team takes part in deciding is beyond it, and where that goes."""
    deciding = [role for rule in rules for role in deciders(rule.procedure) if role in own]
    tops = top_deciders(document, decision.id, on)
    role = next((role for role in deciding if role not in tops), None)
    if role is None or set(deciding) & tops:
        return
    path = path_from(document, decision.id, role, on)
    hop = next((hop for hop in path.hops if hop.to_role not in own), None)
    if hop is None:
        return
    mine = {rule.id for rule in rules if own.keys() & set(deciders(rule.procedure))}
    words = _beyond(document, space_of(document, decision.id, rules, on), mine)
    if not words:
        return
    to = role_words(document, hop.to_role)
    text = f"{decision.name} goes to {to}{_time(hop.hours)}: {'; '.join(words)}."
    yield Line(text, decision.id, None, decision.clause)


def _beyond(document: Document, space: Space, mine: set[str]) -> list[str]:
    """Return in words the cases of a decision that none of some rows wins, the first of them by name."""
    try:
        settled = settle(space.everything, space.pieces)
        left = uncovered(space.everything, (won.region for won in settled if not mine.isdisjoint(won.rows)))
    except TooIntricate:
        return ["what our own rows do not cover"]
    parts = (part for region in left for part in solid(region, space.axes, space.runs))
    boxes = [space.box_of(part) for part in islice(parts, _SHOWN + 1)]
    words = [cases_words(document, box.conditions, box.places) for box in boxes[:_SHOWN]]
    return words + (["other cases"] if len(boxes) > _SHOWN else [])


def _general_links(document: Document, own: Own) -> Iterator[Line]:
    for link in document.escalation_links:
        if link.from_role not in own or link.to_role in own:
            continue
        about = document.decisions.get(link.decision) or document.sections.get(link.section)
        why = listed([trigger_words(trigger) for trigger in link.triggers], "or")
        of = f" of “{about.name}”" if about else ""
        group = _as_groups(document, own, [link.from_role])
        text = f"On {why}{of} we go{group}{',' if group else ''} to {role_words(document, link.to_role)}"
        yield Line(f"{text}{_time(link.hours)}.", link.decision)


def _time(hours: float | None) -> str:
    if hours is None:
        return " (no time limit set)"
    return f" within {hours_words(hours)}"

"""Escalation paths: where a case goes when a role cannot decide it, hop by hop, and where that ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.authority.force import rules_in_force
from models.authority.procedures import deciders
from models.authority.rules import BandCondition, Rule
from models.authority.words import role_words
from models.decisions import Decision
from models.document import Document
from models.escalation import EscalationLink, Trigger

HopSource = Literal["link", "matrix", "reporting_line"]
PathEnd = Literal["decides", "dead_end", "cycle"]

_TRIGGERS: dict[Trigger, str] = {
    "limit": "a case above the limit",
    "disagreement": "disagreement",
    "time_out": "a time-out",
    "conflict_of_interest": "a conflict of interest",
    "novelty": "a novel case",
    "absence": "absence",
}


@dataclass(frozen=True)
class Hop:
    """One move of a case upward, and what says so: a link of the file, the matrix, or the reporting line."""

    from_role: str
    to_role: str
    source: HopSource
    sentence: str
    link: str | None = None
    hours: float | None = None


@dataclass(frozen=True)
class Path:
    """The hops from a role until one that decides the decision's largest cases, a dead end, or a cycle."""

    decision: str | None
    trigger: Trigger
    start: str
    hops: tuple[Hop, ...]
    end: PathEnd

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that the case passes, the first included; in a cycle the last is one that was before."""
        return (self.start, *(hop.to_role for hop in self.hops))


def trigger_words(trigger: Trigger) -> str:
    """Return what sets an escalation off, in words."""
    return _TRIGGERS[trigger]


def next_hop(document: Document, decision: str | None, role: str, on: date, trigger: Trigger = "limit") -> Hop | None:
    """Return where a case of a decision (None: any) goes next from a role, or None.

    Links come first: one for the decision, then for its section or those above, then a general one. Without a
    link the matrix says it, by the role of the same column group that decides the next higher band; and without
    that the reporting line.
    """
    link = _link(document, decision, role, trigger)
    if link is not None:
        hours = f" within {link.hours:g} hours" if link.hours is not None else ""
        words = f"{_name(document, role)} passes it to {_name(document, link.to_role)}{hours}"
        return Hop(role, link.to_role, "link", f"{words} ({_TRIGGERS[trigger]}).", link.id, link.hours)
    above = _above_in_matrix(document, decision, role, on) if decision else None
    if above is not None:
        words = f"{_name(document, above)} decides the next larger cases"
        return Hop(role, above, "matrix", f"{words}, says the matrix.")
    row = document.roles.get(role)
    if row is not None and row.reports_to is not None:
        words = f"{_name(document, role)} reports to {_name(document, row.reports_to)}"
        return Hop(role, row.reports_to, "reporting_line", f"{words}.")
    return None


def path_from(document: Document, decision: str | None, role: str, on: date, trigger: Trigger = "limit") -> Path:
    """Return the whole path of a case from a role, until a role that decides the largest cases of the decision.

    Without a decision the path runs until nobody is next, and its end is then no dead end.
    """
    tops = top_deciders(document, decision, on) if decision else frozenset[str]()
    hops: list[Hop] = []
    seen = {role}
    at = role
    while at not in tops:
        hop = next_hop(document, decision, at, on, trigger)
        if hop is None:
            return Path(decision, trigger, role, tuple(hops), "dead_end" if decision else "decides")
        hops.append(hop)
        at = hop.to_role
        if at in seen:
            return Path(decision, trigger, role, tuple(hops), "cycle")
        seen.add(at)
    return Path(decision, trigger, role, tuple(hops), "decides")


def top_rules(document: Document, decision: str, on: date) -> tuple[Rule, ...]:
    """Return the rows that decide the largest cases of a decision."""
    rules = [rule for rule in rules_in_force(document, decision, on) if deciders(rule.procedure)]
    top = max((reach(rule) for rule in rules), default=0.0)
    return tuple(rule for rule in rules if reach(rule) >= top)


def top_deciders(document: Document, decision: str, on: date) -> frozenset[str]:
    """Return the roles that decide the largest cases of a decision, above whom there is nobody."""
    return frozenset(r for rule in top_rules(document, decision, on) for r in deciders(rule.procedure))


def reach(rule: Rule) -> float:
    """Return how far up a row's first band goes; a row without a band goes all the way."""
    upper = next((c.band.upper for c in rule.box if isinstance(c, BandCondition)), "unlimited")
    return float(upper) if isinstance(upper, int) else float("inf") if upper == "unlimited" else 0.0


def _link(document: Document, decision: str | None, role: str, trigger: Trigger) -> EscalationLink | None:
    found = document.escalation_links.by("from_role", role)
    links = [link for link in found if trigger in link.triggers and link.to_role != role]
    row = document.decisions.get(decision)
    if row is not None:
        for link in links:
            if link.decision == row.id:
                return link
        for section in _sections(document, row):
            for link in links:
                if link.decision is None and link.section == section:
                    return link
    return next((link for link in links if link.decision is None and link.section is None), None)


def _sections(document: Document, decision: Decision) -> Iterator[str]:
    seen: set[str] = set()
    section = document.sections.get(decision.section)
    while section is not None and section.id not in seen:
        yield section.id
        seen.add(section.id)
        section = document.sections.get(section.parent)


def _above_in_matrix(document: Document, decision: str, role: str, on: date) -> str | None:
    rules = [rule for rule in rules_in_force(document, decision, on) if deciders(rule.procedure)]
    own = [reach(rule) for rule in rules if role in deciders(rule.procedure)]
    if not own:
        return None
    row = document.roles.get(role)
    group = row.column_group if row else ""
    higher = sorted((rule for rule in rules if reach(rule) > max(own)), key=reach)
    for alike in (True, False):
        for rule in higher:
            for other in deciders(rule.procedure):
                found = document.roles.get(other)
                if other != role and found is not None and (not alike or found.column_group == group):
                    return other
    return None


def _name(document: Document, role: str) -> str:
    return role_words(document, role)

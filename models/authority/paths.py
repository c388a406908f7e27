"""Escalation paths: where a case goes when a role cannot decide it, hop by hop, and where that ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from models.authority.force import rules_in_force
from models.authority.procedures import deciders
from models.authority.rules import BandCondition, Rule
from models.authority.words import role_words
from models.decisions import Decision
from models.document import Document
from models.escalation import EscalationLink, Trigger
from models.quantities import UNLIMITED

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
    """Return where a case of a decision (None: any) goes next from a role, or None: see `Paths.next_hop`."""
    return Paths(document, on).next_hop(decision, role, trigger)


def path_from(document: Document, decision: str | None, role: str, on: date, trigger: Trigger = "limit") -> Path:
    """Return the whole path of a case from a role: see `Paths.path_from`."""
    return Paths(document, on).path_from(decision, role, trigger)


def top_deciders(document: Document, decision: str, on: date) -> frozenset[str]:
    """Return the roles that decide the largest cases of a decision, above whom there is nobody."""
    return Paths(document, on).ladder(decision).tops


@dataclass(frozen=True)
class Ladder:
    """The deciding rows of a decision, from those for the smallest cases to those for the largest."""

    steps: tuple[tuple[float, Rule, tuple[str, ...]], ...]

    @cached_property
    def largest(self) -> tuple[Rule, ...]:
        """The rows that decide the largest cases."""
        return tuple(rule for height, rule, _ in self.steps if height == self.steps[-1][0])

    @cached_property
    def tops(self) -> frozenset[str]:
        """The roles that decide the largest cases."""
        return frozenset(role for rule in self.largest for role in deciders(rule.procedure))

    @cached_property
    def reached(self) -> dict[str, float]:
        """How far up each role decides."""
        return {role: height for height, _, roles in self.steps for role in roles}

    def above(self, role: str) -> tuple[str, ...]:
        """Return the roles that decide more than a role does, those of the next larger cases first."""
        own = self.reached.get(role)
        if own is None:
            return ()
        return tuple(other for height, _, roles in self.steps if height > own for other in roles if other != role)


class Paths:
    """The escalation paths of a document on a day; what several of them need is worked out once."""

    def __init__(self, document: Document, on: date) -> None:
        self.document = document
        self.on = on
        self._ladders: dict[str, Ladder] = {}

    def ladder(self, decision: str) -> Ladder:
        """Return the deciding rows of a decision that are in force, smallest cases first."""
        if decision not in self._ladders:
            steps = [
                (reach(rule), rule, roles)
                for rule in rules_in_force(self.document, decision, self.on)
                if (roles := deciders(rule.procedure))
            ]
            self._ladders[decision] = Ladder(tuple(sorted(steps, key=lambda step: step[0])))
        return self._ladders[decision]

    def next_hop(self, decision: str | None, role: str, trigger: Trigger = "limit") -> Hop | None:
        """Return where a case of a decision (None: any) goes next from a role, or None.

        Links come first: one for the decision, then for its section or those above, then a general one. Without a
        link the matrix says it, by the role of the same column group that decides the next higher band; and
        without that the reporting line.
        """
        document = self.document
        link = self._link(decision, role, trigger)
        if link is not None:
            hours = f" within {link.hours:g} hours" if link.hours is not None else ""
            words = f"{role_words(document, role)} passes it to {role_words(document, link.to_role)}{hours}"
            return Hop(role, link.to_role, "link", f"{words} ({_TRIGGERS[trigger]}).", link.id, link.hours)
        above = self._above(decision, role) if decision else None
        if above is not None:
            words = f"{role_words(document, above)} decides the next larger cases"
            return Hop(role, above, "matrix", f"{words}, says the matrix.")
        row = document.roles.get(role)
        if row is not None and row.reports_to is not None:
            words = f"{row.name} reports to {role_words(document, row.reports_to)}"
            return Hop(role, row.reports_to, "reporting_line", f"{words}.")
        return None

    def path_from(self, decision: str | None, role: str, trigger: Trigger = "limit") -> Path:
        """Return the path of a case from a role until one that decides the largest cases of the decision.

        Without a decision the path runs until nobody is next, and its end is then no dead end.
        """
        tops = self.ladder(decision).tops if decision else frozenset[str]()
        hops: list[Hop] = []
        seen = {role}
        at = role
        while at not in tops:
            hop = self.next_hop(decision, at, trigger)
            if hop is None:
                return Path(decision, trigger, role, tuple(hops), "dead_end" if decision else "decides")
            hops.append(hop)
            at = hop.to_role
            if at in seen:
                return Path(decision, trigger, role, tuple(hops), "cycle")
            seen.add(at)
        return Path(decision, trigger, role, tuple(hops), "decides")

    def _link(self, decision: str | None, role: str, trigger: Trigger) -> EscalationLink | None:
        found = self.document.escalation_links.by("from_role", role)
        links = [link for link in found if trigger in link.triggers and link.to_role != role]
        row = self.document.decisions.get(decision)
        if row is not None and links:
            for link in links:
                if link.decision == row.id:
                    return link
            for section in _sections(self.document, row):
                for link in links:
                    if link.decision is None and link.section == section:
                        return link
        return next((link for link in links if link.decision is None and link.section is None), None)

    def _above(self, decision: str, role: str) -> str | None:
        higher = self.ladder(decision).above(role)
        row = self.document.roles.get(role)
        group = row.column_group if row else ""
        alike = (other for other in higher if self.document.roles[other].column_group == group)
        return next(alike, next(iter(higher), None))


def reach(rule: Rule) -> float:
    """Return how far up a row's first band goes, in steps; a row without a band goes all the way."""
    upper = next((c.band.upper for c in rule.box if isinstance(c, BandCondition)), UNLIMITED)
    return float(upper) if isinstance(upper, int) else float("inf") if upper == UNLIMITED else 0.0


def _sections(document: Document, decision: Decision) -> Iterator[str]:
    seen: set[str] = set()
    section = document.sections.get(decision.section)
    while section is not None and section.id not in seen:
        yield section.id
        seen.add(section.id)
        section = document.sections.get(section.parent)

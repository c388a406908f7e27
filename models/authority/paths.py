"""Escalation paths: where a case goes when a role cannot decide it, hop by hop, and where that ends."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from models.authority.force import rules_in_force
from models.authority.ladders import Ladder, ladder_of
from models.authority.power import Power
from models.authority.procedures import deciders
from models.authority.rules import Rule
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
    """The hops from a role until one that can decide, a dead end, or a cycle."""

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


class Move(NamedTuple):
    """Where a case goes next, what says so, and by which link."""

    to_role: str
    source: HopSource
    link: EscalationLink | None = None

    @property
    def drawn_for_it(self) -> bool:
        """Whether somebody drew a link for just this decision or its section."""
        return self.link is not None and bool(self.link.decision or self.link.section)


class Paths:
    """The escalation paths of a document on a day; what several of them need is worked out once."""

    def __init__(self, document: Document, on: date, ladders: Mapping[str, Ladder] | None = None) -> None:
        self.document = document
        self.on = on
        self.power = Power(document, on)
        self._ladders = dict(ladders or {})

    def ladder(self, decision: str) -> Ladder:
        """Return the deciding rows of a decision that are in force, smallest cases first."""
        found = self._ladders.get(decision)
        if found is None:
            rules = rules_in_force(self.document, decision, self.on)
            found = self._ladders[decision] = ladder_of((rule, deciders(rule.procedure)) for rule in rules)
        return found

    def next_hop(self, decision: str | None, role: str, trigger: Trigger = "limit") -> Hop | None:
        """Return where a case of a decision (None: any) goes next from a role, or None.

        Links come first: one for the decision, then for its section or those above, then a general one. Without a
        link the matrix says it, by the role of the same column group that decides the next higher band; and
        without that the reporting line.
        """
        move = self._move(decision, role, trigger)
        return self._hop(role, move, trigger) if move else None

    def path_from(
        self, decision: str | None, role: str, trigger: Trigger = "limit", rules: Collection[Rule] | None = None
    ) -> Path:
        """Return the path of a case from a role until somebody can decide it.

        That is one who decides these rows (those for the largest cases of the decision, if none are given) or
        stands above such a one; on a path that reaches neither, the first whose level is as high, or who decides
        by the residual rule. A path that somebody drew for the decision does not go on by the reporting line:
        nothing says that it should. Without a decision the path runs until nobody is next.
        """
        named = self._deciders(decision, rules)
        enough = self.power.enough(named)
        moves: list[tuple[str, Move]] = []
        end = self._walk(decision, role, trigger, enough, moves)
        if end == "dead_end":
            for at, (_, move) in enumerate(moves, 1):
                if self.power.ranks_as_high(move.to_role, named):
                    moves, end = moves[:at], "decides"
                    break
        if decision is None and end == "dead_end":
            end = "decides"
        return Path(decision, trigger, role, tuple(self._hop(at, move, trigger) for at, move in moves), end)

    def paths_that_fail(self, decision: str, starts: Iterable[str]) -> Iterator[Path]:
        """Yield, of the paths of cases above the limits of some roles, those that end dead."""
        ladder = self.ladder(decision)
        # Where no link leads astray the matrix leads up from each role that decides.
        if not self._linked & ladder.reached.keys():
            return
        fine = set(self.power.enough(ladder.tops))
        for start in starts:
            moves: list[tuple[str, Move]] = []
            if self._walk(decision, start, "limit", fine, moves) == "decides":
                fine.update(role for role, _ in moves)
                continue
            path = self.path_from(decision, start)
            if path.end == "dead_end":
                yield path

    def circles(self, decision: str | None, starts: Iterable[str], trigger: Trigger) -> Iterator[Path]:
        """Yield the paths from some roles that come back to a role, each circle once."""
        over = set(self.power.enough(self._deciders(decision, None)))
        for start in starts:
            moves: list[tuple[str, Move]] = []
            if start not in over and self._walk(decision, start, trigger, over, moves) == "cycle":
                hops = tuple(self._hop(at, move, trigger) for at, move in moves)
                yield Path(decision, trigger, start, hops, "cycle")
            over.add(start)
            for role, move in moves:
                over.add(role)
                # What comes after a path that was drawn need not hold for a case that starts there.
                if move.drawn_for_it:
                    break
            else:
                over.update(move.to_role for _, move in moves)

    @cached_property
    def _linked(self) -> frozenset[str]:
        """The roles from which a link leads on where a case is above a limit."""
        return frozenset(link.from_role for link in self.document.escalation_links if "limit" in link.triggers)

    def _deciders(self, decision: str | None, rules: Collection[Rule] | None) -> frozenset[str]:
        if rules is not None:
            return frozenset(role for rule in rules for role in deciders(rule.procedure))
        return self.ladder(decision).tops if decision else frozenset()

    def _walk(
        self,
        decision: str | None,
        start: str,
        trigger: Trigger,
        ends: Collection[str],
        moves: list[tuple[str, Move]],
    ) -> PathEnd:
        """Add the moves from a role until one of some roles, nobody, or one that was there before."""
        seen = {start}
        at, drawn = start, False
        # Only a limit can end with the role itself: in all else it is the role that does not decide.
        while (at == start and trigger != "limit") or at not in ends:
            move = self._move(decision, at, trigger, by_line=not drawn)
            if move is None:
                return "dead_end"
            moves.append((at, move))
            at, drawn = move.to_role, drawn or move.drawn_for_it
            if at in seen:
                return "cycle"
            seen.add(at)
        return "decides"

    def _move(self, decision: str | None, role: str, trigger: Trigger, *, by_line: bool = True) -> Move | None:
        link = self.link(decision, role, trigger)
        if link is not None:
            return Move(link.to_role, "link", link)
        above = self._above(decision, role) if decision else None
        if above is not None:
            return Move(above, "matrix")
        row = self.document.roles.get(role)
        if by_line and row is not None and row.reports_to is not None:
            return Move(row.reports_to, "reporting_line")
        return None

    def _hop(self, role: str, move: Move, trigger: Trigger) -> Hop:
        one, other = role_words(self.document, role), role_words(self.document, move.to_role)
        match move.source:
            case "link":
                assert move.link is not None
                hours = move.link.hours
                within = f" within {hours_words(hours)}" if hours is not None else ""
                words = f"{one} passes it to {other}{within} ({_TRIGGERS[trigger]})."
                return Hop(role, move.to_role, "link", words, move.link.id, hours)
            case "matrix":
                words = f"{other} decides the next larger cases, says the matrix."
            case "reporting_line":
                words = f"{one} reports to {other}."
        return Hop(role, move.to_role, move.source, words)

    def link(self, decision: str | None, role: str, trigger: Trigger) -> EscalationLink | None:
        """Return the link that a case of a decision (None: any) follows from a role, or None."""
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


def hours_words(hours: float) -> str:
    """Return a time in words: "1 hour", "24 hours"."""
    return f"{hours:g} {'hour' if hours == 1 else 'hours'}"


def _sections(document: Document, decision: Decision) -> Iterator[str]:
    seen: set[str] = set()
    section = document.sections.get(decision.section)
    while section is not None and section.id not in seen:
        yield section.id
        seen.add(section.id)
        section = document.sections.get(section.parent)

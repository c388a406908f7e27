"""Roles and the ways between them: links of the file, moves that the matrix implies, and reporting lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from models.authority.expressions import roles_in
from models.authority.force import rules_in_force
from models.authority.paths import Hop, HopSource, Paths
from models.authority.procedures import deciders
from models.document import Document
from models.effort import Halt, go_on
from models.escalation import Trigger

TRIGGERS: tuple[Trigger, ...] = ("limit", "disagreement", "time_out", "conflict_of_interest", "novelty", "absence")


@dataclass(frozen=True)
class Way:
    """One way from a role to another: what says so, what sets it off, and for which decisions the matrix implies it.

    A link of the file has its id; the decision that it is for, if it is for one, stands in `decisions`.
    """

    from_role: str
    to_role: str
    source: HopSource
    link: str | None = None
    triggers: tuple[Trigger, ...] = ()
    decisions: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What names the way: the link, or the source with both roles."""
        return self.link or f"{self.source}|{self.from_role}|{self.to_role}"


@dataclass(frozen=True)
class Network:
    """Roles in the order of the file, the ways between them, and which of the roles decide something."""

    roles: tuple[str, ...]
    ways: tuple[Way, ...]
    deciding: frozenset[str] = frozenset()


def network_of(document: Document, on: date, halt: Halt | None = None) -> Network:
    """Return all roles of a document, with the ways between them on a day. Raises Stopped."""
    paths = Paths(document, on)
    implied: dict[tuple[str, str], dict[str, None]] = {}
    deciding: set[str] = set()
    for decision in document.decisions:
        go_on(halt)
        for role in paths.ladder(decision.id).reached:
            deciding.add(role)
            hop = paths.next_hop(decision.id, role)
            if hop is not None and hop.source == "matrix":
                implied.setdefault((role, hop.to_role), {})[decision.id] = None
    ways = [*_links(document)]
    for (start, end), decisions in implied.items():
        ways.append(Way(start, end, "matrix", None, ("limit",), tuple(decisions)))
    drawn = {(way.from_role, way.to_role) for way in ways}
    for row in document.roles:
        if row.reports_to is not None and row.reports_to != row.id and (row.id, row.reports_to) not in drawn:
            ways.append(Way(row.id, row.reports_to, "reporting_line"))
    return Network(tuple(role.id for role in document.roles), tuple(ways), frozenset(deciding))


def paths_of(document: Document, decision: str, on: date) -> Network:
    """Return the roles that have a part in a decision, and those to which its cases can go, with the ways they go."""
    paths = Paths(document, on)
    rules = rules_in_force(document, decision, on)
    named = dict.fromkeys(
        role for rule in rules for step in rule.procedure if step.right != "notify" for role in roles_in(step.who)
    )
    deciding = frozenset(role for rule in rules for role in deciders(rule.procedure))
    ways: dict[str, Way] = {}
    seen: dict[str, None] = {}
    waiting = list(named)
    while waiting:
        role = waiting.pop(0)
        if role in seen or role not in document.roles:
            continue
        seen[role] = None
        for way in _from(paths, decision, role, limit=role in deciding):
            ways[way.key] = way
            waiting.append(way.to_role)
    return Network(tuple(role.id for role in document.roles if role.id in seen), tuple(ways.values()), deciding)


def _links(document: Document) -> Iterator[Way]:
    for link in document.escalation_links:
        about = (link.decision,) if link.decision else ()
        yield Way(link.from_role, link.to_role, "link", link.id, link.triggers, about)


def _from(paths: Paths, decision: str, role: str, *, limit: bool) -> Iterator[Way]:
    """Yield the ways that cases of a decision go from a role: by links, and above its limit as the path goes."""
    followed: dict[str, list[Trigger]] = {}
    for trigger in TRIGGERS:
        link = paths.link(decision, role, trigger)
        if link is not None:
            followed.setdefault(link.id, []).append(trigger)
    for link_id, triggers in followed.items():
        link = paths.document.escalation_links[link_id]
        yield Way(role, link.to_role, "link", link_id, tuple(triggers), (link.decision,) if link.decision else ())
    if limit:
        yield from _implied(decision, paths.path_from(decision, role).hops)


def _implied(decision: str, hops: Iterable[Hop]) -> Iterator[Way]:
    for hop in hops:
        if hop.source == "matrix":
            yield Way(hop.from_role, hop.to_role, "matrix", None, ("limit",), (decision,))
        elif hop.source == "reporting_line":
            yield Way(hop.from_role, hop.to_role, "reporting_line", None, ("limit",))

"""Power: who could decide what a row gives to others. A delegation adds a holder; those above keep their own power."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Vote
from models.authority.force import editions_in_force
from models.document import Document


def line_above(document: Document, role: str) -> tuple[str, ...]:
    """Return the roles that a role reports to, upward, each once; a circle ends where it would come back."""
    line: list[str] = []
    row = document.roles.get(role)
    while row is not None and row.reports_to is not None and row.reports_to not in (*line, role):
        line.append(row.reports_to)
        row = document.roles.get(row.reports_to)
    return tuple(line)


def members_of(document: Document, role: str) -> tuple[str, ...]:
    """Return a role and, where it is a group, the roles that act through it, those of groups inside it included."""
    found: dict[str, None] = {}
    waiting = [role]
    while waiting:
        name = waiting.pop()
        row = document.roles.get(name)
        if row is None or name in found:
            continue
        found[name] = None
        if row.kind == "group":
            waiting += row.members
    return tuple(found)


def acting_as(document: Document, roles: Iterable[str]) -> dict[str, str | None]:
    """Return the roles that some roles act in: themselves (None), and the groups of which they are members.

    A group goes with the one of the roles through which they are in it. Bodies do not count: a member of a body
    has a vote in it, not its power.
    """
    found: dict[str, str | None] = dict.fromkeys(roles)
    own = tuple(found)
    for group in document.roles.by("kind", "group"):
        if group.id not in found:
            inside = set(members_of(document, group.id))
            through = next((role for role in own if role in inside), None)
            if through is not None:
                found[group.id] = through
    return found


def meets(who: Expression, own: Collection[str], *, one_person: bool = False) -> bool:
    """Return whether some roles alone can meet an expression, or one person who acts in all of them.

    One person is never two: nor do they meet what different persons have to approve.
    """
    match who:
        case OneRole():
            return who.role in own
        case Vote():
            return who.body in own
        case AllOf():
            several = one_person and who.distinct and len(who.parts) > 1
            return not several and all(meets(part, own, one_person=one_person) for part in who.parts)
        case AnyOf():
            return any(meets(part, own, one_person=one_person) for part in who.parts)
        case KOf():
            needed = min(who.count, len(who.parts))
            if one_person and max(who.count, *(quota.count for quota in who.quotas), 1) > 1:
                return False
            quotas = all(meets(quota.among, own, one_person=one_person) for quota in who.quotas)
            return quotas and sum(meets(part, own, one_person=one_person) for part in who.parts) >= needed


class Power:
    """Who could decide in a document on a day, other than those whom a row names."""

    def __init__(self, document: Document, on: date) -> None:
        self.document = document
        self.on = on
        self._enough: dict[frozenset[str], frozenset[str]] = {}

    def enough(self, deciders: frozenset[str]) -> frozenset[str]:
        """Return the deciders, the members of those that are groups, and all who stand above one of them."""
        found = self._enough.get(deciders)
        if found is None:
            named = [member for role in deciders for member in members_of(self.document, role)]
            found = frozenset(named).union(*(line_above(self.document, role) for role in named))
            self._enough[deciders] = found
        return found

    def ranks_as_high(self, role: str, deciders: Iterable[str]) -> bool:
        """Return whether a role's level is at least that of the highest decider; not while a level is unknown.

        The role that decides by the residual rule counts as high enough.
        """
        if role in self._residual:
            return True
        own = self._level(role)
        levels = [self._level(other) for other in deciders]
        return own is not None and bool(levels) and all(level is not None and level <= own for level in levels)

    def _level(self, role: str) -> int | None:
        row = self.document.roles.get(role)
        return row.level if row else None

    @cached_property
    def _residual(self) -> frozenset[str]:
        return frozenset(e.residual for e in editions_in_force(self.document, self.on) if e.residual is not None)

"""Who holds a role on a day: people, acting holders, substitutes, and those it is delegated to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from models.authority.attainment import People
from models.authority.expressions import AllOf, AnyOf, Expression, OneRole, Vote
from models.authority.force import in_time
from models.authority.grants import Delegation
from models.authority.rules import Right
from models.document import Document


@dataclass(frozen=True)
class Holder:
    """A person who can act in a role on a day, and in which capacity: "" for the holder proper."""

    person: str
    name: str
    role: str
    capacity: str = ""


Applies = Callable[[Delegation], bool]


def holders_are_kept(document: Document) -> bool:
    """Return whether this file says who holds roles at all; otherwise no role counts as vacant."""
    return len(document.holdings) > 0


def holders_of(
    document: Document,
    role: str,
    on: date,
    right: Right | None = None,
    applies: Applies | None = None,
) -> tuple[Holder, ...]:
    """Return who can act in a role on a day, each person once; for a body or a group its members.

    `applies` says whether a delegation counts for the case at hand; without it none does.
    """
    found = {holder.person: holder for holder in _holding(document, role, on, frozenset())}
    if applies is not None:
        for delegation in document.delegations.by("from_role", role):
            absent_only = delegation.only_when_absent and found
            if granted(delegation, on, right) and not absent_only and applies(delegation):
                for holder in _delegates(document, delegation, on):
                    found.setdefault(holder.person, holder)
    return tuple(found.values())


def _holding(document: Document, role: str, on: date, seen: frozenset[str]) -> Iterator[Holder]:
    row = document.roles.get(role)
    if row is None or role in seen:
        return
    for holding in document.holdings.by("role", role):
        if not in_time(holding.starts, holding.ends, on):
            continue
        person = document.people[holding.person]
        away = [
            absence
            for absence in document.absences.by("person", person.id)
            if in_time(absence.starts, absence.ends, on)
        ]
        if not away:
            yield Holder(person.id, person.name, role, "acting" if holding.acting else "")
        for absence in away:
            if absence.substitute is not None:
                substitute = document.people[absence.substitute]
                yield Holder(substitute.id, substitute.name, role, f"for {person.name}, who is away")
    for member in row.members:
        yield from _holding(document, member, on, seen | {role})


def granted(delegation: Delegation, on: date, right: Right | None = None) -> bool:
    """Return whether a delegation is in force on a day, and covers a right."""
    revoked = delegation.revoked_on is not None and delegation.revoked_on <= on
    covers = not delegation.rights or right is None or right in delegation.rights
    return in_time(delegation.starts, delegation.ends, on) and not revoked and covers


def _delegates(document: Document, delegation: Delegation, on: date) -> Iterator[Holder]:
    capacity = f"by delegation from {document.roles[delegation.from_role].name}"
    if delegation.to_person is not None:
        person = document.people[delegation.to_person]
        yield Holder(person.id, person.name, delegation.to_role, capacity)
        return
    for holder in _holding(document, delegation.to_role, on, frozenset()):
        yield Holder(holder.person, holder.name, delegation.to_role, capacity)


def people_of(document: Document, on: date, right: Right | None = None, applies: Applies | None = None) -> People:
    """Return who can act in each role on a day, as `holders_of` says.

    None stands for not known: a role that only a case tells (a runtime role), and any where the file does not say
    who holds what.
    """
    kept = holders_are_kept(document)

    def people(role: str) -> frozenset[str] | None:
        row = document.roles.get(role)
        if not kept or (row is not None and row.kind == "runtime"):
            return None
        return frozenset(holder.person for holder in holders_of(document, role, on, right, applies))

    return people


def vacant_roles(who: Expression, people: People) -> tuple[str, ...]:
    """Return the roles for want of whose holders an expression cannot be met; empty where it can."""
    if isinstance(who, OneRole | Vote):
        role = who.role if isinstance(who, OneRole) else who.body
        found = people(role)
        return () if found is None or found else (role,)
    parts = [vacant_roles(part, people) for part in who.parts]
    wanting = [part for part in parts if part]
    needed = len(parts) if isinstance(who, AllOf) else 1 if isinstance(who, AnyOf) else who.count
    if len(parts) - len(wanting) >= min(needed, len(parts)):
        return ()
    return tuple(dict.fromkeys(role for part in wanting for role in part))

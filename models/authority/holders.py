"""Who holds a role on a day: people, acting holders, substitutes, and those it is delegated to."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from models.authority.attainment import People
from models.authority.delegation import Applies, Chain, capacity_words, chains_from
from models.authority.expressions import AllOf, AnyOf, Expression, OneRole, Vote
from models.authority.force import in_time
from models.authority.power import members_of
from models.authority.rules import Right
from models.document import Document
from models.teams import Absence


@dataclass(frozen=True)
class Holder:
    """A person who can act in a role on a day, and in which capacity: "" for the holder proper."""

    person: str
    name: str
    role: str
    capacity: str = ""


def holders_are_kept(document: Document) -> bool:
    """Return whether this file says who holds roles at all; otherwise no role counts as vacant."""
    return len(document.holdings) > 0


def holders_of(
    document: Document,
    role: str,
    on: date,
    right: Right | None = None,
    applies: Applies | None = None,
    absent: Collection[str] = (),
) -> tuple[Holder, ...]:
    """Return who can act in a role on a day, each person once; for a body or a group its members.

    `applies` says whether a delegation counts for the case at hand; without it none does. Holders of `absent` roles
    do not count.
    """
    found = {holder.person: holder for holder in _holding(document, role, on, absent, frozenset())}
    if applies is not None:
        for chain in chains_for(document, role, on, right, applies, absent):
            for holder in _delegates(document, chain, on, absent):
                found.setdefault(holder.person, holder)
    return tuple(found.values())


def chains_for(
    document: Document, role: str, on: date, right: Right | None, applies: Applies, absent: Collection[str] = ()
) -> tuple[Chain, ...]:
    """Return the delegations by which others may act in a role on a day; for a group also those of its members.

    Where the file does not say who holds what, everybody is there but for the `absent` roles.
    """
    if not len(document.delegations):
        return ()
    kept = holders_are_kept(document)

    def present(name: str) -> bool:
        return any(_holding(document, name, on, absent, frozenset())) if kept else name not in absent

    return tuple(
        chain
        for member in members_of(document, role)
        for chain in chains_from(document, member, on, right, applies, present)
    )


def _holding(
    document: Document, role: str, on: date, absent: Collection[str], seen: frozenset[str]
) -> Iterator[Holder]:
    row = document.roles.get(role)
    if row is None or role in seen or role in absent:
        return
    for holding in document.holdings.by("role", role):
        if not in_time(holding.starts, holding.ends, on):
            continue
        person = document.people[holding.person]
        away = absences_of(document, person.id, on)
        if not away:
            yield Holder(person.id, person.name, role, "acting" if holding.acting else "")
        for absence in away:
            if absence.substitute is not None and not absences_of(document, absence.substitute, on):
                substitute = document.people[absence.substitute]
                yield Holder(substitute.id, substitute.name, role, f"for {person.name}, who is away")
    for member in row.members:
        yield from _holding(document, member, on, absent, seen | {role})


def absences_of(document: Document, person: str, on: date) -> tuple[Absence, ...]:
    """Return the absences of a person on a day; empty where they are there."""
    return tuple(
        absence for absence in document.absences.by("person", person) if in_time(absence.starts, absence.ends, on)
    )


def _delegates(document: Document, chain: Chain, on: date, absent: Collection[str]) -> Iterator[Holder]:
    last, capacity = chain[-1], capacity_words(document, chain)
    if last.to_person is not None:
        person = document.people[last.to_person]
        if not absences_of(document, person.id, on):
            yield Holder(person.id, person.name, last.to_role, capacity)
        return
    for holder in _holding(document, last.to_role, on, absent, frozenset()):
        yield Holder(holder.person, holder.name, last.to_role, capacity)


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

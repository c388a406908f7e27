"""People over the year: when somebody is away, and on which days who acts in a role, in whose stead, by what grant."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from models.authority.delegation import Chain, chain_of
from models.authority.grants import Delegation
from models.authority.holders import holders_are_kept
from models.authority.power import members_of
from models.authority.words import role_words
from models.document import Document
from models.simulation.compiling.year import Days, Year
from models.simulation.model.layout import DAYS

Acting = dict[str, Days]
"""For each person the days on which they act."""


@dataclass
class People:
    """Who acts in which role on which days of the year."""

    document: Document
    year: Year
    notes: dict[str, None] = field(default_factory=dict)
    _away: dict[str, Days] = field(default_factory=dict)

    @property
    def kept(self) -> bool:
        """Whether the file says who holds roles at all."""
        return holders_are_kept(self.document)

    def away(self, person: str) -> Days:
        """Return the days on which a person is away."""
        found = self._away.get(person)
        if found is None:
            found = np.zeros(DAYS, dtype=np.bool_)
            for absence in self.document.absences.by("person", person):
                found |= self.year.days(absence.starts, absence.ends)
            self._away[person] = found
        return found

    def holders(self, role: str) -> Acting:
        """Return who holds a role, or is a member of it, on which days, those included on which they are away."""
        found: Acting = {}
        for name in self._members(role):
            for holding in self.document.holdings.by("role", name):
                _add(found, holding.person, self.year.days(holding.starts, holding.ends))
        return found

    def substitutes(self, role: str) -> Acting:
        """Return who acts in a role while a holder is away, on which days."""
        found: Acting = {}
        for person, held in self.holders(role).items():
            for absence in self.document.absences.by("person", person):
                if absence.substitute is not None:
                    days = held & self.year.days(absence.starts, absence.ends) & ~self.away(absence.substitute)
                    _add(found, absence.substitute, days)
        return found

    def present(self, acting: Mapping[str, Days]) -> Days:
        """Return the days on which at least one of some people acts and is there."""
        there = np.zeros(DAYS, dtype=np.bool_)
        for person, days in acting.items():
            there |= days & ~self.away(person)
        return there

    def count(self, acting: Mapping[str, Days]) -> np.typing.NDArray[np.int64]:
        """Return how many of some people act and are there on each day."""
        there = np.zeros(DAYS, dtype=np.int64)
        for person, days in acting.items():
            there += days & ~self.away(person)
        return there

    def delegates(self, role: str, decides: Collection[str]) -> Acting:
        """Return who acts in a role by delegation, on which days, as far as that covers all that the role decides."""
        found: Acting = {}
        for last, days in self._grants(role, decides):
            if last.to_person is not None:
                _add(found, last.to_person, days)
                continue
            for person, own in (*self.holders(last.to_role).items(), *self.substitutes(last.to_role).items()):
                _add(found, person, days & own)
        return found

    def delegate_roles(self, role: str, decides: Collection[str]) -> Acting:
        """Return, by role, as whom others act for a role by delegation, on which days: where nobody is entered."""
        found: Acting = {}
        for last, days in self._grants(role, decides):
            if last.to_person is None:
                _add(found, last.to_role, days)
        return found

    def _grants(self, role: str, decides: Collection[str]) -> Iterator[tuple[Delegation, Days]]:
        """The delegations by which others may do all of a role's work, each with its days."""
        if not len(self.document.delegations):
            return
        held = {**self.holders(role), **self.substitutes(role)}
        vacant = ~self.present(held) if self.kept else np.zeros(DAYS, dtype=np.bool_)
        for member in members_of(self.document, role):
            for chain in self._chains(member):
                days = self._granted(chain, vacant)
                if not days.any():
                    continue
                if all(_covers(grant, decides) for grant in chain):
                    yield chain[-1], days
                    continue
                names = [role_words(self.document, name) for name in (chain[0].from_role, chain[-1].to_role)]
                self.notes[
                    f"The delegation from {names[0]} to {names[1]} covers only part of what {names[0]} decides "
                    "here; that others may act within it is not simulated."
                ] = None

    def _members(self, role: str, seen: frozenset[str] = frozenset()) -> Iterator[str]:
        row = self.document.roles.get(role)
        if row is None or role in seen:
            return
        yield role
        for member in row.members:
            yield from self._members(member, seen | {role})

    def _chains(self, role: str) -> Iterator[Chain]:
        for grant in self.document.delegations:
            chain = chain_of(self.document, grant)
            if chain is not None and chain[0].from_role == role and chain[0].parent is None:
                yield chain

    def _granted(self, chain: Chain, vacant: Days) -> Days:
        days = np.ones(DAYS, dtype=np.bool_)
        for grant in chain:
            days &= self.year.days(grant.starts, grant.ends)
            if grant.revoked_on is not None:
                days &= ~self.year.days(grant.revoked_on, None)
            if grant.consent_of is not None:
                days &= self.year.days(grant.consented_on, None) if grant.consented_on is not None else False
            if grant.only_when_absent:
                days &= vacant
        return days


def _add(found: Acting, person: str, days: Days) -> None:
    if days.any():
        found[person] = found[person] | days if person in found else days


def _covers(grant: Delegation, decides: Collection[str]) -> bool:
    """Return whether a grant is for all cases of some decisions."""
    whole = not grant.limits and not grant.places and (not grant.rights or "approve" in grant.rights)
    return whole and (not grant.decisions or set(decides) <= set(grant.decisions))

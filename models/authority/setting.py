"""What a case is judged in: the document, the day, and who can act in each role then and for just this case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.authority.attainment import People
from models.authority.delegation import Chain, chain_of, granted
from models.authority.expressions import Expression, OneRole, Vote
from models.authority.facts import Case
from models.authority.grants import Delegation
from models.authority.holders import Holder, chains_for, holders_are_kept, holders_of
from models.authority.power import members_of
from models.authority.resolving import Resolved, resolved
from models.authority.rules import Right
from models.authority.verdicts import box_verdict
from models.authority.words import listed, role_words, some_of
from models.document import Document
from models.teams import Role

_NAMED = 3


@dataclass(frozen=True)
class Seat:
    """Who can act in a role in a case.

    `people` is None where nothing says who they are. `stand_ins` are the roles that act in its place where the file
    names no people, `empty` says why nobody can act, as far as that is more than that nobody holds it.
    """

    people: frozenset[str] | None = None
    holders: tuple[Holder, ...] = ()
    stand_ins: tuple[str, ...] = ()
    chains: tuple[Chain, ...] = ()
    empty: str = ""
    resolved: Resolved | None = None


@dataclass(frozen=True)
class Setting:
    """What a case is judged in: the document and the day."""

    document: Document
    case: Case
    on: date
    # Delegations within whose limits the case lies, although it does not say so itself.
    within: frozenset[str] = frozenset()

    def applies(self, delegation: Delegation) -> bool:
        """Return whether a delegation, with those that it passes on, surely covers the case.

        What the law reserves is delegated to nobody.
        """
        decision = self.document.decisions.get(self.case.decision)
        if decision is not None and decision.reserved == "by_law":
            return False
        chain = (delegation,) if delegation.parent is None else chain_of(self.document, delegation)
        return chain is not None and all(self._covers(each) for each in chain)

    def _covers(self, delegation: Delegation) -> bool:
        if delegation.decisions and self.case.decision not in delegation.decisions:
            return False
        if not granted(delegation, self.on):
            return False
        if delegation.id in self.within or (not delegation.limits and not delegation.places):
            return True
        verdict = box_verdict(self.document, delegation.limits, delegation.places, self.case, self.on)
        return verdict.fits is True

    @cached_property
    def kept(self) -> bool:
        """Whether the file says who holds what."""
        return holders_are_kept(self.document)

    @cached_property
    def _seats(self) -> dict[tuple[str, Right], Seat]:
        return {}

    def seat(self, role: str, right: Right) -> Seat:
        """Return who can act in a role with a right."""
        found = self._seats.get((role, right))
        if found is None:
            found = self._seats[role, right] = self._seat(role, right)
        return found

    def _seat(self, role: str, right: Right) -> Seat:
        row = self.document.roles.get(role)
        if row is not None and row.kind == "runtime":
            return self._runtime(row, right)
        chains = chains_for(self.document, role, self.on, right, self.applies, self.case.absent)
        if self.kept:
            holders = holders_of(self.document, role, self.on, right, self.applies, self.case.absent)
            empty = self._away(role) if not holders and role in self.case.absent else ""
            return Seat(frozenset(holder.person for holder in holders), holders, (), chains, empty)
        if not self._is_away(role):
            return Seat(None, (), (), chains)
        stand_ins = dict.fromkeys(c[-1].to_role for c in chains if c[-1].to_role not in self.case.absent)
        people = None if stand_ins else frozenset[str]()
        return Seat(people, (), tuple(stand_ins), chains, "" if stand_ins else self._away(role))

    def _is_away(self, role: str) -> bool:
        """Return whether nobody is there in a role: it is absent itself, or all members of a body or group are."""
        if role in self.case.absent:
            return True
        row = self.document.roles.get(role)
        if not self.case.absent or row is None or not row.members:
            return False
        members = row.members if row.kind == "body" else members_of(self.document, role)[1:]
        return bool(members) and self.case.absent.issuperset(members)

    def _away(self, role: str) -> str:
        return f"{role_words(self.document, role)} is away and nobody is named to stand in"

    def _runtime(self, row: Role, right: Right) -> Seat:
        found = resolved(self.document, row, self.case, self.on)
        if row.id in self.case.absent:
            return Seat(frozenset(), empty=self._away(row.id), resolved=found)
        if found.problem:
            return Seat(frozenset(), empty=f"nothing says who that is: {found.problem}", resolved=found)
        if found.people:
            return Seat(frozenset(holder.person for holder in found.people), found.people, resolved=found)
        seats = [self.seat(role, right) for role in found.roles if role != row.id]
        if not seats or any(seat.people is None for seat in seats):
            stand_ins = tuple(dict.fromkeys(role for seat in seats for role in seat.stand_ins))
            return Seat(None, (), stand_ins, resolved=found)
        holders = {holder.person: holder for seat in seats for holder in seat.holders}
        chains = tuple(chain for seat in seats for chain in seat.chains)
        empty = ""
        if not holders:
            names = listed([role_words(self.document, role) for role in found.roles], "or")
            empty = next((seat.empty for seat in seats if seat.empty), f"nobody holds {names}")
        return Seat(frozenset(holders), tuple(holders.values()), (), chains, empty, found)

    def people(self, right: Right) -> People:
        """Return who can act in each role with a right; None where nothing says who they are."""
        return lambda role: self.seat(role, right).people

    def spoken(self, roles: Iterable[tuple[str, Right]]) -> Document:
        """Return the document in which roles are called as in this case: "Requester's manager (Ann Lee)"."""
        names: dict[str, Role] = {}
        for role, right in roles:
            row = self.document.roles.get(role)
            seat = self.seat(role, right)
            if row is not None and (known := self._known_as(row, seat)):
                names[role] = row.model_copy(update={"name": known})
        return self.document.with_rows({"role": names}) if names else self.document

    def _known_as(self, row: Role, seat: Seat) -> str:
        """Return what a role is called where a case tells who it is, or who stands in; else nothing."""
        if seat.stand_ins:
            stand_ins = listed([role_words(self.document, role) for role in seat.stand_ins], "or")
            return f"{stand_ins} (for {row.name}, who is away)"
        if seat.resolved is None or seat.people == frozenset():
            return ""
        if seat.people is None:
            names = [role_words(self.document, role) for role in seat.resolved.roles]
        elif row.resolver == "other_team" and len(seat.holders) > _NAMED:
            return ""
        else:
            names = [holder.name for holder in seat.holders]
        return f"{row.name} ({some_of(names, 'or', _NAMED)})" if names else ""


def quorate(document: Document, who: Expression) -> Expression:
    """Return an expression in which each vote has a quorum: its own, or else that of its body."""
    match who:
        case OneRole():
            return who
        case Vote():
            body = document.roles.get(who.body)
            kept = who.quorum is not None or body is None or body.quorum is None
            return who if kept else who.model_copy(update={"quorum": body.quorum if body else None})
    return who.model_copy(update={"parts": tuple(quorate(document, part) for part in who.parts)})

"""Pools: who does the work of the roles. Somebody who holds several roles is one holder who does the work of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from models.authority.words import listed, role_words
from models.document import Document
from models.escalation import Capacity, WorkCalendar
from models.simulation.assumptions import Assumptions
from models.simulation.compiling.desks import Desk, desk_of
from models.simulation.compiling.people import Acting, People
from models.simulation.compiling.year import Days, open_hours_a_week
from models.simulation.model.builder import LayoutBuilder
from models.simulation.model.layout import DAYS
from models.simulation.model.pieces import Calendar


@dataclass(frozen=True)
class PoolInfo:
    """Who is in a pool: people by name, or else the name of the role; how many, and the hours a week of each."""

    names: tuple[str, ...]
    holders: int
    hours_a_week: float
    roles: tuple[str, ...]
    people: tuple[str, ...] = ()
    """Ids of those who are named."""


@dataclass
class _Server:
    """A person, or people who are alike and have no names, with the days on which they act in each role."""

    calendar: Calendar
    share: float
    roles: dict[int, Days | None]
    hours: float
    title: str = ""
    """The role whose holders these are, where they have no names."""
    names: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    holders: int = 1

    def key(self) -> object:
        days = tuple((role, None if mask is None else mask.tobytes()) for role, mask in sorted(self.roles.items()))
        return (self.title, days, self.calendar, round(self.share, 12))


@dataclass
class Pools:
    """Makes the pools of a model's roles."""

    document: Document
    people: People
    assumptions: Assumptions
    on: date
    notes: dict[str, None] = field(default_factory=dict)
    servers: list[_Server] = field(default_factory=list)
    absent: dict[int, Days] = field(default_factory=dict)
    """For each role the days on which nobody acts in it, if there are any."""
    shared: set[str] = field(default_factory=set)
    """People who do the work of several roles."""

    def make(
        self,
        roles: Sequence[str],
        desks: Sequence[Desk],
        decides: Mapping[str, set[str]],
        quorums: Mapping[str, int],
    ) -> None:
        """Work out who does the work of each role; `decides` says which decisions it may have to take."""
        personal: dict[str, dict[int, Days]] = {}
        own: dict[str, set[int]] = {}
        for number, (role, desk) in enumerate(zip(roles, desks, strict=True)):
            row = self.document.roles[role]
            capacity = self._capacity(role)
            if row.kind == "body":
                self._body(number, role, desk, quorums.get(role, 0))
                continue
            held = self.people.holders(role) if self.people.kept and row.kind != "runtime" else {}
            delegated = self.people.delegates(role, decides.get(role, set()))
            if capacity is not None and capacity.holders is not None and capacity.holders < len(held):
                name = role_words(self.document, role)
                self.notes[
                    f"{name} is said to have {capacity.holders} holder{'s' if capacity.holders != 1 else ''} and "
                    f"{len(held)} people are entered; the number of holders counts."
                ] = None
                held = {}
            acting = dict(held)
            for more in (self.people.substitutes(role) if held else {}, delegated):
                for person, days in more.items():
                    acting[person] = acting[person] | days if person in acting else days
            for person, days in acting.items():
                personal.setdefault(person, {})[number] = days
            for person in held:
                own.setdefault(person, set()).add(number)
            unnamed = max(desk.holders - len(held), 0) if not held or (capacity and capacity.holders) else 0
            if unnamed:
                self._unnamed(number, role, desk, unnamed)
            else:
                away = ~self.people.present(acting)
                if away.any():
                    self.absent[number] = away
        if not self.people.kept:
            for number, role in enumerate(roles):
                for other, days in self.people.delegate_roles(role, decides.get(role, set())).items():
                    self._deputy(number, other, days, roles)
        for person, serves in personal.items():
            self._person(person, serves, own.get(person, set()), roles, desks)
        self._nobody(roles)

    def add_to(self, builder: LayoutBuilder, roles: Sequence[str]) -> tuple[PoolInfo, ...]:
        """Add the pools to a model whose roles are there already; returns who is in each."""
        grouped: dict[object, _Server] = {}
        for server in self.servers:
            first = grouped.setdefault(server.key(), server)
            if first is not server:
                first.names += server.names
                first.people += server.people
                first.holders += server.holders
        found = []
        for server in grouped.values():
            pairs = [
                (role, None if mask is None else builder.mask(mask.tolist())) for role, mask in server.roles.items()
            ]
            builder.pool(pairs, server.holders, server.share, calendar=builder.calendar(server.calendar))
            names = tuple(server.names) or (server.title,)
            served = tuple(roles[role] for role in server.roles)
            found.append(PoolInfo(names, server.holders, server.hours, served, tuple(server.people)))
        return tuple(found)

    def _capacity(self, role: str) -> Capacity | None:
        return next(iter(self.document.capacities.by("role", role)), None)

    def _calendar_id(self, role: str) -> str | None:
        row = self._calendar_row(role)
        return row.id if row is not None else None

    def _calendar_row(self, role: str) -> WorkCalendar | None:
        capacity = self._capacity(role)
        return self.document.calendars.get(capacity.calendar) if capacity is not None else None

    def _unnamed(self, number: int, role: str, desk: Desk, holders: int) -> None:
        calendar = self._open(self.people.year.calendar(self._calendar_row(role)), role)
        name = role_words(self.document, role)
        share = self._share(desk.hours_a_week, calendar, name)
        self.servers.append(_Server(calendar, share, {number: None}, desk.hours_a_week, name, holders=holders))

    def _share(self, hours: float, calendar: Calendar, who: str) -> float:
        most = open_hours_a_week(calendar)
        if hours > most * (1 + 1e-9):
            self.notes[
                f"{who} is to give {hours:g} hours a week and works {most:.3g}; all of these go to decisions."
            ] = None
        return min(1.0, hours / most)

    def _open(self, calendar: Calendar, role: str) -> Calendar:
        if any(calendar.hours):
            return calendar
        name = role_words(self.document, role)
        self.notes[f"The calendar of {name} is never open; office hours are taken instead."] = None
        return self.people.year.calendar(None)

    def _person(
        self, person: str, serves: dict[int, Days], own: set[int], roles: Sequence[str], desks: Sequence[Desk]
    ) -> None:
        """Add a person with all that they do. Who only stands in has as much time as the role they stand in for."""
        counted = own or set(serves)
        first = max(counted, key=lambda number: (desks[number].hours_a_week, -number))
        year, away = self.people.year, self.people.away(person)
        row = self._calendar_row(roles[first])
        usual = self._open(year.calendar(row), roles[first])
        calendar = replace(usual, hours=tuple(np.where(away, 0.0, usual.hours).tolist())) if away.any() else usual
        if not any(calendar.hours):
            return
        name = self.document.people[person].name
        daily = np.zeros(DAYS)
        for number in counted:
            daily += np.where(serves[number], desks[number].hours_a_week, 0.0)
        hours = float(daily.max()) if own else max(desks[number].hours_a_week for number in counted)
        if len(own) > 1:
            self.shared.add(person)
            if len({self._calendar_id(roles[number]) for number in own}) > 1:
                words = listed([role_words(self.document, roles[number]) for number in sorted(own)])
                self.notes[
                    f"{name} holds {words}, which have different calendars; the one of "
                    f"{role_words(self.document, roles[first])} counts."
                ] = None
        share = self._share(hours, usual, name)
        pairs = {number: None if days.all() else days for number, days in serves.items()}
        self.servers.append(_Server(calendar, share, pairs, hours, names=[name], people=[person]))

    def _deputy(self, number: int, other: str, days: Days, roles: Sequence[str]) -> None:
        """Let the holders of another role, who have no names, act in a role on some days."""
        place = roles.index(other) if other in roles else None
        server = next((server for server in self.servers if place is not None and place in server.roles), None)
        if server is not None:
            server.roles[number] = None if days.all() else days
            return
        calendar = self._open(self.people.year.calendar(self._calendar_row(other)), other)
        desk, name = desk_of(self.document, other, self.assumptions, self.on), role_words(self.document, other)
        share = self._share(desk.hours_a_week, calendar, name)
        serves: dict[int, Days | None] = {number: None if days.all() else days}
        self.servers.append(_Server(calendar, share, serves, desk.hours_a_week, name, holders=desk.holders))

    def _body(self, number: int, role: str, desk: Desk, quorum: int) -> None:
        """A body meets as one, without those meetings at which too few would be present."""
        document, year = self.document, self.people.year
        row, calendar_row = document.roles[role], self._calendar_row(role)
        name = role_words(document, role)
        members: Acting = self.people.holders(role) if self.people.kept else {}
        for person, days in (self.people.substitutes(role) if members else {}).items():
            members[person] = members[person] | days if person in members else days
        needed = max(row.quorum or 0, quorum)
        missing = self.people.count(members) < needed if members else np.zeros(DAYS, dtype=np.bool_)
        if missing.all():
            self.notes[f"{name} never has the quorum of {needed} among those entered; it is taken to have it."] = None
            missing = np.zeros(DAYS, dtype=np.bool_)
        if row.meets_every_days is None:
            usual = self._open(year.calendar(calendar_row), role)
            share = self._share(desk.hours_a_week, usual, name)
            calendar = replace(usual, hours=tuple(np.where(missing, 0.0, usual.hours).tolist()))
            self.servers.append(_Server(calendar, share, {number: None}, desk.hours_a_week, name))
            return
        hours = meeting_hours(row.meets_every_days, self._capacity(role), self.assumptions)
        calendar = year.meetings(self.on, row.meets_every_days, hours, calendar_row, missing)
        if not any(calendar.hours):
            self.notes[f"{name} never has its quorum on the days of its meetings; it is taken to have it."] = None
            calendar = year.meetings(self.on, row.meets_every_days, hours, calendar_row, np.zeros(DAYS, dtype=np.bool_))
        self.servers.append(_Server(calendar, 1.0, {number: None}, open_hours_a_week(calendar), name))

    def _nobody(self, roles: Sequence[str]) -> None:
        """A role in which nobody acts all year still has somebody, who never comes to it."""
        served = {role for server in self.servers for role in server.roles}
        for number, role in enumerate(roles):
            if number not in served:
                name = role_words(self.document, role)
                self.notes[
                    f"Nobody acts as {name} all year; what cannot be decided without it counts as undecided."
                ] = None
                self.absent[number] = np.ones(DAYS, dtype=np.bool_)
                never = np.zeros(DAYS, dtype=np.bool_)
                self.servers.append(_Server(self.people.year.calendar(None), 1.0, {number: never}, 0.0, name))


def meeting_hours(every_days: int, capacity: Capacity | None, assumptions: Assumptions) -> float:
    """Return how long a meeting is: the hours a week of a capacity over the days between meetings."""
    hours = capacity.hours_a_week if capacity is not None else None
    return assumptions.agenda_hours if hours is None else hours * every_days / 7

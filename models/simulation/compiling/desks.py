"""Roles as desks: how many hold each, how much of their time it has, and which level it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.authority.holders import holders_are_kept, holders_of
from models.authority.words import listed, role_words
from models.document import Document
from models.simulation.assumptions import Assumptions
from models.simulation.compiling.heights import heights
from models.teams import Role

_NAMED = 3


@dataclass(frozen=True)
class Desk:
    """A role's capacity, and which parts of it are assumed."""

    holders: int
    hours_a_week: float
    holders_assumed: bool
    hours_assumed: bool


def desk_of(document: Document, role: str, assumptions: Assumptions, on: date) -> Desk:
    """Return the desk of a role on a day: by its capacity, then by its holders, then by assumption."""
    row = document.roles[role]
    capacity = next(iter(document.capacities.by("role", role)), None)
    holders: int | None = capacity.holders if capacity else None
    if holders is None and row.kind == "body":
        holders = 1  # a body meets as one
    hours = capacity.hours_a_week if capacity else None
    if hours is None and meets(row):
        return Desk(1, assumptions.agenda_hours * 7 / (row.meets_every_days or 7), False, True)
    if holders is None and row.kind == "runtime":
        return _desk(assumptions.runtime_holders, True, hours, assumptions)
    if holders is None and holders_are_kept(document):
        holders = len(holders_of(document, role, on)) or None
    if holders is None:
        return _desk(max(assumptions.holders, len(row.members)), True, hours, assumptions)
    return _desk(holders, False, hours, assumptions)


def meets(role: Role) -> bool:
    """Return whether a role is a body that decides at its meetings."""
    return role.kind == "body" and role.meets_every_days is not None


def _desk(holders: int, assumed: bool, hours: float | None, assumptions: Assumptions) -> Desk:
    return Desk(holders, hours if hours is not None else assumptions.hours_a_week, assumed, hours is None)


def levels_of(
    document: Document, roles: Iterable[str], moves: Iterable[tuple[str, str]]
) -> tuple[dict[str, int], bool]:
    """Return the level of each role, 0 nearest to the work, and whether the roles themselves say so.

    Where every role has a level these are taken, without holes; otherwise a role stands one above the highest from
    which cases are escalated to it, and roles between which cases go in a circle share one.
    """
    ids = list(roles)
    own = {role: document.roles[role].level for role in ids}
    if ids and all(level is not None for level in own.values()):
        known = {
            level: rank for rank, level in enumerate(sorted({level for level in own.values() if level is not None}))
        }
        return {role: known[level] for role, level in own.items() if level is not None}, True
    found = heights(ids, moves)
    return {role: min(found[role], 254) for role in ids}, False


def level_names(document: Document, levels: dict[str, int], deciding: set[str]) -> tuple[str, ...]:
    """Return what each level is called: its number, from 1 nearest to the work, and the roles that decide there."""
    names = []
    for level in range(max(levels.values(), default=0) + 1):
        here = [role for role, at in levels.items() if at == level and role in deciding]
        shown = [role_words(document, role) for role in here[:_NAMED]]
        if len(here) > _NAMED:
            shown.append(f"{len(here) - _NAMED} more")
        names.append(f"Level {level + 1}: {listed(shown)}" if shown else f"Level {level + 1}")
    return tuple(names)

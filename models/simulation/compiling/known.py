"""What single decisions were compiled to, kept to be used again while nothing that they read has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date

from models.authority.paths import Hop as Move
from models.document import Document
from models.escalation import Volume
from models.simulation.assumptions import Assumptions
from models.simulation.compiling.destinations import Destinations
from models.simulation.compiling.routes import Ways
from models.simulation.compiling.said import Said

_MOST = 8
"""Versions of a decision that are kept, the latest ones."""
_ELSEWHERE = frozenset(("rules", "decisions", "volumes", "capacities", "calendars", "absences", "scenarios"))
"""Tables of which a decision reads only its own rows, or none."""
_READ = tuple(each.name for each in fields(Document) if each.name not in _ELSEWHERE)


@dataclass(frozen=True)
class DecisionParts:
    """What a decision compiles to by itself: its routes, with the roles as they are numbered there."""

    ways: Ways
    roles: tuple[str, ...]
    said: Said
    asked: dict[str, Move | None]
    """What other decisions said of where cases go next, as far as they were asked."""


@dataclass(frozen=True)
class Basis:
    """All that a decision's parts depend on: rows and tables, which must be the same ones, and equal terms."""

    rows: tuple[object, ...]
    terms: tuple[object, ...]

    def holds(self, other: Basis) -> bool:
        """Return whether what depends on the other would come out the same."""
        alike = len(self.rows) == len(other.rows) and all(
            one is another for one, another in zip(self.rows, other.rows, strict=True)
        )
        return alike and self.terms == other.terms


@dataclass
class CompiledParts:
    """Decisions as they were compiled before, for models of documents that differ in a few rows.

    It is filled by `compile_model`, and may be handed from one to the next.
    """

    _kept: dict[str, list[tuple[Basis, DecisionParts]]] = field(default_factory=dict)
    _moves: dict[str, list[tuple[Basis, list[Move]]]] = field(default_factory=dict)

    def find(self, decision: str, basis: Basis, destinations: Destinations) -> DecisionParts | None:
        """Return what a decision was compiled to on that basis, if it was."""
        for then, parts in reversed(self._kept.get(decision, ())):
            if basis.holds(then) and all(destinations.usual(role) == move for role, move in parts.asked.items()):
                return parts
        return None

    def keep(self, decision: str, basis: Basis, parts: DecisionParts) -> None:
        """Keep what a decision was compiled to."""
        versions = self._kept.setdefault(decision, [])
        versions.append((basis, parts))
        del versions[:-_MOST]

    def moves(self, decision: str, basis: Basis, destinations: Destinations) -> list[Move]:
        """Return where the matrix sends cases of a decision, from before if it still holds."""
        versions = self._moves.setdefault(decision, [])
        found = next((moves for then, moves in versions if basis.holds(then)), None)
        if found is None:
            found = destinations.moves_of(decision)
            versions.append((basis, found))
            del versions[:-_MOST]
        return found


def tables_of(document: Document) -> tuple[object, ...]:
    """Return the tables of which decisions may read any row."""
    return tuple(getattr(document, name) for name in _READ)


def basis_of(
    document: Document,
    tables: tuple[object, ...],
    decision: str,
    volume: Volume | None,
    assumptions: Assumptions,
    on: date,
    urgent: bool,
) -> Basis:
    """Return what a decision's parts depend on."""
    return Basis((*tables, *_own(document, decision), volume), (assumptions, on, urgent))


def basis_of_moves(document: Document, tables: tuple[object, ...], decision: str, on: date) -> Basis:
    """Return what depends on where the matrix sends a decision's cases."""
    return Basis((*tables, *_own(document, decision)), (on,))


def _own(document: Document, decision: str) -> Iterator[object]:
    yield document.decisions[decision]
    yield from document.rules.by("decision", decision)

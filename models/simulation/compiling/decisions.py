"""The decisions of a document, compiled one by one, or taken from before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.document import Document
from models.escalation import Volume
from models.simulation.assumptions import Assumptions
from models.simulation.compiling.destinations import Destinations
from models.simulation.compiling.known import CompiledParts, DecisionParts, basis_of, basis_of_moves, tables_of
from models.simulation.compiling.oversight import Oversight
from models.simulation.compiling.procedures import Procedures
from models.simulation.compiling.routes import Compiler, answers_of
from models.simulation.compiling.spread import common_currency
from models.tables import Table
from models.teams import Absence


def compiled_decisions(
    document: Document,
    names: Sequence[str],
    assumptions: Assumptions,
    on: date,
    oversight: Oversight,
    known: CompiledParts | None = None,
) -> list[DecisionParts]:
    """Return what each of some decisions is compiled to by itself, from `known` where nothing it reads has changed."""
    kept = known if known is not None else CompiledParts()
    currency = common_currency(document)
    tables, urgent = tables_of(document), _knows_urgency(document)
    present = replace(document, absences=Table(Absence)) if len(document.absences) else document
    destinations = Destinations(document, on)
    destinations.matrix_moves = lambda name: kept.moves(name, basis_of_moves(document, tables, name, on), destinations)
    found = []
    for name in names:
        volume = volume_of(document, name)
        basis = basis_of(document, tables, name, volume, assumptions, on, urgent)
        parts = kept.find(name, basis, destinations)
        if parts is None:
            destinations.asked = {}
            decision, procedures = document.decisions[name], Procedures(document, assumptions, destinations)
            compiler = Compiler(document, decision, volume, procedures, oversight, currency, on, urgent)
            ways = compiler.ways(answers_of(present, decision, on))
            parts = DecisionParts(ways, tuple(procedures.roles), procedures.said, destinations.asked)
            kept.keep(name, basis, parts)
        found.append(parts)
    return found


def volume_of(document: Document, decision: str) -> Volume | None:
    """Return the volume of a decision, None where nobody entered one."""
    return next(iter(document.volumes.by("decision", decision)), None)


def _knows_urgency(document: Document) -> bool:
    return len(document.urgent_routes) > 0 or any(rule.kind == "urgent" for rule in document.rules)

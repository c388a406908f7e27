"""Cases: drawing them from a mix as the model does, and looking up which route a case takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.authority.facts import Case, FactValue
from models.authority.lookup import dimensions_of
from models.authority.places import KINDS, by_kind
from models.decisions import Decision, Dimension
from models.document import Document
from models.escalation import MixPart
from models.simulation.compiling.routes import Ways
from models.simulation.compiling.spread import line_of, mixed


@dataclass(frozen=True)
class Drawn:
    """A case, and the number of the part of the mix that it looks like."""

    part: int
    case: Case


def sample(document: Document, ways: Ways, count: int, rng: np.random.Generator) -> Iterator[Drawn]:
    """Yield random cases of a decision, each with all its facts, as its mix says or spread over the whole domain.

    A case that is of no place of a kind has none, since nobody can name anywhere else.
    """
    decision = document.decisions[ways.decision]
    weights = np.array([grid.weight for grid in ways.grids])
    for part in rng.choice(len(weights), count, p=weights / weights.sum()):
        chosen = ways.grids[part].part
        facts = {dimension.id: _fact(ways, dimension, chosen, rng) for dimension in _described_by(document, decision)}
        places = tuple(_places(document, chosen, rng))
        yield Drawn(int(part), Case(decision.id, facts, next(iter(places), None), places[1:]))


def route_of(document: Document, ways: Ways, drawn: Drawn) -> int | None:
    """Return the number, within the decision, of the route that a case takes; None where its part has no such case."""
    return ways.grids[drawn.part].find(document, drawn.case)


def _described_by(document: Document, decision: Decision) -> tuple[Dimension, ...]:
    own = dimensions_of(document, decision)
    known = {dimension.id for dimension in own}
    named = {condition.dimension for tier in document.tiers for condition in tier.conditions} & set(decision.dimensions)
    return (*own, *(document.dimensions[name] for name in sorted(named - known)))


def _fact(ways: Ways, dimension: Dimension, part: MixPart | None, rng: np.random.Generator) -> FactValue:
    share = mixed(part, dimension.id)
    if dimension.kind == "flag":
        given = share.flag if share else None
        return bool(rng.random() < 0.5) if given is None else given
    if dimension.kind == "classes":
        among = [name for name in (share.classes if share else ()) if name in dimension.classes] or dimension.classes
        return str(among[rng.integers(len(among))]) if among else ""
    line = ways.spread.lines.get(dimension.id) or line_of(dimension, set(), set())
    return line.draw(rng.random(), share.band if share else None)


def _places(document: Document, part: MixPart | None, rng: np.random.Generator) -> Iterator[str]:
    given = by_kind(document.places, (part.place,) if part is not None and part.place is not None else ())
    known = by_kind(document.places, (place.id for place in document.places))
    for kind in KINDS:
        if kind in given:
            yield given[kind][0]
        elif kind in known:
            number = int(rng.integers(len(known[kind]) + 1))
            if number:
                yield known[kind][number - 1]

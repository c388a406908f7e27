"""Edges: where the band of one row of a decision ends and that of the next begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.authority.force import rules_in_force
from models.authority.rules import BandCondition, Rule
from models.decisions import Dimension
from models.document import Document
from models.quantities import UNLIMITED, group, written_below


@dataclass(frozen=True)
class Edge:
    """A limit of some rows of a decision, in steps of the dimension; it belongs to the rows above."""

    decision: str
    dimension: str
    at: int
    below: tuple[str, ...]
    """The rows whose bands end there."""
    above: tuple[str, ...]
    """Those whose bands begin there; none where nobody decides more, or only by rows that overlap."""


def edges_of(document: Document, decision: str, on: date) -> tuple[Edge, ...]:
    """Return the limits of a decision's rows in force, dimension by dimension, the lowest first."""
    below: dict[tuple[str, int], list[str]] = {}
    above: dict[tuple[str, int], list[str]] = {}
    for rule in rules_in_force(document, decision, on):
        for condition in bands_of(rule):
            if isinstance(condition.band.upper, int):
                below.setdefault((condition.dimension, condition.band.upper), []).append(rule.id)
            if condition.band.lower is not None:
                above.setdefault((condition.dimension, condition.band.lower), []).append(rule.id)
    place = {dimension.id: number for number, dimension in enumerate(document.dimensions)}
    return tuple(
        Edge(decision, name, at, tuple(below[name, at]), tuple(above.get((name, at), ())))
        for name, at in sorted(below, key=lambda key: (place[key[0]], key[1]))
    )


def bands_of(rule: Rule) -> Iterator[BandCondition]:
    """Yield the conditions of a row that are bands."""
    for condition in rule.box:
        if isinstance(condition, BandCondition):
            yield condition


def edge_words(dimension: Dimension, edge: int | str | None) -> str:
    """Return an edge as people write it, without its unit: the amount up to which the lower band goes, or below it."""
    if edge is None:
        return "not stated"
    if isinstance(edge, str):
        return "unlimited" if edge == UNLIMITED else "none"
    return group((edge - 1 if written_below(edge) else edge) * dimension.step)


def edge_like(edge: int, steps: int) -> int:
    """Return the edge that is written by an amount, in steps, on the same side as another edge is.

    Beside "up to and including 5,000" stands "up to and including 8,000", beside "below 5,000" stands "below 8,000".
    """
    return steps + 1 if written_below(edge) else steps

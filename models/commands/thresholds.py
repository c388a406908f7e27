"""Edits of thresholds: limits that several rows share move on both sides, and several at once."""

from collections.abc import Mapping
from datetime import date

from models.authority.edges import edges_of
from models.authority.rules import BandCondition, Condition, Rule
from models.changes import ChangeSet, Edit, EditRefused
from models.commands.matrix import row_name
from models.commands.rows import find
from models.document import Document
from models.quantities import NONE


def move_thresholds(document: Document, decision: str, dimension: str, moves: Mapping[int, int], on: date) -> ChangeSet:
    """Move limits of the rows of a decision that are in force, in steps: to each edge where it shall be.

    A row that ends at an edge ends where it goes, one that begins there begins there; several move at once, so that a
    row between two of them keeps what lies between. Raises EditRefused where there is no such limit, or where a row
    would cover nothing any more.
    """
    row = find(document, "decision", decision)
    edges = {edge.at: edge for edge in edges_of(document, decision, on) if edge.dimension == dimension}
    if not moves.keys() <= edges.keys():
        raise EditRefused(f"No row of “{row.name}” has that limit any more.")
    touched = dict.fromkeys(rule for at in moves for rule in (*edges[at].below, *edges[at].above))
    edit = Edit(document)
    for name in touched:
        rule: Rule = document.rules[name]
        edit.set(rule, box=tuple(_moved(document, rule, c, dimension, moves) for c in rule.box), label="")
    return edit.done(f"Move {'a threshold' if len(moves) == 1 else f'{len(moves)} thresholds'} of “{row.name}”")


def _moved(document: Document, rule: Rule, condition: Condition, dimension: str, moves: Mapping[int, int]) -> Condition:
    if not isinstance(condition, BandCondition) or condition.dimension != dimension:
        return condition
    had = condition.band
    lower = moves.get(had.lower, had.lower) if had.lower is not None else None
    upper = moves.get(had.upper, had.upper) if isinstance(had.upper, int) else had.upper
    band = had.changed(lower=lower, upper=upper)
    if band.empty and band.upper != NONE:
        raise EditRefused(f"“{row_name(document, rule)}” would cover nothing; move the limit less far.")
    return condition.changed(band=band)

"""What a scenario changes, in sentences: "Team lead: limit of “Buy goods” 5,000 → 10,000 EUR"."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from models.authority.edges import bands_of, edge_words
from models.authority.procedures import deciders
from models.authority.rules import BandCondition, Rule
from models.authority.words import box_words, capital, listed, procedure_words, role_words, unit_of
from models.decisions import Dimension
from models.document import TYPES, Document
from models.entity import Entity
from models.escalation import Scenario, ScenarioChange
from models.quantities import Band
from models.scenarios.row_words import ARROW, added_words, field_words, row_words
from models.scenarios.values import exchanged, row_of

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Told:
    """One thing that a scenario changes, in words, with the keys of the changes that belong to it."""

    words: str
    keys: tuple[Key, ...]


def told(document: Document, scenario: Scenario) -> tuple[Told, ...]:
    """Return what a scenario changes over a document, given as it is underneath, one sentence for each thing.

    A threshold that two rows share is one thing, and the words that a row loses with it belong to it. What does not
    fit the document is told by its place.
    """
    naming = _with_what_is_added(document, scenario)
    boxes = {change.row for change in scenario.changes if change.table == "rule" and change.field == "box"}
    ends = _ends_that_move(document, scenario)
    found: dict[str, list[Key]] = {}
    homes: dict[str, str] = {}
    for change in scenario.changes:
        if _goes_with_its_box(change, boxes):
            continue
        words = change_words(document, change, naming)
        if change.table == "rule" and change.field == "box":
            below = _below(document, change, ends)
            words = homes[change.row] = change_words(document, below, naming) if below is not None else words
        found.setdefault(words, []).append(change.key)
    for change in scenario.changes:
        if _goes_with_its_box(change, boxes):
            found[homes[change.row]].append(change.key)
    return tuple(Told(capital(words), tuple(keys)) for words, keys in found.items())


def _goes_with_its_box(change: ScenarioChange, boxes: set[str]) -> bool:
    """Whether a change takes the words off a row whose cases change: they would mislead."""
    return change.table == "rule" and change.field == "label" and change.row in boxes


def _with_what_is_added(document: Document, scenario: Scenario) -> Document:
    """Return the document with the rows that a scenario adds, for their names."""
    added: dict[str, dict[str, Entity | None]] = {}
    for change in scenario.changes:
        if change.table in TYPES and not change.field and change.row not in document.table(change.table):
            with suppress(ValueError):
                added.setdefault(change.table, {})[change.row] = row_of(change)
    return document.with_rows(added)


def change_words(document: Document, change: ScenarioChange, naming: Document | None = None) -> str:
    """Return one change over a document in words, also of one that does not fit it.

    `naming` has the rows that are called by their names, where others are needed than those of the document.
    """
    if change.table not in TYPES:
        return f"a change of “{change.table}”"
    naming = naming or document
    what = TYPES[change.table].what()
    row: Entity | None = document.table(change.table).get(change.row)
    try:
        if not change.field:
            return _whole(naming, change, row)
        if row is None or change.field not in type(row).model_fields:
            return f"the {change.field.replace('_', ' ')} of a {what}"
        new = exchanged(row, change)
        if new == row and change.field == "box":
            return f"{row_words(naming, row)}: covers these cases already"
        if new == row:
            return f"{row_words(naming, row)}: {change.field.replace('_', ' ')} as it is already"
        return row_change_words(naming, row, new, change.field)
    except ValueError:
        return f"a change of a {what}"


def _whole(document: Document, change: ScenarioChange, row: Entity | None) -> str:
    wanted = row_of(change)
    if wanted is None:
        return f"Without {added_words(document, row)}" if row is not None else "Without a row that is gone already"
    words = added_words(document, wanted)
    return words if row is None else f"{words}, as it is already" if row == wanted else f"{words}, in place of what is"


def row_change_words(document: Document, old: Entity, new: Entity, field: str) -> str:
    """Return in words that a field of a row is another one."""
    if isinstance(old, Rule) and isinstance(new, Rule):
        if field == "box":
            return _box_words(document, old, new)
        if field == "procedure":
            return _procedure_words(document, old, new)
    return field_words(document, old, new, field)


def _who_decides(document: Document, rule: Rule) -> str:
    return listed([role_words(document, role) for role in deciders(rule.procedure)]) or "nobody"


def _decision_name(document: Document, rule: Rule) -> str:
    row = document.decisions.get(rule.decision)
    return f"“{row.name if row else rule.decision}”"


def _bands(rule: Rule) -> dict[str, BandCondition]:
    return {condition.dimension: condition for condition in bands_of(rule)}


def _box_words(document: Document, old: Rule, new: Rule) -> str:
    """Return how the cases of a row change; a limit that moves is told by its two ends."""
    who, decision = _who_decides(document, old), _decision_name(document, old)
    before, after = _bands(old), _bands(new)
    rest = [c for c in old.box if c.dimension not in after], [c for c in new.box if c.dimension not in before]
    parts = []
    for name, condition in after.items():
        had = before.get(name)
        if had is None or had == condition:
            continue
        dimension = document.dimensions[name]
        unit = condition.currency or unit_of(dimension)
        if had.band.upper != condition.band.upper:
            parts.append(f"limit of {decision} {_edges(dimension, had.band, condition.band, 'upper', unit)}")
        if had.band.lower != condition.band.lower:
            parts.append(f"{decision} from {_edges(dimension, had.band, condition.band, 'lower', unit)}")
    if rest[0] != rest[1] or not parts:
        cases = f"{box_words(document, old.box, old.places)} {ARROW} {box_words(document, new.box, new.places)}"
        return f"{who}: {decision} for {cases}"
    return f"{who}: {listed(parts)}"


def _edges(dimension: Dimension, before: Band, after: Band, side: str, unit: str) -> str:
    ends = [edge_words(dimension, getattr(band, side)) for band in (before, after)]
    return f"{ends[0]} {ARROW} {ends[1]}{f' {unit}' if unit else ''}"


def _ends_that_move(document: Document, scenario: Scenario) -> dict[tuple[object, ...], ScenarioChange]:
    """Return the changes by which a row's band only ends elsewhere, by the decision and how the end moves."""
    found: dict[tuple[object, ...], ScenarioChange] = {}
    for change in scenario.changes:
        row = document.rules.get(change.row) if (change.table, change.field) == ("rule", "box") else None
        moved = _moved(row, change, "upper") if row is not None else None
        if row is not None and moved is not None:
            found.setdefault((row.decision, *moved), change)
    return found


def _below(
    document: Document, change: ScenarioChange, ends: dict[tuple[object, ...], ScenarioChange]
) -> ScenarioChange | None:
    """Return the change of the row below, where a row's band only begins elsewhere because that one ends there."""
    row = document.rules.get(change.row)
    moved = _moved(row, change, "lower") if row is not None else None
    return ends.get((row.decision, *moved)) if row is not None and moved is not None else None


def _moved(rule: Rule, change: ScenarioChange, side: str) -> tuple[str, Any, Any] | None:
    """Return the one edge of a row that a change moves, with where from and to; None where it does anything else."""
    try:
        new = exchanged(rule, change)
    except ValueError:
        return None
    before, after = _bands(rule), _bands(new) if isinstance(new, Rule) else {}
    if before.keys() != after.keys() or len(rule.box) != len(getattr(new, "box", ())):
        return None
    moved = [
        (name, getattr(before[name].band, side), getattr(after[name].band, side))
        for name in before
        if before[name] != after[name]
    ]
    return moved[0] if len(moved) == 1 and moved[0][1] != moved[0][2] else None


def _procedure_words(document: Document, old: Rule, new: Rule) -> str:
    """Return how a procedure changes; where only deadlines do, these alone."""
    decision = _decision_name(document, old)
    times = [step.hours for step in old.procedure], [step.hours for step in new.procedure]
    bare = [[step.changed(hours=None, on_timeout=None) for step in rule.procedure] for rule in (old, new)]
    if bare[0] == bare[1]:
        return listed(list(_deadlines(document, decision, old, new)))
    words = [procedure_words(document, rule.procedure) for rule in (old, new)]
    if words[0] == words[1] and times[0] == times[1]:
        return f"{decision}: terms of “{words[0]}”"
    return f"{decision}: {words[0]} {ARROW} {words[1]}"


def _deadlines(document: Document, decision: str, old: Rule, new: Rule) -> Iterable[str]:
    for before, after in zip(old.procedure, new.procedure, strict=True):
        who = procedure_words(document, [before])
        if before.hours != after.hours:
            ends = [f"{step.hours:g}" if step.hours is not None else "none" for step in (before, after)]
            yield f"{decision}: {who} within {ends[0]} {ARROW} {ends[1]} hours"
        if before.on_timeout != after.on_timeout:
            then = [step.on_timeout or "not stated" for step in (before, after)]
            yield f"{decision}: {who}, and in silence {then[0]} {ARROW} {then[1]}"

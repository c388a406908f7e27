"""What a search may turn: thresholds between rows, hours of roles, numbers of holders; and the candidates of that."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from models.authority.edges import edge_words
from models.authority.words import role_words, unit_of
from models.changes import ChangeSet, apply, difference, in_one_step
from models.commands.capacity import set_capacities
from models.commands.thresholds import move_thresholds
from models.document import Document
from models.escalation import ScenarioChange
from models.quantities import written_below
from models.scenarios.recording import changes_between
from models.scenarios.row_words import ARROW


@dataclass(frozen=True)
class ThresholdLever:
    """The edge between the bands of adjacent rows of a decision, and the edges to try, all in the dimension's steps."""

    decision: str
    dimension: str
    edge: int
    values: tuple[int, ...]


@dataclass(frozen=True)
class HoursLever:
    """Hours a week that each holder of a role has for decisions."""

    role: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class HoldersLever:
    """How many hold a role."""

    role: str
    values: tuple[int, ...]


Lever = ThresholdLever | HoursLever | HoldersLever
Choice = tuple[float, ...]
"""A candidate: one value for each lever, in their order."""


def lever_words(document: Document, lever: Lever) -> str:
    """Return what a lever turns: "the limit of “Buy goods” at 5,000 EUR", "hours a week of CFO"."""
    match lever:
        case ThresholdLever():
            dimension = document.dimensions[lever.dimension]
            unit = unit_of(dimension)
            amount = f"{edge_words(dimension, lever.edge)}{f' {unit}' if unit else ''}"
            return f"the limit of “{document.decisions[lever.decision].name}” at {amount}"
        case HoursLever():
            return f"hours a week of {role_words(document, lever.role)}"
        case HoldersLever():
            return f"holders of {role_words(document, lever.role)}"


def value_words(document: Document, lever: Lever, value: float) -> str:
    """Return a value of a lever as people write it."""
    if isinstance(lever, ThresholdLever):
        return edge_words(document.dimensions[lever.dimension], int(value))
    return f"{value:g}"


def plain_value(document: Document, lever: Lever, value: float) -> float:
    """Return a value of a lever as a plain number: of a limit, the amount that is written."""
    if isinstance(lever, ThresholdLever):
        edge = int(value)
        return float((edge - 1 if written_below(edge) else edge) * document.dimensions[lever.dimension].step)
    return value


def candidates(levers: Sequence[Lever]) -> int:
    """Return how many candidates there are."""
    return math.prod(len(lever.values) for lever in levers)


def choices(levers: Sequence[Lever]) -> Iterator[Choice]:
    """Yield every candidate, the last lever turning fastest."""
    return product(*(lever.values for lever in levers))


def choose(document: Document, levers: Sequence[Lever], choice: Choice, on: date) -> ChangeSet:
    """Return the one edit that makes a document as a candidate has it. Raises EditRefused where it does not fit."""
    return in_one_step(
        "Apply what a search has found",
        document,
        lambda now: choose_limits(now, levers, choice, on),
        lambda now: choose_time(now, levers, choice),
    )


def choose_limits(document: Document, levers: Sequence[Lever], choice: Choice, on: date) -> ChangeSet:
    """Return the edit that moves the limits of a candidate, all at once. Raises EditRefused where one does not fit."""
    moves: dict[tuple[str, str], dict[int, int]] = {}
    for lever, value in zip(levers, choice, strict=True):
        if isinstance(lever, ThresholdLever) and lever.edge != value:
            moves.setdefault((lever.decision, lever.dimension), {})[lever.edge] = int(value)
    now = document
    for (decision, dimension), edges in moves.items():
        now = apply(now, move_thresholds(now, decision, dimension, edges, on))
    return difference(document, now, "Move limits")


def choose_time(document: Document, levers: Sequence[Lever], choice: Choice) -> ChangeSet:
    """Return the edit that gives roles the hours and holders of a candidate. Raises EditRefused where it cannot."""
    cells: dict[str, dict[str, object]] = {}
    for lever, value in zip(levers, choice, strict=True):
        match lever:
            case HoursLever():
                cells.setdefault(lever.role, {})["hours_a_week"] = value
            case HoldersLever():
                cells.setdefault(lever.role, {})["holders"] = int(value)
            case ThresholdLever():
                pass
    return set_capacities(document, cells)


def choice_changes(document: Document, levers: Sequence[Lever], choice: Choice, on: date) -> tuple[ScenarioChange, ...]:
    """Return a candidate as the changes of a scenario over a document. Raises EditRefused where it does not fit."""
    return changes_between(document, apply(document, choose(document, levers, choice, on)))


def choice_words(document: Document, levers: Sequence[Lever], choice: Choice) -> tuple[str, ...]:
    """Return what a candidate changes, one sentence for each lever that is turned."""
    told = []
    for lever, value in zip(levers, choice, strict=True):
        had = now_of(document, lever)
        if had == value:
            continue
        ends = ["none" if end is None else value_words(document, lever, end) for end in (had, value)]
        told.append(_turned_words(document, lever, f"{ends[0]} {ARROW} {ends[1]}", value))
    return tuple(told)


def _turned_words(document: Document, lever: Lever, ends: str, value: float) -> str:
    match lever:
        case ThresholdLever():
            unit = unit_of(document.dimensions[lever.dimension])
            return f"“{document.decisions[lever.decision].name}”: limit {ends}{f' {unit}' if unit else ''}"
        case HoursLever():
            return f"{role_words(document, lever.role)}: {ends} hour{'' if value == 1 else 's'} a week for decisions"
        case HoldersLever():
            return f"{role_words(document, lever.role)}: {ends} holder{'' if value == 1 else 's'}"


def now_of(document: Document, lever: Lever) -> float | None:
    """Return the value that a lever has in a document, or None where nothing is entered."""
    if isinstance(lever, ThresholdLever):
        return lever.edge
    row = next(iter(document.capacities.by("role", lever.role)), None)
    return None if row is None else row.holders if isinstance(lever, HoldersLever) else row.hours_a_week

"""One candidate of a search, compiled and simulated for some replications."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from models.changes import EditRefused, apply
from models.document import Document
from models.effort import Stopped
from models.simulation.assumptions import Assumptions
from models.simulation.settings import Settings
from models.whatif.levers import Choice, Lever, choose

if TYPE_CHECKING:
    from models.simulation.compile import CompiledModel
    from models.whatif.running import Watch

COLUMNS = ("mean", "p50", "p90", "p95", "exposure", "value", "cost", "time")
"""What a replication says: clock hours of a case; shares of cases and of value decided below the level asked for;
what the work on a case costs; what the time set aside for decisions costs a quarter."""

Row = tuple[float | None, ...]
"""One replication, by `COLUMNS`; None where there was nothing to observe."""


@dataclass(eq=False)
class Question:
    """What all candidates of a search share. Models are compiled once in each process."""

    document: Document
    levers: tuple[Lever, ...]
    assumptions: Assumptions
    settings: Settings
    on: date
    warm_up: int
    """Cases left out at the start of each replication, of every candidate alike."""
    _models: dict[Choice, tuple[CompiledModel, float]] = field(default_factory=dict)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_models": {}}

    def model(self, choice: Choice) -> tuple[CompiledModel, float]:
        """Return the model of a candidate, and what its time for decisions costs a quarter.

        Raises EditRefused where the candidate does not fit the file.
        """
        from models.simulation.compile import compile_model

        found = self._models.get(choice)
        if found is None:
            there = self.document
            if choice:
                there = apply(there, choose(there, self.levers, choice, self.on))
            model = compile_model(there, self.assumptions, on=self.on)
            found = self._models[choice] = model, time_cost(there, model)
        return found


class Piece(NamedTuple):
    """Some replications of a candidate; an empty choice is the file as it is."""

    choice: Choice
    first: int
    number: int


class Tried(NamedTuple):
    """What came of it: a row for each replication, or why there is none."""

    rows: tuple[Row, ...]
    problem: str = ""


def tried(question: Question, pieces: Sequence[Piece], watch: Watch) -> tuple[Tried, ...]:
    """Return what the replications of some candidates say. Raises Stopped."""
    found = []
    for at, piece in enumerate(pieces):
        if watch.stopped():
            raise Stopped
        found.append(_tried(question, piece, watch))
        watch.tell(at + 1, len(pieces))
    return tuple(found)


def _tried(question: Question, piece: Piece, watch: Watch) -> Tried:
    from models.simulation.report import load_words
    from models.simulation.traffic import loads

    try:
        model, cost = question.model(piece.choice)
    except EditRefused as refused:
        return Tried((), str(refused))
    over = [load for load in loads(model.layout) if load.overloaded]
    if over and not question.settings.allow_overload:
        return Tried((), " ".join(load_words(question.document, model, load) for load in over))
    return Tried(tuple((*row, cost) for row in replicated(question, model, piece, watch)))


def replicated(question: Question, model: CompiledModel, piece: Piece, watch: Watch) -> list[Row]:
    """Return the rows of replications, without what time costs. Raises Stopped."""
    from models.simulation.run import Cancelled, simulate

    settings = question.settings.model_copy(
        update={
            "replications": max(2, piece.first + piece.number),
            "warm_up": question.warm_up / question.settings.cases,
            "allow_overload": True,
            "workers": 1,
            "target": None,
        }
    )
    try:
        rows = simulate(model.layout, settings, cancelled=watch.stopped).replicates
    except Cancelled:
        raise Stopped from None
    wanted = range(piece.first, piece.first + piece.number)
    return [
        tuple(
            plain(value) for value in (*rows.cycle[at], rows.exposed_cases[at], rows.exposed_value[at], rows.cost[at])
        )
        for at in wanted
    ]


def plain(value: float) -> float | None:
    """Return a number, or None for one that is none."""
    return None if math.isnan(value) else float(value)


def time_cost(document: Document, model: CompiledModel) -> float:
    """Return what the time that the roles of a model set aside for decisions costs a quarter.

    Where nobody entered what an hour costs, the hours themselves.
    """
    priced = any(row.cost_an_hour for row in document.capacities)
    total = 0.0
    for role, desk in zip(model.roles, model.desks, strict=True):
        row = next(iter(document.capacities.by("role", role)), None)
        price = (row.cost_an_hour if row is not None else None) or 0.0
        total += desk.holders * desk.hours_a_week * _WEEKS * (price if priced else 1.0)
    return total


_WEEKS = 13

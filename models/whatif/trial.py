"""One candidate of a search, compiled and simulated for some replications."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from models.changes import EditRefused, apply
from models.document import Document
from models.effort import Stopped
from models.simulation.assumptions import Assumptions
from models.simulation.settings import Settings
from models.whatif.levers import Choice, Lever, ThresholdLever, choose_limits, choose_time

if TYPE_CHECKING:
    from models.simulation.compile import CompiledModel
    from models.simulation.compiling.known import CompiledParts
    from models.simulation.kernel.prepared import Prepared
    from models.whatif.running import Watch

COLUMNS = ("mean", "p50", "p90", "p95", "exposure", "value", "cost", "time")
"""What a replication says: clock hours of a case; shares of cases and of value decided below the level asked for;
what the work on a case costs; what the time set aside for decisions costs a quarter."""

MOST_KEPT = 256
"""Models that are kept in case more replications of a candidate are asked for."""

Kept = TypeVar("Kept")
Row = tuple[float | None, ...]
"""One replication, by `COLUMNS`; None where there was nothing to observe."""


class Made(NamedTuple):
    """A candidate's model, as the kernel reads it, and what its time for decisions costs a quarter."""

    model: CompiledModel
    prepared: Prepared
    time_cost: float


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
    _made: dict[Choice, Made] = field(default_factory=dict)
    _moved: dict[Choice, Document] = field(default_factory=dict)
    """Documents with the limits of candidates: those with the same limits share their rows, and so what these compile
    to."""
    _known: CompiledParts | None = None
    _lock: Lock = field(default_factory=Lock)

    def __getstate__(self) -> dict[str, Any]:
        kept = {**self.__dict__, "_made": {}, "_moved": {}, "_known": None}
        del kept["_lock"]
        return kept

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, _lock=Lock())

    def made(self, choice: Choice) -> Made:
        """Return the model of a candidate. Raises EditRefused where it does not fit the file."""
        from models.simulation.compile import compile_model
        from models.simulation.compiling.known import CompiledParts
        from models.simulation.kernel.prepared import prepare

        found = self._made.get(choice)
        if found is None:
            self._known = self._known or CompiledParts()
            there = self._there(choice) if choice else self.document
            model = compile_model(there, self.assumptions, on=self.on, known=self._known)
            found = Made(model, prepare(model.layout), time_cost(there, model))
            self._keep(self._made, choice, found)
        return found

    def _there(self, choice: Choice) -> Document:
        limits = tuple(
            value for lever, value in zip(self.levers, choice, strict=True) if isinstance(lever, ThresholdLever)
        )
        moved = self._moved.get(limits)
        if moved is None:
            moved = apply(self.document, choose_limits(self.document, self.levers, choice, self.on))
            self._keep(self._moved, limits, moved)
        return apply(moved, choose_time(moved, self.levers, choice))

    def _keep(self, known: dict[Choice, Kept], choice: Choice, found: Kept) -> None:
        """Keep what was made of a candidate, and let go of the oldest where there are many."""
        with self._lock:
            known[choice] = found
            while len(known) > MOST_KEPT:
                del known[next(iter(known))]


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
    from models.simulation.compile import NothingToSimulate
    from models.simulation.loads.traffic import loads
    from models.simulation.results.replication import NothingEnds
    from models.simulation.study import NOTHING_ENDS, TOO_MUCH_OPEN
    from models.simulation.telling.report import load_words

    try:
        made = question.made(piece.choice)
    except (EditRefused, NothingToSimulate) as refused:
        return Tried((), str(refused))
    over = [load for load in loads(made.model.layout) if load.overloaded]
    if over and not question.settings.allow_overload:
        return Tried((), " ".join(load_words(question.document, made.model, load) for load in over))
    try:
        return Tried(tuple(replicated(question, made, piece, watch)))
    except NothingEnds:
        return Tried((), NOTHING_ENDS)
    except MemoryError:
        return Tried((), TOO_MUCH_OPEN)


def replicated(question: Question, made: Made, piece: Piece, watch: Watch) -> list[Row]:
    """Return the rows of replications. Raises Stopped, and NothingEnds and MemoryError as `replicate` does."""
    import numpy as np

    from models.simulation.results.replication import Cancelled
    from models.whatif.measuring import measure

    layout, settings = made.model.layout, question.settings
    # Where nothing says at which level cases ought to be decided, none is decided below it, and that says nothing.
    asked = bool(layout.route_required.any())
    rows = []
    for number in range(piece.first, piece.first + piece.number):
        try:
            found = measure(
                layout,
                made.prepared,
                seed=settings.seed,
                replication=number,
                warm_up=question.warm_up,
                cases=layout.cases_within(settings.cases),
                cancel=np.frombuffer(watch.flag, dtype=np.uint8),
            )
        except Cancelled:
            raise Stopped from None
        exposure = (found.exposed, found.exposed_value) if asked else (math.nan, math.nan)
        rows.append(tuple(plain(value) for value in (*found.cycle, *exposure, found.cost, made.time_cost)))
    return rows


def plain(value: float) -> float | None:
    """Return a number, or None for one that is none."""
    return None if math.isnan(value) else float(value)


def has_prices(document: Document) -> bool:
    """Return whether somebody entered what an hour of a role costs."""
    return any(row.cost_an_hour for row in document.capacities)


def time_cost(document: Document, model: CompiledModel) -> float:
    """Return what the time that the roles of a model set aside for decisions costs a quarter.

    Where nobody entered what an hour costs, the hours themselves.
    """
    priced = has_prices(document)
    total = 0.0
    for role, desk in zip(model.roles, model.desks, strict=True):
        row = next(iter(document.capacities.by("role", role)), None)
        price = (row.cost_an_hour if row is not None else None) or 0.0
        total += desk.holders * desk.hours_a_week * _WEEKS * (price if priced else 1.0)
    return total


_WEEKS = 13

"""Searching thresholds and capacities for the frontier between how long cases take and what that costs oversight."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from models.document import Document
from models.effort import Halt, Progress, Stopped
from models.simulation.assumptions import Assumptions
from models.simulation.settings import Settings
from models.whatif.rounds import FIRST, Ask, Rounds, Trier
from models.whatif.search import Frontier, SearchRefused
from models.whatif.state import State, Tries, question_key, tries_of
from models.whatif.trial import Question, tried

if TYPE_CHECKING:
    from models.simulation.model.layout import Layout
    from models.whatif.running import Runner

__all__ = ["Ask", "search"]

USUAL_WARM_UP = 0.1
"""The share of the cases that is left out at the start where none can be found, as the file as it is runs over."""


def search(
    document: Document,
    ask: Ask,
    assumptions: Assumptions,
    settings: Settings,
    *,
    on: date,
    state: Mapping[str, Any] | None = None,
    keep: Callable[[State], None] | None = None,
    progress: Progress | None = None,
    halt: Halt | None = None,
    runner: Runner | None = None,
    trier: Trier = tried,
) -> Frontier:
    """Return the candidates that no other beats, with all that were looked at.

    Each candidate gets at most `settings.replications`. `keep` is handed what has been tried now and then, and
    when the search stops for whatever reason; given back as `state`, the search goes on from there. Where `halt` says
    so the search stops and returns what it has (`Frontier.done` is False). `progress` is told replications of
    replications. Raises SearchRefused, StudyRefused where the file has nothing to simulate, and StateUnfit.
    """
    from models.whatif.running import Threads

    if not ask.levers or any(not lever.values for lever in ask.levers):
        raise SearchRefused("Say what may be turned: at least one threshold, hours or holders, with values to try.")
    least = max(2, settings.replications) + FIRST
    if ask.budget < least:
        raise SearchRefused(
            f"A budget of {ask.budget} is too small: the file as it is takes {least - FIRST} replications and each "
            f"candidate at least {FIRST}; give at least {least}, or fewer replications."
        )
    runner = runner or Threads(settings.workers)
    layout = _as_it_is(document, assumptions, on)
    try:
        warm_up = _warm_up(layout, settings, halt)
    except Stopped:
        nothing = Question(document, ask.levers, assumptions, settings, on, 0)
        return Rounds(ask, nothing, Tries(""), runner, trier, None, None, None).frontier(done=False)
    question = Question(document, ask.levers, assumptions, settings, on, warm_up)
    key = question_key(question, layout.digest())
    tries = tries_of(state, key) if state is not None else Tries(key)
    run = Rounds(ask, question, tries, runner, trier, keep, progress, halt)
    try:
        done = True
        try:
            run.go()
        except Stopped:
            done = False
    finally:
        run.keep()
    return run.frontier(done)


def _as_it_is(document: Document, assumptions: Assumptions, on: date) -> Layout:
    """Return the model of the file. Raises StudyRefused where there is nothing to simulate."""
    from models.simulation.compile import NothingToSimulate, compile_model
    from models.simulation.study import StudyRefused

    try:
        return compile_model(document, assumptions, on=on).layout
    except NothingToSimulate as nothing:
        raise StudyRefused(str(nothing)) from None


def _warm_up(layout: Layout, settings: Settings, halt: Halt | None) -> int:
    """Return how many cases are left out at the start of every candidate: as many as for the file as it is.

    Raises Stopped.
    """
    from models.simulation.run import Cancelled, NothingEnds, Overloaded, simulate

    cases = layout.cases_within(settings.cases)
    if settings.warm_up != "mser-5":
        return int(settings.warm_up * cases)
    few = settings.model_copy(update={"replications": FIRST, "target": None})
    try:
        return simulate(layout, few, cancelled=halt).warm_up
    except (Overloaded, NothingEnds, MemoryError):
        return int(USUAL_WARM_UP * cases)
    except Cancelled:
        raise Stopped from None

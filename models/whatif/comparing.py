"""Comparing scenarios with the file as it is: compiled, simulated with the same luck, checked, set side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from models.document import Document
from models.effort import Halt, Progress, go_on
from models.scenarios.applying import DoesNotFit, applied, underneath
from models.scenarios.wording import told
from models.simulation.assumptions import Assumptions
from models.simulation.settings import Settings
from models.whatif.comparison import Comparison, Measured, Side

if TYPE_CHECKING:
    from models.findings.base import Finding
    from models.simulation.arrays import Floats
    from models.simulation.compile import CompiledModel
    from models.simulation.compiling.known import CompiledParts
    from models.simulation.loads.traffic import Load
    from models.simulation.model.layout import Layout
    from models.simulation.results.estimates import Estimate
    from models.simulation.results.summary import Result
    from models.whatif.figures import Figure
    from models.whatif.running import Runner, Watch

    Found = Result | tuple[Load, ...] | str


class _Draft(NamedTuple):
    """A side on its way: the document as it would be, and what is known of the side already."""

    side: Side
    document: Document | None
    model: CompiledModel | None = None


class Trial(NamedTuple):
    """A model to simulate, as it travels to whoever does it."""

    layout: Layout
    settings: Settings


def compare(
    document: Document,
    scenarios: Sequence[str],
    assumptions: Assumptions,
    settings: Settings,
    *,
    on: date,
    progress: Progress | None = None,
    halt: Halt | None = None,
    runner: Runner | None = None,
) -> Comparison:
    """Return what scenarios (ids) change, beside the file as it is.

    All sides are simulated with the same seed, so the same case draws the same luck in each. A scenario that does not
    fit the file, in which a role cannot keep up, or no case ends, is there with its problem and does not keep the
    others from being compared. `progress` and `halt` are called from this thread. Raises StudyRefused where the file
    has nothing to simulate, EditRefused where a scenario is gone, Stopped where `halt` says so.
    """
    from models.simulation.compiling.known import CompiledParts
    from models.whatif.running import Threads

    runner = runner or Threads(settings.workers)
    names = list(dict.fromkeys(scenarios))
    steps = _Steps(progress, len(names) + 1)
    drafts = []
    known = CompiledParts()
    for name in (None, *names):
        go_on(halt)
        drafts.append(_drafted(document, name, assumptions, on, known))
        steps.compiled()
    found = _simulate([draft.model for draft in drafts], settings, runner, steps.simulated, halt)
    sides = [_finished(draft, what) for draft, what in zip(drafts, found, strict=True)]
    sides = _with_findings(sides, [draft.document for draft in drafts], on, steps.checked, halt)
    figures, sides = _measured(sides, [draft.document for draft in drafts])
    currency = next((draft.model.currency for draft in drafts if draft.model is not None), "")
    return Comparison(on, settings, assumptions, currency, figures, tuple(sides))


def _drafted(
    document: Document, scenario: str | None, assumptions: Assumptions, on: date, known: CompiledParts
) -> _Draft:
    from models.simulation.compile import NothingToSimulate, compile_model
    from models.simulation.study import StudyRefused

    if scenario is None:
        try:
            return _Draft(Side(None, "As it is"), document, compile_model(document, assumptions, on=on, known=known))
        except NothingToSimulate as nothing:
            raise StudyRefused(str(nothing)) from None
    try:
        there = applied(document, scenario)
    except DoesNotFit as broken:
        return _Draft(Side(scenario, document.scenarios[scenario].name, problem=str(broken)), None)
    row = document.scenarios[scenario]
    side = Side(scenario, row.name, tuple(_words(document, scenario)))
    try:
        return _Draft(side, there, compile_model(there, assumptions, on=on, known=known))
    except NothingToSimulate as nothing:
        return _Draft(replace(side, problem=str(nothing)), there)


def _words(document: Document, scenario: str) -> list[str]:
    """What a scenario changes, with what those change on which it stands."""
    row = document.scenarios[scenario]
    below = _words(document, row.base) if row.base is not None else []
    return [*below, *(one.words for one in told(underneath(document, scenario), row))]


def _simulate(
    models: Sequence[CompiledModel | None],
    settings: Settings,
    runner: Runner,
    progress: Progress,
    halt: Halt | None,
) -> list[Found | None]:
    there = [model for model in models if model is not None]
    # A lone model has its replications spread over the processors; several are done side by side.
    own = settings if len(there) == 1 else settings.model_copy(update={"workers": 1})
    trials = [Trial(model.layout, own) for model in there]
    answers = iter(runner(simulated, None, trials, progress=progress, halt=halt))
    return [next(answers) if model is not None else None for model in models]


def simulated(_: None, trial: Trial, watch: Watch) -> Found:
    """Return the result of a model, or the roles that cannot keep up, or why else there is none. Raises Stopped."""
    from models.effort import Stopped
    from models.simulation.run import Cancelled, NothingEnds, Overloaded, simulate
    from models.simulation.study import NOTHING_ENDS, TOO_MUCH_OPEN

    try:
        return simulate(trial.layout, trial.settings, progress=watch.tell, cancelled=watch.stopped)
    except Overloaded as overloaded:
        return overloaded.loads
    except NothingEnds:
        return NOTHING_ENDS
    except MemoryError:
        return TOO_MUCH_OPEN
    except Cancelled:
        raise Stopped from None


def _finished(draft: _Draft, found: Found | None) -> Side:
    from models.simulation.telling.report import load_words

    if found is None or draft.model is None or draft.document is None:
        return draft.side
    side = replace(draft.side, model=draft.model)
    if isinstance(found, str):
        return replace(side, problem=found)
    if isinstance(found, tuple):
        named = " ".join(load_words(draft.document, draft.model, load) for load in found)
        return replace(side, problem=f"The queue would grow without end. {named}")
    return replace(side, result=found)


def _with_findings(
    sides: Sequence[Side],
    documents: Sequence[Document | None],
    on: date,
    told_of: Callable[[], None],
    halt: Halt | None,
) -> list[Side]:
    from models.findings import Checker

    checker = Checker()
    base: dict[str, Finding] = {}
    found = []
    for side, document in zip(sides, documents, strict=True):
        if document is not None:
            there = {finding.key: finding for finding in checker.check(document, on, halt=halt)}
            if side.scenario is None:
                base = there
            new = tuple(finding for key, finding in there.items() if key not in base)
            gone = tuple(finding for key, finding in base.items() if key not in there)
            side = replace(side, new=new, gone=gone)  # noqa: PLW2901
        found.append(side)
        told_of()
    return found


def _measured(sides: Sequence[Side], documents: Sequence[Document | None]) -> tuple[tuple[Figure, ...], list[Side]]:
    """Return the figures that any side has, and the sides with theirs."""
    from models.simulation.results.estimates import estimate
    from models.whatif.figures import figures_of

    known: dict[str, Figure] = {}
    base: dict[str, Floats] = {}
    found = []
    for side, document in zip(sides, documents, strict=True):
        measured = {}
        if document is not None and side.model is not None and side.result is not None:
            for figure, values in figures_of(document, side.model, side.result).items():
                known.setdefault(figure.key, figure)
                if side.scenario is None:
                    base[figure.key] = values
                measured[figure.key] = Measured(
                    estimate(values), None if side.scenario is None else _paired(values, base.get(figure.key))
                )
        found.append(replace(side, measured=measured))
    return tuple(known.values()), found


def _paired(values: Floats, base: Floats | None) -> Estimate | None:
    """Return the difference of a scenario and the base over the replications that both have."""
    from models.simulation.results.estimates import estimate

    if base is None:
        return None
    both = min(len(values), len(base))
    return estimate(values[:both] - base[:both])


class _Steps:
    """Progress over the parts of the work: for each side compiling, simulating, checking."""

    _COMPILING, _SIMULATING, _CHECKING = 50, 1_000, 50

    def __init__(self, progress: Progress | None, sides: int) -> None:
        self._progress, self._sides = progress, sides
        self._total = sides * (self._COMPILING + self._SIMULATING + self._CHECKING)
        self._done = 0

    def compiled(self) -> None:
        self._add(self._COMPILING)

    def checked(self) -> None:
        self._add(self._CHECKING)

    def simulated(self, done: int, total: int) -> None:
        before = self._sides * self._COMPILING
        self._done = before + (self._sides * self._SIMULATING * done // total if total else 0)
        self._tell()

    def _add(self, parts: int) -> None:
        self._done += parts
        self._tell()

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(min(self._done, self._total), self._total)

"""Simulating a model: independent replications on threads, the same result whatever their number."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from multiprocessing import cpu_count
from typing import TypeVar

import numpy as np

from models.simulation.arrays import Bytes, Counts, Floats
from models.simulation.kernel.compiled import is_kept
from models.simulation.kernel.loop import advance_full
from models.simulation.kernel.prepared import Prepared, prepare
from models.simulation.loads.traffic import Overloaded, loads
from models.simulation.model.layout import Layout
from models.simulation.model.moves import Moves, moves_of
from models.simulation.results.estimates import estimate
from models.simulation.results.replication import Cancelled, Course, NothingEnds, Replication, courses, replicate
from models.simulation.results.summary import Result, summarised
from models.simulation.results.warmup import mser5
from models.simulation.settings import Figure, Settings

__all__ = ["Cancelled", "NothingEnds", "Overloaded", "Progress", "simulate"]

Progress = Callable[[int, int], None]
"""Told, now and then, how many cases of how many have ended."""

PILOTS = 10
"""Replications whose mean course tells where the warm-up ends."""
PILOT_CASES = 20_000
"""Cases of a pilot at most: a start that lasts longer is not found by looking further."""
_FIGURES: dict[Figure, int] = {"mean": 0, "p50": 1, "p90": 2, "p95": 3}
_JUDGED = 10
"""Replications from which on it is asked whether the target is reached."""
_TICK = 0.05

Found = TypeVar("Found")


def is_ready() -> bool:
    """Whether this computer has compiled the event loop already; where not, the first run takes half a minute more."""
    return is_kept(advance_full)


def simulate(
    layout: Layout,
    settings: Settings,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Result:
    """Return what `settings.replications` independent replications of the model find, or more for a target.

    `progress` and `cancelled` are called from this thread about twenty times a second. Raises Overloaded where a
    role is at or above full load and the settings do not allow it, Cancelled when `cancelled` returned True,
    NothingEnds where a replication saw no case to its end, MemoryError where too much is open at once.
    """
    known = loads(layout)
    too_much = tuple(load for load in known if load.overloaded)
    if too_much and not settings.allow_overload:
        raise Overloaded(too_much)
    within = settings.model_copy(update={"cases": layout.cases_within(settings.cases)})
    crew = _Crew(layout, within, progress, cancelled)
    warm_up = crew.warm_up()
    found = crew.replicate(range(settings.replications), warm_up)
    while settings.target is not None and (more := _missing(settings, found)) > 0:
        found += crew.replicate(range(len(found), len(found) + more), warm_up)
    return summarised(layout, crew.settings, warm_up, known, crew.moves, found)


def _missing(settings: Settings, found: list[Replication]) -> int:
    """How many more replications the target asks for, judged by those there are; at least a few at a time.

    A handful can agree by chance, or differ so much that they ask for hundreds: nothing is judged by fewer than
    `_JUDGED`, and at most as many are added as there are. Stopped so, 94 to 95 of 100 intervals hold the mean.
    """
    assert settings.target is not None
    if len(found) < _JUDGED:
        return min(_JUDGED, settings.most_replications) - len(found)
    known = estimate(np.array([one.cycle[_FIGURES[settings.target_figure]] for one in found]))
    if known is None or known.half_width <= settings.target * abs(known.mean):
        return 0
    wanted = int(np.ceil(len(found) * (known.half_width / (settings.target * abs(known.mean))) ** 2))
    return min(max(wanted - len(found), 4), len(found), settings.most_replications - len(found))


class _Crew:
    """The threads, and the two arrays through which they are watched and stopped."""

    def __init__(
        self,
        layout: Layout,
        settings: Settings,
        progress: Progress | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.settings = settings
        self.moves: Moves = moves_of(layout)
        self._layout = layout
        self._model: Prepared = prepare(layout)
        self._progress = progress
        self._cancelled = cancelled
        self._cancel: Bytes = np.zeros(1, dtype=np.uint8)
        self._ended = 0
        self._total = settings.replications * settings.cases

    def warm_up(self) -> int:
        """Return how many cases are left out at the start: a share of them, or as the pilots tell.

        They tell it by the times of their cases, and by how many are open: few cases that take very long hardly show
        among the times, and are most of what is open.
        """
        settings = self.settings
        if settings.warm_up != "mser-5":
            return int(settings.warm_up * settings.cases)
        cases = min(settings.cases, PILOT_CASES)
        pilots = min(PILOTS, settings.replications)
        self._total += pilots * cases

        def course(number: int, counter: Counts) -> Course:
            return courses(
                self._layout,
                self._model,
                seed=settings.seed,
                replication=number,
                cases=cases,
                cancel=self._cancel,
                progress=counter,
            )

        found = self._all(range(pilots), cases, course)
        by_case = mser5(_mean_course(np.stack([one.cycle for one in found])))
        by_open = mser5(np.mean([one.open for one in found], axis=0))
        return max(by_case, int(found[0].looks[by_open]))

    def replicate(self, numbers: range, warm_up: int) -> list[Replication]:
        """Return the replications with these numbers, in their order."""
        settings = self.settings
        self._total = max(self._total, self._ended + len(numbers) * settings.cases)

        def one(number: int, counter: Counts) -> Replication:
            return replicate(
                self._layout,
                self._model,
                self.moves,
                seed=settings.seed,
                replication=number,
                warm_up=warm_up,
                cases=settings.cases,
                cancel=self._cancel,
                progress=counter,
            )

        return self._all(numbers, settings.cases, one)

    def _all(self, numbers: range, cases: int, one: Callable[[int, Counts], Found]) -> list[Found]:
        counters: list[Counts] = [np.zeros(1, dtype=np.int64) for _ in numbers]
        workers = min(self.settings.workers or cpu_count(), len(numbers))
        with ThreadPoolExecutor(workers, thread_name_prefix="replication") as pool:
            jobs = [pool.submit(one, number, counter) for number, counter in zip(numbers, counters, strict=True)]
            try:
                self._watch(jobs, counters)
            finally:
                self._cancel[0] = not all(job.done() for job in jobs)
                for job in jobs:
                    job.cancel()
        self._ended += len(numbers) * cases
        return [job.result() for job in jobs]

    def _watch(self, jobs: list[Future[Found]], counters: list[Counts]) -> None:
        """Report progress and ask whether to stop, until all are done or one has failed."""
        while True:
            done, running = wait(jobs, timeout=_TICK, return_when=FIRST_EXCEPTION)
            if self._cancelled is not None and running and self._cancelled():
                raise Cancelled
            if self._progress is not None:
                self._progress(self._ended + sum(int(counter[0]) for counter in counters), self._total)
            if not running or any(job.exception() is not None for job in done):
                return


def _mean_course(found: Floats) -> Floats:
    """Cycle times [N] by order of arrival, averaged over the pilots; cases that nobody could take are left out."""
    seen = ~np.isnan(found)
    sums = np.where(seen, found, 0.0).sum(axis=0)
    some = seen.any(axis=0)
    course: Floats = sums[some] / seen.sum(axis=0)[some]
    return course

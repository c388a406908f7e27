"""Simulating a model: independent replications on threads, the same result whatever their number."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from multiprocessing import cpu_count
from typing import TypeVar

import numpy as np

from models.simulation.arrays import Bytes, Counts, Floats
from models.simulation.layout import Layout
from models.simulation.prepared import Prepared, prepare
from models.simulation.replication import Cancelled, cycle_times, reduced, run_world
from models.simulation.settings import Settings
from models.simulation.summary import Result, summarised
from models.simulation.traffic import Overloaded, loads
from models.simulation.warmup import mser5
from models.simulation.world import World

__all__ = ["Cancelled", "Overloaded", "Progress", "simulate"]

Progress = Callable[[int, int], None]
"""Told, now and then, how many cases of how many have ended."""

PILOTS = 4
"""Replications whose mean course tells where the warm-up ends."""
_TICK = 0.05

Found = TypeVar("Found")


def simulate(
    layout: Layout,
    settings: Settings,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Result:
    """Return what `settings.replications` independent replications of the model find.

    `progress` and `cancelled` are called from this thread about twenty times a second. Raises Overloaded where a
    role is at or above full load and the settings do not allow it, Cancelled when `cancelled` returned True.
    """
    known = loads(layout)
    too_much = tuple(load for load in known if load.overloaded)
    if too_much and not settings.allow_overload:
        raise Overloaded(too_much)
    crew = _Crew(layout, settings, progress, cancelled)
    if settings.warm_up == "mser-5":
        warm_up = mser5(_mean_course(crew))
    else:
        warm_up = int(settings.warm_up * settings.cases)
    found = crew.replicate(range(settings.replications), warm_up, lambda world: reduced(layout, world))
    return summarised(layout, settings, warm_up, known, found)


def _mean_course(crew: _Crew) -> Floats:
    """Cycle times by order of arrival, averaged over the pilots; cases that nobody could take are left out."""
    courses = np.stack(crew.replicate(range(crew.pilots), 0, cycle_times))
    seen = ~np.isnan(courses)
    sums = np.where(seen, courses, 0.0).sum(axis=0)
    some = seen.any(axis=0)
    course: Floats = sums[some] / seen.sum(axis=0)[some]
    return course


class _Crew:
    """The threads, and the two arrays through which they are watched and stopped."""

    def __init__(
        self,
        layout: Layout,
        settings: Settings,
        progress: Progress | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.pilots = min(PILOTS, settings.replications)
        self._layout = layout
        self._settings = settings
        self._model: Prepared = prepare(layout)
        self._progress = progress
        self._cancelled = cancelled
        self._cancel: Bytes = np.zeros(1, dtype=np.uint8)
        self._ended = 0
        runs = settings.replications + (self.pilots if settings.warm_up == "mser-5" else 0)
        self._total = runs * settings.cases

    def replicate(self, numbers: range, warm_up: int, use: Callable[[World], Found]) -> list[Found]:
        """Return what `use` makes of each replication, in the order of their numbers."""
        counters: list[Counts] = [np.zeros(1, dtype=np.int64) for _ in numbers]

        def one(number: int) -> Found:
            world = run_world(
                self._layout,
                self._model,
                seed=self._settings.seed,
                replication=number,
                warm_up=warm_up,
                cases=self._settings.cases,
                cancel=self._cancel,
                progress=counters[number],
            )
            return use(world)

        workers = min(self._settings.workers or cpu_count(), len(numbers))
        with ThreadPoolExecutor(workers, thread_name_prefix="replication") as pool:
            jobs = [pool.submit(one, number) for number in numbers]
            try:
                self._watch(jobs, counters)
            finally:
                self._cancel[0] = not all(job.done() for job in jobs)
                for job in jobs:
                    job.cancel()
        self._ended += len(numbers) * self._settings.cases
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

"""Who carries out many independent pieces of work: threads here, or whatever keeps the same protocol."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from multiprocessing import cpu_count
from typing import Protocol, TypeVar

from models.effort import Halt, Progress, Stopped

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Answer = TypeVar("Answer")

WHOLE = 1_000
"""Parts into which a piece of work is counted for progress."""
_TICK = 0.05


@dataclass
class Watch:
    """What a piece of work is told, and tells, while it runs."""

    flag: bytearray = field(default_factory=lambda: bytearray(1))
    """One byte, nonzero when the work is to stop; a kernel looks at it, too."""
    done: int = 0
    """Of `WHOLE`."""

    def tell(self, done: int, total: int) -> None:
        """Say how far the work is."""
        self.done = WHOLE * done // total if total else WHOLE

    def stopped(self) -> bool:
        """Whether the work is to stop."""
        return bool(self.flag[0])


class Runner(Protocol):
    """Carries out a function on many tasks; the answers come in the order of the tasks, whoever did them.

    The function is one of a module and takes what all tasks share, a task, and a watch; all three, and the answer, can
    be pickled. `took` is called with number and answer of each task as it is done, in any order, and `progress` with
    how much of all is done, both from the calling thread. Raises Stopped where `halt` says so.
    """

    @property
    def workers(self) -> int:
        """How many tasks run at a time."""
        ...

    def __call__(
        self,
        function: Callable[[Shared, Task, Watch], Answer],
        shared: Shared,
        tasks: Sequence[Task],
        *,
        took: Callable[[int, Answer], None] | None = None,
        progress: Progress | None = None,
        halt: Halt | None = None,
    ) -> list[Answer]:
        """Return the answers."""
        ...


class Threads:
    """Carries out tasks on threads of this process; replications let go of the interpreter, so they run at once."""

    def __init__(self, workers: int | None = None) -> None:
        self._workers = workers or cpu_count()

    @property
    def workers(self) -> int:
        """How many tasks run at a time."""
        return self._workers

    def __call__(
        self,
        function: Callable[[Shared, Task, Watch], Answer],
        shared: Shared,
        tasks: Sequence[Task],
        *,
        took: Callable[[int, Answer], None] | None = None,
        progress: Progress | None = None,
        halt: Halt | None = None,
    ) -> list[Answer]:
        """Return the answers. Raises Stopped, and whatever the function raises."""
        flag = bytearray(1)
        watches = [Watch(flag) for _ in tasks]
        with ThreadPoolExecutor(min(self.workers, max(1, len(tasks))), thread_name_prefix="whatif") as pool:
            jobs = [pool.submit(function, shared, task, watch) for task, watch in zip(tasks, watches, strict=True)]
            number = {job: at for at, job in enumerate(jobs)}
            running = set(jobs)
            try:
                while running:
                    done, running = wait(running, timeout=_TICK, return_when=FIRST_EXCEPTION)
                    for at in sorted(number[job] for job in done):
                        answer = jobs[at].result()
                        watches[at].done = WHOLE
                        if took is not None:
                            took(at, answer)
                    if progress is not None:
                        progress(sum(watch.done for watch in watches), WHOLE * len(tasks))
                    if halt is not None and running and halt():
                        raise Stopped
            finally:
                flag[0] = 1
                for job in jobs:
                    job.cancel()
        return [job.result() for job in jobs]

"""Larger comparisons and searches on a Dask cluster: other machines, or processes on this one.

The seeds are the same and so are the figures, whoever works them out. Dask is an extra that is imported when it is
asked for; without it everything runs on threads.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import cpu_count
from typing import TYPE_CHECKING, Any, TypeVar

from models.effort import Halt, Progress, Stopped
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from models.whatif.running import Runner, Watch

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Answer = TypeVar("Answer")

LOCAL = "local"
_TICK = 0.1
_KNOCKS = 10.0
"""Seconds in which a scheduler answers."""
_ADDRESS = re.compile(r"(tcp|tls|ws|wss)://[^/\s]+:\d{1,5}")
PATIENCE = "10s"
"""How long a scheduler and its workers are waited for."""
# A wheel carries our packages inside one of the name remit; a worker that has only dask running must find them there.
_FIND_US = """
import importlib.util, os, sys
if importlib.util.find_spec("models") is None:
    sys.path.insert(0, os.path.dirname(importlib.util.find_spec("remit").origin))
import models.whatif.trial
"""


@contextmanager
def runner_for(address: str, workers: int | None = None) -> Iterator[Runner | None]:
    """Give who works on a cluster: at an address, or on processes of this machine for "local"; None without either.

    Raises FileProblem where Dask is not installed, nobody answers at the address, or its workers have no Remit.
    """
    if not address:
        yield None
        return
    try:
        import distributed
    except ImportError:
        raise FileProblem(
            "Work on a cluster needs Dask, which is not installed; get it with: pip install 'remit[cluster]'."
        ) from None
    with ExitStack() as stack:
        if address == LOCAL:
            address = stack.enter_context(_local(distributed, workers)).scheduler_address
        client = stack.enter_context(_client(distributed, address))
        yield Cluster(client)


def _local(distributed: Any, workers: int | None) -> Any:
    """Return a cluster of processes on this machine, which no other machine can reach."""
    return distributed.LocalCluster(
        n_workers=workers or cpu_count(),
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=logging.CRITICAL,
    )


def _client(distributed: Any, address: str) -> Any:
    if not _ADDRESS.fullmatch(address):
        raise FileProblem(f"“{address}” is no address of a Dask scheduler; write it like tcp://host:8786.")
    _knock(address)
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise FileProblem(f"No Dask scheduler answers at {address}; write it like tcp://host:8786.") from None
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        client.run(exec, _FIND_US)
    except TimeoutError:
        client.close()
        raise FileProblem(f"The Dask scheduler at {address} has no workers; start some.") from None
    except (ImportError, AttributeError):
        client.close()
        raise FileProblem("The workers of the cluster have no Remit; install the same version on them.") from None
    return client


def _knock(address: str) -> None:
    """Raise FileProblem where no scheduler answers: a client whom something else answers would wait for ever."""
    import asyncio

    from distributed.comm.core import connect
    from distributed.core import send_recv
    from distributed.security import Security

    security = Security().get_connection_args("client")

    async def identity() -> object:
        comm = await connect(address, timeout=_KNOCKS, **security)
        try:
            return await send_recv(comm, op="identity", reply=True)
        finally:
            comm.abort()

    async def bounded() -> object:
        return await asyncio.wait_for(identity(), _KNOCKS)

    try:
        asyncio.run(bounded())
    except (OSError, RuntimeError, TypeError, ValueError, TimeoutError):
        raise FileProblem(f"No Dask scheduler answers at {address}; write it like tcp://host:8786.") from None


class Cluster:
    """Carries out tasks on the workers of a Dask cluster."""

    def __init__(self, client: Any) -> None:
        self._client = client

    @property
    def workers(self) -> int:
        """How many tasks run at a time."""
        return max(1, int(sum(self._client.nthreads().values())))

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
        """Return the answers, in the order of the tasks. Raises Stopped, and whatever the function raises."""
        import distributed

        from models.whatif.running import WHOLE

        # What all tasks share goes to each worker once.
        known = self._client.scatter([shared], broadcast=True, hash=False)[0]
        jobs = [self._client.submit(carry_out, function, known, task, pure=False) for task in tasks]
        number = {job: at for at, job in enumerate(jobs)}
        running = set(jobs)
        answers: dict[int, Answer] = {}
        try:
            while running:
                with self._client.as_current(), suppress(TimeoutError):
                    distributed.wait(running, timeout=_TICK, return_when="FIRST_COMPLETED")
                done = {job for job in running if job.done()}
                running -= done
                for job in sorted(done, key=number.__getitem__):
                    at = number[job]
                    answers[at] = job.result()
                    if took is not None:
                        took(at, answers[at])
                if progress is not None:
                    progress(WHOLE * len(answers), WHOLE * len(tasks))
                if halt is not None and running and halt():
                    raise Stopped
        finally:
            if running:
                self._client.cancel(list(running))
        return [answers[at] for at in range(len(tasks))]


def carry_out(function: Callable[[Shared, Task, Watch], Answer], shared: Shared, task: Task) -> Answer:
    """Return the answer to one task, on a worker."""
    from models.whatif.running import Watch

    return function(shared, task, Watch())

"""Long work off the GUI thread, with progress and cancel."""

import gc
from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QObject, QRunnable, QThreadPool, Signal, Slot

# A task belongs to nobody on the screen: a page may go while its work still runs and still has something to say.
_under_way: set["Task"] = set()


class Task(QObject):
    """Work in another thread: `progressed` (0 to 1), then one of `done` (result), `failed` (sentence), `cancelled`.

    The work is called with this task; it calls `report` now and then and stops when that returns False. An
    exception of one of the `expected` types becomes `failed`; any other is a bug and is raised in the GUI thread.
    Connect methods of widgets rather than lambdas: those are let go of when the widget is.
    """

    progressed = Signal(float)
    done = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    _broke = Signal(object)
    _over = Signal()

    def __init__(self, work: Callable[["Task"], Any], *expected: type[Exception]) -> None:
        super().__init__()
        self._work = work
        self._expected = expected
        self._stop = Event()
        self._broke.connect(_raise)
        self._over.connect(self._forget)

    def start(self) -> None:
        """Begin.

        Meanwhile nothing is garbage-collected: Python would do so in whichever thread allocates, and a widget that is
        collected outside the GUI thread takes the process with it.
        """
        _under_way.add(self)
        gc.disable()
        QThreadPool.globalInstance().start(_Runner(self))

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` follows once it has."""
        self._stop.set()

    def report(self, share: float) -> bool:
        """Say how much is done, 0 to 1, and return whether to go on. For the work, in its thread."""
        self.progressed.emit(share)
        return not self._stop.is_set()

    @property
    def stopping(self) -> bool:
        """Whether the work was asked to stop."""
        return self._stop.is_set()

    def run(self) -> None:
        """Do the work in the calling thread and signal how it ended."""
        try:
            result = self._work(self)
        except self._expected as problem:
            self.failed.emit(str(problem))
        except BaseException as bug:  # noqa: BLE001 - raised again, where a bug is noticed
            self._broke.emit(bug)
        else:
            if self._stop.is_set():
                self.cancelled.emit()
            else:
                self.done.emit(result)
        self._over.emit()

    @Slot()
    def _forget(self) -> None:
        _under_way.discard(self)
        if not _under_way:
            gc.enable()


class _Runner(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.run()


def stop_all(milliseconds: int = 15_000) -> bool:
    """Ask everything that is under way to stop and wait for it; return whether it has. For the end of a window."""
    for task in list(_under_way):
        task.cancel()
    return QThreadPool.globalInstance().waitForDone(QDeadlineTimer(milliseconds))


def _raise(bug: BaseException) -> None:
    raise bug

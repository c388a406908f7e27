"""Long work of the simulation: one piece at a time, with a line of progress, a button at rest, and a way to stop.

The first run on a computer compiles the simulator, once: half a minute in which nothing moves, so that is said.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from models.effort import Progress
from views.background import Task
from views.shell.buttons import Button
from views.shell.progress import ProgressLine

_STEPS = 1000
_READYING = -1.0
"""The share of work done that says that it has not begun."""

Work = Callable[[Task, Progress], object]
"""Does the work in its thread, telling how many parts of how many are done."""


class LongRun(QObject):
    """Runs work off the thread of the window. `done` brings what it found, `refused` why it could not, `stopped`
    follows a cancel."""

    done = Signal(object)
    refused = Signal(str)
    stopped = Signal()

    def __init__(self, line: ProgressLine, button: Button, parent: QObject) -> None:
        super().__init__(parent)
        self._line, self._button = line, button
        self._task: Task | None = None
        self._text = ""
        line.cancelled.connect(self.cancel)

    def busy(self) -> bool:
        """Return whether work is under way."""
        return self._task is not None

    def start(self, text: str, work: Work, *expected: type[Exception]) -> None:
        """Begin; exceptions of the expected kinds are refusals."""

        def whole(task: Task) -> object:
            from models.simulation.run import is_ready

            def tell(done: int, total: int) -> None:
                task.report(done / max(total, 1))

            if not is_ready():
                task.report(_READYING)
            return work(task, tell)

        self._text = text
        self._button.rest()
        self._line.start(text, _STEPS)
        self._task = Task(whole, *expected)
        self._task.progressed.connect(self._advance)
        self._task.done.connect(self._done)
        self._task.failed.connect(self._failed)
        self._task.cancelled.connect(self._cancelled)
        self._task.start()

    def cancel(self) -> None:
        """Stop what is under way."""
        if self._task is not None:
            self._task.cancel()

    def _advance(self, share: float) -> None:
        readying = self.tr("Making the simulator ready for this computer, once; that takes about half a minute …")
        self._line.advance(max(0, round(share * _STEPS)), readying if share < 0.0 else self._text)

    def _done(self, found: object) -> None:
        self._end()
        self.done.emit(found)

    def _failed(self, sentence: str) -> None:
        self._end()
        self.refused.emit(sentence)

    def _cancelled(self) -> None:
        self._end()
        self.stopped.emit()

    def _end(self) -> None:
        self._line.finish()
        self._button.wake()
        self._task = None

"""What follows the document: worked out again off the GUI thread, a moment after whatever it hangs on has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from views.background import Task

Work = Callable[[Task], Any]


class Latest(QObject):
    """Work of which only the latest run counts. `found` brings its result, unless it was asked for anew meanwhile.

    `begin` is called on the GUI thread a pause after the work was last asked for; it returns what to do, made
    of what is on the screen then, or None where there is nothing to work out.
    """

    found = Signal(object)

    def __init__(self, pause_ms: int, begin: Callable[[], Work | None], parent: QObject) -> None:
        super().__init__(parent)
        self._begin = begin
        self._task: Task | None = None
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._run)

    def ask(self) -> None:
        """Work it out anew; a run that is under way is stopped."""
        self.stop()
        self._pause.start()

    def stop(self) -> None:
        """Stop a run that is under way or about to begin; nothing is found."""
        self._pause.stop()
        if self._task is not None:
            self._task.cancel()

    def busy(self) -> bool:
        """Return whether a run is under way or about to begin."""
        return self._task is not None or self._pause.isActive()

    def _run(self) -> None:
        if self._task is not None:
            # It was asked to stop; once it has, its place is free.
            self._pause.start()
            return
        work = self._begin()
        if work is None:
            return
        self._task = Task(work)
        self._task.done.connect(self._took)
        self._task.cancelled.connect(self._stopped)
        self._task.start()

    def _stopped(self) -> None:
        self._task = None

    def _took(self, result: object) -> None:
        self._task = None
        if not self._pause.isActive():
            self.found.emit(result)

"""Keeps the findings true: checks again, off the GUI thread, a moment after each edit."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from views.background import Task
from views.bridge import Bridge

if TYPE_CHECKING:
    from models.effort import Progress
    from models.findings import Checker, Finding
    from models.findings.waived import Waived

# Long enough that typing a word is one check, short enough to feel live.
_PAUSE_MS = 120
# As often as a progress bar can be seen to move.
_REPORTS = 50


class FindingsWatch(QObject):
    """`changed` follows each check whose document is still the one on the screen; `findings` are the latest.

    `waived` are the waivers with their findings, which are not among the others. `progressed` tells from time to time
    how far a check is, 0 to 1. An edit stops a check that is under way; a new one follows.
    """

    changed = Signal()
    progressed = Signal(float)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.findings: tuple[Finding, ...] = ()
        self.waived: tuple[Waived, ...] = ()
        self.checked = False
        self._checker: Checker | None = None
        self._task: Task | None = None
        self._again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._check)
        bridge.changed.connect(lambda _changes: self._start_over())
        bridge.opened.connect(self._start_over)

    def start(self) -> None:
        """Check once the window stands."""
        self._timer.start()

    def counts(self) -> dict[str, int]:
        """Return how many findings there are by severity."""
        return dict(Counter(finding.severity for finding in self.findings))

    def busy(self) -> bool:
        """Return whether a check is under way or about to begin."""
        return self._task is not None or self._timer.isActive()

    def _start_over(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._timer.start()

    def _check(self) -> None:
        if self._task is not None:
            # It was asked to stop, and says when it has.
            self._again = True
            return
        document, today = self._bridge.document, self._bridge.today()

        def work(task: Task) -> object:
            from models.effort import Stopped
            from models.findings import Checker
            from models.findings.waived import parted, without_waivers

            # One after the other in one task at a time, so that each can build on what the last has found.
            self._checker = self._checker or Checker()
            try:
                found = self._checker.check(
                    without_waivers(document), today, progress=_now_and_then(task), halt=lambda: task.stopping
                )
            except Stopped:
                return None
            return parted(document, found, today)

        self._task = Task(work)
        self._task.done.connect(self._took)
        self._task.cancelled.connect(self._stopped)
        self._task.progressed.connect(self.progressed)
        self._task.start()

    def _stopped(self) -> None:
        self._task = None
        if self._again:
            self._again = False
            self._check()

    def _took(self, found: object) -> None:
        self._task = None
        assert isinstance(found, tuple)
        self.findings, self.waived = found
        self.checked = True
        self.changed.emit()


def _now_and_then(task: Task) -> Progress:
    """Return what tells a task how far it is, but not so often that telling takes longer than the work."""
    last = -1

    def tell(done: int, total: int) -> None:
        nonlocal last
        share = done * _REPORTS // max(total, 1)
        if share != last:
            last = share
            task.report(done / max(total, 1))

    return tell

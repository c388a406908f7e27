"""Keeps the findings true: checks again, off the GUI thread, a moment after each edit."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from views.background import Task
from views.bridge import Bridge

if TYPE_CHECKING:
    from models.findings import Checker, Finding
    from models.findings.waived import Waived

# Long enough that typing a word is one check, short enough to feel live.
_PAUSE_MS = 120


class FindingsWatch(QObject):
    """`changed` follows each check whose document is still the one on the screen; `findings` are the latest.

    `waived` are the waivers with their findings, which are not among the others.
    """

    changed = Signal()

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
        bridge.changed.connect(lambda _changes: self._timer.start())
        bridge.opened.connect(self._timer.start)

    def start(self) -> None:
        """Check once the window stands."""
        self._timer.start()

    def counts(self) -> dict[str, int]:
        """Return how many findings there are by severity."""
        return dict(Counter(finding.severity for finding in self.findings))

    def busy(self) -> bool:
        """Return whether a check is under way or about to begin."""
        return self._task is not None or self._timer.isActive()

    def _check(self) -> None:
        if self._task is not None:
            self._again = True
            return
        document, today = self._bridge.document, self._bridge.today()

        def work(_task: Task) -> object:
            from models.findings import Checker
            from models.findings.waived import parted, without_waivers

            # One after the other in one task at a time, so that each can build on what the last has found.
            self._checker = self._checker or Checker()
            return parted(document, self._checker.check(without_waivers(document), today), today)

        self._task = Task(work)
        self._task.done.connect(self._took)
        self._task.start()

    def _took(self, found: object) -> None:
        self._task = None
        if self._again:
            self._again = False
            self._check()
            return
        assert isinstance(found, tuple)
        self.findings, self.waived = found
        self.checked = True
        self.changed.emit()

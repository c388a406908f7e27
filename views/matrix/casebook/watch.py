"""Keeps the results of the case library true: runs all cases again, off the GUI thread, a moment after each edit."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject, Signal

from models.authority.casebook import CaseResult, run_cases
from views.bridge import Bridge
from views.latest import Latest, Work

# Long enough that typing a word is one run, short enough to feel live.
_PAUSE_MS = 150


class CaseWatch(QObject):
    """`changed` follows each run whose document is still the one on the screen; `results` are the latest, in order.

    Nothing is run before the first edit, or `start`, which whoever looks at the results calls.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.results: tuple[CaseResult, ...] = ()
        self._begun = False
        self._runs = Latest(_PAUSE_MS, self._run, self)
        self._runs.found.connect(self._took)
        bridge.changed.connect(lambda _changes: self._again())
        bridge.opened.connect(self._again)

    def start(self) -> None:
        """Run the cases, and from now on after each edit."""
        if not self._begun:
            self._again()

    def counts(self) -> dict[str, int]:
        """Return how many cases have passed, failed, or state no expectation."""
        return dict(Counter(result.verdict for result in self.results))

    def busy(self) -> bool:
        """Return whether a run is under way or about to begin."""
        return self._runs.busy()

    def _again(self) -> None:
        self._begun = True
        self._runs.ask()

    def _run(self) -> Work | None:
        document, today = self._bridge.document, self._bridge.today()
        if not len(document.library_cases):
            self._took(())
            return None
        return lambda task: tuple(run_cases(document, today, lambda: task.stopping))

    def _took(self, results: object) -> None:
        assert isinstance(results, tuple)
        self.results = results
        self.changed.emit()

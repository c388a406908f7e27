"""What the map hangs on, worked out off the GUI thread: the network, the absence test, and the marks of findings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from models.document import Document
from views.background import Task
from views.bridge import Bridge
from views.escalation.picture import Mark
from views.escalation.placing import Places
from views.latest import Latest

if TYPE_CHECKING:
    from models.authority.network import Network
    from models.findings import Finding
    from models.findings.absences import Away

_NETWORK_MS, _ABSENCE_MS = 0, 120


class Findings(Protocol):
    """What the page needs of the watch over findings."""

    findings: tuple[Finding, ...]

    @property
    def changed(self) -> SignalInstance: ...


class Worked(QObject):
    """Works out anew what `ask` asks for. Each signal follows a result of the document then."""

    network_found = Signal()
    absences_found = Signal()
    marks_found = Signal()

    def __init__(self, bridge: Bridge, findings: Findings, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._findings = bridge, findings
        self._decision: str | None = None
        self.document: Document = bridge.document
        self.network: Network | None = None
        self.places: Places | None = None
        self.absences: tuple[Away, ...] | None = None
        self.tested: Document = bridge.document
        """What the absence test was made of."""
        self.marks: dict[str, Mark] | None = None
        self._networks = Latest(_NETWORK_MS, self._begin_network, self)
        self._networks.found.connect(self._took_network)
        self._tests = Latest(_ABSENCE_MS, self._begin_test, self)
        self._tests.found.connect(self._took_test)
        findings.changed.connect(self._mark)

    def ask(self, decision: str | None) -> None:
        """Work out the paths of a decision, or of all, and who may be away."""
        self._decision = decision
        if self.document is not self._bridge.document or self.absences is None:
            self._tests.ask()
        self._networks.ask()
        self._mark()

    def busy(self) -> bool:
        """Return whether something is being worked out."""
        return self._networks.busy() or self._tests.busy()

    def away(self, role: str) -> Away | None:
        """Return what becomes of decisions while a role is away, as far as it is known and matters."""
        return next((away for away in self.absences or () if away.id == role), None)

    def _begin_network(self) -> Callable[[Task], object]:
        document, today, decision = self._bridge.document, self._bridge.today(), self._decision

        def work(task: Task) -> object:
            # Loading it takes a moment, and is done here rather than in the thread of the window.
            import networkx  # noqa: F401

            from models.authority.network import network_of, paths_of
            from models.effort import Stopped
            from views.escalation.picture import places_of

            if decision is not None and decision in document.decisions:
                network = paths_of(document, decision, today)
            else:
                try:
                    network = network_of(document, today, lambda: task.stopping)
                except Stopped:
                    return None
            return document, network, places_of(document, network)

        return work

    def _took_network(self, found: object) -> None:
        assert isinstance(found, tuple)
        self.document, self.network, self.places = found
        self.network_found.emit()

    def _begin_test(self) -> Callable[[Task], object]:
        document, today = self._bridge.document, self._bridge.today()

        def work(_task: Task) -> object:
            from models.findings.absences import absence_test

            return document, absence_test(document, today)

        return work

    def _took_test(self, found: object) -> None:
        assert isinstance(found, tuple)
        self.tested, self.absences = found
        self.absences_found.emit()

    def _mark(self) -> None:
        from views.escalation.marks import marks_of

        self.marks = marks_of(self._findings.findings)
        self.marks_found.emit()

"""Keeps what a version changes true: compares it anew, off the GUI thread, a moment after each edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.authority.editions import predecessor_of
from models.authority.rules import Edition
from models.effort import Stopped
from views.background import Task
from views.latest import Latest, Work
from views.matrix.versions.looking import Looking
from views.matrix.versions.marking import Marks, marks_between

if TYPE_CHECKING:
    from models.authority.difference import Report

# Long enough that typing a word is one comparison, short enough to feel live.
_PAUSE_MS = 200


@dataclass(frozen=True)
class Comparison:
    """An edition against the one before: where the grid differs, and what that means in words."""

    edition: Edition
    before: Edition
    marks: Marks
    report: Report


class DifferenceWatch(QObject):
    """`changed` follows each comparison of the version that is looked at; `found` is the latest, or None."""

    changed = Signal()

    def __init__(self, looking: Looking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looking = looking
        self.found: Comparison | None = None
        self._wanted = False
        self._comparisons = Latest(_PAUSE_MS, self._compare, self)
        self._comparisons.found.connect(self._took)
        looking.changed.connect(lambda _changes: self._again())
        looking.opened.connect(self._turned)
        looking.turned.connect(self._turned)

    def want(self, wanted: bool) -> None:
        """Say whether somebody looks at what it finds; a draft is compared anyway."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._again()

    def busy(self) -> bool:
        """Return whether a comparison is under way or about to begin."""
        return self._comparisons.busy()

    @property
    def comparable(self) -> bool:
        """Whether the version that is looked at has one before it."""
        edition = self._looking.edition
        return edition is not None and predecessor_of(self._looking.real, edition) is not None

    def _turned(self) -> None:
        self.found = None
        self.changed.emit()
        self._again()

    def _again(self) -> None:
        edition = self._looking.edition
        if self._wanted or (edition is not None and edition.status == "draft"):
            self._comparisons.ask()
        else:
            self._comparisons.stop()

    def _compare(self) -> Work | None:
        document, edition = self._looking.real, self._looking.edition
        before = predecessor_of(document, edition) if edition is not None else None
        if edition is None or before is None:
            self._took(None)
            return None
        day = self._looking.today()

        def work(task: Task) -> object:
            from models.authority.difference import compared, reported, version_of

            try:
                versions = version_of(document, before, day), version_of(document, edition, day)
                report = reported(compared(*versions, halt=lambda: task.stopping))
            except Stopped:
                return None
            return Comparison(edition, before, marks_between(document, edition.id, before.id), report)

        return work

    def _took(self, found: object) -> None:
        assert found is None or isinstance(found, Comparison)
        self.found = found
        self.changed.emit()

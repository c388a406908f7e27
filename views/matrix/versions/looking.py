"""The document as seen through one version of the matrix: the grid and the inspector look through it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal

from models.authority.editions import alone, counterparts, edition_words, predecessor_of, state_of
from models.authority.force import day_words, in_time
from models.authority.grid import edition_shown
from models.authority.rules import Edition
from models.changes import ChangeSet
from models.document import Document
from views.bridge import Bridge

P = ParamSpec("P")


class Looking(Bridge):
    """A bridge on which the version that somebody looks at is the one in force.

    Questions are asked of it, on a day on which it is or was in force; a draft answers as it would today. What is over
    or withdrawn can be read and not edited, nor can anything that is `locked`. `turned` comes when another version is
    looked at.
    """

    turned = Signal()

    def __init__(self, bridge: Bridge, *, locked: bool = False, parent: QObject | None = None) -> None:
        QObject.__init__(self, parent)
        self._bridge, self._locked = bridge, locked
        self._chosen: str | None = None
        self._day: date | None = None
        self._seen: tuple[Document, str | None, Document] | None = None
        bridge.changed.connect(self._follow)
        bridge.refused.connect(self.refused)
        bridge.opened.connect(self._opened)

    # ---- which version

    @property
    def real(self) -> Document:
        """The document as it is, whatever is looked at."""
        return self._bridge.document

    @property
    def edition(self) -> Edition | None:
        """The version that is looked at."""
        chosen = self.real.editions.get(self._chosen)
        if chosen is None or (self._day is not None and not in_time(chosen.effective, chosen.expires, self._day)):
            return edition_shown(self.real, self._day or self._bridge.today())
        return chosen

    @property
    def day(self) -> date | None:
        """The day as of which the matrix is looked at, where one was asked for."""
        return self._day

    @property
    def state(self) -> str:
        """What the version looked at is today: "draft", "in force", "to come", "over" or "withdrawn"."""
        edition = self.edition
        return state_of(self.real, edition, self._bridge.today()) if edition is not None else ""

    @property
    def historic(self) -> bool:
        """Whether what is looked at no longer counts, or not on the day that was asked for."""
        return self._locked or self.state in ("over", "withdrawn") or self._day is not None

    def look_at(self, edition: str | None, day: date | None = None) -> None:
        """Look at a version (None: the one in force), or at the one in force on a day."""
        if (edition, day) != (self._chosen, self._day):
            self._chosen, self._day = edition, day
            self.turned.emit()

    # ---- as a bridge

    @property
    def document(self) -> Document:
        """The document, in which of all versions of the matrix the one looked at counts."""
        real, edition = self.real, self.edition
        name = edition.id if edition is not None else None
        if self._seen is None or self._seen[0] is not real or self._seen[1] != name:
            plain = edition is None or edition == edition_shown(real)
            self._seen = (real, name, real if plain or edition is None else _through(real, edition))
        return self._seen[2]

    @property
    def read_only(self) -> bool:
        return self._bridge.read_only or self.historic

    @property
    def notice(self) -> str:
        edition = self.edition
        if self._bridge.read_only or edition is None or not self.historic:
            return self._bridge.notice
        if self._locked:
            return self.tr("{name} is here to compare with; edit it in its own place.").format(
                name=edition_words(edition)
            )
        if self.state == "in force":
            return self.tr("The matrix is shown as in force on {day}; go back to today to edit it.").format(
                day=day_words(self._day or self.today())
            )
        return self.tr(
            "{name} is no longer in force and is kept as it was; begin a draft to change the matrix."
        ).format(name=edition_words(edition))

    def today(self) -> date:
        """Return the day on which questions are asked: today, or the nearest day on which the version holds."""
        now, edition = self._day or self._bridge.today(), self.edition
        if edition is None or edition.status == "draft":
            return now
        if edition.effective is not None and now < edition.effective:
            return edition.effective
        return edition.expires if edition.expires is not None and edition.expires < now else now

    def execute(
        self, command: Callable[Concatenate[Document, P], ChangeSet], *args: P.args, **kwargs: P.kwargs
    ) -> ChangeSet | None:
        if self.historic and not self._bridge.read_only:
            self.refused.emit(self.notice)
            return None
        return self._bridge.execute(command, *args, **kwargs)

    def attempt(self, command: Callable[Concatenate[Document, P], ChangeSet], *args: P.args, **kwargs: P.kwargs) -> str:
        if self.historic and not self._bridge.read_only:
            return self.notice
        return self._bridge.attempt(command, *args, **kwargs)

    def undo(self) -> None:
        self._bridge.undo()

    def redo(self) -> None:
        self._bridge.redo()

    def can_undo(self) -> str | None:
        return self._bridge.can_undo()

    def can_redo(self) -> str | None:
        return self._bridge.can_redo()

    def _follow(self, changes: ChangeSet) -> None:
        if self._chosen is not None and self._chosen not in self.real.editions:
            self._chosen = None
        self.changed.emit(changes)

    def _opened(self) -> None:
        self._chosen, self._day = None, None
        self.opened.emit()


def _through(document: Document, edition: Edition) -> Document:
    """Return the document with one version in force; cases that expect a row of the one before expect its successor."""
    before = predecessor_of(document, edition) if edition.status == "draft" else None
    seen = alone(document, edition)
    if before is None:
        return seen
    successors = {old.id: rule for rule, old in counterparts(document, edition.id, before.id).items()}
    cases = {
        case.id: case.model_copy(update={"expected_rule": successors[case.expected_rule]})
        for case in document.library_cases
        if case.expected_rule in successors
    }
    return seen.with_rows({"library_case": dict(cases)}) if cases else seen

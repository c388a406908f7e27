"""The one object between a session and the widgets: commands go in, change sets come out."""

from collections.abc import Callable
from datetime import date
from typing import Concatenate, ParamSpec, Protocol

from PySide6.QtCore import QObject, Signal

from models.changes import ChangeSet, EditRefused
from models.document import Document

P = ParamSpec("P")


class Editing(Protocol):
    """What the screens need of an open file; `workbench.session.Session` is one."""

    document: Document
    notice: str

    @property
    def read_only(self) -> bool: ...
    def execute(
        self, command: Callable[Concatenate[Document, P], ChangeSet], *args: P.args, **kwargs: P.kwargs
    ) -> ChangeSet: ...
    def undo(self) -> ChangeSet | None: ...
    def redo(self) -> ChangeSet | None: ...
    def can_undo(self) -> str | None: ...
    def can_redo(self) -> str | None: ...
    def listen(self, listener: Callable[[ChangeSet], None]) -> None: ...


class Bridge(QObject):
    """Signals what happened: `changed` with a ChangeSet, `refused` with a sentence, `opened` for another file."""

    changed = Signal(object)
    refused = Signal(str)
    opened = Signal()

    def __init__(self, session: Editing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        session.listen(self._tell)

    @property
    def document(self) -> Document:
        """The document as it is now."""
        return self._session.document

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._session.read_only

    @property
    def notice(self) -> str:
        """Why the file is open for reading only, or nothing."""
        return self._session.notice

    def today(self) -> date:
        """Return the day on which questions are asked."""
        return date.today()

    def open(self, session: Editing) -> None:
        """Go on with another file; its caller closes the one before."""
        self._session = session
        session.listen(self._tell)
        self.opened.emit()

    def execute(
        self, command: Callable[Concatenate[Document, P], ChangeSet], *args: P.args, **kwargs: P.kwargs
    ) -> ChangeSet | None:
        """Carry out a command. Return what changed (perhaps nothing), or None when it was refused."""
        try:
            return self._session.execute(command, *args, **kwargs)
        except EditRefused as refusal:
            self.refused.emit(str(refusal))
            return None

    def attempt(self, command: Callable[Concatenate[Document, P], ChangeSet], *args: P.args, **kwargs: P.kwargs) -> str:
        """Carry out a command for a field that says itself why it was refused: return the sentence, or ""."""
        try:
            self._session.execute(command, *args, **kwargs)
        except EditRefused as refusal:
            return str(refusal)
        return ""

    def undo(self) -> None:
        """Take the latest edit back."""
        self._move(self._session.undo)

    def redo(self) -> None:
        """Bring back what was undone last."""
        self._move(self._session.redo)

    def can_undo(self) -> str | None:
        """Return the label of the edit that undo would take back."""
        return self._session.can_undo()

    def can_redo(self) -> str | None:
        """Return the label of the edit that redo would bring back."""
        return self._session.can_redo()

    def _move(self, move: Callable[[], ChangeSet | None]) -> None:
        try:
            move()
        except EditRefused as refusal:
            self.refused.emit(str(refusal))

    def _tell(self, changes: ChangeSet) -> None:
        self.changed.emit(changes)

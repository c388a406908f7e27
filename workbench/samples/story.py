"""How the sample is told: chapter by chapter, each one undoable step made of many commands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Concatenate, ParamSpec, TypeVar

from models.changes import ChangeSet, apply, difference
from models.commands import rows
from models.document import Document
from models.entity import Entity
from workbench.session import Session

P = ParamSpec("P")
Row = TypeVar("Row", bound=Entity)


class Story:
    """Carries out commands, gathered into chapters, and finds rows again by their names."""

    def __init__(self, session: Session, today: date) -> None:
        self._session = session
        self.today = today
        self.document = session.document

    @contextmanager
    def chapter(self, label: str) -> Iterator[None]:
        """Make what happens inside one step of the journal."""
        yield
        told = self.document
        self._session.execute(lambda document: difference(document, told, label))

    def do(
        self, command: Callable[Concatenate[Document, P], ChangeSet], *args: P.args, **kwargs: P.kwargs
    ) -> ChangeSet:
        """Carry out a command within the chapter."""
        changes = command(self.document, *args, **kwargs)
        self.document = apply(self.document, changes)
        return changes

    def add(self, row: Row) -> Row:
        """Add a row within the chapter."""
        self.do(rows.add_row, row)
        return row

    def id(self, table: str, name: str) -> str:
        """Return the id of the row of that name. Raises KeyError when there is none."""
        found = self.document.table(table).by("name", name)
        if not found:
            raise KeyError(f"{table} {name}")
        return str(found[0].id)

    def ids(self, table: str, *names: str) -> tuple[str, ...]:
        """Return the ids of several rows by their names."""
        return tuple(self.id(table, name) for name in names)

    def days(self, count: int) -> date:
        """Return the day that lies so many days ahead of today; behind it when negative."""
        return self.today + timedelta(days=count)

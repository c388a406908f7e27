"""How the sample is told: chapter by chapter, each one undoable step made of many commands."""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from models.cases import Fact
from models.changes import ChangeSet, apply, difference
from models.commands import rows
from models.document import Document
from models.entity import Entity
from workbench.session import Session

P = ParamSpec("P")
Row = TypeVar("Row", bound=Entity)

_DATA = Path(__file__).resolve().parents[2] / "resources" / "samples" / "northlight"


def read(name: str) -> dict[str, Any]:
    """Return a page of the sample's data."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


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

    def add(self, row: Row, **fields: object) -> Row:
        """Add a row within the chapter, with some of its fields given as they stand in the data."""
        full = row.changed(**fields) if fields else row
        self.do(rows.add_row, full)
        return full

    def id(self, table: str, name: str) -> str:
        """Return the id of the row of that name. Raises KeyError when there is none."""
        found = self.document.table(table).by("name", name)
        if not found:
            raise KeyError(f"{table} {name}")
        return str(found[0].id)

    def id_or_none(self, table: str, name: str | None) -> str | None:
        """Return the id of the row of that name, or None where no name is given."""
        return self.id(table, name) if name else None

    def ids(self, table: str, names: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of several rows by their names."""
        return tuple(self.id(table, name) for name in names)

    def dimension(self, key: str) -> str:
        """Return the id of a dimension by its key."""
        return self.document.dimensions.by("key", key)[0].id

    def facts(self, texts: Iterable[str]) -> tuple[Fact, ...]:
        """Return facts such as "amount=5000 EUR"."""
        pairs = (text.partition("=") for text in texts)
        return tuple(Fact(dimension=self.dimension(key), value=value) for key, _, value in pairs)

    def day(self, count: int | None) -> date | None:
        """Return the day that lies so many days ahead of today, behind it when negative; None for None."""
        return None if count is None else self.days(count)

    def days(self, count: int) -> date:
        """Return the day that lies so many days ahead of today; behind it when negative."""
        return self.today + timedelta(days=count)

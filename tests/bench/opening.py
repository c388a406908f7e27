"""Opening a file of 500 decisions and 60 roles, against reading its rows with sqlite3 and TypeAdapter."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import time
from pathlib import Path
from types import GenericAlias
from typing import Any

from pydantic import TypeAdapter

from models.changes import difference
from models.document import TYPES, Document
from tests.bench.harness import Ratio
from tests.views.matrix.samples import large
from workbench.rows import column_type
from workbench.session import Session


def benches() -> list[Ratio]:
    """Return the ratio: lock, checks of pages, schema, rows and references included, against reading the rows."""
    path = Path(tempfile.mkdtemp(prefix="remit-bench-")) / "large.remit"
    fill(path, _named_apart(large(bands=5)))
    readers = {table: _Reader(table) for table in TYPES}

    def ours() -> float:
        start = time.perf_counter()
        session = Session.open(path)
        elapsed = time.perf_counter() - start
        session.close()
        return elapsed

    def bare() -> float:
        start = time.perf_counter()
        connection = sqlite3.connect(path)
        for reader in readers.values():
            reader.read(connection)
        elapsed = time.perf_counter() - start
        connection.close()
        return elapsed

    return [Ratio("opening 500 decisions × 60 roles with 2,500 rows", ours, bare, 2.0, pairs=11)]


def fill(path: Path, document: Document) -> None:
    """Make a file that holds a document."""
    with Session.create(path) as session:
        session.execute(lambda empty: difference(empty, document, "Fill the file"))


def _named_apart(document: Document) -> Document:
    """Return the document with every role called by a name of its own, as a file demands it."""
    named = {role.id: role.changed(name=f"{role.name} {at + 1}") for at, role in enumerate(document.roles)}
    return document.with_rows({"role": named})


class _Reader:
    """Reads the rows of a table in the plainest way: a dictionary each, values with parts parsed from JSON."""

    def __init__(self, table: str) -> None:
        names = list(TYPES[table].model_fields)
        rows: Any = GenericAlias(list, (TYPES[table],))
        self._names = names
        self._deep = [name for name in names if column_type(table, name) == "JSON"]
        self._adapter: TypeAdapter[Any] = TypeAdapter(rows)
        self._select = 'SELECT "' + '", "'.join(names) + f'" FROM "{table}"'

    def read(self, connection: sqlite3.Connection) -> object:
        rows = [dict(zip(self._names, row, strict=True)) for row in connection.execute(self._select)]
        for row in rows:
            for name in self._deep:
                if row[name] is not None:
                    row[name] = json.loads(row[name])
        return self._adapter.validate_python(rows)

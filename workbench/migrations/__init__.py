"""Numbered steps from one version of the file to the next. A step, once released, never changes."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

Migration = Callable[["Database"], None]


def _sql(name: str) -> Migration:
    def run(database: "Database") -> None:
        for statement in (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8").split(";"):
            if statement.strip():
                database.execute(statement)

    return run


# A step that only adds tables or columns is a file of statements; one that rewrites rows, also those that the
# journal keeps, is a function.
_STEPS: tuple[Migration, ...] = (_sql("m0001_first"), _sql("m0002_authority"), _sql("m0003_simulation"))

CURRENT = len(_STEPS)


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring a file from `version` (0 is an empty one) to CURRENT inside a transaction of the caller."""
    from sqlite_utils import Database

    database = Database(connection)
    for step in _STEPS[version:]:
        step(database)
    connection.execute(f"PRAGMA user_version = {CURRENT}")

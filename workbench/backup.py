"""Whole copies of a file, through SQLite's backup, so that a copy is never half of one."""

import sqlite3
from datetime import datetime
from pathlib import Path

from workbench.failures import FileProblem


def copy_to(connection: sqlite3.Connection, target: Path, *, force: bool = False) -> Path:
    """Copy an open file and return where it went. Raises FileProblem; what was there stays unless `force`."""
    if target.exists() and not force:
        raise FileProblem(f"{target} is there already; choose another name.")
    half = target.with_name(f".{target.name}.part")
    try:
        half.unlink(missing_ok=True)
        copy = sqlite3.connect(half)
        try:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
        half.replace(target)
    except (OSError, sqlite3.Error) as error:
        half.unlink(missing_ok=True)
        raise FileProblem(f"{target} cannot be written: {error}.") from None
    return target


def before_upgrade(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy a file that is about to be upgraded and return where the copy is."""
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    return copy_to(connection, path.with_name(f"{path.stem}.v{version}-{stamp}{path.suffix}"))

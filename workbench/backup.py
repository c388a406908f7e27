"""Whole copies of a file, through SQLite's backup, so that a copy is never half of one."""

import sqlite3
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from workbench.failures import FileProblem
from workbench.lock import FileLock, Locked


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
        put_in_place(half, target)
    except (OSError, sqlite3.Error) as error:
        raise FileProblem(f"{target} cannot be written: {getattr(error, 'strerror', None) or error}.") from None
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    return target


def put_in_place(half: Path, path: Path) -> None:
    """Give a finished file its name, in place of what has it. Raises FileProblem where somebody edits that."""
    if path.exists() and not path.is_file():
        raise FileProblem(f"{path} is no file; choose another name.")
    try:
        lock = FileLock(path)
    except Locked as locked:
        raise FileProblem(f"{path} is being edited by {locked}; nothing was overwritten.") from None
    except OSError as error:
        raise FileProblem(f"{path} cannot be written: {error.strerror}.") from None
    try:
        # A log left by a crash belongs to the file that goes, and must not be read into the one that comes.
        for tail in ("-wal", "-shm"):
            path.with_name(path.name + tail).unlink(missing_ok=True)
        half.replace(path)
    except OSError as error:
        raise FileProblem(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        lock.release()


def before_upgrade(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy a file that is about to be upgraded and return where the copy is."""
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    return copy_to(connection, path.with_name(f"{path.stem}.v{version}-{stamp}{path.suffix}"))

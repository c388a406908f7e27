"""A session: one open file, its document, and the only way to change either."""

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Concatenate, ParamSpec, Self

from pydantic import ValidationError

from models import constraints
from models.changes import ChangeSet, EditRefused, apply, sentence_of
from models.document import Document
from workbench import backup, migrations, store
from workbench.failures import FileProblem
from workbench.glance import read_header
from workbench.journal import Journal, Step
from workbench.lock import FileLock, Locked, user_name

P = ParamSpec("P")
Listener = Callable[[ChangeSet], None]


class Session:
    """An open file. Use `Session.open` or `Session.create`."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        lock: FileLock | None,
        document: Document,
        notice: str,
    ) -> None:
        self.path = path
        self.document = document
        self.notice = notice
        self._db = connection
        self._lock = lock
        self._journal = Journal(connection)
        self._who = user_name()
        self._listeners: list[Listener] = []

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a file, upgrading an older one after copying it.

        A file that is newer, locked by somebody else or not writable opens read-only, and `notice` says why. One that
        is asked for with `read_only` is only looked at: nothing is left beside it. Raises FileProblem.
        """
        header = read_header(path)
        notice = "This file is open for reading only." if read_only else ""
        if header.version > migrations.CURRENT:
            notice = (
                f"{path.name} was made by a newer Remit (file version {header.version}; this one knows "
                f"{migrations.CURRENT}), so it is open for reading only."
            )
        lock = None
        if not notice:
            lock, notice = _lock(path)
        try:
            if lock is None:
                return cls._look(path, header.version, notice)
            return cls._open(path, header.version, lock, notice)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            _release(lock)
            problem = store.problem_of(path, error)
            if lock is None or not isinstance(error, sqlite3.OperationalError):
                raise problem from None
            return cls._look_instead(path, header.version, problem, str(error))
        except FileProblem:
            _release(lock)
            raise

    @classmethod
    def _look_instead(cls, path: Path, version: int, problem: FileProblem, why: str) -> Self:
        """Open a file for reading only that cannot be written just now. Raises `problem` where that fails, too."""
        try:
            return cls._look(path, version, f"{path.name} cannot be written ({why}), so it is open for reading only.")
        except (sqlite3.DatabaseError, FileProblem):
            raise problem from None

    @classmethod
    def _look(cls, path: Path, version: int, notice: str) -> Self:
        """Open a file that nobody edits as one that stands still; if it has not, open it like any other."""
        if not _has_log(path):
            before = _stamp(path)
            try:
                session = cls._open(path, version, None, notice, still=True)
            except (sqlite3.DatabaseError, FileProblem):
                if _stamp(path) == before:
                    raise
            else:
                if _stamp(path) == before:
                    return session
                session.close()
        return cls._open(path, version, None, notice)

    @classmethod
    def _open(cls, path: Path, version: int, lock: FileLock | None, notice: str, *, still: bool = False) -> Self:
        connection = _connection(path, read_only=lock is None, still=still)
        try:
            if version < migrations.CURRENT and lock is not None:
                backup.before_upgrade(connection, path, version)
                connection.execute("BEGIN IMMEDIATE")
                migrations.migrate(connection, version)
                connection.execute("COMMIT")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            elif version < migrations.CURRENT:
                connection = _upgraded_copy(connection, version)
            store.verify(connection, path, newer=version > migrations.CURRENT)
            document = store.load(connection, path)
            store.check_references(document, path)
        except FileProblem:
            connection.close()
            if version > migrations.CURRENT:
                raise FileProblem(
                    f"{path} was made by a newer Remit and holds what this one cannot read; install the newer one."
                ) from None
            raise
        except BaseException:
            connection.close()
            raise
        return cls(path, connection, lock, document, notice)

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a new, empty file and open it. Raises FileProblem when it cannot be made or is there already."""
        connection = store.create(path)
        lock, notice = _lock(path)
        return cls(path, connection, lock, Document(), notice)

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._lock is None

    def listen(self, listener: Listener) -> None:
        """Have a function called with each change set, after it is in the file and in the document."""
        self._listeners.append(listener)

    def execute(
        self, command: Callable[Concatenate[Document, P], ChangeSet], *args: P.args, **kwargs: P.kwargs
    ) -> ChangeSet:
        """Carry out a command: durable when this returns, or nothing has changed anywhere.

        Raises EditRefused with one plain sentence.
        """
        self._refuse_when_read_only()
        try:
            changes = command(self.document, *args, **kwargs)
        except ValidationError as error:
            raise EditRefused(sentence_of(error)) from None
        if not changes:
            return changes
        after = apply(self.document, changes)
        constraints.check(after, changes)
        self._commit(changes, lambda: self._journal.record(changes, self._who))
        self._publish(after, changes)
        return changes

    def undo(self) -> ChangeSet | None:
        """Take the latest edit back and return what that changed; None when there is nothing to undo."""
        return self._move(self._journal.next_undo(), "undone")

    def redo(self) -> ChangeSet | None:
        """Bring back the edit that was undone last; None when there is none."""
        return self._move(self._journal.next_redo(), "done")

    def can_undo(self) -> str | None:
        """Return the label of the edit that `undo` would take back."""
        step = None if self.read_only else self._journal.next_undo()
        return step.label if step else None

    def can_redo(self) -> str | None:
        """Return the label of the edit that `redo` would bring back."""
        step = None if self.read_only else self._journal.next_redo()
        return step.label if step else None

    def history(self, limit: int = 1000) -> Iterable[Step]:
        """Return the latest edits, newest first, undone ones included."""
        return self._journal.steps(limit)

    def save_copy(self, target: Path, *, force: bool = False) -> Path:
        """Write a whole copy of the file as it is now. Raises FileProblem."""
        return backup.copy_to(self._db, target, force=force)

    def close(self) -> None:
        """Fold the write-ahead log into the one file and let others write. Calling it twice does no harm."""
        if not self.read_only:
            # Another reader may keep the log busy; it is then folded in by whoever closes last.
            with suppress(sqlite3.Error):
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()
        _release(self._lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _move(self, step: Step | None, state: str) -> ChangeSet | None:
        self._refuse_when_read_only()
        if step is None:
            return None
        try:
            stored = self._journal.changes(step)
        except (ValueError, KeyError, sqlite3.DatabaseError):
            raise EditRefused(f"“{step.label}” cannot be taken back: its entry in the journal is damaged.") from None
        changes = stored.inverted() if state == "undone" else stored
        after = apply(self.document, changes)
        constraints.check(after, changes)
        self._commit(changes, lambda: self._journal.mark(step, state))
        self._publish(after, changes)
        return changes

    def _commit(self, changes: ChangeSet, note: Callable[[], object]) -> None:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            store.write(self._db, changes.changes)
            note()
            self._db.execute("COMMIT")
        except BaseException as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            if not isinstance(error, sqlite3.Error | OverflowError):
                raise
            raise EditRefused(f"“{changes.label}” was not saved, and nothing has changed: {error}.") from None

    def _publish(self, document: Document, changes: ChangeSet) -> None:
        self.document = document
        for listener in self._listeners:
            listener(changes)

    def _refuse_when_read_only(self) -> None:
        if self.read_only:
            raise EditRefused(self.notice or "This file is open for reading only.")


def _lock(path: Path) -> tuple[FileLock | None, str]:
    if not os.access(path, os.W_OK):
        return None, f"{path.name} may not be written, so it is open for reading only."
    try:
        return FileLock(path), ""
    except Locked as locked:
        return None, f"{path.name} is being edited by {locked}, so it is open for reading only."
    except OSError:
        return None, f"The folder of {path.name} may not be written, so the file is open for reading only."


def _upgraded_copy(connection: sqlite3.Connection, version: int) -> sqlite3.Connection:
    """Return an upgraded copy in memory of a file that may only be read."""
    with closing(connection):
        copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        connection.backup(copy)
    migrations.migrate(copy, version)
    copy.execute("PRAGMA query_only = ON")
    return copy


def _release(lock: FileLock | None) -> None:
    if lock is not None:
        lock.release()


def _has_log(path: Path) -> bool:
    """Return whether somebody edits a file, or has crashed while doing so."""
    return _log(path).exists()


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _stamp(path: Path) -> tuple[int, int, bool]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size, _has_log(path)


def _connection(path: Path, *, read_only: bool, still: bool = False) -> sqlite3.Connection:
    """Return a connection, also to a file that another program holds or that lies where nothing can be written."""
    if still:
        return store.connect(path, read_only=True, immutable=True)
    try:
        connection = store.connect(path, read_only=read_only)
        connection.execute("SELECT count(*) FROM sqlite_master")
        return connection
    except sqlite3.OperationalError:
        # A file in WAL mode needs a place for its shared memory; in a folder that may not be written, and on a disk
        # that is full, there is none. What stands in its log cannot be had without.
        if not read_only or (_has_log(path) and _log(path).stat().st_size):
            raise
        return store.connect(path, read_only=True, immutable=True)

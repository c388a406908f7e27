"""The SQLite file: how it is opened, what is checked before it is trusted, how rows are read and written."""

import gc
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from models.changes import Change, EditRefused
from models.constraints import check_mentions, check_rules
from models.document import TYPES, Document, document_of
from models.entity import Entity
from workbench import migrations
from workbench.failures import FileProblem
from workbench.glance import APPLICATION_ID
from workbench.rows import columns, from_rows, to_row

_JOURNAL_TABLES = {"journal_step", "journal_change"}
# What SQLite reports when something is wrong around a file rather than in it.
_TROUBLE_AROUND = (
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
)


def connect(path: Path, *, read_only: bool, immutable: bool = False) -> sqlite3.Connection:
    """Return a connection with every guard set. Raises sqlite3.Error."""
    query = "mode=ro&immutable=1" if immutable else "mode=ro" if read_only else "mode=rwc"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{query}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=2,
    )
    try:
        _guard(connection, read_only=read_only)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _guard(connection: sqlite3.Connection, *, read_only: bool) -> None:
    for pragma in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "foreign_keys = ON",
        "query_only = ON" if read_only else "journal_mode = WAL",
        "synchronous = FULL",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)


def create(path: Path) -> sqlite3.Connection:
    """Return a connection to a new, empty file. Raises FileProblem when it cannot be made or is there already.

    The file is made whole under another name first: at no moment is there half of one.
    """
    half = path.with_name(f".{path.name}.part")
    try:
        half.unlink(missing_ok=True)
        with closing(sqlite3.connect(half, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrations.migrate(connection, 0)
            connection.execute("COMMIT")
        _put_in_place(half, path)
    except FileExistsError:
        raise FileProblem(f"{path} is there already; choose another name.") from None
    except (OSError, sqlite3.Error) as error:
        raise FileProblem(f"{path} cannot be written: {getattr(error, 'strerror', None) or error}.") from None
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    return connect(path, read_only=False)


def _put_in_place(half: Path, path: Path) -> None:
    """Give a finished file its name. Raises FileExistsError rather than replace another one."""
    try:
        path.hardlink_to(half)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems know no links; Windows then refuses to replace, the others are asked first.
        if path.exists():
            raise FileExistsError from None
        half.rename(path)


def verify(connection: sqlite3.Connection, path: Path, *, newer: bool = False) -> None:
    """Check that the pages are sound and the schema is ours and nothing else. Raises FileProblem.

    A file of a `newer` Remit may have tables that this one does not know; they are not read.
    """
    try:
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        schema = connection.execute("SELECT type, name, tbl_name FROM sqlite_master").fetchall()
        held = connection.execute(
            "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
        ).fetchall()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise problem_of(path, error) from None
    if verdict != "ok":
        raise damaged(path, str(verdict))
    strange = [f"{kind} “{name}”" for kind, name, _ in schema if kind in ("trigger", "view")]
    known = set(TYPES) | _JOURNAL_TABLES
    if not newer:
        strange += [f"{kind} “{name}”" for kind, name, _ in schema if kind == "table" and name not in known]
    if strange:
        raise FileProblem(f"{path} was not opened: it holds a {strange[0]} that Remit did not put there.")
    missing = known - {name for kind, name, _ in schema if kind == "table"}
    if missing:
        raise damaged(path, f"the table {min(missing)} is missing")
    # SQLite takes the name of a column that is not there for a text, so nobody else would notice.
    lost = {(table, column) for table in TYPES for column in columns(table)} - set(held)
    if lost:
        raise damaged(path, "the table {} has no column {}".format(*min(lost)))


def damaged(path: Path, why: str) -> FileProblem:
    """Return the problem of a file that is no longer whole."""
    return FileProblem(f"{path} is damaged ({why.splitlines()[-1]}); restore it from a backup.")


def problem_of(path: Path, error: sqlite3.DatabaseError | UnicodeDecodeError) -> FileProblem:
    """Return the problem that SQLite reports: a disk that is full or fails is no damage to the file.

    What SQLite says about a broken schema quotes it, and may be no text at all.
    """
    if isinstance(error, UnicodeDecodeError):
        return damaged(path, "malformed database schema")
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return FileProblem(f"{path} is held by another program; close it there, or try again in a moment.")
    if code in _TROUBLE_AROUND:
        return FileProblem(
            f"{path} cannot be opened ({error}), and was left as it is: see that its disk is there, has room and may "
            "be written."
        )
    return damaged(path, str(error))


def load(connection: sqlite3.Connection, path: Path) -> Document:
    """Return the document that the file holds. Raises FileProblem where a row is not what it should be."""
    rows: dict[str, list[Any]] = {}
    table = ""
    try:
        connection.execute("BEGIN")
        with _collecting_nothing():
            for table in TYPES:
                named = ", ".join(f'"{column}"' for column in columns(table))
                rows[table] = from_rows(table, connection.execute(f'SELECT {named} FROM "{table}"').fetchall())
        connection.execute("COMMIT")
    except (sqlite3.DatabaseError, ValueError, RecursionError) as error:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        if isinstance(error, sqlite3.DatabaseError):
            raise problem_of(path, error) from None
        first = str(error).splitlines()[0] if str(error) else "unreadable"
        raise damaged(path, f"{TYPES[table].what()}: {first}") from None
    return document_of(rows)


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Keep the garbage collector from searching, again and again, ten thousands of new rows that all stay."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def check_references(document: Document, path: Path) -> None:
    """Check that every row is one that an edit could have made. Raises FileProblem."""
    try:
        for table in TYPES:
            for row in document.table(table):
                check_mentions(document, row)
        for table in TYPES:
            for row in document.table(table):
                check_rules(document, row)
    except EditRefused as error:
        raise damaged(path, str(error).rstrip(".")) from None


def write(connection: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Write changes, in the order given, inside the caller's transaction. Raises sqlite3.Error."""
    for change in changes:
        if change.after is None:
            connection.execute(f'DELETE FROM "{change.entity}" WHERE id = ?', (change.id,))
        elif change.before is None:
            connection.execute(_insert(change.entity), to_row(change.after))
        else:
            names = _differing(change.before, change.after)
            connection.execute(_update(change.entity, names), (*to_row(change.after, names), change.id))


def _insert(table: str) -> str:
    names = columns(table)
    return f'INSERT INTO "{table}" ({", ".join(map(_quoted, names))}) VALUES ({", ".join("?" * len(names))})'


def _update(table: str, names: tuple[str, ...]) -> str:
    return f'UPDATE "{table}" SET {", ".join(f"{_quoted(name)} = ?" for name in names)} WHERE id = ?'


def _differing(before: Entity, after: Entity) -> tuple[str, ...]:
    old, new = before.__dict__, after.__dict__
    return tuple(name for name in columns(after.table) if old[name] is not new[name] and old[name] != new[name])


def _quoted(name: str) -> str:
    return f'"{name}"'

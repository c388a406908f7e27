"""What a file says at a glance, before it is opened: whether it is ours, its version, its organisation's name."""

import sqlite3
import stat
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from workbench.failures import FileProblem

APPLICATION_ID = 0x52656D69  # "Remi"
_HEADER = b"SQLite format 3\x00"
_NAME = "SELECT substr(name, 1, 200) FROM workspace LIMIT 1"
# Far more than that query needs, and nothing that anybody would wait for.
_STEPS = 100_000


@dataclass(frozen=True)
class Header:
    """What the first hundred bytes of a file say, read before SQLite sees them."""

    application_id: int
    version: int


def read_header(path: Path) -> Header:
    """Return the header of a Remit file. Raises FileProblem when it is none."""
    try:
        if not (stat.S_ISREG(kind := path.stat().st_mode) or stat.S_ISDIR(kind)):
            raise FileProblem(f"{path} is a device or a pipe, not a Remit file.")
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise FileProblem(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise FileProblem(f"{path} is a folder, not a Remit file.") from None
    except OSError as error:
        raise FileProblem(f"{path} cannot be read: {error.strerror}.") from None
    if not head:
        raise FileProblem(f"{path} is empty; restore it from a backup, or make a new file under another name.")
    if len(head) < 100 or not head.startswith(_HEADER):
        raise FileProblem(f"{path} is not a Remit file.")
    header = _header_in_log(path) or Header(int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big"))
    if header.application_id != APPLICATION_ID:
        raise FileProblem(f"{path} is a database of another program, not a Remit file.")
    return header


def _header_in_log(path: Path) -> Header | None:
    """Return what the write-ahead log says, where there is one: after a crash the file itself may be behind it."""
    if not path.with_name(path.name + "-wal").exists():
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return Header(
                *(connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
            )
    except sqlite3.DatabaseError:
        return None


def organisation(path: Path) -> str:
    """Return what the organisation in a file is called, else the name of the file.

    It is a heading until the file is opened, and no more: nothing has been checked yet. The file is read as if it
    stood still, so that nothing appears beside it.
    """
    with suppress(sqlite3.Error):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        with closing(connection):
            connection.execute("PRAGMA trusted_schema = OFF")
            # A hostile file may hold a view of that name which never comes to an end.
            connection.set_progress_handler(lambda: True, _STEPS)
            found = connection.execute(_NAME).fetchone()
        if found is not None and isinstance(found[0], str) and found[0].strip():
            return " ".join(found[0].split())
    return path.stem

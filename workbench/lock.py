"""One writer at a time: a lock beside the file that names who holds it and that the system frees after a crash."""

import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

# Windows locks keep others from reading the bytes they cover, so the lock lies far behind the owner's name.
_LOCKED_BYTE = 1 << 20

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str]) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[str]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True)
class Owner:
    """Who has a file open."""

    user: str
    host: str
    pid: int
    since: str

    def __str__(self) -> str:
        return f"{self.user} on {self.host} (since {self.since})"


class Locked(Exception):
    """Somebody else has the file open for writing."""

    def __init__(self, owner: Owner | None) -> None:
        super().__init__(str(owner) if owner else "another program")
        self.owner = owner


class FileLock:
    """Holds the lock of a file until `release`. Raises Locked, or OSError where the folder cannot be written."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f".{path.name}.lock")
        self._file: IO[str] | None = self._taken()
        while not self._is_in_place():
            # Whoever held it before let go between our opening it and our taking it; its name is gone by now.
            self._file.close()
            self._file = self._taken()
        self._sign()

    def _taken(self) -> IO[str]:
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        file = os.fdopen(descriptor, "r+", encoding="utf-8")
        try:
            _take(file)
        except OSError:
            owner = _owner(file)
            file.close()
            raise Locked(owner) from None
        return file

    def _is_in_place(self) -> bool:
        assert self._file is not None
        try:
            return os.path.samestat(os.fstat(self._file.fileno()), self._path.stat())
        except FileNotFoundError:
            return False

    def _sign(self) -> None:
        """Write down whose lock it is. On a full disk it holds without that."""
        assert self._file is not None
        me = Owner(user_name(), platform.node(), os.getpid(), datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"))
        with suppress(OSError):
            os.ftruncate(self._file.fileno(), 0)
            os.lseek(self._file.fileno(), 0, os.SEEK_SET)
            os.write(self._file.fileno(), json.dumps(asdict(me)).encode())

    def release(self) -> None:
        """Let others write. Calling it twice does no harm."""
        if self._file is None:
            return
        # Unlink before letting go: nobody can then hold a lock on a name that is about to vanish unseen.
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)
        self._file.close()
        self._file = None


def _owner(file: IO[str]) -> Owner | None:
    try:
        file.seek(0)
        return Owner(**json.loads(file.read()))
    except (ValueError, TypeError, OSError):
        return None


def user_name() -> str:
    """Return who works here, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"

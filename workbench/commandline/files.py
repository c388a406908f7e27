"""Files as commands use them: opened for reading without a lock, for writing with it, or made anew whole."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workbench.failures import FileProblem
from workbench.lock import FileLock, Locked
from workbench.session import Session


@contextmanager
def reading(path: Path) -> Iterator[Session]:
    """Open a file that a command only looks at; whoever edits it is not disturbed. Raises FileProblem."""
    with Session.open(path, read_only=True) as session:
        yield session


@contextmanager
def writing(path: Path) -> Iterator[Session]:
    """Open a file that a command changes. Raises FileProblem saying who or what keeps it from being written."""
    with Session.open(path) as session:
        if session.read_only:
            raise FileProblem(session.notice)
        yield session


@contextmanager
def making(path: Path, *, force: bool) -> Iterator[Session]:
    """Give a session on a new file that appears under its name when all went well, and not at all otherwise.

    Raises FileProblem when something is there already and `force` is not given, or when somebody has it open.
    """
    may_write(path, force=force)
    half = path.with_name(f".{path.name}.part")
    _remove(half)
    try:
        with Session.create(half) as session:
            yield session
        _put(half, path)
    finally:
        _remove(half)


def may_write(path: Path, *, force: bool, source: Path | None = None) -> None:
    """Raise FileProblem when a command may not put a file there: never, forced or not, in place of what it reads."""
    if source is not None and path.exists() and source.exists() and path.samefile(source):
        raise FileProblem(f"{path} is the file that this reads; choose another name for what it writes.")
    if path.is_dir():
        raise FileProblem(f"{path} is a folder; name a file.")
    if path.exists() and not force:
        raise FileProblem(f"{path} is there already; choose another name, or overwrite it with --force.")
    if not path.absolute().parent.is_dir():
        raise FileProblem(f"There is no folder {path.absolute().parent}.")


def _put(half: Path, path: Path) -> None:
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


def _remove(half: Path) -> None:
    for tail in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            half.with_name(half.name + tail).unlink(missing_ok=True)

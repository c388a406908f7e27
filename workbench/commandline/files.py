"""Files as commands use them: opened for reading without a lock, for writing with it, or made anew whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from models.authority.rules import Edition
from models.document import Document
from workbench.backup import put_in_place
from workbench.failures import FileProblem
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
        with _created(half, path) as session:
            yield session
        put_in_place(half, path)
    finally:
        _remove(half)


def _created(half: Path, path: Path) -> Session:
    try:
        return Session.create(half)
    except FileProblem as problem:
        raise FileProblem(str(problem).replace(str(half), str(path))) from None


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
    if not os.access(path.absolute().parent, os.W_OK):
        raise FileProblem(f"The folder {path.absolute().parent} may not be written; choose another one.")


def _remove(half: Path) -> None:
    for tail in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            half.with_name(half.name + tail).unlink(missing_ok=True)


def edition_called(document: Document, text: str) -> Edition:
    """Return the matrix that goes by a text. Raises FileProblem."""
    from models.authority.editions import find_edition
    from models.authority.lookup import LookupFailed

    try:
        return find_edition(document, text)
    except LookupFailed as failed:
        raise FileProblem(str(failed)) from None


def role_called(document: Document, text: str) -> str:
    """Return the id of the role that goes by a text. Raises FileProblem."""
    from models.authority.lookup import LookupFailed, find_role

    try:
        return find_role(document, text)
    except LookupFailed as failed:
        raise FileProblem(str(failed)) from None

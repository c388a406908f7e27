"""What every exporter keeps: a file appears whole or not at all, and nothing is overwritten unasked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path


class ExportRefused(Exception):
    """An export that cannot be written; the message is one plain sentence naming the file and what to do."""


@dataclass(frozen=True)
class Options:
    """What an export is asked for besides the document: the day that counts, and whether to overwrite."""

    on: date
    force: bool = False
    team: str | None = None


@contextmanager
def whole_file(target: Path, *, force: bool = False) -> Iterator[Path]:
    """Give a path beside the target to write to; it takes the target's name when all went well.

    Raises ExportRefused when something is there already and `force` is not given, or nothing can be written.
    """
    may_write(target, force=force)
    half = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        # Before anything is worked out: a place that cannot be written is told at once.
        half.touch()
        yield half
        _flush(half)
        _name(half, target, force=force)
    except OSError as error:
        raise ExportRefused(f"{target} cannot be written: {error.strerror or error}.") from None
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)


def may_write(target: Path, *, force: bool) -> None:
    """Raise ExportRefused when no file may be put there."""
    if target.is_dir():
        raise ExportRefused(f"{target} is a folder; name a file.")
    if target.exists() and not force:
        raise ExportRefused(f"{target} is there already; choose another name, or overwrite it with --force.")
    if not target.absolute().parent.is_dir():
        raise ExportRefused(f"There is no folder {target.absolute().parent}.")


def write_text(target: Path, text: str, *, force: bool = False, encoding: str = "utf-8") -> Path:
    """Write a text with plain line ends and return where. Raises ExportRefused."""
    with whole_file(target, force=force) as half:
        half.write_bytes(text.encode(encoding))
    return target


def _flush(half: Path) -> None:
    descriptor = os.open(half, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _name(half: Path, target: Path, *, force: bool) -> None:
    if force:
        half.replace(target)
        return
    try:
        # A link refuses to overwrite what may have come since we looked; some file systems have none.
        target.hardlink_to(half)
    except FileExistsError:
        raise ExportRefused(f"{target} is there already; choose another name.") from None
    except (OSError, NotImplementedError):
        may_write(target, force=False)
        half.replace(target)

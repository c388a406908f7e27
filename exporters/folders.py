"""Several files into one folder: all of them or none, and nothing that is there is replaced unasked."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from exporters.base import ExportRefused, may_write

Write = Callable[[Path], object]


def may_write_into(folder: Path, names: Iterable[str], *, force: bool) -> None:
    """Raise ExportRefused where one of the files could not be put into the folder."""
    if folder.exists() and not folder.is_dir():
        raise ExportRefused(f"{folder} is a file; name a folder.")
    if not folder.exists():
        if not folder.absolute().parent.is_dir():
            raise ExportRefused(f"There is no folder {folder.absolute().parent}.")
        return
    for name in names:
        may_write(folder / name, force=force)


def write_into(folder: Path, files: Mapping[str, Write], *, force: bool = False) -> list[Path]:
    """Write files by name into a folder, made where it is missing, and return where. Raises ExportRefused.

    Each is written by its function, whole or not at all; where one fails, those that were not there before go again.
    """
    may_write_into(folder, files, force=force)
    new = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ExportRefused(f"The folder {folder} cannot be made: {error.strerror or error}.") from None
    written: list[Path] = []
    try:
        for name, write in files.items():
            write(folder / name)
            written.append(folder / name)
    except ExportRefused:
        if not force:
            for path in written:
                path.unlink(missing_ok=True)
        if new:
            with suppress(OSError):
                folder.rmdir()
        raise
    return written

"""The bytes of a log in pieces, unpacked where they are packed, with a watch over how far they swell."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from models.effort import Halt, Progress, go_on
from workbench.importers.refusals import ImportRefused

_PIECE = 1 << 20
_HARMLESS = 200_000_000
_MOST_SWELLING = 250
_LARGEST = 40_000_000_000


def is_packed(path: Path) -> bool:
    """Return whether a file is packed with gzip, whatever its name. Raises ImportRefused where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(2) == b"\x1f\x8b"
    except OSError as error:
        raise ImportRefused(f"{path} cannot be read: {error.strerror or error}.") from None


def pieces(path: Path, progress: Progress | None = None, halt: Halt | None = None) -> Iterator[bytes]:
    """Yield the content of a file, unpacked. `progress` is told how many bytes of the file of how many are read.

    Raises ImportRefused where the file is damaged or unpacks to far more than a log does, and Stopped.
    """
    packed = is_packed(path)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            source = gzip.GzipFile(fileobj=file) if packed else file
            unpacked = 0
            while piece := source.read(_PIECE):
                go_on(halt)
                unpacked += len(piece)
                if packed and unpacked > max(_HARMLESS, _MOST_SWELLING * file.tell()):
                    raise ImportRefused(f"{path.name} unpacks to far more than a log does and was not read further.")
                if unpacked > _LARGEST:
                    raise ImportRefused(f"{path.name} is larger than 40 GB; cut it to a shorter time.")
                if progress is not None:
                    progress(min(file.tell(), size), size)
                yield piece
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise ImportRefused(f"{path.name} is damaged or cut off; get it anew.") from None
    except OSError as error:
        raise ImportRefused(f"{path} cannot be read: {error.strerror or error}.") from None

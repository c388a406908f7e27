"""A log file, whatever it is, to an event log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.effort import Halt, Progress
from workbench.importers.logs.gathering import Gathered
from workbench.importers.logs.packed import pieces
from workbench.importers.refusals import ImportRefused

if TYPE_CHECKING:
    from models.calibration.log import EventLog


@dataclass(frozen=True)
class LogOptions:
    """What a person says about a log: headings (or XES keys) by meaning, and the time zone of the place."""

    columns: Mapping[str, str] = field(default_factory=dict)
    time_zone: str | None = None


def read_log(
    path: Path,
    options: LogOptions | None = None,
    *,
    progress: Progress | None = None,
    halt: Halt | None = None,
) -> EventLog:
    """Return the events of a XES or CSV file, packed with gzip or not; what it is is seen from its content.

    Raises ImportRefused with one sentence that names the place, and Stopped.
    """
    said = options or LogOptions()
    zone = _zone(said.time_zone)
    if not path.is_file():
        raise ImportRefused(f"{path} is a folder; name a log." if path.is_dir() else f"There is no file {path}.")
    content = pieces(path, progress, halt)
    first = next(content, b"")
    whole = chain((first,), content)
    gathered = Gathered(path.name)
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or _wide_xml(first):
        from workbench.importers.logs.xes import read_xes

        read_xes(path.name, whole, gathered, dict(said.columns))
    else:
        from workbench.importers.logs.table import read_table

        read_table(path.name, whole, gathered, dict(said.columns))
    return gathered.log(zone)


def _wide_xml(first: bytes) -> bool:
    return first.startswith((b"\xff\xfe<", b"\xfe\xff\x00<"))


def _zone(name: str | None) -> ZoneInfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ImportRefused(f"There is no time zone “{name}”; write it like Europe/Amsterdam.") from None

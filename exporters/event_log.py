"""An event log of a simulated run, as XES (IEEE 1849) or as a table, for process mining tools and `remit calibrate`."""

import csv
import gzip
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Literal, NamedTuple, cast
from xml.sax.saxutils import quoteattr

from exporters.base import ExportRefused, may_write, whole_file
from exporters.cells import clean, inert

Lifecycle = Literal["start", "complete"]

COLUMNS = ("case", "decision", "activity", "role", "time", "lifecycle", "amount")

_EXTENSIONS = (
    ("Concept", "concept", "http://www.xes-standard.org/concept.xesext"),
    ("Lifecycle", "lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
    ("Organizational", "org", "http://www.xes-standard.org/org.xesext"),
    ("Time", "time", "http://www.xes-standard.org/time.xesext"),
)


class LogRow(NamedTuple):
    """One event: that somebody began or completed a part of a case, or that it came or ended (without a role)."""

    case: int
    decision: str
    activity: str
    role: str
    when: datetime
    """On the clock of the place, without a time zone."""
    lifecycle: Lifecycle
    value: float | None
    """The amount of the case, in units of its currency."""


def write_log(rows: Iterable[LogRow], target: Path, *, force: bool = False) -> Path:
    """Write events as XES or, where the name says so, as a table, packed where it ends in .gz; return where.

    Raises ExportRefused when the name says neither .xes nor .csv, when something is there already, or nothing can be
    written.
    """
    kind = _kind(target)
    with whole_file(target, force=force) as half, _opened(half, packed=target.name.lower().endswith(".gz")) as file:
        if kind == "csv":
            _write_table(rows, file)
        else:
            file.writelines(_xes(rows))
    return target


def may_write_log(target: Path, *, force: bool) -> None:
    """Raise ExportRefused, before anything is simulated, where no event log could be written."""
    _kind(target)
    may_write(target, force=force)


def _kind(target: Path) -> str:
    kind = target.name.lower().removesuffix(".gz").rpartition(".")[2]
    if kind not in {"xes", "csv"}:
        raise ExportRefused(f"{target} is no event log; name it .xes or .csv, with .gz behind it to pack it.")
    return kind


@contextmanager
def _opened(half: Path, *, packed: bool) -> Iterator[IO[str]]:
    with half.open("wb") as raw:
        # Without a name and a time in it, the same events make the same file.
        binary = cast("IO[bytes]", gzip.GzipFile("", "wb", fileobj=raw, mtime=0)) if packed else raw
        with io.TextIOWrapper(binary, encoding="utf-8", newline="") as file:
            yield file


def _write_table(rows: Iterable[LogRow], file: IO[str]) -> None:
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        amount = "" if row.value is None else repr(row.value)
        names = (inert(row.decision), inert(row.activity), inert(row.role))
        writer.writerow((row.case, *names, _time(row.when), row.lifecycle, amount))


def _xes(rows: Iterable[LogRow]) -> Iterator[str]:
    cases: dict[int, list[LogRow]] = {}
    for row in rows:
        cases.setdefault(row.case, []).append(row)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0" xmlns="http://www.xes-standard.org/">\n'
    for name, prefix, uri in _EXTENSIONS:
        yield f'  <extension name="{name}" prefix="{prefix}" uri="{uri}"/>\n'
    yield '  <classifier name="Activity" keys="concept:name"/>\n'
    for case, events in cases.items():
        yield f"  <trace>\n    {_string('concept:name', str(case))}\n"
        value = next((row.value for row in events if row.value is not None), None)
        if value is not None:
            yield f'    <float key="amount" value="{value!r}"/>\n'
        for row in events:
            yield "    <event>\n"
            yield f"      {_string('concept:name', row.activity)}\n"
            yield f"      {_string('decision', row.decision)}\n"
            if row.role:
                yield f"      {_string('org:role', row.role)}\n"
            yield f'      <date key="time:timestamp" value="{_time(row.when)}"/>\n'
            yield f"      {_string('lifecycle:transition', row.lifecycle)}\n"
            yield "    </event>\n"
        yield "  </trace>\n"
    yield "</log>\n"


def _string(key: str, text: str) -> str:
    return f'<string key="{key}" value={quoteattr(clean(text))}/>'


def _time(when: datetime) -> str:
    return when.isoformat(timespec="milliseconds")

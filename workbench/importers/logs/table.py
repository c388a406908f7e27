"""Event logs in tables of text, whatever their separator, encoding and headings."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from math import isfinite, nan

from workbench.importers.logs.gathering import Gathered
from workbench.importers.logs.headers import columns_of
from workbench.importers.logs.times import Clock, day_first
from workbench.importers.refusals import ImportRefused

_SEPARATORS = (",", ";", "\t", "|")
_LONGEST_FIELD = 1_000_000
_SAMPLE = 400
# Text has other characters at which lines are broken; within a cell they are part of it.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def read_table(file: str, content: Iterable[bytes], gathered: Gathered, said: dict[str, str]) -> None:
    """Gather the events of a table. Raises ImportRefused where it is no table, or lacks a column that a log needs."""
    pieces = iter(content)
    first = next(pieces, b"")
    encoding = _encoding(file, first)
    lines = _lines(file, chain((first,), pieces), encoding)
    head = list(islice(lines, _SAMPLE))
    separator = _separator(head)
    csv.field_size_limit(_LONGEST_FIELD)
    rows = csv.reader(chain(head, lines), delimiter=separator)
    try:
        headings = [heading.strip() for heading in next(rows, [])]
        if not any(headings):
            raise ImportRefused(f"{file} is empty; there is no event in it.")
        columns = columns_of(file, headings, said)
        _Rows(gathered, columns, _clock(gathered, head, separator, columns)).take(rows)
    except csv.Error as error:
        raise ImportRefused(f"{file} is not a table of text: line {rows.line_num}: {error}.") from None


class _Rows:
    """Takes the rows of a table whose columns are known."""

    def __init__(self, gathered: Gathered, columns: dict[str, int], clock: Clock) -> None:
        self._gathered = gathered
        self._columns = columns
        self._clock = clock

    def take(self, rows: Iterator[list[str]]) -> None:
        gathered, at = self._gathered, self._columns
        case_at, activity_at, time_at = at["case"], at["activity"], at["time"]
        role_at, amount_at, start_at, stage_at = (at.get(name) for name in ("role", "amount", "start", "lifecycle"))
        day_at = at.get("day")
        needed = max(case_at, activity_at, time_at, day_at or 0)
        for number, row in enumerate(rows, 2):
            if not row:
                continue
            if len(row) <= needed:
                gathered.leave_out(f"row {number}", "it has too few cells")
                continue
            case, activity, time = row[case_at].strip(), row[activity_at].strip(), row[time_at].strip()
            if day_at is not None and time:
                time = f"{row[day_at].strip()} {time}"
            if not case or not activity or not time:
                missing = "case" if not case else "activity" if not activity else "time"
                gathered.leave_out(f"row {number}", f"it has no {missing}")
                continue
            try:
                moment = self._clock.read(time)
            except ValueError:
                gathered.leave_out(f"row {number}", f"“{time[:40]}” is not a time")
                continue
            role = row[role_at].strip() if role_at is not None and role_at < len(row) else ""
            amount = _amount(row[amount_at]) if amount_at is not None and amount_at < len(row) else nan
            stage = row[stage_at] if stage_at is not None and stage_at < len(row) else ""
            of_case = gathered.cases.of(case)
            if start_at is not None and start_at < len(row) and row[start_at].strip():
                self._started(number, of_case, activity, role, row[start_at].strip())
            gathered.add(of_case, activity, role, moment, lifecycle=stage, amount=amount)

    def _started(self, number: int, case: int, activity: str, role: str, text: str) -> None:
        try:
            self._gathered.add(case, activity, role, self._clock.read(text), lifecycle="start")
        except ValueError:
            self._gathered.leave_out(f"row {number}", f"“{text[:40]}” is not a time")


def _amount(text: str) -> float:
    """Read a number in a cell of a table; a comma before two last digits is a decimal one."""
    text = text.strip().replace(" ", "").replace("\u00a0", "").lstrip("'")
    if not text:
        return nan
    try:
        found = float(text)
    except ValueError:
        if "," in text and text.rfind(",") > text.rfind("."):
            text = text.replace(".", "").replace(",", ".")
        else:
            text = text.replace(",", "")
        try:
            found = float(text)
        except ValueError:
            return nan
    return found if isfinite(found) else nan


def _encoding(file: str, first: bytes) -> str:
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\x00" in first:
        raise ImportRefused(f"{file} is not a text file, although it is named like one.")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(first)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _lines(file: str, pieces: Iterable[bytes], encoding: str) -> Iterator[str]:
    """Yield lines with their ends; what a text in UTF-8 has in it that is none is replaced."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    rest = ""
    for piece in pieces:
        rest += decoder.decode(piece)
        lines = _LINE.findall(rest)
        # The end of a line may be cut in two, and a lone line may be a bomb.
        rest = lines.pop() if lines else ""
        if len(rest) > 10 * _LONGEST_FIELD:
            raise ImportRefused(f"{file} is not a table of text: it has a line of more than ten million characters.")
        yield from lines
    rest += decoder.decode(b"", final=True)
    yield from _LINE.findall(rest)


def _separator(head: list[str]) -> str:
    """Return the separator that cuts most rows into the same number of fields, more than one."""
    best, best_score = ",", (0.0, 0)
    for separator in _SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(head, delimiter=separator) if row]
        except csv.Error:
            continue
        width, rows = Counter(widths).most_common(1)[0] if widths else (1, 0)
        score = (rows / len(widths), width) if width > 1 else (0.0, 0)
        if score > best_score:
            best, best_score = separator, score
    return best


def _clock(gathered: Gathered, head: list[str], separator: str, columns: dict[str, int]) -> Clock:
    at = columns.get("day", columns["time"])
    rows = csv.reader(head[1:], delimiter=separator)
    order = day_first(row[at] for row in rows if len(row) > at)
    if order is None:
        gathered.notes.append("Dates such as 3/4/2025 are read with the day first; nothing in the log shows it.")
    return Clock(day_first=order is not False)

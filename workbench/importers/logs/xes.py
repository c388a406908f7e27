"""Event logs in XES (IEEE 1849), read as a stream; nothing outside the file is ever looked up."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite, nan
from typing import TYPE_CHECKING, cast

from workbench.importers.logs.gathering import Gathered
from workbench.importers.logs.headers import AMOUNT_KEYS, ROLE_KEYS, folded
from workbench.importers.logs.times import Clock
from workbench.importers.refusals import ImportRefused

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = "concept:name"
_TIME = "time:timestamp"
_LIFECYCLE = "lifecycle:transition"
_LONGEST_PROLOGUE = 8_000_000


def read_xes(file: str, content: Iterable[bytes], gathered: Gathered, columns: dict[str, str]) -> None:
    """Gather the events of a XES file. Raises ImportRefused where it is none, or could do harm."""
    from lxml import etree

    parser = etree.XMLPullParser(
        events=("end",),
        tag=("{*}trace", "{*}event"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    traces = _Traces(file, gathered, columns)
    guard = _Prologue(file)
    try:
        for piece in content:
            guard.look_at(piece)
            parser.feed(piece)
            for _, element in parser.read_events():
                traces.take(cast("_Element", element))
        root = parser.close()
    except etree.XMLSyntaxError as error:
        line = f" in line {error.lineno}" if error.lineno else ""
        raise ImportRefused(f"{file} is not XES: it is damaged or cut off{line}.") from None
    if root.tag.rpartition("}")[2] != "log":
        raise ImportRefused(f"{file} is not XES: it has no log in it.")


class _Prologue:
    """Looks for declarations before the first element; XES needs none, and they can do harm."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._seen: bytes | None = b""

    def look_at(self, piece: bytes) -> None:
        if self._seen is None:
            return
        self._seen += piece
        if self._seen.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in self._seen[:64]:
            raise ImportRefused(f"{self._file} is not in UTF-8; save it in UTF-8 and read that.")
        if b"<!DOCTYPE" in self._seen or b"<!ENTITY" in self._seen:
            raise ImportRefused(f"{self._file} carries declarations that no log needs and that can do harm.")
        # What is declared stands before the log begins; a large comment may go before it.
        if b"<log" in self._seen or b":log" in self._seen:
            self._seen = None
        elif len(self._seen) > _LONGEST_PROLOGUE:
            raise ImportRefused(f"{self._file} is not XES: it has no log in it.")


class _Traces:
    """Takes events as their elements end, and lets go of them."""

    def __init__(self, file: str, gathered: Gathered, columns: dict[str, str]) -> None:
        self._file = file
        self._gathered = gathered
        self._clock = Clock()
        self._number = 1
        self._at = 0
        self._case: int | None = None
        self._activity = columns.get("activity", _NAME)
        self._time = columns.get("time", _TIME)
        self._name = columns.get("case", _NAME)
        self._roles = (columns["role"],) if "role" in columns else ROLE_KEYS
        self._amounts = {folded(columns["amount"])} if "amount" in columns else AMOUNT_KEYS
        self._is_amount: dict[str, bool] = {}

    def take(self, element: _Element) -> None:
        above = element.getparent()
        if element.tag.endswith("event"):
            if above is None or not above.tag.endswith("trace"):
                raise ImportRefused(f"{self._file} has events outside a trace; cases cannot be told apart.")
            self._event(element)
            element.clear()
            # A cleared element still stands there; a case of a million events would fill the memory.
            before = element.getprevious()
            if before is not None and before.tag == element.tag:
                above.remove(before)
            return
        self._trace(element)
        self._number, self._at, self._case = self._number + 1, 0, None
        element.clear()
        if above is not None:
            del above[: len(above) - 1]

    def _trace(self, element: _Element) -> None:
        name, amount = "", nan
        for child in element:
            key = child.get("key", "")
            if key == self._name:
                name = child.get("value", "")
            elif self._amount(key):
                amount = _number(child.get("value", ""))
        if self._case is not None:
            self._gathered.named(self._case, name or f"case {self._number}", amount)

    def _event(self, element: _Element) -> None:
        self._at += 1
        found: dict[str, str] = {}
        amount = nan
        for child in element:
            key = child.get("key", "")
            found[key] = child.get("value", "")
            if self._amount(key):
                amount = _number(found[key])
        place = f"event {self._at} of trace {self._number}"
        activity, time = found.get(self._activity, ""), found.get(self._time, "")
        if not activity or not time:
            self._gathered.leave_out(place, f"it has no {'activity' if not activity else 'time'}")
            return
        try:
            moment = self._clock.read(time)
        except ValueError:
            self._gathered.leave_out(place, f"“{time[:40]}” is not a time")
            return
        role = next((found[key] for key in self._roles if found.get(key)), "")
        if self._case is None:
            self._case = self._gathered.cases.of(f"\x00{self._number}")
        self._gathered.add(self._case, activity, role, moment, lifecycle=found.get(_LIFECYCLE, ""), amount=amount)

    def _amount(self, key: str) -> bool:
        known = self._is_amount.get(key)
        if known is None:
            known = self._is_amount[key] = folded(key) in self._amounts
        return known


def _number(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        return nan
    return found if isfinite(found) else nan

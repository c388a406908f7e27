"""Times as logs write them, and the one clock that a whole log is put on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from workbench.importers.refusals import ImportRefused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NO_ZONE = 32_000
"""The offset of a time that names no time zone."""

_EPOCH = datetime.fromisoformat("1970-01-01")
_MICRO = timedelta(microseconds=1)
_MINUTE = 60_000_000
_PARTS = re.compile(
    r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*"
    r"([AaPp][Mm])?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_EARLIEST, _LATEST = 1950, 2200


class Moment(NamedTuple):
    """A time on the clock it was written by: microseconds since 1970, and minutes ahead of UTC or `NO_ZONE`."""

    micros: int
    offset: int


class Clock:
    """Reads times. `day_first` says what 3/4/2025 means; None where the file has not shown it."""

    def __init__(self, *, day_first: bool = True) -> None:
        self.day_first = day_first
        self._days: dict[str, datetime] = {}

    def read(self, text: str) -> Moment:
        """Return a time. Raises ValueError where it is none."""
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            found = self._other(text.strip())
        if not _EARLIEST <= found.year <= _LATEST:
            raise ValueError(text)
        ahead = found.utcoffset()
        if ahead is None:
            return Moment((found - _EPOCH) // _MICRO, NO_ZONE)
        return Moment((found.replace(tzinfo=None) - _EPOCH) // _MICRO, int(ahead.total_seconds() // 60))

    def _other(self, text: str) -> datetime:
        parts = _PARTS.fullmatch(text)
        if parts is None:
            raise ValueError(text)
        first, second, third, hour, minute, seconds, fraction, half, zone = parts.groups()
        if len(first) == 4:
            year, month, day = int(first), int(second), int(third)
        else:
            year = int(third) + (2000 if len(third) == 2 else 0)
            day, month = (int(first), int(second)) if self.day_first else (int(second), int(first))
        hours = int(hour or 0)
        if half:
            hours = hours % 12 + (12 if half.lower() == "pm" else 0)
        micros = int((fraction or "0")[:6].ljust(6, "0"))
        found = datetime.combine(date(year, month, day), time(hours, int(minute or 0), int(seconds or 0), micros))
        if zone:
            sign = zone[0]
            minutes = 0 if sign in "ZUG" else int(zone[1:3]) * 60 + int(zone[-2:])
            # Kept with its offset, as fromisoformat would.
            return found.replace(tzinfo=_fixed(-minutes if sign == "-" else minutes))
        return found


def _fixed(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))


def day_first(texts: Iterable[str]) -> bool | None:
    """Return whether days come before months in these times; None where nothing shows it or nothing asks it."""
    asked = False
    for text in texts:
        parts = _PARTS.fullmatch(text.strip())
        if parts is None or len(parts[1]) == 4:
            continue
        asked = True
        if int(parts[1]) > 12:
            return True
        if int(parts[2]) > 12:
            return False
    return None if asked else True


def one_clock(
    file: str, times: NDArray[np.int64], offsets: NDArray[np.int16], zone: ZoneInfo | None
) -> tuple[NDArray[np.int64], str]:
    """Return the times on the clock of one place, and a sentence about it.

    Offsets that change by an hour with the seasons are one place with summer time. Otherwise the time zone that was
    asked for counts, or the offset that most events have. Raises ImportRefused where only some times name a zone.
    """
    import numpy as np

    kinds, numbers = np.unique(offsets, return_counts=True)
    if NO_ZONE in kinds:
        if len(kinds) > 1:
            bare = int(np.argmax(offsets == NO_ZONE)) + 1
            raise ImportRefused(
                f"{file} has times with and times without a time zone, the first without as event {bare:,}; "
                "write all of them in the same way."
            )
        return times, "Times name no time zone; they are taken as the clock of the place where the work is done."
    if zone is not None:
        return _in_zone(times, offsets, zone), f"Times were put on the clock of {zone.key}."
    if len(kinds) == 1:
        return times, f"All times are {_named(int(kinds[0]))}; that clock counts."
    if len(kinds) == 2 and kinds[1] - kinds[0] == 60 and _seasonal(times, offsets):
        return times, (
            f"Times are {_named(int(kinds[0]))} in winter and {_named(int(kinds[1]))} in summer: one place, whose "
            "clock counts."
        )
    most = int(kinds[int(np.argmax(numbers))])
    share = numbers.max() / numbers.sum()
    moved = times + (most - offsets.astype(np.int64)) * _MINUTE
    return moved, (
        f"Times are in {len(kinds)} time zones; all were turned into {_named(most)}, which {share:.0%} of the events "
        "have. Name another one with --time-zone if the work is done elsewhere."
    )


def _seasonal(times: NDArray[np.int64], offsets: NDArray[np.int16]) -> bool:
    """Whether the offset changes at most twice a year, as summer time does."""
    import numpy as np

    universal = times - offsets.astype(np.int64) * _MINUTE
    order = np.argsort(universal, kind="stable")
    turns = int((np.diff(offsets[order]) != 0).sum())
    years = (universal.max() - universal.min()) / (365.25 * 86_400e6)
    return bool(turns <= 2 * (years + 1))


def _in_zone(times: NDArray[np.int64], offsets: NDArray[np.int16], zone: ZoneInfo) -> NDArray[np.int64]:
    import numpy as np

    universal = times - offsets.astype(np.int64) * _MINUTE
    # An offset holds for a whole hour; there are far fewer hours than events.
    hours, at = np.unique(universal // (60 * _MINUTE), return_inverse=True)
    began = datetime(1970, 1, 1, tzinfo=UTC)
    there = ((began + timedelta(hours=hour)).astimezone(zone).utcoffset() or timedelta() for hour in hours.tolist())
    ahead = np.fromiter((found // _MICRO for found in there), dtype=np.int64, count=len(hours))
    moved: NDArray[np.int64] = universal + ahead[at]
    return moved


def _named(offset: int) -> str:
    if not offset:
        return "UTC"
    hours, minutes = divmod(abs(offset), 60)
    return f"UTC{'+' if offset > 0 else '-'}{hours:02d}:{minutes:02d}"

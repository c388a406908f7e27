"""Events as they are read, one after the other, held as codes and numbers rather than as objects."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from math import nan
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from workbench.importers.logs.times import NO_ZONE, Moment, one_clock
from workbench.importers.refusals import ImportRefused

if TYPE_CHECKING:
    from models.calibration.log import EventLog

MOST_EVENTS = 50_000_000
_STARTING = frozenset({"start", "started", "begin", "resume"})
_DONE = frozenset({"", "complete", "completed", "end", "done", "autoskip", "manualskip", "ate_abort", "pi_abort"})


@dataclass
class Codes:
    """Names by number, in the order in which they are met."""

    names: list[str] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def of(self, name: str) -> int:
        """Return the number of a name."""
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self.names)
            self.names.append(name)
        return number


@dataclass
class Gathered:
    """The columns of a log in the making."""

    file: str
    cases: Codes = field(default_factory=Codes)
    activities: Codes = field(default_factory=Codes)
    roles: Codes = field(default_factory=Codes)
    notes: list[str] = field(default_factory=list)
    _case: array[int] = field(default_factory=lambda: array("i"))
    _activity: array[int] = field(default_factory=lambda: array("i"))
    _role: array[int] = field(default_factory=lambda: array("i"))
    _time: array[int] = field(default_factory=lambda: array("q"))
    _zone: array[int] = field(default_factory=lambda: array("h"))
    _starts: array[int] = field(default_factory=lambda: array("b"))
    _amount: array[float] = field(default_factory=lambda: array("d"))
    _others: dict[str, int] = field(default_factory=dict)
    _left_out: int = 0
    _first_left_out: str = ""

    def __len__(self) -> int:
        return len(self._case)

    def add(
        self, case: int, activity: str, role: str, moment: Moment, *, lifecycle: str = "", amount: float = nan
    ) -> None:
        """Add an event. Raises ImportRefused beyond fifty million."""
        stage = lifecycle.strip().lower()
        if stage not in _DONE and stage not in _STARTING:
            self._others[stage] = self._others.get(stage, 0) + 1
            return
        if len(self._case) >= MOST_EVENTS:
            raise ImportRefused(f"{self.file} has more than {MOST_EVENTS:,} events; cut it to a shorter time.")
        while len(self._amount) <= case:
            self._amount.append(nan)
        if amount == amount:  # noqa: PLR0124 - not NaN
            self._amount[case] = amount
        self._case.append(case)
        self._activity.append(self.activities.of(activity))
        self._role.append(self.roles.of(role) if role else -1)
        self._time.append(moment.micros)
        self._zone.append(moment.offset)
        self._starts.append(stage in _STARTING)

    def named(self, case: int, name: str, amount: float) -> None:
        """Say what a case is called, after its events, and its amount where it is told of the case itself."""
        self.cases.names[case] = name
        if case < len(self._amount) and amount == amount:  # noqa: PLR0124 - not NaN
            self._amount[case] = amount

    def leave_out(self, place: str, why: str) -> None:
        """Count an event that cannot be used, and remember where the first one was."""
        if not self._left_out:
            self._first_left_out = f"{place}: {why}"
        self._left_out += 1

    def log(self, zone: ZoneInfo | None) -> EventLog:
        """Return the whole log on one clock.

        Raises ImportRefused where there is nothing in it, too much of it cannot be read, or its times do not go
        together.
        """
        import numpy as np

        from models.calibration.log import event_log

        total = len(self) + self._left_out
        if not len(self):
            why = f" ({self._first_left_out})" if self._left_out else ""
            raise ImportRefused(f"{self.file} holds no event that can be read{why}; nothing was taken from it.")
        if self._left_out * 20 > total:
            raise ImportRefused(
                f"{self.file}: {self._left_out:,} of {total:,} events cannot be read, the first at "
                f"{self._first_left_out}; say which column is which, or repair the file."
            )
        if self._left_out:
            verb = "event was" if self._left_out == 1 else "events were"
            self.notes.append(f"{self._left_out:,} {verb} left out, the first at {self._first_left_out}.")
        if self._others:
            names = ", ".join(f"“{name[:40]}”" for name in list(self._others)[:5])
            number = sum(self._others.values())
            tell, was = ("event that tells", "was") if number == 1 else ("events that tell", "were")
            self.notes.append(f"{number:,} {tell} neither a beginning nor an end ({names}) {was} left out.")
        times = np.frombuffer(self._time, dtype=np.int64)
        offsets = np.frombuffer(self._zone, dtype=np.int16)
        clock, said = one_clock(self.file, times, offsets, zone)
        self.notes.append(said)
        while len(self._amount) < len(self.cases.names):
            self._amount.append(nan)
        return event_log(
            self.cases.names,
            self.activities.names,
            self.roles.names,
            case=np.frombuffer(self._case, dtype=np.int32),
            activity=np.frombuffer(self._activity, dtype=np.int32),
            role=np.frombuffer(self._role, dtype=np.int32),
            time=clock,
            starts=np.frombuffer(self._starts, dtype=np.int8) != 0,
            amount=np.frombuffer(self._amount, dtype=np.float64),
            notes=self.notes,
        )


__all__ = ["MOST_EVENTS", "NO_ZONE", "Codes", "Gathered"]

"""A run told as events of its cases: who took which part when, and how it ended, as an organisation would log it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from models.authority.words import role_words
from models.document import Document
from models.simulation.arrays import sizes
from models.simulation.trace import Happening, Trace, traced

if TYPE_CHECKING:
    from models.simulation.compile import CompiledModel

Lifecycle = Literal["start", "complete"]

CAME = "Submitted"
"""The first event of a case."""

_DECIDING = {
    "done": "Approved by {role}",
    "sent_back": "Sent back by {role}",
    "refused": "Rejected by {role}",
}
_OTHERWISE = {
    "done": "Contribution by {role}",
    "sent_back": "Sent back by {role}",
    "refused": "Rejected by {role}",
    "exception": "Escalated by {role}: cannot decide",
    "disagreement": "Escalated by {role}: disagreement",
    "limit": "Escalated by {role}: above the limit",
}
_LATE = {
    "escalate": "Escalated by {role}: time-out",
    "approve": "Approved by silence of {role}",
    "reject": "Rejected by time-out at {role}",
}
_CLOSED = {
    "by_role": "Closed: decided",
    "by_silence": "Closed: decided by silence",
    "rejected": "Closed: rejected by time-out",
    "refused": "Closed: rejected",
    "undecided": "Closed: the matrix names nobody",
}


class LoggedEvent(NamedTuple):
    """One event: that somebody began or completed a part of a case, or that it came or ended (without a role)."""

    case: int
    decision: str
    activity: str
    role: str
    when: datetime
    lifecycle: Lifecycle
    value: float | None
    """The amount of the case in the file's currency, where its decision has one."""


def events(document: Document, model: CompiledModel, *, seed: int, cases: int) -> Iterator[LoggedEvent]:
    """Yield what happens to the first cases of a run of the model, in order of time."""
    trace = traced(model.layout, seed=seed, cases=cases)
    ended = _ends(trace)
    teller = _Teller(document, model)
    cells: dict[int, int] = {}
    for at, happening in enumerate(trace):
        if happening.what == "arrived":
            cells[happening.case] = happening.place
        event = teller.told(happening, cells[happening.case], trace[ended[at]] if at in ended else None)
        if event is not None:
            yield event


def _ends(trace: Trace) -> dict[int, int]:
    """For each moment at which work was taken up the one at which it was done; work that was withdrawn has none."""
    begun: dict[tuple[int, int], int] = {}
    found: dict[int, int] = {}
    for at, happening in enumerate(trace):
        key = happening.case, happening.place
        if happening.what == "taken_up":
            begun[key] = at
        elif happening.what == "worked" and key in begun:
            found[begun.pop(key)] = at
    return found


class _Teller:
    """Gives what happens in a model the names of its document."""

    def __init__(self, document: Document, model: CompiledModel) -> None:
        layout = model.layout
        self._starts = model.starts
        self._roles = [role_words(document, role) for role in model.roles]
        self._decisions = [document.decisions[name].name for name in model.decisions]
        self._owner = np.repeat(np.arange(layout.decisions), sizes(layout.decision_routes))
        self._decides = np.repeat(layout.step_decides, sizes(layout.step_hops))
        self._layout = layout

    def told(self, happening: Happening, cell: int, end: Happening | None) -> LoggedEvent | None:
        """Return the event for something that happened; None for work that came to nothing."""
        match happening.what:
            case "arrived":
                return self._event(happening, cell, CAME, "", "complete")
            case "closed":
                return self._event(happening, cell, _CLOSED[happening.how], "", "complete")
            case "taken_up":
                if end is None:
                    return None
                return self._event(happening, cell, *self._activity(end), "start")
            case "worked":
                return self._event(happening, cell, *self._activity(happening), "complete")
            case "timed_out":
                role = self._roles[self._layout.hop_role[happening.place]]
                return self._event(happening, cell, _LATE[happening.how].format(role=role), role, "complete")

    def _activity(self, end: Happening) -> tuple[str, str]:
        """What was done at a hop, and by whom."""
        role = self._roles[self._layout.hop_role[end.place]]
        deciding = _DECIDING if self._decides[end.place] else {}
        return deciding.get(end.how, _OTHERWISE[end.how]).format(role=role), role

    def _event(self, happening: Happening, cell: int, activity: str, role: str, lifecycle: Lifecycle) -> LoggedEvent:
        decision = self._decisions[self._owner[self._layout.cell_route[cell]]]
        value = float(self._layout.cell_value[cell])
        when = self._starts + timedelta(seconds=round(happening.time * 3600))
        known = None if np.isnan(value) else value
        return LoggedEvent(happening.case, decision, activity, role, when, lifecycle, known)

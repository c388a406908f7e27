"""A run of the simulation as an event log: who began and ended which part of which case, in the words of the file."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from exporters.base import ExportRefused
from exporters.event_log import Lifecycle, LogRow
from models.authority.words import role_words
from models.document import Document

if TYPE_CHECKING:
    from models.simulation.compile import CompiledModel
    from models.simulation.results.trace import Happening, Trace

_WORKED = {
    "exception": "passed on by",
    "disagreement": "passed on without agreement by",
    "limit": "passed on above the limit by",
    "sent_back": "rejected by",
    "refused": "rejected by",
}
_LATE = {"escalate": "passed on by time-out", "approve": "approved by silence", "reject": "rejected by silence"}


def rows_of(document: Document, model: CompiledModel, trace: Trace) -> Iterator[LogRow]:
    """Yield the events of a traced run, in order: submissions, beginnings and ends of work, and what silence did.

    Work that was taken up and then not needed, because others had decided, has no end and is left out. A case that is
    sent back is submitted again when it has been revised. Raises ExportRefused where the run outlasts the calendar.
    """
    return _Told(document, model).rows(trace)


@dataclass
class _Told:
    document: Document
    model: CompiledModel

    def __post_init__(self) -> None:
        layout = self.model.layout
        self._step_of_hop = _owners(layout.step_hops.tolist())
        self._stage_of_step = _owners(layout.stage_steps.tolist())
        procedure_of_stage = _owners(layout.procedure_stages.tolist())
        self._revises = [
            stage - int(layout.procedure_stages[procedure]) < int(layout.procedure_start[procedure])
            for stage, procedure in enumerate(procedure_of_stage)
        ]
        self._revised = {int(p) for p, begins in enumerate(layout.procedure_start.tolist()) if begins}
        self._procedure_of_stage = procedure_of_stage
        self._roles = [role_words(self.document, role) for role in self.model.roles]
        self._decisions = [self.document.decisions[name].name for name in self.model.decisions]
        self._decision_of_route = _owners(layout.decision_routes.tolist())

    def rows(self, trace: Trace) -> Iterator[LogRow]:
        cases: dict[int, tuple[str, float | None]] = {}
        ends = self._ends(trace)
        for at, happening in enumerate(trace):
            if happening.what == "arrived":
                cases[happening.case] = self._about(happening)
                yield self._row(happening, cases, "submitted", "", "complete")
            elif happening.what == "taken_up" and at in ends:
                yield self._row(happening, cases, self._words(ends[at]), self._role(happening), "start")
            elif happening.what == "worked":
                yield self._row(happening, cases, self._words(happening), self._role(happening), "complete")
                if happening.how == "sent_back" and not self._is_revised(happening):
                    yield self._row(happening, cases, "submitted", "", "complete")
            elif happening.what == "timed_out":
                yield self._row(happening, cases, _LATE[happening.how], self._role(happening), "complete")

    def _ends(self, trace: Trace) -> dict[int, Happening]:
        """By the place in the trace at which work is taken up, what it comes to."""
        found, begun = {}, dict[tuple[int, int], int]()
        for at, happening in enumerate(trace):
            if happening.what == "taken_up":
                begun[happening.case, happening.place] = at
            elif happening.what == "worked":
                began = begun.pop((happening.case, happening.place), None)
                if began is not None:
                    found[began] = happening
        return found

    def _about(self, arrived: Happening) -> tuple[str, float | None]:
        """The decision of a case and what it is worth."""
        layout = self.model.layout
        value = float(layout.cell_value[arrived.place])
        decision = self._decisions[self._decision_of_route[int(layout.cell_route[arrived.place])]]
        return decision, None if math.isnan(value) else value

    def _row(
        self, at: Happening, cases: dict[int, tuple[str, float | None]], words: str, role: str, lifecycle: Lifecycle
    ) -> LogRow:
        decision, value = cases[at.case]
        return LogRow(at.case + 1, decision, f"{decision}: {words}", role, self._moment(at.time), lifecycle, value)

    def _moment(self, hours: float) -> datetime:
        try:
            return self.model.starts + timedelta(hours=hours)
        except OverflowError:
            raise ExportRefused(
                "The run goes on beyond the year 9999, which no event log can hold; simulate fewer cases."
            ) from None

    def _role(self, at: Happening) -> str:
        return self._roles[int(self.model.layout.hop_role[at.place])]

    def _words(self, worked: Happening) -> str:
        if self._revises[self._stage(worked)]:
            return "submitted"
        if worked.how == "done":
            decides = self.model.layout.step_decides[self._step_of_hop[worked.place]]
            return f"{'approved' if decides else 'checked'} by {self._role(worked)}"
        return f"{_WORKED[worked.how]} {self._role(worked)}"

    def _stage(self, at: Happening) -> int:
        return self._stage_of_step[self._step_of_hop[at.place]]

    def _is_revised(self, at: Happening) -> bool:
        return self._procedure_of_stage[self._stage(at)] in self._revised


def _owners(offsets: list[int]) -> list[int]:
    """By child, the number of its parent, from the offsets of its children."""
    return [parent for parent in range(len(offsets) - 1) for _ in range(offsets[parent + 1] - offsets[parent])]

"""What roles are asked for, by the traffic equations: worked out off the GUI thread."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from models.document import Document
from models.simulation.assumptions import Assumptions

if TYPE_CHECKING:
    from models.simulation.compiling.known import CompiledParts


class Asked(NamedTuple):
    """Hours a week that a role is asked for, and has; whether its queue must grow without end."""

    hours: float
    available: float
    overloaded: bool

    @property
    def share(self) -> float:
        """Asked by available."""
        return self.hours / self.available if self.available else 0.0


def parts_to_keep() -> CompiledParts:
    """Return where decisions are kept as they were compiled, so that an edit has only its own compiled again."""
    from models.simulation.compiling.known import CompiledParts

    return CompiledParts()


def asked_of(
    document: Document, assumptions: Assumptions, on: date, known: CompiledParts | None = None
) -> dict[str, Asked]:
    """Return what each role that has a part in a decision is asked for, by its id. Nothing where nothing is decided."""
    from models.simulation.compile import NothingToSimulate, compile_model
    from models.simulation.loads.traffic import loads

    try:
        model = compile_model(document, assumptions, on=on, known=known)
    except NothingToSimulate:
        return {}
    return {
        model.roles[load.role]: Asked(load.hours_asked, load.hours_available, load.overloaded)
        for load in loads(model.layout)
    }

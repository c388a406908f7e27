"""What roles are asked for, by the traffic equations: worked out off the GUI thread."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from models.document import Document
from models.simulation.assumptions import Assumptions


class Asked(NamedTuple):
    """Hours a week that a role is asked for, and has; whether its queue must grow without end."""

    hours: float
    available: float
    overloaded: bool

    @property
    def share(self) -> float:
        """Asked by available."""
        return self.hours / self.available if self.available else 0.0


def asked_of(document: Document, assumptions: Assumptions, on: date) -> dict[str, Asked]:
    """Return what each role that has a part in a decision is asked for, by its id. Nothing where nothing is decided."""
    from models.simulation.compile import NothingToSimulate, compile_model
    from models.simulation.traffic import loads

    try:
        model = compile_model(document, assumptions, on=on)
    except NothingToSimulate:
        return {}
    return {
        model.roles[load.role]: Asked(load.hours_asked, load.hours_available, load.overloaded)
        for load in loads(model.layout)
    }

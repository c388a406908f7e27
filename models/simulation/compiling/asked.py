"""The work that one decision brings to each role, without who does it: for findings, which ask after every edit."""

from __future__ import annotations

from datetime import date

from models.document import Document
from models.simulation.assumptions import Assumptions
from models.simulation.compiling.decisions import compiled_decisions, volume_of
from models.simulation.compiling.oversight import Oversight
from models.simulation.compiling.year import Year
from models.simulation.hours import HOURS_A_QUARTER
from models.simulation.loads.passes import passes
from models.simulation.loads.traffic import hours_of
from models.simulation.model.builder import LayoutBuilder


def hours_asked(document: Document, decision: str, assumptions: Assumptions, on: date) -> dict[str, float]:
    """Return for each role to which a decision's cases come the hours of work a week that they bring, on a day.

    These are those of `traffic.loads`, with everybody there.
    """
    (parts,) = compiled_decisions(document, [decision], assumptions, on, Oversight(document, on))
    builder = LayoutBuilder()
    builder.office = builder.calendar(Year.around(on).calendar(None))
    numbers = [builder.role() for _ in parts.roles]
    volume = volume_of(document, decision)
    cases = volume.cases_a_quarter if volume else assumptions.cases_a_quarter
    none = [0] * (len(document.tiers) + 1)
    builder.decision(cases / HOURS_A_QUARTER, parts.ways.routes(none, numbers), parts.ways.parts)
    layout = builder.build()
    found = hours_of(layout, passes(layout).worked)
    return {role: hours for role, hours in zip(parts.roles, found.tolist(), strict=True) if hours > 0}

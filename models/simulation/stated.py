"""What had to be assumed to simulate a file, said in sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from models.authority.words import listed
from models.document import Document
from models.escalation import Volume
from models.simulation.assumptions import Assumptions
from models.simulation.chains import Chains
from models.simulation.desks import Desk


def stated(
    assumptions: Assumptions,
    volumes: Collection[Volume | None],
    desks: Collection[Desk],
    chains: Chains,
    own_levels: bool,
) -> Iterator[str]:
    """Yield a sentence for each assumption that was needed, with how much of the file it stands in for."""
    count = len(volumes)
    silent = sum(volume is None for volume in volumes)
    if silent:
        yield (
            f"{silent} of {count} decisions have no volume; each is taken to come up "
            f"{assumptions.cases_a_quarter:g} times a quarter."
        )
    unmixed = sum(volume is None or not volume.mix for volume in volumes)
    if unmixed:
        yield (
            f"{unmixed} of {count} decisions have no case mix; their cases are spread over the whole domain, amounts "
            "evenly by order of magnitude, so that every band is met."
        )
    without_hours = sum(desk.hours_assumed for desk in desks)
    if without_hours:
        yield (
            f"{without_hours} of {len(desks)} roles have no capacity; each holder is taken to have "
            f"{assumptions.hours_a_week:g} hours a week for decisions."
        )
    without_holders = sum(desk.holders_assumed for desk in desks)
    if without_holders:
        yield f"{without_holders} of {len(desks)} roles have no holders entered; their number is assumed."
    by_matrix = len(chains.sources.get("matrix", ()))
    if by_matrix:
        yield (
            f"For {_roles(by_matrix)} no escalation link says where a case goes next; the matrix does: to the role of "
            "the same column group that decides the next higher band."
        )
    elsewhere = len(chains.sources.get("elsewhere", ()))
    if elsewhere:
        yield (
            f"For {_roles(elsewhere)} some decisions have nobody above them; what they cannot decide is taken to go "
            "where the matrix sends larger cases in their other decisions."
        )
    by_line = len(chains.sources.get("reporting_line", ()))
    if by_line:
        yield (
            f"For {_roles(by_line)} neither a link nor the matrix says where a case goes next; the reporting line does."
        )
    if not own_levels and desks:
        yield "Levels are counted along the escalation paths, because not every role has one."
    left_out = _left_out(chains.document, volumes)
    if left_out:
        yield f"The file also has {listed(left_out)}; these are not simulated."
    yield "Each role is a desk of its own; a person who holds two roles has the time of both."
    yield "To be informed, to perform and to support take no time that a decision waits for."
    yield "Time is working time: 8 hours a day, 40 a week. A deadline of 24 hours by the clock is one working day."


def _left_out(document: Document, volumes: Collection[Volume | None]) -> list[str]:
    """Name what the file says about the flow of cases and this model does not look at."""
    entered = [volume for volume in volumes if volume is not None]
    present = {
        "working calendars": any(capacity.calendar for capacity in document.capacities),
        "absences": len(document.absences) > 0,
        "meeting cycles of bodies": any(role.meets_every_days for role in document.roles),
        "probabilities of disagreement": any(volume.disagreement_probability for volume in entered),
        "probabilities of rework": any(volume.rework_probability for volume in entered),
    }
    return [words for words, there in present.items() if there]


def _roles(number: int) -> str:
    return f"{number} role{'s' if number != 1 else ''}"

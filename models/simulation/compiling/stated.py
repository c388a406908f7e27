"""What had to be assumed to simulate a file, said in sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from models.document import Document
from models.escalation import Volume
from models.simulation.assumptions import Assumptions
from models.simulation.compiling.desks import Desk, meets
from models.simulation.compiling.pools import Pools
from models.simulation.compiling.said import Said


@dataclass(frozen=True)
class Compiled:
    """What a document was compiled to, as far as something was assumed."""

    document: Document
    assumptions: Assumptions
    volumes: Collection[Volume | None]
    roles: Collection[str]
    desks: Collection[Desk]
    """Of each of the roles."""
    said: Said
    pools: Pools
    own_levels: bool


def stated(about: Compiled) -> Iterator[str]:
    """Yield a sentence for each assumption that was needed, with how much of the file it stands in for."""
    yield from _about_cases(about)
    yield from _about_capacity(about)
    yield from _about_paths(about)
    yield from _about_endings(about)
    yield from _about_time(about)


def _about_cases(about: Compiled) -> Iterator[str]:
    count = len(about.volumes)
    silent = sum(volume is None for volume in about.volumes)
    if silent:
        yield (
            f"{silent} of {count} decisions {_have(silent)} no volume; each is taken to come up "
            f"{about.assumptions.cases_a_quarter:g} times a quarter."
        )
    unmixed = sum(volume is None or not volume.mix for volume in about.volumes)
    if unmixed:
        yield (
            f"{unmixed} of {count} decisions {_have(unmixed)} no case mix; their cases are spread over the whole "
            "domain, amounts evenly by order of magnitude, so that every band is met."
        )
    if any(volume is None or (volume.arrivals == "random" and not volume.profile) for volume in about.volumes):
        yield "Cases come at random moments of office hours, Monday to Friday, where nothing else is entered."


def _about_capacity(about: Compiled) -> Iterator[str]:
    desks = about.desks
    meeting = [meets(about.document.roles[role]) for role in about.roles]
    agendas = sum(desk.hours_assumed and one for desk, one in zip(desks, meeting, strict=True))
    if agendas:
        bodies, each = ("body meets and has", "its") if agendas == 1 else ("bodies meet and have", "their")
        yield (
            f"{agendas} {bodies} no hours entered; each of {each} meetings is taken to last "
            f"{about.assumptions.agenda_hours:g} hours."
        )
    without_hours = sum(desk.hours_assumed for desk in desks) - agendas
    if without_hours:
        yield (
            f"{without_hours} of {len(desks)} roles {_have(without_hours)} no capacity; each holder is taken to have "
            f"{about.assumptions.hours_a_week:g} hours a week for decisions."
        )
    without_holders = sum(desk.holders_assumed for desk in desks)
    if without_holders:
        yield (
            f"{without_holders} of {len(desks)} roles {_have(without_holders)} no holders entered; their number is "
            "assumed."
        )
    shared = len(about.pools.shared)
    if shared:
        people, holds = ("person holds", "has") if shared == 1 else ("people hold", "each have")
        yield (f"{shared} {people} several roles and {holds} the hours of these together, one piece of work at a time.")


def _about_paths(about: Compiled) -> Iterator[str]:
    sources = about.said.sources
    by_matrix = len(sources.get("matrix", ()))
    if by_matrix:
        yield (
            f"For {_roles(by_matrix)} no escalation link says where a case goes next; the matrix does: to the role of "
            "the same column group that decides the next higher band."
        )
    elsewhere = len(sources.get("elsewhere", ()))
    if elsewhere:
        yield (
            f"For {_roles(elsewhere)} some decisions have nobody above them; what they cannot decide is taken to go "
            "where the matrix sends larger cases in their other decisions."
        )
    by_line = len(sources.get("reporting_line", ()))
    if by_line:
        yield (
            f"For {_roles(by_line)} neither a link nor the matrix says where a case goes next; the reporting line does."
        )
    if not about.own_levels and about.desks:
        yield "Levels are counted along the escalation paths, because not every role has one."


def _about_endings(about: Compiled) -> Iterator[str]:
    endings = about.said.endings
    if "disagreement" in endings:
        yield (
            "Each part of an approval by several, and each part that agrees or may veto, ends in disagreement with the "
            "probability that was entered or assumed."
        )
    if "rework" in endings:
        unrevised = any(volume is None or volume.revision_by is None for volume in about.volumes)
        at_once = "; where nobody is named who revises it, it starts again at once" if unrevised else ""
        yield f"A case that is sent back goes through its whole procedure again{at_once}."
    if "refusal" in endings:
        yield "A case that one of those who approve refuses is over, whatever the others say."


def _about_time(about: Compiled) -> Iterator[str]:
    yield "To be informed, to perform and to support take no time that a decision waits for."
    if any(not capacity.calendar for capacity in about.document.capacities) or any(
        desk.hours_assumed for desk in about.desks
    ):
        yield "Who has no calendar works in office hours: Monday to Friday, 8 hours a day from 9 o’clock."
    yield (
        "Whoever gives only part of their working time to decisions gives that part of every hour. Deadlines run by "
        "the clock, at night and at weekends too."
    )
    yield "After 52 weeks the days of the calendars come again, with their holidays, absences and meetings."
    if len(about.document.absences):
        yield (
            "Who is away is replaced by the substitute that is entered, and by those to whom all of a role is "
            "delegated; other cases wait, or go where a link for absence says."
        )
    if any(role.kind == "body" and role.meets_every_days for role in about.document.roles):
        yield (
            "A body works through its cases at its meetings, one after the other, and what is not reached waits for "
            "the next."
        )


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _roles(number: int) -> str:
    return f"{number} role{'s' if number != 1 else ''}"

"""Work that volumes bring to a role: hours asked for a week against hours that its holders have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from models.authority.rules import Rule
from models.authority.words import listed, number_words, role_words
from models.decisions import Decision
from models.document import Document
from models.escalation import Volume
from models.findings.base import Found, Place
from models.findings.settings import setting
from models.findings.survey import Reading, Survey
from models.quantities import group
from models.tables import Table

# What the work of a decision hangs on beside its own rows and its volume.
_GROUND = (
    *("edition", "dimension", "place", "rate", "role", "holding", "person", "absence", "delegation"),
    *("escalation_link", "section", "instrument", "workspace", "urgent_route", "tier", "scheme", "team"),
)
_SHOWN = 3


def heavy_loads(survey: Survey) -> Iterator[Found]:
    """Yield the roles whose capacity is entered and to which the volumes that are entered bring more than it allows.

    The hours are those of `simulation.asked`: the cases of each decision along their escalations, every
    one worked on. Decisions without a volume count for nothing.
    """
    document = survey.document
    if not len(document.volumes) or not len(document.capacities):
        return
    most = setting(document, "role_load")
    asked = _asked(survey)
    for capacity in document.capacities:
        if capacity.hours_a_week is None:
            continue
        parts = asked.get(capacity.role, {})
        hours, holders = sum(parts.values()), _holders(survey, capacity.role)
        available = capacity.hours_a_week * holders
        if hours <= most * available:
            continue
        role = role_words(document, capacity.role)
        limit = "" if most == 1 else f", which is more than {most * 100:.0f} % of them"
        yield Found(
            (Place("capacity", capacity.id, "hours_a_week"), Place("role", capacity.role)),
            f"{role} is asked for {_hours(hours)} hours a week and has {_hours(available)} "
            f"({number_words(holders)} holder{'s' if holders != 1 else ''} with {_hours(capacity.hours_a_week)} "
            f"each){limit}: {_sum(document, parts)}.",
            "Let a role below decide the smaller cases, name a further holder, or give it more time.",
            subject=f"{capacity.role}|hours",
        )


def _sum(document: Document, parts: dict[str, float]) -> str:
    """Return how the hours come about: "9.1 for “Lease”, 4.2 for “Buy” and 1.3 for two more"."""
    ordered = sorted(parts.items(), key=lambda part: -part[1])
    shown = ordered if len(ordered) <= _SHOWN + 1 else ordered[:_SHOWN]
    words = [f"{_hours(hours)} for “{document.decisions[name].name}”" for name, hours in shown]
    if len(shown) < len(ordered):
        rest = ordered[len(shown) :]
        words.append(f"{_hours(sum(hours for _, hours in rest))} for {number_words(len(rest))} more")
    return listed(words)


def _hours(hours: float) -> str:
    return group(Decimal(f"{hours:.1f}").normalize() + 0)


def _holders(survey: Survey, role: str) -> int:
    from models.simulation.assumptions import Assumptions
    from models.simulation.compiling.desks import desk_of

    return desk_of(survey.document, role, Assumptions(), survey.on).holders


def _asked(survey: Survey) -> dict[str, dict[str, float]]:
    """Return for each role the hours a week that each decision asks of it."""
    found: dict[str, dict[str, float]] = {}
    basis = tuple(survey.document.table(name) for name in _GROUND)
    for volume in survey.document.volumes:
        reading = survey.readings[volume.decision]
        for role, hours in _work_of(survey, reading, volume, basis).items():
            parts = found.setdefault(role, {})
            parts[volume.decision] = parts.get(volume.decision, 0.0) + hours
    return found


# Readings are taken over from one survey to the next only while the day is the same.
def _work_of(survey: Survey, reading: Reading, volume: Volume, basis: tuple[object, ...]) -> dict[str, float]:
    """Return the hours a week that a decision asks of each role; from before, where nothing of it has changed."""
    basis = (*basis, volume)
    if reading.work is None or not all(now is then for now, then in zip(basis, reading.work[0], strict=True)):
        reading.work = (basis, _compiled(survey, reading, volume))
    return reading.work[1]


def _compiled(survey: Survey, reading: Reading, volume: Volume) -> dict[str, float]:
    from models.simulation.assumptions import Assumptions
    from models.simulation.compiling.asked import hours_asked

    return hours_asked(_only(survey.document, reading, volume), volume.decision, Assumptions(), survey.on)


def _only(document: Document, reading: Reading, volume: Volume) -> Document:
    """Return a document with one decision alone, its rows in force and its volume."""
    return replace(
        document,
        decisions=Table(Decision, (reading.decision,)),
        rules=Table(Rule, reading.rules),
        volumes=Table(Volume, (volume,)),
    )

"""Changes as people type them: "hours:CFO=20", "threshold:Buy goods:5000=8000", "away:Ada=2026-07-01..2026-07-14"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from models.authority.edges import Edge, edge_like, edge_words, edges_of
from models.authority.expressions import roles_in
from models.authority.force import rules_in_force
from models.authority.lookup import (
    LookupFailed,
    dimension_named,
    find_decision,
    find_person,
    find_role,
)
from models.authority.words import listed, unit_of
from models.changes import ChangeSet, apply, difference
from models.commands import absences, capacity, delegations, procedures, rows, teams, volumes
from models.commands.thresholds import move_thresholds
from models.decisions import Dimension
from models.document import Document
from models.quantities import QuantityError, parse_amount, to_steps

Edit = Callable[[Document], ChangeSet]

FORMS = (
    "hours:ROLE=20",
    "holders:ROLE=2",
    "cost:ROLE=90",
    "threshold:DECISION:BOUNDARY=8000",
    "deadline:DECISION:ROLE=24",
    "link:FROM:TO=8",
    "volume:DECISION=80",
    "tier:DECISION=TIER",
    "away:PERSON=2026-07-01..2026-07-14",
    "deputy:ROLE=PERSON",
    "delegate:FROM=TO",
)
"""What can be typed, each with an example of its value."""


def typed(text: str, on: date) -> Edit:
    """Return the edit that a text stands for. Raises LookupFailed with what can be typed instead.

    The edit itself raises LookupFailed where a name is not known, and EditRefused where it may not be.
    """
    subject, equals, value = text.partition("=")
    kind, colon, name = subject.partition(":")
    made = _KINDS.get(kind.strip().casefold())
    if made is None or not equals or not colon or not name.strip() or not value.strip():
        raise LookupFailed(f"“{text}” is no change; write one of {listed(FORMS, 'or')}.")
    return lambda document: made(document, name.strip(), value.strip(), on)


def _hours(document: Document, name: str, value: str, on: date) -> ChangeSet:
    return capacity.set_capacity(document, find_role(document, name), hours_a_week=number(value))


def _holders(document: Document, name: str, value: str, on: date) -> ChangeSet:
    return capacity.set_capacity(document, find_role(document, name), holders=number(value))


def _cost(document: Document, name: str, value: str, on: date) -> ChangeSet:
    return capacity.set_capacity(document, find_role(document, name), cost_an_hour=number(value))


def _threshold(document: Document, name: str, value: str, on: date) -> ChangeSet:
    edge, dimension = find_edge(document, name, on)
    to = edge_typed(dimension, edge, value)
    return move_thresholds(document, edge.decision, edge.dimension, {edge.at: to}, on)


def find_edge(document: Document, text: str, on: date) -> tuple[Edge, Dimension]:
    """Return the limit that "DECISION:BOUNDARY" names, or "DECISION:DIMENSION:BOUNDARY".

    Raises LookupFailed, naming the limits that there are.
    """
    name, _, boundary = text.rpartition(":")
    if not name:
        raise LookupFailed(f"“{text}” names no limit; write it like DECISION:5000.")
    only = None
    try:
        decision = find_decision(document, name)
    except LookupFailed:
        first, colon, second = name.rpartition(":")
        if not colon:
            raise
        decision = find_decision(document, first)
        only = dimension_named(document, decision, second).id
    edges = [edge for edge in edges_of(document, decision.id, on) if only in (None, edge.dimension)]
    fitting = [edge for edge in edges if edge.at in _edges_written(document.dimensions[edge.dimension], boundary)]
    if len(fitting) == 1:
        return fitting[0], document.dimensions[fitting[0].dimension]
    known = listed([_limit_words(document, edge) for edge in edges])
    if fitting:
        raise LookupFailed(f"Several limits of “{decision.name}” are at {boundary}: {known}; name the dimension too.")
    tail = f"its limits are {known}" if edges else "its rows have no limits"
    raise LookupFailed(f"“{decision.name}” has no limit at {boundary}; {tail}.")


def _limit_words(document: Document, edge: Edge) -> str:
    dimension = document.dimensions[edge.dimension]
    unit = unit_of(dimension)
    return f"{dimension.key} {edge_words(dimension, edge.at)}{f' {unit}' if unit else ''}"


def _edges_written(dimension: Dimension, boundary: str) -> set[int]:
    try:
        steps = to_steps(parse_amount(boundary).number, dimension.step)
    except QuantityError:
        return set()
    return {steps, steps + 1}


def edge_typed(dimension: Dimension, edge: Edge, value: str) -> int:
    """Return the edge that an amount stands for, on the side on which the limit lies now. Raises LookupFailed."""
    try:
        return edge_like(edge.at, to_steps(parse_amount(value).number, dimension.step))
    except QuantityError as error:
        raise LookupFailed(str(error)) from None


def _deadline(document: Document, name: str, value: str, on: date) -> ChangeSet:
    decision_name, _, role_name = name.rpartition(":")
    if not decision_name:
        raise LookupFailed(f"“{name}” names no step; write it like DECISION:ROLE.")
    decision, role = find_decision(document, decision_name), find_role(document, role_name)
    now = document
    for rule in rules_in_force(document, decision.id, on):
        for at, step in enumerate(rule.procedure):
            if role in roles_in(step.who):
                outcome = {} if step.on_timeout is not None else {"on_timeout": "escalate"}
                edit = procedures.set_step(now, rule.id, at, hours=number(value), **outcome)
                now = apply(now, edit)
    if now is document and not any(
        role in roles_in(step.who) for rule in rules_in_force(document, decision.id, on) for step in rule.procedure
    ):
        raise LookupFailed(f"{document.roles[role].name} has no part in “{decision.name}”.")
    return difference(document, now, f"Change deadlines of {document.roles[role].name} in “{decision.name}”")


def _link(document: Document, name: str, value: str, on: date) -> ChangeSet:
    start, _, end = name.rpartition(":")
    if not start:
        raise LookupFailed(f"“{name}” names no link; write it like FROM:TO.")
    ends = find_role(document, start), find_role(document, end)
    found = [link for link in document.escalation_links if (link.from_role, link.to_role) == ends]
    if not found:
        names = [document.roles[role].name for role in ends]
        raise LookupFailed(f"No escalation link goes from {names[0]} to {names[1]}.")
    now = document
    for link in found:
        now = apply(now, rows.set_fields(now, "escalation_link", link.id, hours=number(value)))
    return difference(document, now, "Change the hours of an escalation link")


def _volume(document: Document, name: str, value: str, on: date) -> ChangeSet:
    return volumes.set_volume(document, find_decision(document, name).id, cases_a_quarter=number(value))


def _tier(document: Document, name: str, value: str, on: date) -> ChangeSet:
    wanted = value.casefold()
    found = next((tier for tier in document.tiers if wanted in (tier.id, tier.name.casefold())), None)
    if found is None:
        known = listed([f"“{tier.name}”" for tier in document.tiers])
        raise LookupFailed(
            f"There is no decision tier “{value}”; {f'the file has {known}' if known else 'the file has none'}."
        )
    return rows.set_fields(document, "decision", find_decision(document, name).id, tier=found.id)


def _away(document: Document, name: str, value: str, on: date) -> ChangeSet:
    person = find_person(document, name)
    starts, dots, ends = value.partition("..")
    try:
        days = date.fromisoformat(starts.strip()), date.fromisoformat(ends.strip() if dots else starts.strip())
    except ValueError:
        raise LookupFailed(f"“{value}” is no stretch of days; write it like 2026-07-01..2026-07-14.") from None
    return absences.add_absence(document, person, *days)


def _deputy(document: Document, name: str, value: str, on: date) -> ChangeSet:
    role = find_role(document, name)
    return teams.hold_role(document, role, value)


def _delegate(document: Document, name: str, value: str, on: date) -> ChangeSet:
    return delegations.add_delegation(document, find_role(document, name), find_role(document, value))


def number(text: str) -> float | int:
    """Return a number as people write it: "20", "12.5", "1,000". Raises LookupFailed."""
    try:
        found = parse_amount(text)
    except QuantityError:
        raise LookupFailed(f"“{text}” is not a number.") from None
    whole = found.number == found.number.to_integral_value()
    return int(found.number) if whole else float(Decimal(found.number))


_KINDS: dict[str, Callable[[Document, str, str, date], ChangeSet]] = {
    "hours": _hours,
    "holders": _holders,
    "cost": _cost,
    "threshold": _threshold,
    "deadline": _deadline,
    "link": _link,
    "volume": _volume,
    "tier": _tier,
    "away": _away,
    "deputy": _deputy,
    "delegate": _delegate,
}

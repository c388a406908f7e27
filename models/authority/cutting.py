"""Where an answer can change at all: the edges, the places and the days that something in a document hangs on."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from models.authority.aggregation import together
from models.authority.circumstances import aggregated_dimension
from models.authority.expressions import roles_in
from models.authority.facts import Case, currency_of
from models.authority.force import days_after, rules_in_force
from models.authority.geometry import cuts_of
from models.authority.grants import Delegation
from models.authority.rates import exchange_rate
from models.authority.rules import BandCondition, Condition, Rule
from models.authority.spaces import band_interval
from models.authority.words import role_words, rule_name
from models.decisions import Dimension
from models.document import Document
from models.quantities import minor_unit
from models.teams import Absence

Events = Iterator[tuple[date | None, str]]


def edges_of(document: Document, dimension: Dimension, case: Case, on: date) -> tuple[int, ...]:
    """Return the values of a dimension, in steps and ascending, at which the answer to a case can change.

    Each is the first value of the stretch above it. What counts together with the case brings them nearer. A limit
    that cannot be exchanged on the day has none.
    """
    boxes = (box for box, _ in boxes_that_matter(document, case.decision, on))
    return _edges(document, dimension, case, on, boxes)


def edges_beyond_rows(document: Document, dimension: Dimension, case: Case, on: date) -> tuple[int, ...]:
    """Return those of `edges_of` that are not of rows alone: of grants, routes, tiers, caps and the domain."""
    return _edges(document, dimension, case, on, (box for box, _ in _boxes_beyond_rows(document)))


def edges_of_rows(
    document: Document, dimension: Dimension, case: Case, on: date, rules: Iterable[Rule]
) -> tuple[int, ...]:
    """Return those of `edges_of` that some rows have."""
    return _edges(document, dimension, case, on, (rule.box for rule in rules))


def _edges(
    document: Document, dimension: Dimension, case: Case, on: date, boxes: Iterable[tuple[Condition, ...]]
) -> tuple[int, ...]:
    edges = {end for end in (dimension.lower, dimension.upper) if end is not None}
    for condition in (condition for box in boxes for condition in box):
        if isinstance(condition, BandCondition) and condition.dimension == dimension.id:
            try:
                ends = band_interval(document, dimension, condition, on)
            except ValueError:
                continue
            if ends != (0, 0):
                edges.update(end for end in ends if end is not None)
    cap = cap_edge(document, case.decision, on)
    if cap is not None and aggregated_dimension(document, document.decisions[case.decision]) == dimension:
        edges.add(cap)
    before = counted_before(document, dimension, case, on)
    return cuts_of((edge - before for edge in edges), dimension.lower, dimension.upper)


def counted_before(document: Document, dimension: Dimension, case: Case, on: date) -> int:
    """Return what counts together with a case on a dimension beside its own amount, in steps."""
    own, whole = case.facts.get(dimension.id), together(document, case, on).case.facts.get(dimension.id)
    return int(whole) - int(own) if isinstance(own, int) and isinstance(whole, int) else 0


def cap_edge(document: Document, decision: str, on: date) -> int | None:
    """Return the first amount, in steps, above the cap of a decision; None where there is none or no rate for it."""
    row = document.decisions[decision]
    dimension = aggregated_dimension(document, row)
    if row.aggregation_cap is None or dimension is None:
        return None
    rate = exchange_rate(document, row.aggregation_cap.currency, currency_of(document, dimension), on)
    if rate is None:
        return None
    minor = Fraction(minor_unit(row.aggregation_cap.currency))
    return floor(row.aggregation_cap.minor * minor * rate / Fraction(dimension.step)) + 1


Boxes = Iterator[tuple[tuple[Condition, ...], tuple[str, ...]]]


def boxes_that_matter(document: Document, decision: str, on: date) -> Boxes:
    """Yield the boxes that an answer on a decision can hang on: the conditions of each, with its places."""
    for rule in rules_in_force(document, decision, on):
        yield rule.box, rule.places
    yield from _boxes_beyond_rows(document)


def _boxes_beyond_rows(document: Document) -> Boxes:
    for delegation in document.delegations:
        yield delegation.limits, delegation.places
    for urgent in document.urgent_routes:
        yield urgent.limits, ()
    for tier in document.tiers:
        yield tier.conditions, ()


def places_that_matter(document: Document, decision: str, on: date) -> frozenset[str]:
    """Return the places that something is limited to which bears on a decision on a day."""
    rules = (place for rule in rules_in_force(document, decision, on) for place in rule.places)
    grants = (place for delegation in document.delegations for place in delegation.places)
    return frozenset((*rules, *grants))


def days_of(document: Document, case: Case, on: date) -> tuple[tuple[date, tuple[str, ...]], ...]:
    """Return the days after a day on which the answer to a case can change, each with what happens then.

    That is where rows, matrices, grants, holders, absences and exchange rates begin, end or change, and where what was
    spent before begins or ceases to count.
    """
    found: dict[date, dict[str, None]] = {}
    for day, words in _events(document, case):
        if day is not None and day > on:
            found.setdefault(day, {})[words] = None
    return tuple((day, tuple(found[day])) for day in sorted(found))


def _events(document: Document, case: Case) -> Events:
    for rule in document.rules.by("decision", case.decision):
        name = f"the row {rule_name(document, rule)}"
        yield from _span(rule.starts, rule.ends, f"{name} comes into force", f"{name} has ended")
    for edition in document.editions:
        name = f"the matrix “{edition.name}”"
        yield from _span(edition.effective, edition.expires, f"{name} comes into force", f"{name} has expired")
    named = _named(document, case)
    runtime = any(role in document.roles and document.roles[role].kind == "runtime" for role in named)
    roles = frozenset(row.id for row in document.roles) if runtime else reached(document, named)
    for delegation in document.delegations:
        if {delegation.from_role, delegation.to_role} & roles:
            yield from _grant(document, delegation)
    yield from _people(document, roles)
    if runtime:
        yield from _teams(document)
    for rate in document.rates:
        yield rate.on, f"a new exchange rate from {rate.source} to {rate.target}"
    window = document.decisions[case.decision].aggregation_days
    for earlier in case.earlier:
        if earlier.on is not None:
            ends = None if window is None else days_after(earlier.on, window)
            yield from _span(earlier.on, ends, "an earlier amount counts", "an earlier amount no longer counts")


def _teams(document: Document) -> Events:
    """Yield the days that matter to whoever is found through teams."""
    for membership in document.memberships:
        name, team = document.people[membership.person].name, document.teams[membership.team].name
        yield from _span(membership.starts, membership.ends, f"{name} joins {team}", f"{name} has left {team}")
    for absence in document.absences:
        yield from _away(document, absence)


def _grant(document: Document, delegation: Delegation) -> Events:
    to = role_words(document, delegation.to_role)
    name = f"the delegation from {role_words(document, delegation.from_role)} to {to}"
    yield from _span(delegation.starts, delegation.ends, f"{name} begins", f"{name} has ended")
    yield delegation.revoked_on, f"{name} is revoked"
    yield delegation.consented_on, f"{name} is consented to"


def _people(document: Document, roles: frozenset[str]) -> Events:
    people = set()
    for holding in document.holdings:
        if holding.role in roles:
            people.add(holding.person)
            name, role = document.people[holding.person].name, role_words(document, holding.role)
            yield from _span(holding.starts, holding.ends, f"{name} begins as {role}", f"{name} is no longer {role}")
    people |= {delegation.to_person for delegation in document.delegations if delegation.to_person is not None}
    people |= {absence.substitute for absence in document.absences if absence.substitute is not None}
    for absence in document.absences:
        if absence.person in people:
            yield from _away(document, absence)


def _away(document: Document, absence: Absence) -> Events:
    name = document.people[absence.person].name
    yield from _span(absence.starts, absence.ends, f"{name} is away", f"{name} is back")


def _span(starts: date | None, ends: date | None, begins: str, over: str) -> Events:
    """Yield the first day of a span, and the first day after it."""
    yield starts, begins
    if ends is not None and ends < date.max:
        yield ends + timedelta(days=1), over


def _named(document: Document, case: Case) -> frozenset[str]:
    """Return the roles that can bear on a case: in rows and routes, by residual rules, as who asks, or kept apart."""
    rules = document.rules.by("decision", case.decision)
    named = {role for rule in rules for step in rule.procedure for role in roles_in(step.who)}
    named |= {edition.residual for edition in document.editions if edition.residual is not None}
    for route in document.urgent_routes:
        named |= {role for role in (route.decided_by, route.ratified_by, route.report_to, *route.consulted) if role}
    for pair in document.separations:
        named |= {pair.one, pair.other}
    return frozenset(named | {case.requesting_role} if case.requesting_role else named)


def reached(document: Document, roles: Iterable[str]) -> frozenset[str]:
    """Return roles with their members, and those to whom they delegate, and so on."""
    found: set[str] = set()
    waiting = list(roles)
    while waiting:
        role = waiting.pop()
        if role in found:
            continue
        found.add(role)
        row = document.roles.get(role)
        waiting += row.members if row is not None else ()
        waiting += [delegation.to_role for delegation in document.delegations.by("from_role", role)]
    return frozenset(found)

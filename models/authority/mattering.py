"""Which circumstances of a case a decision can hang on at all, so that nobody is asked for the others first."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from models.authority.circumstances import aggregated_dimension
from models.authority.cutting import places_that_matter, reached
from models.authority.expressions import roles_in
from models.authority.force import editions_in_force, rules_in_force
from models.authority.places import kind_of
from models.authority.rules import Rule
from models.authority.urgency import routes_for
from models.decisions import Decision, PlaceKind
from models.document import Document

# As the fields of `models.authority.facts.Case` are called.
Circumstance = Literal["requester", "requesting_role", "subject", "absent", "earlier", "waited", "urgent"]

_ASKS = ("requester", "requester_manager", "requester_head", "other_team")


def circumstances_that_matter(document: Document, decision: Decision, on: date) -> frozenset[Circumstance]:
    """Return what beside facts and places can change the answer to some case of a decision on a day.

    Earlier amounts are among them where the decision adds them up. Where it says nothing of that they count as well,
    but only if somebody names them.
    """
    rules = rules_in_force(document, decision.id, on)
    roles = reached(document, _named(document, decision, rules, on))
    runtime = {row.resolver for role in roles if (row := document.roles.get(role)) and row.kind == "runtime"}
    barred = any(edition.bars_requester for edition in editions_in_force(document, on))
    found: set[Circumstance] = set()
    if barred or not runtime.isdisjoint(_ASKS):
        found |= {"requester", "requesting_role"}
    if barred or "subject_head" in runtime:
        found.add("subject")
    if roles:
        found.add("absent")
    if _adds_up(document, decision):
        found.add("earlier")
    if any(step.hours is not None and step.on_timeout for rule in rules for step in rule.procedure):
        found.add("waited")
    if any(rule.kind == "urgent" and not rule.box for rule in rules) or any(routes_for(document, decision)):
        found.add("urgent")
    return frozenset(found)


def place_kinds_that_matter(document: Document, decision: Decision, on: date) -> frozenset[PlaceKind]:
    """Return the kinds of places by which the answer to some case of a decision can change on a day."""
    places = places_that_matter(document, decision.id, on)
    return frozenset(kind_of(document.places, place) for place in places)


def _adds_up(document: Document, decision: Decision) -> bool:
    """Return whether a decision says which commitments count together."""
    says = (decision.aggregation_days, decision.aggregation_cap, decision.aggregation_per)
    return any(term is not None for term in says) and aggregated_dimension(document, decision) is not None


def _named(document: Document, decision: Decision, rules: tuple[Rule, ...], on: date) -> Iterator[str]:
    """Yield the roles that rows, routes and residual rules name."""
    for rule in rules:
        for step in rule.procedure:
            yield from roles_in(step.who)
    for route in routes_for(document, decision):
        yield from (role for role in (route.decided_by, route.ratified_by, route.report_to, *route.consulted) if role)
    yield from (edition.residual for edition in editions_in_force(document, on) if edition.residual is not None)

"""Urgency: rows and routes for cases that cannot wait, as rows that go before all others."""

from collections.abc import Iterable, Iterator

from models.authority.expressions import AllOf, OneRole
from models.authority.facts import Case
from models.authority.grants import UrgentRoute
from models.authority.lookup import dimensions_of
from models.authority.rules import FlagCondition, Rule, Step
from models.authority.words import number_words
from models.decisions import Decision
from models.document import Document

_KEY = "urgent"


def with_urgency(document: Document, case: Case, rules: Iterable[Rule]) -> list[Rule]:
    """Return the rows that bear on a case, with the urgent routes of its decision and tier as rows like them.

    A case is urgent where it says so; for a route also where its fact called "urgent" does, and while that is open
    the route is a matter of it. What the law reserves has no urgent route.
    """
    found = [rule for rule in rules if case.urgent or rule.kind != "urgent" or rule.box]
    if not len(document.urgent_routes):
        return found
    decision = document.decisions[case.decision]
    if case.urgent:
        return [*found, *(_as_rule(route, decision) for route in routes_for(document, decision))]
    flag = next((d.id for d in dimensions_of(document, decision) if d.kind == "flag" and d.key == _KEY), None)
    if flag is None or case.facts.get(flag) is False:
        return found
    condition = FlagCondition(dimension=flag, value=True)
    return [*found, *(_as_rule(route, decision, condition) for route in routes_for(document, decision))]


def routes_for(document: Document, decision: Decision) -> Iterator[UrgentRoute]:
    """Yield the urgent routes of a decision and of its tier."""
    if decision.reserved == "by_law":
        return
    for route in document.urgent_routes:
        if route.decision == decision.id or (route.tier is not None and route.tier == decision.tier):
            yield route


def _as_rule(route: UrgentRoute, decision: Decision, *conditions: FlagCondition) -> Rule:
    return Rule(
        id=route.id,
        edition="",
        decision=decision.id,
        label=route.name,
        kind="urgent",
        box=(*route.limits, *conditions),
        procedure=procedure_of(route),
    )


def procedure_of(route: UrgentRoute) -> tuple[Step, ...]:
    """Return what happens by an urgent route: who is consulted, decides, is told, and confirms it by when."""
    consulted = tuple(OneRole(role=role) for role in route.consulted)
    steps = []
    if consulted:
        who = consulted[0] if len(consulted) == 1 else AllOf(parts=consulted)
        steps.append(Step(right="consult", who=who, stage=1))
    steps.append(Step(right="approve", who=OneRole(role=route.decided_by), stage=2))
    if route.report_to is not None:
        steps.append(Step(right="notify", who=OneRole(role=route.report_to), stage=3))
    if route.ratified_by is not None:
        who = OneRole(role=route.ratified_by)
        steps.append(Step(right="ratify", who=who, stage=4, within_days=route.ratify_within_days))
    return tuple(steps)


def terms_of(route: UrgentRoute) -> Iterator[str]:
    """Yield the terms of an urgent route in sentences: its condition, and the notice to be given."""
    if route.condition:
        yield f"The urgent route is for this alone: {route.condition.rstrip('.')}."
    if route.notice_days is not None:
        days = number_words(route.notice_days)
        yield f"Notice has to be given {days} day{'s' if route.notice_days != 1 else ''} before."

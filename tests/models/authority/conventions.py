"""What the tests of the conventions of real schemes share: roles, cases, who holds what, and what is said."""

from __future__ import annotations

from datetime import date

from models.authority.expressions import OneRole
from models.authority.facts import Case
from models.authority.routing import route
from models.authority.rules import Step
from models.document import Document
from models.entity import Entity
from models.findings import check
from models.teams import Holding, Person
from tests.models.authority.small import ON

LEAD, HEAD, CFO, CEO = (OneRole(role=name) for name in ("lead", "head", "cfo", "ceo"))
BOARD = OneRole(role="board")


def said(document: Document, case: Case | None = None, on: date = ON) -> str:
    """The answer to a case in one sentence."""
    return route(document, case or Case("buy"), on).sentence


def amount(euros: int) -> Case:
    return Case("buy", {"amount": euros * 100})


def held(*pairs: str) -> list[Entity]:
    """Roles and who holds them, as "cfo Ann"."""
    rows: dict[str, Entity] = {}
    for pair in pairs:
        key, name = pair.split(" ", 1)
        rows[name] = Person(id=name.lower(), name=name)
        rows[pair] = Holding(id=pair, role=key, person=name.lower())
    return list(rows.values())


def steps(*parts: Step) -> tuple[Step, ...]:
    return parts


def found(document: Document, on: date = ON) -> set[str]:
    return {finding.id for finding in check(document, on)}

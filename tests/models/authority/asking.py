"""Questions for tests: people and what they hold in a line each, a case asked, and who then acts."""

from __future__ import annotations

from datetime import date

from models.authority.answers import Answer
from models.authority.expressions import OneRole
from models.authority.facts import Case
from models.authority.routing import route
from models.document import Document
from models.entity import Entity
from models.teams import Holding, Person
from tests.models.authority.small import NAMES, ON, row

LEAD, HEAD, CFO, CEO, BOARD = (OneRole(role=name.lower()) for name in NAMES)
BY_CFO = row("one", by="CFO")


def held(*pairs: str) -> list[Entity]:
    """People and what they hold, as "cfo Ann"."""
    rows: dict[str, Entity] = {}
    for pair in pairs:
        key, name = pair.split(" ", 1)
        rows[name] = Person(id=name.lower(), name=name)
        rows[pair] = Holding(id=pair, role=key, person=name.lower())
    return list(rows.values())


def ask(document: Document, on: date = ON, **case: object) -> Answer:
    return route(document, Case("buy", **case), on)  # type: ignore[arg-type]


def names(answer: Answer, step: int = 0) -> set[str]:
    return {holder.name for holder in answer.steps[step].holders}

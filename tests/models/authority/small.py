"""Small documents for tests: one matrix, a few roles and dimensions, rows written in one line each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.authority.expressions import AllOf, OneRole
from models.authority.rules import (
    BandCondition,
    ClassCondition,
    Condition,
    Edition,
    FlagCondition,
    Right,
    Rule,
    Step,
)
from models.decisions import Decision, Dimension, Place
from models.document import Document, document_of
from models.entity import Entity
from models.quantities import Band, Limit
from models.teams import Role

ON = date(2026, 5, 4)
NAMES = ("Lead", "Head", "CFO", "CEO", "Board")


def role(name: str) -> Role:
    return Role(id=name.lower(), name=name, position=NAMES.index(name) if name in NAMES else 9)


AMOUNT = Dimension(id="amount", name="Amount", key="amount", kind="money", unit="EUR", step=Decimal("0.01"))
SIZE = Dimension(id="size", name="Size", key="size", kind="number", lower=0, upper=12, position=1)
RISK = Dimension(
    id="risk", name="Risk", key="risk", kind="classes", classes=("low", "medium", "high"), ordered=True, position=2
)
URGENT = Dimension(id="urgent", name="Urgent", key="urgent", kind="flag", position=3)
EUROPE = Place(id="europe", name="Europe")
GERMANY = Place(id="germany", name="Germany", parent="europe", position=1)
INDIA = Place(id="india", name="India", position=2)


def band(lower: int | None, upper: Limit, dimension: str = "amount", currency: str | None = None) -> BandCondition:
    """A band in steps; on the amount in whole units."""
    scale = 100 if dimension == "amount" else 1
    return BandCondition(
        dimension=dimension,
        band=Band(
            lower=None if lower is None else lower * scale, upper=upper * scale if isinstance(upper, int) else upper
        ),
        currency=currency,
    )


def risk(*among: str) -> ClassCondition:
    return ClassCondition(dimension="risk", among=among)


def urgent(value: bool) -> FlagCondition:
    return FlagCondition(dimension="urgent", value=value)


def approve(*names: str, right: Right = "approve", stage: int = 1) -> Step:
    parts = tuple(OneRole(role=name.lower()) for name in names)
    return Step(right=right, who=parts[0] if len(parts) == 1 else AllOf(parts=parts), stage=stage)


def row(
    name: str, *box: Condition, by: str | tuple[Step, ...] = "Lead", decision: str = "buy", **fields: object
) -> Rule:
    procedure = (approve(by),) if isinstance(by, str) else by
    known = {"id": name, "edition": "matrix", "decision": decision, "label": name, "box": box}
    return Rule.model_validate({**known, "procedure": procedure, **fields})


def matrix(*rows: Entity) -> Document:
    """A document with the matrix, the decision to buy, and these rows beside or in place of the usual ones."""
    usual: list[Entity] = [
        Edition(id="matrix", name="Matrix", residual=None),
        AMOUNT,
        SIZE,
        RISK,
        URGENT,
        Decision(id="buy", name="Buy"),
        *(role(name) for name in NAMES),
    ]
    tables: dict[str, dict[str, Entity]] = {}
    for at, entity in enumerate([*usual, *rows]):
        placed = entity.changed(position=at) if isinstance(entity, Rule) and not entity.position else entity
        tables.setdefault(entity.table, {})[entity.id] = placed
    return document_of({name: list(found.values()) for name, found in tables.items()})

"""Organisations of any size with a realistic matrix: rows that divide the cases between them, and a few defects."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

from models.authority.expressions import AllOf, Expression, OneRole
from models.authority.grants import Delegation
from models.authority.rules import BandCondition, ClassCondition, Condition, Edition, FlagCondition, Rule, Step
from models.decisions import Decision, Dimension, Section
from models.document import Document, document_of
from models.entity import Entity
from models.escalation import EscalationLink
from models.quantities import Band
from models.teams import Holding, Person, Role

ON = date(2026, 5, 4)
_RISKS = ("low", "medium", "high", "extreme")
_AMOUNTS = tuple(
    whole * 10**power * 100 + 1 for power in (3, 4, 5, 6) for whole in (1, 2, 5)
)  # "up to and including 1,000.00", in cents
_MONTHS = (6, 12, 24, 36, 60, 120)


@dataclass(frozen=True)
class Scale:
    """How large an organisation is: decisions, rows of each, roles, and dimensions of its cases."""

    decisions: int = 500
    rows: int = 10
    roles: int = 60
    dimensions: int = 4
    defects: int = 12


@dataclass(frozen=True)
class _Part:
    """Some of the cases of a decision: amounts and months from a limit to below another, classes, yes and no."""

    bands: dict[str, tuple[int | None, int | None]]
    risks: frozenset[str] = frozenset(_RISKS)
    planned: frozenset[bool] = frozenset((True, False))


def organisation(scale: Scale, seed: int = 11) -> Document:
    """Return an organisation of that size; the same for the same seed."""
    random = Random(seed)
    dimensions = _dimensions(scale)
    rows: list[Entity] = [Edition(id="matrix", name="Matrix", residual="role 0"), *dimensions]
    rows += [
        Role(id=f"role {at}", name=f"Role {at}", level=9 - at // 8, position=at, reports_to=_boss(at))
        for at in range(scale.roles)
    ]
    rows += _people(random, scale)
    rows += [Section(id=f"section {at}", name=f"Section {at}", position=at) for at in range(scale.decisions // 20 + 1)]
    broken = set(random.sample(range(scale.decisions), min(scale.defects, scale.decisions)))
    for at in range(scale.decisions):
        rows.append(
            Decision(
                id=f"decision {at}",
                section=f"section {at // 20}",
                name=f"Decision {at}",
                dimensions=tuple(dimension.id for dimension in dimensions),
                position=at,
            )
        )
        found = _rows(random, scale, at, dimensions)
        rows += _spoilt(random, found) if at in broken else found
    tables: dict[str, list[Entity]] = {}
    for row in rows:
        tables.setdefault(row.table, []).append(row)
    return document_of(tables)


def _boss(at: int) -> str | None:
    return f"role {(at - 1) // 4}" if at else None


def _people(random: Random, scale: Scale) -> list[Entity]:
    """Return who holds the roles, one or two each, some links by which cases go up, and what is delegated down."""
    people = [Person(id=f"person {at}", name=f"Person {at}") for at in range(scale.roles * 3 // 2)]
    holdings = [
        Holding(id=f"holding {at}", role=f"role {at % scale.roles}", person=person.id)
        for at, person in enumerate(people)
    ]
    some = random.sample(range(1, scale.roles), scale.roles // 4)
    links = [EscalationLink(id=f"link {at}", from_role=f"role {at}", to_role=_boss(at) or "", hours=24) for at in some]
    grants = [
        Delegation(id=f"grant {at}", from_role=_boss(at) or "", to_role=f"role {at}", reason="Help") for at in some[:6]
    ]
    return [*people, *holdings, *links, *grants]


def _dimensions(scale: Scale) -> list[Dimension]:
    known = [
        Dimension(id="amount", name="Amount", key="amount", kind="money", unit="EUR", step=Decimal("0.01")),
        Dimension(id="risk", name="Risk", key="risk", kind="classes", classes=_RISKS, ordered=True, position=1),
        Dimension(id="months", name="Term", key="months", kind="number", unit="months", position=2),
        Dimension(id="planned", name="In plan", key="planned", kind="flag", position=3),
    ]
    more = [
        Dimension(id=f"measure {at}", name=f"Measure {at}", key=f"measure_{at}", kind="number", position=at)
        for at in range(4, scale.dimensions)
    ]
    return [*known, *more][: scale.dimensions]


def _rows(random: Random, scale: Scale, decision: int, dimensions: list[Dimension]) -> list[Rule]:
    """Return rows that divide all cases of a decision between them, as people do: by amount first, then by more."""
    bands = {d.id: (None, None) for d in dimensions if d.kind in ("money", "number")}
    parts = [_Part(dict(bands))]
    while len(parts) < scale.rows:
        at = random.randrange(len(parts))
        parts[at : at + 1] = _divided(random, parts[at], dimensions)
    line = _line(scale.roles - 1 - decision % (scale.roles * 3 // 4))
    rows = []
    for at, part in enumerate(parts):
        rows.append(
            Rule(
                id=f"row {decision}-{at}",
                edition="matrix",
                decision=f"decision {decision}",
                box=_box(part, dimensions),
                procedure=_procedure(random, line, part),
                position=decision * 10_000 + at,
            )
        )
    return rows


def _divided(random: Random, part: _Part, dimensions: list[Dimension]) -> list[_Part]:
    """Return a part in two, cut at one of the limits that people use; whole where nothing can be cut."""
    weights = [4 if dimension.id == "amount" else 1 for dimension in dimensions]
    dimension = random.choices(dimensions, weights)[0]
    match dimension.kind:
        case "flag":
            if len(part.planned) == 2:
                return [replace(part, planned=frozenset((value,))) for value in (True, False)]
        case "classes":
            kept = [name for name in _RISKS if name in part.risks]
            if len(kept) > 1:
                cut = random.randrange(1, len(kept))
                return [replace(part, risks=frozenset(some)) for some in (kept[:cut], kept[cut:])]
        case _:
            lower, upper = part.bands[dimension.id]
            limits = _AMOUNTS if dimension.id == "amount" else _MONTHS
            if len(limits) < 100:
                limits = (*limits, *(limit + random.randrange(1, limit) for limit in limits))
            inside = [x for x in limits if (lower is None or x > lower) and (upper is None or x < upper)]
            if inside:
                cut = random.choice(inside)
                return [
                    replace(part, bands={**part.bands, dimension.id: ends}) for ends in ((lower, cut), (cut, upper))
                ]
    return [part]


def _box(part: _Part, dimensions: list[Dimension]) -> tuple[Condition, ...]:
    box: list[Condition] = []
    for dimension in dimensions:
        if dimension.kind == "flag":
            if len(part.planned) == 1:
                box.append(FlagCondition(dimension=dimension.id, value=next(iter(part.planned))))
        elif dimension.kind == "classes":
            if len(part.risks) < len(_RISKS):
                among = tuple(name for name in _RISKS if name in part.risks)
                box.append(ClassCondition(dimension=dimension.id, among=among))
        elif part.bands[dimension.id] != (None, None):
            lower, upper = part.bands[dimension.id]
            band = Band(lower=lower, upper="unlimited" if upper is None else upper)
            box.append(BandCondition(dimension=dimension.id, band=band))
    return tuple(box)


def _line(role: int) -> list[str]:
    """Return a role with those to whom it reports, upward, but for the one right at the top."""
    line = [f"role {role}"]
    while role > 4:
        role = (role - 1) // 4
        line.append(f"role {role}")
    return line


def _procedure(random: Random, line: list[str], part: _Part) -> tuple[Step, ...]:
    """Return who acts, of a line of superiors: the larger the amount, the higher up it is decided."""
    _, top = part.bands.get("amount", (None, None))
    heights = [limit for limit in (10**6, 10**7, 10**8) if top is None or top > limit + 1]
    level = min(len(heights), len(line) - 1)
    asks, decides, joins = (OneRole(role=role) for role in (line[0], line[level], line[-1]))
    who: Expression = decides
    if random.random() < 0.2 and joins != decides:
        who = AllOf(parts=(decides, joins))
    steps = [
        Step(right="approve", who=who, stage=2, hours=48),
        Step(right="notify", who=OneRole(role="role 0"), stage=3),
    ]
    return (*([Step(right="recommend", who=asks, stage=1, hours=24)] if level else []), *steps)


def _spoilt(random: Random, rows: list[Rule]) -> list[Rule]:
    """Return rows with one thing wrong, of those that happen: a row gone, one twice, an edge moved."""
    at = random.randrange(len(rows))
    match random.randrange(3):
        case 0:
            return [*rows[:at], *rows[at + 1 :]]
        case 1:
            return [*rows, rows[at].changed(id=f"{rows[at].id} again", procedure=rows[at - 1].procedure)]
        case _:
            band = next((c for row in rows for c in row.box if isinstance(c, BandCondition)), None)
            owner = next((row for row in rows if band in row.box), None)
            if band is None or owner is None or not isinstance(band.band.upper, int):
                return rows[1:]
            moved = band.changed(band=Band(lower=band.band.lower, upper=band.band.upper + 100))
            box = tuple(moved if condition is band else condition for condition in owner.box)
            return [owner.changed(box=box) if row is owner else row for row in rows]

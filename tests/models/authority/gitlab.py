"""The real matrix of GitLab (about 2018) as a document, built from its tidy table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from models.authority.expressions import OneRole
from models.authority.rules import BandCondition, Edition, FlagCondition, Right, Rule, Step
from models.decisions import Decision, Dimension, Section
from models.document import Document, document_of
from models.entity import Entity
from models.quantities import UNLIMITED, Band
from models.teams import Role

ON = date(2026, 5, 4)
IN_PLAN = {"included in Company Plan": True, "not included in Company Plan": False}
RIGHTS: dict[str, Right] = {
    "approve": "approve",
    "sign": "sign",
    "inform": "notify",
    "recommend": "recommend",
}

Row = dict[str, str]


def gitlab(path: Path) -> Document:
    """Return the document; rows whose cells depend on the plan become one row in plan and one not in plan."""
    with path.open(encoding="utf-8", newline="") as file:
        table = [row for row in csv.DictReader(file) if row["right"] in RIGHTS]
    rows: dict[str, list[Entity]] = {
        "edition": [Edition(id="edition-1", name="Signature authorization matrix")],
        "dimension": [
            Dimension(id="amount", name="Amount", key="amount", kind="money", unit="USD", step=Decimal("0.01")),
            Dimension(id="in_plan", name="In plan", key="in_plan", kind="flag", position=1),
        ],
        "role": [
            Role(id=role, name=role, position=at, column_group=group)
            for at, (role, group) in enumerate({row["role"]: row["note"].split(";")[0] for row in table}.items())
        ],
    }
    sections = list(dict.fromkeys(row["area"] for row in table))
    rows["section"] = [Section(id=f"section-{at}", name=name, position=at) for at, name in enumerate(sections)]
    decisions: list[Entity] = []
    rules: list[Entity] = []
    for (area, name), found in groupby(table, key=lambda row: (row["area"], row["decision"])):
        decision = Decision(
            id=f"decision-{len(decisions)}",
            name=name,
            section=f"section-{sections.index(area)}",
            position=len(decisions),
        )
        decisions.append(decision)
        rules.extend(_rules(decision, list(found), len(rules)))
    rows["decision"], rows["rule"] = decisions, rules
    return document_of(rows)


def _rules(decision: Decision, cells: list[Row], start: int) -> Iterator[Rule]:
    at = start
    bands = dict.fromkeys((cell["lower"], cell["upper"], cell["bounds"]) for cell in cells)
    for band in bands:
        inside = [cell for cell in cells if (cell["lower"], cell["upper"], cell["bounds"]) == band]
        flags = {IN_PLAN.get(cell["condition"]) for cell in inside} - {None}
        for flag in sorted(flags, key=bool, reverse=True) or [None]:
            steps = tuple(
                Step(
                    right=RIGHTS[cell["right"]],
                    who=OneRole(role=cell["role"]),
                    stage=2 if _after_recommendation(cell, inside) else 1,
                    strand=cell["note"].split(";")[0],
                )
                for cell in inside
                if IN_PLAN.get(cell["condition"]) in (None, flag)
            )
            condition = _band(*band)
            box = (condition,) if condition else ()
            plan = (FlagCondition(dimension="in_plan", value=flag),) if flag is not None else ()
            yield Rule(
                id=f"rule-{at}",
                edition="edition-1",
                decision=decision.id,
                box=(*box, *plan),
                procedure=steps,
                position=at,
            )
            at += 1


def _after_recommendation(cell: Row, inside: list[Row]) -> bool:
    return cell["right"] == "approve" and any(other["right"] == "recommend" for other in inside)


def _band(lower: str, upper: str, bounds: str) -> BandCondition | None:
    """Return the band; "(" leaves out the lower edge, "]" takes in the upper one."""
    if not bounds:
        return None
    first = int(lower) * 100 + (1 if bounds.startswith("(") else 0)
    last = int(upper) * 100 + 1 if upper else UNLIMITED
    return BandCondition(dimension="amount", band=Band(lower=first, upper=last))

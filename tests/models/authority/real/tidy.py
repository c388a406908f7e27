"""Reading tidy facts: one line for each part that a role plays. Each has to be used, so that none is left out."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from models.authority.expressions import AllOf, AnyOf, Expression, OneRole
from models.authority.rules import BandCondition, ClassCondition, Condition, FlagCondition, Rule, Step
from models.decisions import Decision, Dimension
from models.document import Document, document_of
from models.entity import Entity
from models.quantities import UNLIMITED, Band
from models.teams import Role, RoleKind

ON = date(2026, 5, 4)
CENT = Decimal("0.01")

Line = dict[str, str]


@dataclass
class Facts:
    """The lines of a source. What has been taken is not there any more."""

    lines: list[Line]

    def take(self, decision: str, **values: str) -> Line:
        """Take the first line of a decision that has these values."""
        found = next(line for line in self.lines if _is(line, decision, values))
        self.lines.remove(found)
        return found

    def take_all(self, decision: str, **values: str) -> list[Line]:
        """Take each line of a decision that has these values; there is at least one."""
        found = [line for line in self.lines if _is(line, decision, values)]
        assert found, f"{decision} has no line with {values}"
        self.lines = [line for line in self.lines if line not in found]
        return found


def _is(line: Line, decision: str, values: dict[str, str]) -> bool:
    return line["decision"] == decision and all(line[name] == value for name, value in values.items())


@contextmanager
def facts_of(path: Path, source: str = "") -> Iterator[Facts]:
    """Give the facts of a source in a file; at the end every line must have been taken."""
    with path.open(encoding="utf-8", newline="") as file:
        facts = Facts([line for line in csv.DictReader(file) if line["source"].startswith(source)])
    assert facts.lines, f"{path.name} has nothing on {source}"
    yield facts
    assert not facts.lines, f"left out: {facts.lines}"


def edges_of(line: Line, bounds: str = "") -> Band:
    """Return the band of a line in cents; "(" leaves out the lower edge, "]" takes in the upper one."""
    bounds = bounds or line["bounds"]
    lower = cents(line["lower"]) + (1 if bounds.startswith("(") and line["lower"] else 0)
    if not line["upper"]:
        return Band(lower=lower, upper=UNLIMITED)
    closed = bounds.split(" ")[0].endswith("]") or not bounds
    return Band(lower=lower, upper=cents(line["upper"]) + (1 if closed else 0))


def cents(amount: str) -> int:
    """Return an amount in dollars as cents."""
    return int(Decimal(amount or 0) / CENT)


@dataclass
class Scheme:
    """A workspace in the making. Roles come into being when they are first named; rows keep the order of the source."""

    name: str
    tables: dict[str, list[Entity]] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)

    def add(self, *rows: Entity) -> None:
        """Add rows of any kind."""
        for row in rows:
            self.tables.setdefault(row.table, []).append(row)

    def role(self, name: str, kind: RoleKind = "position", **fields: object) -> OneRole:
        """Return a role as a party."""
        key = name.lower().replace(" ", "-").replace("/", "-")
        known = self.roles.get(key)
        if known is None:
            row = Role(id=key, name=name, kind=kind, position=len(self.roles))
            self.roles[key] = row.changed(**fields) if fields else row
        return OneRole(role=key)

    def money(self) -> None:
        """Describe cases by an amount of dollars, to the cent."""
        self.add(Dimension(id="amount", name="Amount", key="amount", kind="money", unit="USD", step=CENT))

    def flag(self, key: str, name: str) -> None:
        """Describe cases by something that they are or are not."""
        self.add(Dimension(id=key, name=name, key=key, kind="flag", position=self._next("dimension")))

    def classes(self, key: str, name: str, *classes: str) -> None:
        """Describe cases by a class."""
        at = self._next("dimension")
        self.add(Dimension(id=key, name=name, key=key, kind="classes", classes=classes, position=at))

    def decision(self, key: str, name: str, *dimensions: str, **fields: object) -> str:
        """Add a decision, described by these dimensions."""
        row = Decision(id=key, name=name, dimensions=dimensions, position=self._next("decision"))
        self.add(row.changed(**fields) if fields else row)
        return key

    def row(self, key: str, decision: str, *box: Condition, by: Iterable[Step], **fields: object) -> None:
        """Add a row of the matrix."""
        at = self._next("rule")
        row = Rule(id=key, edition="matrix", decision=decision, box=box, procedure=tuple(by), position=at)
        self.add(row.changed(**fields) if fields else row)

    def _next(self, table: str) -> int:
        return len(self.tables.get(table, ()))

    def document(self) -> Document:
        """Return the workspace."""
        return document_of({**self.tables, "role": list(self.roles.values())})


def amount(band: Band) -> BandCondition:
    """Return a condition on the amount."""
    return BandCondition(dimension="amount", band=band)


def flag(key: str, value: bool) -> FlagCondition:
    """Return a condition on a flag."""
    return FlagCondition(dimension=key, value=value)


def among(key: str, *classes: str) -> ClassCondition:
    """Return a condition on a class."""
    return ClassCondition(dimension=key, among=classes)


def both(*parts: Expression) -> AllOf:
    """Return parties who must all say yes."""
    return AllOf(parts=parts)


def either(*parts: Expression) -> AnyOf:
    """Return parties of whom one is enough."""
    return AnyOf(parts=parts)

"""Matrices for the tests of the grid, built through the same commands as a person's edits."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Concatenate, ParamSpec

from models.authority.expressions import AnyOf, OneRole
from models.authority.rules import BandCondition, Edition, Note, Right, Rule, Step
from models.changes import ChangeSet, apply
from models.commands.matrix import add_decision, add_rule, add_section, set_band, set_cell, set_procedure
from models.commands.rows import add_row, set_fields
from models.commands.teams import add_role
from models.decisions import Decision, Dimension, Section
from models.document import Document, document_of
from models.entity import Entity
from models.ids import fresh
from models.quantities import UNLIMITED, Band, Limit
from models.teams import Role

P = ParamSpec("P")

CENTS = 100
EDGES = (5_000, 10_000, 100_000)
SMALL_ROLES = (
    ("Team Member", "Functional approval"),
    ("Exec Team", "Functional approval"),
    ("CEO", "Functional approval"),
    ("Board", "Functional approval"),
    ("Controller", "Financial approval"),
    ("CFO", "Financial approval"),
)


class Memory:
    """A session that keeps its document in memory, with undo and redo, for widgets under test."""

    def __init__(self, document: Document | None = None, *, read_only: bool = False) -> None:
        self.document = document or Document()
        self.notice = "This file is open for reading only." if read_only else ""
        self._read_only = read_only
        self._done: list[ChangeSet] = []
        self._undone: list[ChangeSet] = []
        self._listeners: list[Callable[[ChangeSet], None]] = []

    @property
    def read_only(self) -> bool:
        return self._read_only

    @property
    def steps(self) -> int:
        """How many edits can be undone."""
        return len(self._done)

    def execute(
        self, command: Callable[Concatenate[Document, P], ChangeSet], *args: P.args, **kwargs: P.kwargs
    ) -> ChangeSet:
        changes = command(self.document, *args, **kwargs)
        if changes:
            self._take(changes)
            self._done.append(changes)
            self._undone.clear()
        return changes

    def undo(self) -> ChangeSet | None:
        return self._step(self._done, self._undone)

    def redo(self) -> ChangeSet | None:
        return self._step(self._undone, self._done)

    def can_undo(self) -> str | None:
        return self._done[-1].label if self._done else None

    def can_redo(self) -> str | None:
        return self._undone[-1].label if self._undone else None

    def listen(self, listener: Callable[[ChangeSet], None]) -> None:
        self._listeners.append(listener)

    def _step(self, source: list[ChangeSet], target: list[ChangeSet]) -> ChangeSet | None:
        if not source:
            return None
        changes = source.pop().inverted()
        self._take(changes)
        target.append(changes)
        return changes

    def _take(self, changes: ChangeSet) -> None:
        self.document = apply(self.document, changes)
        for listener in self._listeners:
            listener(changes)


class Building:
    """A document under construction."""

    def __init__(self) -> None:
        self.document = Document()

    def do(
        self, command: Callable[Concatenate[Document, P], ChangeSet], *args: P.args, **kwargs: P.kwargs
    ) -> ChangeSet:
        changes = command(self.document, *args, **kwargs)
        self.document = apply(self.document, changes)
        return changes

    def made(self, table: str, changes: ChangeSet) -> str:
        """Return the id of the row of a table that was created."""
        return next(c.id for c in changes.changes if c.entity == table and c.before is None)

    def role(self, name: str, group: str = "") -> str:
        changes = add_role(self.document, name, column_group=group)
        self.document = apply(self.document, changes)
        return self.made("role", changes)

    def decision(self, name: str, section: str | None, dimension: str | None = None) -> str:
        changes = add_decision(self.document, name, section, dimensions=(dimension,) if dimension else ())
        self.document = apply(self.document, changes)
        return self.made("decision", changes)

    def rule(self, decision: str) -> str:
        return self.made("rule", self.do(add_rule, decision))


def amount(building: Building) -> str:
    dimension = Dimension(
        id=fresh("dimension"), name="Amount", key="amount", kind="money", unit="USD", step=Decimal("0.01")
    )
    building.do(add_row, dimension)
    return dimension.id


def small() -> Document:
    """Two sections; operating expenses in four bands, contracts in two plain rows, two decisions of one row each."""
    b = Building()
    money = amount(b)
    roles = {name: b.role(name, group) for name, group in SMALL_ROLES}
    spending = b.made("section", b.do(add_section, "Spending"))
    people = b.made("section", b.do(add_section, "People"))
    for name in ("Operating Expenses", "Capital Asset Additions"):
        decision = b.decision(name, spending, money)
        lower = None
        rows = []
        for upper in (*EDGES, None):
            rule = b.rule(decision)
            edge: Limit = UNLIMITED if upper is None else upper * CENTS + 1
            b.do(set_band, rule, money, Band(lower=lower, upper=edge))
            lower = edge if isinstance(edge, int) else None
            rows.append(rule)
        for rule, who in zip(rows, ("Team Member", "Exec Team", "CEO", "Board"), strict=True):
            b.do(set_cell, rule, roles[who], "A")
            b.do(set_cell, rule, roles["CFO"], "AS" if who == "Board" else "A")
        b.do(add_row, Note(id=fresh("note"), mark="1", text="If in plan.", rule=rows[3], role=roles["Board"]))
    contracts = b.decision("Legal contracts", spending)
    for label, cells in (("Standard terms", {"Exec Team": "SA"}), ("Changed terms", {"CFO": "S", "CEO": "C"})):
        rule = b.rule(contracts)
        b.do(set_fields, "rule", rule, label=label)
        for who, letters in cells.items():
            b.do(set_cell, rule, roles[who], letters)
    for name, cells in (("Bonuses", {"CEO": "A", "CFO": "A"}), ("Options", {"CEO": "R", "Board": "A"})):
        rule = b.rule(b.decision(name, people))
        for who, letters in cells.items():
            b.do(set_cell, rule, roles[who], letters)
    either = AnyOf(parts=(OneRole(role=roles["CEO"]), OneRole(role=roles["Board"])))
    rule = b.rule(b.decision("Open a branch", people))
    b.do(set_procedure, rule, (Step(right="approve", who=either),))
    b.decision("Close a branch", people)
    return b.document


TITLES = ("Head of", "Director", "Manager", "Board member", "Officer", "Committee")
FIELDS = (
    "Finance",
    "Legal",
    "People",
    "Data Platform",
    "Model Risk",
    "Security",
    "Sales",
    "Research",
    "Facilities",
    "IT",
)
ACTS = (
    "Approve spending on",
    "Sign contracts for",
    "Hire for",
    "Release",
    "Retire",
    "Write off",
    "Change the terms of",
)


def large(decisions: int = 500, roles: int = 60, bands: int = 3) -> Document:
    """A matrix of that many decisions, each with so many bands, in sections of 20; one cell in five holds a part."""
    chance = Random(4)
    cent = Decimal("0.01")
    rows: dict[str, list[Entity]] = {
        "edition": [Edition(id="edition-1", name="Authority matrix")],
        "dimension": [Dimension(id="amount", name="Amount", key="amount", kind="money", unit="EUR", step=cent)],
        "role": [
            Role(
                id=f"role-{at}",
                name=f"{TITLES[at % len(TITLES)]} {FIELDS[at % len(FIELDS)]}",
                column_group=("Board", "Executives", "Functions", "Teams")[at * 4 // roles],
                position=at,
            )
            for at in range(roles)
        ],
        "section": [
            Section(id=f"section-{at}", name=f"Area {at + 1}", position=at) for at in range(-(-decisions // 20))
        ],
        "decision": [],
        "rule": [],
    }
    for number in range(decisions):
        name = f"{ACTS[number % len(ACTS)]} {FIELDS[number * 7 % len(FIELDS)].lower()} {number + 1}"
        decision = f"decision-{number}"
        rows["decision"].append(
            Decision(id=decision, name=name, section=f"section-{number // 20}", dimensions=("amount",), position=number)
        )
        for band in range(bands):
            rows["rule"].append(_large_rule(chance, decision, number * bands + band, band, bands, roles))
    return document_of(rows)


def _large_rule(chance: Random, decision: str, number: int, band: int, bands: int, roles: int) -> Rule:
    lower = None if band == 0 else 5_000 * CENTS * 10 ** (band - 1) + 1
    upper: Limit = UNLIMITED if band == bands - 1 else 5_000 * CENTS * 10**band + 1
    rights: tuple[Right, ...] = ("approve", "sign", "recommend", "consult", "notify", "endorse")
    who = sorted(chance.sample(range(roles), max(1, roles // 5)))
    steps = [Step(right=chance.choice(rights), who=OneRole(role=f"role-{role}")) for role in who]
    return Rule(
        id=f"rule-{number}",
        edition="edition-1",
        decision=decision,
        box=(BandCondition(dimension="amount", band=Band(lower=lower, upper=upper)),),
        procedure=tuple(steps),
        position=number,
    )

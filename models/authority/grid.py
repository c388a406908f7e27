"""The matrix as a grid: sections, decisions and their rows down, roles across."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.authority.editions import latest_in_force
from models.authority.lettering import Lettering, lettering_of
from models.authority.rules import Edition, Rule
from models.authority.schemes import Letter, Scheme
from models.decisions import Decision, Section
from models.document import Document
from models.teams import Role

RowKind = Literal["section", "decision", "rule"]


@dataclass(frozen=True)
class GridRow:
    """A line of the grid. A decision that has just one row without conditions is that row (`kind` is "rule")."""

    kind: RowKind
    depth: int
    section: Section | None = None
    decision: Decision | None = None
    rule: Rule | None = None

    @property
    def id(self) -> str:
        """The id of what the line shows."""
        shown = self.rule or self.decision or self.section
        assert shown is not None
        return shown.id

    @property
    def stands_alone(self) -> bool:
        """Whether the line is a rule that stands for its whole decision."""
        return self.kind == "rule" and self.decision is not None


@dataclass(frozen=True)
class Grid:
    """The lines and columns of one edition of the matrix."""

    edition: Edition | None
    rows: tuple[GridRow, ...]
    roles: tuple[Role, ...]
    scheme: Scheme | None
    lettering: Lettering

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters of the scheme, or the house letters."""
        return self.lettering.letters

    def cells(self, rule: Rule) -> dict[str, str]:
        """Return the letters of a row, by role id; a role without a part is missing."""
        return self.lettering.texts(rule)


def edition_shown(document: Document, on: date | None = None) -> Edition | None:
    """Return the edition that is worked on when none is named: the one in force on a day, else the latest, else any."""
    current = latest_in_force(document.editions, on) if on is not None else None
    if current is not None:
        return current
    published = document.editions.by("status", "in_force")
    replaced = {edition.replaces for edition in published}
    latest = [edition for edition in published if edition.id not in replaced]
    return next(iter((*latest, *published, *document.editions)), None)


def grid_of(document: Document, edition: Edition | None = None) -> Grid:
    """Return the grid of an edition (the one in force when none is given): everything in the order of the document."""
    edition = edition or edition_shown(document)
    rows: list[GridRow] = []
    for decision in document.decisions.by("section", None):
        rows += _decision_rows(document, edition, decision, 0)
    for section in document.sections.by("parent", None):
        rows += _section_rows(document, edition, section, 0)
    scheme = document.schemes.get(edition.scheme) if edition else None
    return Grid(edition, tuple(rows), tuple(document.roles), scheme, lettering_of(document, edition))


def _section_rows(document: Document, edition: Edition | None, section: Section, depth: int) -> list[GridRow]:
    decisions = document.decisions.by("section", section.id)
    inner = document.sections.by("parent", section.id)
    if not inner and len(decisions) == 1 and decisions[0].name == section.name:
        # A sheet's heading that is itself the decision would otherwise stand there twice.
        return _decision_rows(document, edition, decisions[0], depth)
    rows = [GridRow("section", depth, section=section)]
    for decision in decisions:
        rows += _decision_rows(document, edition, decision, depth + 1)
    for child in inner:
        rows += _section_rows(document, edition, child, depth + 1)
    return rows


def _decision_rows(document: Document, edition: Edition | None, decision: Decision, depth: int) -> list[GridRow]:
    mine = document.rules.by("decision", decision.id)
    rules = [rule for rule in mine if edition is not None and rule.edition == edition.id]
    if len(rules) == 1 and not rules[0].box and not rules[0].places:
        return [GridRow("rule", depth, decision=decision, rule=rules[0])]
    return [
        GridRow("decision", depth, decision=decision),
        *(GridRow("rule", depth + 1, rule=rule) for rule in rules),
    ]

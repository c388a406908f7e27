"""The parts of a sheet: lines, cells, columns and their groups, as values."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.authority.grid import Grid, GridRow
from models.authority.rules import Note, Right
from models.document import Document
from models.teams import Role


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell with something in it: its letters, each with the right that gives it a shape, and its marks."""

    letters: str
    signs: tuple[tuple[Right, str], ...]
    rights: tuple[Right, ...]
    shared: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line in words: its label, what stands beside it in grey, its footnote mark, and its cells by column."""

    label: str
    aside: str
    mark: str
    cells: dict[int, CellView]


@dataclass(frozen=True, slots=True)
class Column:
    """A role as a column; columns count from 1, the labels are column 0."""

    role: Role
    mark: str


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring columns under one heading: from column `first` up to and including `last`."""

    name: str
    first: int
    last: int


@dataclass(frozen=True)
class Damage:
    """What a change means for the picture: everything, or only some lines, with the cells to point at."""

    everything: bool = False
    lines: frozenset[int] = frozenset()
    cells: tuple[tuple[int, int], ...] = ()


def parents_of(rows: list[GridRow]) -> list[int | None]:
    """Return for each line the heading that it stands under."""
    parents: list[int | None] = []
    trail: list[int] = []
    for at, row in enumerate(rows):
        while trail and rows[trail[-1]].depth >= row.depth:
            trail.pop()
        parents.append(trail[-1] if trail else None)
        if row.kind != "rule":
            trail.append(at)
    return parents


def columns_of(document: Document, grid: Grid) -> tuple[Column, ...]:
    """Return a column for each role, those of one group beside one another in the order in which groups appear."""
    order: dict[str, list[Role]] = {}
    for role in grid.roles:
        order.setdefault(role.column_group, []).append(role)
    return tuple(
        Column(role, marks_of([note for note in document.notes.by("role", role.id) if note.rule is None]))
        for roles in order.values()
        for role in roles
    )


def groups_of(columns: tuple[Column, ...]) -> tuple[Group, ...]:
    """Return the headings above the columns."""
    groups: list[Group] = []
    for at, column in enumerate(columns, 1):
        if groups and groups[-1].name == column.role.column_group:
            groups[-1] = replace(groups[-1], last=at)
        else:
            groups.append(Group(column.role.column_group, at, at))
    return tuple(groups)


def marks_of(notes: list[Note]) -> str:
    """Return the marks of notes; one without a mark shows as an asterisk."""
    return " ".join(note.mark or "*" for note in notes)

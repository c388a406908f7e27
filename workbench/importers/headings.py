"""The heading rows of a matrix: roles, the groups above them, and the headings of the other columns."""

import re
from dataclasses import dataclass

from models.authority.cells import strand_of
from workbench.importers.layout import Layout
from workbench.importers.letters import split_marks
from workbench.importers.names import short_name
from workbench.importers.reading import NoteReading, RoleReading
from workbench.importers.report import Ledger
from workbench.importers.sheets import Cell, Sheet

_GENERIC = re.compile(
    r"^(?:roles?|positions?|functions?|authority|responsible|who|raci|rasci|rapid|daci)$", re.IGNORECASE
)
_SCHEME_WORDS = re.compile(r"\b(?:raci|rasci|rasic|rapid|daci|matrix|chart)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Heads:
    """The role of each column and the strand that it acts in, the marks on headings, and the title of the sheet."""

    roles: dict[int, RoleReading]
    strands: dict[int, str]
    marks: tuple[NoteReading, ...]
    title: str


def read_headings(sheet: Sheet, layout: Layout, ledger: Ledger) -> Heads:
    """Return what the rows above the body say, and enter each of their cells in the ledger.

    The notes hold marks without texts yet: those of a column's own heading and of the group above it.
    """
    groups = _groups(sheet, layout, ledger)
    roles: dict[int, RoleReading] = {}
    strands: dict[int, str] = {}
    marks: list[NoteReading] = []
    for column, cell in layout.roles.items():
        name, own = split_marks(" ".join(cell.text.split()))
        name = _named(short_name(name), sheet, layout, cell, ledger)
        group, above = groups.get(column, ("", ()))
        roles[column] = RoleReading(name, group, cell.address)
        strands[column] = strand_of(group)
        marks += [NoteReading(mark, "", name) for mark in (*own, *above)]
        ledger.read(cell, "role", f"the role {name}" + (f", under {group}" if group else ""))
    for cell in sheet.rows[layout.header]:
        if cell not in ledger:
            right = layout.deciders.get(cell.column)
            ledger.read(cell, "heading", f"roles that {right}" if right else "the heading of its column")
    return Heads(roles, strands, tuple(marks), _title(sheet, layout, ledger))


def _groups(sheet: Sheet, layout: Layout, ledger: Ledger) -> dict[int, tuple[str, tuple[str, ...]]]:
    if layout.groups is None:
        return {}
    cells = [c for c in sheet.rows[layout.groups] if c not in layout.roles.values()]
    cells = [c for c in cells if c.column in layout.roles or c.column >= min(layout.roles)]
    if len(cells) == 1 and _GENERIC.match(cells[0].text.strip()):
        ledger.read(cells[0], "heading", "the heading of all roles")
        return {}
    merged = any(cell.columns > 1 for cell in cells)
    found: dict[int, tuple[str, tuple[str, ...]]] = {}
    for place, cell in enumerate(cells):
        name, marks = split_marks(" ".join(cell.text.split()))
        behind = cells[place + 1].column if place + 1 < len(cells) else max(layout.roles) + 1
        end = cell.column + cell.columns if merged else behind
        covered = [column for column in layout.roles if cell.column <= column < end]
        for column in covered:
            found[column] = (name, marks)
        names = ", ".join(layout.roles[column].text.strip() for column in covered)
        ledger.read(cell, "group", f"the group of {names}")
    return found


def _named(name: str, sheet: Sheet, layout: Layout, cell: Cell, ledger: Ledger) -> str:
    """Return the role's name; a lone column headed only "Role" is named after the sheet, where that names one."""
    if len(layout.roles) > 1 or not _GENERIC.match(name):
        return name
    own = _SCHEME_WORDS.sub(" ", sheet.title).strip(" -–_:") or name
    own = " ".join(own.split())
    if own != name:
        ledger.remark(cell, f"“{name}” names no role; the role is called {own}, after the sheet {sheet.title}")
    return own


def _title(sheet: Sheet, layout: Layout, ledger: Ledger) -> str:
    title = ""
    for row in sheet.rows:
        if row >= layout.header:
            break
        for cell in sheet.rows[row]:
            if cell in ledger:
                continue
            beside = layout.header - row == 1 and cell.column < min((*layout.roles, *layout.deciders))
            if row == layout.groups or beside:
                ledger.read(cell, "heading", "the heading of its column")
            elif not title:
                title = " ".join(cell.text.split())
                ledger.read(cell, "title", "the title of the matrix")
    return title

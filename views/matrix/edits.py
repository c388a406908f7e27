"""What typing, pasting and filling ask of the document: each is one command."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import count

from models.authority.rules import BandCondition, Condition, FlagCondition
from models.authority.schemes import Letter
from models.changes import ChangeSet, apply, difference, in_one_step
from models.commands.matrix import add_decision, add_rule, set_cells, set_condition
from models.commands.rows import add_row, delete_row, last_position, move_row, set_fields
from models.decisions import Dimension, DimensionKind
from models.document import Document
from models.ids import fresh
from models.quantities import UNLIMITED, Band, minor_unit


def put_cells(
    document: Document, cells: Mapping[tuple[str, str], str], label: str, edition: str | None = None
) -> ChangeSet:
    """Set cells by line and role in one step; a line may be a decision without a row, which then gets one.

    Raises EditRefused when a letter is not one of the scheme; nothing has changed then.
    """
    current = document
    rows: dict[str, str] = {}
    for line, _ in cells:
        if line in rows or line not in current.decisions:
            continue
        changes = add_rule(current, line, edition=edition)
        current = apply(current, changes)
        (rows[line],) = changes.ids("rule")
    wanted = {(rows.get(line, line), role): text for (line, role), text in cells.items()}
    current = apply(current, set_cells(current, wanted))
    return difference(document, current, label)


def put_block(
    document: Document,
    cells: Mapping[tuple[str, str], str],
    names: Mapping[tuple[str, str], str],
    label: str,
    edition: str | None = None,
) -> ChangeSet:
    """Set cells by line and role, and names by table and id, in one step.

    Raises EditRefused when a letter or a name cannot be taken; nothing has changed then.
    """
    current = apply(document, put_cells(document, cells, label, edition)) if cells else document
    for (table, row_id), name in names.items():
        current = apply(current, rename(current, table, row_id, name))
    return difference(document, current, label)


def rename(document: Document, table: str, row_id: str, name: str) -> ChangeSet:
    """Give a section, decision or row another name. Raises EditRefused when a name is needed and there is none."""
    return set_fields(document, table, row_id, **{"label" if table == "rule" else "name": name})


def new_decision(document: Document, section: str | None, name: str) -> ChangeSet:
    """Add a decision at the end of a section, or of those that stand in none."""
    return add_decision(document, name, section)


def delete_lines(document: Document, lines: tuple[tuple[str, str], ...]) -> ChangeSet:
    """Delete lines, each a table and an id, in one step. Raises EditRefused when something else needs one."""
    current = document
    label = ""
    for table, row_id in lines:
        if row_id in current.table(table):
            changes = delete_row(current, table, row_id)
            label = changes.label
            current = apply(current, changes)
    return difference(document, current, label if len(lines) == 1 else f"Delete {len(lines)} lines of the matrix")


def move_line(document: Document, table: str, row_id: str, before: str | None) -> ChangeSet:
    """Move a line in front of another one of its table, or to the end."""
    return move_row(document, table, row_id, before)


def letters_from(text: str, letters: tuple[Letter, ...]) -> str:
    """Return what a pasted text means as letters: "Signs/Approves" as "SA"; what is no name stays as it is."""
    names = {letter.name.casefold(): letter.letter for letter in letters}
    parts = [part.strip() for part in text.replace("/", ",").replace("+", ",").replace(" and ", ",").split(",")]
    found = [names.get(part.casefold()) for part in parts if part]
    return "".join(letter for letter in found if letter) if found and all(found) else text.strip()


def next_letter(current: str, letters: tuple[Letter, ...], step: int = 1) -> str:
    """Return what follows in the round none, first letter, …, last letter; a mixed cell goes on from its last."""
    ring = ["", *(letter.letter for letter in letters)]
    if current not in ring:
        current = next((letter for letter in reversed(ring[1:]) if current.endswith(letter)), "")
    return ring[(ring.index(current) + step) % len(ring)]


def new_condition(document: Document, rule: str, kind: DimensionKind) -> ChangeSet:
    """Begin a new dimension of a kind and put a condition on it into a row, in one step."""
    currency = document.workspace.currency
    named = {
        "money": ("Amount", currency, minor_unit(currency)),
        "number": ("Number", "", Decimal(1)),
        "percent": ("Share", "%", Decimal("0.01")),
    }
    name, unit, step = named.get(kind, ("New fact", "", Decimal(1)))
    taken = {dimension.key for dimension in document.dimensions}
    stem = name.casefold().replace(" ", "_")
    keys = (stem if number == 1 else f"{stem}_{number}" for number in count(1))
    key = next(key for key in keys if key not in taken)
    position = last_position(document, "dimension")
    dimension = Dimension(id=fresh("dimension"), name=name, key=key, kind=kind, unit=unit, step=step, position=position)
    condition: Condition
    if kind == "flag":
        condition = FlagCondition(dimension=dimension.id, value=True)
    else:
        condition = BandCondition(dimension=dimension.id, band=Band(upper=UNLIMITED))
    return in_one_step(
        f"Add a condition on “{name}”",
        document,
        lambda current: add_row(current, dimension),
        lambda current: set_condition(current, rule, condition),
    )

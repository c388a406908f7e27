"""Blocks of cells as text with tabs, as spreadsheets give and take them."""

from __future__ import annotations

from dataclasses import dataclass

from models.authority.schemes import Letter
from views.matrix.edits import letters_from
from views.matrix.selection import Block
from views.matrix.sheet import Sheet
from views.tabbed import parsed, written


def block_text(sheet: Sheet, block: Block, *, headers: bool = False) -> str:
    """Return a block as tab-separated lines; with `headers`, the roles above and the labels at the left."""
    lines = []
    columns = [column for column in block.columns if column > 0] if headers else list(block.columns)
    if headers:
        lines.append(["", *(sheet.columns[column - 1].role.name for column in columns)])
    for row in block.rows:
        cells = [sheet.letters(row, column) for column in columns]
        lines.append([_where(sheet, row), *cells] if headers else cells)
    return written(lines)


def _where(sheet: Sheet, row: int) -> str:
    above = sheet.parent(row)
    label = sheet.line(row).label
    if above is None or sheet.rows[row].decision is not None or sheet.rows[row].rule is None:
        return label
    return f"{sheet.line(above).label}: {label}"


@dataclass(frozen=True)
class Pasted:
    """What a pasted block means: letters by line id and role id, names by table and id, and how much found no place."""

    cells: dict[tuple[str, str], str]
    names: dict[tuple[str, str], str]
    left_out: int


def placed(sheet: Sheet, block: Block, text: str) -> Pasted:
    """Return what pasting a text at a block means.

    One cell fills the whole block; a larger text goes to the right and down from its corner. A first line of role
    names, as `block_text` writes it, is left out with the labels beside it.
    """
    rows = parsed(text)
    roles = {column.role.name for column in sheet.columns}
    if rows and len(rows[0]) > 1 and not rows[0][0] and set(rows[0][1:]) <= roles:
        rows = [row[1:] for row in rows[1:]]
    if len(rows) == 1 and len(rows[0]) == 1:
        rows = [rows[0] * len(block.columns) for _ in block.rows]
    cells: dict[tuple[str, str], str] = {}
    names: dict[tuple[str, str], str] = {}
    left_out = 0
    for down, row in enumerate(rows):
        for right, cell in enumerate(row):
            at, column = block.top + down, block.left + right
            if at >= len(sheet.rows) or column > len(sheet.columns):
                left_out += bool(cell.strip())
            elif column == 0:
                if (named := name_of(sheet, at, cell.strip())) is not None:
                    names[named] = cell.strip()
            elif not sheet.takes_letters(at):
                left_out += bool(cell.strip())
            elif (found := cell_of(sheet, at, column, cell, sheet.grid.letters)) is not None:
                cells[found[0]] = found[1]
    return Pasted(cells, names, left_out)


def name_of(sheet: Sheet, at: int, text: str) -> tuple[str, str] | None:
    """Return the table and id of the line to rename, or None where that would change nothing or leave it nameless."""
    table, row_id = sheet.named(at)
    rule = sheet.rows[at].rule if table == "rule" else None
    if text == sheet.label(at).text or (rule is not None and text == rule.label) or (rule is None and not text):
        return None
    return table, row_id


def cell_of(
    sheet: Sheet, at: int, column: int, text: str, letters: tuple[Letter, ...]
) -> tuple[tuple[str, str], str] | None:
    """Return the line, role and letters of a cell to set, or None where that would change nothing."""
    role = sheet.role(column)
    wanted = letters_from(text, letters).upper()
    if role is None or wanted == sheet.letters(at, column).upper():
        return None
    return (sheet.rows[at].id, role.id), wanted

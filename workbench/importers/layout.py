"""Where the table stands on a sheet: its header rows, and what each of its columns holds."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from models.authority.rules import Right
from workbench.importers.amount_headings import edge_of
from workbench.importers.amounts import AMOUNT
from workbench.importers.deciders import read_deciders
from workbench.importers.footnotes import footnote_in, is_heading
from workbench.importers.labels import parse_band
from workbench.importers.letters import HOUSE, letters_in, read_word, right_named, split_marks
from workbench.importers.sheets import Cell, Sheet

_NOTE_HEADING = re.compile(
    r"\b(notes?|comments?|remarks?|description|examples?|explanation|conditions?|guidance|details?)\b", re.IGNORECASE
)
_CLAUSE_HEADING = re.compile(r"^(?:\w+\s+)?(?:id|no\.?|nr\.?|#|ref\.?|reference|clause|number|s/?n)$", re.IGNORECASE)
_CODE = re.compile(r"^(?:\d{1,4}(?:\.\d{1,3})*\.?|[A-Z]{1,4}[-. ]?\d{1,4}(?:\.\d{1,3})*)$")
_DECISION_HEADING = re.compile(r"^(?:decisions?|decision (?:type|area|right)s?)$", re.IGNORECASE)
_SEARCHED_ROWS = 60
_WIDE_ROWS_ABOVE = 2
_SAMPLED_CELLS = 500
_SAMPLED_LABELS = 2_000
_LEAST_SHARE = 0.6
_LEAST_SHARE_BESIDE = 0.25  # beside columns that are roles without a doubt


@dataclass(frozen=True)
class Layout:
    """The header row, the group row above it, the last row, and the columns by what they hold.

    `roles` maps each role column to its header cell; `deciders` each column of role names to the right of all its
    cells. `label` is the name column, 0 where rows have no name; `bands` and `flags` say for which cases a row holds.
    """

    header: int
    groups: int | None
    last: int
    roles: Mapping[int, Cell]
    deciders: Mapping[int, Right]
    label: int
    sections: tuple[int, ...]
    bands: tuple[int, ...]
    flags: tuple[int, ...]
    clause: int | None
    notes: tuple[int, ...]


@lru_cache(maxsize=4096)
def gives_right(text: str) -> bool:
    """Return whether a cell reads like a part that a role plays: a letter, a cross or a word such as "Approves"."""
    return bool(letters_in(text)) or bool(read_word(text, HOUSE.rights).rights)


@lru_cache(maxsize=4096)
def _speaks_of_part(text: str) -> bool:
    """Return whether a cell says which part a role plays, or that it plays none."""
    word = read_word(text, HOUSE.rights)
    return gives_right(text) or word.no_part or word.forbidden


def find_layout(sheet: Sheet) -> Layout | None:
    """Return where the matrix stands, or None where the sheet has no table of rows and roles."""
    foot = _foot(sheet)
    best: tuple[int, int, dict[int, Cell], dict[int, Right]] | None = None
    wide_above = 0
    for header in list(sheet.rows)[:_SEARCHED_ROWS]:
        if wide_above > _WIDE_ROWS_ABOVE:
            break  # a heading has titles and groups above it, never rows of a table
        wide_above += len(sheet.rows[header]) > 2
        roles, deciders = _acting_columns(sheet, header, foot)
        score = len(roles) + len(deciders)
        if score and (best is None or score > best[0] or (score == best[0] and len(roles) > len(best[2]))):
            best = (score, header, roles, deciders)
    if best is None:
        return None
    _, header, roles, deciders = best
    last = _last_row(sheet, header, foot, roles, deciders)
    roles = _with_idle_roles(sheet, header, last, roles, deciders)
    return _with_labels(sheet, header, last, roles, deciders)


def _foot(sheet: Sheet) -> int:
    """Return the first row of the notes at the foot, or the row behind the last."""
    for row, cells in sheet.rows.items():
        if len(cells) == 1 and is_heading(cells[0].text) and row > min(sheet.rows):
            return row
    return max(sheet.rows, default=0) + 1


def heading_of(sheet: Sheet, header: int, column: int) -> str:
    """Return the heading of a column in the header row, or that of a cell merged down into it."""
    cell = _header_cell(sheet, header, column)
    return " ".join(cell.text.split()) if cell is not None else ""


def _is_yes_or_no(texts: Sequence[str]) -> bool:
    """Return whether a column answers a question; where nobody says no, a yes is a cross in a role's column."""
    said = {text.strip().lower() for text in texts}
    return said <= {"yes", "no", "y", "n", "true", "false"} and bool(said & {"no", "n", "false"})


def _are_edges(heading: str, texts: Sequence[str]) -> bool:
    """Return whether a column holds the one edge of bands, as bare numbers under "From" or "To"."""
    return edge_of(heading) is not None and sum(bool(AMOUNT.fullmatch(t)) for t in texts) >= _LEAST_SHARE * len(texts)


def _header_cell(sheet: Sheet, row: int, column: int) -> Cell | None:
    """Return the heading of a column: the cell of the header row, or one above that is merged down into it."""
    own = sheet.at(row, column)
    if own is not None:
        return own
    above = sheet.covering.get((row, column))
    return above if above is not None and above.column == column and above.rows > 1 else None


def _acting_columns(sheet: Sheet, header: int, foot: int) -> tuple[dict[int, Cell], dict[int, Right]]:
    roles: dict[int, Cell] = {}
    doubtful: dict[int, Cell] = {}
    deciders: dict[int, Right] = {}
    columns = {c.column for c in sheet.rows[header]} | {column for row, column in sheet.covering if row == header}
    for column in sorted(columns):
        heading = _header_cell(sheet, header, column)
        if heading is None or heading.columns > 1:
            continue
        below = [
            cell.text
            for cell in sheet.columns[column]
            if header < cell.row < foot and cell.text.strip() != heading.text.strip()
        ][:_SAMPLED_CELLS]
        if not below:
            continue
        if _is_yes_or_no(below):
            continue
        rights = sum(gives_right(text) for text in below)
        named = split_marks(heading.text)[0]
        right = None if _DECISION_HEADING.match(named) else right_named(named)
        spoken = sum(_speaks_of_part(text) for text in below)
        if rights and spoken >= _LEAST_SHARE * len(below) and not gives_right(heading.text):
            roles[column] = heading
        elif right is not None and rights * 2 < len(below):
            lists = sum(read_deciders(text) is not None for text in below)
            if lists >= max(1, _LEAST_SHARE * len(below)):
                deciders[column] = right
        elif rights and spoken >= _LEAST_SHARE_BESIDE * len(below) and not gives_right(heading.text):
            doubtful[column] = heading
    if roles:
        roles |= doubtful
    return dict(sorted(roles.items())), deciders


def _last_row(sheet: Sheet, header: int, foot: int, roles: Mapping[int, Cell], deciders: Mapping[int, Right]) -> int:
    """Return the last row with a part in it, and the labels that follow without a gap."""
    last = header
    for row, cells in sheet.rows.items():
        if not header < row < foot:
            continue
        acting = any((cell.column in roles and gives_right(cell.text)) or cell.column in deciders for cell in cells)
        follows = row == last + 1 and not any(footnote_in(c) or is_heading(c.text) for c in cells)
        if acting or (follows and last > header):
            last = row
    return last


def _with_idle_roles(
    sheet: Sheet, header: int, last: int, roles: dict[int, Cell], deciders: dict[int, Right]
) -> dict[int, Cell]:
    """Add the roles that play no part at all: headings to the right of the first role, with nothing below."""
    if not roles:
        return roles
    found = dict(roles)
    used = {cell.column for cell in sheet if header < cell.row <= last}
    for cell in sheet.rows[header]:
        idle = cell.column > min(roles) and cell.column not in used and cell.column not in deciders
        if idle and cell.columns == 1 and not _NOTE_HEADING.search(cell.text):
            found[cell.column] = cell
    return dict(sorted(found.items()))


def _with_labels(sheet: Sheet, header: int, last: int, roles: dict[int, Cell], deciders: dict[int, Right]) -> Layout:
    first_acting = min((*roles, *deciders))
    columns: dict[int, list[str]] = {}
    for cell in sheet:
        if header < cell.row <= last and cell.column not in roles and cell.column not in deciders:
            columns.setdefault(cell.column, []).append(cell.text.strip())
    names: dict[int, int] = {}
    bands: list[int] = []
    flags: list[int] = []
    clauses: list[int] = []
    notes: list[int] = []
    for column, texts in sorted(columns.items()):
        heading = heading_of(sheet, header, column)
        sample = texts[:: 1 + len(texts) // _SAMPLED_LABELS]
        share = sum(parse_band(text) is not None for text in sample) / len(sample)
        codes = sum(bool(_CODE.match(text)) for text in sample) / len(sample)
        if (
            column < first_acting
            and not edge_of(heading)
            and (codes > 0.8 or (codes > 0.5 and _CLAUSE_HEADING.match(heading)))
        ):
            clauses.append(column)
        elif heading and _is_yes_or_no(texts):
            flags.append(column)
        elif share >= _LEAST_SHARE or _are_edges(heading, texts):
            bands.append(column)
        elif column > first_acting or (_NOTE_HEADING.search(heading) and len(columns) > 1):
            notes.append(column)
        else:
            names[column] = len(set(texts))
    if not names and bands:
        names[bands[0]] = 1
        bands = bands[1:]
    if not names and clauses:
        names[clauses.pop()] = 1
    label = max(names, key=lambda column: (names[column], -column)) if names else 0
    sections = tuple(column for column in sorted(names) if column < label)
    more_notes = (*notes, *clauses[1:], *(column for column in names if column > label))
    return Layout(
        header,
        _group_row(sheet, header, roles),
        last,
        roles,
        deciders,
        label,
        sections,
        tuple(bands),
        tuple(flags),
        clauses[0] if clauses else None,
        tuple(sorted(more_notes)),
    )


def _group_row(sheet: Sheet, header: int, roles: Mapping[int, Cell]) -> int | None:
    """Return the row of headings that group roles, right above the header, or None."""
    above = [row for row in sheet.rows if row < header]
    if not above or len(roles) < 2 or header - above[-1] > 2:
        return None
    cells = sheet.rows[above[-1]]
    inside = [c for c in cells if c.column in roles and roles[c.column] is not c and c.columns <= len(roles)]
    outside = [c for c in cells if c.column < min(roles) and c.columns > 1]
    return above[-1] if inside and not outside else None

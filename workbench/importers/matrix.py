"""An authority matrix on a sheet, read from its headings to its footnotes."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from workbench.importers.foot import Foot, read_foot, split_by_flags
from workbench.importers.headings import Heads, read_headings
from workbench.importers.layout import Layout, find_layout
from workbench.importers.legend import legend_beside, read_legend
from workbench.importers.letters import HOUSE, REARN, LetterScheme, letters_in, scheme_named, scheme_of
from workbench.importers.prose import read_prose
from workbench.importers.reading import ImportOptions, MatrixReading, NoteReading, RoleReading, RowReading
from workbench.importers.refusals import ImportRefused
from workbench.importers.report import ImportReport, Ledger
from workbench.importers.rows import read_lines
from workbench.importers.sections import rows_of
from workbench.importers.sheets import Sheet, read_sheets

MOST_ROWS = 10_000
MOST_ROLES = 1_000


def read_matrix(path: Path, *, sheet: str | None = None, options: ImportOptions | None = None) -> MatrixReading:
    """Return the authority matrix that a workbook or text file holds, with a report on every cell.

    Without `sheet` the first visible sheet with a matrix is read. Raises ImportRefused when the file cannot be read,
    has no such sheet, or no matrix in it.
    """
    sheets = read_sheets(Path(path))
    options = options or ImportOptions()
    name = Path(path).name
    if sheet is not None:
        named = [found for found in sheets if found.title.casefold() == sheet.casefold()]
        if not named:
            there = ", ".join(found.title for found in sheets)
            raise ImportRefused(f"{name} has no sheet called {sheet}; it has {there}.")
        candidates = named
    else:
        candidates = [found for found in sheets if not found.hidden]
    for candidate in candidates:
        reading = read_sheet(name, candidate, options, legend_beside(sheets))
        if reading is not None:
            others = tuple(s.title for s in sheets if s is not candidate and not s.hidden and s.cells)
            return replace(reading, report=replace(reading.report, other_sheets=others))
    where = f"The sheet {sheet} of {name}" if sheet is not None else name
    raise ImportRefused(
        f"{where} has no authority matrix in it: Remit looks for a row of role names with cells such as "
        "A, R or “Approves” below them."
    )


def _refuse_endless(file: str, sheet: Sheet, roles: int) -> None:
    """Raise ImportRefused where a sheet is a list of something else, or made to keep somebody waiting."""
    for number, most, what in ((len(sheet.rows), MOST_ROWS, "rows"), (roles, MOST_ROLES, "roles")):
        if number > most:
            raise ImportRefused(
                f"The sheet “{sheet.title}” of {file} has {number:,} {what}, and no authority matrix has more than "
                f"{most:,}; copy the part that is one into a sheet of its own."
            )


def read_sheet(
    file: str, sheet: Sheet, options: ImportOptions, letters: LetterScheme | None = None
) -> MatrixReading | None:
    """Return the matrix on a sheet, or None where there is none. `letters` are those that the workbook explains."""
    if _is_list(sheet):
        raise ImportRefused(
            f"{file} lists one part in each line (decision, role, right); Remit reads matrices with the roles across."
        )
    layout = find_layout(sheet)
    if layout is None:
        return read_prose(file, sheet)
    _refuse_endless(file, sheet, len(layout.roles))
    ledger = Ledger(sheet)
    legend = read_legend(sheet, ledger)
    heads = read_headings(sheet, layout, ledger)
    scheme = legend or letters or _scheme(sheet, layout, heads, ledger)
    foot = read_foot(sheet, layout.last, options.footnotes_as_conditions, ledger)
    title = heads.title or sheet.title
    lines = list(read_lines(sheet, layout, heads, scheme.rights, ledger))
    rows = [split for line, row in rows_of(lines, title, ledger) for split in split_by_flags(row, line.marks, foot)]
    roles = _roles(heads, rows)
    used = {mark for line in lines for mark in (*line.marks, *(m for part in line.parts for m in part.marks))}
    role_notes = tuple(replace(note, text=foot.text(note.mark)) for note in heads.marks)
    matrix_notes = _matrix_notes(foot, used | {note.mark for note in role_notes})
    reading = MatrixReading(
        file,
        title,
        roles,
        tuple(rows),
        foot.flags,
        role_notes,
        matrix_notes,
        scheme if scheme is not HOUSE else None,
        _no_report(file, sheet),
    )
    return replace(reading, report=_report(reading, foot, ledger))


def _is_list(sheet: Sheet) -> bool:
    first = next(iter(sheet.rows.values()), ())
    return {"decision", "role", "right"} <= {cell.text.strip().lower() for cell in first}


def _scheme(sheet: Sheet, layout: Layout, heads: Heads, ledger: Ledger) -> LetterScheme:
    """Return the scheme that the sheet names or its letters tell; the house's own letters where they tell none."""
    cells = [c for column in layout.roles for c in sheet.columns[column] if layout.header < c.row <= layout.last]
    letters = {letter for cell in cells for letter in letters_in(cell.text)}
    texts = [heads.title, sheet.title, *(cell.text for cell in sheet.rows[layout.header])]
    named = next((found for text in texts if (found := scheme_named(text))), None)
    if named is not None and letters & named.rights.keys():
        return named
    scheme = scheme_of(letters)
    if scheme is None and "R" in letters and letters <= {"R", "A", "X"}:
        first = next(cell for cell in cells if "R" in letters_in(cell.text))
        ledger.remark(first, "R is read as “recommends” and A as “approves”, since nothing on the sheet says more")
        return REARN
    return scheme or HOUSE


def _roles(heads: Heads, rows: list[RowReading]) -> tuple[RoleReading, ...]:
    """Return each role once, columns first, then those that only cells name."""
    found: dict[str, RoleReading] = {}
    for role in heads.roles.values():
        found.setdefault(role.name.casefold(), role)
    for row in rows:
        for part in row.parts:
            for name in part.who.names():
                found.setdefault(name.casefold(), RoleReading(name, "", part.address))
    return tuple(found.values())


def _matrix_notes(foot: Foot, used: set[str]) -> tuple[NoteReading, ...]:
    """Return the notes on the whole: remarks, and footnotes that no mark in the table points to."""
    spoken = {mark for flag in foot.flags for mark in (flag.yes.mark, flag.no.mark)}
    loose = [NoteReading(mark, note.text) for mark, note in foot.footnotes.items() if mark not in used | spoken]
    return (*(NoteReading("", text) for text in foot.remarks), *loose)


def _no_report(file: str, sheet: Sheet) -> ImportReport:
    return ImportReport(file, sheet.title, (), {})


def _report(reading: MatrixReading, foot: Foot, ledger: Ledger) -> ImportReport:
    cells = ledger.cells()
    conditions = tuple(f"{flag.name}, from {flag.basis}" for flag in reading.flags)
    return ImportReport(
        reading.file,
        ledger.sheet.title,
        cells,
        counts_of(reading),
        conditions,
        tuple(ledger.remarks),
        letters=reading.scheme,
    )


def counts_of(reading: MatrixReading) -> Mapping[str, int]:
    """Return how many decisions, rows, bands, roles, notes and conditions a reading has."""
    cell_notes = {(row.address, note) for row in reading.rows for note in row.notes}
    return {
        "decisions": len({(row.sections, row.decision) for row in reading.rows}),
        "rows": len(reading.rows),
        "bands": len({row.address for row in reading.rows if row.bands}),
        "roles": len(reading.roles),
        "notes": len(cell_notes) + len(reading.role_notes) + len(reading.matrix_notes),
        "conditions": len(reading.flags),
    }

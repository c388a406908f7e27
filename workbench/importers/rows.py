"""The body of a matrix, row by row: what stands in each row before sections and decisions are made of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from models.authority.rules import Right
from models.authority.words import verb
from workbench.importers.conditions import ConditionColumns, Conditions
from workbench.importers.deciders import one, read_deciders
from workbench.importers.headings import Heads
from workbench.importers.labels import Label, parse_band, split_label
from workbench.importers.layout import Layout, heading_of
from workbench.importers.letters import Word, read_word, split_marks
from workbench.importers.names import short_name
from workbench.importers.reading import NoteReading, Part
from workbench.importers.report import Ledger
from workbench.importers.sheets import Cell, Sheet


@dataclass
class Line:
    """One row of the sheet. `cell` holds its label; `level` tells strong headings (0) from plain ones (1).

    `path` comes from section columns. A line without parts, band and notes may be a heading.
    """

    row: int
    address: str
    text: str
    label: Label
    cell: Cell | None
    level: int
    path: tuple[str, ...] = ()
    conditions: Conditions = field(default_factory=Conditions)
    parts: tuple[Part, ...] = ()
    marks: tuple[str, ...] = ()
    notes: list[NoteReading] = field(default_factory=list)
    note: str = ""
    clause: str = ""
    filled: bool = False

    @property
    def bare(self) -> bool:
        """Whether nothing but a name stands in the row."""
        return not self.filled and self.label.band is None


@dataclass
class _Carried:
    """What merged and empty label cells take over from the rows above."""

    path: list[str]
    name: str = ""


def read_lines(
    sheet: Sheet, layout: Layout, heads: Heads, letters: Mapping[str, tuple[Right, ...]], ledger: Ledger
) -> Iterator[Line]:
    """Yield the rows of the body, entering all their cells but the labels in the ledger."""
    carried = _Carried([""] * len(layout.sections))
    said: dict[str, Word] = {}
    columns = ConditionColumns(sheet, layout, ledger)
    headings = {column: heading_of(sheet, layout.header, column) for column in layout.notes}
    for row, cells in sheet.rows.items():
        if not layout.header < row <= layout.last:
            continue
        if _repeats_header(sheet, layout, cells):
            for cell in cells:
                ledger.read(cell, "heading", "the header row, repeated")
            continue
        line = _line(sheet, layout, row, cells, columns.read(row), carried, ledger)
        parts: list[Part] = []
        for cell in cells:
            column = cell.column
            if cell.trouble:
                ledger.unread(cell, cell.trouble)
            elif column in layout.roles:
                if cell.text not in said:
                    said[cell.text] = read_word(cell.text, letters)
                parts += _parts_of_role(cell, said[cell.text], heads, line, ledger)
            elif column in layout.deciders:
                parts += _parts_of_decider(cell, layout.deciders[column], ledger)
            elif column in layout.notes:
                head = headings[column]
                line.note = "\n".join(filter(None, (line.note, f"{head}: {cell.text}" if head else cell.text)))
                ledger.read(cell, "note", "a note on the row")
            elif column == layout.clause:
                line.clause = cell.text.strip()
                ledger.read(cell, "clause", "the number of the row")
            else:
                continue
            line.filled = True
        line.parts = tuple(parts)
        yield line


def _repeats_header(sheet: Sheet, layout: Layout, cells: tuple[Cell, ...]) -> bool:
    return len(cells) > 1 and all(c.text.strip() == sheet.text(layout.header, c.column) for c in cells)


def _line(
    sheet: Sheet,
    layout: Layout,
    row: int,
    cells: tuple[Cell, ...],
    conditions: Conditions,
    carried: _Carried,
    ledger: Ledger,
) -> Line:
    for place, column in enumerate(layout.sections):
        if cell := sheet.at(row, column):
            carried.path[place:] = [short_name(cell.text)] + [""] * (len(layout.sections) - place - 1)
            ledger.read(cell, "section", f"the section {short_name(cell.text)}")
    own = sheet.at(row, layout.label)
    above = sheet.covering.get((row, layout.label))
    own = own if own is not None and not own.trouble else None
    text = (own or above or Cell(row, 0, "")).text if (own or (above and above.rows > 1)) else ""
    bare, marks = split_marks(" ".join(text.split()))
    label = split_label(bare)
    conditional = bool(conditions.bands or conditions.flags)
    if conditional and not text:
        label = Label(carried.name)
    if label.name:
        carried.name = label.name
    level = 0 if own is not None and (own.bold or own.columns > len(layout.roles)) else 1
    address = (own or cells[0]).address
    return Line(
        row,
        address,
        text or conditions.text,
        label,
        own,
        level,
        tuple(filter(None, carried.path)),
        conditions,
        marks=marks,
        filled=conditional,
    )


def _parts_of_role(cell: Cell, word: Word, heads: Heads, line: Line, ledger: Ledger) -> Iterator[Part]:
    role = heads.roles[cell.column].name
    if word.no_part:
        ledger.read(cell, "right", f"{role} has no part")
    elif word.forbidden:
        line.notes.append(NoteReading(",".join(word.marks), cell.text.strip(), role))
        ledger.read(cell, "note", f"kept as a note on this cell; {role} gets no right")
    elif word.unknown:
        pieces = ", ".join(f"“{piece}”" for piece in word.unknown)
        ledger.unread(cell, f"{pieces} is no right that Remit knows" if parse_band(cell.text) is None else _AMOUNT)
    else:
        words = " and ".join(verb(right) for right in word.rights)
        marks = f", with footnote {', '.join(word.marks)}" if word.marks else ""
        ledger.read(cell, "right", f"{role} {words}{marks}")
        if word.remark:
            ledger.remark(cell, word.remark)
        strand = heads.strands[cell.column]
        for right in word.rights:
            yield Part(right, one(role), strand, cell.address, word.marks)


_AMOUNT = "an amount in a role's column; Remit reads limits from rows"


def _parts_of_decider(cell: Cell, right: Right, ledger: Ledger) -> Iterator[Part]:
    bare, marks = split_marks(cell.text)
    who = read_deciders(bare)
    if who is None:
        ledger.unread(cell, "no role is recognised in it")
        return
    ledger.read(cell, "right", f"{who}: {verb(right, several=who.kind != 'role')}")
    if who.kind != "role" and ("/" in bare or "," in bare):
        ledger.remark(cell, f"the joining sign is read as: {who}")
    yield Part(right, who, "", cell.address, marks)

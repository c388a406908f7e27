"""What stands below a matrix: its footnotes, remarks on the whole; and what their marks do to the rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from workbench.importers.footnotes import Flag, Footnote, flags_among, footnote_in, is_heading
from workbench.importers.letters import split_marks
from workbench.importers.reading import NoteReading, Part, RowReading
from workbench.importers.report import Ledger
from workbench.importers.sheets import Cell, Sheet

_MISSING = "the sheet has no footnote with this mark"


@dataclass(frozen=True)
class Foot:
    """The footnotes by mark, the conditions among them, and remarks without a mark."""

    footnotes: Mapping[str, Footnote]
    flags: tuple[Flag, ...]
    remarks: tuple[str, ...]

    def text(self, mark: str) -> str:
        """Return the text of a mark, or words that say there is none."""
        found = self.footnotes.get(mark)
        return found.text if found else _MISSING


def read_foot(sheet: Sheet, last: int, conditions: bool, ledger: Ledger) -> Foot:
    """Return the footnotes and remarks below row `last`, and enter their cells in the ledger."""
    footnotes: dict[str, Footnote] = {}
    remarks: list[str] = []
    under_heading = False
    for row, cells in sheet.rows.items():
        left = [cell for cell in cells if cell not in ledger and not cell.trouble]
        if row <= last or not left:
            continue
        note = footnote_in(left[0]) or _in_two_cells(left)
        if note is not None and note.mark not in footnotes:
            footnotes[note.mark] = note
            for cell in left[: 1 if footnote_in(left[0]) else 2]:
                ledger.read(cell, "footnote", f"the footnote ({note.mark})")
        elif is_heading(left[0].text):
            under_heading = True
            ledger.read(left[0], "heading", "the heading of the notes")
        elif under_heading and len(left) == 1:
            remarks.append(left[0].text.strip())
            ledger.read(left[0], "note", "a note on the matrix")
    flags = flags_among(list(footnotes.values())) if conditions else ()
    return Foot(footnotes, flags, tuple(remarks))


def _in_two_cells(cells: Sequence[Cell]) -> Footnote | None:
    if len(cells) < 2 or len(cells[0].text.strip()) > 4:
        return None
    return footnote_in(replace(cells[0], text=f"{cells[0].text.strip()} {cells[1].text.strip()}"))


def split_by_flags(row: RowReading, marks: tuple[str, ...], foot: Foot) -> Iterator[RowReading]:
    """Yield a row once for each value of the flags that its marks speak of; unmarked parts stand in all of them.

    Marks that are no condition become notes. A value under which nobody has a part yields no row.
    """
    used = {mark for part in row.parts for mark in part.marks} | set(marks)
    flags = [flag for flag in foot.flags if {flag.yes.mark, flag.no.mark} & used]
    spoken = {mark for flag in flags for mark in (flag.yes.mark, flag.no.mark)}
    row = replace(row, notes=(*_texts(row.notes, foot), *_row_notes(marks, spoken, foot)))
    told = dict(row.when)
    for values in product((True, False), repeat=len(flags)):
        chosen = {
            (flag.yes if value else flag.no).mark: (flag.no if value else flag.yes).mark
            for flag, value in zip(flags, values, strict=True)
        }
        if any(told.get(flag.name, value) != value for flag, value in zip(flags, values, strict=True)):
            continue  # a column of the row says otherwise
        against = set(chosen.values())
        if any(mark in against and chosen.keys().isdisjoint(marks) for mark in marks):
            continue
        parts = tuple(part for part in row.parts if _stands(part.marks, chosen, against))
        if flags and row.parts and not parts:
            continue
        when = tuple((told | {flag.name: value for flag, value in zip(flags, values, strict=True)}).items())
        notes = (*row.notes, *_part_notes(parts, spoken, foot))
        yield replace(row, parts=parts, when=when, notes=notes)


def _stands(marks: Sequence[str], chosen: Mapping[str, str], against: set[str]) -> bool:
    return not any(mark in against for mark in marks) or any(
        other in marks for mark in marks if mark in against for other, no in chosen.items() if no == mark
    )


def _row_notes(marks: Sequence[str], spoken: set[str], foot: Foot) -> tuple[NoteReading, ...]:
    return tuple(NoteReading(mark, foot.text(mark)) for mark in marks if mark not in spoken)


def _texts(notes: Sequence[NoteReading], foot: Foot) -> tuple[NoteReading, ...]:
    """Give notes that already have words ("cannot approve") the words of their marks, too."""
    return tuple(
        replace(note, text=f"{split_marks(note.text)[0]}: {foot.text(note.mark)}") if note.mark else note
        for note in notes
    )


def _part_notes(parts: Sequence[Part], spoken: set[str], foot: Foot) -> tuple[NoteReading, ...]:
    found: dict[NoteReading, None] = {}
    for part in parts:
        role = part.who.name if part.who.kind == "role" else ""
        for mark in part.marks:
            if mark not in spoken:
                found[NoteReading(mark, foot.text(mark), role)] = None
    return tuple(found)

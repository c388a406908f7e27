"""The report of an import: every non-empty cell by its address, as what it was read, or why it was not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.authority.letter_words import letter_words
from workbench.importers.letters import LetterScheme
from workbench.importers.sheets import Cell, Sheet

SCHEMA = "remit.import-report/1"


@dataclass(frozen=True)
class CellReport:
    """One cell. `kind` says as what it was read ("role", "band", "right" …); empty where it was not read.

    `words` says what it means or, where it was not read, why.
    """

    address: str
    text: str
    kind: str
    words: str

    @property
    def read(self) -> bool:
        """Whether the cell was read."""
        return bool(self.kind)


@dataclass(frozen=True)
class Remark:
    """Something that had to be assumed, with the cell where it was."""

    address: str
    text: str


@dataclass(frozen=True)
class ImportReport:
    """What an import read: the cells in the order of the sheet, counts, assumptions and conditions offered.

    `letters` is the scheme that the sheet speaks, where it is another than the house's letters.
    """

    file: str
    sheet: str
    cells: tuple[CellReport, ...]
    counts: Mapping[str, int]
    conditions: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    other_sheets: tuple[str, ...] = ()
    letters: LetterScheme | None = None

    @property
    def unread(self) -> tuple[CellReport, ...]:
        """The cells that were not read, with the reason in their words."""
        return tuple(cell for cell in self.cells if not cell.read)

    @property
    def summary(self) -> str:
        """What was found, counted in words: "35 decisions, 55 rows, 6 roles"."""
        return ", ".join(_counted(number, word) for word, number in self.counts.items() if number) or "nothing"

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain data, with the version of its schema."""
        return {
            "schema": SCHEMA,
            "file": self.file,
            "sheet": self.sheet,
            "counts": dict(self.counts),
            "conditions": list(self.conditions),
            "remarks": [{"address": r.address, "text": r.text} for r in self.remarks],
            "other_sheets": list(self.other_sheets),
            "letters": self._letters_json(),
            "cells": [
                {"address": c.address, "text": c.text, "read": c.read, "as": c.kind, "words": c.words}
                if c.read
                else {"address": c.address, "text": c.text, "read": False, "why": c.words}
                for c in self.cells
            ],
        }

    def _letters_json(self) -> dict[str, Any] | None:
        if self.letters is None:
            return None
        meant = {letter.letter: list(letter.rights) for letter in self.letters.letters}
        return {"family": self.letters.family, "name": self.letters.name, "meant": meant}

    def to_text(self, every_cell: bool = False) -> str:
        """Return the report for people: counts, assumptions, what was not read; with `every_cell` all cells."""
        return "\n".join(self._lines(every_cell)) + "\n"

    def _lines(self, every_cell: bool) -> Iterator[str]:
        yield f"{self.file}, sheet {self.sheet}"
        yield self.summary
        if self.letters is not None:
            meant = "; ".join(f"{each.letter} = {letter_words(each)}" for each in self.letters.letters)
            yield f"Letters: {self.letters.name}, with {meant}"
        for condition in self.conditions:
            yield f"Condition from footnotes: {condition}"
        for name in self.other_sheets:
            yield f"The sheet {name} was not read; name it to import it."
        if self.remarks:
            yield "Assumed:"
            yield from (f"  {remark.address:<6} {remark.text}" for remark in self.remarks)
        yield self._share()
        yield from (f"  {cell.address:<6} {_short(cell.text)}: {cell.words}" for cell in self.unread)
        if every_cell:
            yield "Read:"
            yield from (
                f"  {cell.address:<6} {_short(cell.text)}: {cell.kind}, {cell.words}"
                for cell in self.cells
                if cell.read
            )

    def _share(self) -> str:
        read = len(self.cells) - len(self.unread)
        if not self.unread:
            return f"All {len(self.cells)} filled cells were read."
        return f"{read} of {len(self.cells)} filled cells were read; not read:"


def _counted(number: int, word: str) -> str:
    return f"{number} {word.removesuffix('s') if number == 1 else word}"


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return f"“{one_line}”" if len(one_line) <= 60 else f"“{one_line[:57]}…”"


@dataclass
class Ledger:
    """Collects, while a sheet is read, what became of each cell."""

    sheet: Sheet
    entries: dict[tuple[int, int], CellReport] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def read(self, cell: Cell, kind: str, words: str) -> None:
        """Note that a cell was read as this."""
        self.entries[cell.row, cell.column] = CellReport(cell.address, cell.text, kind, words)

    def unread(self, cell: Cell, why: str) -> None:
        """Note why a cell was not read."""
        self.entries[cell.row, cell.column] = CellReport(cell.address, cell.text, "", why)

    def remark(self, cell: Cell, text: str) -> None:
        """Note what had to be assumed at a cell."""
        self.remarks.append(Remark(cell.address, text))

    def __contains__(self, cell: Cell) -> bool:
        return (cell.row, cell.column) in self.entries

    def cells(self) -> tuple[CellReport, ...]:
        """Return the report of every non-empty cell; those that nothing claimed stand outside the table."""
        for cell in self.sheet:
            if cell not in self:
                self.unread(cell, cell.trouble or "it stands outside the table")
        return tuple(self.entries[place] for place in sorted(self.entries))

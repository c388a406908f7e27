"""A workbook that Remit wrote and people edited: what differs from the document, cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exporters.text import fingerprint
from exporters.workbook.matrix import render_matrix
from exporters.workbook.sheet import Line, RenderedSheet
from models.authority.rules import Edition
from models.changes import ChangeSet, EditRefused, in_one_step
from models.document import Document
from workbench.importers.identity import MATRIX, Identity, Key, Placement, headings_of, keys_of, place, read_identity
from workbench.importers.own_edits import IN_WORDS, Edits, Step
from workbench.importers.refusals import ImportRefused
from workbench.importers.sheets import Sheet, address, read_sheets

NOT_TAKEN = "rows and columns are added in Remit itself"


@dataclass(frozen=True)
class Difference:
    """One difference: where, what it is about in words, and both texts.

    `step` is the edit that takes it over; where there is none, `problem` says why.
    """

    address: str
    what: str
    before: str
    after: str
    step: Step | None = None
    problem: str = ""

    @property
    def can_apply(self) -> bool:
        """Whether it can be taken over."""
        return self.step is not None


@dataclass(frozen=True)
class Comparison:
    """All differences of a workbook, in the order of its cells.

    `stale` says that the document changed since the workbook was written: its older texts then differ, too.
    """

    file: str
    stale: bool
    differences: tuple[Difference, ...]


def belongs_to(document: Document, path: Path) -> bool:
    """Return whether Remit wrote this workbook from a matrix of this document: then it is compared, not imported.

    Raises ImportRefused when it cannot be read.
    """
    identity = read_identity(path.name, read_sheets(path)) if path.suffix.lower() == ".xlsx" else None
    return identity is not None and identity.edition in document.editions


def reimport(document: Document, path: Path) -> Comparison:
    """Return how the matrix of a workbook that Remit wrote differs from the document.

    Equal cells are no difference. Raises ImportRefused when Remit did not write the workbook, or wrote it from a
    matrix that is not in this document.
    """
    name = path.name
    sheets = read_sheets(path)
    identity = read_identity(name, sheets)
    sheet = next((found for found in sheets if found.title == MATRIX), None)
    if identity is None:
        raise ImportRefused(f"{name} was not written by Remit; import it as a matrix of its own.")
    if sheet is None:
        raise ImportRefused(f"{name} has lost its sheet {MATRIX}; export it again.")
    edition = document.editions.get(identity.edition)
    if edition is None:
        raise ImportRefused(f"{name} was written from another file: its matrix is not in this one.")
    stale = identity.fingerprint != fingerprint(document)
    comparer = _Comparer(document, edition, identity, name, sheet, stale=stale)
    return Comparison(name, stale, tuple(comparer.differences()))


def plan_reimport(document: Document, comparison: Comparison, accepted: frozenset[str] | None = None) -> ChangeSet:
    """Return the change set that takes over the differences at these addresses (all that can be, without).

    Raises EditRefused when the document has changed so that one does not fit any more; and, without addresses, when
    it has changed since the workbook was written, whose older texts would undo that unseen.
    """
    if accepted is None and comparison.stale and comparison.differences:
        raise EditRefused(
            f"The file has changed since {comparison.file} was written: export it again, "
            "or name the cells to take over one by one."
        )
    chosen = [d for d in comparison.differences if d.step and (accepted is None or d.address in accepted)]
    # A new condition drops a row's label; a label that was edited too must come after it.
    steps = sorted((d.step for d in chosen if d.step), key=lambda step: step.rank)
    return in_one_step(f"Take over changes of {comparison.file}", document, *(step.run for step in steps))


class _Comparer:
    def __init__(
        self, document: Document, edition: Edition, identity: Identity, file: str, sheet: Sheet, *, stale: bool
    ) -> None:
        self.sheet = sheet
        self.stale = stale
        self.rendered: RenderedSheet = render_matrix(document, edition)
        self.placement: Placement = place(file, sheet, identity, self.rendered)
        self.identity = identity
        self.edits = Edits(document, edition)

    def differences(self) -> Iterator[Difference]:
        yield from sorted(self._all(), key=lambda d: (_row(d.address), len(d.address), d.address))

    def _all(self) -> Iterator[Difference]:
        yield from self._headings()
        known = set(self.identity.rows.values())
        for index, key in keys_of(self.rendered):
            row = self.placement.lines.get(key)
            line = self.rendered.lines[index]
            if row is not None:
                yield from self._line(row, key, line)
            elif key in known:
                yield self._deleted(key, line)
        for row in self.placement.new_lines:
            text = " · ".join(cell.text.strip() for cell in self.sheet.rows[row])
            yield Difference(address(row, 1), "a row that is not in the matrix", "", text, problem=NOT_TAKEN)

    def _headings(self) -> Iterator[Difference]:
        placement, row = self.placement, self.placement.heading
        for column, heading in zip(self.rendered.columns, headings_of(self.rendered), strict=True):
            if not column.id:
                continue
            key = (column.table, column.id)
            at = placement.columns.get(key)
            if at is None:
                if key in self.identity.columns.values():
                    yield Difference(
                        address(row, 1), f"the column {heading}", heading, "", problem="columns are taken out in Remit"
                    )
                continue
            now = self.sheet.text(row, at) or self.sheet.text(row - 1, at)
            if now != heading.strip():
                step, problem = self.edits.renamed(key, heading, now)
                yield Difference(address(row, at), f"the name of the {column.table}", heading, now, step, problem)
        for at in placement.new_columns:
            heading = self.sheet.text(row, at)
            yield Difference(address(row, at), "a column that is not in the matrix", "", heading, problem=NOT_TAKEN)

    def _line(self, row: int, key: Key, line: Line) -> Iterator[Difference]:
        before, now = _text(line.values[0]), self.sheet.text(row, 1)
        if before != now:
            step, problem = self.edits.renamed(key, before, now)
            what = (
                f"the text of a {self.edits.what(key)}" if key[0] == "note" else f"the name of a {self.edits.what(key)}"
            )
            yield self._difference(row, 1, what, before, step, problem)
        if key[0] != "rule":
            return
        headings = headings_of(self.rendered)
        for place_, column in enumerate(self.rendered.columns[1:], 1):
            column_key = (column.table, column.id)
            at = self.placement.columns.get(column_key) if column.id else self.placement.others.get(headings[place_])
            if at is None or (self.stale and headings[place_] == IN_WORDS):
                continue  # derived from the row: an old sentence is nobody's edit
            before, now = _text(line.values[place_]), self.sheet.text(row, at)
            if self.edits.same(column_key, before, now):
                continue
            step, problem = self.edits.cell(key[1], column_key, headings[place_], before, now)
            what = f"{headings[place_]} in {self.edits.what(key)} “{self.edits.name(key)}”"
            yield self._difference(row, at, what, before, step, problem)

    def _difference(self, row: int, column: int, what: str, before: str, step: Step | None, problem: str) -> Difference:
        cell = self.sheet.at(row, column)
        if cell is not None and cell.trouble:
            step, problem = None, f"it is {cell.trouble}"
        return Difference(address(row, column), what, before, self.sheet.text(row, column), step, problem)

    def _deleted(self, key: Key, line: Line) -> Difference:
        old = next(row for row, known in self.identity.rows.items() if known == key)
        step, problem = self.edits.deleted(key)
        what = f"the {self.edits.what(key)} is no longer there"
        return Difference(address(old, 1), what, _text(line.values[0]), "", step, problem)


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _row(place_: str) -> int:
    return int("".join(letter for letter in place_ if letter.isdecimal()))

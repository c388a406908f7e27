"""What the grid shows: lines and columns in words and letters, worked out when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from models.authority.cells import is_shared, rights_by_role
from models.authority.grid import Grid, GridRow, grid_of
from models.authority.labels import Label
from models.authority.letter_words import cell_words
from models.authority.rules import Note, Rule
from models.changes import ChangeSet
from models.document import Document
from models.teams import Role
from views.matrix.parts import (
    CellView,
    Column,
    Damage,
    Group,
    Line,
    columns_of,
    groups_of,
    marks_of,
    parents_of,
)
from views.matrix.wording import Wording

# Rows of other tables that a line or a column can show; a change of one is a reason to look again.
SHOWN = frozenset(("rule", "decision", "section", "edition", "scheme", "role", "note", "dimension", "place", "tier"))


@dataclass
class Sheet:
    """The lines and columns of an edition of a document's matrix, narrowed to those that hold `wanted`.

    `chosen` is the edition that somebody wants to see; without one, or once it is gone, the latest is shown.
    """

    document: Document = field(default_factory=Document)
    wanted: str = ""
    chosen: str | None = None
    grid: Grid = field(init=False)
    rows: list[GridRow] = field(init=False)
    columns: tuple[Column, ...] = field(init=False)
    groups: tuple[Group, ...] = field(init=False)

    def __post_init__(self) -> None:
        self._wording = Wording(self.document)
        self._marks: dict[str, dict[str, str]] = {}
        self._read()

    def _read(self) -> None:
        self.grid = grid_of(self.document, self.document.editions.get(self.chosen))
        self._lines: dict[str, Line] = {}
        self.columns = columns_of(self.document, self.grid)
        self.groups = groups_of(self.columns)
        self._column_of = {column.role.id: at for at, column in enumerate(self.columns, 1)}
        self._place()

    def _place(self) -> None:
        self.rows = self._narrowed() if self.wanted else list(self.grid.rows)
        self._at: dict[str, int] = {}
        for at, row in enumerate(self.rows):
            for shown in (row.section, row.decision, row.rule):
                if shown is not None:
                    self._at[shown.id] = at
        self._parents = parents_of(self.rows)

    def narrow(self, wanted: str) -> None:
        """Keep only the lines that hold these words, with the headings they stand under."""
        self.wanted = " ".join(wanted.casefold().split())
        self._place()

    @property
    def edition(self) -> str | None:
        """The id of the edition that is shown; None where there is none yet."""
        return self.grid.edition.id if self.grid.edition is not None else None

    def show(self, document: Document, edition: str | None = None) -> None:
        """Show another document, or another edition of it."""
        self.document, self.chosen = document, edition
        self._wording.show(document)
        self._read()

    def follow(self, document: Document, changes: ChangeSet) -> Damage:
        """Take over what changed; return what must be painted again."""
        self.document = document
        if not changes.touches(*SHOWN):
            return Damage()
        renamed = self._wording.follow(document, changes)
        cells = self._changed_cells(changes)
        if self._same_lines(changes):
            lines: set[int] = set()
            for change in changes.changes:
                at = self._at.get(change.id)
                if at is not None and isinstance(change.after, Rule):
                    self.rows[at] = replace(self.rows[at], rule=change.after)
                    renamed.add(change.id)
            for row_id in renamed:
                self._lines.pop(row_id, None)
                if row_id in self._at:
                    lines.add(self._at[row_id])
            return Damage(lines=frozenset(lines), cells=cells)
        self._read()
        return Damage(everything=True, cells=self._changed_cells(changes))

    def _same_lines(self, changes: ChangeSet) -> bool:
        """Whether every line stays where it is and only what stands in some of them is different."""
        if self.wanted:
            return False
        for change in changes.changes:
            if change.entity not in SHOWN:
                continue
            old, new = change.before, change.after
            if not (isinstance(old, Rule) and isinstance(new, Rule) and old.decision == new.decision):
                return False
            if (old.edition, old.position) != (new.edition, new.position):
                return False
            if (not old.box and not old.places) != (not new.box and not new.places):
                return False
        return True

    def _changed_cells(self, changes: ChangeSet) -> tuple[tuple[int, int], ...]:
        found = []
        for change in changes.changes:
            at = self._at.get(change.id)
            if change.entity != "rule" or at is None:
                continue
            # A level changes with the part of the role above, too.
            parts = self.grid.lettering.signs if self.grid.lettering.in_pairs else rights_by_role
            before = parts(change.before) if isinstance(change.before, Rule) else {}
            after = parts(change.after) if isinstance(change.after, Rule) else {}
            roles = [role for role in {**before, **after} if before.get(role) != after.get(role)]
            found += [(at, self._column_of[role]) for role in roles if role in self._column_of]
            if not roles:
                found.append((at, 0))
        return tuple(found)

    # ---- what stands where

    def line(self, at: int) -> Line:
        """Return a line in words."""
        row = self.rows[at]
        found = self._lines.get(row.id)
        if found is None:
            found = self._lines[row.id] = self._written(row)
        return found

    def cell(self, at: int, column: int) -> CellView | None:
        """Return what stands in a cell, or None where nothing does."""
        return self.line(at).cells.get(column)

    def letters(self, at: int, column: int) -> str:
        """Return the letters of a cell, or the label of a line in column 0."""
        line = self.line(at)
        if column == 0:
            return line.label
        cell = line.cells.get(column)
        return cell.letters if cell else ""

    def role(self, column: int) -> Role | None:
        """Return the role of a column; None for the labels."""
        return self.columns[column - 1].role if 0 < column <= len(self.columns) else None

    def column_of(self, role: str) -> int:
        """Return the column of a role, 0 where it has none."""
        return self._column_of.get(role, 0)

    def find(self, row_id: str) -> int | None:
        """Return where the line of a section, decision or row stands, or None where it is not shown."""
        return self._at.get(row_id)

    def parent(self, at: int) -> int | None:
        """Return the heading that a line stands under."""
        return self._parents[at]

    def decision_at(self, at: int) -> str | None:
        """Return the decision that a line belongs to."""
        row = self.rows[at]
        if row.decision is not None:
            return row.decision.id
        return row.rule.decision if row.rule is not None else None

    def named(self, at: int) -> tuple[str, str]:
        """Return the table and id of what the label of a line names."""
        row = self.rows[at]
        shown = row.decision or row.rule or row.section
        assert shown is not None
        return shown.table, shown.id

    def takes_letters(self, at: int) -> bool:
        """Return whether letters can be put into a line: a row can, and a decision that has none yet."""
        row = self.rows[at]
        return row.rule is not None or (row.kind == "decision" and not self._has_rows(at))

    def _has_rows(self, at: int) -> bool:
        decision = self.rows[at].decision
        edition = self.grid.edition
        if decision is None or edition is None:
            return False
        return any(r.edition == edition.id for r in self.document.rules.by("decision", decision.id))

    # ---- in words

    def label(self, at: int) -> Label:
        """Return what a line is called; cheaper than the whole line, for measuring many."""
        return self._wording.label(self.rows[at])

    def mark(self, at: int) -> str:
        """Return the marks of the footnotes of a line."""
        return self._wording.mark(self.rows[at])

    def _written(self, row: GridRow) -> Line:
        label = self._wording.label(row)
        if row.rule is None:
            return Line(label.text, label.aside, "", {})
        notes = self.document.notes.by("rule", row.rule.id)
        return Line(label.text, label.aside, self._wording.mark(row), self._cells(row.rule, notes))

    def _cells(self, rule: Rule, notes: tuple[Note, ...]) -> dict[int, CellView]:
        cells: dict[int, CellView] = {}
        parts = rights_by_role(rule)
        for role, signs in self.grid.lettering.signs(rule).items():
            column = self._column_of.get(role)
            if column is None:
                continue
            mark = marks_of([note for note in notes if note.role == role])
            cells[column] = CellView(
                "".join(letter for _, letter in signs),
                signs,
                parts[role],
                is_shared(rule, role),
                mark,
            )
        return cells

    def spoken(self, at: int, column: int) -> str:
        """Return a cell as a sentence: "Operating Expenses, above 5,000 up to and including 10,000, CFO: approves"."""
        said, marked = self._said(at, column), self.marks_at(at).get(column)
        return f"{said}; {marked}" if marked else said

    def _said(self, at: int, column: int) -> str:
        where = self._wording.whole(self.rows[at])
        above = self.parent(at)
        if above is not None and self.rows[at].kind == "rule" and not self.rows[at].stands_alone:
            where = f"{self.label(above).text}, {where}"
        role = self.role(column)
        if role is None:
            return where
        cell = self.line(at).cells.get(column)
        if cell is None:
            return f"{where}, {role.name}: no part"
        rule = self.rows[at].rule
        assert rule is not None
        does = cell_words(self.document, self.grid, rule, role.id)
        tail = ", as one of several" if cell.shared else ""
        noted = f", note {cell.note}" if cell.note else ""
        return f"{where}, {role.name}: {does}{tail}{noted}"

    def show_marks(self, marks: Mapping[tuple[str, str], str]) -> None:
        """Mark cells by line and role, "" for the line itself, with words that say in what each differs."""
        self._marks = {}
        for (line, role), words in marks.items():
            self._marks.setdefault(line, {})[role] = words

    def marks_at(self, at: int) -> dict[int, str]:
        """Return the marks of a line by column."""
        if not self._marks:
            return {}
        row = self.rows[at]
        found = {self.column_of(role): words for role, words in self._marks.get(row.id, {}).items()}
        if row.rule is not None and row.decision is not None:
            # The line of the only row stands for its decision, too.
            lost = self._marks.get(row.decision.id, {}).get("")
            found |= {0: "; ".join(words for words in (found.get(0), lost) if words)} if lost else {}
        return found

    def notes_at(self, at: int, column: int) -> tuple[Note, ...]:
        """Return the footnotes of a cell; in column 0, those of the line."""
        rule, role = self.rows[at].rule, self.role(column)
        if rule is None:
            return ()
        wanted = role.id if role else None
        return tuple(note for note in self.document.notes.by("rule", rule.id) if note.role == wanted)

    # ---- narrowing

    def _narrowed(self) -> list[GridRow]:
        rows = list(self.grid.rows)
        parents = parents_of(rows)
        keep: set[int] = set()
        hit: list[bool] = []
        for at, row in enumerate(rows):
            above = parents[at]
            label = self._wording.label(row)
            words = f"{label.text} {label.aside} {self._wording.whole(row)}".casefold()
            found = self.wanted in words or (above is not None and hit[above])
            hit.append(found)
            while found and above is not None and above not in keep:
                keep.add(above)
                above = parents[above]
            if found:
                keep.add(at)
        return [rows[at] for at in sorted(keep)]

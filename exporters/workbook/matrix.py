"""The Matrix sheet: decisions and their rows down, roles across, letters with footnote marks, notes at the foot."""

from exporters.cells import clean
from exporters.workbook.extras import extras_for
from exporters.workbook.headings import Headings, headings_of
from exporters.workbook.notes import foot_of, marks_of, notes_of
from exporters.workbook.sheet import Column, Line, RenderedSheet, Value, fitted, span
from models.authority.force import day_words
from models.authority.grid import Grid, GridRow, grid_of
from models.authority.lettering import Sign, strongest
from models.authority.rules import Edition, Rule
from models.authority.words import box_words, condition_words, procedure_words, sentence
from models.decisions import Dimension
from models.document import Document

_DEEPEST = 4
_NAME_WIDTH = 46.0
_FACT_WIDTH, _WORDS_WIDTH = (11.0, 28.0), (28.0, 56.0)


def render_matrix(document: Document, edition: Edition | None = None) -> RenderedSheet:
    """Return the Matrix sheet of an edition (the one in force when none is given) as plain values.

    Lines know the section, decision or rule that they show and columns the dimension or role, so that a workbook
    that comes back can be compared cell by cell: `render_matrix(document).cells("rule", "role")`.
    """
    return _Matrix(document, grid_of(document, edition)).rendered()


class _Matrix:
    def __init__(self, document: Document, grid: Grid) -> None:
        self.document, self.grid = document, grid
        self.rules = rules = [row.rule for row in grid.rows if row.rule is not None]
        self.signs = {rule.id: grid.lettering.signs(rule) for rule in rules}
        used = {condition.dimension for rule in rules for condition in rule.box}
        self.dimensions = [dimension for dimension in document.dimensions if dimension.id in used]
        self.extras = extras_for(document, rules)
        self.notes = notes_of(document, grid.edition, rules)
        self.marks = marks_of(self.notes)
        self.at = {role.id: at for at, role in enumerate(grid.roles)}
        self.cell_marks: dict[str, list[tuple[str, str]]] = {}
        for (rule, role), mark in self.marks.items():
            if rule and role:
                self.cell_marks.setdefault(rule, []).append((role, mark))
        self.shown: dict[tuple[Sign, ...], tuple[str, str]] = {}
        self.facts = {
            rule.id: {c.dimension: clean(condition_words(document, c, named=False)) for c in rule.box} for rule in rules
        }
        self.words = {rule.id: clean(sentence(procedure_words(document, rule.procedure))) for rule in rules}
        self.headings = self._headings()
        self.columns = self._columns()

    def rendered(self) -> RenderedSheet:
        top = self._top()
        head = [*top, *self.headings.lines()]
        body = [self._line(row) for row in self.grid.rows] or [self._text("The matrix has no rows yet.", "note")]
        foot = self._foot()
        below = len(head) + len(body) + 1
        merges = [
            span((number, 0), (number, len(self.columns) - 1))
            for number, line in enumerate(foot, below)
            if line.looks[0] == "note"
        ]
        return RenderedSheet(
            title="Matrix",
            columns=self.columns,
            lines=(*head, *fitted(body, self.columns), *foot),
            headings=(len(top) + 1, len(head)),
            frozen=f"B{len(head) + 1}",
            merges=(*self.headings.merges(len(top) + 1), *merges),
        )

    def _headings(self) -> Headings:
        before = ("Decision", *(dimension.name for dimension in self.dimensions))
        after = (*(extra.heading for extra in self.extras), "In words")
        marks = {role.id: self.marks.get(("", role.id), "") for role in self.grid.roles}
        return headings_of(before, self.grid.roles, after, marks)

    def _columns(self) -> tuple[Column, ...]:
        longest = max((len(c) + len(self.marks.get((r, role), "")) for r, role, c in self._letters()), default=1)
        width = self.headings.role_width(longest)
        return (
            Column(_NAME_WIDTH),
            *(Column(self._fact_width(d), "dimension", d.id) for d in self.dimensions),
            *(Column(width, "role", role.id) for role in self.grid.roles),
            *(Column(extra.width_for(self.document, self.rules)) for extra in self.extras),
            Column(_between(_WORDS_WIDTH, max(map(len, self.words.values()), default=0))),
        )

    def _fact_width(self, dimension: Dimension) -> float:
        longest = max((len(facts.get(dimension.id, "")) for facts in self.facts.values()), default=0)
        return _between(_FACT_WIDTH, max(longest, len(dimension.name)) + 3)

    def _letters(self) -> list[tuple[str, str, str]]:
        return [
            (rule, role, self._shown(held)[0]) for rule, found in self.signs.items() for role, held in found.items()
        ]

    def _top(self) -> list[Line]:
        edition = self.grid.edition
        title = f"{self.document.workspace.name}: {edition.name if edition else 'authority matrix'}"
        return [
            self._text(f"{title} {self.marks.get(('', ''), '')}", "title", height=27),
            self._text(stamp(self.document, edition), "stamp", height=18),
            self._text("", ""),
        ]

    def _text(self, text: str, look: str, *, table: str = "", row_id: str = "", height: float | None = None) -> Line:
        rest = len(self.columns) - 1
        return Line((clean(text.strip()) or None, *(None,) * rest), (look, *("",) * rest), table, row_id, height)

    def _line(self, row: GridRow) -> Line:
        depth = min(row.depth, _DEEPEST)
        if row.rule is not None:
            return self._rule_line(row, row.rule, depth)
        shown = row.section or row.decision
        assert shown is not None
        rest = len(self.columns) - 1
        values: tuple[Value, ...] = (clean(shown.name), *(None,) * rest)
        return Line(values, (f"{row.kind}.{depth}", *(f"{row.kind}.fill",) * rest), row.kind, row.id)

    def _rule_line(self, row: GridRow, rule: Rule, depth: int) -> Line:
        document = self.document
        cells, fills = self._cells(rule)
        name = f"{self._name(row, rule)} {self.marks.get((rule.id, ''), '')}"
        return Line(
            values=(
                clean(name.strip()),
                *(self.facts[rule.id].get(d.id) for d in self.dimensions),
                *cells,
                *(clean(text) if (text := extra.text(document, rule)) else None for extra in self.extras),
                self.words[rule.id],
            ),
            looks=(
                f"rule.{depth}",
                *("fact",) * len(self.dimensions),
                *fills,
                *("remark",) * len(self.extras),
                "words",
            ),
            table="rule",
            id=rule.id,
        )

    def _name(self, row: GridRow, rule: Rule) -> str:
        """Return what a line is called: its label, else its cases; its decision where it stands for the whole of it."""
        if row.decision is not None:
            alone = row.decision.name
            return f"{alone}: {rule.label}" if rule.label and rule.label != alone else alone
        cases = rule.label or box_words(self.document, rule.box, rule.places)
        return cases[:1].upper() + cases[1:] if not rule.label else cases

    def _cells(self, rule: Rule) -> tuple[list[str | None], list[str]]:
        """Return what stands in the roles' columns of a row, and how it looks; most of it is empty."""
        texts: list[str | None] = [None] * len(self.grid.roles)
        looks = ["blank"] * len(self.grid.roles)
        for role, signs in self.signs[rule.id].items():
            texts[self.at[role]], looks[self.at[role]] = self._shown(signs)
        for role, mark in self.cell_marks.get(rule.id, ()):
            texts[self.at[role]] = f"{texts[self.at[role]] or ''} {mark}".strip()
        return texts, looks

    def _shown(self, signs: tuple[Sign, ...]) -> tuple[str, str]:
        """Return the letters of a cell, and its look: the weightiest part colours it."""
        shown = self.shown.get(signs)
        if shown is None:
            text = clean("".join(letter for _, letter in signs))
            shown = self.shown[signs] = (text, f"right.{strongest(right for right, _ in signs)}")
        return shown

    def _foot(self) -> list[Line]:
        texts = foot_of(self.document, self.grid.edition, self.notes)
        if not texts:
            return []
        whole = (Column(sum(column.width for column in self.columns)),)
        lines = [self._text("", ""), self._text("Notes", "foot", height=22)]
        for text, note in texts:
            height = fitted([Line((text,), ("note",))], whole)[0].height or 16
            lines.append(self._text(text, "note", table="note" if note else "", row_id=note, height=height))
        return lines


def _between(limits: tuple[float, float], wanted: float) -> float:
    return min(limits[1], max(limits[0], wanted))


def stamp(document: Document, edition: Edition | None, *, short: bool = False) -> str:
    """Return which version of the matrix this is, in words; `short` leaves out days and who approved it."""
    if edition is None:
        return "There is no matrix yet"
    state = {"draft": "DRAFT, not in force", "in_force": "In force", "withdrawn": "Withdrawn"}[edition.status]
    parts = [state, *([f"version {edition.version}"] if edition.version else [])]
    if short:
        return " · ".join(parts)
    parts += [f"effective from {day_words(edition.effective)}"] if edition.effective else []
    parts += [f"until {day_words(edition.expires)}"] if edition.expires else []
    body = document.roles.get(edition.approving_body)
    if body or edition.approved_on:
        by = f" by {body.name}" if body else ""
        parts.append(f"approved{by}" + (f" on {day_words(edition.approved_on)}" if edition.approved_on else ""))
    parts += [f"to be reviewed by {day_words(edition.review_on)}"] if edition.review_on else []
    return " · ".join(parts)

"""A matrix that was read to the rows that it becomes in a document: one change set, nothing twice."""

from models.authority.grid import edition_shown
from models.authority.rules import Condition, Edition, FlagCondition, Note, Rule
from models.authority.schemes import Scheme
from models.changes import ChangeSet, Edit
from models.decisions import Decision, Section
from models.document import Document
from models.ids import fresh
from models.teams import Role
from workbench.importers.axes import Axes
from workbench.importers.names import short_name
from workbench.importers.procedure import procedure_of
from workbench.importers.reading import MatrixReading, NoteReading, RowReading


def plan_import(document: Document, reading: MatrixReading) -> ChangeSet:
    """Return the change set that puts a matrix into a document, as one step.

    Roles, sections, decisions and dimensions that are there already, by name, are used as they are; rows and notes
    that are there already are not added again, so importing the same sheet twice changes nothing the second time.
    Raises ImportRefused when a band does not fit its dimension.
    """
    return _Plan(document, reading).changes()


class _Plan:
    def __init__(self, document: Document, reading: MatrixReading) -> None:
        self.reading = reading
        self.edit = Edit(document)
        self.axes = Axes(self.edit, reading)
        self.roles: dict[str, str] = {}
        self.sections: dict[tuple[str | None, str], str] = {
            (row.parent, row.name.casefold()): row.id for row in document.sections
        }
        self.decisions: dict[tuple[str | None, str], str] = {
            (row.section, row.name.casefold()): row.id for row in document.decisions
        }
        self.there: dict[Rule, list[str]] = {}
        for rule in document.rules:
            self.there.setdefault(_content(rule), []).append(rule.id)
        self.noted = {_bare(note) for note in document.notes}
        self.positions = {
            name: max((row.position for row in document.table(name)), default=0.0)
            for name in ("role", "section", "decision", "rule", "note", "edition", "scheme")
        }

    def changes(self) -> ChangeSet:
        for role in self.reading.roles:
            self._role(short_name(role.name), role.column_group)
        edition = self._edition()
        for row in self.reading.rows:
            self._row(edition, row)
        for note in self.reading.role_notes:
            self._note(note, edition=edition.id, role=self.roles[note.role.casefold()])
        for note in self.reading.matrix_notes:
            self._note(note, edition=edition.id)
        return self.edit.done(f"Import {self.reading.file}")

    def _next(self, table: str) -> float:
        self.positions[table] += 1
        return self.positions[table]

    def _role(self, name: str, group: str) -> None:
        found = next((row for row in self.edit.document.roles if row.name.casefold() == name.casefold()), None)
        if found is None:
            found = self.edit.create(Role(id=fresh("role"), name=name, column_group=group, position=self._next("role")))
        elif group and not found.column_group:
            self.edit.set(found, column_group=group)
        self.roles[name.casefold()] = found.id

    def _edition(self) -> Edition:
        found = edition_shown(self.edit.document)
        if found is not None:
            return found
        scheme = self.reading.scheme
        scheme_id = None
        if scheme is not None:
            same = (row for row in self.edit.document.schemes if row.letters == scheme.letters)
            row = next(same, None) or self.edit.create(
                Scheme(
                    id=fresh("scheme"),
                    name=scheme.name,
                    letters=scheme.letters,
                    family=scheme.family,
                    position=self._next("scheme"),
                )
            )
            scheme_id = row.id
        return self.edit.create(
            Edition(
                id=fresh("edition"),
                name=short_name(self.reading.title),
                scheme=scheme_id,
                note=f"Imported from {self.reading.file}",
                position=self._next("edition"),
            )
        )

    def _row(self, edition: Edition, row: RowReading) -> None:
        decision = self._decision(row)
        box: list[Condition] = []
        box += [self.axes.condition(row, band) for band in row.bands]
        box += [FlagCondition(dimension=self.axes.flag(name).id, value=value) for name, value in row.when]
        rule = Rule(
            id="",
            edition=edition.id,
            decision=decision.id,
            # Where a sheet repeats the decision beside each band, the cases tell its rows apart.
            label="" if box and row.label.casefold() == decision.name.casefold() else row.label,
            box=tuple(box),
            procedure=procedure_of(row.parts, self.roles),
            note=row.note,
        )
        alike = self.there.get(rule)
        if alike:
            rule_id = alike.pop(0)
        else:
            rule_id = self.edit.create(rule.changed(id=fresh("rule"), position=self._next("rule"))).id
        self._describe_by(decision, tuple(condition.dimension for condition in box))
        for note in row.notes:
            role = self.roles[note.role.casefold()] if note.role else None
            self._note(note, rule=rule_id, role=role)

    def _section(self, path: tuple[str, ...]) -> str | None:
        parent: str | None = None
        for name in map(short_name, path):
            place = (parent, name.casefold())
            if place not in self.sections:
                row = Section(id=fresh("section"), name=name, parent=parent, position=self._next("section"))
                self.sections[place] = self.edit.create(row).id
            parent = self.sections[place]
        return parent

    def _decision(self, row: RowReading) -> Decision:
        place = (self._section(row.sections), row.decision.casefold())
        if place not in self.decisions:
            made = Decision(
                id=fresh("decision"),
                section=place[0],
                name=row.decision,
                clause=row.clause,
                position=self._next("decision"),
            )
            self.decisions[place] = self.edit.create(made).id
        return self.edit.document.decisions[self.decisions[place]]

    def _describe_by(self, decision: Decision, dimensions: tuple[str, ...]) -> None:
        more = tuple(each for each in dict.fromkeys(dimensions) if each not in decision.dimensions)
        if more:
            self.edit.set(decision, dimensions=(*decision.dimensions, *more))

    def _note(
        self, note: NoteReading, *, edition: str | None = None, rule: str | None = None, role: str | None = None
    ) -> None:
        made = Note(id="", mark=note.mark, text=note.text, edition=edition, rule=rule, role=role)
        if made not in self.noted:
            self.noted.add(made)
            self.edit.create(made.changed(id=fresh("note"), position=self._next("note")))


def _content(rule: Rule) -> Rule:
    return rule.changed(id="", position=0.0)


def _bare(note: Note) -> Note:
    return note.changed(id="", position=0.0)

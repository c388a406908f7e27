"""What a fix is, and what those who propose fixes look at."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.authority.expressions import roles_in
from models.authority.power import line_above
from models.authority.procedures import deciders, deciding_steps
from models.authority.rules import Rule, Step
from models.authority.words import procedure_words, role_words, rule_name
from models.changes import ChangeSet, Edit
from models.document import Document
from models.entity import Entity
from models.findings.base import Finding
from models.findings.survey import Survey

MOST_ROLES = 6


@dataclass(frozen=True)
class Fix:
    """One way to end a finding: in words, with what then holds, and as the changes that do it.

    The changes are those that were tried; on a document in which one of their rows has changed since, they are refused.
    """

    label: str
    changes: ChangeSet

    def command(self, _document: Document) -> ChangeSet:
        """Return what the fix changes: the command for `Session.execute`."""
        return self.changes


class Matter:
    """A finding in its document on a day, and what hangs together with it."""

    def __init__(self, document: Document, finding: Finding, on: date) -> None:
        self.document = document
        self.finding = finding
        self.on = on

    @cached_property
    def survey(self) -> Survey:
        """The document as checks look at it."""
        return Survey(self.document, self.on)

    def named(self, table: str, field: str | None = None) -> list[str]:
        """Return the ids of the rows of a table that the finding names, of those with a field if one is given."""
        places = (place for place in self.finding.places if place.table == table and field in (None, place.field))
        return list(dict.fromkeys(place.row for place in places if place.row in self.document.table(table)))

    @property
    def rules(self) -> list[Rule]:
        """The rows of the matrix that the finding names."""
        return [self.document.rules[name] for name in self.named("rule")]

    def fix(self, label: str, edit: Callable[[Edit], object]) -> Fix:
        """Return a fix that is called so, and does that."""
        work = Edit(self.document)
        edit(work)
        what, _, _ = label.partition(", so that ")
        return Fix(f"{label}.", work.done(what.partition("; ")[0]))

    def setting(self, words: str, row: Entity, /, **fields: object) -> Fix:
        """Return a fix, in words, that changes fields of one row."""
        return self.fix(words, lambda edit: edit.set(row, **fields))

    def creating(self, label: str, row: Entity) -> Fix:
        """Return a fix that adds one row."""
        return self.fix(label, lambda edit: edit.create(row))

    def deleting(self, label: str, row: Entity) -> Fix:
        """Return a fix that deletes one row."""
        return self.fix(label, lambda edit: edit.delete(row))

    def role(self, role: str) -> str:
        """Return what a role is called."""
        return role_words(self.document, role)

    def rule(self, rule: Rule) -> str:
        """Return what a row is called, in quotes."""
        return rule_name(self.document, rule)

    def decided(self, rule: Rule) -> str:
        """Return in words who decides by a row: "Lead approves"."""
        return procedure_words(self.document, deciding_steps(rule.procedure) or rule.procedure)

    def able(self, decision: str) -> list[str]:
        """Return the roles that decide a decision, those of the largest cases last."""
        return list(dict.fromkeys(role for *_, roles in self.survey.paths.ladder(decision).steps for role in roles))

    def above(self, role: str, decision: str | None = None) -> list[str]:
        """Return the roles with more authority than one: its line, then who decides more, then those on top."""
        line = line_above(self.document, role)
        ladder = self.survey.paths.ladder(decision).above(role) if decision else ()
        return [name for name in dict.fromkeys((*line, *ladder, *self.tops)) if name != role]

    @cached_property
    def tops(self) -> tuple[str, ...]:
        """The roles to which all others come in the end: the residual decider, then those of the highest level."""
        named = [self.survey.residual] if self.survey.residual else []
        alone = [r for r in self.document.roles if r.reports_to is None and r.kind in ("position", "body")]
        ranked = sorted(alone, key=lambda role: -(role.level if role.level is not None else -1))
        return tuple(dict.fromkeys((*named, *(role.id for role in ranked))))

    def likely(self, first: Iterable[str]) -> list[str]:
        """Return roles to choose from: those given, then those on top."""
        return list(dict.fromkeys((*first, *self.tops)))[:MOST_ROLES]


Offer = Callable[[Matter], Iterator[Fix]]


def without_deciding(rule: Rule, *steps: Step) -> tuple[Step, ...]:
    """Return the procedure of a row with other steps in place of those that decide."""
    stage = min((step.stage for step in deciding_steps(rule.procedure)), default=None)
    last = max((step.stage for step in rule.procedure), default=0)
    at = stage if stage is not None else last + 1
    kept = tuple(step for step in rule.procedure if step.right != "approve")
    return (*kept, *(step.changed(stage=at) for step in steps))


def taking_part(rule: Rule) -> list[str]:
    """Return the roles of a row: those who decide first."""
    others = (role for step in rule.procedure for role in roles_in(step.who))
    return list(dict.fromkeys((*deciders(rule.procedure), *others)))

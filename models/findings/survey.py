"""A document on a day, as checks look at it: what several of them need is worked out once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from models.authority.attainment import People
from models.authority.expressions import Expression, roles_in
from models.authority.force import editions_in_force, in_time
from models.authority.grants import Delegation
from models.authority.holders import people_of, vacant_roles
from models.authority.ladders import Ladder, ladder_of
from models.authority.paths import Paths
from models.authority.procedures import deciding_steps
from models.authority.proof import GROUND, Coverage, coverage_of
from models.authority.rules import BandCondition, Edition, Right, Rule, Step
from models.decisions import Decision
from models.document import TYPES, Document
from models.effort import Halt, Progress
from models.teams import Absence

Made = TypeVar("Made")


@dataclass
class Reading:
    """A decision with its rows in force, and what has been worked out about just them."""

    decision: Decision
    rules: tuple[Rule, ...]
    coverage: Coverage | None = None
    work: tuple[tuple[object, ...], dict[str, float]] | None = None
    """The hours a week that it asks of each role, with the rows that they hang on."""
    rows: tuple[Rule, ...] = ()
    """All its rows, those not in force included: they share names, and were in force on other days."""

    @cached_property
    def ladder(self) -> Ladder:
        """The deciding rows, smallest cases first."""
        return ladder_of(self._deciders_by_row)

    @cached_property
    def deciding(self) -> tuple[tuple[Rule, Step, tuple[str, ...]], ...]:
        """The steps that decide, each with its row and its roles."""
        return tuple(
            (rule, step, tuple(dict.fromkeys(roles_in(step.who))))
            for rule in self.rules
            for step in deciding_steps(rule.procedure)
        )

    @cached_property
    def _deciders_by_row(self) -> tuple[tuple[Rule, tuple[str, ...]], ...]:
        found: dict[str, tuple[Rule, dict[str, None]]] = {}
        for rule, _, roles in self.deciding:
            found.setdefault(rule.id, (rule, {}))[1].update(dict.fromkeys(roles))
        return tuple((rule, tuple(roles)) for rule, roles in found.values())

    @cached_property
    def sole(self) -> tuple[tuple[Rule, str], ...]:
        """The rows that one role decides alone, with that role."""
        return tuple((rule, roles[0]) for rule, roles in self._deciders_by_row if len(roles) == 1)

    @cached_property
    def deciders(self) -> frozenset[str]:
        """The roles that decide by some row."""
        return frozenset(role for *_, roles in self.deciding for role in roles)

    @cached_property
    def approvals(self) -> tuple[tuple[Expression, Rule, tuple[str, ...]], ...]:
        """The approvals that decide, each once, with the first row that wants it and the roles that it names."""
        found: dict[Expression, tuple[Expression, Rule, tuple[str, ...]]] = {}
        for rule, step, roles in self.deciding:
            found.setdefault(step.who, (step.who, rule, roles))
        return tuple(found.values())

    @cached_property
    def parts(self) -> dict[Right, tuple[str, ...]]:
        """For each right the roles that have it, each as often as there are rows by which it does."""
        found: dict[Right, list[str]] = {}
        for rule in self.rules:
            for right, role in dict.fromkeys(
                (step.right, role) for step in rule.procedure for role in roles_in(step.who)
            ):
                found.setdefault(right, []).append(role)
        return {right: tuple(roles) for right, roles in found.items()}

    @cached_property
    def decided_in(self) -> str | None:
        """The matrix that the first row which decides belongs to; None where no row says who decides."""
        return self.deciding[0][0].edition if self.deciding else None

    @cached_property
    def below_the_top(self) -> frozenset[str]:
        """The roles that decide some cases, but not the largest."""
        return self.deciders - self.ladder.tops

    @cached_property
    def currencies(self) -> dict[tuple[str, str], Rule]:
        """The currencies in which limits on a dimension are written, where they say one, with the first such row."""
        found: dict[tuple[str, str], Rule] = {}
        for rule in self.rules:
            for condition in rule.box:
                if isinstance(condition, BandCondition) and condition.currency:
                    found.setdefault((condition.currency, condition.dimension), rule)
        return found

    @cached_property
    def deciding_rows(self) -> int:
        """How many of the rows say who decides."""
        return len(self._deciders_by_row)

    @cached_property
    def named(self) -> frozenset[str]:
        """The roles that any of its rows names, whether in force or not."""
        return frozenset(role for rule in self.rows for step in rule.procedure for role in roles_in(step.who))

    def holds_for(self, decision: Decision, rules: tuple[Rule, ...], rows: tuple[Rule, ...]) -> bool:
        """Return whether it was made of just these."""
        return self.decision is decision and _same(rules, self.rules) and _same(rows, self.rows)


class Gathering(NamedTuple):
    """What a function has made of decisions as they were read then, and the other tables that this hangs on."""

    reads: frozenset[str]
    readings: dict[str, Reading]
    found: dict[str, Any]


class Survey:
    """A document on a day. What still holds of an earlier survey is taken over from it.

    `halt` is asked now and then whether to stop; then Stopped is raised.
    """

    def __init__(
        self, document: Document, on: date, before: "Survey | None" = None, *, halt: Halt | None = None
    ) -> None:
        self.document = document
        self.on = on
        self._halt = halt
        self._known: dict[str, Reading] = {}
        self._same_editions = False
        self.known_holders: dict[str, frozenset[str] | None] = {}
        self.known_absences: dict[str, Survey] = {}
        self.gatherings: dict[object, Gathering] = {}
        if before is None or before.on != on:
            return
        same = frozenset(name for name in TYPES if document.table(name) is before.document.table(name))
        if same.issuperset(_PEOPLE):
            self.known_holders, self.known_absences = before.known_holders, before.known_absences
        self.gatherings = {make: found for make, found in before.gatherings.items() if found.reads <= same}
        if same.issuperset(GROUND):
            self._known = before.readings
            self._same_editions = "edition" in same

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """The matrices in force."""
        return editions_in_force(self.document, self.on)

    @cached_property
    def residual(self) -> str | None:
        """The role that decides what no row covers, or None."""
        return next((edition.residual for edition in self.editions if edition.residual), None)

    @cached_property
    def paths(self) -> Paths:
        """The escalation paths."""
        return Paths(self.document, self.on, {name: reading.ladder for name, reading in self.readings.items()})

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """The decisions with their rows in force."""
        editions = {edition.id for edition in self.editions}
        found = {}
        rows_of = self.document.rules.by
        for decision in self.document.decisions:
            rows = rows_of("decision", decision.id)
            known = self._known.get(decision.id)
            if known is None or not (self._same_editions and known.decision is decision and known.rows is rows):
                rules = tuple(
                    rule
                    for rule in rows
                    if rule.edition in editions
                    and rule.status == "published"
                    and in_time(rule.starts, rule.ends, self.on)
                )
                if known is None or not known.holds_for(decision, rules, rows):
                    known = Reading(decision, rules, rows=rows)
            found[decision.id] = known
        self._known = {}
        return found

    @cached_property
    def rules(self) -> dict[str, tuple[Rule, ...]]:
        """The rows in force by decision; a decision without any is there with none."""
        return {name: reading.rules for name, reading in self.readings.items()}

    @cached_property
    def coverages(self) -> tuple[Coverage, ...]:
        """The coverage of each decision that has a row in force."""
        return tuple(self.coverage(reading) for reading in self.readings.values() if reading.rules)

    def coverage(self, reading: Reading) -> Coverage:
        """Return what the rows of a decision cover. Raises Stopped."""
        if reading.coverage is None:
            reading.coverage = coverage_of(self.document, reading.decision, reading.rules, self.on)
        reading.coverage.look(self._halt)
        return reading.coverage

    def look(self, progress: Progress) -> None:
        """Work out ahead what takes long. Raises Stopped."""
        for at, reading in enumerate(self.readings.values()):
            self.coverage(reading)
            progress(at + 1, len(self.readings))

    def gathered(self, make: Callable[["Survey", Reading], Made], reads: frozenset[str]) -> dict[str, Made]:
        """Return what a function makes of each decision of which it makes anything, in their order.

        `reads` are the tables that this hangs on beside the decision and its rows. For checks of the whole document
        that look at every decision: after an edit only those are looked at again that it touched.
        """
        known, readings = self.gatherings.get(make), self.readings
        if known is None:
            found = {name: made for name, reading in readings.items() if (made := make(self, reading))}
        elif known.readings is readings:
            return known.found
        else:
            fresh = {name for name, reading in readings.items() if known.readings.get(name) is not reading}
            again = {name: made for name in fresh if (made := make(self, readings[name]))}
            found = {name: made for name, made in known.found.items() if name not in fresh} | again
            if again or list(readings) != list(known.readings):
                found = {name: found[name] for name in readings if name in found}
        self.gatherings[make] = Gathering(reads, readings, found)
        return found

    def holders(self, role: str) -> frozenset[str] | None:
        """Return who can act in a role; None where that is not known."""
        if role not in self.known_holders:
            self.known_holders[role] = people_of(self.document, self.on)(role)
        return self.known_holders[role]

    def without(self, person: str) -> "Survey":
        """Return the survey of the same day, were a person away."""
        found = self.known_absences.get(person)
        if found is None:
            away = Absence(id="absence-test", person=person, starts=self.on, ends=self.on)
            found = self.known_absences[person] = Survey(self.document.with_rows({"absence": {away.id: away}}), self.on)
        return found

    def people(self, decision: str) -> People:
        """Return who can decide as each role, those included to whom it is delegated without limits."""

        def people(role: str) -> frozenset[str] | None:
            if not self.document.delegations.by("from_role", role):
                return self.holders(role)
            return people_of(self.document, self.on, "approve", lambda grant: _covers(grant, decision))(role)

        return people

    @cached_property
    def vacancies(self) -> dict[str, dict[str, Decision]]:
        """The roles without whose holders some rows are decided by nobody, with those rows and their decisions."""
        lacking: dict[str, dict[str, Decision]] = {}
        for name, vacant in self.gathered(_vacant_in, _PEOPLE).items():
            for role, rule in vacant:
                lacking.setdefault(role, {})[rule] = self.readings[name].decision
        return lacking

    @cached_property
    def roles_in_rules(self) -> frozenset[str]:
        """The roles that the rows of the matrix name, drafts included."""
        return frozenset().union(*(reading.named for reading in self.readings.values()))


# What tells who can act in a role.
_PEOPLE = frozenset(("role", "holding", "person", "absence", "delegation"))


def _vacant_in(survey: Survey, reading: Reading) -> tuple[tuple[str, str], ...]:
    """Return the roles without whose holders rows of a decision are decided by nobody, each with such a row."""
    empty = {role for role in reading.deciders if survey.holders(role) == frozenset()}
    if not empty:
        return ()
    people = survey.people(reading.decision.id)
    return tuple(
        (role, rule.id)
        for rule, step, roles in reading.deciding
        if not empty.isdisjoint(roles)
        for role in vacant_roles(step.who, people)
    )


def _same(one: tuple[Rule, ...], other: tuple[Rule, ...]) -> bool:
    return one is other or (len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True)))


def _covers(grant: Delegation, decision: str) -> bool:
    return not grant.limits and not grant.places and (not grant.decisions or decision in grant.decisions)

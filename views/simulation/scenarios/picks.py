"""What a scenario can try, picked rather than typed: each with its fields, and the edit that they make."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from models.authority.edges import edge_like, edge_words, edges_of
from models.authority.words import unit_of
from models.changes import ChangeSet, EditRefused
from models.commands.absences import add_absence
from models.commands.capacity import capacity_of, set_capacity
from models.commands.deadlines import deadline_of, set_deadline
from models.commands.delegations import add_deputy
from models.commands.thresholds import move_thresholds
from models.commands.volumes import set_volume, volume_of
from models.document import Document
from models.quantities import QuantityError, parse_amount, to_steps
from views.bridge import Bridge
from views.shell.fields import Choice, ChoiceField, DateField, Field, LineField, NumberField
from views.shell.section import Columns

Command = Callable[[Document], ChangeSet]


class Pick(Columns):
    """The fields of one kind of change. `offer` shows what can be picked in a document, `command` what was."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.bridge = bridge
        self.document = bridge.document

    def offer(self, document: Document) -> None:
        """Offer what there is in a document, as the scenario has it so far."""
        self.document = document

    def command(self) -> Command:
        """Return the edit. Raises EditRefused where something is not picked yet."""
        raise NotImplementedError

    def fields(self) -> list[Field]:
        """Return the fields, in their order."""
        return self.findChildren(Field)

    def reset(self) -> None:
        """Empty what was typed, for the next one."""
        for field in self.fields():
            if not isinstance(field, ChoiceField):
                field.reset(None)

    def picked(self, field: ChoiceField, missing: str) -> str:
        """Return what was picked in a field. Raises EditRefused where nothing was."""
        value = field.shown()
        if value is None:
            raise EditRefused(missing)
        return str(value)


class TimePick(Pick):
    """Hours and holders of a role."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.role = ChoiceField(self.tr("Role"))
        self.hours = NumberField(self.tr("Hours a week"), unit=self.tr("hours each"), decimals=2)
        self.holders = NumberField(self.tr("Holders"), unit=self.tr("people"))
        self.role.edited.connect(self._say)
        for field in (self.role, self.hours, self.holders):
            self.add(field)

    def offer(self, document: Document) -> None:
        super().offer(document)
        self.role.set_choices([Choice(role.id, role.name) for role in document.roles])
        self._say()

    def _say(self) -> None:
        row = capacity_of(self.document, str(self.role.shown()))
        hours = row.hours_a_week if row is not None else None
        holders = row.holders if row is not None else None
        assumed = self.tr("Assumed now; blank leaves it so.")
        now = self.tr("{n:g} now; blank leaves it so.")
        chosen = bool(self.role.shown())
        for field, known in ((self.hours, hours), (self.holders, holders)):
            field.set_hint("" if not chosen else assumed if known is None else now.format(n=known))

    def command(self) -> Command:
        role = self.picked(self.role, self.tr("Pick a role."))
        fields = {
            name: value
            for name, value in (("hours_a_week", _number(self.hours)), ("holders", _number(self.holders)))
            if value is not None
        }
        if not fields:
            raise EditRefused(self.tr("Type how many hours a week, or how many people."))
        return lambda document: set_capacity(document, role, **fields)


class VolumePick(Pick):
    """How often a decision comes up."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.decision = ChoiceField(self.tr("Decision"))
        self.cases = NumberField(self.tr("Cases a quarter"), unit=self.tr("cases"), decimals=2)
        self.decision.edited.connect(self._say)
        self.add(self.decision)
        self.add(self.cases)

    def offer(self, document: Document) -> None:
        super().offer(document)
        self.decision.set_choices([Choice(row.id, row.name) for row in document.decisions])
        self._say()

    def _say(self) -> None:
        row = volume_of(self.document, str(self.decision.shown()))
        now = self.tr("Assumed now.") if row is None else self.tr("{n:g} now.").format(n=row.cases_a_quarter)
        self.cases.set_hint(now if self.decision.shown() else "")

    def command(self) -> Command:
        decision = self.picked(self.decision, self.tr("Pick a decision."))
        cases = _number(self.cases)
        if cases is None:
            raise EditRefused(self.tr("Type how many cases come in a quarter."))
        return lambda document: set_volume(document, decision, cases_a_quarter=cases)


class ThresholdPick(Pick):
    """A limit between rows of a decision, moved to another amount."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.edge = ChoiceField(self.tr("Threshold"))
        self.amount = LineField(self.tr("New amount"), placeholder=self.tr("such as 10,000"))
        self.add(self.edge, wide=True)
        self.add(self.amount)

    def offer(self, document: Document) -> None:
        super().offer(document)
        found = []
        for decision in document.decisions:
            for edge in edges_of(document, decision.id, self.bridge.today()):
                dimension = document.dimensions[edge.dimension]
                amount = f"{edge_words(dimension, edge.at)} {unit_of(dimension)}".strip()
                words = f"{decision.name}: {dimension.name} {amount}"
                found.append(Choice((decision.id, edge.dimension, edge.at), words))
        self.edge.set_choices(found)

    def command(self) -> Command:
        picked = self.edge.shown()
        if not isinstance(picked, tuple):
            raise EditRefused(self.tr("Pick a threshold."))
        decision, name, at = picked
        dimension, on = self.document.dimensions[name], self.bridge.today()
        try:
            steps = to_steps(parse_amount(self.amount.text()).number, Decimal(dimension.step))
        except QuantityError as reason:
            raise EditRefused(str(reason)) from None
        edge = edge_like(at, steps)
        return lambda document: move_thresholds(document, decision, name, {at: edge}, on)


class DeadlinePick(Pick):
    """The hours within which a decision is to be taken, and what happens then."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.decision = ChoiceField(self.tr("Decision"))
        self.hours = NumberField(self.tr("Decided within"), unit=self.tr("hours by the clock"), decimals=2)
        self.outcome = ChoiceField(
            self.tr("If that has passed"),
            [
                Choice("escalate", self.tr("it goes up")),
                Choice("approve", self.tr("silence is consent")),
                Choice("reject", self.tr("it is rejected")),
            ],
            "escalate",
        )
        self.decision.edited.connect(self._say)
        for field in (self.decision, self.hours, self.outcome):
            self.add(field)

    def offer(self, document: Document) -> None:
        super().offer(document)
        self.decision.set_choices([Choice(row.id, row.name) for row in document.decisions])
        self._say()

    def _say(self) -> None:
        decision = str(self.decision.shown())
        if decision not in self.document.decisions:
            self.hours.set_hint("")
            return
        now = deadline_of(self.document, decision, self.bridge.today())
        known = [f"{hours:g}" for hours in now if hours is not None]
        self.hours.set_hint(
            self.tr("{hours} now; blank for no deadline.").format(hours=", ".join(known))
            if known
            else self.tr("None now.")
        )

    def command(self) -> Command:
        decision = self.picked(self.decision, self.tr("Pick a decision."))
        outcome, hours, on = self.outcome.shown(), _number(self.hours), self.bridge.today()
        return lambda document: set_deadline(document, decision, hours, on, outcome)  # type: ignore[arg-type]  # a choice


class DeputyPick(Pick):
    """Who decides for a role while nobody there can."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.role = ChoiceField(self.tr("While nobody can decide as"))
        self.deputy = ChoiceField(self.tr("Decides instead"))
        self.add(self.role)
        self.add(self.deputy)

    def offer(self, document: Document) -> None:
        super().offer(document)
        roles = [Choice(role.id, role.name) for role in document.roles]
        self.role.set_choices(roles)
        self.deputy.set_choices(roles)

    def command(self) -> Command:
        role = self.picked(self.role, self.tr("Pick the role that needs a deputy."))
        deputy = self.picked(self.deputy, self.tr("Pick who decides instead."))
        today = self.bridge.today()
        return lambda document: add_deputy(document, role, deputy, today)


class AbsencePick(Pick):
    """Who is away, from when until when, and who stands in."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.person = ChoiceField(self.tr("Who is away"))
        self.substitute = ChoiceField(self.tr("Stands in"), optional=True)
        self.starts = DateField(self.tr("From day"), hint=self.tr("Blank: today."))
        self.ends = DateField(self.tr("Until day, included"), hint=self.tr("Blank: for two weeks."))
        for field in (self.person, self.substitute, self.starts, self.ends):
            self.add(field)

    def offer(self, document: Document) -> None:
        super().offer(document)
        people = [Choice(person.id, person.name) for person in document.people]
        self.person.set_choices(people)
        self.substitute.set_choices(people)

    def command(self) -> Command:
        person = self.picked(self.person, self.tr("Pick who is away."))
        substitute = self.substitute.shown()
        starts = self.starts.value() or self.bridge.today()
        ends = self.ends.value() or starts + timedelta(days=13)  # type: ignore[operator]  # a day
        return lambda document: add_absence(document, person, starts, ends, substitute)  # type: ignore[arg-type]


def _number(field: NumberField) -> float | int | None:
    value = field.value()
    if isinstance(value, int):
        return value
    return None if value is None else float(str(value))

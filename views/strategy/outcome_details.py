"""What an outcome target is made of, opened inside its card."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.document import Document
from models.targets import Outcome
from views import tokens
from views.binding import Form
from views.shell.buttons import Button
from views.shell.fields import Choice, ChoiceField, DateField, LineField, NumberField, TagsField, TextField
from views.shell.flow import ColumnsLayout
from views.shell.labels import Text
from views.strategy import words
from views.strategy.readings import Readings


class OutcomeDetails(QWidget):
    """Fields of one outcome target, bound to the form of its card."""

    delete_asked = Signal()
    done = Signal()

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = ChoiceField(self.tr("Kind"), words.kinds())
        self.unit = LineField(self.tr("Unit"), placeholder=self.tr("such as % or days"))
        self.baseline = NumberField(self.tr("Baseline"), decimals=6)
        self.target = NumberField(self.tr("Target"), decimals=6)
        self.due = DateField(self.tr("Due"))
        self.owner = ChoiceField(self.tr("Owner"), optional=True)
        self.why = TextField(self.tr("Why"))
        self.contributors = TagsField(self.tr("Contributing teams"))
        self.needs = TagsField(self.tr("Decisions it needs"))
        self.readings = Readings()
        self.delete = Button(self.tr("Delete"), kind="danger", icon="delete", on_click=self.delete_asked.emit)
        self.close_button = Button(self.tr("Done"), kind="quiet", on_click=self.done.emit)
        for name in ("kind", "unit", "due", "why", "contributors", "needs"):
            form.bind(name, getattr(self, name))
        form.bind("baseline", self.baseline, lambda row: _exact(row.baseline), lambda v: {"baseline": _float(v)})
        form.bind("target", self.target, lambda row: _exact(row.target), lambda v: {"target": _float(v)})
        form.bind("owner", self.owner, _owner_of, _owner_fields)
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QWidget()
        fields = ColumnsLayout(grid, columns=2, characters=12, gap=tokens.SPACE_S)
        for field in (self.baseline, self.target, self.unit, self.kind):
            fields.add(field)
        for wide in (self.owner, self.due, self.why, self.contributors, self.needs):
            fields.add(wide, wide=True)
        self._history = Text(self.tr("Check-ins"), "label")
        buttons = QHBoxLayout()
        buttons.addWidget(self.close_button)
        buttons.addStretch(1)
        buttons.addWidget(self.delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_S, 0, 0)
        column.setSpacing(tokens.SPACE_S)
        column.addWidget(grid)
        column.addWidget(self._history)
        column.addWidget(self.readings)
        column.addLayout(buttons)

    def show_outcome(self, document: Document, outcome: Outcome, *, read_only: bool) -> None:
        """Offer the roles, teams and decisions there are, and show the check-ins."""
        self.owner.set_choices(words.owner_choices(document))
        self.contributors.set_choices([Choice(team.id, team.name) for team in document.teams])
        self.needs.set_choices([Choice(decision.id, decision.name) for decision in document.decisions])
        for number in (self.baseline, self.target):
            number.set_unit(outcome.unit)
        self.readings.show_readings(document, outcome.id, read_only=read_only)
        self._history.setVisible(self.readings.isVisibleTo(self))
        self.delete.setVisible(not read_only)


def _exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value))


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _owner_of(row: Outcome) -> object:
    if row.owner_role:
        return ("role", row.owner_role)
    return ("team", row.owner_team) if row.owner_team else None


def _owner_fields(value: tuple[str, str] | None) -> dict[str, object]:
    what, owner = value or ("", None)
    return {"owner_role": owner if what == "role" else None, "owner_team": owner if what == "team" else None}

"""Urgent routes and separated duties in fields."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.authority.grants import Separation, UrgentRoute
from models.authority.rules import RIGHTS
from models.authority.words import listed, number_words, role_words, sentence, verb
from models.changes import ChangeSet
from models.commands.delegations import set_separation
from models.commands.rows import set_fields
from models.document import Document
from views import tokens
from views.bridge import Bridge
from views.matrix.inspector.conditions import Conditions
from views.matrix.inspector.forms import EntityForm
from views.matrix.inspector.pieces import column
from views.shell.fields import Choice, ChoiceField, Field, LineField, NumberField, TagsField, TextField, ToggleField
from views.shell.labels import Text
from views.shell.section import Section


def route_words(document: Document, route: UrgentRoute) -> str:
    """Return an urgent route as a sentence: who decides, after hearing whom, and who confirms it by when."""
    said = f"{role_words(document, route.decided_by)} decides when there is no time"
    if route.consulted:
        said += f", after hearing {listed([role_words(document, role) for role in route.consulted])}"
    if route.report_to is not None:
        said += f", and reports to {role_words(document, route.report_to)}"
    if route.ratified_by is not None:
        said += f"; {role_words(document, route.ratified_by)} ratifies it"
        if route.ratify_within_days is not None:
            days = "day" if route.ratify_within_days == 1 else "days"
            said += f" within {number_words(route.ratify_within_days)} {days}"
    return sentence(said)


def pair_words(document: Document, pair: Separation) -> str:
    """Return separated duties as a sentence."""
    parts = [
        f"{role_words(document, role)}{f' (who {verb(right)})' if right is not None else ''}"
        for role, right in ((pair.one, pair.one_right), (pair.other, pair.other_right))
    ]
    where = " in the same case" if pair.dynamic else ""
    return f"Nobody is {parts[0]} and {parts[1]}{where}."


class RouteFields(EntityForm):
    """Name, scope, decider, consultation, notice, report and ratification of an urgent route."""

    table = "urgent_route"

    def _fields(self) -> dict[str, Field]:
        self.name = LineField(self.tr("Name"), required=True)
        self.decision = ChoiceField(self.tr("For this decision"), optional=True)
        self.tier = ChoiceField(self.tr("For decisions of this tier"), optional=True)
        self.decided_by = ChoiceField(self.tr("Decides"))
        self.consulted = TagsField(self.tr("After hearing"), placeholder=self.tr("Add a role"))
        self.report_to = ChoiceField(self.tr("Reports to"), optional=True)
        self.ratified_by = ChoiceField(self.tr("Ratified by"), optional=True)
        return {
            "name": self.name,
            "decision": self.decision,
            "tier": self.tier,
            "decided_by": self.decided_by,
            "consulted": self.consulted,
            "condition": TextField(self.tr("Only when"), lines=1),
            "notice_days": NumberField(self.tr("Notice"), minimum=0, unit=self.tr("days")),
            "report_to": self.report_to,
            "ratified_by": self.ratified_by,
            "ratify_within_days": NumberField(self.tr("Ratified within"), minimum=0, unit=self.tr("days")),
        }

    def show_route(self, route: UrgentRoute) -> None:
        """Show an urgent route."""
        document = self._bridge.document
        roles = [Choice(role.id, role.name) for role in document.roles]
        for field in (self.decided_by, self.report_to, self.ratified_by):
            field.set_choices(roles)
        self.consulted.set_choices(roles)
        self.decision.set_choices([Choice(row.id, row.name) for row in document.decisions])
        self.tier.set_choices([Choice(row.id, row.name) for row in document.tiers])
        self._show(route)


class RouteForm(QWidget):
    """An urgent route, read back and in fields, with the cases that it is limited to."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.sentence = Text("", "strong", wrap=True)
        self.fields = RouteFields(bridge)
        self.limits = Conditions(bridge, "urgent_route", self.tr("No limit: every urgent case."))
        cases = Section(self.tr("Limits"))
        cases.add(self.limits)
        lines = column(self, tokens.SPACE_L)
        for part in (self.sentence, self.fields, cases):
            lines.addWidget(part)
        lines.addStretch(1)

    def show_route(self, route: UrgentRoute) -> None:
        """Show an urgent route."""
        self.fields.show_route(route)
        self.sentence.setText(route_words(self._bridge.document, route))
        self.limits.show_box(route.id, route.limits)


class PairFields(EntityForm):
    """The two sides of separated duties, and whether they part one case or whole roles."""

    table = "separation"

    def _fields(self) -> dict[str, Field]:
        rights = [Choice(right, verb(right).capitalize()) for right in RIGHTS]
        self.one = ChoiceField(self.tr("One role"))
        self.other = ChoiceField(self.tr("The other"))
        return {
            "one": self.one,
            "one_right": ChoiceField(self.tr("Only as the one who"), rights, optional=True),
            "other": self.other,
            "other_right": ChoiceField(self.tr("And only as the one who"), rights, optional=True),
            "dynamic": ToggleField(
                self.tr("Only in the same case"), hint=self.tr("Otherwise nobody may hold both at all.")
            ),
            "reason": TextField(self.tr("Reason"), lines=1),
        }

    def _change(self, document: Document, **fields: object) -> ChangeSet:
        if fields.keys() <= {"reason", "dynamic"}:
            return set_fields(document, self.table, self._id, **fields)
        return set_separation(document, self._id, **fields)

    def show_pair(self, pair: Separation) -> None:
        """Show separated duties."""
        roles = [Choice(role.id, role.name) for role in self._bridge.document.roles]
        for field in (self.one, self.other):
            field.set_choices(roles)
        self._show(pair)


class PairForm(QWidget):
    """Separated duties, read back and in fields."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.sentence = Text("", "strong", wrap=True)
        self.fields = PairFields(bridge)
        lines = column(self, tokens.SPACE_L)
        lines.addWidget(self.sentence)
        lines.addWidget(self.fields)
        lines.addStretch(1)

    def show_pair(self, pair: Separation) -> None:
        """Show separated duties."""
        self.fields.show_pair(pair)
        self.sentence.setText(pair_words(self._bridge.document, pair))

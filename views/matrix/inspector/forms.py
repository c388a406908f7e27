"""What is said about a row, a decision and the matrix besides its letters, in fields kept with the document."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.authority.rules import Edition, Rule
from models.changes import ChangeSet
from models.commands.rows import set_fields
from models.decisions import Decision
from models.document import Document
from models.entity import Entity
from views import tokens
from views.binding import Form
from views.bridge import Bridge
from views.matrix.inspector.pieces import column
from views.shell.fields import (
    Choice,
    ChoiceField,
    DateField,
    Field,
    LineField,
    NumberField,
    TagsField,
    TextField,
    ToggleField,
)


class EntityForm(QWidget):
    """Fields of one row of a table of the document, one below the other."""

    table = ""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = ""
        self._bridge = bridge
        self._form = Form(bridge, self._change, self)
        lines = column(self, tokens.SPACE_M)
        for name, field in self._fields().items():
            self._form.bind(name, field)
            lines.addWidget(field)

    def _fields(self) -> dict[str, Field]:
        """Return the fields by the names that they have in the document."""
        raise NotImplementedError

    def field(self, name: str) -> Field | None:
        """Return the field of that name, or None."""
        return self._form.field(name)

    def _show(self, row: Entity) -> None:
        """Show a row; what is being typed about another one is handed over before."""
        if row.id == self._id:
            self._form.show(row)
        else:
            if self._id:
                self._form.commit()
            self._id = row.id
            self._form.reset(self._bridge.document.table(self.table).get(row.id) or row)
        self._form.set_read_only(self._bridge.read_only)

    def _change(self, document: Document, **fields: object) -> ChangeSet:
        return set_fields(document, self.table, self._id, **fields)


class RowForm(EntityForm):
    """Label, kind, priority, status, days, instrument, see-document and note of a row."""

    table = "rule"

    def _fields(self) -> dict[str, Field]:
        status = [
            Choice("draft", self.tr("Draft")),
            Choice("published", self.tr("Published")),
            Choice("suspended", self.tr("Suspended")),
            Choice("revoked", self.tr("Revoked")),
            Choice("expired", self.tr("Expired")),
        ]
        kinds = [
            Choice("ordinary", self.tr("Ordinary")),
            Choice("carve_out", self.tr("Carve-out: goes before ordinary rows")),
            Choice("urgent", self.tr("Urgent: only when there is no time")),
            Choice("refer", self.tr("Refers upward")),
        ]
        self.label = LineField(self.tr("Label"), placeholder=self.tr("The cases in words"))
        self.priority = NumberField(
            self.tr("Priority"), 0, required=True, hint=self.tr("Of two rows that fit, the higher priority decides.")
        )
        self.instrument = ChoiceField(
            self.tr("Comes from"),
            optional=True,
            hint=self.tr("The document behind this row; the one of higher rank goes first."),
        )
        return {
            "label": self.label,
            "kind": ChoiceField(self.tr("Kind"), kinds),
            "priority": self.priority,
            "status": ChoiceField(self.tr("Status"), status),
            "starts": DateField(self.tr("In force from")),
            "ends": DateField(self.tr("In force until")),
            "instrument": self.instrument,
            "see_document": LineField(
                self.tr("See document"), placeholder=self.tr("Where the answer stands, if not here")
            ),
            "note": TextField(self.tr("Note")),
        }

    def show_rule(self, rule: Rule) -> None:
        """Show a row of the matrix."""
        instruments = [Choice(row.id, row.name) for row in self._bridge.document.instruments]
        self.instrument.set_choices(instruments)
        self.instrument.setVisible(bool(instruments))
        self._show(rule)


class DecisionForm(EntityForm):
    """Name, description, clause, tier, reversibility, facts and see-document of a decision."""

    table = "decision"

    def _fields(self) -> dict[str, Field]:
        reversibility = [
            Choice("reversible", self.tr("Easily reversed")),
            Choice("costly", self.tr("Reversed at a cost")),
            Choice("irreversible", self.tr("Not to be reversed")),
        ]
        reserved = [Choice("by_law", self.tr("By law")), Choice("by_choice", self.tr("By choice"))]
        self.tier = ChoiceField(self.tr("Decision tier"), optional=True)
        self.dimensions = TagsField(
            self.tr("Described by"), hint=self.tr("The facts that a case of this decision must state.")
        )
        self.name = LineField(self.tr("Name"))
        return {
            "name": self.name,
            "description": TextField(self.tr("Description")),
            "examples": TextField(self.tr("Examples"), lines=1),
            "clause": LineField(self.tr("Clause")),
            "tier": self.tier,
            "reversibility": ChoiceField(self.tr("Reversibility"), reversibility, optional=True),
            "reserved": ChoiceField(self.tr("Reserved (may not be delegated)"), reserved, optional=True),
            "dimensions": self.dimensions,
            "includes_options": ToggleField(self.tr("Value includes renewals and options")),
            "includes_tax": ToggleField(self.tr("Value includes tax")),
            "see_document": LineField(self.tr("See document")),
            "note": TextField(self.tr("Note")),
        }

    def show_decision(self, decision: Decision) -> None:
        """Show a decision."""
        document = self._bridge.document
        self.tier.set_choices([Choice(tier.id, tier.name) for tier in document.tiers])
        self.dimensions.set_choices([Choice(d.id, d.name) for d in document.dimensions])
        self._show(decision)


class MatrixForm(EntityForm):
    """What holds for the matrix as a whole: its name and version, who approved it, when it holds, the residual rule."""

    table = "edition"

    def _fields(self) -> dict[str, Field]:
        self.residual = ChoiceField(
            self.tr("Decides what no row covers"),
            optional=True,
            hint=self.tr("The residual rule: without one, an unlisted matter has no answer."),
        )
        self.approving_body = ChoiceField(self.tr("Approved by"), optional=True)
        self.owner = ChoiceField(self.tr("Kept by"), optional=True)
        return {
            "name": LineField(self.tr("Name"), required=True),
            "version": LineField(self.tr("Version")),
            "residual": self.residual,
            "residual_note": TextField(self.tr("The residual rule in words"), lines=1),
            "approving_body": self.approving_body,
            "approved_on": DateField(self.tr("Approved on")),
            "effective": DateField(self.tr("In force from")),
            "expires": DateField(self.tr("In force until")),
            "review_on": DateField(self.tr("Review by")),
            "owner": self.owner,
            "note": TextField(self.tr("Note")),
        }

    def show_edition(self, edition: Edition) -> None:
        """Show an edition of the matrix."""
        roles = [Choice(role.id, role.name) for role in self._bridge.document.roles]
        for field in (self.residual, self.approving_body, self.owner):
            field.set_choices(roles)
        self._show(edition)

"""What is said about a row and about a decision besides its letters, in fields that are kept with the document."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.authority.rules import Rule
from models.changes import ChangeSet
from models.commands.rows import set_fields
from models.decisions import Decision
from models.document import Document
from views import tokens
from views.binding import Form
from views.bridge import Bridge
from views.matrix.inspector.pieces import column
from views.shell.fields import Choice, ChoiceField, LineField, NumberField, TagsField, TextField, ToggleField


class RowForm(QWidget):
    """Label, kind, priority, status, see-document and note of a row."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = ""
        self._form = Form(bridge, self._change, self)
        self._bridge = bridge
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
        fields = {
            "label": self.label,
            "kind": ChoiceField(self.tr("Kind"), kinds),
            "priority": self.priority,
            "status": ChoiceField(self.tr("Status"), status),
            "see_document": LineField(
                self.tr("See document"), placeholder=self.tr("Where the answer stands, if not here")
            ),
            "note": TextField(self.tr("Note")),
        }
        lines = column(self, tokens.SPACE_M)
        for name, field in fields.items():
            self._form.bind(name, field)
            lines.addWidget(field)

    def show_rule(self, rule: Rule) -> None:
        """Show a row; what is being typed about another one is handed over before."""
        if rule.id == self._id:
            self._form.show(rule)
        else:
            if self._id:
                self._form.commit()
            self._id = rule.id
            self._form.reset(self._bridge.document.rules.get(rule.id) or rule)
        self._form.set_read_only(self._bridge.read_only)

    def _change(self, document: Document, **fields: object) -> ChangeSet:
        return set_fields(document, "rule", self._id, **fields)


class DecisionForm(QWidget):
    """Name, description, clause, tier, reversibility, facts and see-document of a decision."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = ""
        self._bridge = bridge
        self._form = Form(bridge, self._change, self)
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
        fields = {
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
        lines = column(self, tokens.SPACE_M)
        for name, field in fields.items():
            self._form.bind(name, field)
            lines.addWidget(field)

    def show_decision(self, decision: Decision) -> None:
        """Show a decision; what is being typed about another one is handed over before."""
        document = self._bridge.document
        self.tier.set_choices([Choice(tier.id, tier.name) for tier in document.tiers])
        self.dimensions.set_choices([Choice(d.id, d.name) for d in document.dimensions])
        if decision.id == self._id:
            self._form.show(decision)
        else:
            if self._id:
                self._form.commit()
            self._id = decision.id
            self._form.reset(self._bridge.document.decisions.get(decision.id) or decision)
        self._form.set_read_only(self._bridge.read_only)

    def _change(self, document: Document, **fields: object) -> ChangeSet:
        return set_fields(document, "decision", self._id, **fields)

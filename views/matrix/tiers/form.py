"""One decision tier: who decides, its criteria in words and as conditions, and the decisions that are of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.words import box_words, sentence
from models.changes import ChangeSet
from models.commands.rows import set_fields
from models.commands.tiers import set_tier_decisions
from models.decisions import Tier
from models.document import Document
from views import tokens
from views.binding import Form
from views.bridge import Bridge
from views.inplace import InPlaceText
from views.matrix.inspector.conditions import Conditions
from views.matrix.inspector.pieces import column
from views.shell.buttons import IconButton
from views.shell.fields import Choice, ChoiceField, Field, TagsField, TextField, ToggleField
from views.shell.labels import Text
from views.shell.section import Section


class TierForm(QWidget):
    """Edits the tier that `show_tier` says. `delete_asked` comes with its id."""

    delete_asked = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._id = ""
        self._form = Form(bridge, self._change, self)
        self.name = InPlaceText(self.tr("Name"), type_role="title", breaks=False, required=True)
        self.decided_by = ChoiceField(self.tr("Decided by"), optional=True)
        self.four_eyes = ToggleField(self.tr("Four eyes: two people must agree"))
        self.criteria = TextField(
            self.tr("Criteria"), placeholder=self.tr("Reversible, inside the team’s budget, no personal data")
        )
        self.decisions = TagsField(self.tr("Decisions"), placeholder=self.tr("Add a decision"))
        self.decisions.label.hide()
        for name in ("name", "decided_by", "four_eyes", "criteria"):
            self._form.bind(name, getattr(self, name))
        self._form.bind("decisions", self.decisions, self._decisions_of)
        self.conditions = Conditions(
            bridge, "tier", self.tr("None yet: which cases are of this tier is said in words only.")
        )
        self._read_back = Text("", "muted", wrap=True)
        self._delete = IconButton(
            "delete", self.tr("Delete this tier"), on_click=lambda: self.delete_asked.emit(self._id)
        )
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_S)
        head.addWidget(self.name, 1)
        head.addWidget(self._delete, 0, Qt.AlignmentFlag.AlignTop)
        cases = Section(self.tr("Criteria as conditions"))
        cases.add(self._read_back)
        cases.add(self.conditions)
        mine = Section(self.tr("Decisions of this tier"))
        mine.add(self.decisions)
        lines = column(self, tokens.SPACE_L)
        lines.addLayout(head)
        for part in (self.decided_by, self.four_eyes, self.criteria, cases, mine):
            lines.addWidget(part)
        lines.addStretch(1)

    def field(self, name: str) -> Field:
        """Return the field of that name; the name of the tier where there is none."""
        return self._form.field(name) or self.name

    def show_tier(self, tier: Tier) -> None:
        """Show a tier; what is being typed about another one is handed over first."""
        document = self._bridge.document
        same = tier.id == self._id
        if not same:
            if self._id:
                self._form.commit()
            self._id = tier.id
            tier = self._bridge.document.tiers.get(tier.id) or tier
        self.decided_by.set_choices([Choice(role.id, role.name) for role in document.roles])
        names = [Choice(row.id, row.name) for row in document.decisions]
        self.decisions.set_choices(names)
        (self._form.show if same else self._form.reset)(tier)
        self._form.set_read_only(self._bridge.read_only)
        self._delete.setVisible(not self._bridge.read_only)
        self.conditions.show_box(tier.id, tier.conditions)
        words = sentence(f"cases with {box_words(document, tier.conditions)}") if tier.conditions else ""
        self._read_back.setText(words)
        self._read_back.setVisible(bool(words))

    def _decisions_of(self, tier: Tier) -> tuple[str, ...]:
        return tuple(row.id for row in self._bridge.document.decisions.by("tier", tier.id))

    def _change(self, document: Document, /, **fields: Any) -> ChangeSet:
        if "decisions" in fields:
            return set_tier_decisions(document, self._id, fields["decisions"])
        return set_fields(document, "tier", self._id, **fields)

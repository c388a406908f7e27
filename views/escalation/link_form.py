"""One link in fields, edited in place: from, to, what sets it off, within how long, for what, and what travels."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.network import TRIGGERS
from models.changes import ChangeSet
from models.commands.escalation import lead_elsewhere, set_link
from models.document import Document
from models.escalation import EscalationLink
from views import tokens
from views.binding import Form
from views.bridge import Bridge
from views.escalation.picture import Mark
from views.escalation.side import finding_line
from views.escalation.words import trigger_choices
from views.shell.buttons import Button
from views.shell.chips import Chips
from views.shell.fields import Choice, ChoiceField, NumberField, TextField
from views.shell.labels import Text
from views.shell.layouts import clear, column

_ENDS = frozenset(("from_role", "to_role"))


class LinkForm(QWidget):
    """Edits the link that `show_link` says. `delete_asked` comes with its id."""

    delete_asked = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._id = ""
        self._mark: Mark | None = None
        self._form = Form(bridge, self._change, self)
        self.from_role = ChoiceField(self.tr("From"))
        self.to_role = ChoiceField(self.tr("To"))
        self.triggers = Chips(self.tr("What sets it off"))
        self.triggers.chosen.connect(self._set_triggers)
        self.hours = NumberField(
            self.tr("Within"),
            unit=self.tr("hours"),
            decimals=1,
            minimum=0.1,
            hint=self.tr("By the clock: 24 is a day."),
        )
        self.decision = ChoiceField(self.tr("Only for the decision"), optional=True)
        self.section = ChoiceField(self.tr("Only for the section"), optional=True)
        self.carries = TextField(self.tr("What travels with the case"), lines=1)
        self.reason = TextField(self.tr("Reason"), lines=1)
        for name in ("from_role", "to_role", "decision", "section", "carries", "reason"):
            self._form.bind(name, getattr(self, name))
        self._form.bind("hours", self.hours, take=lambda value: {"hours": None if value is None else float(value)})
        self.refusal = Text("", "error", wrap=True)
        self.refusal.hide()
        self.delete_button = Button(
            self.tr("Delete the link"), kind="danger", icon="delete", on_click=lambda: self.delete_asked.emit(self._id)
        )
        self._findings = column(spacing=tokens.SPACE_S)
        whole = column(self, tokens.SPACE_M)
        whole.addWidget(Text(self.tr("Escalation link"), "heading"))
        whole.addLayout(self._findings)
        whole.addWidget(self.from_role)
        whole.addWidget(self.to_role)
        whole.addWidget(Text(self.tr("What sets it off"), "label"))
        whole.addWidget(self.triggers)
        whole.addWidget(self.refusal)
        for field in (self.hours, self.decision, self.section, self.carries, self.reason):
            whole.addWidget(field)
        row = QHBoxLayout()
        row.addWidget(self.delete_button)
        row.addStretch(1)
        whole.addLayout(row)
        whole.addStretch(1)

    def show_link(self, link: EscalationLink, mark: Mark | None = None) -> None:
        """Show a link as it is now, with its findings; what is being typed stays while it is the same one."""
        document = self._bridge.document
        roles = [Choice(role.id, role.name) for role in document.roles]
        for field in (self.from_role, self.to_role):
            field.set_choices(roles)
        self.decision.set_choices([Choice(row.id, row.name) for row in document.decisions])
        self.section.set_choices([Choice(row.id, row.name) for row in document.sections])
        if link.id == self._id:
            self._form.show(link)
        else:
            self._form.commit()
            self._id = link.id
            self._form.reset(link)
            self._refuse("")
        self._show_findings(mark)
        self.triggers.show_choices(trigger_choices(), link.triggers)
        read_only = self._bridge.read_only
        self._form.set_read_only(read_only)
        self.triggers.set_read_only(read_only)
        self.delete_button.setEnabled(not read_only)

    def _show_findings(self, mark: Mark | None) -> None:
        if mark == self._mark:
            return
        self._mark = mark
        clear(self._findings)
        for sentence in mark.sentences if mark is not None else ():
            self._findings.addLayout(finding_line(mark.severity if mark is not None else "", sentence))

    def _change(self, document: Document, **fields: Any) -> ChangeSet:
        if _ENDS.issuperset(fields):
            return lead_elsewhere(document, self._id, **fields)
        return set_link(document, self._id, **fields)

    def _set_triggers(self, chosen: tuple[str, ...]) -> None:
        triggers = tuple(trigger for trigger in TRIGGERS if trigger in chosen)
        self._refuse(self._bridge.attempt(set_link, self._id, triggers=triggers))
        link = self._bridge.document.escalation_links.get(self._id)
        if link is not None:
            self.triggers.show_choices(trigger_choices(), link.triggers)

    def _refuse(self, reason: str) -> None:
        self.refusal.setText(reason)
        self.refusal.setVisible(bool(reason))


class NewLink(QWidget):
    """A link to draw without a mouse: from a role, to one of a list. `drawn` comes with both."""

    drawn = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.from_role = ChoiceField(self.tr("From"))
        self.to_role = ChoiceField(self.tr("To"), hint=self.tr("Enter draws the link."))
        for field in (self.from_role, self.to_role):
            field.committed.connect(lambda _role: self._draw())
        whole = column(self, tokens.SPACE_M)
        whole.addWidget(Text(self.tr("Draw a link"), "heading"))
        hint = self.tr("Or drag from the knob on top of a role to another one.")
        whole.addWidget(Text(hint, "muted", wrap=True))
        whole.addWidget(self.from_role)
        whole.addWidget(self.to_role)
        whole.addStretch(1)

    def begin(self, role: str) -> None:
        """Ask for the end of a link from a role, or for both of its ends."""
        roles = [Choice(row.id, row.name) for row in self._bridge.document.roles]
        self.from_role.set_choices(roles)
        self.to_role.set_choices(roles)
        self.from_role.reset(role or None)
        self.to_role.reset(None)
        (self.to_role if role else self.from_role).setFocus()

    def _draw(self) -> None:
        start, end = self.from_role.shown(), self.to_role.value()
        if start and end:
            self.drawn.emit(str(start), str(end))

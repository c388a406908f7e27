"""One delegation in fields: who to whom, from when until when, what, how far, with whose consent; read back on top."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.grants import Delegation
from models.authority.rules import RIGHTS
from models.authority.words import verb
from models.changes import ChangeSet
from models.commands.delegations import end, pass_on, revoke, set_delegation
from models.document import Document
from views import tokens
from views.binding import Form
from views.bridge import Bridge
from views.matrix.delegations.states import StateKind, grant_words, state_of
from views.matrix.inspector.conditions import Conditions
from views.matrix.inspector.pieces import column
from views.matrix.inspector.places import Places
from views.name_line import NameLine
from views.shell.buttons import Button
from views.shell.fields import (
    Choice,
    ChoiceField,
    DateField,
    Field,
    NumberField,
    TagsField,
    TextField,
    ToggleField,
)
from views.shell.flow import FlowLayout
from views.shell.labels import Text
from views.shell.section import Columns, Section
from views.shell.severity import Glyph

_ICONS: dict[StateKind, tuple[str, str]] = {
    "in_force": ("ok", "ok"),
    "not_yet": ("calendar", "info"),
    "expired": ("remove", "disabled"),
    "revoked": ("cancel", "muted"),
    "waiting": ("warning", "warning"),
    "cut_off": ("error", "error"),
}


class DelegationForm(QWidget):
    """Edits the delegation that `show_grant` says. `delete_asked` and `passed_on` come with an id."""

    delete_asked = Signal(str)
    passed_on = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._id = ""
        self._form = Form(bridge, self._change, self)
        self._make_fields()
        self.sentence = Text("", "strong", wrap=True)
        self.state = Text("", "muted", wrap=True)
        self._glyph = Glyph("ok", "ok")
        self.refusal = Text("", "error", wrap=True)
        self.refusal.hide()
        self.limits = Conditions(bridge, "delegation", self.tr("No limit of its own: as far as the delegator may go."))
        self.places = Places(bridge, "delegation")
        self._make_actions()
        self._lay_out()

    def _make_fields(self) -> None:
        kinds = [
            Choice("standing", self.tr("Standing")),
            Choice("temporary", self.tr("For a time")),
            Choice("acting", self.tr("Acting for the holder")),
        ]
        self.from_role = ChoiceField(self.tr("From"))
        self.to_role = ChoiceField(self.tr("To"))
        self.to_person = ChoiceField(self.tr("Only this person"), optional=True)
        self.kind = ChoiceField(self.tr("Kind"), kinds)
        self.starts = DateField(self.tr("From day"))
        self.ends = DateField(self.tr("Until day, included"))
        self.decisions = TagsField(self.tr("Decisions"), placeholder=self.tr("all it may decide"))
        self.rights = TagsField(
            self.tr("Rights"),
            choices=[Choice(right, verb(right)) for right in RIGHTS],
            placeholder=self.tr("all of its rights"),
        )
        self.only_when_absent = ToggleField(self.tr("Only while nobody there can decide"))
        self.may_sub_delegate = ToggleField(self.tr("May be passed on"))
        self.times = NumberField(
            self.tr("At most so many times"), minimum=0, required=True, hint=self.tr("0 sets no limit.")
        )
        self.consent_of = ChoiceField(self.tr("Needs the consent of"), optional=True)
        self.consented_on = DateField(self.tr("Consented on"))
        self.revoked_on = DateField(self.tr("Revoked on"))
        self.review_on = DateField(self.tr("Review by"))
        self.instrument = ChoiceField(self.tr("Comes from"), optional=True)
        self.reason = TextField(self.tr("Reason"), lines=1)
        self.note = TextField(self.tr("Note"), lines=1)
        for name in _FIELDS:
            self._form.bind(name, self.times if name == "depth" else getattr(self, name))

    def _make_actions(self) -> None:
        self.revoke_button = Button(
            self.tr("Revoke today"), kind="plain", icon="cancel", on_click=lambda: self._do(revoke)
        )
        self.end_button = Button(self.tr("End today"), kind="plain", icon="calendar", on_click=lambda: self._do(end))
        self.reinstate_button = Button(
            self.tr("Take back the revocation"), kind="plain", icon="undo", on_click=lambda: self._set(revoked_on=None)
        )
        self.consent_button = Button(self.tr("Consent given today"), kind="plain", icon="check", on_click=self._consent)
        self.delete_button = Button(
            self.tr("Delete"), kind="danger", icon="delete", on_click=lambda: self.delete_asked.emit(self._id)
        )
        self.pass_line = NameLine(self.tr("Pass on to"), self.tr("Pass on to …"))
        self.pass_line.committed.connect(self._pass_on)

    def _lay_out(self) -> None:
        state = QHBoxLayout()
        state.setSpacing(tokens.SPACE_S)
        state.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self.state, 1)
        actions = QWidget()
        flow = FlowLayout(actions, spacing=tokens.SPACE_S)
        for button in (
            self.consent_button,
            self.revoke_button,
            self.reinstate_button,
            self.end_button,
            self.delete_button,
        ):
            flow.addWidget(button)
        lines = column(self, tokens.SPACE_L)
        top = column(spacing=tokens.SPACE_S)
        top.addWidget(self.sentence)
        top.addLayout(state)
        top.addWidget(actions)
        top.addWidget(self.refusal)
        lines.addLayout(top)
        lines.addWidget(Columns(self.from_role, self.to_role, self.starts, self.ends))
        what = Section(self.tr("What is delegated"))
        given: tuple[QWidget, ...] = (self.decisions, self.rights, self.limits, self.places)
        for part in given:
            what.add(part)
        lines.addWidget(what)
        how = Section(self.tr("On what terms"))
        terms: tuple[QWidget, ...] = (
            Columns(self.kind, self.to_person),
            self.only_when_absent,
            self.may_sub_delegate,
            self.times,
            self.pass_line,
            Columns(self.consent_of, self.consented_on),
            Columns(self.review_on, self.revoked_on),
            self.instrument,
            self.reason,
            self.note,
        )
        for part in terms:
            how.add(part)
        lines.addWidget(how)
        lines.addStretch(1)

    def field(self, name: str) -> Field:
        """Return the field of that name; the day until which it lasts where there is none."""
        return self._form.field(name) or self.ends

    # ---- what is shown

    def show_grant(self, grant: Delegation) -> None:
        """Show a delegation; what is being typed about another one is handed over first."""
        document, same = self._bridge.document, grant.id == self._id
        if not same:
            if self._id:
                self._form.commit()
            self._id = grant.id
            grant = self._bridge.document.delegations.get(grant.id) or grant
            self.pass_line.reset("")
            self._say("")
        self._offer(document)
        (self._form.show if same else self._form.reset)(grant)
        self.sentence.setText(grant_words(document, grant))
        state = state_of(document, grant, self._bridge.today())
        self.state.setText(state.words[:1].upper() + state.words[1:])
        self._glyph.set_icon(*_ICONS[state.kind])
        self.limits.show_box(grant.id, grant.limits)
        self.places.show_places(grant.id, grant.places)
        self._show_terms(grant, state.kind)

    def _offer(self, document: Document) -> None:
        roles = [Choice(role.id, role.name) for role in document.roles]
        for field in (self.from_role, self.to_role, self.consent_of):
            field.set_choices(roles)
        self.to_person.set_choices([Choice(person.id, person.name) for person in document.people])
        self.instrument.set_choices([Choice(row.id, row.name) for row in document.instruments])
        self.decisions.set_choices([Choice(row.id, row.name) for row in document.decisions])
        self.pass_line.set_names([role.name for role in document.roles])

    def _show_terms(self, grant: Delegation, state: StateKind) -> None:
        writable = not self._bridge.read_only
        self._form.set_read_only(not writable)
        for field, whole in (
            (self.decisions, self.tr("all it may decide")),
            (self.rights, self.tr("all of its rights")),
        ):
            field.edit.setPlaceholderText(self.tr("Add …") if field.value() else whole)
        if grant.parent is not None:
            self.from_role.set_read_only(True)
        self.times.setVisible(grant.may_sub_delegate)
        self.pass_line.setVisible(writable and grant.may_sub_delegate)
        self.consented_on.setVisible(grant.consent_of is not None)
        self.revoked_on.setVisible(grant.revoked_on is not None)
        self.instrument.setVisible(len(self._bridge.document.instruments) > 0)
        self.to_person.setVisible(len(self._bridge.document.people) > 0)
        live = state in ("in_force", "waiting", "cut_off")
        self.consent_button.setVisible(writable and state == "waiting")
        self.revoke_button.setVisible(writable and (live or state == "not_yet"))
        self.reinstate_button.setVisible(writable and state == "revoked")
        self.end_button.setVisible(writable and live)
        self.delete_button.setVisible(writable)

    # ---- edits

    def _change(self, document: Document, /, **fields: Any) -> ChangeSet:
        return set_delegation(document, self._id, **fields)

    def _do(self, command: Callable[..., ChangeSet]) -> None:
        self._say(self._bridge.attempt(command, self._id, self._bridge.today()))

    def _set(self, **fields: object) -> None:
        self._say(self._bridge.attempt(set_delegation, self._id, **fields))

    def _consent(self) -> None:
        self._set(consented_on=self._bridge.today())

    def _pass_on(self, name: object) -> None:
        if not name:
            return
        wanted = str(name).casefold()
        role = next((role.id for role in self._bridge.document.roles if role.name.casefold() == wanted), None)
        if role is None:
            self.pass_line.refuse("", self.tr("There is no role “{name}”.").format(name=name))
            return
        before = set(self._bridge.document.delegations.by("parent", self._id))
        refused = self._bridge.attempt(pass_on, self._id, role, self._bridge.today())
        if refused:
            self.pass_line.refuse("", refused)
            return
        self.pass_line.reset("")
        for grant in self._bridge.document.delegations.by("parent", self._id):
            if grant not in before:
                self.passed_on.emit(grant.id)

    def _say(self, text: str) -> None:
        self.refusal.setText(text)
        self.refusal.setVisible(bool(text))


_FIELDS = (
    "from_role",
    "to_role",
    "to_person",
    "kind",
    "starts",
    "ends",
    "decisions",
    "rights",
    "only_when_absent",
    "may_sub_delegate",
    "depth",
    "consent_of",
    "consented_on",
    "revoked_on",
    "review_on",
    "instrument",
    "reason",
    "note",
)

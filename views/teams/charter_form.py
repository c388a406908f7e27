"""The charter of a team as a form: everything but what the matrix says."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.changes import ChangeSet
from models.commands import rows, teams
from models.document import Document
from models.teams import Charter
from views import tokens
from views.binding import Form
from views.bridge import Bridge
from views.inplace import INSET, InPlaceText
from views.notice import Notice
from views.shell.buttons import IconButton
from views.shell.fields import Choice, ChoiceField, DateField, Field, LineField, TagsField, TextField
from views.shell.section import Columns, Section
from views.teams.members import Members
from views.teams.money_field import MoneyField
from views.teams.team_roles import TeamRoles


class CharterForm(QWidget):
    """Edits one team, its charter, its members and its roles. `drafted` comes while something is being typed."""

    drafted = Signal()
    delete_asked = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.team_id = ""
        self._team_form = Form(bridge, self._change_team, self)
        self._charter_form = Form(bridge, self._change_charter, self)
        self.name = InPlaceText(self.tr("Team"), type_role="title", breaks=False, required=True)
        self.kind = ChoiceField(self.tr("Kind"), self._kinds())
        self.skills = TagsField(self.tr("Skills"), free=True, placeholder=self.tr("Add a skill"))
        self.members = Members(bridge)
        self.roles = TeamRoles(bridge)
        self._texts: dict[str, TextField] = {
            "purpose": TextField(self.tr("Purpose"), hint=self.tr("What is different because this team is there?")),
            "customer": TextField(self.tr("Customer")),
            "in_scope": TextField(self.tr("What is ours")),
            "out_of_scope": TextField(self.tr("What is not ours")),
            "ways_of_working": TextField(self.tr("Ways of working")),
            "tooling": TextField(self.tr("Tools")),
            "authority_note": TextField(self.tr("Note on authority"), lines=1),
            "escalation_note": TextField(self.tr("How we escalate"), lines=1),
            "private_note": TextField(
                self.tr("Private note"), hint=self.tr("Never exported, never on the audience’s screen."), lines=1
            ),
        }
        self.budget = MoneyField(self.tr("Budget"))
        self.review_on = DateField(self.tr("Next review"))
        self.version = LineField(self.tr("Version"))
        self.notice = Notice()
        self.notice.setContentsMargins(INSET, 0, 0, 0)
        self.delete = IconButton("delete", self.tr("Delete team"), on_click=self._ask_delete)
        self._bind()
        self._lay_out()

    def _kinds(self) -> list[Choice]:
        return [
            Choice("stream", self.tr("Stream-aligned")),
            Choice("platform", self.tr("Platform")),
            Choice("enabling", self.tr("Enabling")),
            Choice("subsystem", self.tr("Complicated subsystem")),
            Choice("leadership", self.tr("Leadership")),
        ]

    def _bind(self) -> None:
        for name in ("name", "kind", "skills"):
            self._team_form.bind(name, getattr(self, name))
        for name, text in self._texts.items():
            self._charter_form.bind(name, text)
            text.edited.connect(self.drafted)
        for name in ("budget", "review_on", "version"):
            self._charter_form.bind(name, getattr(self, name))
        self.members.remove_asked.connect(lambda row: self.delete_asked.emit("membership", row))
        self.roles.remove_asked.connect(lambda role: self._bridge.execute(rows.set_fields, "role", role, team=None))

    def _lay_out(self) -> None:
        texts = self._texts
        top = QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setSpacing(tokens.SPACE_S)
        head.addLayout(top)
        head.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_L - INSET, 0, tokens.SPACE_L, tokens.SPACE_L)
        column.setSpacing(tokens.SPACE_L)
        column.addLayout(head)
        purpose = Section(self.tr("Purpose and scope"))
        purpose.add(texts["purpose"])
        purpose.add(texts["customer"])
        purpose.add(Columns(texts["in_scope"], texts["out_of_scope"]))
        people = Section(self.tr("People"))
        people.add(self.members)
        people.add(self.skills)
        authority = Section(
            self.tr("Roles and authority"),
            self.tr("What the team may decide follows from the matrix, through these roles."),
        )
        authority.add(self.roles)
        authority.add(texts["authority_note"])
        authority.add(texts["escalation_note"])
        means = Section(self.tr("Means"))
        means.add(Columns(self.budget, self.kind))
        means.add(Columns(texts["ways_of_working"], texts["tooling"]))
        review = Section(self.tr("Review"))
        review.add(Columns(self.review_on, self.version))
        review.add(texts["private_note"])
        body = QVBoxLayout()
        body.setContentsMargins(INSET, 0, 0, 0)
        body.setSpacing(tokens.SPACE_L)
        for section in (purpose, people, authority, means, review):
            body.addWidget(section)
        column.addLayout(body)
        column.addStretch(1)

    def show_team(self, team: str) -> None:
        """Show a team as it is now; while it is the same one, what is being typed stays."""
        document = self._bridge.document
        row, charter = document.teams[team], charter_row(document, team)
        self.budget.set_currency(document.workspace.currency)
        self.skills.set_choices(_skills(document))
        if team == self.team_id:
            self._team_form.show(row)
            self._charter_form.show(charter)
        else:
            self.team_id = team
            self._team_form.reset(row)
            self._charter_form.reset(charter)
        read_only = self._bridge.read_only
        self._team_form.set_read_only(read_only)
        self._charter_form.set_read_only(read_only)
        self.delete.setVisible(not read_only)
        self.members.show_team(team)
        self.roles.show_team(team)

    def forget(self) -> None:
        """Show no team any more: the one that was is gone."""
        self.team_id = ""

    def commit(self) -> bool:
        """Hand over what is being typed; return whether all of it was taken."""
        return self._team_form.commit() and self._charter_form.commit()

    def draft(self) -> Charter:
        """Return the charter as it reads with what is being typed."""
        charter = charter_row(self._bridge.document, self.team_id)
        return charter.model_copy(update={name: text.text().rstrip() for name, text in self._texts.items()})

    def field(self, table: str, name: str) -> Field:
        """Return the field that shows that field of the team or its charter; without one, the name of the team."""
        form = self._charter_form if table == "charter" else self._team_form
        return form.field(name) or (self._texts["purpose"] if table == "charter" else self.name)

    def _ask_delete(self) -> None:
        self.delete_asked.emit("team", self.team_id)

    def _change_team(self, document: Document, /, **fields: object) -> ChangeSet:
        return rows.set_fields(document, "team", self.team_id, **fields)

    def _change_charter(self, document: Document, /, **fields: object) -> ChangeSet:
        return teams.set_charter(document, self.team_id, **fields)


def charter_row(document: Document, team: str) -> Charter:
    """Return the charter of a team; an empty one where it has none yet."""
    return next(iter(document.charters.by("team", team)), None) or Charter(id="charter", team=team)


def _skills(document: Document) -> list[Choice]:
    return [Choice(skill, skill) for skill in sorted({skill for team in document.teams for skill in team.skills})]

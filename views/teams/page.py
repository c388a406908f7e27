"""The teams page: the list of teams, the charter of one as a form, and as a document."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from models.changes import ChangeSet
from models.charter import charter_of
from models.commands import rows, teams
from views import tokens
from views.bridge import Bridge
from views.inplace import AddLine
from views.shell.buttons import Button
from views.shell.empty_state import EmptyState
from views.shell.page import Page
from views.teams.charter_form import CharterForm
from views.teams.places import FIELD_OF_SECTION, team_of
from views.teams.preview import Preview
from views.teams.team_list import TeamList
from views.teams.warnings import warnings_by_team
from views.undo_offer import offer_undo

_SOON_MS, _LATE_MS = 80, 800


class TeamsPage(Page):
    """Shows the teams of the document behind the bridge, and edits them.

    `matrix_asked` comes with the id of a decision, or "" for the matrix as a whole.
    """

    matrix_asked = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Teams"), scrolls=False, parent=parent)
        self._bridge = bridge
        self._team = ""
        self._stale = False
        self._warnings: dict[str, str] = {}
        self.add_button = Button(self.tr("Add team"), kind="primary", icon="add", on_click=self.add_team)
        self.add_action(self.add_button)
        self.list = TeamList()
        self.new_team = AddLine(self.tr("Add team"), self.tr("Name of the new team"))
        self.new_team.hide()
        self.form = CharterForm(bridge)
        self.preview = Preview()
        self.nothing = EmptyState(
            "teams",
            self.tr("No teams yet. A team has three to seven people, a charter, and decisions of its own."),
            action=self.tr("Add team"),
            on_action=self.add_team,
        )
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_SOON_MS)
        self._late.timeout.connect(self._show_preview)
        self._lay_out()
        self._connect()
        self._reopen()

    def _lay_out(self) -> None:
        # From the outside in: whatever moves to another parent is styled anew with all that it holds.
        self._stack = QStackedWidget(self)
        self.add(self._stack, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal, self._stack)
        self._stack.addWidget(self._split)
        self._stack.addWidget(self.nothing)
        left = QWidget(self._split)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, tokens.SPACE_S, 0)
        column.setSpacing(tokens.SPACE_XS)
        column.addWidget(self.new_team)
        column.addWidget(self.list, 1)
        self._form_area = QScrollArea(self._split)
        self._form_area.setFrameShape(QFrame.Shape.NoFrame)
        self._form_area.setWidgetResizable(True)
        self._form_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._form_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form.setObjectName("content")
        self._form_area.setWidget(self.form)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        left.setMaximumWidth(280)
        for widget, least, stretch in ((left, 150, 3), (self._form_area, 330, 8), (self.preview, 280, 7)):
            widget.setMinimumWidth(least)
            self._split.addWidget(widget)
            self._split.setStretchFactor(self._split.count() - 1, stretch)
        self._split.setSizes([180, 480, 420])

    def _connect(self) -> None:
        self._bridge.changed.connect(self._follow)
        self._bridge.opened.connect(self._reopen)
        self.list.chosen.connect(self.show_team)
        self.list.pushed.connect(self._push)
        self.list.delete_asked.connect(lambda team: self._delete("team", team))
        self.new_team.committed.connect(self._team_named)
        self.form.drafted.connect(self._late.start)
        self.form.delete_asked.connect(self._delete)
        self.preview.matrix_asked.connect(self.matrix_asked)
        self.preview.note_asked.connect(lambda: self.reveal(self.form.field("charter", "authority_note")))
        self.preview.section_asked.connect(self._go_to_section)

    # ---- what is shown

    def team(self) -> str:
        """Return the id of the team that is shown, or an empty text."""
        return self._team

    def show_team(self, team: str) -> None:
        """Show a team; what is being typed about the one before is handed over first."""
        if team == self._team:
            return
        self.form.commit()
        self._team = team
        self.list.choose(team)
        self.form.show_team(team)
        self._show_warnings()
        self._form_area.verticalScrollBar().setValue(0)
        self._show_preview()

    def _reopen(self) -> None:
        self.messages.dismiss()
        self._late.stop()
        self._team = ""
        self.form.forget()
        self._show_list()
        self._show_some_team(0)

    def _show_some_team(self, row: int) -> None:
        """Show the team in that row of the list, or the last one, or that there is none."""
        count = self.list.teams.rowCount()
        if count:
            self.show_team(str(self.list.teams.index(min(row, count - 1)).data(Qt.ItemDataRole.UserRole)))

    def _show_list(self) -> None:
        document, editable = self._bridge.document, not self._bridge.read_only
        warnings = warnings_by_team(document, self._bridge.today())
        self.list.show_teams(document, warnings)
        self._warnings = {
            team: "\n".join(finding.sentence for finding in findings) for team, findings in warnings.items()
        }
        if self._team:
            self.list.choose(self._team)
            self._show_warnings()
        naming = not self.new_team.isHidden()
        some = len(document.teams) > 0
        self._stack.setCurrentWidget(self._split if some or naming else self.nothing)
        self.form.setVisible(some)
        self.preview.setVisible(some)
        self.add_button.setVisible(editable)
        if self.nothing.button is not None:
            self.nothing.button.setVisible(editable)

    def _show_warnings(self) -> None:
        self.form.notice.say(self._warnings.get(self._team, ""))

    def _show_preview(self) -> None:
        self._late.stop()
        if self._team:
            started = perf_counter()
            draft = self.form.draft()
            document = self._bridge.document.with_rows({"charter": {draft.id: draft}})
            self.preview.show_charter(charter_of(document, self._team, self._bridge.today()))
            # Where the matrix is so large that this is felt, it waits until the typing pauses.
            felt = round((perf_counter() - started) * 1000)
            self._late.setInterval(min(max(_SOON_MS, 4 * felt), _LATE_MS))

    def _follow(self, changes: ChangeSet) -> None:
        if not self.isVisible():
            # What nobody sees is not worked out: an edit elsewhere costs nothing here.
            self._stale = True
            return
        if self._team not in self._bridge.document.teams:
            row = self.list.currentIndex().row()
            self._team = ""
            self.form.forget()
            self._show_list()
            self._show_some_team(max(row, 0))
            return
        if changes.touches("team", "charter", "membership", "person", "role", "rule", "edition", "workspace"):
            self._show_list()
        if changes.touches("team", "charter", "membership", "person", "role", "holding", "workspace"):
            self.form.show_team(self._team)
        self._late.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._show_list()
            if self._team in self._bridge.document.teams:
                self.form.show_team(self._team)
                self._show_preview()
            else:
                self._team = ""
                self.form.forget()
                self._show_some_team(0)

    # ---- what people do

    def add_team(self) -> None:
        """Open the line in which a new team is named."""
        self.new_team.show()
        self._stack.setCurrentWidget(self._split)
        self.new_team.setFocus()

    def _team_named(self, name: object) -> None:
        if not name:
            return
        self.form.commit()
        reason = self._bridge.attempt(teams.add_team, str(name))
        if reason:
            self.new_team.refuse("", reason)
            return
        self.new_team.reset("")
        self.new_team.hide()
        self._show_list()
        newest = next(team.id for team in self._bridge.document.teams if team.name == str(name).strip())
        self.show_team(newest)
        self.reveal(self.form.field("charter", "purpose"))

    def _push(self, team: str, step: int) -> None:
        order = [row.id for row in self._bridge.document.teams]
        at = order.index(team) + step
        if 0 <= at < len(order):
            rest = [one for one in order if one != team]
            self._bridge.execute(rows.move_row, "team", team, rest[at] if at < len(rest) else None)

    def _delete(self, table: str, row_id: str) -> None:
        changes = self._bridge.execute(rows.delete_row, table, row_id)
        if changes:
            label = changes.label[:1].lower() + changes.label[1:]
            offer_undo(self.messages, self._bridge, self.tr("Done: {label}.").format(label=label))

    def _go_to_section(self, section: str) -> None:
        if section == "members":
            self.reveal(self.form.members.add)
        elif section in FIELD_OF_SECTION:
            self.reveal(self.form.field("charter", FIELD_OF_SECTION[section]))

    def reveal(self, widget: QWidget) -> None:
        """Scroll until the widget is seen, and give it the focus."""
        if self._form_area.isAncestorOf(widget):
            self._form_area.ensureWidgetVisible(widget, tokens.SPACE_L, tokens.SPACE_XL)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Give the focus to the list, or to the one button there is."""
        if len(self._bridge.document.teams):
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().take_focus()

    def focus_place(self, table: str, row_id: str, field: str = "") -> bool:
        """Go to a team, its charter, one of its members, roles or holders; return whether it is shown here."""
        document = self._bridge.document
        team = team_of(document, table, row_id)
        if team is None:
            return False
        self.show_team(team)
        shown = None
        if table == "membership":
            shown = self.form.members.field(row_id, field)
        elif table == "person":
            shown = self.form.members.line_of(row_id)
        elif table == "role":
            shown = self.form.roles.field(row_id, field)
        elif table == "holding":
            shown = self.form.roles.field(document.holdings[row_id].role, "holders")
        self.reveal(shown or self.form.field(table, field))
        return True

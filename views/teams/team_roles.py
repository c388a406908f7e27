"""The roles that belong to a team, and who holds them: through them the matrix gives a team its authority."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from models.authority.force import in_time
from models.changes import ChangeSet
from models.commands import rows, teams
from models.document import Document
from models.teams import Role
from views import tokens
from views.binding import Form
from views.bridge import Bridge
from views.name_line import NameLine
from views.shell.buttons import IconButton
from views.shell.fields import Choice, Field, LineField, TagsField
from views.shell.labels import Text


class TeamRoles(QWidget):
    """The roles of one team. `remove_asked` comes with the id of a role that shall not belong to it any more."""

    remove_asked = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._team = ""
        self._lines: dict[str, RoleLine] = {}
        self._order: list[str] = []
        self.add = NameLine(self.tr("Add role"), self.tr("Add a role by name"))
        self.add.committed.connect(self._add)
        table = QWidget()
        self._grid = QGridLayout(table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.SPACE_XS)
        self._grid.setVerticalSpacing(tokens.SPACE_XS)
        for index, stretch in enumerate((4, 6, 0)):
            self._grid.setColumnStretch(index, stretch)
        self._heads = [Text(text, "label") for text in (self.tr("Role"), self.tr("Held by"))]
        for index, head in enumerate(self._heads):
            head.setContentsMargins(tokens.SPACE_S, 0, 0, 0)
            self._grid.addWidget(head, 0, index)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_XS)
        column.addWidget(table)
        column.addWidget(self.add)

    def show_team(self, team: str) -> None:
        """Show the roles of a team, touching only the lines that are new, gone or changed."""
        document = self._bridge.document
        if team != self._team:
            self._team = team
            self.add.reset("")
            self._clear(())
        found = document.roles.by("team", team)
        wanted = [role.id for role in found]
        self._clear(wanted)
        for role in found:
            if role.id not in self._lines:
                line = RoleLine(self._bridge, role.id, self)
                line.remove_asked.connect(self.remove_asked)
                self._lines[role.id] = line
        if wanted != self._order:
            self._order = wanted
            for number, line in enumerate((self._lines[one] for one in wanted), 1):
                line.put_into(self._grid, number)
        for role in found:
            self._lines[role.id].show_role(document, role)
            self._lines[role.id].set_read_only(self._bridge.read_only)
        for head in self._heads:
            head.setVisible(bool(found))
        self.add.set_names([role.name for role in document.roles if role.team is None])
        self.add.setVisible(not self._bridge.read_only)

    def field(self, role: str, name: str = "") -> Field | None:
        """Return the field of a role, or None where that one is not shown."""
        line = self._lines.get(role)
        return line.field(name) if line else None

    def _clear(self, keep: list[str] | tuple[str, ...]) -> None:
        for row_id in [one for one in self._lines if one not in keep]:
            self._lines.pop(row_id).discard()
            self._order = []

    def _add(self, name: object) -> None:
        if not name:
            return
        reason = self._bridge.attempt(teams.give_role, self._team, str(name))
        if reason:
            self.add.refuse("", reason)
        else:
            self.add.reset("")
            self.add.setFocus()


class RoleLine(QObject):
    """One role with its holders as chips."""

    remove_asked = Signal(str)

    def __init__(self, bridge: Bridge, role: str, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._role = bridge, role
        self._name = LineField(self.tr("Role"), required=True)
        self._name.edit.setProperty("role", "quiet")
        self._holders = TagsField(self.tr("Held by"), free=True, placeholder=self.tr("Add a name"))
        self._remove = IconButton("close", self.tr("Take the role out of the team"))
        self._remove.setProperty("role", "compact")
        self._remove.clicked.connect(lambda: self.remove_asked.emit(self._role))
        self._name.label.hide()
        self._holders.label.hide()
        self._form = Form(bridge, self._change, self)
        self._form.bind("name", self._name)
        self._holders_form = Form(bridge, self._hold, self)
        self._holders_form.bind("holders", self._holders, self._held)

    def put_into(self, grid: QGridLayout, number: int) -> None:
        """Lay the fields out in a row of the grid."""
        for column, widget in enumerate((self._name, self._holders, self._remove)):
            grid.addWidget(widget, number, column, Qt.AlignmentFlag.AlignVCenter)

    def show_role(self, document: Document, role: Role) -> None:
        """Show the role as it is now."""
        self._holders.edit.setAccessibleName(self.tr("Held by, for {role}").format(role=role.name))
        self._holders.set_choices([Choice(person.name, person.name) for person in document.people])
        self._form.show(role)
        self._holders_form.show(role)

    def set_read_only(self, read_only: bool) -> None:
        """Let the role be read and not changed."""
        self._form.set_read_only(read_only)
        self._holders_form.set_read_only(read_only)
        self._remove.setVisible(not read_only)

    def field(self, name: str) -> Field:
        """Return the field for that field of the role; without one, its name."""
        return self._holders if name == "holders" else self._name

    def discard(self) -> None:
        """Take the fields away: the role is gone from the team."""
        self._form.close()
        self._holders_form.close()
        for widget in (self._name, self._holders, self._remove):
            widget.hide()
            widget.deleteLater()
        self.deleteLater()

    def _held(self, role: Role) -> tuple[str, ...]:
        document, today = self._bridge.document, self._bridge.today()
        held = [row for row in document.holdings.by("role", role.id) if in_time(row.starts, row.ends, today)]
        named = [(row.starts or date.min, document.people[row.person].name) for row in held]
        return tuple(name for _, name in sorted(named))  # a chip that is added comes last

    def _change(self, document: Document, /, **fields: object) -> ChangeSet:
        return rows.set_fields(document, "role", self._role, **fields)

    def _hold(self, document: Document, /, holders: tuple[str, ...]) -> ChangeSet:
        return teams.set_holders(document, self._role, holders, self._bridge.today())

"""Who is on a team, in what part and with how much of their time: a small table that is edited in place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from models.commands import teams
from models.teams import Membership
from views import tokens
from views.bridge import Bridge
from views.name_line import NameLine
from views.shell.fields import Field
from views.shell.labels import Text
from views.teams.member_line import MemberLine


class Members(QWidget):
    """The members of one team. `remove_asked` comes with the id of a membership."""

    remove_asked = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._team = ""
        self._lines: dict[str, MemberLine] = {}
        self._order: list[str] = []
        self.add = NameLine(self.tr("Add member"), self.tr("Add a member by name"))
        self.add.committed.connect(self._add)
        table = QWidget()
        self._grid = QGridLayout(table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.SPACE_XS)
        self._grid.setVerticalSpacing(tokens.SPACE_XS)
        for index, stretch in enumerate((5, 4, 2, 0)):
            self._grid.setColumnStretch(index, stretch)
        self._heads = [Text(text, "label") for text in (self.tr("Name"), self.tr("Part"), self.tr("Time"))]
        for index, head in enumerate(self._heads):
            head.setContentsMargins(tokens.SPACE_S, 0, 0, 0)
            self._grid.addWidget(head, 0, index)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_XS)
        column.addWidget(table)
        column.addWidget(self.add)

    def show_team(self, team: str) -> None:
        """Show the members of a team, touching only the lines that are new, gone or changed."""
        document = self._bridge.document
        if team != self._team:
            self._team = team
            self.add.reset("")
            self._clear(())
        found = sorted(document.memberships.by("team", team), key=lambda row: document.people[row.person].name)
        wanted = [row.id for row in found]
        self._clear(wanted)
        for row in found:
            if row.id not in self._lines:
                self._lines[row.id] = self._line(row)
        if wanted != self._order:
            self._order = wanted
            for number, line in enumerate((self._lines[one] for one in wanted), 1):
                line.put_into(self._grid, number)
        for row in found:
            self._lines[row.id].show_member(document, row)
            self._lines[row.id].set_read_only(self._bridge.read_only)
        for head in self._heads:
            head.setVisible(bool(found))
        on_it = {row.person for row in found}
        self.add.set_names([person.name for person in document.people if person.id not in on_it])
        self.add.setVisible(not self._bridge.read_only)

    def field(self, membership: str, name: str = "") -> Field | None:
        """Return the field of a member, or None where that one is not shown."""
        line = self._lines.get(membership)
        return line.field(name) if line else None

    def line_of(self, person: str) -> Field | None:
        """Return the field with the name of a person on this team, or None."""
        memberships = self._bridge.document.memberships.by("team", self._team)
        found = next((row.id for row in memberships if row.person == person), "")
        return self.field(found)

    def _line(self, row: Membership) -> MemberLine:
        line = MemberLine(self._bridge, row, self)
        line.remove_asked.connect(self.remove_asked)
        return line

    def _clear(self, keep: list[str] | tuple[str, ...]) -> None:
        for row_id in [one for one in self._lines if one not in keep]:
            self._lines.pop(row_id).discard()
            self._order = []

    def _add(self, name: object) -> None:
        if not name:
            return
        reason = self._bridge.attempt(teams.add_member, self._team, str(name))
        if reason:
            self.add.refuse("", reason)
        else:
            self.add.reset("")
            self.add.setFocus()

"""One member of a team: a name, a part, a share of time, each edited in place."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout

from models.changes import ChangeSet
from models.commands import rows
from models.document import Document
from models.teams import Membership
from views.binding import Form
from views.bridge import Bridge
from views.shell.buttons import IconButton
from views.shell.fields import Field, LineField, NumberField


class MemberLine(QObject):
    """Fields in a row of a grid that somebody else owns. `remove_asked` comes with the id of the membership."""

    remove_asked = Signal(str)

    def __init__(self, bridge: Bridge, row: Membership, parent: QObject) -> None:
        super().__init__(parent)
        self._id, self._person = row.id, row.person
        self._name = LineField(self.tr("Name"), required=True)
        self._part = LineField(self.tr("Part"), placeholder=self.tr("Part"))
        self._share = NumberField(self.tr("Share of time"), unit="%", decimals=1, minimum=0, maximum=100, required=True)
        self._share.setMinimumWidth(self._share.fontMetrics().averageCharWidth() * 10 + 24)
        self._remove = IconButton("close", self.tr("Take off the team"))
        self._remove.setProperty("role", "compact")
        self._remove.clicked.connect(lambda: self.remove_asked.emit(self._id))
        for field in (self._name, self._part, self._share):
            field.label.hide()
        for line in (self._name, self._part):
            line.edit.setProperty("role", "quiet")
        self._person_form = Form(bridge, self._change_person, self)
        self._person_form.bind("name", self._name)
        self._form = Form(bridge, self._change, self)
        self._form.bind("part", self._part)
        self._form.bind(
            "allocation",
            self._share,
            lambda member: Decimal(repr(member.allocation)),
            lambda share: {"allocation": float(share)},
        )

    def put_into(self, grid: QGridLayout, number: int) -> None:
        """Lay the fields out in a row of the grid."""
        for column, widget in enumerate((self._name, self._part, self._share, self._remove)):
            grid.addWidget(widget, number, column, Qt.AlignmentFlag.AlignVCenter)

    def show_member(self, document: Document, row: Membership) -> None:
        """Show the member as they are now."""
        person = document.people[row.person]
        for field, name in (
            (self._part, self.tr("Part of {person}")),
            (self._share, self.tr("Share of time of {person}")),
        ):
            field.edit.setAccessibleName(name.format(person=person.name))
        self._person_form.show(person)
        self._form.show(row)

    def set_read_only(self, read_only: bool) -> None:
        """Let the member be read and not changed."""
        self._person_form.set_read_only(read_only)
        self._form.set_read_only(read_only)
        self._remove.setVisible(not read_only)

    def field(self, name: str) -> Field:
        """Return the field for that field of the membership; without one, the name."""
        return self._form.field(name) or self._name

    def discard(self) -> None:
        """Take the fields away: the member is gone."""
        self._form.close()
        self._person_form.close()
        for widget in (self._name, self._part, self._share, self._remove):
            widget.hide()
            widget.deleteLater()
        self.deleteLater()

    def _change(self, document: Document, /, **fields: object) -> ChangeSet:
        return rows.set_fields(document, "membership", self._id, **fields)

    def _change_person(self, document: Document, /, **fields: object) -> ChangeSet:
        return rows.set_fields(document, "person", self._person, **fields)

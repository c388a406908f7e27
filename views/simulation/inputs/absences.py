"""Who is away when, on a line of days, and the chosen absence in fields."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.force import day_words
from models.authority.words import capital, role_words, some_of
from models.changes import ChangeSet
from models.commands.absences import add_absence, delete_absence, set_absence
from models.commands.teams import person_called
from models.document import Document
from models.teams import Absence
from views import tokens
from views.binding import Form
from views.bridge import Bridge
from views.name_line import NameLine
from views.shell.beside import show_right, side_by_side
from views.shell.buttons import Button
from views.shell.fields import Choice, ChoiceField, DateField, TextField, ToggleField
from views.shell.labels import Text
from views.shell.layouts import column
from views.shell.section import Columns
from views.timeline import Timeline
from views.timeline.row import Row, State

_WATCHED = ("absence", "person", "holding", "role")
_LASTS = timedelta(days=13)


class AbsencesPart(QWidget):
    """Edits the absences."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._id = ""
        self.timeline = Timeline(self.tr("Absences over time"))
        self.timeline.chosen.connect(self._choose)
        self.timeline.days_moved.connect(self._move)
        self.timeline.delete_asked.connect(self._delete)
        self.new_absence = NameLine(self.tr("Who is away"), self.tr("Who is away …"))
        self.new_absence.committed.connect(self._add)
        self.nothing = Text("", "muted", wrap=True)
        self.form = QWidget()
        self._fields = Form(bridge, self._change, self)
        self.sentence = Text("", "strong", wrap=True)
        self.roles = Text("", "muted", wrap=True)
        self.starts = DateField(self.tr("From day"), required=True)
        self.ends = DateField(self.tr("Until day, included"), required=True)
        self.substitute = ChoiceField(self.tr("Stands in"), optional=True)
        self.authorised_before = ToggleField(self.tr("Authorised beforehand"))
        self.reason = TextField(self.tr("Reason"), lines=1)
        self.timeline.opened.connect(lambda _absence: self.ends.setFocus(Qt.FocusReason.OtherFocusReason))
        for name in ("starts", "ends", "substitute", "authorised_before", "reason"):
            self._fields.bind(name, getattr(self, name))
        self.delete_button = Button(
            self.tr("Delete"), kind="danger", icon="delete", on_click=lambda: self._delete(self._id)
        )
        self._lay_out()
        bridge.changed.connect(self._follow)
        bridge.opened.connect(self.refresh)

    def _lay_out(self) -> None:
        left = QWidget()
        lines = column(left, tokens.SPACE_S)
        lines.addWidget(self.timeline, 1)
        lines.addWidget(self.nothing)
        lines.addWidget(self.new_absence)
        lines.addStretch(0)
        whole = column(self.form, tokens.SPACE_M)
        for part in (self.sentence, self.roles):
            whole.addWidget(part)
        whole.addWidget(Columns(self.starts, self.ends, self.substitute, self.authorised_before))
        whole.addWidget(self.reason)
        actions = QHBoxLayout()
        actions.addWidget(self.delete_button)
        actions.addStretch(1)
        whole.addLayout(actions)
        whole.addStretch(1)
        self.split = side_by_side(left, self.form, wide_left=True)
        column(self).addWidget(self.split)

    # ---- what is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now."""
        document, today, writable = self._bridge.document, self._bridge.today(), not self._bridge.read_only
        absences = sorted(document.absences, key=lambda row: (row.starts, row.ends, row.id))
        rows = [_row(document, absence, today) for absence in absences]
        self.timeline.show_rows(rows, today, read_only=not writable)
        self.timeline.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        if len(document.people):
            self.nothing.setText(
                self.tr("Nobody is away. Name somebody to say from when until when, and who stands in.")
            )
        else:
            self.nothing.setText(self.tr("Nobody is entered yet. Say on the page Teams who holds which role first."))
        self.new_absence.set_names([person.name for person in document.people])
        self.new_absence.setVisible(writable and len(document.people) > 0)
        if self._id not in document.absences:
            self._id = absences[0].id if absences else ""
        self._show_chosen()

    def _show_chosen(self) -> None:
        document, writable = self._bridge.document, not self._bridge.read_only
        row = document.absences.get(self._id)
        show_right(self.split, row is not None)
        if row is None:
            return
        self.timeline.choose(row.id)
        others = [Choice(person.id, person.name) for person in document.people if person.id != row.person]
        self.substitute.set_choices(others)
        self._fields.show(row)
        self._fields.set_read_only(not writable)
        self.delete_button.setVisible(writable)
        name = document.people[row.person].name
        self.sentence.setText(
            self.tr("{name} is away from {first} to {last}.").format(
                name=name, first=day_words(row.starts), last=day_words(row.ends)
            )
        )
        held = dict.fromkeys(holding.role for holding in document.holdings.by("person", row.person))
        names = [role_words(document, role) for role in held]
        self.roles.setText(
            self.tr("Holds {roles}.").format(roles=some_of(names)) if names else self.tr("Holds no role.")
        )

    def _choose(self, absence: str) -> None:
        if absence != self._id:
            self._fields.commit()
            self._id = absence
            row = self._bridge.document.absences.get(absence)
            if row is not None:
                self._fields.reset(row)
            self._show_chosen()

    def _follow(self, changes: ChangeSet) -> None:
        if self.isVisible() and changes.touches(*_WATCHED):
            self.refresh()

    def focus_place(self, row_id: str, field: str = "") -> bool:
        """Go to an absence; return whether there is such."""
        if row_id not in self._bridge.document.absences:
            return False
        self.refresh()
        self._choose(row_id)
        target = self._fields.field(field) or self.timeline
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def take_focus(self) -> None:
        """Give the focus to the chart, or to where the first absence is entered."""
        target: QWidget = self.timeline if self._id else self.new_absence
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- edits

    def _change(self, document: Document, /, **fields: Any) -> ChangeSet:
        row, starts = document.absences.get(self._id), fields.get("starts")
        if row is not None and starts is not None and starts > row.ends:
            # Put off as a whole: nobody wants to change the last day first.
            fields["ends"] = starts + (row.ends - row.starts)
        return set_absence(document, self._id, **fields)

    def _move(self, absence: str, side: str, day: date) -> None:
        self._bridge.execute(set_absence, absence, **{side: day})

    def _add(self, name: object) -> None:
        if not name:
            return
        person = person_called(self._bridge.document, str(name))
        if person is None:
            self.new_absence.refuse("", self.tr("Nobody is called “{name}”.").format(name=name))
            return
        before = {row.id for row in self._bridge.document.absences}
        today = self._bridge.today()
        refused = self._bridge.attempt(add_absence, person.id, today, today + _LASTS)
        if refused:
            self.new_absence.refuse("", refused)
            return
        self.new_absence.reset("")
        for row in self._bridge.document.absences:
            if row.id not in before:
                self._choose(row.id)
                self.starts.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete(self, absence: str) -> None:
        self._bridge.execute(delete_absence, absence)


def _row(document: Document, row: Absence, today: date) -> Row:
    stands_in = document.people.get(row.substitute)
    what = f"{stands_in.name} stands in" if stands_in is not None else "nobody stands in"
    details = f"{row.reason}, {what}" if row.reason else what
    return Row(row, 0, _state(row, today), document.people[row.person].name, "", capital(details))


def _state(row: Absence, today: date) -> State:
    if row.ends < today:
        return State("expired", f"back since {day_words(row.ends + timedelta(days=1))}")
    if row.starts > today:
        return State("not_yet", f"begins on {day_words(row.starts)}")
    return State("in_force", f"away until {day_words(row.ends)}")

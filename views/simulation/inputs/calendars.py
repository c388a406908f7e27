"""Working calendars: a week drawn as bars, the days off as tags, and who works by it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.force import day_words
from models.authority.words import role_words, some_of
from models.changes import ChangeSet
from models.commands.calendars import (
    DaysUnclear,
    add_calendar,
    add_holidays,
    delete_calendar,
    read_days,
    remove_holiday,
    set_calendar,
    set_day,
)
from models.document import Document
from models.escalation import WorkCalendar
from views import tokens
from views.binding import Form
from views.bridge import Bridge
from views.inplace import AddLine, InPlaceText
from views.shell.beside import show_right, side_by_side
from views.shell.buttons import Button, IconButton
from views.shell.flow import FlowLayout
from views.shell.labels import Text
from views.shell.layouts import clear, column
from views.shell.section import Section
from views.shell.two_lines import Line, TwoLineList
from views.simulation.inputs.reading import figure
from views.simulation.inputs.week import Week, clock

_WATCHED = ("calendar", "capacity", "role")
_MOST_TAGS = 80
# So many calendars are seen before the list scrolls.
_SEEN = 10


class CalendarsPart(QWidget):
    """Edits the calendars."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._id = ""
        self.list = TwoLineList(self.tr("Calendars"))
        self.list.chosen.connect(self._choose)
        self.list.delete_asked.connect(self._delete)
        self.new_calendar = AddLine(self.tr("Add a calendar"), self.tr("Add a calendar …"))
        self.new_calendar.committed.connect(self._add)
        self.nothing = Text(
            self.tr("Without a calendar, everybody is taken to work eight hours a day from Monday to Friday."),
            "muted",
            wrap=True,
        )
        self.form = QWidget()
        self._fields = Form(bridge, self._change, self)
        self.name = InPlaceText(self.tr("Name"), type_role="title", breaks=False, required=True)
        self._fields.bind("name", self.name)
        self.delete = IconButton("delete", self.tr("Delete this calendar"), on_click=lambda: self._delete(self._id))
        self.used_by = Text("", "muted", wrap=True)
        self.week = Week()
        self.week.day_changed.connect(lambda day, hours: self._say(bridge.attempt(set_day, self._id, day, hours)))
        self.week.opening_changed.connect(lambda hour: self._say(bridge.attempt(set_calendar, self._id, opens_at=hour)))
        self.week.refused.connect(self._say)
        self.whole = Text("", "muted", wrap=True)
        self.refusal = Text("", "error", wrap=True)
        self.refusal.hide()
        self.new_days = AddLine(self.tr("Add days off"), self.tr("Add a day, or paste a list of days …"))
        self.new_days.committed.connect(self._add_days)
        self.new_days.edit.installEventFilter(self)
        self._tags = QWidget()
        self._flow = FlowLayout(self._tags, spacing=6)
        self._shown_days: tuple[date, ...] = ()
        self._lay_out()
        bridge.changed.connect(self._follow)
        bridge.opened.connect(self.refresh)

    def _lay_out(self) -> None:
        left = QWidget()
        lines = column(left, tokens.SPACE_S)
        lines.addWidget(self.list)
        lines.addWidget(self.nothing)
        lines.addWidget(self.new_calendar)
        lines.addStretch(1)
        whole = column(self.form, tokens.SPACE_M)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(head)
        whole.addWidget(self.used_by)
        hours = Section(self.tr("Hours"), self.tr("Drag an end, or type the hours of a day."))
        for part in (self.week, self.whole, self.refusal):
            hours.add(part)
        whole.addWidget(hours)
        self._days = Section(self.tr("Days off"))
        self._days.add(self._tags)
        self._days.add(self.new_days)
        whole.addWidget(self._days)
        whole.addStretch(1)
        self.split = side_by_side(left, self.form)
        column(self).addWidget(self.split)

    # ---- what is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now."""
        document, writable = self._bridge.document, not self._bridge.read_only
        self.list.lines.show_lines([Line(row.id, row.name, week_words(row)) for row in document.calendars])
        self._fit_list()
        self.nothing.setVisible(not len(document.calendars))
        self.new_calendar.setVisible(writable)
        if self._id not in document.calendars:
            self._id = next((row.id for row in document.calendars), "")
        self._show_chosen()

    def _fit_list(self) -> None:
        """Let the list be as high as what is in it, up to a few things; an empty one is not there."""
        count = self.list.lines.rowCount()
        high = self.list.sizeHintForRow(0) if count else 0
        self.list.setFixedHeight(high * min(count, _SEEN) + 2)
        self.list.setVisible(count > 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self._fit_list()

    def _show_chosen(self) -> None:
        document, writable = self._bridge.document, not self._bridge.read_only
        row = document.calendars.get(self._id)
        show_right(self.split, row is not None)
        if row is None:
            return
        self.list.choose(row.id)
        self._fields.show(row)
        self._fields.set_read_only(not writable)
        self.delete.setVisible(writable)
        roles = [role_words(document, capacity.role) for capacity in document.capacities.by("calendar", row.id)]
        self.used_by.setText(
            self.tr("Used by {roles}.").format(roles=some_of(roles)) if roles else self.tr("No role works by it yet.")
        )
        self.week.show_week(row, writable=writable)
        self.whole.setText(
            self.tr("{hours} hours a week. All days open at {opens}; Ctrl with left or right moves that.").format(
                hours=figure(sum(row.hours)), opens=clock(row.opens_at)
            )
        )
        self.new_days.setVisible(writable)
        self._show_days(row, writable)

    def _show_days(self, row: WorkCalendar, writable: bool) -> None:
        if row.holidays == self._shown_days and self._tags.property("of") == (row.id, writable):
            return
        self._shown_days = row.holidays
        self._tags.setProperty("of", (row.id, writable))
        clear(self._flow)
        for day in row.holidays[:_MOST_TAGS]:
            tag = Button(f"{day:%a} {day_words(day)}", kind="quiet", icon="close", on_click=partial(self._remove, day))
            tag.setAccessibleName(self.tr("Work on {day} after all").format(day=day_words(day)))
            tag.setEnabled(writable)
            self._flow.addWidget(tag)
        more = len(row.holidays) - _MOST_TAGS
        if more > 0:
            self._flow.addWidget(Text(self.tr("and {n} more").format(n=more), "muted"))
        self._tags.setVisible(bool(row.holidays))
        none = self.tr("None yet.") if not row.holidays else ""
        self._days.set_hint(none)

    def _choose(self, calendar: str) -> None:
        if calendar != self._id:
            self._fields.commit()
            self._id = calendar
            row = self._bridge.document.calendars.get(calendar)
            if row is not None:
                self._fields.reset(row)
            self._say("")
            self._show_chosen()

    def _follow(self, changes: ChangeSet) -> None:
        if self.isVisible() and changes.touches(*_WATCHED):
            self.refresh()

    def focus_place(self, row_id: str, field: str = "") -> bool:
        """Go to a calendar; return whether there is such."""
        if row_id not in self._bridge.document.calendars:
            return False
        self.refresh()
        self._choose(row_id)
        target: QWidget = self.new_days if field == "holidays" else self.name if field == "name" else self.week
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def take_focus(self) -> None:
        """Give the focus to the week, or to where the first calendar is named."""
        target: QWidget = self.week if self._id else self.new_calendar
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- edits

    def _change(self, document: Document, /, **fields: Any) -> ChangeSet:
        return set_calendar(document, self._id, **fields)

    def _add(self, name: object) -> None:
        if not name:
            return
        before = {row.id for row in self._bridge.document.calendars}
        refused = self._bridge.attempt(add_calendar, str(name))
        if refused:
            self.new_calendar.refuse("", refused)
            return
        self.new_calendar.reset("")
        for row in self._bridge.document.calendars:
            if row.id not in before:
                self._choose(row.id)
                self.week.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete(self, calendar: str) -> None:
        self._bridge.execute(delete_calendar, calendar)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A line would make one of several: a list that is pasted is taken as it is.
        if watched is self.new_days.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            text = QGuiApplication.clipboard().text()
            if event.matches(QKeySequence.StandardKey.Paste) and "\n" in text.strip():
                self._add_days(text)
                return True
        return super().eventFilter(watched, event)

    def _add_days(self, text: object) -> None:
        if not str(text).strip():
            return
        try:
            days = read_days(str(text))
        except DaysUnclear as reason:
            self.new_days.refuse("", str(reason))
            return
        refused = self._bridge.attempt(add_holidays, self._id, days)
        if refused:
            self.new_days.refuse("", refused)
        else:
            self.new_days.reset("")

    def _remove(self, day: date) -> None:
        self._bridge.execute(remove_holiday, self._id, day)

    def _say(self, reason: str) -> None:
        self.refusal.setText(reason)
        self.refusal.setVisible(bool(reason))
        row = self._bridge.document.calendars.get(self._id)
        if reason and row is not None:
            self.week.show_week(row, writable=not self._bridge.read_only)


def week_words(row: WorkCalendar) -> str:
    """Return a calendar at a glance: "40 hours a week, 11 days off"."""
    hours = f"{figure(sum(row.hours))} hours a week"
    days = len(row.holidays)
    return f"{hours}, {days} day{'s' if days != 1 else ''} off" if days else hours

"""The line above the grid that says which version of the matrix is shown, and lets one choose another."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.editions import term_words
from models.authority.force import day_words
from models.authority.rules import Edition
from models.commands.editions import draft_of
from views import tokens
from views.bridge import Bridge
from views.matrix.versions.looking import Looking
from views.shell.buttons import Button
from views.shell.fields import Choice, ChoiceField
from views.shell.labels import Text, restyle

if TYPE_CHECKING:
    from views.shell.fields import DateField

# What is chosen in place of a version to look at the matrix of a day.
DAY = "day"
# In characters of the list of versions.
_SHORT, _LONG = 20, 34


class VersionBar(QWidget):
    """`panel` is the button that opens what there is to know and do about versions, `beside` the one for both grids.

    `begun` comes with a draft that was begun.
    """

    begun = Signal(str)

    def __init__(self, bridge: Bridge, looking: Looking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._looking = bridge, looking
        self.version = ChoiceField(self.tr("Version"))
        self.version.label.hide()
        self.version.combo.setProperty("role", "quiet")
        self.version.committed.connect(self._choose)
        self.day: DateField | None = None
        self.badge = Text("", "badge")
        self.draft = Button(self.tr("Begin draft"), kind="quiet", icon="copy", on_click=self._begin)
        self.draft.setToolTip(self.tr("Begin a copy that changes nothing until it is published"))
        self.beside = Button(self.tr("Beside"), kind="quiet", icon="view")
        self.beside.setToolTip(self.tr("Show the version before beneath it, with the same lines"))
        self.panel = Button(self.tr("Versions"), kind="quiet", icon="recent")
        self.panel.setToolTip(self.tr("What changes, publishing, and the certificate"))
        for button in (self.beside, self.panel):
            button.setCheckable(True)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(self.version, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        for button in (self.draft, self.beside, self.panel):
            row.addWidget(button)
        looking.turned.connect(self.refresh)
        looking.opened.connect(self.refresh)
        looking.changed.connect(lambda changes: self.refresh() if changes.touches("edition") else None)
        self.refresh()

    def refresh(self) -> None:
        """Show which version is looked at now."""
        document, edition = self._looking.real, self._looking.edition
        self.setVisible(edition is not None)
        if edition is None:
            return
        today = self._bridge.today()
        several = len({row.name for row in document.editions}) > 1
        choices = [
            Choice(row.id, f"{_named(row, several=several)} · {term_words(document, row, today)}")
            for row in document.editions
        ]
        self.version.set_choices([*choices, Choice(DAY, self.tr("As in force on a day …"))])
        longest = max(len(choice.text) for choice in choices)
        self.version.combo.setMinimumContentsLength(min(max(longest, _SHORT), _LONG))
        on = self._looking.day
        self.version.reset(DAY if on is not None else edition.id)
        if on is not None:
            self._day_field().reset(on)
        if self.day is not None:
            self.day.setVisible(on is not None)
        self._mark(self._looking.state)
        writable = not self._bridge.read_only
        self.draft.setVisible(writable and edition.status != "draft" and on is None)
        self.beside.setVisible(document.editions.get(edition.replaces) is not None)

    def _mark(self, state: str) -> None:
        """Say of anything but the matrix in force what it is."""
        names = {
            "draft": (self.tr("Draft"), "warning"),
            "to come": (self.tr("To come"), "info"),
            "over": (self.tr("Historic"), "muted"),
            "withdrawn": (self.tr("Withdrawn"), "muted"),
        }
        day, edition = self._looking.day, self._looking.edition
        name, kind = names.get(state, ("", ""))
        if day is not None and edition is not None:
            said = self.tr("Still in force: {version}") if state == "in force" else self.tr("Historic: {version}")
            name = said.format(version=_named(edition, several=False))
            kind = "muted"
        self.badge.setText(name)
        self.badge.setVisible(bool(name))
        if self.badge.property("severity") != kind:
            self.badge.setProperty("severity", kind)
            restyle(self.badge)

    def _choose(self, value: object) -> None:
        if value == DAY:
            self._looking.look_at(None, self._looking.today())
            field = self._day_field()
            field.edit.setFocus()
            field.edit.selectAll()
        else:
            self._looking.look_at(str(value))

    def _day_field(self) -> DateField:
        if self.day is None:
            from views.shell.fields import DateField

            self.day = DateField(self.tr("As in force on"))
            self.day.label.hide()
            self.day.committed.connect(self._look_at_day)
            self._row.insertWidget(1, self.day, 0, Qt.AlignmentFlag.AlignVCenter)
        return self.day

    def _look_at_day(self, value: object) -> None:
        if isinstance(value, datetime.date):
            if not self._looks_back(value):
                self._day_field().set_message(
                    self.tr("No matrix was in force on {day}.").format(day=day_words(value)), "warning"
                )
                return
            self._looking.look_at(None, value)
        else:
            self._looking.look_at(None)

    def _looks_back(self, day: datetime.date) -> bool:
        """Return whether a matrix was in force on a day."""
        from models.authority.force import editions_in_force

        return bool(editions_in_force(self._looking.real, day))

    def _begin(self) -> None:
        edition = self._looking.edition
        changes = self._bridge.execute(draft_of, edition.id) if edition is not None else None
        for made in changes.ids("edition") if changes else ():
            self.begun.emit(made)


def _named(edition: Edition, *, several: bool) -> str:
    """Return what a version is called: its number, with the name of the matrix where there are several."""
    if not edition.version:
        return edition.name
    number = f"Version {edition.version}"
    return f"{edition.name}, {number.lower()}" if several else number

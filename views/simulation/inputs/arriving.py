"""When the cases of a decision come: at random over the hours of a week, on a schedule, or at listed moments."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from models.changes import ChangeSet, EditRefused
from models.commands.volumes import set_recorded, set_volume, volume_of
from models.document import Document
from models.escalation import Volume
from views import tokens
from views.binding import Form
from views.bridge import Bridge
from views.shell.buttons import Button
from views.shell.fields import Choice, ChoiceField, DateField, NumberField
from views.shell.labels import Text
from views.shell.section import Columns, Section
from views.simulation.inputs.decision_lines import arrival_words
from views.simulation.inputs.profile import ProfileGrid

MOST_MOMENTS = 200_000
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}:\d{2})(?::\d{2})?)?")


class Arriving(Section):
    """Edits how the cases of the decision that `show_decision` says arrive, and who revises those sent back."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("When they come"), parent=parent)
        self._bridge = bridge
        self._decision = ""
        self._form = Form(bridge, self._change, self)
        words = [Choice(way, text) for way, text in arrival_words().items() if way != "recorded"]
        self.arrivals = ChoiceField(self.tr("Cases come"), [*words, Choice("recorded", arrival_words()["recorded"])])
        self.every_days = NumberField(self.tr("Every so many days"), unit=self.tr("days"), minimum=1, maximum=366)
        self.first_on = DateField(self.tr("The first on"), hint=self.tr("Blank: on the first day of a run."))
        self.revision_by = ChoiceField(self.tr("Revised by, when sent back"), optional=True)
        for name in ("arrivals", "every_days", "first_on", "revision_by"):
            self._form.bind(name, getattr(self, name))
        self.profile = ProfileGrid(self.tr("Hours of the week at which cases come"))
        self.profile.changed.connect(self._set_profile)
        self.usual_hours = Button(self.tr("Office hours again"), kind="link", on_click=lambda: self._set_profile(()))
        self.listed = Text("", "muted", wrap=True)
        self.paste = Button(self.tr("Paste a list of moments"), kind="quiet", icon="import", on_click=self._paste)
        self.refusal = Text("", "error", wrap=True)
        self.refusal.hide()
        self.body.setSpacing(tokens.SPACE_S)
        self.add(Columns(self.arrivals, self.revision_by, self.every_days, self.first_on))
        for each in (self.profile, self.usual_hours, self.listed, self.paste, self.refusal):
            self.add(each)

    def show_decision(self, decision: str) -> None:
        """Show how the cases of a decision arrive."""
        document = self._bridge.document
        same, self._decision = decision == self._decision, decision
        row = volume_of(document, decision)
        shown = row or Volume(id="", decision=decision, cases_a_quarter=1)
        self.revision_by.set_choices([Choice(role.id, role.name) for role in document.roles])
        (self._form.show if same else self._form.reset)(shown)
        writable = not self._bridge.read_only
        self._form.set_read_only(not writable)
        for field in (self.every_days, self.first_on):
            field.setVisible(shown.arrivals == "scheduled")
        self.profile.show_weights(shown.profile, writable=writable)
        self.profile.setVisible(shown.arrivals == "random")
        self.usual_hours.setVisible(shown.arrivals == "random" and bool(shown.profile) and writable)
        self.listed.setText(_list_words(shown))
        self.listed.setVisible(bool(self.listed.text()))
        self.paste.setVisible(shown.arrivals == "recorded" and writable)
        self._refuse("")

    def field(self, name: str) -> QWidget | None:
        """Return what shows a field of a volume."""
        return self._form.field(name) or (self.profile if name == "profile" else None)

    def _change(self, document: Document, /, **fields: Any) -> ChangeSet:
        if fields.get("arrivals") == "recorded":
            row = volume_of(document, self._decision)
            moments = (
                row.recorded if row is not None and row.recorded else moments_in(QGuiApplication.clipboard().text())
            )
            return set_recorded(document, self._decision, moments)
        return set_volume(document, self._decision, **fields)

    def _set_profile(self, weights: object) -> None:
        self._refuse(self._bridge.attempt(set_volume, self._decision, profile=weights))

    def _paste(self) -> None:
        def command(document: Document) -> ChangeSet:
            return set_recorded(document, self._decision, moments_in(QGuiApplication.clipboard().text()))

        self._refuse(self._bridge.attempt(command))

    def _refuse(self, reason: str) -> None:
        self.refusal.setText(reason)
        self.refusal.setVisible(bool(reason))


def moments_in(text: str) -> tuple[datetime, ...]:
    """Return the moments of a list, one a line, such as 2026-03-02 09:30. Raises EditRefused naming the line."""
    found: list[datetime] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        mark = _MOMENT.search(line)
        try:
            if mark is None:
                raise ValueError
            found.append(datetime.fromisoformat(f"{mark[1]}T{(mark[2] or '09:00').zfill(5)}"))
        except ValueError:
            shown = line.strip()[:40]
            raise EditRefused(
                f"Line {number} of what was copied, “{shown}”, has no moment in it; copy a list, one a line, "
                "such as 2026-03-02 09:30."
            ) from None
        if len(found) > MOST_MOMENTS:
            raise EditRefused(f"These are more than {MOST_MOMENTS:,} moments; copy a shorter list.")
    if not found:
        raise EditRefused("Copy a list of moments first, one a line, such as 2026-03-02 09:30.")
    return tuple(found)


def _list_words(row: Volume) -> str:
    if row.arrivals != "recorded" or not row.recorded:
        return ""
    first, last = (moment.isoformat(" ", "minutes") for moment in (row.recorded[0], row.recorded[-1]))
    count = len(row.recorded)
    return f"{count:,} case{'s' if count != 1 else ''} from {first} to {last}."

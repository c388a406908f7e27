"""An outcome target that can be edited: its name, measure, progress, owner; opened, everything about it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.changes import ChangeSet
from models.commands import rows
from models.document import Document
from models.findings.outputs import output_phrase
from views import icons, tokens
from views.binding import Form
from views.bridge import Bridge
from views.inplace import INSET, InPlaceText
from views.shell.buttons import Button, IconButton
from views.shell.fields import Field
from views.shell.labels import Text
from views.strategy.check_in_form import CheckInForm
from views.strategy.face import BUTTON
from views.strategy.outcome_details import OutcomeDetails
from views.strategy.outcome_says import Says
from views.strategy.progress_bar import ProgressBar


class OutcomeBody(QWidget):
    """Edits one outcome target. `delete_asked(table, id)` comes for itself or one of its check-ins.

    `left` comes when something in it closes that had the focus, `grown` when something new has opened.
    """

    delete_asked = Signal(str, str)
    left = Signal()
    grown = Signal()

    def __init__(self, bridge: Bridge, outcome: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outcome_id = outcome
        self._bridge = bridge
        self._form = Form(bridge, self._change, self)
        self._read_only = False
        self.details: OutcomeDetails | None = None
        self.check_in_form: CheckInForm | None = None
        self.name = InPlaceText(self.tr("Outcome target"), type_role="strong", breaks=False, required=True)
        self._form.bind("name", self.name)
        self.name.edited.connect(self._hint)
        self.measure = Text("", wrap=True)
        self.standing = Text("", "strong")
        self.bar = ProgressBar()
        self.reading = Text("", "small", wrap=True)
        self.people = Text("", "small", wrap=True)
        self.check_in = Button(self.tr("Check in"), kind="link", on_click=self.open_check_in)
        self.check_in.setProperty("flush", "true")
        self.toggle = IconButton("chevron-down", self.tr("Details"), on_click=self.toggle_details)
        self.toggle.setProperty("role", "compact")
        self.toggle.setFixedSize(BUTTON, BUTTON)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.name, 1)
        top.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.SPACE_S)
        foot.addWidget(self.people, 1)
        foot.addWidget(self.check_in, 0, Qt.AlignmentFlag.AlignBottom)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(INSET, 0, INSET, 0)
        self._body.setSpacing(tokens.SPACE_XS)
        measured = QHBoxLayout()
        measured.setSpacing(tokens.SPACE_S)
        measured.addWidget(self.measure, 1)
        measured.addWidget(self.standing, 0, Qt.AlignmentFlag.AlignTop)
        self._body.addLayout(measured)
        self._body.addWidget(self.bar)
        self._body.addWidget(self.reading)
        self._body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_S, tokens.SPACE_S, tokens.SPACE_S, tokens.SPACE_S)
        column.setSpacing(tokens.SPACE_XS)
        column.addLayout(top)
        column.addLayout(self._body)

    # ---- what it shows

    def show_outcome(self, document: Document, says: Says) -> None:
        """Show the outcome target as it is now."""
        outcome = document.outcomes[self.outcome_id]
        self.measure.setText(says.measure)
        self.standing.setText(says.standing)
        self.reading.setText(says.reading)
        self.people.setText(says.people)
        self.bar.set_share(says.share, says.explained)
        for widget in (self.bar, self.standing, self.measure):
            widget.setToolTip(says.explained)
        self.bar.setVisible(says.measurable)
        self.standing.setVisible(bool(says.standing))
        if self.details is not None:
            self.details.show_outcome(document, outcome, read_only=self._read_only)
        self._form.show(outcome)
        self._hint()

    def _hint(self) -> None:
        """Warn beside the name while it names something to make."""
        outcome = self._bridge.document.outcomes.get(self.outcome_id)
        past = outcome is None or self._bridge.document.quarters[outcome.quarter].status == "past"
        self.name.advise("" if past else output_phrase(self.name.text()) or "")

    def set_read_only(self, read_only: bool) -> None:
        """Let the outcome target be read and not changed."""
        self._read_only = read_only
        self.check_in.setVisible(not read_only)
        self._form.set_read_only(read_only)

    def field(self, name: str) -> Field:
        """Return the field for that field of the outcome target, opening the details where it is there."""
        if name in ("", "name"):
            return self.name
        self.open_details()
        alias = {"owner_role": "owner", "owner_team": "owner"}.get(name, name)
        return self._form.field(alias) or self.name

    def retire(self) -> None:
        """The outcome target is gone: hand nothing over any more."""
        self._form.close()

    def _change(self, document: Document, **fields: object) -> ChangeSet:
        return rows.set_fields(document, "outcome", self.outcome_id, **fields)

    # ---- what opens in it

    def toggle_details(self) -> None:
        """Open or close the details."""
        if self.details_are_open():
            self.close_details()
        else:
            self.open_details()
            self.field("target").setFocus()

    def open_details(self) -> None:
        """Open what the outcome target is made of."""
        if self.details is None:
            self.details = OutcomeDetails(self._form)
            self.details.done.connect(self.close_details)
            self.details.delete_asked.connect(lambda: self.delete_asked.emit("outcome", self.outcome_id))
            self.details.readings.delete_asked.connect(lambda row: self.delete_asked.emit("check_in", row))
            self._body.addWidget(self.details)
            self._form.set_read_only(self._read_only)
            document = self._bridge.document
            outcome = document.outcomes[self.outcome_id]
            self.details.show_outcome(document, outcome, read_only=self._read_only)
            self._form.show(outcome)
            self.grown.emit()
        self.details.show()
        self._turn("chevron-up", self.tr("Close the details"))

    def close_details(self) -> None:
        """Close the details and hand over what is being typed there; what cannot be read keeps them open."""
        if self.details is None or not self._form.commit():
            return
        self.left.emit()
        self.details.hide()
        self._turn("chevron-down", self.tr("Details"))

    def open_check_in(self) -> None:
        """Open a line for today's value."""
        if self._read_only or self.check_in_form is not None:
            return
        outcome = self._bridge.document.outcomes[self.outcome_id]
        self.check_in_form = CheckInForm(self._bridge, outcome)
        self.check_in_form.closed.connect(self._close_check_in)
        self._body.insertWidget(4, self.check_in_form)
        self.check_in.hide()
        self.grown.emit()
        self.check_in_form.setFocus()

    def _close_check_in(self) -> None:
        form, self.check_in_form = self.check_in_form, None
        if form is not None:
            self.left.emit()
            form.hide()
            form.deleteLater()
            self.check_in.show()

    def _turn(self, icon: str, name: str) -> None:
        self.toggle.setIcon(icons.icon(icon))
        self.toggle.setAccessibleName(name)
        self.toggle.setToolTip(name)

    def press(self, place: QPoint) -> None:
        """Open what a click on a text asks for: the target, the owner, a check-in."""
        child = self.childAt(place)
        if child is self.reading:
            self.open_check_in()
        elif child in (self.measure, self.standing, self.bar):
            self.field("target").setFocus()
        elif child is self.people:
            self.field("owner").setFocus()

    def details_are_open(self) -> bool:
        """Return whether everything about the outcome target is shown."""
        return self.details is not None and self.details.isVisibleTo(self)

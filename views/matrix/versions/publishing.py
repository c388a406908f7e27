"""What can be done with a version: publish or discard a draft, withdraw what is in force. In place, with its dates."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.editions import edition_words, predecessor_of
from models.authority.rules import Edition
from models.commands.editions import discard, publish, withdraw
from views import tokens
from views.bridge import Bridge
from views.matrix.inspector.pieces import column
from views.matrix.versions.looking import Looking
from views.shell.buttons import Button
from views.shell.fields import Choice, ChoiceField, DateField
from views.shell.message_bar import MessageBar
from views.shell.section import Columns, Section


class Publishing(QWidget):
    """`done` comes with what was done, in words, when a version was published, discarded or withdrawn.

    `refused` says that the message tells why it was not.
    """

    done = Signal(str)
    refused = Signal()

    def __init__(self, bridge: Bridge, looking: Looking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._looking = bridge, looking
        self._shown = ""
        self.section = Section("")
        self.body = ChoiceField(self.tr("Approved by"))
        self.approved = DateField(self.tr("Approved on"))
        self.effective = DateField(self.tr("In force from"))
        self.review = DateField(self.tr("Review by"))
        self.until = DateField(self.tr("No longer in force from"))
        self.message = MessageBar()
        self.publish = Button(self.tr("Publish"), kind="primary", icon="check", on_click=self._publish)
        self.discard = Button(self.tr("Discard draft"), kind="danger", icon="delete", on_click=self._discard)
        self.withdraw = Button(self.tr("Withdraw"), kind="danger", on_click=self._withdraw)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_S)
        buttons.addWidget(self.publish)
        buttons.addStretch(1)
        buttons.addWidget(self.discard)
        buttons.addWidget(self.withdraw)
        self.section.body.setSpacing(tokens.SPACE_M)
        self._days = Columns(self.approved, self.effective, self.review)
        for field in (self.body, self._days, self.until):
            self.section.add(field)
        self.section.add(self.message)
        self.section.add(buttons)
        column(self).addWidget(self.section)

    def refresh(self) -> None:
        """Show what can be done with the version that is looked at."""
        edition = self._looking.edition
        state = self._looking.state
        draft, running = state == "draft", state in ("in force", "to come") and self._looking.day is None
        self.setVisible(edition is not None and not self._bridge.read_only and (draft or running))
        if edition is None:
            return
        for_drafts: tuple[QWidget, ...] = (self.body, self._days, self.publish, self.discard)
        for_others: tuple[QWidget, ...] = (self.until, self.withdraw)
        for widget in for_drafts:
            widget.setVisible(draft)
        for widget in for_others:
            widget.setVisible(running)
        self.section.heading.setText(self.tr("Publish") if draft else self.tr("Withdraw"))
        self.section.set_hint(self._hint(edition, draft=draft))
        if self._shown != f"{edition.id} {state}":
            self._shown = f"{edition.id} {state}"
            self._reset(edition)

    def _hint(self, edition: Edition, *, draft: bool) -> str:
        if not draft:
            return self.tr("It answers for the days before; nothing takes its place.")
        before = predecessor_of(self._looking.real, edition)
        if before is None:
            return self.tr("From its first day it is the matrix that counts.")
        return self.tr("It replaces {name}, which stays the answer for the days before.").format(
            name=edition_words(before)
        )

    def _reset(self, edition: Edition) -> None:
        """Offer what is likely: who approved the version before, today, and from today on."""
        self.message.dismiss()
        roles = sorted(self._looking.real.roles, key=lambda role: role.kind != "body")
        self.body.set_choices([Choice(role.id, role.name) for role in roles])
        self.body.reset(edition.approving_body)
        self.approved.reset(edition.approved_on)
        self.effective.reset(edition.effective)
        self.review.reset(edition.review_on)
        self.until.reset(None)

    def focus(self) -> None:
        """Put the focus on the first thing to say."""
        self.body.setFocus()

    def _publish(self) -> None:
        edition = self._looking.edition
        fields = (self.body, self.approved, self.effective, self.review)
        read = [field.commit() for field in fields]
        if edition is None or not all(read):
            return
        body = self.body.value()
        self._told(
            self._bridge.attempt(
                publish,
                edition.id,
                str(body) if body else None,
                _day(self.approved),
                _day(self.effective),
                _day(self.review),
            ),
            self.tr("{name} is published.").format(name=edition_words(edition)),
        )

    def _discard(self) -> None:
        edition = self._looking.edition
        if edition is not None:
            problem = self._bridge.attempt(discard, edition.id)
            self._told(problem, self.tr("The draft {name} is discarded.").format(name=edition_words(edition)))

    def _withdraw(self) -> None:
        edition = self._looking.edition
        if edition is None or not self.until.commit():
            return
        day = _day(self.until)
        if day is None:
            self.until.set_message(self.tr("Say from which day on it is no longer in force."), "error")
            return
        problem = self._bridge.attempt(withdraw, edition.id, day)
        self._told(problem, self.tr("{name} is withdrawn.").format(name=edition_words(edition)))

    def _told(self, problem: str, done: str) -> None:
        if problem:
            self.message.say(problem, "error")
            self.refused.emit()
        else:
            self.message.dismiss()
            self.done.emit(done)


def _day(field: DateField) -> datetime.date | None:
    value = field.value()
    return value if isinstance(value, datetime.date) else None

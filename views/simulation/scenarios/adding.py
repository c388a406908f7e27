"""A change added to a scenario by picking what kind it is, of what, and its value there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from models.changes import EditRefused
from models.document import Document
from views import tokens
from views.bridge import Bridge
from views.shell.buttons import Button
from views.shell.fields import commit_all
from views.shell.flow import FlowLayout
from views.shell.labels import Text
from views.shell.section import Section
from views.simulation.scenarios.picks import (
    AbsencePick,
    Command,
    DeadlinePick,
    DeputyPick,
    Pick,
    ThresholdPick,
    TimePick,
    VolumePick,
)


class Adding(Section):
    """`picked` comes with an edit to try in the scenario."""

    picked = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Try something"), parent=parent)
        kinds: tuple[tuple[str, type[Pick]], ...] = (
            (self.tr("Threshold"), ThresholdPick),
            (self.tr("Time of a role"), TimePick),
            (self.tr("Volume"), VolumePick),
            (self.tr("Deadline"), DeadlinePick),
            (self.tr("Deputy"), DeputyPick),
            (self.tr("Absence"), AbsencePick),
        )
        self.body.setSpacing(tokens.SPACE_S)
        self._stack = QStackedWidget()
        self.buttons: list[Button] = []
        self.picks: list[Pick] = []
        self._group = QButtonGroup(self)
        chosen = QWidget()
        flow = FlowLayout(chosen, spacing=tokens.SPACE_XS)
        for at, (text, kind) in enumerate(kinds):
            button = Button(text, kind="quiet", on_click=partial(self.turn, at))
            button.setCheckable(True)
            self._group.addButton(button)
            flow.addWidget(button)
            self.buttons.append(button)
            self.picks.append(kind(bridge))
            self._stack.addWidget(self.picks[-1])
        self.add_button = Button(self.tr("Add to the scenario"), kind="plain", icon="add", on_click=self._add)
        self.refusal = Text("", "error", wrap=True)
        self.refusal.hide()
        last = QHBoxLayout()
        last.addWidget(self.add_button)
        last.addStretch(1)
        self.add(chosen)
        self.add(self._stack)
        self.add(self.refusal)
        self.add(last)
        self.turn(0)

    def turn(self, at: int) -> None:
        """Pick another kind of change."""
        self.buttons[at].setChecked(True)
        for number, pick in enumerate(self.picks):
            policy = QSizePolicy.Policy.Preferred if number == at else QSizePolicy.Policy.Ignored
            pick.setSizePolicy(policy, policy)
        self._stack.setCurrentIndex(at)
        self.say("")

    def offer(self, document: Document) -> None:
        """Offer what there is, as the scenario has it so far."""
        for pick in self.picks:
            pick.offer(document)

    def say(self, reason: str) -> None:
        """Say why a change cannot be added; without a reason it was, and the fields are ready for the next."""
        self.refusal.setText(reason)
        self.refusal.setVisible(bool(reason))

    def added(self) -> None:
        """Make room for the next change."""
        self.say("")
        self.picks[self._stack.currentIndex()].reset()

    def _add(self) -> None:
        pick = self.picks[self._stack.currentIndex()]
        if not commit_all(pick):
            return
        try:
            command: Command = pick.command()
        except EditRefused as reason:
            self.say(str(reason))
            return
        self.picked.emit(command)

"""A case on the stage: its clock, what happened and why, large enough to be projected, and what can happen next."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.walk.choices import choices
from models.walk.clock import moment_words
from models.walk.parts import Choice, Walk
from models.walk.telling import hop_words, lasting_words
from models.walk.walking import step
from views import theme, tokens
from views.shell.accessibility import announce
from views.shell.buttons import Button, IconButton
from views.shell.flow import FlowLayout
from views.shell.labels import Text, restyle, rule
from views.shell.layouts import clear

_NUMBERED = 9


class Stage(QWidget):
    """Steps a case. `stepped(walk, forward)` comes with each step, `ended` when nobody wants to see it any more."""

    stepped = Signal(object, bool)
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("A case on its way"))
        self._walks: list[Walk] = []
        self.offered: tuple[Choice, ...] = ()
        self.clock = Text("", "display", wrap=True)
        self.sentence = Text("", "title", wrap=True)
        self.reason = Text("", "title", wrap=True)
        # As large as a title, but read like a text.
        self.reason.setStyleSheet("font-weight: 400")
        self.carries = Text("", "heading", wrap=True)
        self.carries.setStyleSheet("font-weight: 400")
        self.buttons: list[Button] = []
        self._choices = FlowLayout(spacing=tokens.SPACE_S)
        self.back = Button(self.tr("Back"), kind="quiet", icon="chevron-left", on_click=self.go_back)
        self.next = Button(self.tr("Next"), kind="primary", icon="chevron-right", on_click=self.go_on)
        close = IconButton("close", self.tr("Leave the case"), on_click=self.ended.emit)
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE_S)
        top.addWidget(self.clock, 1)
        self._beside_clock = (self.back, self.next, close)
        for button in self._beside_clock:
            top.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, tokens.SPACE_S, 0, 0)
        whole.setSpacing(tokens.SPACE_S)
        whole.addWidget(rule())
        whole.addLayout(top)
        for text in (self.sentence, self.reason, self.carries):
            whole.addWidget(text)
        whole.addLayout(self._choices)

    @property
    def walk(self) -> Walk | None:
        """The case as it stands, or None."""
        return self._walks[-1] if self._walks else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_clock()

    def _fit_clock(self) -> None:
        """Show the clock as large as its one line has room for; a second line would be taken from the map."""
        room = self.width() - sum(button.sizeHint().width() + tokens.SPACE_S for button in self._beside_clock)
        fits = QFontMetrics(theme.font("display")).horizontalAdvance(self.clock.text()) < room
        role = "display" if fits else "title"
        if self.clock.property("role") != role:
            self.clock.setProperty("role", role)
            restyle(self.clock)

    def begin(self, walk: Walk) -> None:
        """Step another case from its start."""
        self._walks = [walk]
        self._show(forward=True)

    def leave(self) -> None:
        """Step no case any more."""
        self._walks = []

    def go_on(self) -> None:
        """Take the likely choice."""
        choice = next((choice for choice in self.offered if choice.likely), None)
        if choice is not None:
            self._take(choice)

    def go_back(self) -> None:
        """Take the latest step back."""
        if len(self._walks) > 1:
            self._walks.pop()
            self._show(forward=False)

    def take(self, number: int) -> None:
        """Take the choice of a number, from 1."""
        if 1 <= number <= len(self.offered):
            self._take(self.offered[number - 1])

    def _take(self, choice: Choice) -> None:
        assert self.walk is not None
        self._walks.append(step(self.walk, choice))
        self._show(forward=True)

    def _show(self, *, forward: bool) -> None:
        walk = self.walk
        assert walk is not None
        self.offered = choices(walk)
        last = walk.history[-1] if walk.history else None
        self.clock.setText(moment_words(walk.clock))
        self._fit_clock()
        said = hop_words(last).partition(": ")[2] if last is not None else walk.ending
        self.sentence.setText(
            f"{said}. {walk.ending}" if walk.end and last is not None and walk.end != "stuck" else said
        )
        self.reason.setText(last.reason if last is not None else "")
        more = lasting_words(walk.started, walk.clock) if walk.end and last is not None else ""
        if not walk.end and last is not None and last.carries:
            more = self.tr("Along with it: {what}").format(what=last.carries)
        self.carries.setText(more)
        for text in (self.reason, self.carries):
            text.setVisible(bool(text.text()))
        self._show_choices()
        self.back.setEnabled(len(self._walks) > 1)
        self.next.setEnabled(any(choice.likely for choice in self.offered))
        announce(self, f"{self.clock.text()}. {self.sentence.text()}. {self.reason.text()}")
        self.stepped.emit(walk, forward)

    def _show_choices(self) -> None:
        clear(self._choices)
        self.buttons = []
        for number, choice in enumerate(self.offered, 1):
            text = f"{number}  {choice.words}" if number <= _NUMBERED else choice.words
            button = Button(text.replace("&", "&&"), kind="plain", on_click=partial(self._take, choice))
            button.setToolTip(choice.reason)
            button.setAccessibleDescription(choice.reason)
            font = button.font()
            font.setBold(choice.likely)
            button.setFont(font)
            self.buttons.append(button)
            self._choices.addWidget(button)

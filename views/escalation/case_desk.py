"""Which case is walked: a decision with its facts, or one of the library, and when it comes up."""

from __future__ import annotations

import re
from datetime import datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.circumstances import case_of
from models.authority.facts import CaseError
from models.decisions import Decision
from models.walk.clock import working_moment
from models.walk.parts import Walk
from models.walk.walking import start
from views import tokens
from views.bridge import Bridge
from views.matrix.inspector.case_form import CaseForm
from views.shell.accessibility import announce
from views.shell.buttons import Button
from views.shell.fields import Choice, ChoiceField, LineField
from views.shell.labels import Text
from views.shell.layouts import column

_CLOCK = re.compile(r"^\s*([01]?\d|2[0-3])(?:[:.h]([0-5]\d))?\s*$")
_NINE = "9:00"


class CaseDesk(QWidget):
    """Asks for a case. `begun` comes with its walk, `decision_chosen` with the decision that it is about, `complained`
    with a problem that is to be seen.
    """

    begun = Signal(object)
    decision_chosen = Signal(str)
    complained = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.kept = ChoiceField(self.tr("Case of the library"), optional=True)
        self.kept.committed.connect(self._take_kept)
        self.decision = ChoiceField(self.tr("Decision"))
        self.decision.committed.connect(lambda value: self.choose(str(value or "")))
        self.form = CaseForm(bridge)
        self.at = LineField(
            self.tr("At"), _NINE, hint=self.tr("The time of the day, such as 9:30; without a day, the next working day")
        )
        self.start_button = Button(self.tr("Walk it"), kind="primary", icon="play", on_click=self.begin)
        self.problem = Text("", "error", wrap=True)
        self.problem.hide()
        whole = column(self, tokens.SPACE_M)
        whole.addWidget(Text(self.tr("Walk a case"), "heading"))
        hint = self.tr("Space goes on to the next hop, Left goes back, a number chooses.")
        whole.addWidget(Text(hint, "muted", wrap=True))
        for widget in (self.kept, self.decision, self.form, self.at):
            whole.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.start_button)
        row.addStretch(1)
        whole.addLayout(row)
        whole.addWidget(self.problem)
        whole.addStretch(1)

    def follow(self) -> None:
        """Offer the decisions and cases that there are now."""
        document = self._bridge.document
        self.decision.set_choices([Choice(row.id, row.name) for row in document.decisions])
        self.kept.set_choices([Choice(row.id, row.name) for row in document.library_cases])
        self.kept.setVisible(len(document.library_cases) > 0)
        chosen = document.decisions.get(str(self.decision.value() or "")) or next(iter(document.decisions), None)
        self.form.setVisible(chosen is not None)
        self.start_button.setEnabled(chosen is not None)
        if chosen is not None:
            self._show(chosen)

    def choose(self, decision: str) -> None:
        """Ask for a case of a decision."""
        row = self._bridge.document.decisions.get(decision)
        if row is not None:
            self._show(row)
            self.decision_chosen.emit(decision)

    def _show(self, decision: Decision) -> None:
        self.decision.reset(decision.id)
        self.form.show_decision(decision)

    def _take_kept(self, value: object) -> None:
        kept = self._bridge.document.library_cases.get(str(value or ""))
        if kept is None:
            return
        self._show(self._bridge.document.decisions[kept.decision])
        self.form.show_kept(kept)
        try:
            case_of(self._bridge.document, kept, self.form.on())
        except CaseError as error:
            self._say(str(error))
            return
        self.decision_chosen.emit(kept.decision)
        self.begin()

    def begin(self) -> None:
        """Walk the case as it is described now, or say what is wanting."""
        document = self._bridge.document
        decision = document.decisions.get(str(self.decision.value() or ""))
        clock = _CLOCK.match(self.at.text() or _NINE)
        if decision is None:
            return
        if clock is None:
            self._say(self.tr("“{text}” is not a time of the day; write it like 9:30.").format(text=self.at.text()))
            return
        day = self.form.stated_day() or working_moment(self._bridge.today()).date()
        moment = datetime.combine(day, time(int(clock[1]), int(clock[2] or 0)))
        walk = start(document, self.form.case(), at=moment)
        self._say("" if walk.history else walk.ending)
        if walk.history:
            self.begun.emit(walk)

    def walk_again(self, walk: Walk) -> Walk:
        """Return the same case from its start in the file as it is now."""
        return start(self._bridge.document, walk.case, at=walk.started, assumptions=walk.assumptions)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if problem:
            announce(self, problem)
            self.complained.emit()

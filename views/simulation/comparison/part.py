"""Choosing scenarios of the file and comparing them, off the GUI thread, with progress and cancel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import ValidationError
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.changes import ChangeSet, EditRefused
from models.effort import Progress, Stopped
from models.simulation.study import StudyRefused
from views import tokens
from views.background import Task
from views.bridge import Bridge
from views.shell.buttons import Button
from views.shell.chips import Chips
from views.shell.fields import Choice
from views.shell.labels import Text
from views.shell.message_bar import MessageBar
from views.shell.progress import ProgressLine
from views.simulation.controls import Controls
from views.simulation.running import LongRun

if TYPE_CHECKING:
    from models.whatif.comparison import Comparison


class ComparisonPart(QWidget):
    """Chips for the scenarios of the file, a button, and what the latest comparison says.

    It is run with the settings and assumptions of the page. An edit afterwards marks it as older.
    """

    export_asked = Signal(object)
    scenarios_asked = Signal()
    """Somebody wants to go where scenarios are made."""

    def __init__(self, bridge: Bridge, controls: Controls, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._controls = bridge, controls
        self._left_out: set[str] = set()
        self._changed_since = False
        self.comparison: Comparison | None = None
        self.messages = MessageBar()
        self.hint = Text("", "muted", wrap=True)
        self.chips = Chips(self.tr("Scenarios to compare"))
        self.chips.chosen.connect(self._choose)
        self.compare_button = Button(self.tr("Compare"), icon="play", on_click=self.compare)
        self.progress = ProgressLine()
        self.long_run = LongRun(self.progress, self.compare_button, self)
        self.long_run.done.connect(self._done)
        self.long_run.refused.connect(self._refused)
        self.long_run.stopped.connect(self._cancelled)
        self.shown: QWidget = QWidget()
        line = QHBoxLayout()
        self.make_button = Button(self.tr("Make a scenario"), kind="link", on_click=self.scenarios_asked.emit)
        line.addWidget(self.compare_button)
        line.addWidget(self.make_button)
        line.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE_M)
        for widget in (self.messages, self.hint, self.chips):
            self._column.addWidget(widget)
        self._column.addLayout(line)
        self._column.addWidget(self.progress)
        self._column.addWidget(self.shown)
        bridge.changed.connect(self._file_changed)
        bridge.opened.connect(self.cancel)
        self._offer()

    def _offer(self) -> None:
        scenarios = sorted(self._bridge.document.scenarios, key=lambda one: one.position)
        on = [one.id for one in scenarios if one.id not in self._left_out]
        self.chips.show_choices([Choice(one.id, one.name) for one in scenarios], on)
        self.chips.setVisible(bool(scenarios))
        self.compare_button.setVisible(bool(scenarios))
        self.compare_button.setEnabled(bool(on) and not self.busy())
        if scenarios:
            words = self.tr("Each is simulated with the same cases and the same luck as the file as it is.")
        else:
            words = self.tr(
                "A scenario is a set of named changes over this file, such as another limit, a deputy or more hours. "
                "There is none yet."
            )
        self.hint.setText(words)

    def _choose(self, on: object) -> None:
        assert isinstance(on, tuple)
        self.choose(on)

    def choose(self, on: Sequence[str]) -> None:
        """Let these scenarios be compared, and no others."""
        self._left_out = {one.id for one in self._bridge.document.scenarios if one.id not in on}
        self._offer()

    def chosen(self) -> list[str]:
        """Return the scenarios that are compared, in their order."""
        scenarios = sorted(self._bridge.document.scenarios, key=lambda one: one.position)
        return [one.id for one in scenarios if one.id not in self._left_out]

    def busy(self) -> bool:
        """Return whether a comparison is under way."""
        return self.long_run.busy()

    def compare(self) -> None:
        """Compare the chosen scenarios with the file as it is now, in the background."""
        chosen = self.chosen()
        if self.busy() or not chosen:
            return
        try:
            settings, assumptions = self._controls.settings(), self._controls.assumptions()
        except ValidationError as error:
            self.messages.say(error.errors()[0]["msg"], "error")
            return
        document, today = self._bridge.document, self._bridge.today()

        def work(task: Task, tell: Progress) -> object:
            import views.simulation.comparison.shown  # noqa: F401  # loading it takes a moment, and is done here
            from models.whatif.comparing import compare

            try:
                return compare(
                    document,
                    chosen,
                    assumptions,
                    settings,
                    on=today,
                    progress=tell,
                    halt=lambda: task.stopping,
                )
            except Stopped:
                return None

        self.messages.dismiss()
        self._changed_since = False
        self.long_run.start(self.tr("Comparing …"), work, StudyRefused, EditRefused)

    def cancel(self) -> None:
        """Stop the comparison that is under way."""
        self.long_run.cancel()

    def _done(self, found: Comparison | None) -> None:
        self._offer()
        if found is not None:
            self.show_comparison(found)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show what a comparison says."""
        from views.simulation.comparison.shown import ComparisonShown

        self.comparison = comparison
        shown = ComparisonShown(comparison, read_only=self._bridge.read_only)
        shown.apply_asked.connect(self._apply)
        shown.export_asked.connect(self.export_asked)
        self._column.replaceWidget(self.shown, shown)
        self.shown.hide()
        self.shown.deleteLater()
        self.shown = shown
        self._mark_age()

    def _apply(self, scenario: str) -> None:
        from models.commands.scenarios import apply_scenario

        made = self._bridge.execute(apply_scenario, scenario)
        if made is not None:
            self.messages.say(self.tr("{what}: one step, which can be undone.").format(what=made.label), "ok")

    def _refused(self, sentence: str) -> None:
        self._offer()
        self.messages.say(sentence, "warning")

    def _cancelled(self) -> None:
        self._offer()
        self.messages.say(self.tr("The comparison was stopped; nothing has changed."), "info")

    def _file_changed(self, changes: ChangeSet) -> None:
        if changes.touches("scenario"):
            self._offer()
        self._changed_since = True
        self._mark_age()

    def _mark_age(self) -> None:
        if self._changed_since and self.comparison is not None and not self.busy() and not self.messages.text():
            self.messages.say(
                self.tr("The file has changed since this comparison."),
                "info",
                action=self.tr("Compare again"),
                on_action=self.compare,
            )

"""Searching limits and capacities for the frontier between how long cases take and what that costs oversight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.changes import ChangeSet
from models.effort import Progress, Stopped
from models.simulation.study import StudyRefused
from views import tokens
from views.background import Task
from views.bridge import Bridge
from views.shell.buttons import Button
from views.shell.fields import Choice, ChoiceField, NumberField
from views.shell.labels import Text
from views.shell.message_bar import MessageBar
from views.shell.progress import ProgressLine
from views.shell.section import Columns
from views.simulation.comparison.levers import Levers
from views.simulation.controls import Controls
from views.simulation.parts import READS
from views.simulation.running import LongRun

if TYPE_CHECKING:
    from models.whatif.search import Frontier, Point

_BUDGET = 1000


class SearchPart(QWidget):
    """What may be turned, two figures, a budget; then the candidates that nobody can better.

    A search that was stopped goes on from what it had tried, as long as the file is the same.
    """

    export_asked = Signal(object)

    def __init__(self, bridge: Bridge, controls: Controls, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._controls = bridge, controls
        self._state: dict[str, Any] | None = None
        self._found: Frontier | None = None
        self.frontier: Frontier | None = None
        self.messages = MessageBar()
        self.levers = Levers()
        self.goal = ChoiceField(
            self.tr("To be short"),
            [
                Choice("mean", self.tr("Mean time of a case")),
                Choice("p50", self.tr("Time within which half are done")),
                Choice("p90", self.tr("Time within which 9 of 10 are done")),
                Choice("p95", self.tr("Time within which 19 of 20 are done")),
            ],
            "mean",
        )
        self.against = ChoiceField(
            self.tr("To be small beside it"),
            [
                Choice("exposure", self.tr("Cases below the level asked for")),
                Choice("value", self.tr("Value below the level asked for")),
                Choice("cost", self.tr("Cost of a case")),
                Choice("time", self.tr("Time set aside for decisions")),
            ],
            "exposure",
        )
        self.budget = NumberField(
            self.tr("Replications, all candidates together"), _BUDGET, minimum=10, maximum=100_000
        )
        self.search_button = Button(self.tr("Search"), icon="search", on_click=self.search)
        self.progress = ProgressLine()
        self.long_run = LongRun(self.progress, self.search_button, self)
        self.long_run.done.connect(self._done)
        self.long_run.refused.connect(self._refused)
        self.long_run.stopped.connect(self._cancelled)
        self.shown: QWidget = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE_M)
        hint = self.tr("Say what may change and which values to try. What nobody can better in both figures is found.")
        for widget in (self.messages, Text(hint, "muted", wrap=True), self.levers):
            self._column.addWidget(widget)
        self._column.addWidget(Columns(self.goal, self.against, self.budget))
        line = QHBoxLayout()
        line.addWidget(self.search_button)
        line.addStretch(1)
        self._column.addLayout(line)
        self._column.addWidget(self.progress)
        self._column.addWidget(self.shown)
        bridge.changed.connect(self._file_changed)
        bridge.opened.connect(self.cancel)
        self._stale = True
        self._changed_since = False

    def busy(self) -> bool:
        """Return whether a search is under way."""
        return self.long_run.busy()

    def search(self) -> None:
        """Search in the background, going on from what was tried before."""
        from models.authority.lookup import LookupFailed
        from models.whatif.search import SearchRefused
        from models.whatif.searching import Ask, search
        from models.whatif.state import StateUnfit

        if self.busy():
            return
        document, today, state = self._bridge.document, self._bridge.today(), self._state
        try:
            settings, assumptions = self._controls.settings(), self._controls.assumptions()
            levers = self.levers.levers(document, today)
        except ValidationError as error:
            self.messages.say(error.errors()[0]["msg"], "error")
            return
        except LookupFailed as failed:
            self.messages.say(str(failed), "error")
            return
        budget = self.budget.value()
        goal: Any = self.goal.value() or "mean"
        against: Any = self.against.value() or "exposure"
        ask = Ask(levers, goal, against, int(budget) if isinstance(budget, int) else _BUDGET)

        def work(task: Task, tell: Progress) -> object:
            import views.simulation.comparison.frontier  # noqa: F401  # loading it takes a moment, and is done here

            def find(known: dict[str, Any] | None) -> Frontier:
                return search(
                    document,
                    ask,
                    assumptions,
                    settings,
                    on=today,
                    state=known,
                    keep=self._keep,
                    progress=tell,
                    halt=lambda: task.stopping,
                )

            from models.simulation.results.replication import Cancelled

            try:
                try:
                    found = find(state)
                except StateUnfit:
                    found = find(None)
            except (Stopped, Cancelled):
                return None
            # What a stopped search has found is shown, too: the task itself will only say that it stopped.
            self._found = found
            return found

        self.messages.dismiss()
        self._found = None
        self._changed_since = False
        self.long_run.start(self.tr("Searching …"), work, StudyRefused, SearchRefused)

    def cancel(self) -> None:
        """Stop the search that is under way; what it has found is shown."""
        self.long_run.cancel()

    def _keep(self, state: dict[str, Any]) -> None:
        self._state = state

    def _done(self, found: Frontier) -> None:
        self.search_button.setText(self.tr("Search"))
        self.show_frontier(found)

    def _refused(self, sentence: str) -> None:
        self.search_button.setText(self.tr("Search"))
        self.messages.say(sentence, "warning")

    def _cancelled(self) -> None:
        if self._found is not None:
            self.show_frontier(self._found)
        self.messages.say(self.tr("The search was stopped; it can go on from here."), "info")
        self.search_button.setText(self.tr("Go on"))

    def show_frontier(self, frontier: Frontier) -> None:
        """Show what a search has found."""
        from models.whatif.figures import searched
        from views.simulation.comparison.frontier import FrontierShown

        self.frontier = frontier
        figures = searched(frontier.goal, frontier.against, frontier.currency)
        shown = FrontierShown(frontier, *figures, read_only=self._bridge.read_only)
        shown.apply_asked.connect(self._apply)
        shown.keep_asked.connect(self._keep_as_scenario)
        shown.export_asked.connect(self.export_asked)
        self._column.replaceWidget(self.shown, shown)
        self.shown.hide()
        self.shown.deleteLater()
        self.shown = shown
        self._mark_age()

    def _apply(self, point: Point) -> None:
        from models.whatif.levers import choose

        assert self.frontier is not None
        made = self._bridge.execute(choose, self.frontier.levers, point.choice, self._bridge.today())
        if made is not None:
            self.messages.say(self.tr("{what}: one step, which can be undone.").format(what=made.label), "ok")

    def _keep_as_scenario(self, point: Point) -> None:
        from models.changes import EditRefused
        from models.commands.scenarios import add_scenario
        from models.whatif.levers import choice_changes

        assert self.frontier is not None
        try:
            changes = choice_changes(self._bridge.document, self.frontier.levers, point.choice, self._bridge.today())
        except EditRefused as refused:
            self.messages.say(str(refused), "error")
            return
        name = "; ".join(point.words)[:120] or self.tr("Found by a search")
        if self._bridge.execute(add_scenario, name, None, "", changes) is not None:
            self.messages.say(self.tr("It is kept as the scenario “{name}”.").format(name=name), "ok")

    def _file_changed(self, changes: ChangeSet) -> None:
        if changes.touches(*READS):
            self._changed_since = True
            self._mark_age()
        if changes.touches("role", "rule", "decision", "dimension", "edition"):
            self._stale = True
            if self.isVisible():
                self._offer()

    def _mark_age(self) -> None:
        """Say of a frontier that it is not that of the file as it is now."""
        if self._changed_since and self.frontier is not None and not self.busy() and not self.messages.text():
            self.messages.say(
                self.tr("The file has changed since this search."),
                "info",
                action=self.tr("Search again"),
                on_action=self.search,
            )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._offer()

    def _offer(self) -> None:
        """Offer what may be turned in the file as it is now."""
        if self._stale:
            self._stale = False
            self.levers.offer(self._bridge.document, self._bridge.today())

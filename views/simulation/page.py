"""The simulation page: run, progress, cancel, results, scenarios side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from models.changes import ChangeSet
from models.document import Document
from models.effort import Progress
from models.simulation.study import StudyCancelled, StudyOverloaded, StudyRefused, study
from views import icons
from views.background import Task
from views.bridge import Bridge
from views.shell.buttons import Button
from views.shell.empty_state import EmptyState
from views.shell.page import Page
from views.shell.progress import ProgressLine
from views.simulation.controls import Controls
from views.simulation.parts import READS, RUN, Parts
from views.simulation.running import LongRun
from views.simulation.tabs import Tabs

if TYPE_CHECKING:
    from models.simulation.telling.report import Report

_OF_A_RUN = ("answer", "tables")


class SimulationPage(Page):
    """Simulates the file as it is when the button is pressed; an edit afterwards marks the result as older.

    `export_asked` brings charts (descriptions) that somebody wants as files, to whoever writes files; `matrix_asked`
    says that somebody wants to enter decisions first.
    """

    export_asked = Signal(object)
    matrix_asked = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("", measure=1640, parent=parent)
        self.set_title(
            self.tr("Simulation"),
            self.tr("Cases arrive, are routed by the matrix, wait for roles with limited hours, and escalate."),
        )
        self._bridge = bridge
        # Of the result that is shown, and of the run under way: the file, and the settings with the assumptions.
        self._of: tuple[Document, object] | None = None
        self._running: tuple[Document, object] | None = None
        self.report: Report | None = None
        self.run_button = Button(self.tr("Run"), kind="primary", icon="play", on_click=self.run)
        self.run_button.setShortcut("F5")
        self.add_action(self.run_button)
        self.controls = Controls()
        self.progress = ProgressLine()
        self.long_run = LongRun(self.progress, self.run_button, self)
        self.long_run.done.connect(self._done)
        self.long_run.refused.connect(self._refused)
        self.long_run.stopped.connect(self._cancelled)
        self.settings_button = Button(self.tr("Settings and assumptions"), kind="quiet", icon="chevron-down")
        self.settings_button.setCheckable(True)
        self.settings_button.setChecked(True)
        self.settings_button.toggled.connect(self._show_settings)
        self.tabs = Tabs(self.tr("Looks at the result"))
        self.add(self.progress)
        self.add(self.tabs)
        self.tabs.set_corner(self.settings_button, self.controls)
        self.tabs.add("answer", self.tr("Answer"), self._answer)
        self.tabs.add("tables", self.tr("All figures"), self._tables)
        self.tabs.add("comparison", self.tr("Compare scenarios"), self._comparison)
        self.tabs.add("search", self.tr("Search"), self._search)
        self.parts = Parts(bridge, self.divide(), self)
        self.add_parts_bar(self.parts)
        self.parts.turned.connect(self._turned)
        self.parts.built.connect(self._built)
        self.controls.changed.connect(self._controls_changed)
        bridge.changed.connect(self._file_changed)
        bridge.opened.connect(self._file_opened)

    @property
    def results(self) -> QWidget:
        """The answer that is shown, or what stands there before there is one."""
        return self.tabs.look("answer")

    def take_focus(self) -> None:
        if self.parts.key() == RUN:
            self.run_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.parts.take_focus()

    def focus_place(self, table: str, row_id: str, field: str = "") -> bool:
        """Go to a capacity, a volume, a calendar, an absence or a scenario; return whether there is such."""
        return self.parts.focus_place(table, row_id, field)

    def commit(self) -> bool:
        return self.parts.commit() and super().commit()

    def _turned(self, key: str) -> None:
        self.run_button.setVisible(key == RUN)
        # Where things are entered, the room is theirs.
        self.subtitle.setVisible(key == RUN)

    def _built(self, key: str) -> None:
        """Let what is assumed be the same beside a run and where things are entered; compare what is asked for."""
        if key == "known" and self.parts.has(key):
            known: Any = self.parts.part(key)
            try:
                known.set_assumptions(self.controls.assumptions())
            except ValidationError:
                return
        if key == "scenarios":
            scenarios: Any = self.parts.part(key)
            scenarios.compare_asked.connect(self.compare)

    def _controls_changed(self) -> None:
        self._built("known")
        self._mark_age()

    def compare(self, scenarios: list[str]) -> None:
        """Compare scenarios with the file as it is, and show what comes of it."""
        from views.simulation.comparison.part import ComparisonPart

        self.parts.turn(RUN)
        self.settings_button.setChecked(False)
        self.tabs.turn("comparison")
        part = self.tabs.look("comparison")
        assert isinstance(part, ComparisonPart)
        part.choose(scenarios)
        part.compare()

    def busy(self) -> bool:
        """Return whether a run is under way."""
        return self.long_run.busy()

    def run(self) -> None:
        """Simulate the file as it is now, in the background."""
        if self.busy() or not self.commit():
            return
        try:
            settings, assumptions = self.controls.settings(), self.controls.assumptions()
        except ValidationError as error:
            self.messages.say(error.errors()[0]["msg"], "error")
            return
        document, today = self._bridge.document, self._bridge.today()
        if not len(document.decisions):
            words = self.tr("There is nothing to simulate: the file has no decisions yet.")
            self.messages.say(words, "warning", action=self.tr("Go to the matrix"), on_action=self.matrix_asked.emit)
            return

        def work(task: Task, tell: Progress) -> object:
            # Loading the code of the report takes a moment, and is done here rather than in the thread of the window.
            import views.simulation.results  # noqa: F401

            try:
                return study(
                    document,
                    assumptions,
                    settings,
                    on=today,
                    progress=tell,
                    cancelled=lambda: task.stopping,
                )
            except StudyOverloaded as overloaded:
                return overloaded
            except StudyCancelled:
                return None

        self.messages.dismiss()
        self._running = (document, (settings, assumptions))
        self.long_run.start(self.tr("Simulating …"), work, StudyRefused)

    def cancel(self) -> None:
        """Stop the run that is under way."""
        self.long_run.cancel()

    def _done(self, found: Report | StudyOverloaded) -> None:
        if isinstance(found, StudyOverloaded):
            self.messages.say(str(found), "warning", action=self.tr("Run all the same"), on_action=self._run_overloaded)
            return
        self.report, self._of = found, self._running
        self.tabs.renew(*_OF_A_RUN)
        if self.tabs.key() not in _OF_A_RUN:
            self.tabs.turn("answer")
        # Now the answer matters more than the question.
        self.settings_button.setChecked(False)
        self._mark_age()

    def _run_overloaded(self) -> None:
        self.controls.overload.reset(True)
        self.run()

    def _refused(self, sentence: str) -> None:
        self.messages.say(sentence, "warning")

    def _cancelled(self) -> None:
        self.messages.say(self.tr("The run was stopped; nothing has changed."), "info")

    def _answer(self) -> QWidget:
        if self.report is None:
            return self._nothing_yet()
        from views.simulation.results import Results

        shown = Results(self.report)
        shown.export_asked.connect(self.export_asked)
        shown.notes_asked.connect(self.show_notes)
        return shown

    def show_notes(self) -> None:
        """Go to what had to be assumed for the result."""
        from views.simulation.results import Tables

        self.tabs.turn("tables")
        tables = self.tabs.look("tables")
        if isinstance(tables, Tables) and tables.notes is not None:
            notes = tables.notes
            # Only when the tables above it have their heights.
            QTimer.singleShot(0, notes, lambda: self.reveal(notes))

    def _tables(self) -> QWidget:
        if self.report is None:
            return self._nothing_yet()
        from views.simulation.results import Tables

        return Tables(self.report)

    def _comparison(self) -> QWidget:
        from views.simulation.comparison.part import ComparisonPart

        part = ComparisonPart(self._bridge, self.controls)
        part.export_asked.connect(self.export_asked)
        part.scenarios_asked.connect(lambda: self.parts.turn("scenarios"))
        return part

    def _search(self) -> QWidget:
        from views.simulation.comparison.search import SearchPart

        part = SearchPart(self._bridge, self.controls)
        part.export_asked.connect(self.export_asked)
        return part

    def _file_changed(self, changes: ChangeSet) -> None:
        if changes.touches(*READS):
            self._mark_age()

    def _mark_age(self) -> None:
        """Say of a result that it is not the one that a run would have now."""
        if self.report is None or self._of is None or self.busy():
            return
        words = (self.tr("The file has changed since this run."), self.tr("The settings have changed since this run."))
        (document, settings), now = self._of, self._bridge.document
        # An edit that was undone leaves the result true.
        other = any(now.table(name) != document.table(name) for name in READS)
        if other or self._settings() != settings:
            older = words[0] if other else words[1]
            self.messages.say(older, "info", action=self.tr("Run again"), on_action=self.run)
        elif self.messages.text() in words:
            self.messages.dismiss()

    def _settings(self) -> object:
        """Return the settings with the assumptions; None where they do not fit."""
        try:
            return self.controls.settings(), self.controls.assumptions()
        except ValidationError:
            return None

    def _file_opened(self) -> None:
        self.cancel()
        self.report = None
        self.messages.dismiss()
        self.tabs.renew(*_OF_A_RUN, "comparison", "search")
        self.settings_button.setChecked(True)

    def _show_settings(self, shown: bool) -> None:
        self.controls.setVisible(shown)
        self.settings_button.setIcon(icons.icon("chevron-down" if shown else "chevron-right", "muted"))

    def _nothing_yet(self) -> QWidget:
        return EmptyState("simulation", self.tr("Run it to see waits, loads and who ends up deciding."))

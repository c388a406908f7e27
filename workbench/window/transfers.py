"""Importing and exporting from the window: read and write off the GUI thread, preview before anything changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from views.background import Task
from views.comparison import Changed, ComparisonPreview
from views.importing import ImportPreview, Preview
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from models.simulation.charts.description import Chart
    from workbench.window.main import Window


class Transfers(QObject):
    """What comes in from other programs and what goes out to them."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._task: Task | None = None
        self._then: Callable[[Any], None] | None = None
        window.frame.strip.progress.cancelled.connect(self.stop)

    def import_matrix(self) -> None:
        """Ask for a sheet, read it, and show what an import would bring."""
        found, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Import a matrix"),
            str(self._window.session.path.parent),
            self.tr("Sheets (*.xlsx *.xlsm *.ods *.csv *.tsv);;All files (*)"),
        )
        if found:
            self.read(Path(found))

    def read(self, path: Path, *, footnotes_as_conditions: bool = True) -> None:
        """Read a sheet and show what an import would bring, beside the page.

        A workbook that was exported from this file is compared with it instead.
        """
        if self._window.session.read_only:
            self._window.say(self._window.session.notice, "error")
            return

        document = self._window.session.document

        def work(_task: Task) -> object:
            from workbench.importers import ImportOptions, belongs_to, read_matrix, reimport

            if belongs_to(document, path):
                return reimport(document, path)
            return read_matrix(path, options=ImportOptions(footnotes_as_conditions=footnotes_as_conditions))

        self._run(
            self.tr("Reading {name} …").format(name=path.name),
            work,
            lambda reading: self._show(path, reading, footnotes_as_conditions),
        )

    def _show(self, path: Path, found: Any, as_conditions: bool) -> None:
        from workbench.importers import Comparison

        if isinstance(found, Comparison):
            self._compare(found)
        else:
            self._preview(path, found, as_conditions)

    def _compare(self, comparison: Any) -> None:
        if not comparison.differences:
            self._window.say(self.tr("{name} says the same as this file.").format(name=comparison.file), "ok")
            return
        changed = [Changed(d.address, d.what, d.before, d.after, d.problem) for d in comparison.differences]
        shown = ComparisonPreview(comparison.file, changed, stale=comparison.stale)
        shown.accepted.connect(lambda addresses: self._take_over(comparison, addresses))
        shown.declined.connect(lambda: self._window.frame.set_inspector(None))
        self._window.frame.show_page("matrix")
        self._window.frame.set_inspector(shown)
        shown.accept.setFocus()

    def _take_over(self, comparison: Any, addresses: frozenset[str]) -> None:
        from workbench.importers import plan_reimport

        self._window.frame.set_inspector(None)
        changes = self._window.bridge.execute(plan_reimport, comparison, addresses)
        if changes is None:
            return
        self._window.say(
            self.tr("{n} changes were taken over as one step.").format(n=len(addresses)),
            "ok",
            action=self.tr("Undo"),
            on_action=lambda: self._window.undo_only(changes),
        )

    def _preview(self, path: Path, reading: Any, as_conditions: bool) -> None:
        report = reading.report
        preview = Preview(
            path.name,
            report.summary,
            len(report.cells) - len(report.unread),
            [(cell.address, cell.text, cell.words) for cell in report.unread],
            [(remark.address, remark.text) for remark in report.remarks],
            list(report.conditions),
        )
        shown = ImportPreview(preview, as_conditions=as_conditions)
        shown.accepted.connect(lambda: self._accept(reading))
        shown.declined.connect(lambda: self._window.frame.set_inspector(None))
        shown.conditions_changed.connect(lambda on: self.read(path, footnotes_as_conditions=on))
        self._window.frame.show_page("matrix")
        self._window.frame.set_inspector(shown)
        shown.accept.setFocus()

    def _accept(self, reading: Any) -> None:
        from workbench.importers import plan_import

        self._window.frame.set_inspector(None)
        changes = self._window.bridge.execute(plan_import, reading)
        if changes is None:
            return
        self._window.say(
            self.tr("{what}: {n} rows came in as one step.").format(what=changes.label, n=len(changes.changes)),
            "ok",
            action=self.tr("Undo"),
            on_action=lambda: self._window.undo_only(changes),
        )

    def export(self, name: str) -> None:
        """Ask where and write an export there."""
        here = self._window.session.path
        found, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Export"), str(here.with_suffix(f".{name}")), f"*.{name}"
        )
        if found:
            path = Path(found)
            self.write(name, path if path.suffix else path.with_suffix(f".{name}"))

    def write(self, name: str, path: Path) -> None:
        """Write an export, replacing what is there: the dialog has asked."""
        here = self._window.session.path
        if path.exists() and here.exists() and path.samefile(here):
            self._window.say(self.tr("{name} is the open file; choose another name.").format(name=path.name), "error")
            return
        document, today = self._window.session.document, self._window.bridge.today()

        def work(_task: Task) -> object:
            from exporters.registry import export

            export(name, document, path, on=today, force=True)
            return path

        self._run(self.tr("Writing {name} …").format(name=path.name), work, self._wrote)

    def export_charts(self, charts: Sequence[Chart]) -> None:
        """Ask where and write charts there: one as a picture, several into a folder, each as SVG and PNG."""
        here = self._window.session.path
        if len(charts) == 1:
            name = str(here.with_name(f"{here.stem}-{charts[0].key}.svg"))
            kinds = (self.tr("Drawing (*.svg)"), self.tr("Picture (*.png)"))
            found, kind = QFileDialog.getSaveFileName(self._window, self.tr("Export a chart"), name, ";;".join(kinds))
            if found:
                path = Path(found)
                self.write_chart(charts[0], path if path.suffix else path.with_suffix(_suffix(kind)))
            return
        title = self.tr("Choose where the folder of charts goes")
        found = QFileDialog.getExistingDirectory(self._window, title, str(here.parent))
        if found:
            self.write_charts(charts, Path(found))

    def write_chart(self, chart: Chart, path: Path) -> None:
        """Write a chart, replacing what is there: the dialog has asked."""

        def work(_task: Task) -> object:
            from exporters.charts import write_chart

            return write_chart(chart, path, force=True)

        self._run(self.tr("Writing {name} …").format(name=path.name), work, self._wrote)

    def write_charts(self, charts: Sequence[Chart], folder: Path) -> None:
        """Write charts as SVG and PNG into a new folder inside this one, so that nothing is replaced."""
        stem = f"{self._window.session.path.stem}-charts"

        def work(_task: Task) -> object:
            from exporters.charts import write_charts

            names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
            target = next(folder / name for name in names if not (folder / name).exists())
            write_charts(charts, target)
            return target

        self._run(self.tr("Writing {name} …").format(name=folder.name), work, self._wrote)

    def _wrote(self, path: Path) -> None:
        self._window.say(
            self.tr("Exported to {path}.").format(path=path),
            "ok",
            action=self.tr("Open"),
            on_action=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
        )

    def stop(self) -> None:
        """Ask what is being read or written to stop."""
        if self._task is not None:
            self._task.cancel()

    def busy(self) -> bool:
        """Return whether something is being read or written."""
        return self._task is not None

    def _run(self, text: str, work: Callable[[Task], object], then: Callable[[Any], None]) -> None:
        if self._task is not None:
            self._window.say(self.tr("Something is being read or written; wait a moment."), "warning")
            return
        from exporters.base import ExportRefused
        from workbench.importers import ImportRefused

        progress = self._window.frame.strip.progress
        progress.start(text)
        self._then = then
        self._task = Task(work, FileProblem, ImportRefused, ExportRefused)
        self._task.done.connect(self._done)
        self._task.failed.connect(self._failed)
        self._task.cancelled.connect(self._end)
        self._task.start()

    def _done(self, result: object) -> None:
        then = self._then
        self._end()
        if then is not None:
            then(result)

    def _failed(self, problem: str) -> None:
        self._end()
        self._window.say(problem, "error")

    def _end(self) -> None:
        self._window.frame.strip.progress.finish()
        self._task = None
        self._then = None


def _suffix(kind: str) -> str:
    """The ending that the chosen kind of file in a dialog has."""
    return ".png" if "*.png" in kind else ".svg"

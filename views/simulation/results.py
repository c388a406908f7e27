"""The answer of a run: large numbers, sentences, charts; and every figure in tables."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.simulation.telling.how import HOW, INTERVAL
from models.simulation.telling.report import Report
from models.simulation.telling.reporttables import ReportTable
from views import tokens
from views.shell.buttons import Button
from views.shell.flow import ColumnsLayout
from views.shell.labels import Text
from views.shell.section import Section
from views.simulation.charts import ChartSection
from views.simulation.how import HowButton, HowText
from views.simulation.keyfigures import KeyFigures
from views.simulation.queues import QueueSection
from views.simulation.tables import FoldedTable

_BESIDE = 52
"""Characters of a chart's width, below which charts stand one under the other."""
_WIDE = frozenset(("distribution", "paths"))


class Results(QWidget):
    """The answer. Made anew for each report. `export_asked` brings the charts that somebody wants as files,
    `notes_asked` says that somebody wants to read what had to be assumed.
    """

    export_asked = Signal(object)
    notes_asked = Signal()

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = _column(self)
        column.addWidget(KeyFigures(report.figures))
        column.addWidget(self._answer(report))
        charts = QWidget()
        grid = ColumnsLayout(charts, columns=3, characters=_BESIDE, gap=tokens.SPACE_XL)
        grid.setSpacing(tokens.SPACE_L)
        self.charts: list[ChartSection] = []
        for chart in report.charts:
            how = HOW.get(chart.key, "")
            section = QueueSection(report, chart, how) if chart.key == "queues" else ChartSection(chart, how)
            section.export_asked.connect(lambda one: self.export_asked.emit((one,)))
            grid.add(section, wide=chart.key in _WIDE)
            self.charts.append(section)
        column.addWidget(charts)
        everything = Button(self.tr("Export all charts …"), icon="export")
        everything.clicked.connect(lambda _checked=False: self.export_asked.emit(report.charts))
        line = QHBoxLayout()
        line.addWidget(everything)
        line.addStretch(1)
        column.addLayout(line)
        digest = self.tr("Result {digest}. The same file, settings and seed give the same result.")
        column.addWidget(Text(digest.format(digest=report.result.digest), "muted", wrap=True))

    def _answer(self, report: Report) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_S)
        for number, sentence in enumerate(report.sentences):
            column.addWidget(Text(sentence, "heading" if number == 0 else "body", wrap=True))
        if report.notes:
            # Numbers without what they rest on would be believed for more than they are.
            words = self.tr("What had to be assumed ({n})").format(n=len(report.notes))
            self.assumed = Button(words, kind="link", on_click=self.notes_asked.emit)
            line = QHBoxLayout()
            line.addWidget(self.assumed)
            line.addStretch(1)
            column.addLayout(line)
        return box


class Tables(QWidget):
    """Every figure of a report, with what had to be assumed. Made anew for each report."""

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notes: Section | None = None
        column = _column(self)
        column.addWidget(Text(INTERVAL, "muted", wrap=True))
        for table in report.tables:
            column.addWidget(table_section(table))
        if report.notes:
            notes = Section(self.tr("What had to be assumed"))
            for note in report.notes:
                notes.add(Text(note, "body", wrap=True))
            column.addWidget(notes)
            self.notes = notes


def table_section(table: ReportTable) -> Section:
    """Return a table under its title, with how its figures come about and a button that copies it."""
    section = Section(table.title)
    shown = FoldedTable(table)
    if table.how:
        words = HowText(table.how)
        section.add(words)
        how = HowButton(words, table.title)
        how.setChecked(table.defined)
        section.add_action(how)
    section.add_action(shown.copy_button)
    section.add(shown)
    return section


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.SPACE_L)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    return column

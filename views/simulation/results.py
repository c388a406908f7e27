"""The results of a run: the answer in sentences, loads and levels as bars, every figure in tables."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.simulation.report import Report, ReportTable
from models.simulation.wording import percent
from views import tokens
from views.shell.buttons import IconButton
from views.shell.labels import Text
from views.shell.section import Section
from views.simulation.bars import Bar, Bars
from views.simulation.tables import FigureTable

_BUSY = 0.85
_MOST_BARS = 12


class Results(QWidget):
    """Everything that a report says. Made anew for each report."""

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_L)
        column.addWidget(self._answer(report))
        pictures = QHBoxLayout()
        pictures.setSpacing(tokens.SPACE_XL)
        pictures.addWidget(self._loads(report), 3)
        pictures.addWidget(self._levels(report), 2)
        column.addLayout(pictures)
        for table in report.tables:
            column.addWidget(self._table(table))
        if report.notes:
            notes = Section(self.tr("What had to be assumed"))
            for note in report.notes:
                notes.add(Text(note, "body", wrap=True))
            column.addWidget(notes)
        digest = self.tr("Result {digest}. The same file, settings and seed give the same result.")
        column.addWidget(Text(digest.format(digest=report.result.digest), "muted", wrap=True))

    def _answer(self, report: Report) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_S)
        for number, sentence in enumerate(report.sentences):
            column.addWidget(Text(sentence, "heading" if number == 0 else "body", wrap=True))
        return box

    def _loads(self, report: Report) -> Section:
        section = Section(
            self.tr("Load by role"), self.tr("Share of the time each role has for decisions; the line is all of it.")
        )
        names = {row["role"]: row["name"] for row in report.data["roles"]}
        found = []
        for role, result in zip(report.model.roles, report.result.roles, strict=True):
            used = result.utilisation
            emphasis = "error" if used.mean >= 0.995 else "warning" if used.mean >= _BUSY else ""
            found.append(Bar(names[role], used.mean, used.low, used.high, percent(used.mean), emphasis))
        found.sort(key=lambda bar: -bar.share)
        bars = Bars(self.tr("Load by role"), limit=1.0)
        bars.show_bars(found[:_MOST_BARS])
        section.add(bars)
        if len(found) > _MOST_BARS:
            left = self.tr("{n} more roles are in the table below.").format(n=len(found) - _MOST_BARS)
            section.add(Text(left, "muted"))
        section.body.addStretch(1)
        return section

    def _levels(self, report: Report) -> Section:
        section = Section(self.tr("Who decides"), self.tr("Share of all cases, by level."))
        shares = list(zip(report.model.levels, report.result.levels, strict=True))
        outcomes = report.result.outcomes
        for name, share in (
            (self.tr("By silence"), outcomes.by_silence),
            (self.tr("Rejected by time-out"), outcomes.rejected),
            (self.tr("Undecided"), outcomes.undecided),
        ):
            if share.mean > 0:
                shares.append((name, share))
        bars = Bars(self.tr("Who decides"))
        found = []
        for name, share in shares:
            level, _, roles = name.partition(": ")
            found.append(Bar(level, share.mean, share.low, share.high, percent(share.mean), detail=roles))
        bars.show_bars(found)
        section.add(bars)
        section.body.addStretch(1)
        return section

    def _table(self, table: ReportTable) -> Section:
        section = Section(table.title)
        shown = FigureTable(table)
        name = self.tr("Copy {table} with headings").format(table=table.title)
        copy = IconButton("copy", name, on_click=lambda: QGuiApplication.clipboard().setText(shown.text()))
        section.add_action(copy)
        section.add(shown)
        return section

"""What a comparison says: the differences as a chart, each scenario in sentences, every figure in a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.simulation.charts.contrastcharts import difference_chart
from models.simulation.telling.contrast import DIFFERENCE, Comparison, Found, Side, contrast_table, verdict
from views import tokens
from views.shell.buttons import Button
from views.shell.labels import Text
from views.shell.section import Section
from views.shell.severity import Glyph
from views.simulation.charts import ChartSection
from views.simulation.results import table_section

_MOST_FINDINGS = 6


class ComparisonShown(QWidget):
    """One comparison. `apply_asked` brings the scenario that the file is to become, `export_asked` charts."""

    apply_asked = Signal(str)
    export_asked = Signal(object)

    def __init__(self, comparison: Comparison, *, read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_L)
        if comparison.base.problem:
            warning = QHBoxLayout()
            warning.setSpacing(tokens.SPACE_S)
            warning.addWidget(Glyph("warning", "warning"), 0, Qt.AlignmentFlag.AlignTop)
            problem = f"{comparison.base.name}: {comparison.base.problem}"
            warning.addWidget(Text(problem, "body", wrap=True), 1)
            column.addLayout(warning)
        chart = difference_chart(comparison)
        self.chart: ChartSection | None = None
        if chart is not None:
            self.chart = ChartSection(chart, DIFFERENCE)
            self.chart.export_asked.connect(lambda one: self.export_asked.emit((one,)))
            column.addWidget(self.chart)
        self.sides: list[_SideShown] = []
        for side in comparison.scenarios:
            shown = _SideShown(comparison, side, read_only=read_only)
            shown.apply_asked.connect(self.apply_asked)
            column.addWidget(shown)
            self.sides.append(shown)
        column.addWidget(table_section(contrast_table(comparison)))


class _SideShown(Section):
    """A scenario: what it does to the main figures, what it changes, which findings are new or gone."""

    apply_asked = Signal(str)

    def __init__(self, comparison: Comparison, side: Side, *, read_only: bool) -> None:
        super().__init__(side.name)
        scenario = side.scenario
        line = QHBoxLayout()
        line.setSpacing(tokens.SPACE_S)
        if side.problem:
            line.addWidget(Glyph("warning", "warning"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Text(verdict(comparison, side), "body", wrap=True), 1)
        self.add(line)
        if side.changes:
            self.add(Text(self.tr("It changes: {what}").format(what=" ".join(side.changes)), "muted", wrap=True))
        self._findings(self.tr("New findings"), side.new)
        self._findings(self.tr("Findings that are gone"), side.gone)
        self.apply = Button(self.tr("Apply as one edit"), icon="check")
        self.apply.setAccessibleDescription(self.tr("Make the file what “{name}” has it").format(name=side.name))
        self.apply.setEnabled(not read_only and scenario is not None)
        if scenario is not None:
            self.apply.clicked.connect(lambda _checked=False: self.apply_asked.emit(scenario))
        self.add_action(self.apply)

    def _findings(self, title: str, found: Sequence[Found]) -> None:
        if not found:
            return
        self.add(Text(f"{title}: {len(found)}", "label"))
        for finding in found[:_MOST_FINDINGS]:
            line = QHBoxLayout()
            line.setSpacing(tokens.SPACE_S)
            line.addWidget(Glyph(finding.severity, finding.severity), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Text(f"{finding.id} {finding.sentence}", "body", wrap=True), 1)
            self.add(line)
        if len(found) > _MOST_FINDINGS:
            self.add(Text(self.tr("and {n} more.").format(n=len(found) - _MOST_FINDINGS), "muted"))

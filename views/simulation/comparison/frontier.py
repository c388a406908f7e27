"""What a search has found: candidates between two figures; the chosen one can become the file in one edit."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.simulation.charts.contrastcharts import Frontier, Point, frontier_chart, shown_points
from models.simulation.charts.description import DotChart
from models.simulation.telling.contrast import Figure
from views import tokens
from views.shell.buttons import Button
from views.shell.labels import Text
from views.simulation.charts import ChartSection

HOW = (
    "Every candidate is simulated with the same luck of the same cases, the better ones for longer. A candidate is on "
    "the frontier when no other is at least as good in both figures and better in one."
)


class FrontierShown(QWidget):
    """The frontier as a chart. `apply_asked` brings the candidate (a point) that the file is to become, `keep_asked`
    one that is to be a scenario."""

    apply_asked = Signal(object)
    keep_asked = Signal(object)
    export_asked = Signal(object)

    def __init__(
        self,
        frontier: Frontier,
        goal: Figure,
        against: Figure,
        *,
        read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._frontier, self._read_only = frontier, read_only
        self._points = shown_points(frontier)
        self._chosen: Point | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_M)
        chart = frontier_chart(frontier, goal, against)
        self.chart: ChartSection | None = None
        self.words = Text("", "body", wrap=True)
        self.apply = Button(self.tr("Apply as one edit"), icon="check", on_click=self._apply)
        self.keep = Button(self.tr("Keep as a scenario"), icon="add", on_click=self._keep)
        if chart is None:
            column.addWidget(Text(self.tr("No candidate could be simulated."), "muted", wrap=True))
            return
        self._chart: DotChart = chart
        self.chart = ChartSection(chart, HOW)
        self.chart.export_asked.connect(lambda one: self.export_asked.emit((one,)))
        self.chart.view.selected.connect(self.choose)
        self.chart.view.chosen.connect(self.choose)
        column.addWidget(self.chart)
        column.addWidget(self.words)
        line = QHBoxLayout()
        line.addWidget(self.apply)
        line.addWidget(self.keep)
        line.addStretch(1)
        column.addLayout(line)
        self._tell()

    def choose(self, number: int) -> None:
        """Choose a candidate, in the order of the chart."""
        self._chosen = self._points[number] if 0 <= number < len(self._points) else None
        self._tell(number)

    def _tell(self, number: int = -1) -> None:
        chosen = self._chosen
        if chosen is None:
            self.words.setText(self.tr("Choose a candidate to see what it changes."))
        elif chosen is self._frontier.base:
            self.words.setText(self.tr("That is the file as it is."))
        else:
            dot = self._chart.dots[number]
            what = "; ".join(chosen.words) or self.tr("It changes nothing")
            self.words.setText(f"{dot.name}: {dot.x.text}; {dot.y.text}. {what}.")
        for button in (self.apply, self.keep):
            button.setEnabled(not self._read_only and chosen is not None and chosen is not self._frontier.base)

    def _apply(self) -> None:
        if self._chosen is not None:
            self.apply_asked.emit(self._chosen)

    def _keep(self) -> None:
        if self._chosen is not None:
            self.keep_asked.emit(self._chosen)

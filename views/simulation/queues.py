"""Queues over time of the roles that somebody wants to see, from a menu beside the chart."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from models.simulation.charts.charted import MOST_LINES, longest_queues, queue_chart
from models.simulation.charts.description import Chart
from models.simulation.telling.report import Report
from views.shell.buttons import IconButton
from views.simulation.charts import ChartSection


class QueueSection(ChartSection):
    """The chart of queues; its menu has every role for which cases wait, the longest queue first."""

    def __init__(self, report: Report, chart: Chart, how: str = "", parent: QWidget | None = None) -> None:
        super().__init__(chart, how, parent)
        self._backlog = report.result.backlog
        names = {row["role"]: row["name"] for row in report.data["roles"]}
        self._names = [names[role] for role in report.model.roles]
        self._chosen = longest_queues(self._backlog)[:MOST_LINES]
        self.roles = QMenu(self)
        for number in longest_queues(self._backlog):
            action = self.roles.addAction(self._names[number].replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(number in self._chosen)
            action.setData(number)
            action.toggled.connect(lambda _on: self._show())
        self.choose = IconButton("filter", self.tr("Choose the roles that are shown"))
        self.choose.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choose.setMenu(self.roles)
        self.add_action(self.choose)

    def _show(self) -> None:
        on = [int(action.data()) for action in self.roles.actions() if action.isChecked()]
        chart = queue_chart(self._names, self._backlog, on)
        # With none chosen the last one stays: there would be nothing to look at.
        if chart is not None:
            self.view.show_chart(chart)
            self.set_hint(chart.note)

"""A chart with its heading, what it shows, how it is worked out, and buttons to take it along."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from models.simulation.charts.description import Chart
from views.shell.buttons import IconButton
from views.shell.section import Section
from views.simulation.charts.view import ChartView
from views.simulation.how import HowButton, HowText


class ChartSection(Section):
    """One chart. `export_asked` hands the chart over to whoever writes files."""

    export_asked = Signal(object)

    def __init__(self, chart: Chart, how: str = "", parent: QWidget | None = None) -> None:
        super().__init__(chart.title, chart.note, parent)
        self.view = ChartView(chart)
        self.view.export_asked.connect(self.export_asked)
        self.add(self.view)
        if how:
            words = HowText(how)
            self.add(words)
            self.add_action(HowButton(words, chart.title))
        self.more = IconButton("copy", self.tr("Copy or export “{chart}”").format(chart=chart.title))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setProperty("menu", "quiet")
        menu: QMenu = self.view.menu()
        self.more.setMenu(menu)
        self.add_action(self.more)
        self.body.addStretch(1)

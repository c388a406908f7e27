"""Charts on the screen: painted from the same descriptions that the exports draw."""

from views.simulation.charts.section import ChartSection
from views.simulation.charts.view import ChartView

__all__ = ["ChartSection", "ChartView"]

"""A chart as a picture for other programs: with its title, on white, at twice the size of the screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from models.simulation.charts.description import Chart
from views import tokens
from views.simulation.charts.drawing import drawing_of
from views.simulation.charts.paper import Paper, metrics

_MARGIN = 20
_SCALE = 2


def picture(chart: Chart, width: int = 760) -> QImage:
    """Return the chart in the light look, whatever the look of the window: what it is pasted into is mostly white."""
    drawing = drawing_of(chart)
    heading, small = metrics("heading").height(), metrics("small").height()
    inner = QRectF(_MARGIN, _MARGIN + heading + small + 14, width, drawing.height(width))
    high = inner.bottom() + _MARGIN
    image = QImage(round((width + 2 * _MARGIN) * _SCALE), round(high * _SCALE), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    image.fill(tokens.LIGHT.surface)
    painter = QPainter(image)
    paper = Paper(painter, tokens.LIGHT, width + 2 * _MARGIN)
    paper.text(QRectF(_MARGIN, _MARGIN, width, heading), chart.title, role="heading")
    paper.text(QRectF(_MARGIN, _MARGIN + heading + 2, width, small), chart.note, role="small", color="muted")
    drawing.paint(paper, inner)
    painter.end()
    return image

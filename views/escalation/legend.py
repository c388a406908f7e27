"""What the lines and letters of the map mean: each drawn as it is on the map, with its words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from models.authority.network import TRIGGERS
from models.authority.paths import HopSource
from views import theme, tokens
from views.escalation.words import source_name, trigger_letter, trigger_name
from views.shell.flow import FlowLayout
from views.shell.labels import Text


class Legend(QWidget):
    """One line that wraps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What the lines and letters mean"))
        flow = FlowLayout(self, spacing=tokens.SPACE_S)
        sources: tuple[HopSource, ...] = ("link", "matrix", "reporting_line")
        for source in sources:
            flow.addWidget(_Line(source))
        for trigger in TRIGGERS:
            flow.addWidget(Text(f"{trigger_letter(trigger)} {trigger_name(trigger)}", "small"))


class _Line(QWidget):
    """A piece of a line with its name."""

    def __init__(self, source: HopSource) -> None:
        super().__init__()
        self._source = source
        self._words = source_name(source)
        self.setAccessibleName(self._words)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._words) + metrics.height() * 3, metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = self.fontMetrics().height() * 2.2
        left = self.width() - side if mirrored else 0.0
        y = self.height() / 2
        ink = {"link": "text", "matrix": "muted", "reporting_line": "edge"}[self._source]
        pen = QPen(theme.color(ink), 2.0 if self._source == "link" else 1.3)
        pen.setStyle(
            {"link": Qt.PenStyle.SolidLine, "matrix": Qt.PenStyle.DashLine}.get(self._source, Qt.PenStyle.DotLine)
        )
        painter.setPen(pen)
        painter.drawLine(QPointF(left + 2, y), QPointF(left + side - 8, y))
        if self._source != "reporting_line":
            tip = left + side - 2
            painter.setPen(QPen(theme.color(ink), 1.2))
            painter.setBrush(theme.color(ink if self._source == "link" else "window"))
            painter.drawPolygon(QPolygonF([QPointF(tip, y), QPointF(tip - 8, y - 4), QPointF(tip - 8, y + 4)]))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text"))
        gap = tokens.SPACE_S
        room = self.rect().adjusted(0 if mirrored else round(side) + gap, 0, -(round(side) + gap) if mirrored else 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        )
        painter.drawText(room, flags, self._words)

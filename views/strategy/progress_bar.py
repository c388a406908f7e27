"""How far an outcome target is, as a quiet bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from views.strategy.face import BAR_HEIGHT, paint_bar


class ProgressBar(QWidget):
    """A bar from baseline to target. A reading beyond the target fills it; None leaves it empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def share(self) -> float | None:
        """Return the share shown; 1 is the target."""
        return self._share

    def set_share(self, share: float | None, spoken: str) -> None:
        """Show a share; `spoken` says it in words."""
        self.setAccessibleName(spoken)
        if share != self._share:
            self._share = share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, BAR_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(20, BAR_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_bar(painter, QRectF(0, (self.height() - BAR_HEIGHT) / 2, self.width(), BAR_HEIGHT), self._share)
        painter.end()

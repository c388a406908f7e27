"""How far an outcome target is, as a quiet bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from views import theme

_HEIGHT = 6


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
        return QSize(80, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(20, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(0, (self.height() - _HEIGHT) / 2, self.width(), _HEIGHT)
        painter.setBrush(theme.color("pressed"))
        painter.drawRoundedRect(box, _HEIGHT / 2, _HEIGHT / 2)
        if self._share is not None and self._share > 0:
            filled = QRectF(box)
            filled.setWidth(max(_HEIGHT, box.width() * min(self._share, 1.0)))
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                filled.moveRight(box.right())
            painter.setBrush(theme.color("ok" if self._share >= 1 else "accent"))
            painter.drawRoundedRect(filled, _HEIGHT / 2, _HEIGHT / 2)
        painter.end()

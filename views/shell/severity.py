"""Severities in words, icon and colour together."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from views import icons

Severity = Literal["error", "warning", "info", "ok"]


def severity_name(severity: Severity) -> str:
    """Return the severity in words, for screens and screen readers."""
    return {
        "error": QCoreApplication.translate("severity", "Error"),
        "warning": QCoreApplication.translate("severity", "Warning"),
        "info": QCoreApplication.translate("severity", "Note"),
        "ok": QCoreApplication.translate("severity", "Done"),
    }[severity]


def count_text(severity: Severity, count: int) -> str:
    """Return such as "1 error" or "5 warnings"."""
    one, many = {
        "error": (
            QCoreApplication.translate("severity", "1 error"),
            QCoreApplication.translate("severity", "{count} errors"),
        ),
        "warning": (
            QCoreApplication.translate("severity", "1 warning"),
            QCoreApplication.translate("severity", "{count} warnings"),
        ),
        "info": (
            QCoreApplication.translate("severity", "1 note"),
            QCoreApplication.translate("severity", "{count} notes"),
        ),
        "ok": (
            QCoreApplication.translate("severity", "1 done"),
            QCoreApplication.translate("severity", "{count} done"),
        ),
    }[severity]
    return one if count == 1 else many.format(count=count)


class Glyph(QWidget):
    """An icon as a small picture, as high as the text beside it; follows the theme."""

    def __init__(self, icon: str, role: str = "muted", size: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._role, self._size = icon, role, size

    def set_icon(self, icon: str, role: str) -> None:
        """Show another icon, tinted with another colour role."""
        self._icon, self._role = icon, role
        self.update()

    def sizeHint(self) -> QSize:
        side = self._size or round(self.fontMetrics().height() * 1.05)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        side = min(self.width(), self.height(), self.sizeHint().width())
        painter = QPainter(self)
        drawn = icons.pixmap(self._icon, self._role, side, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, drawn)
        painter.end()

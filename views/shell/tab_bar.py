"""A bar of tabs in which nothing is cut off and nothing moves, whichever tab is chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTabBar, QWidget

from views import theme


class TabBar(QTabBar):
    """Tabs at their own width, each with room for its name in the weight that the chosen one has."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setAccessibleName(name)

    def tabSizeHint(self, index: int) -> QSize:
        # Qt measures the chosen tab in its weight and the others in theirs, and says how wide all are only once.
        hint = super().tabSizeHint(index)
        text = self.tabText(index)
        strong, now = self._widths(text)
        return QSize(hint.width() - now + strong, hint.height()) if index != self.currentIndex() else hint

    def _widths(self, text: str) -> tuple[int, int]:
        strong = QFont(self.font())
        strong.setWeight(theme.font("strong").weight())
        return QFontMetrics(strong).horizontalAdvance(text), self.fontMetrics().horizontalAdvance(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

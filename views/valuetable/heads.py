"""The names at the left of a table of values: they stay in sight while the values are scrolled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from views import theme, tokens

_LETTERS = 26


class Names(QHeaderView):
    """Draws each name in the body's font, cut where there is no room, with a quiet word behind it."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._letters = _LETTERS
        self.heading = name
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(self.wide(), super().sizeHint().height())

    def wide(self) -> int:
        """Return how wide the names are: as the longest, within bounds."""
        model, metrics = self.model(), self.fontMetrics()
        rows = model.rowCount()
        names = (model.headerData(row, Qt.Orientation.Vertical) for row in range(min(rows, 400)))
        longest = max((metrics.horizontalAdvance(str(name or "")) for name in names), default=0)
        letter = metrics.averageCharWidth()
        return min(max(longest + 2 * tokens.SPACE_M, letter * 14), letter * self._letters)

    def set_room(self, letters: int) -> None:
        """Let names take so many letters at most."""
        if letters != self._letters:
            self._letters = letters
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        painter.save()
        painter.fillRect(rect, theme.color("surface"))
        here = self.selectionModel().currentIndex().row() == section
        painter.setFont(theme.font("strong" if here else "body"))
        painter.setPen(theme.color("text"))
        inner = rect.adjusted(2, 0, -tokens.SPACE_S, 0)
        text = painter.fontMetrics().elidedText(
            str(model.headerData(section, Qt.Orientation.Vertical) or ""),
            Qt.TextElideMode.ElideRight,
            inner.width(),
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, text)
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

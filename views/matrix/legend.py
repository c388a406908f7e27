"""What the letters mean: one quiet line beneath the grid."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from models.authority.schemes import Letter
from views import marks, theme
from views.shell.flow import FlowLayout
from views.shell.labels import Text


class Legend(QWidget):
    """Each letter as the grid shows it, with its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters: tuple[Letter, ...] = ()
        self._flow = FlowLayout(self, spacing=12)
        self.setAccessibleName(self.tr("What the letters mean"))

    def show_letters(self, letters: tuple[Letter, ...]) -> None:
        """Show the letters of a scheme."""
        if letters == self._letters:
            return
        self._letters = letters
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for letter in letters:
            self._flow.addWidget(_entry(Swatch(letter), letter.name))
        self._flow.addWidget(_entry(_or(), self.tr("one of several")))
        self.updateGeometry()


def _entry(sign: QWidget, name: str) -> QWidget:
    entry = QWidget()
    row = QHBoxLayout(entry)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(sign)
    row.addWidget(Text(name, "small"))
    return entry


def _or() -> QLabel:
    label = QLabel("or")
    font = theme.font("small")
    font.setWeight(font.Weight.DemiBold)
    label.setFont(font)
    return label


class Swatch(QWidget):
    """One mark of a letter."""

    def __init__(self, letter: Letter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = letter
        self.setAccessibleName(letter.name)

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height() + 4
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = self._letter.rights[0] if self._letter.rights else "other"
        marks.paint_mark(painter, self.rect().toRectF(), right, self._letter.letter)
        painter.setPen(Qt.PenStyle.NoPen)

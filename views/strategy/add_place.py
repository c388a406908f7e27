"""The place below the cards where an outcome target is added: a painted text that becomes a line to type in."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from models.findings.outputs import output_phrase
from views import tokens
from views.inplace import INSET, AddLine
from views.strategy.face import Words

_WIDE = 1 << 16


class AddPlace(QWidget):
    """`named` comes with what was typed."""

    named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: AddLine | None = None
        self._hint = self.tr("Add an outcome target")
        self.setAccessibleName(self._hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def line(self) -> AddLine:
        """The line to type in, made when it is first asked for."""
        if self._line is None:
            # It is there before it is shown: showing it beneath the mouse makes the mouse enter this place again.
            self._line = line = AddLine(self.tr("Add outcome target"), self._hint, self)
            line.committed.connect(self._committed)
            line.edited.connect(lambda: line.advise(output_phrase(line.text()) or ""))
            column = QVBoxLayout(self)
            column.setContentsMargins(INSET, 0, INSET, 0)
            column.addWidget(line)
            line.show()
            QWidget.setTabOrder(self, line.edit)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            column.activate()
            self.update()
        return self._line

    def _committed(self, name: object) -> None:
        if name:
            self.named.emit(str(name))

    def _face(self) -> Words:
        return Words(self._hint, color="muted", left=tokens.SPACE_S + INSET, right=INSET, above=3, below=3)

    def sizeHint(self) -> QSize:
        return super().sizeHint() if self._line is not None else QSize(160, self._face().height(_WIDE))

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() if self._line is not None else QSize(40, self._face().height(_WIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._line is None:
            painter = QPainter(self)
            self._face().paint(painter, self.rect())
            painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.line.setVisible(True)
        super().enterEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.line.setFocus(event.reason())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)

"""The answer in one sentence, which stays in sight while the facts beneath it are changed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from views import tokens
from views.shell.labels import Text, rule
from views.shell.severity import Glyph

# In lines of text: a longer answer scrolls, so that there is room for the question.
_LEAST, _MOST = 3, 9


class AnswerLine(QScrollArea):
    """A sentence with the icon of its kind, as high as it has to be, and a hairline beneath."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = _MOST
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._edge = rule()
        self._edge.setParent(self)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Answer"))
        self._glyph = Glyph("question", "info")
        self.sentence = Text("", "strong", wrap=True)
        sheet = QWidget()
        self._row = QHBoxLayout(sheet)
        self._row.setContentsMargins(0, tokens.SPACE_S, tokens.SPACE_M, tokens.SPACE_S)
        self._row.setSpacing(tokens.SPACE_S)
        self._row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.sentence, 1, Qt.AlignmentFlag.AlignTop)
        self.setViewportMargins(0, 0, 0, 1)
        self.setWidget(sheet)
        self.viewport().setAutoFillBackground(False)
        sheet.setAutoFillBackground(False)

    def say(self, icon: str, role: str, sentence: str) -> None:
        """Show another answer, from its beginning."""
        self._glyph.set_icon(icon, role)
        if sentence != self.sentence.text():
            self.sentence.setText(sentence)
            self.verticalScrollBar().setValue(0)
        self._fit()

    def set_most(self, lines: int) -> None:
        """Take no more than so many lines, within reason."""
        self._most = min(max(lines, _LEAST), _MOST)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        wanted = self._row.totalHeightForWidth(self.viewport().width())
        most = self._most * self.sentence.fontMetrics().lineSpacing()
        self.setFixedHeight(min(wanted, most) + 1)
        self._edge.setGeometry(0, self.height() - 1, self.width(), 1)
        # What does not fit can be read by keyboard, too.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if wanted > most else Qt.FocusPolicy.NoFocus)

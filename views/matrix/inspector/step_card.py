"""One step of a procedure: its mark and its sentence, opened into fields when somebody wants to change it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.rules import Rule
from models.authority.schemes import Letter, step_letter
from models.authority.words import expression_words, sentence
from views import icons, tokens
from views.bridge import Bridge
from views.matrix.inspector.pieces import column
from views.matrix.inspector.step_form import StepForm, beside
from views.matrix.legend import Swatch
from views.shell.buttons import IconButton
from views.shell.grip import Grip
from views.shell.labels import Text

# How far the first line of text is lowered, so that it stands level with the mark beside it.
_DROP = 2


class StepCard(QWidget):
    """Shows the step at `at` of a row. `opened(on)` comes when it is opened or closed, `remove_asked` from its form."""

    opened = Signal(bool)
    remove_asked = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.at = 0
        self.form: StepForm | None = None
        self._rule: Rule | None = None
        self._letter: Letter | None = None
        self.number = Text("", "muted")
        self.number.setFixedWidth(self.fontMetrics().averageCharWidth() * 2 + 4)
        self.grip = Grip(self.tr("Move this step"))
        self._mark = QHBoxLayout()
        self._swatch: Swatch | None = None
        self.sentence = Text("", wrap=True)
        self._beside = Text("", "small", wrap=True)
        self.turn = IconButton("edit", self.tr("Change this step"), on_click=lambda: self.set_open(self.form is None))
        self.turn.setProperty("role", "compact")
        words = column(spacing=2)
        words.addWidget(self.sentence)
        words.addWidget(self._beside)
        words.addStretch(1)
        for text in (self.number, self.sentence):
            text.setContentsMargins(0, _DROP, 0, 0)
        top = Qt.AlignmentFlag.AlignTop
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(self.number, 0, top)
        row.addLayout(self._mark)
        row.setAlignment(self._mark, top)
        row.addLayout(words, 1)
        row.addWidget(self.grip, 0, top)
        row.addWidget(self.turn, 0, top)
        self._lines = column(self, tokens.SPACE_S)
        self._lines.addLayout(row)

    def show_step(self, rule: Rule, at: int, letters: tuple[Letter, ...]) -> None:
        """Show a step; the first of its stage carries the number of the stage."""
        document, step = self._bridge.document, rule.procedure[at]
        self._rule, self.at = rule, at
        words = sentence(expression_words(document, step.who, step.right))
        self.sentence.setText(words)
        self.setAccessibleName(words)
        self.grip.setAccessibleName(self.tr("Move: {step}").format(step=words))
        self.turn.setAccessibleName(self.tr("Change: {step}").format(step=words))
        self._beside.setText(beside(step))
        self._beside.setVisible(bool(self._beside.text()))
        self.grip.setVisible(not self._bridge.read_only and len(rule.procedure) > 1)
        letter = Letter(letter=step_letter(step.right, letters), name=step.right, rights=(step.right,))
        if letter != self._letter:
            self._letter = letter
            if self._swatch is not None:
                self._mark.removeWidget(self._swatch)
                self._swatch.deleteLater()
            self._swatch = Swatch(letter)
            self._mark.addWidget(self._swatch)
        if self.form is not None:
            self.form.show_step(rule, at)

    def set_open(self, on: bool) -> None:
        """Open the fields of the step, or put them away."""
        if on == (self.form is not None):
            return
        if self.form is not None:
            self._lines.removeWidget(self.form)
            self.form.hide()
            self.form.close_form()
            self.form.deleteLater()
            self.form = None
        elif self._rule is not None:
            self.form = StepForm(self._bridge, self.remove_asked.emit, self)
            self.form.setContentsMargins(self.number.width() + tokens.SPACE_S, 0, 0, tokens.SPACE_S)
            self.form.show_step(self._rule, self.at)
            self._lines.addWidget(self.form)
        self.turn.setIcon(icons.icon("chevron-up" if on else "edit", "muted"))
        self.turn.setToolTip(self.tr("Put away") if on else self.tr("Change this step"))
        self.opened.emit(on)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        head = QRect(0, 0, self.width(), self.sentence.geometry().bottom() + self._beside.height())
        if event.button() == Qt.MouseButton.LeftButton and head.contains(event.position().toPoint()):
            self.set_open(self.form is None)

"""The procedure of a row, read back: as a sentence, and as ordered steps with who must act."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole
from models.authority.rules import RIGHTS, Rule, Step
from models.authority.schemes import Letter, letter_of
from models.authority.words import expression_words, number_words, procedure_words, sentence
from models.commands.matrix import set_procedure
from views import tokens
from views.bridge import Bridge
from views.matrix.inspector.pieces import clear, column
from views.matrix.legend import Swatch
from views.shell.fields import Choice, ChoiceField
from views.shell.labels import Text

ALL, ANY = 0, 1


class Steps(QWidget):
    """Shows a procedure. Where several act in one step, the person says whether all of them must, or how many."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown: tuple[object, ...] = ()
        self.sentence = Text("", "strong", wrap=True)
        self._list = column(spacing=tokens.SPACE_S)
        whole = column(self, tokens.SPACE_M)
        whole.addWidget(self.sentence)
        whole.addLayout(self._list)

    def show_rule(self, rule: Rule, letters: tuple[Letter, ...]) -> None:
        """Show the procedure of a row."""
        document = self._bridge.document
        words = sentence(procedure_words(document, rule.procedure)) if rule.procedure else ""
        self.sentence.setText(words or self.tr("Nobody has a part in this row yet. Type a letter into a cell."))
        lines = tuple(expression_words(document, step.who, step.right) for step in rule.procedure)
        shown = (rule.id, rule.procedure, lines, letters)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._list)
        before = 0
        for at in sorted(range(len(lines)), key=lambda at: _order(rule.procedure[at])):
            stage = rule.procedure[at].stage
            self._list.addWidget(self._line(rule, at, f"{stage}." if stage != before else "", lines[at], letters))
            before = stage

    def _line(self, rule: Rule, at: int, number: str, words: str, letters: tuple[Letter, ...]) -> QWidget:
        step = rule.procedure[at]
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_S)
        place = Text(number, "muted")
        place.setFixedWidth(self.fontMetrics().averageCharWidth() * 3)
        row.addWidget(place, 0, Qt.AlignmentFlag.AlignTop)
        letter = Letter(letter=letter_of(step.right, letters) or "·", name=step.right, rights=(step.right,))
        row.addWidget(Swatch(letter), 0, Qt.AlignmentFlag.AlignTop)
        lines = column(spacing=2)
        lines.addWidget(Text(sentence(words), wrap=True))
        beside = self._beside(step)
        if beside:
            lines.addWidget(Text(beside, "small", wrap=True))
        quorum = self._quorum(rule, at, step)
        if quorum is not None:
            lines.addWidget(quorum)
        row.addLayout(lines, 1)
        return whole

    def _beside(self, step: Step) -> str:
        parts = [step.strand]
        if step.hours is not None:
            parts.append(self.tr("within {hours} hours").format(hours=f"{step.hours:g}"))
        ends = {
            "escalate": self.tr("else it escalates"),
            "approve": self.tr("silence approves"),
            "reject": self.tr("silence rejects"),
        }
        if step.on_timeout:
            parts.append(ends[step.on_timeout])
        if not step.binding:
            parts.append(self.tr("not binding"))
        parts.append(step.note)
        return " · ".join(part for part in parts if part)

    def _quorum(self, rule: Rule, at: int, step: Step) -> QWidget | None:
        who = step.who
        if not isinstance(who, AllOf | AnyOf | KOf) or len(who.parts) < 2 or (isinstance(who, KOf) and who.quotas):
            return None
        if not all(isinstance(part, OneRole) for part in who.parts):
            return None
        choices = [Choice(ALL, self.tr("all of them must")), Choice(ANY, self.tr("any one of them may"))]
        for count in range(2, len(who.parts)):
            text = self.tr("{count} of them must").format(count=number_words(count))
            choices.append(Choice(count, text))
        current = ALL if isinstance(who, AllOf) else who.count if isinstance(who, KOf) else ANY
        field = ChoiceField(self.tr("How many of them"), choices, current)
        field.label.hide()
        field.set_read_only(self._bridge.read_only)
        field.committed.connect(lambda count: self._ask_for(rule, at, int(str(count))))
        return field

    def _ask_for(self, rule: Rule, at: int, count: int) -> None:
        parts = getattr(rule.procedure[at].who, "parts", ())
        who: Expression
        if count == ALL:
            who = AllOf(parts=parts)
        elif count == ANY:
            who = AnyOf(parts=parts)
        else:
            who = KOf(count=count, parts=parts)
        steps = (*rule.procedure[:at], rule.procedure[at].model_copy(update={"who": who}), *rule.procedure[at + 1 :])
        self._bridge.execute(set_procedure, rule.id, steps)


def _order(step: Step) -> tuple[int, int]:
    return step.stage, RIGHTS.index(step.right)

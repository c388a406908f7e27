"""Who decides? A case of the focused decision, described fact by fact, its answer with the reasons, what changes it."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.authority.answers import Answer, AnswerKind
from models.authority.routing import route
from models.authority.turning import DATE, Turn, sense
from models.cases import LibraryCase
from models.decisions import Decision
from models.document import Document
from views import tokens
from views.bridge import Bridge
from views.matrix.inspector.answer_line import AnswerLine
from views.matrix.inspector.case_form import CaseForm
from views.matrix.inspector.keeping import Keeping
from views.matrix.inspector.pieces import clear, column
from views.matrix.inspector.reasons import Reasons
from views.matrix.inspector.turns import Turns
from views.shell.accessibility import announce
from views.shell.fields import Field
from views.shell.labels import Text

_ICONS: dict[AnswerKind, tuple[str, str]] = {
    "decided": ("ok", "ok"),
    "depends": ("question", "info"),
    "gap": ("error", "error"),
    "conflict": ("error", "error"),
    "unknown": ("question", "warning"),
    "nobody": ("error", "error"),
}

# An answer as a key that equal ones share, and as a sentence.
Said = tuple[Hashable, str]


class Asking(QWidget):
    """Answers live while the facts are typed. `row_chosen` comes when the person wants to see a row of the reasons.

    The fact that was changed last says so where the answer is another one than before it was touched.
    """

    row_chosen = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._decision: Decision | None = None
        self._document: Document | None = None
        self._factor = ""
        self._typing = False
        self._now: Said | None = None
        self._before: Said | None = None
        self.form = CaseForm(bridge)
        self.form.changed.connect(self._changed)
        self.form.settled.connect(self._settled)
        # Stands above what scrolls: whoever changes a fact sees the answer change.
        self.line = AnswerLine()
        self.sentence = self.line.sentence
        self._spoken = ""
        self.reasons = Reasons()
        self.reasons.row_chosen.connect(self.row_chosen)
        self._steps = column(spacing=tokens.SPACE_XS)
        self.keeping = Keeping(bridge)
        self.turns = Turns()
        self.turns.chosen.connect(self._try)
        whole = column(self, tokens.SPACE_M)
        whole.addLayout(self._steps)
        whole.addWidget(self.keeping)
        whole.addWidget(self.form)
        whole.addWidget(self.reasons)
        whole.addWidget(self.turns)
        whole.addStretch(1)

    @property
    def fields(self) -> dict[str, Field]:
        """The fields of the facts, by dimension."""
        return self.form.fields

    def show_decision(self, decision: Decision) -> None:
        """Ask about a decision; facts that are given already stay while it is the same one."""
        if self._document is not self._bridge.document or self._decision is None or self._decision.id != decision.id:
            # What a fact changed is told of one document and one decision.
            self._document, self._factor, self._before = self._bridge.document, "", None
        self.form.show_decision(decision)
        self._decision = decision
        self.answer()

    def show_kept(self, kept: LibraryCase) -> None:
        """Ask a case of the library, whose decision is shown."""
        self._factor, self._before = "", None
        self.form.show_kept(kept)
        self.answer()
        self.keeping.know(kept.id)

    def _changed(self, factor: str) -> None:
        """Answer again; what one factor after the other changes is told against the answer before it was touched."""
        if factor != self._factor or not self._typing:
            self._factor, self._before = factor, self._now
        self._typing = True
        self.answer()

    def _settled(self) -> None:
        self._typing = False

    def _try(self, turn: Turn) -> None:
        """Take over a value that changes the answer."""
        on = turn.on if turn.factor == DATE else self.form.stated_day()
        self.form.show_case(turn.case, on)
        self._factor, self._before, self._typing = turn.factor, self._now, False
        self.answer()

    # ---- the answer

    def answer(self) -> None:
        """Answer the case as it is described now."""
        if self._decision is None or self._decision.id not in self._bridge.document.decisions:
            return
        case, on = self.form.case(), self.form.on()
        answer = route(self._bridge.document, case, on)
        self._now = (sense(answer), answer.sentence)
        self.line.say(*_ICONS[answer.kind], answer.sentence)
        if answer.sentence != self._spoken:
            self._spoken = answer.sentence
            announce(self, answer.sentence)
        if self._before is not None and self._before[0] != self._now[0]:
            self.form.mark(
                self._factor, self.tr("This changes the answer. Before: {answer}").format(answer=self._before[1])
            )
        self._show_steps(answer)
        self.keeping.show_case(case, self.form.stated_day())
        self.reasons.show_answer(self._bridge.document, answer)
        self.turns.ask(self._bridge.document, case, on)

    def _show_steps(self, answer: Answer) -> None:
        clear(self._steps)
        for step in answer.steps:
            people = ", ".join(dict.fromkeys(h.name + (f" ({h.capacity})" if h.capacity else "") for h in step.holders))
            if people:
                self._steps.addWidget(Text(f"{step.sentence} {people}.", "muted", wrap=True))
        for remark in answer.remarks:
            self._steps.addWidget(Text(remark, "muted", wrap=True))

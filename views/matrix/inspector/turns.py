"""What would change the answer: worked out off the GUI thread, and tried by a click."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.facts import Case
from models.authority.turning import Turn, what_changes
from models.document import Document
from views import tokens
from views.latest import Latest, Work
from views.matrix.inspector.pieces import Link, clear, column
from views.shell.labels import Text
from views.shell.severity import Glyph

# Long enough that typing a number is one search.
_PAUSE_MS = 200

Question = tuple[Document, Case, date]


class Turns(QWidget):
    """For each fact of a case the nearest value that gets another answer. `chosen(turn)` asks to try one."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What would change it"))
        self.found: tuple[Turn, ...] = ()
        self._asked: Question | None = None
        self._searches = Latest(_PAUSE_MS, self._search, self)
        self._searches.found.connect(self._took)
        self._heading = Text(self.tr("What would change it"), "heading")
        self._state = Text("", "muted", wrap=True)
        self._lines = column(spacing=tokens.SPACE_S)
        whole = column(self, tokens.SPACE_S)
        whole.addWidget(self._heading)
        whole.addWidget(self._state)
        whole.addLayout(self._lines)

    def ask(self, document: Document, case: Case, on: date) -> None:
        """Look for what would change the answer to a case; what was found for another one goes at once."""
        question = (document, case, on)
        if self._asked is not None and self._asked[0] is document and self._asked[1:] == question[1:]:
            return
        self._asked = question
        self.found = ()
        clear(self._lines)
        self._say(self.tr("Looking …"))
        self._searches.ask()

    def busy(self) -> bool:
        """Return whether a search is under way or about to begin."""
        return self._searches.busy()

    def _search(self) -> Work | None:
        if self._asked is None:
            return None
        document, case, on = self._asked
        return lambda task: what_changes(document, case, on, lambda: task.stopping)

    def _took(self, found: object) -> None:
        assert isinstance(found, tuple)
        self.found = found
        self._say("" if found else self.tr("Nothing that this case states. A fact that is not said is no part of it."))
        for turn in self.found:
            self._lines.addLayout(self._line(turn))

    def _line(self, turn: Turn) -> QHBoxLayout:
        link = Link(turn.when)
        link.followed.connect(partial(self.chosen.emit, turn))
        link.setToolTip(self.tr("Try it"))
        link.setAccessibleName(self.tr("Try it: {text}").format(text=turn.text))
        words = column(spacing=0)
        words.addWidget(link)
        words.addWidget(Text(turn.then, "small", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(Glyph("chevron-right", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _say(self, text: str) -> None:
        self._state.setText(text)
        self._state.setVisible(bool(text))

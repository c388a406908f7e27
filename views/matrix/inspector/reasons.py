"""Why an answer is what it is: the rows that win or may, those that it came nearest to, and the others on demand."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.answers import Answer, Reason, Verdict
from models.authority.nearness import nearest_lost
from models.document import Document
from views import tokens
from views.matrix.inspector.pieces import Link, clear, column
from views.shell.labels import Text
from views.shell.severity import Glyph

_ICONS: dict[Verdict, tuple[str, str]] = {
    "won": ("ok", "ok"),
    "open": ("question", "info"),
    "lost": ("remove", "disabled"),
}
# So many rows that win or may are read at a glance, and so many that do not.
_FOR, _AGAINST = 8, 3
_MORE = 40
_INDENT = 26


class Reasons(QWidget):
    """What became of the rows of a decision. `row_chosen` comes when the person wants to see one of them."""

    row_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Why"))
        self._decision = ""
        self._ordered: tuple[Reason, ...] = ()
        self._shown = 0
        self._asked = 0
        self.links: list[Link] = []
        self._lines = column(spacing=tokens.SPACE_S)
        self.more = Link("")
        self.more.setContentsMargins(_INDENT, 0, 0, 0)
        self.more.followed.connect(self._show_more)
        whole = column(self, tokens.SPACE_S)
        whole.addWidget(Text(self.tr("Why"), "heading"))
        whole.addLayout(self._lines)
        whole.addWidget(self.more)

    def show_answer(self, document: Document, answer: Answer) -> None:
        """Show the reasons of an answer; while it is the same decision as many as were asked for."""
        if answer.case.decision != self._decision:
            self._decision, self._asked = answer.case.decision, 0
        won = [reason for reason in answer.reasons if reason.verdict == "won"]
        may = [reason for reason in answer.reasons if reason.verdict == "open"]
        self._ordered = (*won, *may, *nearest_lost(document, answer))
        clear(self._lines)
        self.links, self._shown = [], 0
        near = len(won) + len(may)
        self._grow((near + _AGAINST if near <= _FOR else _FOR) + self._asked)
        self.setVisible(bool(self._ordered))

    def _grow(self, to: int) -> None:
        # One row that is left takes no more room than the line that would stand for it.
        to = len(self._ordered) if to >= len(self._ordered) - 1 else to
        for reason in self._ordered[self._shown : to]:
            self._lines.addWidget(self._line(reason))
        self._shown = to
        left = len(self._ordered) - to
        self.more.setVisible(left > 0)
        self.more.setText(self.tr("{n} more").format(n=f"{left:,}"))
        self.more.setAccessibleName(self.tr("Show more of {n} other rows").format(n=f"{left:,}"))

    def _show_more(self) -> None:
        first = len(self.links)
        self._asked += _MORE
        self._grow(self._shown + _MORE)
        self.links[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, reason: Reason) -> QWidget:
        whole = QWidget()
        lines = column(whole, 0)
        link = Link(reason.words)
        link.followed.connect(partial(self.row_chosen.emit, reason.rule))
        link.setAccessibleName(self.tr("Go to {row}").format(row=reason.words))
        self.links.append(link)
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE_S)
        top.addWidget(Glyph(*_ICONS[reason.verdict]), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(link, 1)
        lines.addLayout(top)
        text = Text(reason.sentence, "small", wrap=True)
        text.setContentsMargins(_INDENT, 0, 0, 0)
        lines.addWidget(text)
        return whole

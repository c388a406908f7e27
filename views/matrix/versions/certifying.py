"""The certificate of the version that is looked at: whether it is sound, what it says, and how to get one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.changes import EditRefused
from models.effort import Stopped
from views import tokens
from views.background import Task
from views.bridge import Bridge
from views.matrix.inspector.pieces import clear, column, reveal
from views.matrix.versions.looking import Looking
from views.shell.buttons import Button
from views.shell.labels import Text
from views.shell.message_bar import MessageBar
from views.shell.progress import ProgressLine
from views.shell.section import Section
from views.shell.severity import Glyph

if TYPE_CHECKING:
    from models.cases import Certificate
    from models.document import Document

_PAUSE_MS = 250
_STEPS = 1000


class Certifying(QWidget):
    """Works out whether a certificate still holds off the GUI thread, a moment after each edit.

    `done` comes with a sentence when one was issued.
    """

    done = Signal(str)

    def __init__(self, bridge: Bridge, looking: Looking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._looking = bridge, looking
        self.section = Section(self.tr("Certificate"))
        self.glyph = Glyph("info", "info")
        self.state = Text("", "strong", wrap=True)
        self.lines = column(spacing=tokens.SPACE_XS)
        self.message = MessageBar()
        self.progress = ProgressLine()
        self.progress.cancelled.connect(self._cancel)
        self.issue = Button(self.tr("Prove and certify"), icon="ok", on_click=self._prove)
        self.more = Button(self.tr("Show what it says"), kind="link", on_click=self._unfold)
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE_S)
        top.addWidget(self.glyph)
        top.addWidget(self.state, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.issue)
        buttons.addStretch(1)
        buttons.addWidget(self.more)
        self.section.body.setSpacing(tokens.SPACE_S)
        for part in (top, self.message, self.progress, buttons, self.lines):
            self.section.add(part)
        column(self).addWidget(self.section)
        self._open = False
        self._asked_of: Document | None = None
        self._refused_for: Document | None = None
        self._proving: Task | None = None
        self._looking_up: Task | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)

    def refresh(self) -> None:
        """Look, in a moment, whether the certificate still holds."""
        self._pause.start()

    def busy(self) -> bool:
        """Return whether something is being proved, or looked at."""
        return self._proving is not None or self._looking_up is not None or self._pause.isActive()

    # ---- what it says

    def _look(self) -> None:
        from models.certificate import certificate_of

        edition = self._looking.edition
        if self._refused_for is not self._looking.document:
            self.message.dismiss()
        found = certificate_of(self._looking.real, edition.id) if edition is not None else None
        self.issue.setVisible(not self._bridge.read_only and not self._looking.historic)
        self.more.setVisible(found is not None)
        if found is None:
            self._tell("info", self.tr("Nothing is certified of this version yet."))
            self._fill(None)
            return
        self._fill(found)
        if self._looking_up is not None:
            return
        document = self._looking.real

        def work(_task: Task) -> object:
            from models.certificate import is_stale, state_words

            return found, is_stale(document, found), state_words(document, found)

        self._looking_up = Task(work)
        self._looking_up.done.connect(self._looked)
        self._looking_up.start()

    def _looked(self, result: object) -> None:
        self._looking_up = None
        assert isinstance(result, tuple)
        if self._pause.isActive():
            return
        _, stale, words = result
        self._tell("warning" if stale else "ok", words)

    def _tell(self, severity: str, words: str) -> None:
        self.glyph.set_icon(severity, severity)
        self.state.setText(words)

    def _unfold(self) -> None:
        self._open = not self._open
        self.more.setText(self.tr("Hide what it says") if self._open else self.tr("Show what it says"))
        self._look()

    def _fill(self, certificate: Certificate | None) -> None:
        clear(self.lines)
        if certificate is None or not self._open:
            return
        from models.certificate import certificate_lines

        for heading, text in certificate_lines(self._looking.real, certificate):
            if heading:
                self.lines.addWidget(Text(heading, "label"))
            said = Text(text if len(text.split()) > 1 else _breakable(text), wrap=True)
            said.setToolTip(text if said.text() != text else "")
            self.lines.addWidget(said)

    # ---- getting one

    def _prove(self) -> None:
        edition = self._looking.edition
        if edition is None or self._proving is not None:
            return
        document, day, name = self._looking.real, self._looking.today(), edition.id
        self.message.dismiss()
        self._asked_of = self._looking.document
        self.progress.start(self.tr("Proving the matrix"), _STEPS)

        def work(task: Task) -> object:
            from models.certificate import prove_edition

            def told(done: int, total: int) -> None:
                task.report(done / total if total else 0)

            try:
                return prove_edition(document, name, day, progress=told, halt=lambda: task.stopping)
            except Stopped:
                return None

        self._proving = Task(work, EditRefused)
        self._proving.progressed.connect(self._advance)
        self._proving.done.connect(self._proved)
        self._proving.failed.connect(self._refused)
        self._proving.cancelled.connect(self._ended)
        self._proving.start()

    def _advance(self, share: float) -> None:
        self.progress.advance(round(share * _STEPS))

    def _cancel(self) -> None:
        if self._proving is not None:
            self._proving.cancel()

    def _ended(self) -> None:
        self._proving = None
        self.progress.finish()

    def _refused(self, sentence: str) -> None:
        self._ended()
        self._refused_for = self._asked_of
        self.message.say(sentence, "error")
        reveal(self.message)

    def _proved(self, certificate: object) -> None:
        from models.cases import Certificate
        from models.commands.certificates import keep_certificate

        self._ended()
        assert isinstance(certificate, Certificate)
        problem = self._bridge.attempt(keep_certificate, certificate)
        if problem:
            self.message.say(problem, "error")
        else:
            self.done.emit(self.tr("The matrix is proved and certified."))


def _breakable(text: str) -> str:
    """Return a long word in groups of eight, so that it can wrap."""
    return " ".join(text[at : at + 8] for at in range(0, len(text), 8)) if len(text) > 24 else text

"""The panel of versions: what the one that is shown changes, publishing and withdrawing, and its certificate."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.editions import edition_words, term_words
from views import tokens
from views.bridge import Bridge
from views.matrix.inspector.pieces import Link, clear, column, scrolling
from views.matrix.versions.certifying import Certifying
from views.matrix.versions.looking import Looking
from views.matrix.versions.publishing import Publishing
from views.matrix.versions.watch import Comparison, DifferenceWatch
from views.shell.labels import Text
from views.shell.section import Section
from views.shell.severity import Glyph

if TYPE_CHECKING:
    from models.authority.difference import Line

_CHARACTERS = 48
_MOST_LINES = 60


class VersionsPanel(QWidget):
    """`decision_chosen` asks to go to a decision, `done` comes with a sentence about what was done."""

    decision_chosen = Signal(str)
    done = Signal(str)

    def __init__(self, bridge: Bridge, looking: Looking, watch: DifferenceWatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Versions"))
        self._bridge, self._looking, self._watch = bridge, looking, watch
        self.title = Text("", "title", wrap=True)
        self.where = Text("", "muted", wrap=True)
        self.changes = Section(self.tr("What changes"))
        self.glyph = Glyph("info", "info")
        self.claim = Text("", "strong", wrap=True)
        self.lines = column(spacing=tokens.SPACE_S)
        self.publishing = Publishing(bridge, looking)
        self.certifying = Certifying(bridge, looking)
        self._build()
        for part in (self.publishing, self.certifying):
            part.done.connect(self.done)
        looking.turned.connect(self.refresh)
        looking.opened.connect(self.refresh)
        looking.changed.connect(lambda _changes: self.refresh())
        watch.changed.connect(self._show_difference)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE_S)
        top.addWidget(self.glyph)
        top.addWidget(self.claim, 1)
        self.changes.body.setSpacing(tokens.SPACE_S)
        self.changes.add(top)
        self.changes.add(self.lines)
        inside = QWidget()
        body = self._body = column(inside, tokens.SPACE_L)
        body.setContentsMargins(tokens.SPACE_M, tokens.SPACE_M, tokens.SPACE_M, tokens.SPACE_M)
        for part in (self.changes, self.publishing, self.certifying):
            body.addWidget(part)
        body.addStretch(1)
        whole = column(self, tokens.SPACE_XS)
        head = column(spacing=tokens.SPACE_XS)
        head.setContentsMargins(tokens.SPACE_M, 0, 0, 0)
        head.addWidget(self.title)
        head.addWidget(self.where)
        whole.addLayout(head)
        area = scrolling(inside, self)
        whole.addWidget(area, 1)
        self.publishing.refused.connect(lambda: area.ensureWidgetVisible(self.publishing.message))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * _CHARACTERS, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint().expandedTo(QSize(0, super().sizeHint().height()))

    def refresh(self) -> None:
        """Show the version that is looked at, while anybody sees it."""
        edition = self._looking.edition
        if self.isHidden() or edition is None:
            return
        document = self._looking.real
        self.title.setText(edition_words(edition).replace("“", "").replace("”", ""))
        state = term_words(document, edition, self._bridge.today())
        self.where.setText(f"{state[:1].upper()}{state[1:]}")
        # Whoever publishes a draft has read what it changes; withdrawing is seldom wanted, and comes last.
        at = 1 if edition.status == "draft" else 2
        if self._body.indexOf(self.publishing) != at:
            self._body.removeWidget(self.publishing)
            self._body.insertWidget(at, self.publishing)
        self.publishing.refresh()
        self.certifying.refresh()
        self._show_difference()

    # ---- what changes

    def _show_difference(self) -> None:
        if self.isHidden():
            return
        self.changes.setVisible(self._watch.comparable)
        found = self._watch.found
        if found is None:
            clear(self.lines)
            self.changes.set_hint("")
            self.glyph.set_icon("info", "muted")
            self.claim.setText(self.tr("Comparing …"))
            return
        self.changes.set_hint(self.tr("Against {name}.").format(name=edition_words(found.before)))
        self._sum_up(found)
        clear(self.lines)
        groups = self._groups()
        shown = sorted(found.report.lines, key=lambda line: list(groups).index(line.kind))[:_MOST_LINES]
        for name, lines in groupby(shown, key=lambda line: groups[line.kind]):
            self.lines.addWidget(Text(name, "label"))
            for line in lines:
                self.lines.addWidget(self._sentence(line))
        more = len(found.report.lines) - _MOST_LINES
        if more > 0:
            self.lines.addWidget(Text(self.tr("{n} more; the workbook lists all.").format(n=more), "muted", wrap=True))
        for note in found.report.notes:
            self.lines.addWidget(Text(note, "muted", wrap=True))

    def _groups(self) -> dict[str, str]:
        """Return what kinds of changes are called, the gravest first."""
        return {
            "undecided": self.tr("No longer decided"),
            "still": self.tr("Still undecided"),
            "decided": self.tr("Decided now"),
            "gains": self.tr("Who gains"),
            "loses": self.tr("Who loses"),
            "shares": self.tr("Who shares"),
            "terms": self.tr("Decided in another way"),
            "new": self.tr("New"),
            "gone": self.tr("Gone"),
        }

    def _sentence(self, line: Line) -> Link:
        link = Link(line.text)
        # So many would be loud in the colour of links.
        link.setProperty("role", "body")
        link.followed.connect(lambda: self.decision_chosen.emit(line.decision))
        return link

    def _sum_up(self, found: Comparison) -> None:
        report = found.report
        undecided = any(line.kind == "undecided" for line in report.lines)
        icon = "error" if undecided else "ok" if report.proved else "warning"
        self.glyph.set_icon(icon, icon)
        count = sum(line.kind == "undecided" for line in report.lines)
        text = report.claim
        if undecided:
            became = (
                self.tr("Cases became undecided in {n} places.") if count > 1 else self.tr("Cases became undecided.")
            )
            text = f"{became.format(n=count)} {report.claim}"
        self.claim.setText(text)

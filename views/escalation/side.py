"""What stands beside the map: a role with its ways and findings, a way that nobody drew, and who may be away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.authority.network import Way
from models.authority.words import role_words
from models.document import Document
from models.findings.absences import Away, summary
from views import tokens
from views.escalation.picture import Mark
from views.escalation.words import source_name, way_words
from views.matrix.inspector.pieces import Link
from views.shell.buttons import Button
from views.shell.flow import FlowLayout
from views.shell.labels import Text
from views.shell.layouts import clear, column
from views.shell.severity import Glyph

_MOST = 40


def finding_line(severity: str, sentence: str) -> QHBoxLayout:
    """Return a finding as a line: its icon and its sentence."""
    icon = "info" if severity == "information" else severity
    row = QHBoxLayout()
    row.setSpacing(tokens.SPACE_S)
    row.addWidget(Glyph(icon, icon))
    row.addWidget(Text(sentence, "body", wrap=True), 1)
    return row


class _Filled(QWidget):
    """A column that is filled anew each time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column: QVBoxLayout = column(self, tokens.SPACE_M)

    def _begin(self, heading: str, line: str = "") -> None:
        clear(self._column)
        self._column.addWidget(Text(heading, "heading", wrap=True))
        if line:
            self._column.addWidget(Text(line, "muted", wrap=True))

    def _links(self, heading: str, links: Iterable[tuple[str, str]], signal: object) -> None:
        """Add a heading with texts that lead somewhere, if there are any."""
        found = list(links)
        if not found:
            return
        self._column.addWidget(Text(heading, "label", wrap=True))
        for key, words in found[:_MOST]:
            link = Link(words)
            link.followed.connect(partial(signal.emit, key))  # type: ignore[attr-defined]  # a signal with one text
            self._column.addWidget(link)
        if len(found) > _MOST:
            self._column.addWidget(Text(self.tr("{n} more.").format(n=len(found) - _MOST), "muted"))

    def _marks(self, mark: Mark | None) -> None:
        for sentence in mark.sentences if mark is not None else ():
            assert mark is not None
            self._column.addLayout(finding_line(mark.severity, sentence))

    def _end(self) -> None:
        self._column.addStretch(1)


class RolePanel(_Filled):
    """Tells about a role. `way_followed` comes with the key of a way, `decision_followed` with a decision."""

    way_followed = Signal(str)
    decision_followed = Signal(str)
    role_followed = Signal(str)
    link_asked = Signal(str)

    def show_role(
        self, document: Document, role: str, ways: Sequence[Way], mark: Mark | None, away: Away | None, *, fixed: bool
    ) -> None:
        """Show a role with its ways, what findings say about it, and what becomes of decisions while it is away."""
        row = document.roles[role]
        self._begin(row.name, row.purpose)
        actions = FlowLayout(spacing=tokens.SPACE_S)
        draw = Button(self.tr("Draw a link"), kind="plain", icon="link", on_click=partial(self.link_asked.emit, role))
        draw.setEnabled(not fixed)
        actions.addWidget(draw)
        actions.addWidget(
            Button(
                self.tr("In the matrix"), kind="quiet", icon="matrix", on_click=partial(self.role_followed.emit, role)
            )
        )
        self._column.addLayout(actions)
        self._marks(mark)
        out = [(way.key, way_words(document, way)) for way in ways if way.from_role == role]
        into = [(way.key, way_words(document, way)) for way in ways if way.to_role == role]
        self._links(self.tr("Cases go on"), out, self.way_followed)
        self._links(self.tr("Cases come"), into, self.way_followed)
        if away is not None:
            self._column.addWidget(Text(summary(document, away), "strong", wrap=True))
            names = document.decisions
            self._links(
                self.tr("These stop"), [(d, names[d].name) for d in away.stops if d in names], self.decision_followed
            )
            moved = [
                (d, self.tr("{decision}, to {role}").format(decision=names[d].name, role=role_words(document, to)))
                for d, to in away.moves.items()
                if d in names
            ]
            self._links(self.tr("These move"), moved, self.decision_followed)
        self._end()


class WayPanel(_Filled):
    """Tells about a way that nobody drew, and offers to draw it. `draw_asked` comes with both roles."""

    draw_asked = Signal(str, str)
    decision_followed = Signal(str)

    def show_way(self, document: Document, way: Way, mark: Mark | None, *, fixed: bool) -> None:
        """Show a way that the matrix implies, or a reporting line."""
        self._begin(source_name(way.source), way_words(document, way))
        self._marks(mark)
        draw = Button(
            self.tr("Draw it as a link"),
            kind="plain",
            icon="link",
            on_click=partial(self.draw_asked.emit, way.from_role, way.to_role),
        )
        draw.setEnabled(not fixed)
        row = QHBoxLayout()
        row.addWidget(draw)
        row.addStretch(1)
        self._column.addLayout(row)
        names = document.decisions
        those = [(d, names[d].name) for d in way.decisions if d in names]
        self._links(self.tr("For these decisions"), those, self.decision_followed)
        self._end()


class AwayPanel(_Filled):
    """The absence test: who may be away, and what stops then. `away_followed` comes with a table and an id."""

    role_followed = Signal(str)
    person_followed = Signal(str)

    def show_test(self, document: Document, found: Sequence[Away] | None) -> None:
        """Show what the test has found; None while it is under way."""
        self._begin(self.tr("If somebody is away"))
        if found is None:
            self._column.addWidget(Text(self.tr("Working it out …"), "muted"))
            self._end()
            return
        stopping = [away for away in found if away.stops]
        milder = [away for away in found if not away.stops and away.table == "role"]
        if not stopping:
            self._column.addLayout(finding_line("ok", self.tr("No decision stops while any one role is away.")))
        for table, signal in (("role", self.role_followed), ("person", self.person_followed)):
            those = [(away.id, _line(document, away)) for away in stopping if away.table == table]
            heading = self.tr("Decisions stop without these roles") if table == "role" else self.tr("And these people")
            self._links(heading, those, signal)
        self._links(
            self.tr("Without these they move or wait"),
            [(away.id, _line(document, away)) for away in milder],
            self.role_followed,
        )
        self._end()


def _line(document: Document, away: Away) -> str:
    words = summary(document, away)
    return words.removeprefix("While ").replace(" is away, ", ": ", 1).removesuffix(".")

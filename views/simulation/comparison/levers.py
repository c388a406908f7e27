"""What a search may turn, one line each: a limit, hours or holders, with the values to try."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.authority.edges import edge_words, edges_of
from models.authority.words import role_words, unit_of
from models.document import Document
from views import tokens
from views.shell.buttons import Button, IconButton
from views.shell.fields import Choice, ChoiceField, LineField

if TYPE_CHECKING:
    from models.whatif.levers import Lever

Turn = tuple[str, str]
"""What kind of lever it is ("threshold", "hours", "holders"), and its name as it is typed on the command line."""


class LeverLine(QWidget):
    """What to turn, and the values to try as people type them: "5..20/5" or "5;10;20"."""

    gone = Signal(object)

    def __init__(self, choices: list[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.turn = ChoiceField(self.tr("What may change"), choices)
        self.values = LineField(
            self.tr("Values to try"), placeholder="5..20/5", hint=self.tr("A range with its step, or values: 5;10;20.")
        )
        remove = IconButton("remove", self.tr("Take this line away"), on_click=lambda: self.gone.emit(self))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.SPACE_M)
        line.addWidget(self.turn, 3)
        line.addWidget(self.values, 2)
        line.addWidget(remove)

    def lever(self, document: Document, on: date) -> Lever | None:
        """Return the lever; None for a line that is empty. Raises LookupFailed with what is wrong."""
        from models.authority.lookup import LookupFailed
        from models.whatif.ranges import holders_lever, hours_lever, threshold_lever

        turn, values = self.turn.shown(), self.values.text().strip()
        if not isinstance(turn, tuple):
            if values:
                raise LookupFailed(self.tr("Say what may change to {values}.").format(values=values))
            return None
        kind, name = turn
        if not values:
            raise LookupFailed(
                self.tr("Say which values to try for {what}.").format(what=self.turn.combo.currentText())
            )
        text = f"{name}={values}"
        try:
            if kind == "threshold":
                return threshold_lever(document, text, on)
            return hours_lever(document, text) if kind == "hours" else holders_lever(document, text)
        except LookupFailed as failed:
            # It is told in the words of the command line, where one text says both.
            raise LookupFailed(str(failed).replace(f" in “{text}”", "").replace(text, values)) from failed


class Levers(QWidget):
    """Lines for levers, at first one; a button adds another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []
        self.lines: list[LeverLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(tokens.SPACE_S)
        self.add_button = Button(self.tr("Turn something else, too"), kind="quiet", icon="add", on_click=self.add)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._column)
        whole.addLayout(row)

    def offer(self, document: Document, on: date) -> None:
        """Offer the limits and the roles of a document."""
        self.choices = [
            *(
                Choice(("hours", name), self.tr("Hours a week of {role}").format(role=name))
                for name in _roles(document)
            ),
            *(Choice(("holders", name), self.tr("Holders of {role}").format(role=name)) for name in _roles(document)),
            *(
                Choice(
                    ("threshold", typed), self.tr("Limit of “{decision}” at {amount}").format(decision=name, amount=at)
                )
                for typed, name, at in _limits(document, on)
            ),
        ]
        for line in self.lines:
            line.turn.set_choices(self.choices)
        if not self.lines:
            self.add()

    def add(self) -> None:
        """Append a line."""
        line = LeverLine(self.choices)
        line.gone.connect(self._drop)
        self.lines.append(line)
        self._column.addWidget(line)

    def _drop(self, line: LeverLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        if not self.lines:
            self.add()

    def levers(self, document: Document, on: date) -> tuple[Lever, ...]:
        """Return the levers of all lines that say something. Raises LookupFailed with what is wrong."""
        found = [line.lever(document, on) for line in self.lines]
        return tuple(lever for lever in found if lever is not None)


def _roles(document: Document) -> list[str]:
    return [role_words(document, role.id) for role in document.roles]


def _limits(document: Document, on: date) -> Iterator[tuple[str, str, str]]:
    """Each limit between rows: as it is typed, the decision, and the amount with its unit."""
    for decision in document.decisions:
        for edge in edges_of(document, decision.id, on):
            dimension = document.dimensions[edge.dimension]
            if not edge.above:
                continue
            at = edge_words(dimension, edge.at)
            unit = unit_of(dimension)
            yield f"{decision.name}:{dimension.name}:{at}", decision.name, f"{at} {unit}".rstrip()

"""A table as high as its lines, with what is so while it has none, and why something typed cannot be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from views import tokens
from views.bridge import Bridge
from views.shell.labels import Text
from views.shell.layouts import column
from views.simulation.inputs.value_part import Read, taker
from views.valuetable import Column, Line, ValueTable


class SmallTable(QWidget):
    """A few lines beneath a heading."""

    def __init__(self, bridge: Bridge, name: str, read: Read, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = ValueTable(name, (), taker(bridge, read))
        self.table.grows = True
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.nothing = Text("", "muted", wrap=True)
        self.refusal = Text("", "error", wrap=True)
        self.refusal.hide()
        self.table.refused.connect(self._refuse)
        lines = column(self, tokens.SPACE_XS)
        for each in (self.table, self.nothing, self.refusal):
            lines.addWidget(each)

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns."""
        self.table.show_columns(columns)

    def show_lines(self, lines: Sequence[Line], nothing: str, *, read_only: bool) -> None:
        """Show lines, or what is so without any."""
        self.table.show_lines(lines, read_only=read_only)
        self.table.setVisible(bool(lines))
        self.nothing.setText(nothing)
        self.nothing.setVisible(not lines)
        if not lines:
            self._refuse("")

    def _refuse(self, reason: str) -> None:
        self.refusal.setText(reason)
        self.refusal.setVisible(bool(reason))

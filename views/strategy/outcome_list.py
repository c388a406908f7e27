"""The outcome targets of one theme, one below the other, and a line to add one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.findings.outputs import output_phrase
from views import tokens
from views.inplace import INSET, AddLine
from views.strategy.outcome_card import OutcomeCard


class OutcomeList(QWidget):
    """Cards of a theme, or (`theme` None) of those without one. `add_asked` comes with a name."""

    add_asked = Signal(str)

    def __init__(self, theme: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.cards: list[OutcomeCard] = []
        self.add = AddLine(self.tr("Add outcome target"), self.tr("Add an outcome target"))
        self.add.setContentsMargins(INSET, 0, INSET, 0)
        self.add.committed.connect(self._added)
        self.add.edited.connect(lambda: self.add.advise(output_phrase(self.add.text()) or ""))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE_S)
        self._column.addWidget(self.add)
        self._column.addStretch(1)

    def set_cards(self, cards: Sequence[OutcomeCard]) -> None:
        """Show these cards in this order, touching only what is elsewhere now."""
        self.cards = list(cards)
        for index, card in enumerate(cards):
            item = self._column.itemAt(index)
            if item is None or item.widget() is not card:
                self._column.insertWidget(index, card)
                # A layout shows what it took from another one only later, and until then it has no focus.
                card.setVisible(True)

    def ids(self) -> list[str]:
        """Return the ids of the outcome targets shown, from top to bottom."""
        return [card.outcome_id for card in self.cards]

    def _added(self, name: object) -> None:
        if name:
            self.add_asked.emit(str(name))

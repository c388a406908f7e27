"""The outcome targets of one theme, one below the other, and a line to add one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from views import tokens
from views.inplace import AddLine
from views.strategy.add_place import AddPlace
from views.strategy.outcome_card import OutcomeCard


class OutcomeList(QWidget):
    """Cards of a theme, or (`theme` None) of those without one. `add_asked` comes with a name."""

    add_asked = Signal(str)

    def __init__(self, theme: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.cards: list[OutcomeCard] = []
        self.add_place = AddPlace(self)
        self.add_place.named.connect(self.add_asked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE_S)
        self._column.addWidget(self.add_place)
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

    @property
    def add(self) -> AddLine:
        """The line in which an outcome target is named."""
        return self.add_place.line

    def ids(self) -> list[str]:
        """Return the ids of the outcome targets shown, from top to bottom."""
        return [card.outcome_id for card in self.cards]

"""The large numbers of a result, first of all: legible from the back of a room, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.simulation.telling.report import KeyFigure
from views import tokens
from views.shell.flow import FlowLayout
from views.shell.labels import Text
from views.simulation.how import HowButton, HowText


class KeyFigures(QWidget):
    """A tile for each figure, as many beside each other as there is room for; how they come about is a button away."""

    def __init__(self, figures: Sequence[KeyFigure], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Key figures"))
        told: dict[str, list[str]] = {}
        for figure in figures:
            told.setdefault(figure.how, []).append(figure.title)
        words = HowText("\n".join(f"{', '.join(titles)}: {how}" for how, titles in told.items()))
        tiles = QWidget()
        line = FlowLayout(tiles, tokens.SPACE_L)
        for figure in figures:
            line.addWidget(_Tile(figure))
        line.addWidget(HowButton(words, self.tr("Key figures")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_S)
        column.addWidget(tiles)
        column.addWidget(words)


class _Tile(QWidget):
    def __init__(self, figure: KeyFigure) -> None:
        super().__init__()
        interval = self.tr("95 %: {interval}").format(interval=figure.interval) if figure.interval else ""
        self.setAccessibleName(f"{figure.title}: {figure.text}")
        self.setAccessibleDescription(". ".join(filter(None, (interval, figure.how))))
        self.setToolTip(figure.how)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, tokens.SPACE_S, 0)
        column.setSpacing(0)
        column.addWidget(Text(figure.title, "muted"))
        column.addWidget(Text(figure.text, "display"))
        column.addWidget(Text(interval, "small"))

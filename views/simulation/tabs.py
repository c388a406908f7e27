"""Looks at a result as tabs: each is made when it is first looked at, and hidden while another is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from views import tokens
from views.shell.flow import FlowLayout
from views.shell.tab_bar import TabBar

Make = Callable[[], QWidget]


class Tabs(QWidget):
    """A bar of tabs over the look that is chosen. `turned` brings the key of the one that is shown."""

    turned = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = TabBar(name)
        self.bar.currentChanged.connect(self._turn)
        self._keys: list[str] = []
        self._make: dict[str, Make] = {}
        self._made: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE_L)
        self._row = FlowLayout(spacing=tokens.SPACE_S)
        self._row.addWidget(self.bar)
        self._column.addLayout(self._row)

    def add(self, key: str, title: str, make: Make) -> None:
        """Append a look; `make` is called when it is first looked at."""
        self._keys.append(key)
        self._make[key] = make
        self.bar.addTab(title)

    def set_corner(self, button: QWidget, beneath: QWidget) -> None:
        """Put a button at the end of the bar, under it where the window is narrow, and what it shows beneath both."""
        corner = QWidget()
        line = QHBoxLayout(corner)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(button)
        self._row.addWidget(corner)
        self._column.insertWidget(1, beneath)

    def key(self) -> str:
        """Return the key of the look that is shown."""
        return self._keys[max(0, self.bar.currentIndex())]

    def turn(self, key: str) -> None:
        """Show a look."""
        self.bar.setCurrentIndex(self._keys.index(key))

    def look(self, key: str) -> QWidget:
        """Return a look, making it if nobody has looked at it yet."""
        if key not in self._made:
            made = self._make[key]()
            self._made[key] = made
            # Not the other way round: what belongs to nobody yet would show itself as a window.
            self._column.addWidget(made)
            made.setVisible(key == self.key())
        return self._made[key]

    def renew(self, *keys: str) -> None:
        """Let looks be made anew, at once where they are shown: what they tell of has changed."""
        for key in keys:
            old = self._made.pop(key, None)
            if old is not None:
                self._column.removeWidget(old)
                old.hide()
                old.deleteLater()
        if self.key() in keys:
            self._turn()

    def _turn(self, _at: int = 0) -> None:
        shown = self.look(self.key())
        for look in self._made.values():
            look.setVisible(look is shown)
        self.turned.emit(self.key())

"""A theme at the head of its column: what it says, why, its guardrails and its sponsor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models.document import Document
from views.bridge import Bridge
from views.shell.fields import Field
from views.strategy.sleeper import Sleeper
from views.strategy.theme_face import face_of, spoken

if TYPE_CHECKING:
    from views.strategy.theme_body import ThemeBody


class ThemeCard(Sleeper):
    """Shows one theme. `delete_asked` comes from its menu or by key."""

    delete_asked = Signal()

    def __init__(self, bridge: Bridge, theme: str, parent: QWidget | None = None) -> None:
        super().__init__("plain-card", parent)
        self.theme_id = theme
        self._bridge = bridge
        self._parts: ThemeBody | None = None
        self._read_only = False

    @property
    def body(self) -> ThemeBody:
        """What edits the theme; asking for it wakes the card."""
        self.wake()
        assert self._parts is not None
        return self._parts

    def _make_body(self) -> QWidget:
        from views.strategy.theme_body import ThemeBody

        parts = ThemeBody(self._bridge, self.theme_id, self)
        parts.delete_asked.connect(self.delete_asked)
        parts.pushed.connect(lambda columns: self.pushed.emit(columns, 0))
        parts.show_theme(self._bridge.document)
        parts.set_read_only(self._read_only)
        self._parts = parts
        return parts

    def show_theme(self, document: Document) -> None:
        """Show the theme as it is now."""
        theme = document.themes[self.theme_id]
        sponsor = document.roles.get(theme.sponsor)
        self.setAccessibleName(self.tr("Theme {name}").format(name=theme.name))
        self.set_face(face_of(theme, sponsor.name if sponsor else "", read_only=self._read_only), spoken(theme))
        if self._parts is not None:
            self._parts.show_theme(document)

    def set_read_only(self, read_only: bool) -> None:
        """Let the theme be read and not changed."""
        self._read_only = read_only
        self.movable = not read_only
        if self._parts is not None:
            self._parts.set_read_only(read_only)

    def field(self, name: str) -> Field:
        """Return the field that shows that field of the theme, or its name."""
        return self.body.field(name)

    def retire(self) -> None:
        """The theme is gone: hand nothing over any more."""
        if self._parts is not None:
            self._parts.retire()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.movable:
            self.delete_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.body.name.setFocus()
        else:
            super().keyPressEvent(event)

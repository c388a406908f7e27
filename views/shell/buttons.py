"""Buttons: one primary action a page at most, quiet ones beside it, the shortcut always in the tooltip."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from views import icons

Kind = Literal["primary", "plain", "quiet", "danger", "link"]
ICON_SIZE = QSize(18, 18)
_ICON_BESIDE_TEXT = QSize(24, 18)

_ICON_ROLE: dict[Kind, str] = {
    "primary": "on_accent",
    "plain": "muted",
    "quiet": "muted",
    "danger": "error",
    "link": "accent_text",
}


def tip(text: str, shortcut: str | QKeySequence | QKeySequence.StandardKey | None = None) -> str:
    """Return "text (shortcut)" in the words of the platform, or the text alone."""
    if shortcut is None:
        return text
    keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text} ({keys})" if keys else text


class Button(QPushButton):
    """A push button of one kind, with an optional icon. Enter and Space both press it."""

    def __init__(
        self,
        text: str,
        *,
        kind: Kind = "plain",
        icon: str = "",
        icon_role: str = "",
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if icon:
            self.setIcon(icons.icon(icon, icon_role or _ICON_ROLE[kind]))
            self.setIconSize(_ICON_BESIDE_TEXT)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())


class IconButton(QToolButton):
    """A flat button that shows only an icon; its name is read aloud and shown as a tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        on_click: Callable[[], object] | None = None,
        role: str = "muted",
        shortcut: str | QKeySequence.StandardKey | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setIcon(icons.icon(icon, role))
        self.setIconSize(ICON_SIZE)
        self.setAccessibleName(name)
        self.setToolTip(tip(name, shortcut))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if shortcut is not None:
            self.setShortcut(QKeySequence(shortcut))
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())


class ActionButton(QToolButton):
    """A flat button of a QAction: follows its text, icon and state; shortcut in the tooltip."""

    def __init__(self, action: QAction, *, show_text: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDefaultAction(action)
        self.setIconSize(_ICON_BESIDE_TEXT if show_text else ICON_SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if show_text else Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(style)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        action = self.defaultAction()
        text = action.text().replace("&", "")
        self.setAccessibleName(text)
        self.setToolTip(tip(text, action.shortcut()))

"""Buttons: one primary action a page at most, quiet ones beside it, the shortcut always in the tooltip."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from views import icons

Kind = Literal["primary", "plain", "quiet", "danger", "link"]

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


# Padding and border of a button above and beneath, as the style sheet sets them.
_FRAME = 14


def height_with_icon(widget: QWidget) -> int:
    """Return how high a button with an icon is in the font of a widget, to keep its place before there is one."""
    return max(widget.fontMetrics().height(), _icon_side(widget)) + _FRAME


def _icon_side(widget: QWidget) -> int:
    return round(widget.fontMetrics().height() * 1.125)


def fit_icon(button: QAbstractButton, *, beside_text: bool) -> None:
    """Make the icon as high as the text asks for, with a little air where a text stands beside it."""
    side = _icon_side(button)
    button.setIconSize(QSize(side + (6 if beside_text else 0), side))


_RESIZES = (QEvent.Type.FontChange, QEvent.Type.StyleChange)


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
            fit_icon(self, beside_text=bool(text))
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())
        self._went_to: QWidget | None = None

    def rest(self) -> None:
        """Let it not be pressed while what it began is under way."""
        had_focus = self.hasFocus()
        self.setEnabled(False)
        # Qt hands the focus on to whatever comes next.
        self._went_to = self.window().focusWidget() if had_focus else None

    def wake(self) -> None:
        """Let it be pressed again; it has the focus that it had, unless somebody took that elsewhere."""
        went_to, self._went_to = self._went_to, None
        self.setEnabled(True)
        if went_to is not None and self.isVisible() and self.window().focusWidget() is went_to:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _RESIZES:
            fit_icon(self, beside_text=True)


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
        fit_icon(self, beside_text=False)
        self.setAccessibleName(name)
        self.setToolTip(tip(name, shortcut))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if shortcut is not None:
            self.setShortcut(QKeySequence(shortcut))
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _RESIZES:
            fit_icon(self, beside_text=False)


class ActionButton(QToolButton):
    """A flat button of a QAction: follows its text, icon and state; shortcut in the tooltip."""

    def __init__(self, action: QAction, *, show_text: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDefaultAction(action)
        self._show_text = show_text
        fit_icon(self, beside_text=show_text)
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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _RESIZES:
            fit_icon(self, beside_text=self._show_text)

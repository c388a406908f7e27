"""The look of the application: choose a theme, apply it, follow the system while it changes."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from views import tokens as design
from views.tokens import Tokens

Mode = Literal["system", "light", "dark", "contrast"]
MODES: tuple[Mode, ...] = ("system", "light", "dark", "contrast")

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
STYLE = RESOURCES / "style"

# What QApplication must be given: the style that the style sheet is written for. Setting it later costs more.
ARGUMENTS = ("-style", "Fusion")

_READABLE_PIXELS = 14.0
_PLAIN_FAMILIES = ("DejaVu Sans", "Bitstream Vera Sans", "Sans", "Sans Serif", "Helvetica")
_BETTER_FAMILIES = ("Inter", "Adwaita Sans", "Cantarell", "Noto Sans", "Open Sans", "Liberation Sans")


class _Theme(QObject):
    """Holds the theme in force; painted widgets read it at paint time, so they need no notice."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode: Mode = "system"
        self.zoom = 1.0
        self.tokens: Tokens = design.LIGHT
        self.body = QFont()
        self.fonts: dict[str, QFont] = {}
        self.following = False


@lru_cache(maxsize=1)
def _theme() -> _Theme:
    return _Theme()


def tokens() -> Tokens:
    """Return the tokens in force. Read them at paint time; do not keep them."""
    return _theme().tokens


def notifier() -> _Theme:
    """Return the object whose `changed` signal says that another theme is in force."""
    return _theme()


def color(role: str) -> QColor:
    """Return a token as a QColor; KeyError if the role is unknown."""
    return QColor(tokens().color(role))


def font(role: str = "body") -> QFont:
    """Return the font of a text role of `tokens.TYPE_SCALE`; sizes are in points."""
    fonts = _theme().fonts
    if role not in fonts:
        factor, weight = design.TYPE_SCALE[role]
        made = QFont(_theme().body)
        made.setPointSizeF(round(made.pointSizeF() * factor, 2))
        made.setWeight(QFont.Weight(weight))
        fonts[role] = made
    # A copy, because a caller may go on to change it.
    return QFont(fonts[role])


def apply(app: QApplication, mode: Mode = "system", zoom: float = 1.0) -> None:
    """Dress the application. `zoom` enlarges all text on top of the system's own scaling."""
    state = _theme()
    state.mode, state.zoom = mode, zoom
    if not state.following:
        state.following = True
        app.styleHints().colorSchemeChanged.connect(_system_changed)
    scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(mode, Qt.ColorScheme.Unknown)
    app.styleHints().setColorScheme(scheme)
    _dress(app)


def _system_changed() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication) and _theme().mode in ("system", "contrast"):
        _dress(app)


def _dress(app: QApplication) -> None:
    state = _theme()
    state.tokens = _choose(state.mode)
    state.body = _body_font(state.zoom)
    state.fonts.clear()
    app.setPalette(_palette(state.tokens))
    app.setFont(state.body)
    app.setStyleSheet(_style_sheet(state.tokens))
    state.changed.emit()


def system_scheme() -> Qt.ColorScheme:
    """Return whether the system is light or dark just now; Unknown where it does not say."""
    return QGuiApplication.styleHints().colorScheme()


def _choose(mode: Mode) -> Tokens:
    dark = system_scheme() == Qt.ColorScheme.Dark
    if mode == "contrast" or (mode == "system" and _system_wants_contrast()):
        return design.CONTRAST_DARK if dark else design.CONTRAST_LIGHT
    if mode == "system":
        return design.DARK if dark else design.LIGHT
    return design.DARK if mode == "dark" else design.LIGHT


def _system_wants_contrast() -> bool:
    """Qt tells from 6.10 on whether the person asked the system for more contrast."""
    accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)
    if accessibility is None:
        return False
    return bool(accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def _body_font(zoom: float) -> QFont:
    """The system's interface font, never below 14 logical pixels, so that it reads from a distance."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    result = QFont(system)
    if sys.platform.startswith("linux") and system.family() in _PLAIN_FAMILIES:
        better = [family for family in _BETTER_FAMILIES if QFontDatabase.hasFamily(family)]
        result.setFamilies([*better, system.family()])
    dots = QGuiApplication.primaryScreen().logicalDotsPerInchY()
    size = max(system.pointSizeF(), _READABLE_PIXELS * 72.0 / dots)
    result.setPointSizeF(round(size * zoom, 2))
    result.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return result


def _palette(look: Tokens) -> QPalette:
    role = QPalette.ColorRole
    pairs = {
        role.Window: look.surface,
        role.WindowText: look.text,
        role.Base: look.field,
        role.AlternateBase: look.window,
        role.Text: look.text,
        role.PlaceholderText: look.muted,
        role.Button: look.raised,
        role.ButtonText: look.text,
        role.BrightText: look.on_accent,
        role.ToolTipBase: look.raised,
        role.ToolTipText: look.text,
        role.Highlight: look.accent,
        role.HighlightedText: look.on_accent,
        role.Accent: look.accent,
        role.Link: look.accent_text,
        role.LinkVisited: look.accent_text,
        role.Light: look.raised,
        role.Midlight: look.hover,
        role.Mid: look.border,
        role.Dark: look.edge,
        role.Shadow: look.scrim,
    }
    palette = QPalette()
    for which, value in pairs.items():
        palette.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(look.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(look.pressed))
    palette.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, QColor(look.disabled))
    return palette


@lru_cache(maxsize=1)
def _template() -> Template:
    return Template((STYLE / "remit.qss").read_text(encoding="utf-8"))


def _style_sheet(look: Tokens) -> str:
    values = {name: value for name, value in look._asdict().items() if isinstance(value, str)}
    for role in design.TYPE_SCALE:
        shape = font(role)
        values[f"{role}_size"] = f"{shape.pointSizeF():g}pt"
        values[f"{role}_weight"] = str(int(shape.weight()))
    values["radius_s"] = f"{design.RADIUS_S}px"
    values["radius_m"] = f"{design.RADIUS_M}px"
    values["radius_l"] = f"{design.RADIUS_L}px"
    for severity in ("error", "warning", "info", "ok"):
        # On the plain tints of high contrast only a line tells where a message ends.
        tint = look.color(f"{severity}_tint")
        values[f"{severity}_line"] = look.color(severity) if tint == look.surface else tint
    values["style"] = STYLE.as_posix()
    values["shade"] = "dark" if look.dark else "light"
    values["tick"] = "black" if look.on_accent < "#800000" else "white"
    return _template().substitute(values)

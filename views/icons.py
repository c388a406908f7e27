"""Icons drawn for us: SVG files tinted by the theme, sharp at any scale, re-tinted when the theme changes."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from views import theme

FOLDER = theme.RESOURCES / "icons"


def names() -> list[str]:
    """Return the names of all icons, in alphabetical order."""
    return sorted(_names())


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(path.stem for path in FOLDER.iterdir() if path.suffix == ".svg")


@lru_cache(maxsize=256)
def icon(name: str, role: str = "muted") -> QIcon:
    """Return the icon `name` in the theme colour `role` ("text", "muted", "accent_text", "error" ...).

    It is tinted while painting, so it follows a change of theme; a checked button gets the accent.
    Raises FileNotFoundError for an unknown icon, KeyError for an unknown colour role.
    """
    if name not in _names():
        raise FileNotFoundError(f"There is no icon called {name}.")
    theme.tokens().color(role)
    return QIcon(_Engine(name, role))


def pixmap(name: str, role: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return the icon as a pixmap of `size` logical pixels at a device pixel ratio, in today's theme."""
    return _drawn(name, theme.tokens().color(role), round(size * ratio), ratio)


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _drawn(name: str, tint: str, pixels: int, ratio: float) -> QPixmap:
    result = QPixmap(pixels, pixels)
    result.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", tint).encode()))
    painter = QPainter(result)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result


class _Engine(QIconEngine):
    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def _tint(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        look = theme.tokens()
        if mode == QIcon.Mode.Disabled:
            return look.disabled
        if state == QIcon.State.On and self._role in ("muted", "text"):
            return look.accent_text
        return look.color(self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        if side < 1:
            return
        ratio = painter.device().devicePixelRatioF()
        drawn = _drawn(self._name, self._tint(mode, state), round(side * ratio), ratio)
        painter.drawPixmap(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2, drawn)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        if size.isEmpty():
            # A button asks for this while a layout has squeezed it to less than its padding.
            return QPixmap()
        # Exactly the size asked for: from a pixmap of another shape Qt would derive a blurring ratio.
        result = QPixmap(size * scale)
        result.setDevicePixelRatio(scale)
        result.fill(Qt.GlobalColor.transparent)
        painter = QPainter(result)
        self.paint(painter, QRect(QPoint(), size), mode, state)
        painter.end()
        return result

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role)

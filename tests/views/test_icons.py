"""The icons: drawn on one grid, in one stroke, tinted by the theme, sharp at any scale."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from views import icons, theme
from views.shell.buttons import Button, IconButton

TINTED = [name for name in icons.names() if name != "app"]


def inked(image: QImage) -> set[tuple[int, int]]:
    """The pixels that are not transparent."""
    return {(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha() > 40}


@pytest.mark.parametrize("name", TINTED)
def test_drawn_by_the_rules(dressed: QApplication, name: str) -> None:
    source = (icons.FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in source
    assert 'stroke-width="1.75"' in source
    assert "currentColor" in source
    assert not re.search(r"#[0-9a-f]{3}", source)
    pixels = inked(icons.pixmap(name, "text", 48).toImage())
    assert len(pixels) > 20
    assert all(2 <= x < 46 and 2 <= y < 46 for x, y in pixels), "one unit of air on every side"


def test_no_two_icons_are_the_same(dressed: QApplication) -> None:
    drawn = [frozenset(inked(icons.pixmap(name, "text", 24).toImage())) for name in TINTED]
    assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize("size", [(0, 0), (2, 2), (20, 4), (4, 20)])
def test_a_button_that_is_squeezed_to_nothing_paints_no_icon(
    dressed: QApplication, qtbot: QtBot, size: tuple[int, int]
) -> None:
    # Qt's warnings fail a test, and it warns of whoever paints on nothing.
    for button in (IconButton("copy", "Copy"), Button("Cancel", icon="cancel")):
        qtbot.addWidget(button)
        button.show()
        button.resize(*size)
        button.grab()


def test_sharp_at_one_and_a_half(dressed: QApplication) -> None:
    drawn = icons.icon("matrix").pixmap(QSize(18, 18), 1.5)
    assert drawn.size() == QSize(27, 27)
    assert drawn.devicePixelRatio() == pytest.approx(1.5)
    wide = icons.icon("add").pixmap(QSize(24, 18), 1.5)
    assert wide.size() == QSize(36, 27)


def test_the_tint_follows_the_theme(dressed: QApplication) -> None:
    same = icons.icon("matrix", "text")

    def tint() -> str:
        image = same.pixmap(QSize(48, 48)).toImage()
        return max((image.pixelColor(x, y) for x in range(48) for y in range(48)), key=QColor.alpha).name()

    assert tint() == theme.tokens().text
    theme.apply(dressed, "dark")
    assert tint() == theme.tokens().text
    assert theme.tokens().name == "dark"


def test_disabled_and_checked_look_different(dressed: QApplication) -> None:
    made = icons.icon("matrix")
    modes, states = QIcon.Mode, QIcon.State
    normal = made.pixmap(QSize(24, 24), modes.Normal, states.Off).toImage()
    assert made.pixmap(QSize(24, 24), modes.Disabled, states.Off).toImage() != normal
    assert made.pixmap(QSize(24, 24), modes.Normal, states.On).toImage() != normal


def test_unknown_names_are_refused(dressed: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no such icon")
    with pytest.raises(KeyError):
        icons.icon("matrix", "no such colour")

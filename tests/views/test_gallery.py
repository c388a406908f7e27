"""Every piece in every look: nothing clipped, nothing overlapping, and a picture of each to look at."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from models.authority.schemes import HOUSE_LETTERS
from tests.views.gallery import gallery, inspector, palette
from views import icons, marks, theme, tokens
from views.shell.frame import Frame

PICTURES = Path(__file__).resolve().parents[2] / "build" / "screenshots"


def save(picture: QPixmap, name: str) -> None:
    """Keep a picture for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    assert picture.save(str(PICTURES / f"gallery-{name}.png"))


def settle(app: QApplication) -> None:
    for _ in range(4):
        app.processEvents()


def clipped(root: QWidget) -> list[str]:
    """Texts that do not fit into the widget that shows them."""
    found = []
    for label in root.findChildren(QLabel):
        if not label.isVisible() or not label.text() or label.toolTip():
            continue
        if label.wordWrap():
            fits = label.heightForWidth(label.width()) <= label.height() + 1
        else:
            fits = label.sizeHint().width() <= label.width() + 1 and label.sizeHint().height() <= label.height() + 1
        if not fits:
            found.append(label.text())
    for button in root.findChildren(QPushButton):
        hint = button.sizeHint()
        if button.isVisible() and (hint.width() > button.width() or hint.height() > button.height()):
            found.append(button.text())
    return found


def overlapping(root: QWidget) -> list[tuple[str, str]]:
    """Sibling texts that lie over one another."""
    found = []
    for parent in [root, *root.findChildren(QWidget)]:
        layout = parent.layout()
        if layout is None:
            continue
        children = [
            child
            for child in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if child.isVisible() and layout.indexOf(child) >= 0
        ]
        for one, two in itertools.combinations(children, 2):
            if one.geometry().intersects(two.geometry()):
                found.append((str(one), str(two)))
    return found


@pytest.fixture
def frame(qtbot: QtBot, dressed: QApplication) -> Frame:
    built = gallery()
    qtbot.addWidget(built)
    return built


LOOKS = [
    ("light-1280", "light", 1280, 900, 1.0),
    ("dark-1280", "dark", 1280, 900, 1.0),
    ("light-1024", "light", 1024, 768, 1.0),
    ("contrast-1280", "contrast", 1280, 900, 1.0),
    ("light-1024-large-text", "light", 1024, 768, 1.5),
    ("dark-1920-double-text", "dark", 1920, 1080, 2.0),
]


@pytest.mark.parametrize(("name", "mode", "width", "height", "zoom"), LOOKS, ids=[look[0] for look in LOOKS])
def test_nothing_is_clipped(
    frame: Frame, dressed: QApplication, name: str, mode: theme.Mode, width: int, height: int, zoom: float
) -> None:
    theme.apply(dressed, mode, zoom)
    frame.resize(width, height)
    frame.show()
    settle(dressed)
    assert clipped(frame) == []
    assert overlapping(frame) == []
    assert frame.width() == width, "the window must not insist on more room"
    area = frame.page("strategy").findChild(QScrollArea)
    assert area is not None
    assert area.horizontalScrollBar().maximum() == 0
    save(frame.grab(), name)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    settle(dressed)
    assert clipped(frame) == []
    save(frame.grab(), f"{name}-end")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_palette_inspector_and_empty_page(frame: Frame, dressed: QApplication, mode: theme.Mode) -> None:
    theme.apply(dressed, mode)
    over = palette(frame)
    frame.resize(1280, 800)
    frame.show()
    frame.set_inspector(inspector())
    settle(dressed)
    assert clipped(frame) == []
    save(frame.grab(), f"{mode}-inspector")
    over.open("tra")
    settle(dressed)
    assert clipped(over) == []
    save(frame.grab(), f"{mode}-palette")
    over.dismiss()
    frame.set_inspector(None)
    frame.show_page("matrix")
    settle(dressed)
    assert clipped(frame) == []
    save(frame.grab(), f"{mode}-empty")


def test_right_to_left_is_the_mirror_image(frame: Frame, dressed: QApplication) -> None:
    frame.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    frame.resize(1280, 900)
    frame.show()
    settle(dressed)
    assert clipped(frame) == []
    assert overlapping(frame) == []
    assert frame.rail.mapTo(frame, frame.rail.rect().topRight()).x() == frame.width() - 1
    save(frame.grab(), "right-to-left")


def test_a_change_of_theme_reaches_every_pixel(frame: Frame, dressed: QApplication) -> None:
    frame.resize(1280, 900)
    frame.show()
    settle(dressed)
    light = frame.grab().toImage()
    theme.apply(dressed, "dark")
    settle(dressed)
    dark = frame.grab().toImage()
    theme.apply(dressed, "light")
    settle(dressed)
    assert frame.grab().toImage() == light
    bright = sum(dark.pixelColor(x, y).lightnessF() > 0.9 for x in range(0, 1280, 8) for y in range(0, 900, 8))
    assert bright < 0.05 * (1280 / 8) * (900 / 8), "only letters are bright in the dark"


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_contact_sheet_of_icons_and_marks(dressed: QApplication, mode: theme.Mode) -> None:
    theme.apply(dressed, mode)
    names, columns = icons.names(), 10
    rows = -(-len(names) // columns)
    letters: dict[str, str] = {right: letter.letter for letter in HOUSE_LETTERS for right in letter.rights}
    sheet = QPixmap(columns * 192, (rows - (-len(tokens.SHAPES) // columns)) * 168 + 40)
    sheet.setDevicePixelRatio(2)
    sheet.fill(theme.color("surface"))
    painter = QPainter(sheet)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("muted"))
    for at, name in enumerate(names):
        x, y = at % columns * 96, at // columns * 84
        painter.drawPixmap(x + 20, y + 12, icons.pixmap(name, "text", 40, 2))
        painter.drawPixmap(x + 66, y + 24, icons.pixmap(name, "muted", 18, 2))
        painter.drawText(QRect(x, y + 56, 96, 20), Qt.AlignmentFlag.AlignCenter, name)
    for at, right in enumerate(tokens.SHAPES):
        x, y, letter = at % columns * 96, (rows + at // columns) * 84, letters.get(right, "·")
        painter.drawPixmap(x + 10, y + 10, marks.pixmap(right, letter, 48, 2))
        painter.drawPixmap(x + 62, y + 22, marks.pixmap(right, letter, 24, 2))
        painter.drawText(QRect(x, y + 64, 96, 20), Qt.AlignmentFlag.AlignCenter, right)
    painter.end()
    save(sheet, f"icons-{mode}")
    assert sheet.toImage().convertToFormat(QImage.Format.Format_Mono) != QImage()


def test_at_one_and_a_half(tmp_path: Path, root: Path) -> None:
    """The factor of the system is read once at the start, so this takes a process of its own."""
    code = (
        "import sys; from PySide6.QtCore import QLocale; from PySide6.QtWidgets import QApplication;"
        "from views import theme; from tests.views.gallery import gallery; from tests.views.test_gallery import *;"
        "app = QApplication([]); QLocale.setDefault(QLocale('en_GB')); theme.apply(app, 'light');"
        "frame = gallery(); frame.resize(1280, 800); frame.show(); settle(app);"
        "picture = frame.grab(); save(picture, 'light-at-150');"
        "print(picture.devicePixelRatio(), picture.width(), clipped(frame), overlapping(frame))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={**os.environ, "QT_SCALE_FACTOR": "1.5", "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split("\n")[0] == "1.5 1920 [] []", done.stderr

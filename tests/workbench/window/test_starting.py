"""Starting: the window is there first, then the file, wholly checked; one that is unsound is told of in place."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import ROOT
from tests.test_house import HEAVY
from views.shell.buttons import Button
from views.shell.empty_state import EmptyState
from views.shell.labels import Text
from workbench import app as application
from workbench.samples import build
from workbench.session import Session
from workbench.settings import Settings
from workbench.window import Window, pages

_WATCHED = (*HEAVY, "models", "pydantic", "workbench.session")
_START = """
import sys
from pathlib import Path
from workbench.app import application, start
from workbench.settings import Settings
from workbench.window.warming import Warming
app = application()
window = start(app, Settings(Path(sys.argv[2])), Path(sys.argv[1]))
def tell():
    print(sorted(set({watched!r}) & set(sys.modules)), flush=True)
window.painted.disconnect()
window.painted.connect(tell)
window.painted.connect(lambda: window.files.open_first(Path(sys.argv[1])))
window.attached.connect(tell)
def warm():
    warming = Warming(window)
    while warming.step():
        pass
    tell()
    window.close()
window.attached.connect(warm)
sys.exit(app.exec())
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("starting") / "sample.remit"
    build(path, date.today())
    return path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def begun(qtbot: QtBot, dressed: QApplication) -> Iterator[list[Window]]:
    """Windows that are closed when the test is over."""
    windows: list[Window] = []
    yield windows
    for window in windows:
        window.close()
        window.deleteLater()


def damaged(sample: Path, path: Path) -> Path:
    """Return a file with a sound header and half of its pages."""
    path.write_bytes(sample.read_bytes()[: sample.stat().st_size // 2])
    return path


def headings(window: Window) -> dict[str, QPoint]:
    """Return the headings that are seen, and where they stand."""
    texts = [text for text in window.frame.findChildren(Text) if text.property("role") == "display"]
    return {text.text(): text.mapTo(window, QPoint()) for text in texts if text.isVisible() and text.text()}


def test_the_first_picture_needs_no_models_and_no_page_needs_anything_heavy(sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "acme.remit"
    shutil.copy(sample, file)
    answer = subprocess.run(
        [sys.executable, "-c", _START.format(watched=_WATCHED), str(file), str(tmp_path / "settings.json")],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines() == ["[]", *["['models', 'pydantic', 'workbench.session']"] * 2]


def test_the_window_shows_its_file_and_the_place_that_was_chosen_meanwhile(
    begun: list[Window], sample: Path, settings: Settings, dressed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "acme.remit"
    shutil.copy(sample, file)
    window = Window(settings, "Northlight")
    begun.append(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.workspace_button.text() == "Northlight"
    assert window.windowTitle() == "Northlight – Remit"
    assert not window.has_file()
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.frame.built_pages() == {}
    window.files.open_first(file)
    assert window.has_file()
    assert window.frame.current_key() == "teams"
    assert list(window.frame.built_pages()) == ["teams"]


def test_the_heading_stands_where_it_will_stand(
    begun: list[Window], sample: Path, settings: Settings, dressed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    shutil.copy(sample, tmp_path / "acme.remit")
    for key in pages.KEYS:
        settings.page = key
        window = Window(settings)
        begun.append(window)
        with qtbot.waitSignal(window.painted):
            window.show()
        before = headings(window)
        window.attach(Session.open(tmp_path / "acme.remit"))
        QApplication.processEvents()
        assert before.items() <= headings(window).items()
        window.close()


def test_started_without_a_file_it_goes_on_with_the_last_one_that_can_be_opened(
    begun: list[Window], sample: Path, settings: Settings, dressed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    sound = tmp_path / "acme.remit"
    shutil.copy(sample, sound)
    settings.recent = [str(tmp_path / "gone.remit"), str(damaged(sample, tmp_path / "half.remit")), str(sound)]
    window = application.start(dressed, settings)
    begun.append(window)
    qtbot.waitUntil(window.has_file)
    assert window.session.path == sound
    assert settings.recent == [str(sound)]


def test_a_damaged_file_is_told_of_in_place_and_another_one_can_be_opened(
    begun: list[Window], sample: Path, settings: Settings, dressed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window = application.start(dressed, settings, damaged(sample, tmp_path / "half.remit"))
    begun.append(window)
    qtbot.waitUntil(lambda: window.frame.findChild(EmptyState) is not None)
    shown = window.frame.findChild(EmptyState)
    assert shown is not None
    assert "half.remit is damaged" in shown.sentence.text()
    assert not window.has_file()
    assert not window.actions_by_name["copy"].isEnabled()
    offered = next(button for button in shown.findChildren(Button) if button.text() == "Open the sample")
    qtbot.mouseClick(offered, Qt.MouseButton.LeftButton)
    assert window.has_file()
    assert window.session.document.workspace.name == "Northlight"
    assert window.actions_by_name["copy"].isEnabled()
    assert not shown.isVisible()


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 something else"])
def test_what_is_no_remit_file_is_refused_before_there_is_a_window(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "odd.remit"
    if content is not None:
        file.write_bytes(content)
    answer = subprocess.run(
        [sys.executable, "-c", "import sys; from workbench.cli import main; sys.exit(main())", str(file)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert len(answer.stderr.splitlines()) == 1
    assert "odd.remit" in answer.stderr


def test_a_window_that_was_never_moved_fits_a_small_screen(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    window = Window(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    available = window.screen().availableSize()
    assert window.height() < available.height() < 860
    assert window.width() <= max(available.width(), window.minimumWidth())

"""Charts of a simulation as files, asked for on the page and written by the window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.madecharts import BARS, CHARTS
from tests.simulated import ON
from views.simulation import SimulationPage
from workbench.samples import build
from workbench.session import Session
from workbench.settings import Settings
from workbench.window import Window

_LONG = 60_000


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("charts") / "sample.remit"
    build(path, ON)
    return path


@pytest.fixture
def window(sample: Path, tmp_path: Path, qtbot: QtBot, dressed: QApplication) -> Iterator[Window]:
    path = tmp_path / "acme.remit"
    shutil.copy(sample, path)
    opened = Window(Settings(tmp_path / "settings.json"))
    opened.attach(Session.open(path))
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()
    opened.deleteLater()


def _page(window: Window) -> SimulationPage:
    window.frame.show_page("simulation")
    page = window.frame.page("simulation")
    assert isinstance(page, SimulationPage)
    return page


@pytest.mark.parametrize(
    ("chosen", "kind", "name"),
    [
        ("load", "Picture (*.png)", "load.png"),
        ("load.svg", "Drawing (*.svg)", "load.svg"),
        ("load", "Drawing (*.svg)", "load.svg"),
    ],
)
def test_one_chart_is_written_as_the_kind_that_was_chosen(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, kind: str, name: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / chosen), kind))
    _page(window).export_asked.emit((BARS,))
    qtbot.waitUntil(lambda: not window.transfers.busy(), timeout=_LONG)
    begins = (tmp_path / name).read_bytes()[:5]
    assert begins == (b"\x89PNG\r" if name.endswith("png") else b"<?xml")
    assert "Exported to" in window.frame.messages.text()


def test_several_go_into_a_folder_of_their_own_each_time(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    page = _page(window)
    for folder in ("acme-charts", "acme-charts-2"):
        page.export_asked.emit(CHARTS)
        qtbot.waitUntil(lambda: not window.transfers.busy(), timeout=_LONG)
        assert len(list((tmp_path / folder).iterdir())) == 2 * len(CHARTS)
        assert folder in window.frame.messages.text()


def test_closing_the_dialog_writes_nothing(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    _page(window).export_asked.emit((BARS,))
    assert not window.transfers.busy()

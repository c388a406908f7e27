"""Work that follows the document: only what was asked for last is found."""

import threading

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from views.background import Task
from views.latest import Latest, Work


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_asking_again_within_the_pause_is_one_run(qtbot: QtBot, owner: QWidget) -> None:
    runs: list[int] = []

    def begin() -> Work:
        runs.append(len(runs))
        return lambda _task: "found"

    latest = Latest(20, begin, parent=owner)
    with qtbot.waitSignal(latest.found) as heard:
        for _ in range(5):
            latest.ask()
        assert latest.busy()
    assert heard.args == ["found"]
    assert runs == [0]
    assert not latest.busy()


def test_what_was_overtaken_is_stopped_and_never_found(qtbot: QtBot, owner: QWidget) -> None:
    asked, started = ["old"], threading.Event()
    found: list[object] = []

    def begin() -> Work:
        what = asked[-1]

        def work(task: Task) -> object:
            started.set()
            while what == "old" and not task.stopping:
                pass
            return what

        return work

    latest = Latest(1, begin, parent=owner)
    latest.found.connect(found.append)
    latest.ask()
    qtbot.waitUntil(started.is_set)
    asked.append("new")
    latest.ask()
    qtbot.waitUntil(lambda: found == ["new"] and not latest.busy())


def test_what_is_stopped_finds_nothing(qtbot: QtBot, owner: QWidget) -> None:
    runs: list[int] = []

    def begin() -> None:
        runs.append(1)

    latest = Latest(1, begin, parent=owner)
    latest.ask()
    latest.stop()
    assert not latest.busy()
    qtbot.wait(20)
    assert runs == []

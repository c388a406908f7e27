"""Long work: told how far it is, stopped when asked, and said where the simulator has yet to be compiled."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.simulation import run
from models.simulation.kernel.compiled import is_kept
from models.simulation.model.pieces import exponential
from models.simulation.settings import Settings
from tests.models.simulation.models_of_queues import queue
from views.background import Task
from views.shell.buttons import Button
from views.shell.progress import ProgressLine
from views.simulation.running import LongRun, Work

Said = list[str]


@pytest.fixture
def long_run(qtbot: QtBot, dressed: QApplication) -> LongRun:
    line, button = ProgressLine(), Button("Run")
    qtbot.addWidget(line)
    qtbot.addWidget(button)
    return LongRun(line, button, line)


def said_by(line: ProgressLine, monkeypatch: pytest.MonkeyPatch) -> Said:
    texts: Said = []
    monkeypatch.setattr(line, "_say", texts.append)
    return texts


def half(task: Task, tell: Callable[[int, int], None]) -> object:
    tell(1, 2)
    return "found"


@pytest.mark.parametrize("ready", [True, False])
def test_it_is_said_where_the_simulator_has_yet_to_be_compiled(
    qtbot: QtBot, long_run: LongRun, monkeypatch: pytest.MonkeyPatch, ready: bool
) -> None:
    monkeypatch.setattr(run, "is_ready", lambda: ready)
    texts = said_by(long_run._line, monkeypatch)
    with qtbot.waitSignal(long_run.done) as found:
        long_run.start("Simulating …", half)
        assert long_run.busy()
    assert found.args == ["found"]
    assert not long_run.busy()
    readying = [text.startswith("Making the simulator ready for this computer, once") for text in texts]
    assert any(readying) != ready
    assert texts[-1] == "Simulating …"


def test_what_is_refused_is_handed_on_and_what_is_stopped_is_said(qtbot: QtBot, long_run: LongRun) -> None:
    def refuse(task: Task, tell: Callable[[int, int], None]) -> object:
        raise ValueError("There is nothing to simulate.")

    def wait(task: Task, tell: Callable[[int, int], None]) -> object:
        while not task.stopping:
            tell(0, 1)
        return None

    with qtbot.waitSignal(long_run.refused) as refused:
        long_run.start("Simulating …", refuse, ValueError)
    assert refused.args == ["There is nothing to simulate."]
    work: Work = wait
    with qtbot.waitSignal(long_run.stopped):
        long_run.start("Simulating …", work)
        long_run._line.cancelled.emit()
    assert not long_run.busy()


def test_machine_code_is_kept_once_it_has_run() -> None:
    everything = dataclasses.replace(queue(0.5, exponential(1.0)), role_cost=np.ones(1))
    run.simulate(everything, Settings(cases=100, replications=2, warm_up=0.1))
    assert run.is_ready()
    assert is_kept(object())  # nothing is known of it, so nothing is feared

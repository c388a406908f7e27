"""Before its first run on a computer the simulator is compiled, and people are told."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.simulation import run
from models.simulation.kernel.compiled import is_kept
from models.simulation.model.pieces import exponential
from models.simulation.run import simulate
from models.simulation.settings import Settings
from tests.models.simulation.models_of_queues import queue
from views.background import Task
from views.shell.progress import ProgressLine
from views.simulation.readying import advance, tell_if_first


def test_it_is_said_where_the_simulator_has_yet_to_be_compiled(
    qtbot: QtBot, dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = ProgressLine()
    qtbot.addWidget(line)
    line.start("Simulating …", 100)
    shares: list[float] = []
    for ready in (True, False):
        monkeypatch.setattr(run, "is_ready", lambda ready=ready: ready)
        task = Task(tell_if_first)
        task.progressed.connect(shares.append)
        task.run()
    assert len(shares) == 1
    advance(line, shares[0], 100, "Simulating …")
    assert line._text.text().startswith("Making the simulator ready for this computer, once")
    advance(line, 0.25, 100, "Simulating …")
    assert line._text.text() == "Simulating …"
    assert line._bar.value() == 25


def test_machine_code_is_kept_once_it_has_run() -> None:
    simulate(queue(0.5, exponential(1.0)), Settings(cases=100, replications=2, warm_up=0.1))
    simulate(
        dataclasses.replace(queue(0.5, exponential(1.0)), role_cost=np.ones(1)), Settings(cases=100, replications=2)
    )
    assert run.is_ready()
    assert is_kept(object())  # nothing is known of it, so nothing is feared

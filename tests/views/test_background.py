"""Long work: it ends in exactly one way, can be stopped, and outlives whoever asked for it."""

import gc
import threading

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from views import background
from views.background import Task, stop_all


def test_a_result_comes_back_to_the_gui_thread(qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []

    def work(task: Task) -> object:
        threads.append(threading.current_thread())
        assert task.report(0.5)
        return 42

    task = Task(work)
    with qtbot.waitSignal(task.progressed), qtbot.waitSignal(task.done) as heard:
        task.start()
    assert heard.args == [42]
    assert threads[0] is not threading.main_thread()


def test_an_expected_problem_is_a_sentence(qtbot: QtBot) -> None:
    def work(_task: Task) -> object:
        raise ValueError("The sheet is empty.")

    task = Task(work, ValueError)
    with qtbot.waitSignal(task.failed) as heard:
        task.start()
    assert heard.args == ["The sheet is empty."]


def test_a_bug_is_raised_where_it_is_noticed(qtbot: QtBot) -> None:
    def work(_task: Task) -> object:
        raise ZeroDivisionError

    task = Task(work, ValueError)
    with qtbot.capture_exceptions() as caught, qtbot.waitSignal(task._over):
        task.start()
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


@pytest.mark.parametrize("by", ["cancel", "stop_all"])
def test_work_that_is_stopped_says_so(qtbot: QtBot, by: str) -> None:
    begun = threading.Event()

    def work(task: Task) -> object:
        begun.set()
        while task.report(0.1):
            pass
        return 42

    task = Task(work)
    with qtbot.waitSignal(task.cancelled), qtbot.assertNotEmitted(task.done):
        task.start()
        begun.wait(5)
        if by == "cancel":
            task.cancel()
        else:
            assert stop_all()


def test_nothing_is_collected_in_another_thread(qtbot: QtBot) -> None:
    release = threading.Event()
    one, other = Task(lambda _task: release.wait(5)), Task(lambda _task: gc.isenabled())
    one.start()
    with qtbot.waitSignal(other.done) as heard:
        other.start()
    assert heard.args == [False]
    assert not gc.isenabled()
    release.set()
    qtbot.waitUntil(gc.isenabled)


def test_work_may_end_after_the_page_that_asked_for_it_has_gone(qtbot: QtBot, qapp: QApplication) -> None:
    release = threading.Event()

    class Asking(QWidget):
        def took(self, _result: object) -> None:
            raise AssertionError("it has gone")

    asking = Asking()
    task = Task(lambda _task: release.wait(5))
    task.done.connect(asking.took)
    task.start()
    asking.deleteLater()
    del asking, task
    qtbot.wait(20)
    release.set()
    qtbot.waitUntil(lambda: not background._under_way)

"""The place where an outcome target is added becomes a line to type in beneath the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEnterEvent, QShowEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from views.inplace import AddLine
from views.strategy import add_place
from views.strategy.add_place import AddPlace


def enter(place: QWidget) -> None:
    where = QPointF(5, 5)
    QApplication.sendEvent(place, QEnterEvent(where, where, place.mapToGlobal(where)))


class LineUnderTheMouse(AddLine):
    """On a real screen the mouse enters what is around a line when the line is shown beneath it."""

    def showEvent(self, event: QShowEvent) -> None:
        around = self.parentWidget()
        assert around is not None
        enter(around)
        super().showEvent(event)


def test_the_mouse_may_enter_again_while_the_line_is_made(
    qtbot: QtBot, dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(add_place, "AddLine", LineUnderTheMouse)
    place = AddPlace()
    qtbot.addWidget(place)
    place.show()
    enter(place)
    assert place.findChildren(AddLine) == [place.line]
    QTest.mouseClick(place.line.edit, Qt.MouseButton.LeftButton)
    QTest.keyClicks(place.line.edit, "Reduce churn")
    with qtbot.waitSignal(place.named) as named:
        QTest.keyClick(place.line.edit, Qt.Key.Key_Return)
    assert named.args == ["Reduce churn"]

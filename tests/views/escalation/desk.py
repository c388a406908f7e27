"""What the tests of the escalation page share: a small organisation, a watch to set findings on, hands on the map."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.decisions import Decision
from models.document import Document
from models.entity import Entity
from models.findings import Finding
from models.findings.base import Place
from models.teams import Role
from tests.models.authority.small import ON, band, matrix, row
from tests.models.findings.example import link
from tests.views.matrix.samples import Memory
from views.bridge import Bridge
from views.escalation import EscalationPage


class Watch(QObject):
    """A watch over findings that a test fills."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.findings: tuple[Finding, ...] = ()

    def find(self, *found: Finding) -> None:
        self.findings = found
        self.changed.emit()


class DayBridge(Bridge):
    """A bridge on the day of the small organisation."""

    def today(self) -> date:
        return ON


def finding(table: str, row_id: str, sentence: str = "This is wrong.") -> Finding:
    return Finding("F31", "error", "Circle", (Place(table, row_id),), sentence, "", "Change it.", row_id)


def organisation(*more: Entity) -> Document:
    return matrix(
        Decision(id="buy", name="Buy", dimensions=("amount",)),
        Role(id="lead", name="Lead", reports_to="head"),
        row("small", band(None, 100)),
        row("middle", band(100, 1000), by="Head"),
        row("large", band(1000, "unlimited"), by="CEO"),
        link("up", "lead", "cfo", triggers=("limit", "absence"), carries="The offer"),
        *more,
    )


class Desk:
    """The page with its session and its watch, and what a person does to the map."""

    def __init__(self, qtbot: QtBot, document: Document, *, read_only: bool = False) -> None:
        self.qtbot, self.memory, self.watch = qtbot, Memory(document, read_only=read_only), Watch()
        self.bridge = DayBridge(self.memory)
        self.page = EscalationPage(self.bridge, self.watch)
        self.map = self.page.map

    @property
    def document(self) -> Document:
        return self.memory.document

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.page.busy(), timeout=20_000)
        QApplication.processEvents()

    def at_role(self, role: str) -> QPoint:
        return self.map.to_view(self.map.picture.nodes[role].rect.center()).toPoint()

    def at_knob(self, role: str) -> QPoint:
        return self.map.to_view(self.map.picture.nodes[role].handle).toPoint()

    def at_way(self, key: str, share: float = 0.5) -> QPoint:
        points = self.map.picture.edges[key].points
        return self.map.to_view(points[round(share * (len(points) - 1))]).toPoint()

    def click(self, point: QPoint) -> None:
        self.qtbot.mouseMove(self.map, point)
        self.qtbot.mouseClick(self.map, Qt.MouseButton.LeftButton, pos=point)
        QApplication.processEvents()

    def drag(self, start: QPoint, end: QPoint) -> None:
        self.qtbot.mouseMove(self.map, start)
        self.qtbot.mousePress(self.map, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 6):
            between = QPointF(start) + (QPointF(end) - QPointF(start)) * step / 5
            self.qtbot.mouseMove(self.map, between.toPoint())
        self.qtbot.mouseRelease(self.map, Qt.MouseButton.LeftButton, pos=end)
        self.settle()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.map, key, modifiers)
        QApplication.processEvents()


@contextmanager
def desk(qtbot: QtBot, document: Document | None = None, *, read_only: bool = False) -> Iterator[Desk]:
    """Yield the page, shown, with everything worked out."""
    made = Desk(qtbot, organisation() if document is None else document, read_only=read_only)
    qtbot.addWidget(made.page)
    made.page.resize(1280, 900)
    made.page.show()
    made.page.activateWindow()
    qtbot.waitExposed(made.page)
    made.settle()
    yield made
    made.settle()

"""A page of findings on a small matrix: one gap, and a row that nobody needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.changes import ChangeSet, difference
from models.document import Document
from tests.models.authority.small import band, matrix, row
from tests.models.fixes.described import described
from tests.views.pages import TodayBridge, shown
from views.findings.page import FindingsPage
from views.findings.watch import FindingsWatch
from workbench.session import Session

GAPPED = described(matrix(row("small", band(None, 100)), row("large", band(200, "unlimited"), by="Head")))


def _fill(document: Document) -> ChangeSet:
    return difference(document, GAPPED, "Fill")


class Screen:
    """The page with what it works on."""

    def __init__(self, session: Session, bridge: TodayBridge, watch: FindingsWatch, page: FindingsPage) -> None:
        self.session, self.bridge, self.watch, self.page = session, bridge, watch, page

    def settle(self, qtbot: QtBot) -> None:
        busy = (self.watch.busy, self.page.fixer.busy)
        qtbot.waitUntil(lambda: self.watch.checked and not any(each() for each in busy), timeout=20_000)
        QApplication.processEvents()

    def ids(self) -> list[str]:
        """The numbers of the findings that are listed."""
        model = self.page.list.model()
        from views.findings.rows import LISTED

        listed = [model.index(at, 0).data(LISTED) for at in range(model.rowCount())]
        return [each.key.partition(":")[0] for each in listed]


@pytest.fixture
def screen(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Screen]:
    with Session.create(tmp_path / "small.remit") as session:
        session.execute(_fill)
        bridge = TodayBridge(session)
        watch = FindingsWatch(bridge)
        page = FindingsPage(bridge, watch)
        found = Screen(session, bridge, watch, page)
        watch.start()
        found.settle(qtbot)
        with shown(qtbot, page):
            yield found
            found.settle(qtbot)

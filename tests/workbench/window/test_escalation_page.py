"""The escalation page in the window: findings lead to it, the palette finds it, and it leads to other pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from views.escalation import EscalationPage
from views.escalation.marks import SHOWN
from workbench.samples import build
from workbench.session import Session
from workbench.settings import Settings
from workbench.window import Window
from workbench.window.found import Found


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, dressed: QApplication) -> Iterator[Window]:
    build(tmp_path / "sample.remit", date.today())
    opened = Window(Settings(tmp_path / "settings.json"))
    opened.resize(1280, 800)
    opened.attach(Session.open(tmp_path / "sample.remit"))
    with qtbot.waitActive(opened):
        opened.show()
        opened.activateWindow()
    yield opened
    opened.close()
    opened.deleteLater()


def test_it_is_led_to_and_leads_on(window: Window, qtbot: QtBot) -> None:
    document = window.session.document
    link = next(iter(document.escalation_links))
    assert window.go_to("escalation_link", link.id)
    page = window.frame.page("escalation")
    assert isinstance(page, EscalationPage)
    qtbot.waitUntil(lambda: page.map.way == link.id and window.watch.checked, timeout=60_000)
    assert page.beside.current() is page.beside.link
    # What is wrong with a role or a link of the sample is marked on the map.
    about = {place.row for found in window.watch.findings if found.id in SHOWN for place in found.places}
    on_map = {*page.map.picture.edges, *page.map.picture.nodes}
    assert about & on_map
    assert about & on_map <= set(page.worked.marks or {})
    page.place_asked.emit("decision", next(iter(document.decisions)).id)
    assert window.frame.rail.current() == "matrix"
    walk = next(item for item in Found(window)._actions() if item.title == "Walk a case")
    walk.run()
    assert window.frame.rail.current() == "escalation"
    assert page.beside.current() is page.desk

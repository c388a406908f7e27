"""The watch over the findings: an edit stops the check that is under way, and what is shown is of the last document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.changes import ChangeSet, difference
from models.commands import rows
from models.document import Document
from models.findings import base, check
from models.findings.survey import Survey
from tests.models.authority.small import ON, band, matrix, row
from tests.models.fixes.described import described
from tests.views.pages import TodayBridge
from views.findings.page import FindingsPage
from views.findings.watch import FindingsWatch
from workbench.session import Session

GAPPED = described(matrix(row("small", band(None, 100)), row("large", band(200, "unlimited"), by="Head")))


def _fill(document: Document) -> ChangeSet:
    return difference(document, GAPPED, "Fill")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.create(tmp_path / "small.remit") as session:
        session.execute(_fill)
        yield session


class Held:
    """Holds the first check at its first look at a decision until it is let go."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.reached, self.go, self.looks = Event(), Event(), 0
        look = Survey.look

        def held(survey: Survey, progress: object) -> None:
            self.looks += 1
            if self.looks == 1:
                self.reached.set()
                assert self.go.wait(20)
            look(survey, progress)  # type: ignore[arg-type]

        patch.setattr(Survey, "look", held)


def test_an_edit_stops_the_check_under_way_and_another_follows(
    dressed: QApplication, qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    done: list[str] = []
    run = base.Check.run_whole

    def counted(one: base.Check, survey: Survey) -> tuple[base.Finding, ...]:
        done.append(one.id)
        return run(one, survey)

    monkeypatch.setattr(base.Check, "run_whole", counted)
    bridge = TodayBridge(session)
    watch = FindingsWatch(bridge)
    told: list[int] = []
    watch.changed.connect(lambda: told.append(len(watch.findings)))
    watch.start()
    qtbot.waitUntil(held.reached.is_set, timeout=20_000)
    bridge.execute(rows.set_fields, "rule", "large", box=(band(100, "unlimited"),))
    held.go.set()
    qtbot.waitUntil(lambda: watch.checked and not watch.busy(), timeout=20_000)
    assert held.looks == 2
    # The one that was stopped came to no check at all.
    assert len(done) == len(set(done))
    assert len(told) == 1
    assert [f.key for f in watch.findings] == [f.key for f in check(session.document, ON)]
    assert "F01" not in {finding.id for finding in watch.findings}


def test_a_window_that_closes_stops_the_check_and_none_follows(
    dressed: QApplication, qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from views import background

    held = Held(monkeypatch)
    watch = FindingsWatch(TodayBridge(session))
    watch.start()
    qtbot.waitUntil(held.reached.is_set, timeout=20_000)
    for task in list(background._under_way):
        task.cancel()
    held.go.set()
    qtbot.waitUntil(lambda: not watch.busy(), timeout=20_000)
    assert held.looks == 1
    assert not watch.checked


def test_the_page_says_how_far_the_first_check_is(dressed: QApplication, qtbot: QtBot, session: Session) -> None:
    bridge = TodayBridge(session)
    watch = FindingsWatch(bridge)
    page = FindingsPage(bridge, watch)
    qtbot.addWidget(page)
    shown: list[str] = []
    watch.progressed.connect(lambda _share: shown.append(page._none.sentence.text()))
    watch.start()
    qtbot.waitUntil(lambda: watch.checked, timeout=20_000)
    assert shown[0].startswith("Checking … ")
    assert shown[-1] == "Checking … 100 %"
    assert len(shown) <= 51

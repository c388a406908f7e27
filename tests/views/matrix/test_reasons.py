"""Why: the rows that win, those that a case came nearest to, and the others on demand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.document import Document
from tests.views.matrix.asking_desk import AskingDesk, click
from tests.views.matrix.samples import small

Key = Qt.Key


def many() -> Document:
    """The small matrix with sixty more rows on one decision."""
    document = small()
    contracts = next(row for row in document.decisions if row.name == "Legal contracts")
    first = document.rules.by("decision", contracts.id)[0]
    more = {f"more-{at}": first.changed(id=f"more-{at}", label=f"Draft {at}", status="draft") for at in range(60)}
    return document.with_rows({"rule": dict(more)})


def test_the_rows_that_lost_are_cut_short_and_come_on_demand(qtbot: QtBot) -> None:
    desk = AskingDesk(qtbot, many(), "Legal contracts")
    reasons = desk.asking.reasons
    assert len(reasons.links) == 5
    assert reasons.more.text() == "57 more"
    reasons.more.setFocus()
    QTest.keyClick(reasons.more, Key.Key_Return)
    assert len(reasons.links) == 45
    assert reasons.links[5].hasFocus()
    assert reasons.more.text() == "17 more"
    click(reasons.more)
    assert len(reasons.links) == 62
    assert not reasons.more.isVisible()


def test_the_nearest_rows_come_first(qtbot: QtBot) -> None:
    desk = AskingDesk(qtbot)
    desk.spend("6000")
    # A single row is not worth a line that stands for it.
    assert [link.text() for link in desk.asking.reasons.links] == [
        "“Amount above 5,000 up to and including 10,000 USD”",
        "“Amount up to and including 5,000 USD”",
        "“Amount above 10,000 up to and including 100,000 USD”",
        "“Amount above 100,000 USD”",
    ]

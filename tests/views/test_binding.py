"""Fields bound to a row: what is typed is kept at each pause, and the text under the cursor is left alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.commands import rows, teams
from models.document import Document
from views.binding import Form
from views.bridge import Bridge
from views.shell.fields import LineField, TextField
from workbench.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.create(tmp_path / "acme.remit") as opened:
        opened.execute(teams.add_role, "CEO")
        opened.execute(teams.add_role, "CFO")
        yield opened


class _Bound:
    """A form for the first role."""

    def __init__(self, session: Session, qtbot: QtBot) -> None:
        self.host = QWidget()
        self.name, self.purpose = LineField("Name", parent=self.host), TextField("Purpose", parent=self.host)
        qtbot.addWidget(self.host)
        bridge = Bridge(session, self.host)
        role = next(iter(session.document.roles)).id

        def change(document: Document, **fields: object) -> object:
            return rows.set_fields(document, "role", role, **fields)

        self.form = Form(bridge, change, self.host)  # type: ignore[arg-type]  # a command
        self.form.bind("name", self.name)
        self.form.bind("purpose", self.purpose)
        self.form.reset(session.document.roles[role])
        bridge.changed.connect(lambda _changes: self.form.show(session.document.roles[role]))
        self.host.show()


def test_what_is_typed_is_kept_at_each_pause_without_moving_the_cursor(session: Session, qtbot: QtBot) -> None:
    bound = _Bound(session, qtbot)
    bound.purpose.edit.setFocus()
    qtbot.keyClicks(bound.purpose.edit, "Answers for ")
    qtbot.waitUntil(lambda: next(iter(session.document.roles)).purpose != "", timeout=5000)
    assert next(iter(session.document.roles)).purpose.strip() == "Answers for"
    assert bound.purpose.edit.toPlainText() == "Answers for "
    qtbot.keyClicks(bound.purpose.edit, "the whole.")
    assert bound.purpose.commit()
    assert next(iter(session.document.roles)).purpose == "Answers for the whole."


def test_a_refused_word_stays_and_says_why(session: Session, qtbot: QtBot) -> None:
    bound = _Bound(session, qtbot)
    bound.name.edit.setFocus()
    bound.name.edit.selectAll()
    qtbot.keyClicks(bound.name.edit, "CFO")
    qtbot.waitUntil(lambda: bool(bound.name.message()), timeout=5000)
    assert "already a role called" in bound.name.message()
    assert bound.name.edit.text() == "CFO"
    qtbot.keyClicks(bound.name.edit, "2")
    qtbot.keyClick(bound.name.edit, Qt.Key.Key_Return)
    assert next(iter(session.document.roles)).name == "CFO2"
    assert not bound.name.message()

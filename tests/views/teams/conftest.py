"""The teams page on the sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.document import Document
from models.teams import Charter, Team
from tests.views import pages, sample
from views.bridge import Bridge
from views.shell.fields import Field
from views.teams import TeamsPage
from workbench.session import Session


@dataclass
class Shown:
    """A page that is seen, with what stands behind it."""

    session: Session
    bridge: Bridge
    page: TeamsPage
    asked: list[str] = field(default_factory=list)

    @property
    def document(self) -> Document:
        return self.session.document

    @property
    def team(self) -> Team:
        return self.document.teams[self.page.team()]

    @property
    def charter(self) -> Charter:
        return self.document.charters.by("team", self.page.team())[0]

    def go(self, name: str) -> None:
        self.page.show_team(sample.of(self.document, "team", name))
        QApplication.processEvents()

    def text(self, name: str) -> Field:
        """The field of the charter with that name."""
        return self.page.form.field("charter", name)

    def member(self, person: str, name: str = "") -> Field:
        """A field of a member of the team that is shown."""
        memberships = self.document.memberships.by("team", self.page.team())
        row = next(one for one in memberships if self.document.people[one.person].name == person)
        found = self.page.form.members.field(row.id, name)
        assert found is not None
        return found

    def members(self) -> dict[str, float]:
        """The members of the team that is shown, with their share of time."""
        memberships = self.document.memberships.by("team", self.page.team())
        return {self.document.people[row.person].name: row.allocation for row in memberships}

    def paper(self) -> str:
        """The charter as it reads."""
        self.page._show_preview()
        return self.page.preview.paper.toPlainText()


@pytest.fixture
def shown(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Shown]:
    """The teams page on the sample, with the onboarding team shown."""
    with pages.sample_bridge(tmp_path) as (session, bridge):
        page = TeamsPage(bridge)
        with pages.shown(qtbot, page, 1800, 1200):
            shown = Shown(session, bridge, page)
            page.matrix_asked.connect(shown.asked.append)
            shown.go("Onboarding")
            yield shown


@pytest.fixture
def empty(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Shown]:
    """The teams page on an empty file."""
    with pages.sample_bridge(tmp_path, filled=False) as (session, bridge):
        page = TeamsPage(bridge)
        with pages.shown(qtbot, page):
            yield Shown(session, bridge, page)

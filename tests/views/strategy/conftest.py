"""The strategy page on the sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.document import Document
from tests.views import pages, sample
from views.bridge import Bridge
from views.strategy import StrategyPage
from views.strategy.outcome_card import OutcomeCard
from views.strategy.outcome_list import OutcomeList
from views.strategy.theme_card import ThemeCard
from workbench.session import Session

CHURN = "Fewer customers leave in their first ninety days"
REPORT = "New customers reach their first report sooner"
PORTAL = "Launch the decision portal"
RECRUITING = "Recruiting takes less time"
KEEP, DECIDE, ROAD = sample.THEMES[0][0], sample.THEMES[1][0], sample.THEMES[2][0]


@dataclass
class Shown:
    """A page that is seen, with what stands behind it."""

    session: Session
    bridge: Bridge
    page: StrategyPage

    @property
    def document(self) -> Document:
        return self.session.document

    def outcome(self, name: str) -> OutcomeCard:
        card = self.page.board.outcome_card(sample.of(self.document, "outcome", name))
        assert card is not None
        return card

    def theme(self, name: str) -> ThemeCard:
        card = self.page.board.theme_card(sample.of(self.document, "theme", name))
        assert card is not None
        return card

    def column(self, name: str | None) -> OutcomeList:
        theme = sample.of(self.document, "theme", name) if name else None
        found = self.page.board.outcome_list(theme)
        assert found is not None
        return found

    def names(self, theme: str | None) -> list[str]:
        """The outcome targets under a theme as they stand on the screen, from top to bottom."""
        cards = sorted(self.column(theme).cards, key=lambda card: card.y())
        return [card.body.name.text() for card in cards]

    def steps(self) -> list[str]:
        return pages.steps(self.session)


@pytest.fixture
def shown(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Shown]:
    """The strategy page on the sample, full screen."""
    with pages.sample_bridge(tmp_path) as (session, bridge):
        page = StrategyPage(bridge)
        with pages.shown(qtbot, page, 1800, 1200):
            yield Shown(session, bridge, page)


@pytest.fixture
def empty(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Shown]:
    """The strategy page on an empty file."""
    with pages.sample_bridge(tmp_path, filled=False) as (session, bridge):
        page = StrategyPage(bridge)
        with pages.shown(qtbot, page):
            yield Shown(session, bridge, page)

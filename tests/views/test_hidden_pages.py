"""A page that nobody sees works nothing out, and is right when it is seen again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from models.changes import ChangeSet
from models.charter import CharterText
from models.commands import rows, strategy, teams
from tests.views import pages, sample
from views.strategy import StrategyPage
from views.strategy.board import Board
from views.teams import TeamsPage
from views.teams.preview import Preview


def test_hidden_pages_wait_until_they_are_seen(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[str] = []
    follow, show = Board.follow, Preview.show_charter

    def follows(board: Board, changes: ChangeSet) -> None:
        worked.append("board")
        follow(board, changes)

    def shows(preview: Preview, charter: CharterText) -> None:
        worked.append("charter")
        show(preview, charter)

    monkeypatch.setattr(Board, "follow", follows)
    monkeypatch.setattr(Preview, "show_charter", shows)
    with pages.sample_bridge(tmp_path) as (session, bridge):
        stack = QStackedWidget()
        board, charters, elsewhere = StrategyPage(bridge), TeamsPage(bridge), QWidget()
        for page in (board, charters, elsewhere):
            stack.addWidget(page)
        with pages.shown(qtbot, stack):
            stack.setCurrentWidget(elsewhere)
            worked.clear()
            theme = sample.of(session.document, "theme", sample.THEMES[0][0])
            team = sample.of(session.document, "team", "Leadership")
            bridge.execute(rows.set_fields, "theme", theme, name="Renamed")
            quarter = session.document.themes[theme].quarter
            bridge.execute(strategy.add_outcome, quarter, "Another outcome", theme)
            bridge.execute(rows.delete_row, "team", team)
            bridge.execute(teams.add_team, "Newcomers")
            qtbot.wait(150)
            assert worked == []
            stack.setCurrentWidget(board)
            card, column = board.board.theme_card(theme), board.board.outcome_list(theme)
            assert card is not None
            assert column is not None
            assert card.body.name.text() == "Renamed"
            assert column.cards[-1].body.name.text() == "Another outcome"
            stack.setCurrentWidget(charters)
            assert session.document.teams[charters.team()].name == "Onboarding"
            assert charters.list.teams.rowCount() == 4
            assert charters.form.name.text() == "Onboarding"

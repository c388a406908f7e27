"""Cards are painted until somebody points at them, and nothing moves when they wake."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.commands import rows
from tests.views import sample
from tests.views.pages import KEY, control, press
from tests.views.strategy.conftest import CHURN, DECIDE, KEEP, PORTAL, Shown
from views import theme
from views.strategy.sleeper import Sleeper


def sleepers(shown: Shown) -> list[Sleeper]:
    return shown.page.board.findChildren(Sleeper)


def test_nothing_is_awake_at_first(shown: Shown) -> None:
    assert len(sleepers(shown)) == len(sample.THEMES) + len(sample.OUTCOMES)
    assert not any(card.awake() for card in sleepers(shown))
    assert len(shown.page.board.findChildren(QWidget)) < 60


@pytest.mark.parametrize("zoom", [1.0, 1.5])
@pytest.mark.parametrize("width", [250, 301, 420, 640])
def test_waking_moves_nothing(shown: Shown, qapp: QApplication, width: int, zoom: float) -> None:
    if zoom != 1.0:
        theme.apply(qapp, "light", zoom)
    shown.bridge.execute(rows.set_fields, "theme", shown.theme(DECIDE).theme_id, status="draft")
    for card in sleepers(shown):
        card.setFixedWidth(width)
        asleep = card.heightForWidth(width)
        card.wake()
        QApplication.processEvents()
        needed = card.heightForWidth(width) if card.hasHeightForWidth() else card.sizeHint().height()
        assert needed == asleep, card.accessibleName()


def test_pointing_at_a_card_wakes_it_alone(qtbot: QtBot, shown: Shown) -> None:
    card = shown.outcome(CHURN)
    QApplication.sendEvent(card, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(card.mapToGlobal(QPoint(5, 5)))))
    assert [one for one in sleepers(shown) if one.awake()] == [card]


def test_coming_by_key_wakes_a_card(qtbot: QtBot, shown: Shown) -> None:
    card = shown.theme(KEEP)
    card.setFocus(Qt.FocusReason.TabFocusReason)
    assert card.awake()
    press(qtbot, card, KEY.Key_Tab)
    assert control(card.body.name).hasFocus()


def test_a_sleeping_card_follows_edits_and_is_read_aloud(shown: Shown) -> None:
    card = shown.outcome(PORTAL)
    shown.bridge.execute(rows.set_fields, "outcome", card.outcome_id, name="Faster decisions", unit="days", target=2.0)
    assert not card.awake()
    assert card.accessibleName() == "Outcome target Faster decisions"
    assert card.accessibleDescription().startswith("to 2 days, no baseline yet")
    assert card.body.name.text() == "Faster decisions"
    assert card.body.measure.text() == "to 2 days, no baseline yet"


def test_a_card_looks_the_same_before_and_after_waking(shown: Shown) -> None:
    """The texts stand where they stood: what is dark asleep is dark awake, but for a rim of one pixel."""
    for card in (shown.outcome(CHURN), shown.outcome(PORTAL), shown.theme(KEEP)):
        QApplication.processEvents()
        asleep = card.grab().toImage()
        card.wake()
        QApplication.processEvents()
        awake = card.grab().toImage()
        assert asleep.size() == awake.size()
        ink, missed = 0, 0
        for y in range(1, asleep.height() - 1):
            for x in range(1, asleep.width() - 1):
                if asleep.pixelColor(x, y).lightness() < 120:
                    ink += 1
                    near = (
                        awake.pixelColor(x + dx, y + dy).lightness() < 170 for dx in (-1, 0, 1) for dy in (-1, 0, 1)
                    )
                    missed += not any(near)
        assert ink > 500
        assert missed / ink < 0.02, card.accessibleName()


def test_leaving_events_do_no_harm(shown: Shown) -> None:
    card = shown.outcome(CHURN)
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    assert not card.awake()

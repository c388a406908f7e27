"""Themes and outcome targets moved by keyboard and by hand, and the ways between quarters."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.commands import rows, strategy
from tests.views import pages, sample
from tests.views.pages import KEY, click, control, press
from tests.views.strategy.conftest import CHURN, DECIDE, KEEP, RECRUITING, REPORT, ROAD, Shown
from workbench.session import Session

ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


def themes(shown: Shown) -> list[str]:
    return [shown.document.themes[theme].name for theme in shown.page.board.themes()]


def test_alt_and_arrows_reorder_within_a_theme(qtbot: QtBot, shown: Shown) -> None:
    card = shown.outcome(CHURN)
    card.setFocus()
    press(qtbot, card, KEY.Key_Down, ALT)
    assert shown.names(KEEP) == [REPORT, CHURN]
    assert card.hasFocus()
    press(qtbot, card, KEY.Key_Down, ALT)
    assert shown.names(KEEP) == [REPORT, CHURN]
    press(qtbot, card, KEY.Key_Up, ALT)
    assert shown.names(KEEP) == [CHURN, REPORT]
    shown.bridge.undo()
    QApplication.processEvents()
    assert shown.names(KEEP) == [REPORT, CHURN]


def test_alt_and_arrows_carry_an_outcome_to_other_themes(qtbot: QtBot, shown: Shown) -> None:
    card = shown.outcome(CHURN)
    card.setFocus()
    press(qtbot, card, KEY.Key_Right, ALT)
    assert shown.names(DECIDE)[-1] == CHURN
    assert card.hasFocus()
    for _ in range(3):
        press(qtbot, card, KEY.Key_Right, ALT)
    assert shown.names(None)[-1] == CHURN
    assert shown.document.outcomes[card.outcome_id].theme is None
    for _ in range(4):
        shown.bridge.undo()
    QApplication.processEvents()
    assert shown.names(KEEP) == [CHURN, REPORT]


def test_alt_and_arrows_move_a_theme(qtbot: QtBot, shown: Shown) -> None:
    card = shown.theme(KEEP)
    card.setFocus()
    press(qtbot, card, KEY.Key_Right, ALT)
    assert themes(shown)[:2] == [DECIDE, KEEP]
    assert card.x() > shown.theme(DECIDE).x()
    assert card.hasFocus()
    shown.bridge.undo()
    QApplication.processEvents()
    assert card.x() < shown.theme(DECIDE).x()


def drag(qtbot: QtBot, card: QWidget, start: QPoint, target: QPoint, *, drop: bool = True) -> None:
    """Press on a card, carry it to a global point in steps, and let it go there."""
    qtbot.mousePress(card, LEFT, pos=start)
    begin = card.mapToGlobal(start)
    for step in range(1, 6):
        place = begin + (target - begin) * step / 5
        qtbot.mouseMove(card, card.mapFromGlobal(place))
        QApplication.processEvents()
    if drop:
        qtbot.mouseRelease(card, LEFT, pos=card.mapFromGlobal(target))
        QApplication.processEvents()


def grip(card: QWidget) -> QPoint:
    """A place on the rim of a card, where nothing else takes the press."""
    return QPoint(3, card.height() // 2)


def test_an_outcome_is_dragged_to_another_theme(qtbot: QtBot, shown: Shown) -> None:
    card, there = shown.outcome(CHURN), shown.column(ROAD)
    first = there.cards[0]
    drag(qtbot, card, grip(card), first.mapToGlobal(QPoint(20, 4)))
    assert shown.names(ROAD)[0] == CHURN
    assert shown.names(KEEP) == [REPORT]
    shown.bridge.undo()
    QApplication.processEvents()
    assert shown.names(KEEP) == [CHURN, REPORT]


def test_an_outcome_is_dragged_out_of_having_no_theme(qtbot: QtBot, shown: Shown) -> None:
    card = shown.outcome(RECRUITING)
    drag(qtbot, card, grip(card), shown.column(KEEP).add.mapToGlobal(QPoint(20, 4)))
    assert shown.names(KEEP)[-1] == RECRUITING
    assert shown.page.board.outcome_list(None) is None


def test_escape_puts_a_dragged_card_back(qtbot: QtBot, shown: Shown) -> None:
    card, count = shown.outcome(CHURN), len(shown.steps())
    target = shown.column(ROAD).mapToGlobal(QPoint(20, 4))
    drag(qtbot, card, grip(card), target, drop=False)
    line = shown.page.board._carrying._line
    assert line.isVisible()
    qtbot.keyClick(card, KEY.Key_Escape)
    assert line.isHidden()
    qtbot.mouseRelease(card, LEFT, pos=card.mapFromGlobal(target))
    assert len(shown.steps()) == count
    assert shown.names(KEEP) == [CHURN, REPORT]


def test_a_card_dropped_where_it_was_is_no_edit(qtbot: QtBot, shown: Shown) -> None:
    card, count = shown.outcome(CHURN), len(shown.steps())
    drag(qtbot, card, grip(card), card.mapToGlobal(QPoint(40, card.height() // 2)))
    assert len(shown.steps()) == count


def test_a_theme_is_dragged_to_the_end(qtbot: QtBot, shown: Shown) -> None:
    card, last = shown.theme(KEEP), shown.theme(sample.THEMES[3][0])
    drag(qtbot, card, QPoint(3, card.height() - 4), last.mapToGlobal(QPoint(last.width() - 4, 20)))
    assert themes(shown)[-1] == KEEP


# ---- quarters


def pick(shown: Shown, text: str) -> None:
    """Trigger an entry of the menu of quarters."""
    menu = shown.page.quarter_button.menu()
    found: list[QAction] = [action for action in menu.actions() if action.text() == text]
    found[0].trigger()
    QApplication.processEvents()


def test_an_empty_file_begins_with_this_quarter(qtbot: QtBot, empty: Shown) -> None:
    button = empty.page.nothing.button
    assert button is not None
    assert button.isVisible()
    click(qtbot, button)
    quarter = empty.page.quarter()
    assert quarter is not None
    assert (quarter.name, quarter.status) == ("Q3 2026", "current")
    assert empty.page.no_theme.isVisible()
    empty.page.add_theme()
    QApplication.processEvents()
    line = control(empty.page.board.new_theme)
    qtbot.keyClicks(line, "First theme")
    press(qtbot, line, KEY.Key_Return)
    assert themes(empty) == ["First theme"]
    empty.bridge.undo()
    empty.bridge.undo()
    assert empty.page.quarter() is None
    assert empty.page.nothing.isVisible()


def test_going_to_a_past_quarter_and_back(shown: Shown) -> None:
    pick(shown, "Q2 2026 · past")
    assert shown.page.title.text() == "Q2 2026"
    assert shown.page.board.themes() == []
    pick(shown, "Q3 2026 · current")
    assert len(themes(shown)) == 4
    assert shown.names(KEEP) == [CHURN, REPORT]


def test_the_next_quarter_is_drafted_and_begun(shown: Shown) -> None:
    pick(shown, "Draft the next quarter")
    quarter = shown.page.quarter()
    assert quarter is not None
    assert (quarter.name, quarter.status) == ("Q4 2026", "draft")
    pick(shown, "Begin Q4 2026 as the current quarter")
    states = {row.name: row.status for row in shown.document.quarters}
    assert states == {"Q2 2026": "past", "Q3 2026": "past", "Q4 2026": "current"}
    shown.bridge.undo()
    assert shown.page.quarter_button.text() == "Q4 2026 · draft"
    shown.bridge.undo()
    assert shown.page.title.text() == "Q3 2026"


# ---- jumping, other files, reading only


def test_a_finding_jumps_to_its_field(qtbot: QtBot, shown: Shown) -> None:
    card = shown.outcome(CHURN)
    assert shown.page.focus_place("outcome", card.outcome_id, "owner_team")
    QApplication.processEvents()
    assert card.body.details is not None
    assert control(card.body.details.owner).hasFocus()
    assert shown.page.focus_place("theme", shown.theme(KEEP).theme_id, "guardrails")
    assert control(shown.theme(KEEP).body.guardrails).hasFocus()
    reading = shown.document.check_ins.by("outcome", card.outcome_id)[0]
    assert shown.page.focus_place("check_in", reading.id)
    assert card.hasFocus()
    assert not shown.page.focus_place("theme", "theme-gone")
    assert not shown.page.focus_place("rule", "rule-1")


def test_a_jump_into_another_quarter_shows_it(shown: Shown) -> None:
    past = shown.document.quarters.by("status", "past")[0]
    shown.bridge.execute(strategy.add_theme, past.id, "An old theme")
    old = sample.of(shown.document, "theme", "An old theme")
    assert shown.page.focus_place("theme", old)
    assert shown.page.title.text() == "Q2 2026"
    card = shown.page.board.theme_card(old)
    assert card is not None
    assert card.hasFocus()


def test_another_file_takes_the_place_of_this_one(shown: Shown, tmp_path: Path) -> None:
    other = Session.create(tmp_path / "other.remit")
    shown.bridge.open(other)
    assert shown.page.nothing.isVisible()
    assert shown.page.board.themes() == []
    shown.bridge.execute(strategy.add_quarter, sample.TODAY)
    assert shown.page.title.text() == "Q3 2026"
    other.close()


def test_a_file_for_reading_only_shows_all_and_changes_nothing(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path
) -> None:
    from views.strategy import StrategyPage

    with pages.sample_bridge(tmp_path) as (first, _):
        reader = Session.open(first.path)
        assert reader.read_only
        bridge = pages.TodayBridge(reader)
        page = StrategyPage(bridge)
        with pages.shown(qtbot, page, 1800, 1200):
            look = Shown(reader, bridge, page)
            card = look.theme(KEEP)
            before = card.body.statement.text()
            qtbot.keyClicks(control(card.body.statement), "no")
            press(qtbot, card, KEY.Key_Delete)
            press(qtbot, card, KEY.Key_Right, ALT)
            assert card.body.statement.text() == before
            assert page.add_theme_button.isHidden()
            assert look.column(KEEP).add_place.isHidden()
            assert look.outcome(CHURN).body.check_in.isHidden()
            assert themes(look)[0] == KEEP
        reader.close()


def test_deleting_the_theme_in_which_one_types_says_nothing_odd(qtbot: QtBot, shown: Shown) -> None:
    refused: list[str] = []
    shown.bridge.refused.connect(refused.append)
    card = shown.theme(KEEP)
    pages.type_into(qtbot, card.body.statement, "half a sent")
    shown.bridge.execute(rows.delete_row, "theme", card.theme_id)
    QApplication.processEvents()
    assert refused == []
    assert KEEP not in themes(shown)

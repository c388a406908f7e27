"""The decision tiers, edited as a person clicks and types."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.authority.rules import ClassCondition
from models.changes import apply
from models.commands.tiers import add_tier, delete_tier, set_tier_decisions, tiers_in_order
from models.document import Document
from tests.views.matrix.samples import Memory
from tests.views.matrix.test_conditions import with_facts
from tests.views.matrix.test_page import page_on
from tests.views.matrix.test_steps import LEFT
from views.matrix import MatrixPage
from views.matrix.tiers import TiersPart

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def tiered() -> Document:
    document = with_facts()
    for name in ("Team", "Executive", "Board"):
        document = apply(document, add_tier(document, name))
    return document


def part_on(qtbot: QtBot, document: Document) -> tuple[MatrixPage, Memory, TiersPart]:
    page, session = page_on(qtbot, document)
    page.resize(1400, 1000)
    page.parts.turn("tiers")
    part = page.parts.part("tiers")
    assert isinstance(part, TiersPart)
    qtbot.waitUntil(part.isVisible)
    return page, session, part


def order(session: Memory) -> list[tuple[str, int]]:
    return [(tier.name, tier.rank) for tier in tiers_in_order(session.document)]


def test_the_first_tier_is_begun_from_the_empty_page(qtbot: QtBot) -> None:
    _, session, part = part_on(qtbot, with_facts())
    assert part.nothing.isVisible()
    part.begin()
    assert not part.form.isVisible()
    QTest.keyClicks(part.add_line.edit, "Team")
    QTest.keyClick(part.add_line.edit, Key.Key_Return)
    assert order(session) == [("Team", 1)]
    assert part.form.isVisible()
    assert part.form.name.value() == "Team"
    assert not part.nothing.isVisible()


def test_who_decides_four_eyes_and_criteria_are_chosen_and_typed(qtbot: QtBot) -> None:
    _, session, part = part_on(qtbot, tiered())
    part.form.decided_by.combo.setCurrentIndex(part.form.decided_by.combo.findText("CEO"))
    part.form.decided_by.commit()
    QTest.mouseClick(part.form.four_eyes.box, LEFT, pos=QPoint(8, part.form.four_eyes.box.height() // 2))
    QTest.keyClicks(part.form.criteria.edit, "Reversible within a week.")
    QTest.keyClick(part.form.criteria.edit, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    tier = tiers_in_order(session.document)[0]
    ceo = next(role.id for role in session.document.roles if role.name == "CEO")
    assert (tier.decided_by, tier.four_eyes, tier.criteria) == (ceo, True, "Reversible within a week.")
    assert session.steps == 3


def test_criteria_are_conditions_too(qtbot: QtBot) -> None:
    _, session, part = part_on(qtbot, tiered())
    conditions = part.form.conditions
    conditions.fill_menu()
    offered = {action.text(): action for action in conditions.menu.actions()}
    assert "New number" not in offered
    offered["Risk"].trigger()
    QTest.mouseClick(conditions.chips["risk"].buttons[1], LEFT)
    tier = tiers_in_order(session.document)[0]
    assert tier.conditions == (ClassCondition(dimension="risk", among=("low", "medium")),)
    assert part.form._read_back.text() == "Cases with Risk: low or medium."
    assert session.steps == 2


def test_decisions_change_over_from_one_tier_to_another(qtbot: QtBot) -> None:
    document = tiered()
    bonuses = next(row.id for row in document.decisions if row.name == "Bonuses")
    board = tiers_in_order(document)[2].id
    document = apply(document, set_tier_decisions(document, board, (bonuses,)))
    _, session, part = part_on(qtbot, document)
    QTest.keyClicks(part.form.decisions.edit, "Bonuses")
    QTest.keyClick(part.form.decisions.edit, Key.Key_Return)
    team = tiers_in_order(session.document)[0].id
    assert session.document.decisions[bonuses].tier == team
    assert part.list.lines.index(2).data(Qt.ItemDataRole.UserRole + 1) == "Rank 3 · nobody named · 0 decisions"
    session.undo()
    assert session.document.decisions[bonuses].tier == board


def test_the_order_changes_by_keys_and_by_dragging_and_ranks_follow(qtbot: QtBot) -> None:
    _, session, part = part_on(qtbot, tiered())
    QTest.keyClick(part.list, Key.Key_Down, ALT)
    assert order(session) == [("Executive", 1), ("Team", 2), ("Board", 3)]
    board = part.list.lines.index(2)
    place = QPointF(part.list.visualRect(part.list.lines.index(0)).topLeft() + QPoint(10, 3))
    data = part.list.lines.mimeData([board])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    part.list.dropEvent(QDropEvent(place, Qt.DropAction.MoveAction, data, buttons, keys))
    assert order(session) == [("Board", 1), ("Executive", 2), ("Team", 3)]
    assert session.steps == 2


def test_a_deleted_tier_leaves_no_hole_and_its_decisions_without(qtbot: QtBot) -> None:
    document = tiered()
    bonuses = next(row.id for row in document.decisions if row.name == "Bonuses")
    team = tiers_in_order(document)[0].id
    document = apply(document, set_tier_decisions(document, team, (bonuses,)))
    _, session, part = part_on(qtbot, document)
    QTest.mouseClick(part.form._delete, LEFT)
    assert order(session) == [("Executive", 1), ("Board", 2)]
    assert session.document.decisions[bonuses].tier is None
    assert part.form.name.value() == "Executive"
    assert session.steps == 1
    assert delete_tier(document, team).label == "Delete the decision tier “Team”"
